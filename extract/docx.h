/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx — the words of a Word document in the order a reader meets them
 *
 * Headers, body, notes, footers; paragraphs as lines, table cells by tabs, text
 * boxes once. Deleted text and field instructions are left out.
 *
 * Promise: no DTD is read, nothing is expanded, memory and time are bounded
 * by the caps below whatever the archive claims.
 * Not here: other zip-borne formats.
 */
#ifndef CHENGBAO_EXTRACT_DOCX_H
#define CHENGBAO_EXTRACT_DOCX_H

#include "extract/extract.h"

#define DOCX_ENTRIES 2000
#define DOCX_MEMBER_BYTES (64u << 20)
#define DOCX_TOTAL_BYTES (256u << 20)
#define DOCX_RATIO 100 /* unpacked to packed, above DOCX_RATIO_FROM */
#define DOCX_RATIO_FROM (1u << 20)

/* Fills outcome, why and content of *ret (type and n_chars are the caller's).
 * Source: ECMA-376 part 1, §17; RELIABILITY §5.7 for the caps. */
void docx_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
