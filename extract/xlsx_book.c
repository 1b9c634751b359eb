/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xlsx_book — what a workbook's sheets refer to: their order, strings, formats
 */
#include "extract/xlsx_book.h"

#include "extract/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define XLSX_CODE_BYTES 256

/* ---- sheets ---- */

static void
xlsx_sheet_clear(void *data)
{
	XlsxSheet *sheet = data;

	g_free(sheet->name);
	g_free(sheet->id);
	g_free(sheet->member);
}

static void
xlsx_workbook_start(Markup *markup, void *context, const char *name)
{
	XlsxBook *book = context;
	char title[PACKAGE_NAME_BYTES] = "", id[PACKAGE_NAME_BYTES] = "", flag[8] = "";

	if (strcmp(name, "workbookPr") == 0 &&
	    markup_attribute(markup, "date1904", flag, sizeof flag))
		book->since_1904 = strcmp(flag, "1") == 0 || strcmp(flag, "true") == 0;
	if (strcmp(name, "sheet") != 0 || book->sheets->len >= XLSX_SHEETS)
		return;
	markup_attribute(markup, "name", title, sizeof title);
	if (markup_attribute(markup, "id", id, sizeof id)) {
		XlsxSheet sheet = { g_strdup(title), g_strdup(id), NULL };

		g_array_append_val(book->sheets, sheet);
	}
}

static void
xlsx_relation_start(Markup *markup, void *context, const char *name)
{
	XlsxBook *book = context;
	char id[PACKAGE_NAME_BYTES];
	g_autofree char *member = NULL;

	if (!package_relation(markup, name, "xl/", id, sizeof id, &member))
		return;
	for (guint i = 0; i < book->sheets->len; i++) {
		XlsxSheet *sheet = &g_array_index(book->sheets, XlsxSheet, i);

		if (!sheet->member && strcmp(sheet->id, id) == 0)
			sheet->member = g_strdup(member);
	}
}

/* ---- shared strings ---- */

typedef struct {
	XlsxBook *book;
	bool inside; /* a text of a string */
} XlsxStrings;

static void
xlsx_string_start(Markup *markup, void *context, const char *name)
{
	XlsxStrings *strings = context;

	if (strcmp(name, "rPh") == 0) /* how to pronounce it */
		markup_skip(markup);
	else if (strcmp(name, "si") == 0) {
		size_t at = strings->book->pool->len;

		if (strings->book->strings->len >= XLSX_STRINGS)
			markup_stop(markup, MARKUP_FULL);
		else
			g_array_append_val(strings->book->strings, at);
	} else if (strcmp(name, "t") == 0)
		strings->inside = true;
}

static void
xlsx_string_end(Markup *markup, void *context, const char *name)
{
	XlsxStrings *strings = context;

	(void)markup;
	if (strcmp(name, "t") == 0)
		strings->inside = false;
	else if (strcmp(name, "si") == 0) {
		const GArray *known = strings->book->strings;

		sheet_unescape(strings->book->pool, g_array_index(known, size_t, known->len - 1));
		g_string_append_c(strings->book->pool, '\0');
	}
}

static void
xlsx_string_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	XlsxStrings *strings = context;

	if (!strings->inside)
		return;
	if (strings->book->pool->len + n_bytes > EXTRACT_TEXT_BYTES)
		markup_stop(markup, MARKUP_FULL);
	else
		g_string_append_len(strings->book->pool, bytes, (gssize)n_bytes);
}

const char *
xlsx_book_string(const XlsxBook *book, unsigned n)
{
	return n < book->strings->len ? book->pool->str + g_array_index(book->strings, size_t, n)
				      : "";
}

/* ---- formats ---- */

typedef struct {
	XlsxBook *book;
	GHashTable *codes; /* id → XlsxFormat, of the workbook's own */
	bool cells;	   /* inside cellXfs */
} XlsxStyles;

/* Which letters a code has outside "…", […] and behind a backslash: y, d; h, s; %. */
XlsxFormat
xlsx_format_of_code(const char *code)
{
	bool date = false, time = false, percent = false;

	for (const char *p = code; *p && *p != ';'; p++) {
		const char *end = *p == '"'	       ? strchr(p + 1, '"')
				  : *p == '['	       ? strchr(p, ']')
				  : *p == '\\' && p[1] ? p + 1
						       : NULL;
		char c = g_ascii_tolower(*p);

		if (end) {
			time |= *p == '[' && (g_ascii_tolower(p[1]) == 'h') && p[2] == ']';
			p = end;
			continue;
		}
		date |= c == 'y' || c == 'd';
		time |= c == 'h' || c == 's';
		percent |= c == '%';
	}
	if (date)
		return time ? XLSX_DATE_TIME : XLSX_DATE;
	return time ? XLSX_TIME : percent ? XLSX_PERCENT : XLSX_NUMBER;
}

/* Formats every workbook has, the Chinese ones among them. Source: ECMA-376 part 1, §18.8.30. */
XlsxFormat
xlsx_format_of_id(int id)
{
	if (id == 9 || id == 10)
		return XLSX_PERCENT;
	if (id == 22)
		return XLSX_DATE_TIME;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ||
	    id == 55 || id == 56)
		return XLSX_TIME;
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
		return XLSX_DATE;
	return XLSX_NUMBER;
}

