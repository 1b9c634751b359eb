/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csv — comma separated values as RFC 4180 and Excel write them, with places
 */
#include "config/csv.h"

#include <string.h>

#include "base/i18n.h"
#include "base/lines.h"

typedef struct {
	const char *at;
	const char *file;
	int line, column;
	GPtrArray *problems;
} Cursor;

static void
csv_free_cell(void *data)
{
	CsvCell *cell = data;

	g_free(cell->text);
	g_free(cell);
}

static void
csv_free_row(void *data)
{
	CsvRow *row = data;

	g_ptr_array_unref(row->cells);
	g_free(row);
}

static void
csv_step(Cursor *cursor)
{
	if (*cursor->at == '\n') {
		cursor->line++;
		cursor->column = 1;
	} else {
		cursor->column++;
	}
	cursor->at = g_utf8_next_char(cursor->at);
}

static bool
csv_at_end(const Cursor *cursor)
{
	return !*cursor->at || *cursor->at == '\n' ||
	       (*cursor->at == '\r' && (cursor->at[1] == '\n' || !cursor->at[1]));
}

/* The inside of a quoted cell; the cursor stands on the opening quote. */
static bool
csv_quoted(Cursor *cursor, GString *text)
{
	int line = cursor->line, column = cursor->column;

	csv_step(cursor);
	while (*cursor->at) {
		const char *from = cursor->at;

		csv_step(cursor);
		if (*from != '"')
			g_string_append_len(text, from, cursor->at - from);
		else if (*cursor->at == '"') {
			g_string_append_c(text, '"');
			csv_step(cursor);
		} else
			return true;
	}
	lines_problem(cursor->problems, cursor->file, line, column,
		      _("this quotation mark is never closed"));
	return false;
}

static bool
csv_plain(Cursor *cursor, GString *text)
{
	while (!csv_at_end(cursor) && *cursor->at != ',') {
		const char *from = cursor->at;

		if (*from == '"') {
			lines_problem(cursor->problems, cursor->file, cursor->line, cursor->column,
				      _("a quotation mark inside a cell: put the whole cell in "
					"quotation marks and write it twice"));
			return false;
		}
		csv_step(cursor);
		g_string_append_len(text, from, cursor->at - from);
	}
	return true;
}

static bool
csv_read_cell(Cursor *cursor, CsvRow *row)
{
	g_autoptr(GString) text = g_string_new(NULL);
	CsvCell *cell = g_new0(CsvCell, 1);
	bool good;

	while (*cursor->at == ' ' || *cursor->at == '\t')
		csv_step(cursor);
	cell->line = cursor->line;
	cell->column = cursor->column;
	good = *cursor->at == '"' ? csv_quoted(cursor, text) : csv_plain(cursor, text);
	while (*cursor->at == ' ' || *cursor->at == '\t')
		csv_step(cursor);
	if (good && !csv_at_end(cursor) && *cursor->at != ',') {
		lines_problem(cursor->problems, cursor->file, cursor->line, cursor->column,
			      _("nothing may follow a closing quotation mark but a comma"));
		good = false;
	}
	cell->text = g_strdup(g_strstrip(text->str));
	g_ptr_array_add(row->cells, cell);
	return good;
}

static bool
csv_is_empty(const CsvRow *row)
{
	for (guint i = 0; i < row->cells->len; i++)
		if (*((const CsvCell *)row->cells->pdata[i])->text)
			return false;
	return true;
}

/* One row up to its line end. False: nothing to keep. */
static bool
csv_read_row(Cursor *cursor, CsvRow *row)
{
	bool good = true;

	while (good) {
		good = csv_read_cell(cursor, row);
		if (!good || *cursor->at != ',')
			break;
		csv_step(cursor);
		if (row->cells->len >= CSV_MAX_CELLS) {
			lines_problem(cursor->problems, cursor->file, cursor->line, cursor->column,
				      _("too many cells in this line"));
			good = false;
		}
	}
	while (*cursor->at && *cursor->at != '\n')
		csv_step(cursor);
	if (*cursor->at)
		csv_step(cursor);
	return good && !csv_is_empty(row);
}

GPtrArray *
csv_parse(const char *file, const char *text, bool comments, GPtrArray *problems)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(csv_free_row);
	Cursor cursor = { .at = text, .file = file, .line = 1, .column = 1, .problems = problems };

	while (*cursor.at) {
		CsvRow *row;

		if (comments && *cursor.at == '#') {
			while (*cursor.at && *cursor.at != '\n')
				csv_step(&cursor);
			if (*cursor.at)
				csv_step(&cursor);
			continue;
		}
		if (rows->len >= CSV_MAX_ROWS) {
			lines_problem(problems, file, cursor.line, 1, _("too many lines"));
			break;
		}
		row = g_new0(CsvRow, 1);
		row->line = cursor.line;
		row->cells = g_ptr_array_new_with_free_func(csv_free_cell);
		if (csv_read_row(&cursor, row))
			g_ptr_array_add(rows, row);
		else
			csv_free_row(row);
	}
	return g_steal_pointer(&rows);
}

const char *
csv_cell(const CsvRow *row, int index)
{
	return index < 0 || (guint)index >= row->cells->len
		       ? ""
		       : ((const CsvCell *)row->cells->pdata[index])->text;
}

int
csv_column(const CsvRow *row, int index)
{
	return index < 0 || (guint)index >= row->cells->len
		       ? 1
		       : ((const CsvCell *)row->cells->pdata[index])->column;
}
