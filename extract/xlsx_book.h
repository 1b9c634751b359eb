/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xlsx_book — what a workbook's sheets refer to: their order, strings, formats
 */
#ifndef CHENGBAO_EXTRACT_XLSX_BOOK_H
#define CHENGBAO_EXTRACT_XLSX_BOOK_H

#include "extract/package.h"

#define XLSX_SHEETS 100
#define XLSX_STRINGS 1000000
#define XLSX_FORMATS 65536

typedef enum { XLSX_NUMBER, XLSX_DATE, XLSX_TIME, XLSX_DATE_TIME, XLSX_PERCENT } XlsxFormat;

typedef struct {
	char *name, *id, *member; /* "进度", "rId1", "xl/worksheets/sheet1.xml" */
} XlsxSheet;

typedef struct {
	GArray *sheets;	 /* XlsxSheet, in the workbook's order */
	GString *pool;	 /* all shared strings, each with its NUL */
	GArray *strings; /* size_t: where in the pool the string n begins */
	GArray *formats; /* XlsxFormat of cell style n */
	bool since_1904; /* days count from 1904, not from 1900 */
} XlsxBook;

/* Reads workbook, relations, shared strings and styles. False when the package stopped.
 * Gives: *book, also then; free with xlsx_book_clear. */
bool xlsx_book_read(Package *package, XlsxBook *book);
void xlsx_book_clear(XlsxBook *book);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(XlsxBook, xlsx_book_clear)

/* An empty book. */
void xlsx_book_init(XlsxBook *book);

/* What a format of a workbook's own, or the format that every workbook has, shows. */
XlsxFormat xlsx_format_of_code(const char *code);
XlsxFormat xlsx_format_of_id(int id);

/* What a number of cell style `style` shows: 46357.5 → 2026-12-01 12:00. Appends to `out`. */
void xlsx_book_show(const XlsxBook *book, double number, unsigned style, GString *out);

/* Shared string n; "" where there is none. */
const char *xlsx_book_string(const XlsxBook *book, unsigned n);

#endif
