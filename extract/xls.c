/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xls — the cells of a workbook of Excel 5 to 2003
 *
 * The first substream tells of strings, formats and sheets, and where each sheet begins.
 * What numbers show is xlsx_book's: the formats are the same.
 */
#include "extract/xls.h"

#include "base/i18n.h"
#include "base/text/charset.h"
#include "extract/biff.h"
#include "extract/properties.h"
#include "extract/sheet.h"
#include "extract/xlsx_book.h"

#include <stdio.h>
#include <string.h>

#define XLS_CELL_BYTES 65536

enum {
	XLS_BOF = 0x0809,
	XLS_EOF = 0x000A,
	XLS_FILEPASS = 0x002F,
	XLS_CODEPAGE = 0x0042,
	XLS_DATEMODE = 0x0022,
	XLS_FORMAT = 0x041E,
	XLS_XF = 0x00E0,
	XLS_BOUNDSHEET = 0x0085,
	XLS_SST = 0x00FC,
	XLS_LABELSST = 0x00FD,
	XLS_LABEL = 0x0204,
	XLS_RSTRING = 0x00D6,
	XLS_NUMBER = 0x0203,
	XLS_RK = 0x027E,
	XLS_MULRK = 0x00BD,
	XLS_FORMULA = 0x0006,
	XLS_STRING = 0x0207,
	XLS_BOOLERR = 0x0205,
	XLS_TXO = 0x01B6,
	XLS_HEADER = 0x0014,
	XLS_FOOTER = 0x0015,
};

typedef struct {
	size_t offset;
	char *name;
} XlsSheet;

typedef struct {
	Biff biff;
	XlsxBook book;
	GHashTable *codes; /* format id → XlsxFormat, of the workbook's own */
	GArray *sheets;	   /* XlsSheet */
	char charset[16];  /* of texts that are not UTF-16: cp936 */
	bool eight, encrypted, full;
	unsigned n_records;
	GString *text, *sides, *cell;
	Properties margins;
	int row, written;		 /* of the line that is open */
	int formula_row, formula_column; /* whose text comes in the next record */
} Xls;

static void
xls_sheet_clear(void *data)
{
	g_free(((XlsSheet *)data)->name);
}

static bool
xls_next(Xls *xls)
{
	return !xls->full && ++xls->n_records <= XLS_RECORDS && biff_next(&xls->biff);
}

/* A string of either kind of workbook into xls->cell. */
static const char *
xls_string(Xls *xls, unsigned n_length)
{
	Biff *biff = &xls->biff;
	g_autofree char *text = NULL;
	size_t n;

	g_string_truncate(xls->cell, 0);
	biff->failed = false;
	if (xls->eight) {
		biff_string(biff, n_length, xls->cell);
		return xls->cell->str;
	}
	n = (size_t)biff_take(biff, n_length);
	n = MIN(n, biff->n - biff->at);
	text = charset_to_utf8(xls->charset, (const char *)biff->data + biff->at, n, NULL);
	g_string_assign(xls->cell, text);
	return xls->cell->str;
}

/* ---- what the sheets refer to ---- */

static void
xls_strings(Xls *xls)
{
	Biff *biff = &xls->biff;
	size_t n;

	biff_take(biff, 4); /* how often they are used */
	n = (size_t)biff_take(biff, 4);
	for (size_t i = 0; i < n && i < XLSX_STRINGS && !biff->failed; i++) {
		size_t at = xls->book.pool->len;

		biff_string(biff, 2, xls->book.pool);
		if (xls->book.pool->len > EXTRACT_TEXT_BYTES) {
			xls->full = true;
			return;
		}
		g_array_append_val(xls->book.strings, at);
		g_string_append_c(xls->book.pool, '\0');
	}
}

static void
xls_format(Xls *xls)
{
	int id = (int)biff_take(&xls->biff, 2);
	const char *code = xls_string(xls, xls->eight ? 2 : 1);

	if (g_hash_table_size(xls->codes) < XLSX_FORMATS)
		g_hash_table_insert(xls->codes, GINT_TO_POINTER(id),
				    GINT_TO_POINTER(xlsx_format_of_code(code)));
}

static void
xls_cell_style(Xls *xls)
{
	XlsxFormat format;
	void *own;
	int id;

	if (xls->book.formats->len >= XLSX_FORMATS)
		return;
	biff_take(&xls->biff, 2);
	id = (int)biff_take(&xls->biff, 2);
	format = g_hash_table_lookup_extended(xls->codes, GINT_TO_POINTER(id), NULL, &own)
			 ? (XlsxFormat)GPOINTER_TO_INT(own)
			 : xlsx_format_of_id(id);
	g_array_append_val(xls->book.formats, format);
}

static void
xls_bound(Xls *xls)
{
	XlsSheet sheet = { .offset = (size_t)biff_take(&xls->biff, 4) };
	unsigned kind = (unsigned)biff_take(&xls->biff, 2) >> 8;

	if (kind != 0 || xls->sheets->len >= XLSX_SHEETS) /* charts and macros hold no cells */
		return;
	sheet.name = g_strdup(xls_string(xls, 1));
	g_array_append_val(xls->sheets, sheet);
}

