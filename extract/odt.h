/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odt — the words of an OpenDocument: text, table, presentation
 *
 * Headers and footers, body, then notes and comments, then the properties, then
 * the OpenDocuments in it. Cells stand apart by tabs; text deleted under change tracking is left
 * out.
 *
 * Not here: the archive (package) and its caps, a file's charset (flat), other programs'
 * documents in it (enclosed).
 */
#ifndef CHENGBAO_EXTRACT_ODT_H
#define CHENGBAO_EXTRACT_ODT_H

#include "extract/extract.h"

#define ODT_REPEATED 100 /* times that one cell or row is said to stand there */
#define ODT_ENCLOSED 50	 /* documents in it */

/* Fills outcome, why and content of *ret (type and n_chars are the caller's).
 * Source: OpenDocument 1.3 part 3 (OASIS, ISO/IEC 26300). */
void odt_read(const char *bytes, size_t n_bytes, Extracted *ret);

/* The same of one in a single XML file: .fodt, .fods, .fodp. */
void odt_read_flat(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
