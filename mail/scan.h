/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan — one linear walk over a letter's raw bytes before anything clever sees them
 *
 * Finds the headers of the top block, where the body begins, which named cap a
 * letter exceeds, and whether two readers could understand it differently. Who
 * sent a letter is decided on these bytes, never on a parser's repaired view.
 *
 * Promise: time and memory linear in the letter, whatever it holds.
 * Not here: what the headers mean (sender, evidence, words), parts (structure).
 */
#ifndef CHENGBAO_MAIL_SCAN_H
#define CHENGBAO_MAIL_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define SCAN_LETTER_BYTES (50u << 20)
#define SCAN_HEADER_BYTES (512u << 10) /* of one header block */
#define SCAN_HEADER_LINES 2000	       /* of one header block */
#define SCAN_LINE_BYTES (64u << 10)    /* of one line in a header block */
#define SCAN_PARTS 1000
#define SCAN_DEPTH 30
#define SCAN_DASHED_LINES 20000	     /* lines of the body that begin with `--` */
#define SCAN_PART_HEADER_LINES 20000 /* header lines of all parts together */

/* One header of the top block. Pointers go into the letter's bytes. */
typedef struct {
	const char *name; /* as written, without blanks before the colon */
	size_t n_name;
	const char *value; /* after the colon, folding included, without the last line end */
	size_t n_value;
	size_t offset; /* of the name, from the beginning of the letter */
	bool spaced;   /* a blank stood before the colon */
} ScanHeader;

/* A place of the letter that is put right before it is parsed: see mend. */
typedef struct {
	size_t offset, n_cut; /* bytes that give way */
	char *put;	      /* to these */
} ScanMend;

typedef struct {
	const char *bytes; /* borrowed: the letter must outlive the scan */
	size_t n_bytes;
	ScanHeader *headers; /* in the order of the letter */
	size_t n_headers;
	size_t body; /* offset of the first byte of the body; n_bytes when there is none */
	const char
		*limit;	 /* NULL, or which cap was exceeded, in words; then nothing may be parsed */
	bool ambiguous;	 /* two readers may read it differently */
	const char *why; /* the first reason, in words; NULL when not ambiguous */
	bool header_broken; /* the top block itself is: nothing in it may be trusted */
	GArray *mends;	    /* ScanMend; NULL: there is nothing to mend */
} Scan;

/* Scans a letter with LF or CRLF lines; an mbox `From ` line at its top is skipped.
 * Gives: yours (scan_free), never NULL; with `limit` set the headers found so far are there. */
Scan *scan_letter(const char *bytes, size_t n_bytes);
void scan_free(Scan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scan, scan_free)

/* Bytes of an mbox separator line (`From …`, also quoted with `>`) at the top; 0: none. */
size_t scan_separator(const char *bytes, size_t n_bytes);

/* The nth (from 0) header of this name, any case; NULL when there are fewer. Borrowed. */
const ScanHeader *scan_header(const Scan *scan, const char *name, size_t nth);
bool scan_header_is(const ScanHeader *header, const char *name);

/* The value in one line: folding undone, outer blanks cut, NUL, CR and LF as blanks. Its
 * bytes are otherwise raw: no charset, no encoded word is touched. Yours. */
char *scan_value(const ScanHeader *header);

/* scan_value of the first header of this name; NULL when there is none. Yours. */
char *scan_first_value(const Scan *scan, const char *name);

#endif
