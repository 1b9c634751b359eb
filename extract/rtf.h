/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rtf — the words of a Rich Text document
 *
 * Headers and body in their order; then footers, notes, comments and what the
 * document says about itself. Paragraphs are lines, cells stand apart by tabs;
 * deleted text, field instructions and pictures are left out.
 *
 * Not here: which bytes are which characters (rtf_text).
 */
#ifndef CHENGBAO_EXTRACT_RTF_H
#define CHENGBAO_EXTRACT_RTF_H

#include "extract/extract.h"

#define RTF_DEPTH 1000 /* groups in groups */

/* Fills outcome, why and content of *ret (type and n_chars are the caller's). A document that
 * ends inside a group is damaged; what was read of it stays.
 * Source: Rich Text Format Specification 1.9.1. */
void rtf_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
