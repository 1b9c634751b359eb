/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheetml — the cells of an Excel 2003 workbook in one XML file
 *
 * As xlsx gives them: a row is a line, cells stand apart by tabs; then comments,
 * then the properties.
 *
 * Not here: the file's charset (flat), workbooks that are archives (xlsx).
 */
#ifndef CHENGBAO_EXTRACT_SHEETML_H
#define CHENGBAO_EXTRACT_SHEETML_H

#include "extract/extract.h"

/* Fills outcome, why and content of *ret. Source: Microsoft XML Spreadsheet Reference (Excel
 * 2002 and 2003). */
void sheetml_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
