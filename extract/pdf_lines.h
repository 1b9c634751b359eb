/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_lines — the lines of a page of a PDF, whichever way they run
 *
 * Lines that run down the page and follow one another from right to left, as in a text set upright
 * or on a page turned by a quarter, are given as if the page were turned back; so are those that
 * run up. What was filled into a form stands where its field is.
 *
 * Not here: paragraphs and columns (page).
 */
#ifndef CHENGBAO_EXTRACT_PDF_LINES_H
#define CHENGBAO_EXTRACT_PDF_LINES_H

#include <glib.h>
#include <poppler.h>

/* An array of PageLine, those with words, in reading order. Yours. */
GArray *pdf_lines(PopplerPage *page);

#endif
