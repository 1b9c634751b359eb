/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet — what holds for the sheets of every table program
 */
#ifndef CHENGBAO_EXTRACT_SHEET_H
#define CHENGBAO_EXTRACT_SHEET_H

#include "extract/markup.h"

#include <stdbool.h>

#define SHEET_COLUMNS 512 /* of a gap between two cells */

/* Has somebody given this name? "Sheet1" and "工作表2" say nothing. */
bool sheet_is_named(const char *name);

/* Appends what a cell shows, behind the tabs that lead to its column (from 0), in one line: its own
 * lines become blanks. `written` is the last column of the row that shows something, -1 at first.
 * Changes `words`. */
void sheet_cell(Markup *markup, char *words, int column, int *written);

/* The words of what is printed above or below the pages of a sheet, a line for each of its three
 * places, without those of page numbers: 机密 of `&L&"宋体"&12机密&C第 &P 页`. Yours.
 * Source: ECMA-376 part 1 §18.3.1.39 (evenHeader); [MS-XLS] 2.4.136 (Header). */
char *sheet_margin(const char *code);

/* Are these only the words around a page's number, or none? */
bool sheet_is_page(const char *words);

/* What Excel writes as _x000D_ are the characters that XML, or its programs, cannot hold; in the
 * text from there to its end. Source: ECMA-376 part 1, §22.9.2.19 (ST_Xstring). */
void sheet_unescape(GString *text, size_t from);

#endif
