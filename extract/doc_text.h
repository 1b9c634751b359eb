/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_text — the text of a Word 97-2003 document from its two streams
 *
 * The file information block says where the piece table lies; its pieces, in
 * their order, are the text: the body, then notes, headers, comments and text
 * boxes. Instructions of fields are left out, their results stay; so is what tracked
 * changes took out.
 *
 * Promise: every offset is checked against its stream; no more than max_bytes.
 * Source: MS-DOC 2.5.1 (Fib), 2.9.38 (Clx), 2.8.35 (PlcPcd), 2.9.73 (FcCompressed).
 * Not here: the OLE2 container (doc).
 */
#ifndef CHENGBAO_EXTRACT_DOC_TEXT_H
#define CHENGBAO_EXTRACT_DOC_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
	DOC_TEXT_GOOD,
	DOC_TEXT_FULL, /* longer than max_bytes; the beginning was given */
	DOC_TEXT_DAMAGED,
	DOC_TEXT_ENCRYPTED,
	DOC_TEXT_OLD, /* Word 95 or older */
} DocTextState;

typedef struct {
	const unsigned char *bytes;
	size_t n_bytes;
} DocStream;

/* The n bytes at `at` as a number, least first; they must be there. */
uint32_t doc_text_number(DocStream stream, size_t at, unsigned n);

/* The part of the table stream whose place and length stand at `named` in the main one. False:
 * it is not there, or empty. */
bool doc_text_part(DocStream word, DocStream table, size_t named, DocStream *ret_part);

/* Which table stream the document uses. False: no Word 97 document, or damaged. */
bool doc_text_table(DocStream word, const char **ret_name);

/* Appends the text to *text, UTF-8. */
DocTextState doc_text_read(DocStream word, DocStream table, size_t max_bytes, GString *text);

#endif
