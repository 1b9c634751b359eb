/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * list — items, all of them unless told otherwise
 *
 * Not here: sending an editor his list (`list --mail`), which is the desk's.
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/table.h"
#include "pipeline/desk/snapshot.h"

typedef struct {
	char *state, *topic, *unit, *since, *mail;
	gboolean json;
} Options;

static const char *const list_states[] = { "held",   "waiting",	  "consulting", "verifying",
					   "parked", "approved",  "returned",	"filed",
					   "merged", "withdrawn", "issued",	NULL };

static json_t *
list_rows(const CommandRoom *room, const Options *options, GError **error)
{
	int64_t since_us = 0;

	if (options->since && !command_day(room->office, options->since, &since_us, error))
		return NULL;
	return db_rows(store_db(room->store), error, "item_list", "ttti",
		       options->state ? options->state : "", options->topic ? options->topic : "",
		       options->unit ? options->unit : "", since_us);
}

static void
list_add(const CommandRoom *room, Table *table, const json_t *row, const json_t *item)
{
	g_autofree char *number = g_strdup_printf("%d", (int)record_integer(row, "id"));
	g_autofree char *received =
		snapshot_local(room->office, record_integer(row, "received_us"));
	const char *state = record_string(row, "state");
	const char *reason = record_string(row, "reason");
	const json_t *chain = record_member(item, "chain");
	g_autofree char *what =
		strcmp(state, "held") == 0 && reason ? g_strdup_printf("%s (%s)", state, reason)
		: record_bool(chain, "merged")
			? g_strdup_printf("%s (%s #%d)", state, record_string(chain, "step"),
					  (int)record_integer(chain, "item"))
			: g_strdup(state);
	const char *cells[] = { number,
				received,
				what,
				record_string(row, "kind"),
				record_string(row, "unit"),
				record_string(row, "topic"),
				record_string(item, "title") };

	table_add(table, cells);
}

static int
list_print(const CommandLine *line, const Options *options, GError **error)
{
	static const char *const heads[] = { ">",	  N_("item"),  N_("received"),
					     N_("state"), N_("kind"),  N_("unit"),
					     N_("topic"), N_("title"), NULL };
	g_autoptr(Table) table = table_new(heads);
	g_auto(CommandRoom) room = { 0 };
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (options->state && !g_strv_contains(list_states, options->state)) {
		errors_set(error, ERRORS_USAGE, _("there is no state “%s”"), options->state);
		return -1;
	}
	if (!command_open(line, &room, error))
		return -1;
	rows = list_rows(&room, options, error);
	if (!rows)
		return -1;
	json_array_foreach (rows, i, row) {
		g_autoptr(json_t) item = snapshot_item(
			room.store, room.office, record_integer(row, "id"), SNAPSHOT_LIST, error);

		if (!item)
			return -1;
		if (options->json)
			command_print_json(item);
		else
			list_add(&room, table, row, item);
	}
	table_print(table);
	return 0;
}

int
list_command(const CommandLine *line, GError **error)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "state", 0, 0, G_OPTION_ARG_STRING, &options.state, N_("only in this state"),
		  "S" },
		{ "topic", 0, 0, G_OPTION_ARG_STRING, &options.topic, N_("only of this topic"),
		  "T" },
		{ "unit", 0, 0, G_OPTION_ARG_STRING, &options.unit, N_("only of this unit"), "U" },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &options.since,
		  N_("only received on this day or later"), "D" },
		{ "mail", 0, 0, G_OPTION_ARG_STRING, &options.mail,
		  N_("send this editor the list of open items"), "ADDRESS" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("one JSON object per line"),
		  NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help = false;
	int code = -1;

	if (command_options(line, entries, &args, &help, error) &&
	    (help || command_count(args, 0, 0, error)))
		code = help	      ? 0
		       : options.mail ? command_order(line, error)
				      : list_print(line, &options, error);
	g_free(options.state);
	g_free(options.topic);
	g_free(options.unit);
	g_free(options.since);
	g_free(options.mail);
	return code;
}
