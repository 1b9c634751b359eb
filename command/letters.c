/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letters — every letter and what became of it
 *
 * Not here: judging letters again (`letters again`), which is the desk's.
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/letter_row.h"
#include "command/table.h"
#include "pipeline/desk/snapshot.h"

typedef struct {
	char *kind;
	gboolean json, raw;
} Options;

static char *
letters_items_text(const json_t *items)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t i;
	json_t *item;

	json_array_foreach ((json_t *)items, i, item)
		g_string_append_printf(text, "%s%d", i ? "," : "", (int)json_integer_value(item));
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
letters_add(const CommandRoom *room, Table *table, const json_t *row, const json_t *letter)
{
	g_autofree char *number = g_strdup_printf("%d", (int)record_integer(row, "id"));
	g_autofree char *received =
		snapshot_local(room->office, record_integer(row, "received_us"));
	g_autofree char *items = letters_items_text(record_member(letter, "items"));
	const char *cells[] = { number,
				received,
				record_string(row, "source"),
				record_string(row, "kind") ? record_string(row, "kind") : "new",
				items,
				record_string(row, "sender"),
				record_string(row, "reason") };

	table_add(table, cells);
}

static bool
letters_one(const CommandRoom *room, const Options *options, Table *table, const json_t *row,
	    GError **error)
{
	g_autoptr(json_t) letter = NULL;

	if (options->raw)
		return command_print_place(room->store, record_string(row, "place"), error);
	letter = letter_row_json(room, row, error);
	if (!letter)
		return false;
	if (options->json)
		command_print_json(letter);
	else
		letters_add(room, table, row, letter);
	return true;
}

/* The rows of the letters named, or of all of the kind. NULL on error. */
static json_t *
letters_rows(const CommandRoom *room, char **args, const char *kind, GError **error)
{
	g_autoptr(json_t) rows = NULL;

	if (!*args)
		return db_rows(store_db(room->store), error, "letter_list", "t", kind ? kind : "");
	rows = json_array();
	for (; *args; args++) {
		g_autoptr(json_t) row = NULL;
		int64_t number;

		if (!command_number(*args, &number, error) ||
		    !db_row(store_db(room->store), error, &row, "letter_get", "i", number))
			return NULL;
		if (!row) {
			errors_set(error, ERRORS_REFUSED, _("there is no letter %s"), *args);
			return NULL;
		}
		if (!kind || g_strcmp0(kind, record_string(row, "kind")) == 0)
			json_array_append(rows, row);
	}
	return g_steal_pointer(&rows);
}

static int
letters_print(const CommandLine *line, const Options *options, char **args, GError **error)
{
	static const char *const heads[] = { ">",	   N_("letter"), N_("received"),
					     N_("source"), N_("kind"),	 N_("items"),
					     N_("sender"), N_("reason"), NULL };
	g_autoptr(Table) table = table_new(heads);
	g_auto(CommandRoom) room = { 0 };
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (options->raw && !*args) {
		errors_set(error, ERRORS_USAGE, _("--raw needs the number of a letter"));
		return -1;
	}
	if (!command_open(line, &room, error))
		return -1;
	rows = letters_rows(&room, args, options->kind, error);
	if (!rows)
		return -1;
	json_array_foreach (rows, i, row)
		if (!letters_one(&room, options, table, row, error))
			return -1;
	table_print(table);
	return 0;
}

int
letters_command(const CommandLine *line, GError **error)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, N_("only letters of this kind"),
		  "K" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("one JSON object per line"),
		  NULL },
		{ "raw", 0, 0, G_OPTION_ARG_NONE, &options.raw, N_("the exact bytes"), NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help;
	int code = -1;

	if (command_options(line, entries, &args, &help, error)) {
		if (help)
			code = 0;
		else if (args[0] && strcmp(args[0], "again") == 0)
			code = command_order(line, error);
		else
			code = letters_print(line, &options, args, error);
	}
	g_free(options.kind);
	return code;
}
