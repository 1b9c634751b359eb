/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search — items by words of what they say, the newest first
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/table.h"
#include "config/calendar.h"
#include "pipeline/desk/passage.h"
#include "pipeline/desk/snapshot.h"
#include "spool/search.h"

static bool
search_one(const CommandRoom *room, const json_t *row, const char *const *words, bool json,
	   Table *table, GError **error)
{
	g_autofree char *passage = passage_find(record_string(row, "text"), words);
	g_autofree char *number = g_strdup_printf("%d", (int)record_integer(row, "id"));
	g_autofree char *received =
		snapshot_local(room->office, record_integer(row, "received_us"));
	g_autoptr(json_t) item = NULL;

	if (!json) {
		table_add(table,
			  (const char *const[]){ number, received, record_string(row, "state"),
						 record_string(row, "unit"),
						 record_string(row, "title"), passage, NULL });
		return true;
	}
	item = snapshot_item(room->store, room->office, record_integer(row, "id"), SNAPSHOT_LIST,
			     error);
	if (!item)
		return false;
	record_set_string(item, "passage", passage);
	command_print_json(item);
	return true;
}

/* As it was typed. */
typedef struct {
	char *unit, *topic, *since, *period;
	gboolean json;
} SearchOptions;

static void
search_options_clear(SearchOptions *options)
{
	g_free(options->unit);
	g_free(options->topic);
	g_free(options->since);
	g_free(options->period);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchOptions, search_options_clear)

static bool
search_when(const Office *office, const SearchOptions *options, SearchQuery *query, GError **error)
{
	if (options->period &&
	    !calendar_period(office->zone, options->period, &query->from_us, &query->to_us))
		return errors_set(error, ERRORS_USAGE,
				  _("“%s” is no period: write 2026-11, 2026W47, 2026Q4 or 2026"),
				  options->period);
	return !options->since || command_day(office, options->since, &query->from_us, error);
}

static int
search_print(const CommandLine *line, const char *const *words, const SearchOptions *options,
	     GError **error)
{
	static const char *const heads[] = { ">",	 N_("item"),  N_("received"), N_("state"),
					     N_("unit"), N_("title"), N_("passage"),  NULL };
	g_autoptr(Table) table = table_new(heads);
	g_auto(CommandRoom) room = { 0 };
	SearchQuery query = { .phrases = words, .unit = options->unit, .topic = options->topic };
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (!command_open(line, &room, error) || !search_when(room.office, options, &query, error))
		return -1;
	rows = search_find(store_db(room.store), &query, error);
	if (!rows)
		return -1;
	json_array_foreach (rows, i, row)
		if (!search_one(&room, row, words, options->json, table, error))
			return -1;
	table_print(table);
	if (json_array_size(rows) >= SEARCH_FOUND)
		g_printerr(_("chengbao: only the newest %d are listed; name more words\n"),
			   SEARCH_FOUND);
	return json_array_size(rows) > 0 ? 0 : 1;
}

int
search_command(const CommandLine *line, GError **error)
{
	g_auto(SearchOptions) options = { 0 };
	const GOptionEntry entries[] = {
		{ "unit", 0, 0, G_OPTION_ARG_STRING, &options.unit, N_("only of this unit"), "U" },
		{ "topic", 0, 0, G_OPTION_ARG_STRING, &options.topic, N_("only of this topic"),
		  "T" },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &options.since,
		  N_("only received on this day or later"), "D" },
		{ "period", 0, 0, G_OPTION_ARG_STRING, &options.period,
		  N_("only received in 2026-11, 2026W47, 2026Q4 or 2026"), "P" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("one JSON object per line"),
		  NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 20, error))
		return -1;
	return search_print(line, (const char *const *)args, &options, error);
}
