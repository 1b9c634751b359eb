/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score — points and rankings of a period
 *
 * The ledger's entries of the period, summed by unit or by person; units that
 * sent nothing are named. --explain shows the entries themselves.
 *
 * Not here: what earns points (assess/), when entries are made (pipeline/desk).
 */
#include "command/subcommands.h"

#include <stdio.h>
#include <string.h>

#include "assess/ranking.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "command/score_rows.h"
#include "command/table.h"
#include "pipeline/desk/snapshot.h"
#include "publish/pages.h"

static void
score_text(const ScoreRows *rows)
{
	static const char *const heads[] = { ">", N_("rank"),	 N_("unit"), N_("person"),
					     ">", N_("points"),	 ">",	     N_("submitted"),
					     ">", N_("adopted"), NULL };
	g_autoptr(Table) table = table_new(heads);
	size_t i;
	json_t *row;

	command_say("%s\n", rows->period);
	json_array_foreach (rows->ranking, i, row) {
		g_autofree char *rank = g_strdup_printf("%d", (int)record_integer(row, "rank"));
		g_autofree char *submitted =
			g_strdup_printf("%d", (int)record_integer(row, "submitted"));
		g_autofree char *adopted =
			g_strdup_printf("%d", (int)record_integer(row, "adopted"));
		const char *cells[] = { rank,
					record_string(row, "unit"),
					record_string(row, "person"),
					record_string(row, "points"),
					submitted,
					adopted };

		table_add(table, cells);
	}
	table_print(table);
	if (json_array_size(rows->zero) > 0)
		command_say("%s", _("nothing sent in by:"));
	json_array_foreach (rows->zero, i, row)
		command_say("%s%s", i ? "、" : " ", json_string_value(row));
	if (json_array_size(rows->zero) > 0)
		command_say("\n");
}

static void
score_explain_text(const ScoreRows *rows)
{
	static const char *const heads[] = { ">",	 N_("entry"),  N_("unit"), N_("person"),
					     ">",	 N_("points"), ">",	   N_("item"),
					     N_("rule"), N_("why"),    NULL };
	g_autoptr(Table) table = table_new(heads);
	size_t i;
	json_t *row;

	json_array_foreach (rows->entries, i, row) {
		g_autofree char *entry = g_strdup_printf("%d", (int)record_integer(row, "entry"));
		g_autofree char *item = g_strdup_printf("%d", (int)record_integer(row, "item"));
		g_autofree char *points = ranking_points(record_integer(row, "hundredths"));
		const char *cells[] = {
			entry, record_string(row, "unit"), record_string(row, "person"), points,
			item,  record_string(row, "rule"), record_string(row, "why")
		};

		table_add(table, cells);
	}
	table_print(table);
}

static void
score_json(const ScoreRows *rows)
{
	size_t i;
	json_t *row;

	json_array_foreach (rows->ranking, i, row) {
		g_autoptr(json_t) line = json_pack("{s:s}", "period", rows->period);

		json_object_update(line, row);
		command_print_json(line);
	}
}

static void
score_explain_json(const ScoreRows *rows)
{
	static const char *const names[] = { "entry",  "rule",	 "item", "letter", "unit",
					     "person", "points", "why",	 NULL };
	size_t i;
	json_t *row;

	json_array_foreach (rows->entries, i, row) {
		g_autofree char *points = ranking_points(record_integer(row, "hundredths"));
		g_autoptr(json_t) line = json_object();

		record_set_string(row, "points", points);
		for (size_t k = 0; names[k]; k++) {
			json_t *value = json_object_get(row, names[k]);

			json_object_set_new(line, names[k],
					    value ? json_incref(value) : json_null());
		}
		command_print_json(line);
	}
}

static bool
score_html(const Office *office, const ScoreRows *rows, GError **error)
{
	g_autoptr(json_t) snapshot =
		json_pack("{s:o, s:s, s:O, s:O}", "office", snapshot_office(office), "period",
			  rows->period, "scores", rows->ranking, "zero", rows->zero);
	g_auto(Page) page = { 0 };

	if (!pages_render("ranking", snapshot, &page, error))
		return false;
	fputs(page.html, stdout);
	return true;
}

static bool
score_print(const CommandLine *line, const ScoreWanted *wanted, const char *format, GError **error)
{
	g_auto(CommandRoom) room = { 0 };
	g_auto(ScoreRows) rows = { 0 };

	if (strcmp(format, "csv") == 0 || strcmp(format, "xlsx") == 0)
		return errors_set(error, ERRORS_USAGE, _("the format %s is not available yet"),
				  format);
	if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0 &&
	    strcmp(format, "html") != 0)
		return errors_set(error, ERRORS_USAGE, _("there is no format “%s”"), format);
	if (!command_open(line, &room, error) || !score_rows_make(&room, wanted, &rows, error))
		return false;
	if (strcmp(format, "html") == 0)
		return score_html(room.office, &rows, error);
	if (strcmp(format, "json") == 0) {
		if (wanted->explain)
			score_explain_json(&rows);
		else
			score_json(&rows);
		return true;
	}
	score_text(&rows);
	if (wanted->explain)
		score_explain_text(&rows);
	return true;
}

int
score_command(const CommandLine *line, GError **error)
{
	ScoreWanted wanted = { 0 };
	g_autofree char *format = NULL;
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "period", 0, 0, G_OPTION_ARG_STRING, &wanted.period,
		  N_("2026-11, 2026W47, 2026Q4, 2026 or last"), "P" },
		{ "unit", 0, 0, G_OPTION_ARG_STRING, &wanted.unit, N_("only this unit"), "U" },
		{ "section", 0, 0, G_OPTION_ARG_STRING, &wanted.section,
		  N_("the people of this section"), "S" },
		{ "person", 0, 0, G_OPTION_ARG_STRING, &wanted.person,
		  N_("this person; all: everybody"), "P" },
		{ "explain", 0, 0, G_OPTION_ARG_NONE, &wanted.explain,
		  N_("the entries of the ledger"), NULL },
		{ "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("text, json or html"), "F" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("the same as --format json"), NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help = false, ok;

	ok = command_options(line, entries, &args, &help, error) &&
	     (help || (command_count(args, 0, 0, error) && score_print(line, &wanted,
								       json	? "json"
								       : format ? format
										: "text",
								       error)));
	g_free(wanted.period);
	g_free(wanted.unit);
	g_free(wanted.section);
	g_free(wanted.person);
	return ok ? 0 : -1;
}
