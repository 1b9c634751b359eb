/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xlsx — the cells of an Excel workbook, row by row
 *
 * Every sheet, hidden ones too, in the workbook's order: a row is a line, cells
 * stand apart by tabs; dates and percentages as the reader sees them, formulas as
 * the value last computed. Then what is printed above and below, text boxes, diagrams, comments,
 * charts, then the properties.
 *
 * Not here: the archive (package) and its caps, the parts and styles (xlsx_book).
 */
#ifndef CHENGBAO_EXTRACT_XLSX_H
#define CHENGBAO_EXTRACT_XLSX_H

#include "extract/extract.h"

/* Fills outcome, why and content of *ret (type and n_chars are the caller's).
 * Source: ECMA-376 part 1, §18. */
void xlsx_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
