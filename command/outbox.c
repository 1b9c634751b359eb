/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outbox — outgoing mail and what became of it
 *
 * Not here: retry, cancel, settle, release, which are the desk's.
 */
#include "command/subcommands.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/table.h"
#include "pipeline/desk/snapshot.h"
#include "pipeline/outward/budget.h"

typedef struct {
	gboolean json, raw;
} Options;

/* What waits for the next day's budget has that as its next time. */
static json_t *
outbox_json(const CommandRoom *room, const Budget *budget, const json_t *row, GError **error)
{
	g_autoptr(json_t) recipients = db_rows(store_db(room->store), error, "recipient_list", "i",
					       record_integer(row, "id"));
	int64_t next_us =
		budget_waits(budget, row) ? budget->next_us : record_integer(row, "next_us");
	g_autofree char *next = next_us > 0 ? clock_rfc3339(next_us, room->office->zone) : NULL;
	json_t *dispatch;

	if (!recipients)
		return NULL;
	dispatch = json_object();
	record_set_integer(dispatch, "dispatch", record_integer(row, "id"));
	record_set_string(dispatch, "purpose", record_string(row, "purpose"));
	record_set_string(dispatch, "message_id", record_string(row, "message_id"));
	record_set_string(dispatch, "subject", record_string(row, "subject"));
	record_set_string(dispatch, "state", record_string(row, "state"));
	record_set_integer(dispatch, "attempts", record_integer(row, "attempts"));
	json_object_set(dispatch, "recipients", recipients);
	record_set_string(dispatch, "next", next);
	return dispatch;
}

static char *
outbox_to(const json_t *dispatch)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(dispatch, "recipients"), i, one)
		g_string_append_printf(text, "%s%s", i ? ", " : "", record_string(one, "address"));
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
outbox_add(Table *table, const json_t *dispatch)
{
	g_autofree char *number = g_strdup_printf("%d", (int)record_integer(dispatch, "dispatch"));
	g_autofree char *attempts =
		g_strdup_printf("%d", (int)record_integer(dispatch, "attempts"));
	g_autofree char *to = outbox_to(dispatch);
	const char *next = record_string(dispatch, "next");
	const char *cells[] = { number,
				record_string(dispatch, "purpose"),
				record_string(dispatch, "state"),
				attempts,
				next ? next : "",
				to,
				record_string(dispatch, "subject") };

	table_add(table, cells);
}

static bool
outbox_list(const CommandRoom *room, const Options *options, GError **error)
{
	static const char *const heads[] = {
		">",	    N_("dispatch"), N_("purpose"), N_("state"), ">", N_("attempts"),
		N_("next"), N_("to"),	    N_("subject"), NULL
	};
	g_autoptr(Table) table = table_new(heads);
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "dispatch_list", "");
	g_autoptr(json_t) sending = NULL;
	Budget budget;
	size_t i;
	json_t *row;

	if (!rows ||
	    !budget_read(store_db(room->store), room->office, clock_now_us(), &budget, error) ||
	    !db_row(store_db(room->store), error, &sending, "meta_get", "t", "sending"))
		return false;
	json_array_foreach (rows, i, row) {
		g_autoptr(json_t) dispatch = outbox_json(room, &budget, row, error);

		if (!dispatch)
			return false;
		if (options->json)
			command_print_json(dispatch);
		else
			outbox_add(table, dispatch);
	}
	table_print(table);
	if (sending && strcmp(record_string(sending, "value"), "held") == 0)
		fprintf(stderr, "chengbao: %s\n",
			_("sending is held; chengbao outbox release lets mail go"));
	return true;
}

static void
outbox_say(const json_t *dispatch)
{
	size_t i;
	json_t *one;

	command_say(_("dispatch %d  %s  %s  %d attempts\n"),
		    (int)record_integer(dispatch, "dispatch"), record_string(dispatch, "purpose"),
		    record_string(dispatch, "state"), (int)record_integer(dispatch, "attempts"));
	command_say("%s\n", record_string(dispatch, "subject"));
	if (record_string(dispatch, "message_id"))
		command_say("%s\n", record_string(dispatch, "message_id"));
	if (record_string(dispatch, "next"))
		command_say(_("next attempt %s\n"), record_string(dispatch, "next"));
	json_array_foreach (json_object_get(dispatch, "recipients"), i, one)
		command_say("  %s  %s  %s\n", record_string(one, "address"),
			    record_string(one, "state"),
			    record_string(one, "reply") ? record_string(one, "reply") : "");
}

static bool
outbox_show(const CommandRoom *room, const Options *options, const char *word, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) dispatch = NULL;
	Budget budget;
	int64_t number;

	if (!command_number(word, &number, error) ||
	    !db_row(store_db(room->store), error, &row, "dispatch_get", "i", number))
		return false;
	if (!row)
		return errors_set(error, ERRORS_REFUSED, _("there is no dispatch %s"), word);
	if (options->raw)
		return command_print_place(room->store, record_string(row, "place"), error);
	if (!budget_read(store_db(room->store), room->office, clock_now_us(), &budget, error))
		return false;
	dispatch = outbox_json(room, &budget, row, error);
	if (!dispatch)
		return false;
	if (options->json)
		command_print_json(dispatch);
	else
		outbox_say(dispatch);
	return true;
}

int
outbox_command(const CommandLine *line, GError **error)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("one JSON object per line"),
		  NULL },
		{ "raw", 0, 0, G_OPTION_ARG_NONE, &options.raw, N_("the exact bytes of the mail"),
		  NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	g_auto(CommandRoom) room = { 0 };
	bool help, list, show;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	list = !args[0] || strcmp(args[0], "list") == 0;
	show = args[0] && strcmp(args[0], "show") == 0;
	if (!list && !show)
		return command_order(line, error);
	if (!command_count(args, show ? 2 : 0, show ? 2 : 1, error) ||
	    !command_open(line, &room, error))
		return -1;
	if (show ? !outbox_show(&room, &options, args[1], error)
		 : !outbox_list(&room, &options, error))
		return -1;
	return 0;
}
