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

static int
search_print(const CommandLine *line, const char *const *words, bool json, GError **error)
{
	static const char *const heads[] = { ">",	 N_("item"),  N_("received"), N_("state"),
					     N_("unit"), N_("title"), N_("passage"),  NULL };
	g_autoptr(Table) table = table_new(heads);
	g_auto(CommandRoom) room = { 0 };
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (!command_open(line, &room, error))
		return -1;
	rows = search_find(store_db(room.store), words, "", error);
	if (!rows)
		return -1;
	json_array_foreach (rows, i, row)
		if (!search_one(&room, row, words, json, table, error))
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
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("one JSON object per line"), NULL },
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
	return search_print(line, (const char *const *)args, json, error);
}
