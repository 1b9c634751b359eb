/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xlsx — the cells of an Excel workbook, row by row
 */
#include "extract/xlsx.h"

#include "extract/docx.h"
#include "extract/drawn.h"
#include "extract/properties.h"
#include "extract/sheet.h"
#include "extract/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#define XLSX_CELL_BYTES 65536 /* Excel itself ends at 32767 characters */

typedef struct {
	const XlsxBook *book;
	GString *value;	     /* of the open cell */
	Properties *margins; /* of all sheets: what is printed above and below */
	bool inside;	     /* an element that holds the cell's value */
	char kind[16];	     /* of the cell: s, str, inlineStr, b, e, n, d */
	unsigned style;
	int column, written; /* of the open row: this cell's, the last one's that was written */
} XlsxPart;

/* "AB12" is column 27, counted from 0; -1 for what is no place. */
static int
xlsx_column(const char *place)
{
	int column = 0;

	for (; *place >= 'A' && *place <= 'Z' && column < SHEET_COLUMNS * 100; place++)
		column = column * 26 + (*place - 'A' + 1);
	return column - 1;
}

static void
xlsx_start_cell(Markup *markup, XlsxPart *part)
{
	char place[16] = "", style[16] = "";

	markup_attribute(markup, "r", place, sizeof place);
	markup_attribute(markup, "s", style, sizeof style);
	if (!markup_attribute(markup, "t", part->kind, sizeof part->kind))
		g_strlcpy(part->kind, "n", sizeof part->kind);
	part->style = (unsigned)strtoul(style, NULL, 10);
	part->column = *place ? xlsx_column(place) : part->column + 1;
	g_string_truncate(part->value, 0);
}

static bool
xlsx_is_margin(const char *name)
{
	static const char *const names[] = { "oddHeader", "evenHeader", "firstHeader",
					     "oddFooter", "evenFooter", "firstFooter" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void
xlsx_start(Markup *markup, void *context, const char *name)
{
	XlsxPart *part = context;

	if (strcmp(name, "rPh") == 0 || strcmp(name, "f") == 0)
		markup_skip(markup); /* how it is pronounced, how it is computed */
	else if (strcmp(name, "row") == 0)
		part->column = part->written = -1;
	else if (strcmp(name, "c") == 0)
		xlsx_start_cell(markup, part);
	else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		part->inside = true;
	else if (xlsx_is_margin(name)) {
		g_string_truncate(part->value, 0);
		part->inside = true;
	}
}

/* The value as the reader sees it. */
static void
xlsx_value(const XlsxPart *part, GString *out)
{
	const char *value = part->value->str;
	char *end;
	double number = g_ascii_strtod(value, &end);

	if (strcmp(part->kind, "s") == 0)
		g_string_append(out,
				xlsx_book_string(part->book, (unsigned)strtoul(value, NULL, 10)));
	else if (strcmp(part->kind, "n") == 0 && *value && !*end)
		xlsx_book_show(part->book, number, part->style, out);
	else if (strcmp(part->kind, "b") == 0)
		g_string_append(out, *value == '1' ? "TRUE" : "FALSE");
	else {
		g_string_append(out, value);
		sheet_unescape(out, 0);
	}
}

static void
xlsx_end_cell(Markup *markup, XlsxPart *part)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (part->value->len > 0)
		xlsx_value(part, out);
	sheet_cell(markup, out->str, part->column, &part->written);
}

static void
xlsx_end_margin(XlsxPart *part)
{
	g_autofree char *words = sheet_margin(part->value->str);

	properties_add(part->margins, words);
	part->inside = false;
}

static void
xlsx_end(Markup *markup, void *context, const char *name)
{
	XlsxPart *part = context;

	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		part->inside = false;
	else if (strcmp(name, "c") == 0)
		xlsx_end_cell(markup, part);
	else if (strcmp(name, "row") == 0)
		markup_break(markup);
	else if (xlsx_is_margin(name))
		xlsx_end_margin(part);
}

static void
xlsx_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	XlsxPart *part = context;

	(void)markup;
	if (part->inside && part->value->len + n_bytes <= XLSX_CELL_BYTES)
		g_string_append_len(part->value, bytes, (gssize)n_bytes);
}

static bool
xlsx_sheet(Package *package, const XlsxBook *book, const XlsxSheet *sheet, Properties *margins)
{
	static const MarkupHandlers handlers = { xlsx_start, xlsx_end, xlsx_characters };
	g_autoptr(GString) value = g_string_new(NULL);
	GString *text = package_text(package);
	XlsxPart part = {
		.book = book, .value = value, .margins = margins, .column = -1, .written = -1
	};
	size_t before, named;
	bool good;

	if (!sheet->member)
		return package_damaged(package);
	if (text->len > 0 && text->str[text->len - 1] != '\n')
		g_string_append_c(text, '\n');
	before = text->len;
	if (sheet_is_named(sheet->name))
		g_string_append_printf(text, "%s\n", sheet->name);
	named = text->len;
	good = package_require(package, sheet->member, &handlers, &part);
	/* Of an empty sheet the name says nothing either. */
	if (text->len == named)
		g_string_truncate(text, before);
	return good;
}

void
xlsx_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(Package) package = package_open(bytes, n_bytes);
	g_auto(XlsxBook) book = { 0 };
	g_auto(Properties) margins = { 0 }, drawn = { 0 };
	bool good = xlsx_book_read(package, &book);

	properties_init(&margins);
	properties_init(&drawn);
	for (guint i = 0; good && i < book.sheets->len; i++)
		good = xlsx_sheet(package, &book, &g_array_index(book.sheets, XlsxSheet, i),
				  &margins);
	if (good)
		properties_say(&margins, package_text(package));
	if (good && drawn_paragraphs(package, "xl/", "drawings/drawing") &&
	    drawn_paragraphs(package, "xl/", DRAWN_DIAGRAMS) &&
	    drawn_paragraphs(package, "xl/", "comments") && drawn_words(package, "xl/", &drawn)) {
		properties_say(&drawn, package_text(package));
		properties_of_ooxml(package);
	}
	package_finish(package, ret);
}