static XlsxFormat
xlsx_format_of_style(const XlsxStyles *styles, int id)
{
	void *own;

	return g_hash_table_lookup_extended(styles->codes, GINT_TO_POINTER(id), NULL, &own)
		       ? (XlsxFormat)GPOINTER_TO_INT(own)
		       : xlsx_format_of_id(id);
}

static void
xlsx_style_start(Markup *markup, void *context, const char *name)
{
	XlsxStyles *styles = context;
	char id[16], code[XLSX_CODE_BYTES];

	if (strcmp(name, "cellXfs") == 0)
		styles->cells = true;
	else if (strcmp(name, "numFmt") == 0 &&
		 markup_attribute(markup, "numFmtId", id, sizeof id) &&
		 markup_attribute(markup, "formatCode", code, sizeof code) &&
		 g_hash_table_size(styles->codes) < XLSX_FORMATS)
		g_hash_table_insert(styles->codes, GINT_TO_POINTER((int)strtol(id, NULL, 10)),
				    GINT_TO_POINTER(xlsx_format_of_code(code)));
	else if (styles->cells && strcmp(name, "xf") == 0 &&
		 styles->book->formats->len < XLSX_FORMATS) {
		XlsxFormat format = XLSX_NUMBER;

		if (markup_attribute(markup, "numFmtId", id, sizeof id))
			format = xlsx_format_of_style(styles, (int)strtol(id, NULL, 10));
		g_array_append_val(styles->book->formats, format);
	}
}

static void
xlsx_style_end(Markup *markup, void *context, const char *name)
{
	XlsxStyles *styles = context;

	(void)markup;
	if (strcmp(name, "cellXfs") == 0)
		styles->cells = false;
}

/* ---- numbers ---- */

/* Day 60 of the 1900 system is a 29 February that never was; before it days are off by one. */
static bool
xlsx_date(const XlsxBook *book, double days, GDate *ret)
{
	double since = floor(days) + (book->since_1904 ? 1462 : 0);

	if (!(since >= 1 && since < 2958466))
		return false;
	/* GLib's day 1 is 1.1.0001; 30.12.1899 is its day 693594. */
	g_date_set_julian(ret, (guint32)since + 693594 + (since < 60));
	return true;
}

void
xlsx_book_show(const XlsxBook *book, double number, unsigned style, GString *out)
{
	XlsxFormat format = style < book->formats->len
				    ? g_array_index(book->formats, XlsxFormat, style)
				    : XLSX_NUMBER;
	int minutes = (int)lround((number - floor(number)) * 24 * 60);
	GDate date;

	if ((format == XLSX_DATE || format == XLSX_DATE_TIME) && xlsx_date(book, number, &date)) {
		g_string_append_printf(out, "%04d-%02d-%02d", g_date_get_year(&date),
				       g_date_get_month(&date), g_date_get_day(&date));
		if (format == XLSX_DATE_TIME && minutes < 24 * 60)
			g_string_append_printf(out, " %02d:%02d", minutes / 60, minutes % 60);
	} else if (format == XLSX_TIME && number >= 0 && number < 1 && minutes < 24 * 60)
		g_string_append_printf(out, "%02d:%02d", minutes / 60, minutes % 60);
	else if (format == XLSX_PERCENT)
		g_string_append_printf(out, "%.10g%%", number * 100);
	else
		g_string_append_printf(out, "%.15g", number);
}

/* ---- the book ---- */

void
xlsx_book_init(XlsxBook *book)
{
	*book = (XlsxBook){ .sheets = g_array_new(FALSE, FALSE, sizeof(XlsxSheet)),
			    .pool = g_string_new(NULL),
			    .strings = g_array_new(FALSE, FALSE, sizeof(size_t)),
			    .formats = g_array_new(FALSE, FALSE, sizeof(XlsxFormat)) };
	g_array_set_clear_func(book->sheets, xlsx_sheet_clear);
}

bool
xlsx_book_read(Package *package, XlsxBook *book)
{
	static const MarkupHandlers workbook = { xlsx_workbook_start, NULL, NULL };
	static const MarkupHandlers relations = { xlsx_relation_start, NULL, NULL };
	static const MarkupHandlers texts = { xlsx_string_start, xlsx_string_end,
					      xlsx_string_characters };
	static const MarkupHandlers looks = { xlsx_style_start, xlsx_style_end, NULL };
	g_autoptr(GHashTable) codes = g_hash_table_new(NULL, NULL);
	XlsxStrings strings = { book, false };
	XlsxStyles styles = { book, codes, false };
	g_autofree char *shared = package_part(package, "xl/sharedStrings");

	xlsx_book_init(book);
	return package_require(package, "xl/workbook.xml", &workbook, book) &&
	       package_require(package, "xl/_rels/workbook.xml.rels", &relations, book) &&
	       (!shared || package_parse(package, shared, &texts, &strings)) &&
	       package_parse(package, "xl/styles.xml", &looks, &styles);
}

void
xlsx_book_clear(XlsxBook *book)
{
	g_clear_pointer(&book->sheets, g_array_unref);
	g_clear_pointer(&book->strings, g_array_unref);
	g_clear_pointer(&book->formats, g_array_unref);
	if (book->pool)
		g_string_free(book->pool, TRUE);
	book->pool = NULL;
}
