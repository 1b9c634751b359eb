/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_garble — are the characters of a PDF those that its pages show?
 *
 * A font may number its glyphs as it likes and not say which characters they are. What is read then
 * are the numbers: signs and letters with accents in a row where they are small, letters of many
 * scripts that no office writes where they are large.
 *
 * Not here: glyphs that have no number either; poppler leaves them out.
 */
#ifndef CHENGBAO_EXTRACT_PDF_GARBLE_H
#define CHENGBAO_EXTRACT_PDF_GARBLE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PDF_GARBLE_FIRST '!'
#define PDF_GARBLE_LAST ','

typedef struct {
	size_t n, n_impossible, n_foreign; /* characters */
	size_t signs[PDF_GARBLE_LAST - PDF_GARBLE_FIRST + 1];
	uint64_t scripts[4]; /* the foreign ones' */
} PdfGarble;

/* Counts a page's lines (from pdf_lines). */
void pdf_garble_count(PdfGarble *garble, const GArray *lines);

/* Are more of them than one of twenty none that is written? */
bool pdf_garble_is(const PdfGarble *garble);

#endif
