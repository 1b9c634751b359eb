/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheetml — the cells of an Excel 2003 workbook in one XML file
 */
#include "extract/sheetml.h"

#include "extract/flat.h"
#include "extract/package.h"
#include "extract/properties.h"
#include "extract/sheet.h"
#include "extract/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#define SHEETML_NAME_BYTES 512	 /* of a sheet, a style, a format */
#define SHEETML_CELL_BYTES 65536 /* Excel itself ends at 32767 characters */

typedef struct {
	GHashTable *percents;		/* the styles that show percentages */
	char style[SHEETML_NAME_BYTES]; /* whose format comes */
	Properties properties;
	int about, data, comment; /* depth of the open properties, value, comment; 0: none */
	GString *value;		  /* of the open cell */
	GString *comments;
	char kind[16]; /* of the value: Number, DateTime, Boolean, String, Error */
	bool percent;
	int column, written, across; /* of the open row, as in xlsx */
} Sheetml;

static int
sheetml_number(const Markup *markup, const char *name, int otherwise)
{
	char value[16];

	return markup_attribute(markup, name, value, sizeof value)
		       ? (int)CLAMP(strtol(value, NULL, 10), 0, SHEET_COLUMNS * 100)
		       : otherwise;
}

static void
sheetml_start_style(const Markup *markup, Sheetml *sheet, const char *name)
{
	char format[SHEETML_NAME_BYTES];

	if (strcmp(name, "Style") == 0) {
		if (!markup_attribute(markup, "ID", sheet->style, sizeof sheet->style))
			sheet->style[0] = '\0';
	} else if (markup_attribute(markup, "Format", format, sizeof format) &&
		   (strcmp(format, "Percent") == 0 ||
		    xlsx_format_of_code(format) == XLSX_PERCENT) &&
		   g_hash_table_size(sheet->percents) < XLSX_FORMATS)
		g_hash_table_add(sheet->percents, g_strdup(sheet->style));
}

static void
sheetml_start_sheet(Markup *markup)
{
	char name[SHEETML_NAME_BYTES];

	markup_break(markup);
	if (!markup_attribute(markup, "Name", name, sizeof name) || !sheet_is_named(name))
		return;
	markup_append(markup, name, strlen(name));
	markup_append(markup, "\n", 1);
}

static void
sheetml_start_cell(const Markup *markup, Sheetml *sheet)
{
	char style[SHEETML_NAME_BYTES] = "";

	markup_attribute(markup, "StyleID", style, sizeof style);
	sheet->percent = g_hash_table_contains(sheet->percents, style);
	sheet->column = sheetml_number(markup, "Index", sheet->column + sheet->across + 2) - 1;
	sheet->across = sheetml_number(markup, "MergeAcross", 0);
	g_string_truncate(sheet->value, 0);
}

static void
sheetml_start(Markup *markup, void *context, const char *name)
{
	Sheetml *sheet = context;

	if (sheet->about)
		properties_handlers.start(markup, &sheet->properties, name);
	else if (strcmp(name, "DocumentProperties") == 0)
		sheet->about = markup_depth(markup);
	else if (strcmp(name, "Style") == 0 || strcmp(name, "NumberFormat") == 0)
		sheetml_start_style(markup, sheet, name);
	else if (strcmp(name, "Worksheet") == 0)
		sheetml_start_sheet(markup);
	else if (strcmp(name, "Row") == 0)
		sheet->column = sheet->written = -1, sheet->across = 0;
	else if (strcmp(name, "Cell") == 0)
		sheetml_start_cell(markup, sheet);
	else if (strcmp(name, "PhoneticText") == 0)
		markup_skip(markup);
	else if (strcmp(name, "Comment") == 0)
		sheet->comment = markup_depth(markup);
	else if (strcmp(name, "Data") == 0 && sheet->data == 0) {
		sheet->data = markup_depth(markup);
		if (!markup_attribute(markup, "Type", sheet->kind, sizeof sheet->kind))
			sheet->kind[0] = '\0';
	}
}

/* The value as the reader sees it: 2026-11-23T00:00:00.000 → 2026-11-23. */
static void
sheetml_show(Sheetml *sheet)
{
	GString *value = sheet->value;
	char *end;
	double number = g_ascii_strtod(value->str, &end);

	if (strcmp(sheet->kind, "Number") == 0 && value->len > 0 && !*end)
		g_string_printf(value, sheet->percent ? "%.10g%%" : "%.15g",
				sheet->percent ? number * 100 : number);
	else if (strcmp(sheet->kind, "Boolean") == 0)
		g_string_assign(value, *value->str == '1' ? "TRUE" : "FALSE");
	else if (strcmp(sheet->kind, "DateTime") == 0 && value->len >= 16 &&
		 value->str[10] == 'T') {
		bool day = g_str_has_prefix(value->str + 11, "00:00");

		value->str[10] = ' ';
		g_string_truncate(value, day ? 10 : 16);
		if (g_str_has_prefix(value->str, "1899-12-31 ")) /* a time of no day */
			g_string_erase(value, 0, 11);
	}
}

static void
sheetml_end(Markup *markup, void *context, const char *name)
{
	Sheetml *sheet = context;
	int depth = markup_depth(markup);

	if (sheet->about == depth)
		sheet->about = 0;
	else if (sheet->about)
		properties_handlers.end(markup, &sheet->properties, name);
	else if (sheet->data == depth)
		sheet->data = 0;
	else if (sheet->comment == depth) {
		sheet->comment = 0;
		g_string_append_c(sheet->comments, '\n');
	} else if (strcmp(name, "Cell") == 0) {
		sheetml_show(sheet);
		sheet_cell(markup, sheet->value->str, sheet->column, &sheet->written);
		g_string_truncate(sheet->value, 0);
	} else if (strcmp(name, "Row") == 0)
		markup_break(markup);
}

static void
sheetml_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	Sheetml *sheet = context;
	GString *into = sheet->comment ? sheet->comments : sheet->value;
	size_t most = sheet->comment ? EXTRACT_TEXT_BYTES : SHEETML_CELL_BYTES;

	if (sheet->about)
		properties_handlers.characters(markup, &sheet->properties, bytes, n_bytes);
	else if (sheet->data && into->len + n_bytes <= most)
		g_string_append_len(into, bytes, (gssize)n_bytes);
}

void
sheetml_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	static const MarkupHandlers handlers = { sheetml_start, sheetml_end, sheetml_characters };
	g_autoptr(Package) package = package_of_file();
	g_autoptr(GHashTable) percents =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GString) value = g_string_new(NULL), comments = g_string_new(NULL);
	g_autofree char *utf8 = flat_utf8(bytes, n_bytes);
	GString *text = package_text(package);
	Sheetml sheet = { .percents = percents, .value = value, .comments = comments };

	properties_init(&sheet.properties);
	package_parse_file(package, utf8, &handlers, &sheet);
	if (comments->len > 0) {
		if (text->len > 0 && text->str[text->len - 1] != '\n')
			g_string_append_c(text, '\n');
		g_string_append(text, comments->str);
	}
	properties_say(&sheet.properties, text);
	properties_clear(&sheet.properties);
	package_finish(package, ret);
}