/* False: the stream does not begin as a workbook does. */
static bool
xls_globals(Xls *xls)
{
	Biff *biff = &xls->biff;
	unsigned version;

	if (!xls_next(xls) || biff->type != XLS_BOF)
		return false;
	version = (unsigned)biff_take(biff, 2);
	xls->eight = version == 0x0600;
	if (!xls->eight && version != 0x0500)
		return false;
	while (xls_next(xls) && biff->type != XLS_EOF && !xls->encrypted) {
		biff->failed = false;
		if (biff->type == XLS_FILEPASS)
			xls->encrypted = true;
		else if (biff->type == XLS_CODEPAGE)
			snprintf(xls->charset, sizeof xls->charset, "cp%u",
				 (unsigned)biff_take(biff, 2));
		else if (biff->type == XLS_DATEMODE)
			xls->book.since_1904 = biff_take(biff, 2) == 1;
		else if (biff->type == XLS_FORMAT)
			xls_format(xls);
		else if (biff->type == XLS_XF)
			xls_cell_style(xls);
		else if (biff->type == XLS_BOUNDSHEET)
			xls_bound(xls);
		else if (biff->type == XLS_SST && xls->eight)
			xls_strings(xls);
	}
	return true;
}

/* ---- cells ---- */

/* A cell's own lines become blanks: a row is one line. */
static void
xls_put(Xls *xls, int row, int column, const char *shown)
{
	g_autofree char *flat = g_strdup(shown);

	g_strdelimit(g_strstrip(flat), "\r\n\t", ' ');
	if (!*flat)
		return;
	if (xls->text->len + strlen(flat) + SHEET_COLUMNS > EXTRACT_TEXT_BYTES) {
		xls->full = true;
		return;
	}
	if (row != xls->row) {
		if (xls->text->len > 0 && xls->text->str[xls->text->len - 1] != '\n')
			g_string_append_c(xls->text, '\n');
		xls->written = 0;
	}
	for (int gap = MIN(column - xls->written, SHEET_COLUMNS); gap > 0; gap--)
		g_string_append_c(xls->text, '\t');
	g_string_append(xls->text, flat);
	xls->row = row;
	xls->written = column;
}

static void
xls_number(Xls *xls, int row, int column, unsigned style, double number)
{
	g_autoptr(GString) shown = g_string_new(NULL);

	xlsx_book_show(&xls->book, number, style, shown);
	xls_put(xls, row, column, shown->str);
}

static double
xls_double(uint64_t bits)
{
	double number;

	memcpy(&number, &bits, sizeof number);
	return number == number && number < 1e300 && number > -1e300 ? number : 0;
}

/* MS-XLS 2.5.218: two bits of how, thirty of what. */
static double
xls_rk(uint32_t rk)
{
	double number = rk & 2 ? (double)((int32_t)rk >> 2)
			       : xls_double((uint64_t)(rk & 0xFFFFFFFCu) << 32);

	return rk & 1 ? number / 100 : number;
}

/* The value last computed; a text follows in a record of its own. */
static void
xls_formula(Xls *xls, int row, int column, unsigned style)
{
	uint64_t value = biff_take(&xls->biff, 8);

	if (value >> 48 != 0xFFFF) {
		xls_number(xls, row, column, style, xls_double(value));
	} else if ((value & 0xFF) == 0) {
		xls->formula_row = row;
		xls->formula_column = column;
	} else if ((value & 0xFF) == 1) {
		xls_put(xls, row, column, value >> 16 & 0xFF ? "TRUE" : "FALSE");
	}
}

static void
xls_numbers(Xls *xls, int row, int column)
{
	Biff *biff = &xls->biff;

	/* Two bytes of the last column stand behind them. */
	for (; biff->n - biff->at >= 8; column++) {
		unsigned style = (unsigned)biff_take(biff, 2);

		xls_number(xls, row, column, style, xls_rk((uint32_t)biff_take(biff, 4)));
	}
}

/* A text box or a comment: its length in this record, its characters in the next. */
static void
xls_box(Xls *xls)
{
	Biff *biff = &xls->biff;
	size_t n_units;
	bool wide;

	biff_skip(biff, 10);
	n_units = (size_t)biff_take(biff, 2);
	biff->at = biff->n;
	if (n_units == 0)
		return;
	wide = biff_take(biff, 1) & 1;
	if (xls->sides->len > 0)
		g_string_append_c(xls->sides, '\n');
	biff_characters(biff, n_units, wide, xls->sides);
	xls->full = xls->full || xls->sides->len > EXTRACT_TEXT_BYTES / 2;
}

