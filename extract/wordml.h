/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wordml — the words of a Word document in one XML file
 *
 * Word 2003's own form, where headers, notes and comments stand in the middle of
 * the sentence they belong to, and the package of later ones, whose parts come in
 * any order. Both give the text that the same document gives as docx.
 *
 * Not here: the elements of WordprocessingML that both share with docx (docx).
 */
#ifndef CHENGBAO_EXTRACT_WORDML_H
#define CHENGBAO_EXTRACT_WORDML_H

#include "extract/extract.h"

/* Fills outcome, why and content of *ret. Source: Microsoft Office 2003 XML Reference Schemas;
 * ECMA-376 part 1, §17; [MS-DOCX] 2.1 for pkg:package. */
void wordml_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
