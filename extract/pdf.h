/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf — the text of a PDF in reading order
 *
 * Not here: the text in pictures; what a document looks like.
 */
#ifndef CHENGBAO_EXTRACT_PDF_H
#define CHENGBAO_EXTRACT_PDF_H

#include "extract/extract.h"

/* Where poppler's tables of Chinese character sets lie. Documents whose fonts are not
 * embedded need them; the jailed extractor may read this folder and nothing else. */
#define PDF_DATA_FOLDER "/usr/share/poppler"

#define PDF_PAGES 500 /* of one document; later ones are not read */

/* Makes poppler ready and keeps it so. Once per process, before any jail. */
void pdf_load(void);

/* Fills outcome, why and content of *ret. */
void pdf_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
