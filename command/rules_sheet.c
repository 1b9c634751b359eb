/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_sheet — a table of letters and of what a person named for each
 */
#include "command/rules_sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "pipeline/reading/rules.h"

#define SHEET_BYTES (16u << 20)

typedef struct {
	const char *file;
	GPtrArray *topics, *angles; /* names that the rules know; borrowed */
	GPtrArray *problems;
} Sheet;

bool
rules_sheet_angles(const GPtrArray *rows)
{
	return strcmp(csv_cell(rows->pdata[0], 2), "angles") == 0;
}

char *
rules_sheet_path(const char *file, const CsvRow *row)
{
	const char *letter = csv_cell(row, 0);
	g_autofree char *folder = g_path_get_dirname(file);

	return g_path_is_absolute(letter) ? g_strdup(letter)
					  : g_build_filename(folder, letter, NULL);
}

char **
rules_sheet_names(const char *cell)
{
	g_autoptr(GString) flat = g_string_new(cell);
	g_auto(GStrv) parts = NULL;
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	g_string_replace(flat, "、", ";", 0);
	parts = g_strsplit(flat->str, ";", -1);
	for (char **part = parts; *part; part++)
		if (*g_strstrip(*part))
			g_ptr_array_add(names, g_strdup(*part));
	g_ptr_array_add(names, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

/* ---- one line ---- */

static void
sheet_letter(const Sheet *sheet, const CsvRow *row, GHashTable *seen)
{
	g_autofree char *path = rules_sheet_path(sheet->file, row);
	const char *letter = csv_cell(row, 0);
	int column = csv_column(row, 0);

	if (!*letter)
		lines_problem(sheet->problems, sheet->file, row->line, column,
			      _("the letter's path is missing"));
	else if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
		lines_problem(sheet->problems, sheet->file, row->line, column,
			      _("there is no file %s: paths start at the folder of this table"),
			      letter);
	else if (!g_hash_table_add(seen, g_steal_pointer(&path)))
		lines_problem(sheet->problems, sheet->file, row->line, column,
			      _("the letter %s stands on another line already"), letter);
}

static void
sheet_unknown(const Sheet *sheet, const CsvRow *row, int cell, const char *name)
{
	if (cell == 1)
		lines_problem(sheet->problems, sheet->file, row->line, csv_column(row, cell),
			      _("no rule knows the topic “%s” (all: chengbao rules list)"), name);
	else
		lines_problem(sheet->problems, sheet->file, row->line, csv_column(row, cell),
			      _("no rule knows the angle “%s”"), name);
}

static void
sheet_names(const Sheet *sheet, const CsvRow *row, int cell)
{
	const GPtrArray *known = cell == 1 ? sheet->topics : sheet->angles;
	g_auto(GStrv) names = rules_sheet_names(csv_cell(row, cell));

	for (char **name = names; *name; name++) {
		bool twice = false;

		for (char **before = names; before < name; before++)
			twice |= strcmp(*before, *name) == 0;
		if (twice)
			lines_problem(sheet->problems, sheet->file, row->line,
				      csv_column(row, cell), _("“%s” stands twice in this cell"),
				      *name);
		else if (!g_ptr_array_find_with_equal_func((GPtrArray *)known, *name, g_str_equal,
							   NULL))
			sheet_unknown(sheet, row, cell, *name);
	}
}

static void
sheet_check(const Sheet *sheet, const GPtrArray *rows)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	bool angles = rules_sheet_angles(rows);
	guint n_cells = angles ? 3 : 2;

	for (guint i = 1; i < rows->len; i++) {
		const CsvRow *row = rows->pdata[i];

		sheet_letter(sheet, row, seen);
		sheet_names(sheet, row, 1);
		if (angles)
			sheet_names(sheet, row, 2);
		if (row->cells->len > n_cells)
			lines_problem(sheet->problems, sheet->file, row->line,
				      csv_column(row, (int)n_cells),
				      _("more cells than the first line; several topics stand in "
					"one cell, apart by 、"));
	}
}

/* ---- all of it ---- */

/* Is the first line a header, and is there a letter? */
static bool
sheet_is_one(const GPtrArray *rows)
{
	return rows->len >= 2 && strcmp(csv_cell(rows->pdata[0], 0), "letter") == 0 &&
	       strcmp(csv_cell(rows->pdata[0], 1), "topics") == 0;
}

static GPtrArray *
sheet_rows(const char *file, GPtrArray *problems, GError **error)
{
	size_t n;
	g_autofree char *bytes = files_read_path(file, SHEET_BYTES, &n, error);
	g_autofree char *text = bytes ? lines_utf8(file, bytes, n, problems) : NULL;
	g_autoptr(GPtrArray) rows = text ? csv_parse(file, text, true, problems) : NULL;

	if (!bytes)
		return NULL;
	if (problems->len == 0 && (!rows || !sheet_is_one(rows)))
		lines_problem(problems, file, 1, 1,
			      _("the first line is letter,topics or letter,topics,angles; then one "
				"letter a line"));
	if (problems->len > 0) {
		errors_set(error, ERRORS_USAGE, "%s", (char *)problems->pdata[0]);
		return NULL;
	}
	return g_steal_pointer(&rows);
}

/* The rules that will judge the letters. */
static RuleSet *
sheet_rules(const CommandLine *line, GPtrArray *problems, GError **error)
{
	g_autoptr(Office) office = NULL;

	if (line->office && !(office = command_office(line, error)))
		return NULL;
	return rules_of_office(office, problems, NULL);
}

GPtrArray *
rules_sheet_read(const CommandLine *line, const char *file, GError **error)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) rows = sheet_rows(file, problems, error);
	g_autoptr(RuleSet) rules = rows ? sheet_rules(line, problems, error) : NULL;
	g_autoptr(GPtrArray) topics = NULL;
	g_autoptr(GPtrArray) angles = NULL;

	if (rows && rules) {
		Sheet sheet = { file, topics = ruleset_topics(rules),
				angles = ruleset_angles(rules), problems };

		sheet_check(&sheet, rows);
	}
	for (guint i = 0; i < problems->len && rows; i++)
		fprintf(stderr, "%s\n", (char *)problems->pdata[i]);
	if (rows && problems->len > 0)
		errors_set(error, ERRORS_CONFIG, "%s", "");
	return rules && problems->len == 0 ? g_steal_pointer(&rows) : NULL;
}
