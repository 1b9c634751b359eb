/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xls — the cells of a workbook of Excel 5 to 2003, and of Kingsoft's .et
 *
 * As xlsx gives them: every sheet, hidden ones too, in the workbook's order, a row a line,
 * cells apart by tabs, dates as the reader sees them; then text boxes and comments.
 *
 * Not here: the container (doc).
 */
#ifndef CHENGBAO_EXTRACT_XLS_H
#define CHENGBAO_EXTRACT_XLS_H

#include "extract/extract.h"

#define XLS_RECORDS 4000000 /* of one workbook are looked at */

/* `bytes`: the stream Workbook or Book. Fills outcome, why and content of *ret.
 * Source: MS-XLS. */
void xls_read(const unsigned char *bytes, size_t n_bytes, Extracted *ret);

#endif