static void
xls_cell(Xls *xls)
{
	Biff *biff = &xls->biff;
	int row = (int)biff_take(biff, 2), column = (int)biff_take(biff, 2);
	unsigned style = biff->type == XLS_MULRK ? 0 : (unsigned)biff_take(biff, 2);

	if (biff->failed)
		return;
	switch (biff->type) {
	case XLS_LABELSST:
		xls_put(xls, row, column,
			xlsx_book_string(&xls->book, (unsigned)biff_take(biff, 4)));
		break;
	case XLS_LABEL:
	case XLS_RSTRING:
		xls_put(xls, row, column, xls_string(xls, 2));
		break;
	case XLS_NUMBER:
		xls_number(xls, row, column, style, xls_double(biff_take(biff, 8)));
		break;
	case XLS_RK:
		xls_number(xls, row, column, style, xls_rk((uint32_t)biff_take(biff, 4)));
		break;
	case XLS_MULRK:
		xls_numbers(xls, row, column);
		break;
	case XLS_FORMULA:
		xls_formula(xls, row, column, style);
		break;
	default: /* XLS_BOOLERR; an error shows nothing worth reading */
		if (biff->n >= 8 && biff->data[7] == 0)
			xls_put(xls, row, column, biff->data[6] ? "TRUE" : "FALSE");
	}
}

/* What is printed above or below the pages: none where the record is empty. */
static void
xls_margin(Xls *xls)
{
	g_autofree char *words = sheet_margin(xls_string(xls, xls->eight ? 2 : 1));

	properties_add(&xls->margins, words);
}

static bool
xls_is_cell(unsigned type)
{
	static const unsigned cells[] = { XLS_LABELSST, XLS_LABEL, XLS_RSTRING, XLS_NUMBER,
					  XLS_RK,	XLS_MULRK, XLS_FORMULA, XLS_BOOLERR };

	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
		if (cells[i] == type)
			return true;
	return false;
}

/* A sheet to its end; charts in it have a beginning and an end of their own. */
static void
xls_sheet(Xls *xls, const XlsSheet *sheet)
{
	Biff *biff = &xls->biff;
	size_t before = xls->text->len;
	int depth = 0;

	biff->next = MIN(sheet->offset, biff->n_bytes);
	if (xls->text->len > 0 && xls->text->str[xls->text->len - 1] != '\n')
		g_string_append_c(xls->text, '\n');
	if (sheet_is_named(sheet->name))
		g_string_append_printf(xls->text, "%s\n", sheet->name);
	size_t named = xls->text->len;
	xls->row = xls->formula_row = -1;
	while (xls_next(xls) && (depth > 0 || biff->type == XLS_BOF)) {
		biff->failed = false;
		depth += (biff->type == XLS_BOF) - (biff->type == XLS_EOF);
		if (depth == 0)
			break;
		if (xls_is_cell(biff->type) && depth == 1)
			xls_cell(xls);
		else if (biff->type == XLS_STRING && xls->formula_row >= 0)
			xls_put(xls, xls->formula_row, xls->formula_column, xls_string(xls, 2));
		else if (biff->type == XLS_TXO && xls->eight)
			xls_box(xls);
		else if ((biff->type == XLS_HEADER || biff->type == XLS_FOOTER) && depth == 1)
			xls_margin(xls);
		if (biff->type != XLS_FORMULA && biff->type != 0x04BC && biff->type != 0x0221)
			xls->formula_row = -1;
	}
	/* Of an empty sheet the name says nothing either. */
	if (xls->text->len == named)
		g_string_truncate(xls->text, before);
}

static void
xls_end(Xls *xls, bool good, Extracted *ret)
{
	properties_say(&xls->margins, xls->text);
	if (xls->sides->len > 0 && xls->text->len + xls->sides->len < EXTRACT_TEXT_BYTES)
		g_string_append_printf(xls->text, "\n%s", xls->sides->str);
	ret->content = g_strdup(xls->text->str);
	ret->outcome = EXTRACT_READ;
	if (xls->encrypted) {
		ret->outcome = EXTRACT_ENCRYPTED;
		ret->why = g_strdup(_("the document has a password; please send it without one"));
	} else if (!good) {
		ret->outcome = EXTRACT_FAILED;
		ret->why =
			g_strdup(_("the document is damaged; please open it, save it as docx and "
				   "send it again"));
	} else if (xls->full || xls->n_records > XLS_RECORDS) {
		ret->outcome = EXTRACT_LIMIT;
		ret->why = g_strdup(_("the document is too long; only its beginning was read"));
	}
}

void
xls_read(const unsigned char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(GHashTable) codes = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) sheets = g_array_new(FALSE, FALSE, sizeof(XlsSheet));
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) sides = g_string_new(NULL);
	g_autoptr(GString) cell = g_string_new(NULL);
	Xls xls = { .biff = { .bytes = bytes, .n_bytes = n_bytes },
		    .codes = codes,
		    .sheets = sheets,
		    .text = text,
		    .sides = sides,
		    .cell = cell };
	bool good;

	xlsx_book_init(&xls.book);
	properties_init(&xls.margins);
	g_array_set_clear_func(sheets, xls_sheet_clear);
	good = xls_globals(&xls) && (sheets->len > 0 || xls.encrypted);
	for (guint i = 0; good && !xls.encrypted && i < sheets->len; i++)
		xls_sheet(&xls, &g_array_index(sheets, XlsSheet, i));
	xls_end(&xls, good, ret);
	xlsx_book_clear(&xls.book);
	properties_clear(&xls.margins);
}
