/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet — what holds for the sheets of every table program
 */
#ifndef CHENGBAO_EXTRACT_SHEET_H
#define CHENGBAO_EXTRACT_SHEET_H

#include <stdbool.h>

/* Has somebody given this name? "Sheet1" and "工作表2" say nothing. */
bool sheet_is_named(const char *name);

#endif
