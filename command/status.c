/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * status — what came, what waits, what failed, and whom it needs
 *
 * The store is read; the jail is tried by starting one worker.
 *
 * Promise: exit 1 exactly when `needs_person` has a line.
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/chain.h"
#include "pipeline/desk/desk.h"
#include "pipeline/desk/trust.h"
#include "pipeline/outward/budget.h"

#define STATUS_LINES 1000 /* of needs_person of each sort */
#define STATUS_RANK 1	  /* urgent, and issues */

/* Rows of "state", "n" as an object. NULL on error. */
static json_t *
status_counts(const CommandRoom *room, const char *statement, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, statement, "");
	json_t *counts, *row;
	size_t i;

	if (!rows)
		return NULL;
	counts = json_object();
	json_array_foreach (rows, i, row)
		record_set_integer(counts, record_string(row, "state"), record_integer(row, "n"));
	return counts;
}

static void status_need(json_t *needs, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
status_need(json_t *needs, const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	json_array_append_new(needs, json_string(text));
}

static bool
status_items(const CommandRoom *room, json_t *needs, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "item_list", "ttti", "held",
					 "", "", (int64_t)0);
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row)
		if (i < STATUS_LINES)
			status_need(needs, _("item %d is held: %s (chengbao show %d)"),
				    (int)record_integer(row, "id"),
				    record_string(row, "reason") ? record_string(row, "reason")
								 : "-",
				    (int)record_integer(row, "id"));
	return rows != NULL;
}

static bool
status_letters(const CommandRoom *room, json_t *needs, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "letter_list", "t", "dead");
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row)
		if (i < STATUS_LINES)
			status_need(
				needs,
				_("letter %d could not be read: %s (chengbao letters %d --raw)"),
				(int)record_integer(row, "id"),
				record_string(row, "reason") ? record_string(row, "reason") : "-",
				(int)record_integer(row, "id"));
	return rows != NULL;
}

static bool
status_dispatches(const CommandRoom *room, json_t *needs, GError **error)
{
	static const char *const states[] = { "uncertain", "failed", "held" };

	for (size_t s = 0; s < G_N_ELEMENTS(states); s++) {
		g_autoptr(json_t) rows =
			db_rows(store_db(room->store), error, "dispatch_in_state", "t", states[s]);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row)
			/* An uncertain one that has its next time is sent again by itself. */
			if (i < STATUS_LINES && !record_member(row, "next_us"))
				status_need(needs,
					    _("outgoing mail %d (%s) is %s: chengbao outbox show "
					      "%d"),
					    (int)record_integer(row, "id"),
					    record_string(row, "purpose"), states[s],
					    (int)record_integer(row, "id"));
	}
	return true;
}

/* What the relay takes no more of today. The first to go needs a person: he may send it
 * another way. */
static bool
status_budget(const CommandRoom *room, json_t *status, json_t *needs, GError **error)
{
	g_autofree char *next = NULL;
	g_autoptr(json_t) rows = NULL;
	Budget budget;
	int n_waiting = 0;
	size_t i;
	json_t *row;

	if (!budget_read(store_db(room->store), room->office, clock_now_us(), &budget, error))
		return false;
	if (budget.per_day == 0)
		return true;
	rows = db_rows(store_db(room->store), error, "dispatch_ready", "ii", budget.now_us,
		       INT64_MAX);
	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		if (!budget_waits(&budget, row))
			continue;
		n_waiting++;
		if (record_integer(row, "rank") <= STATUS_RANK)
			status_need(needs,
				    _("outgoing mail %d (%s) waits: [relay] per-day is used up"),
				    (int)record_integer(row, "id"), record_string(row, "purpose"));
	}
	next = clock_rfc3339(budget.next_us, room->office->zone);
	json_object_set_new(status, "budget",
			    json_pack("{s:I, s:I, s:i, s:s}", "per_day", (json_int_t)budget.per_day,
				      "sent", (json_int_t)budget.sent, "waiting", n_waiting, "next",
				      next));
	return true;
}

/* The telephone did not ring for something urgent that still waits. */
static bool
status_alerts(const CommandRoom *room, json_t *needs, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "alert_failed", "");
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row)
		if (i < STATUS_LINES)
			status_need(needs, _("the alert for item %d failed: %s"),
				    (int)record_integer(row, "item"),
				    record_string(row, "why") ? record_string(row, "why") : "-");
	return rows != NULL;
}

static bool
status_sending(const CommandRoom *room, json_t *needs, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(store_db(room->store), error, &row, "meta_get", "t", "sending"))
		return false;
	if (row && strcmp(record_string(row, "value"), "held") == 0)
		status_need(needs, "%s", _("sending is held: chengbao outbox release"));
	return true;
}

/* A proof that office.conf names and nobody answers for. */
static bool
status_trust(const CommandRoom *room, json_t *needs, GError **error)
{
	bool chosen;

	if (!trust_token_chosen(room->store, room->office, &chosen, error))
		return false;
	if (!chosen && g_strv_contains((const char *const *)room->office->replies, TRUST_TOKEN))
		status_need(needs, "%s",
			    _("[trust] replies names token, which does not count before "
			      "chengbao trust token --i-accept"));
	return true;
}

/* What the desk last said of its sources (pipeline/desk/sources); an empty list when it
 * never ran. */
static json_t *
status_told(const CommandRoom *room)
{
	g_autofree char *path = g_build_filename(room->office->spool, "sources.json", NULL);
	json_t *told = json_load_file(path, 0, NULL);

	return told ? told : json_array();
}

static const json_t *
status_find(const json_t *told, const char *name)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)told, i, one)
		if (g_strcmp0(record_string(one, "source"), name) == 0)
			return one;
	return NULL;
}

/* When the desk last found a source well, or its last arrival where that is later. */
static bool
status_sources(const CommandRoom *room, json_t *sources, json_t *needs, GError **error)
{
	g_autoptr(json_t) told = status_told(room);

	for (guint i = 0; i < room->office->sources->len; i++) {
		const Source *source = room->office->sources->pdata[i];
		const json_t *said = status_find(told, source->name);
		const char *wrong = record_string(said, "error");
		int64_t ok_us = record_integer(said, "last_ok_us");
		g_autoptr(json_t) row = NULL;
		g_autofree char *last = NULL;

		if (wrong)
			status_need(needs, _("source %s: %s"), source->name, wrong);
		if (room->store &&
		    !db_row(store_db(room->store), error, &row, "arrival_last", "t", source->name))
			return false;
		ok_us = MAX(ok_us, record_integer(row, "received_us"));
		if (ok_us > 0)
			last = clock_rfc3339(ok_us, room->office->zone);
		json_array_append_new(sources,
				      json_pack("{s:s, s:s?, s:s?}", "source", source->name,
						"last_ok", last, "error", wrong));
	}
	return true;
}

static void
status_jail(const CommandLine *line, json_t *status)
{
	g_autoptr(Pool) pool = pool_new(line->office, 1, NULL);

	record_set_string(status, "jail", pool ? pool_jail(pool) : "unknown");
}

/* What the store says; an office that has none yet has nothing. */
static bool
status_read(const CommandRoom *room, json_t *status, json_t *needs, GError **error)
{
	g_autoptr(json_t) items = status_counts(room, "item_counts", error);
	g_autoptr(json_t) mails = items ? status_counts(room, "dispatch_counts", error) : NULL;
	g_autoptr(json_t) unread = NULL;
	g_autoptr(json_t) away = NULL, unfinished = NULL;

	if (!mails || !db_row(store_db(room->store), error, &unread, "letter_count_new", "") ||
	    !status_sending(room, needs, error) || !status_trust(room, needs, error) ||
	    !status_items(room, needs, error) || !status_letters(room, needs, error) ||
	    !status_dispatches(room, needs, error) || !status_budget(room, status, needs, error) ||
	    !status_alerts(room, needs, error))
		return false;
	record_set_integer(status, "waiting", record_integer(items, "waiting"));
	record_set_integer(status, "held", record_integer(items, "held"));
	record_set_integer(status, "unread", record_integer(unread, "n"));
	record_set_integer(status, "uncertain", record_integer(mails, "uncertain"));
	if (!(away = away_list(store_db(room->store), room->office, clock_now_us(), error)) ||
	    !(unfinished = chain_unfinished(store_db(room->store), clock_now_us(), error)))
		return false;
	json_object_set(status, "unfinished", unfinished);
	json_object_set(status, "away", away);
	json_object_set(status, "items", items);
	json_object_set(status, "mails", mails);
	return true;
}

/* Deadlines of next year are reckoned before it has begun. */
static void
status_holidays(const CommandRoom *room, json_t *needs)
{
	int year = calendar_missing_year(room->office->calendar, clock_now_us());

	if (year != 0)
		status_need(
			needs,
			_("holidays-%d.csv: there is none; in %d Monday to Friday are workdays: "
			  "write the days of the State Council's notice into it"),
			year, year);
}

static json_t *
status_make(const CommandLine *line, const CommandRoom *room, GError **error)
{
	g_autoptr(json_t) status =
		json_pack("{s:i, s:i, s:i, s:i, s:[], s:n, s:[], s:[], s:[], s:{}, s:{}, s:n}",
			  "waiting", 0, "held", 0, "unread", 0, "uncertain", 0, "sources", "jail",
			  "needs_person", "away", "unfinished", "items", "mails", "budget");

	if (!status_sources(room, json_object_get(status, "sources"),
			    json_object_get(status, "needs_person"), error) ||
	    (room->store &&
	     !status_read(room, status, json_object_get(status, "needs_person"), error)))
		return NULL;
	status_holidays(room, json_object_get(status, "needs_person"));
	status_jail(line, status);
	return g_steal_pointer(&status);
}

static bool
status_open(const CommandLine *line, CommandRoom *room, GError **error)
{
	g_autofree char *database = NULL;

	room->office = command_office(line, error);
	if (!room->office)
		return false;
	database = desk_database_path(room->office);
	if (!g_file_test(database, G_FILE_TEST_EXISTS))
		return true;
	room->store = command_store(room->office, error);
	return room->store != NULL;
}

static void
status_say_counts(const char *head, const json_t *counts)
{
	const char *state;
	json_t *n;
	const char *between = "";

	command_say("%s ", head);
	json_object_foreach ((json_t *)counts, state, n) {
		command_say("%s%s %d", between, state, (int)json_integer_value(n));
		between = ", ";
	}
	command_say("%s\n", *between ? "" : "0");
}

static void
status_say(const json_t *status)
{
	const json_t *budget = record_member(status, "budget");
	size_t i;
	json_t *one;

	status_say_counts(_("items:"), record_member(status, "items"));
	status_say_counts(_("outgoing mail:"), record_member(status, "mails"));
	if (budget)
		command_say(_("of %d mails a day %d are sent; %d wait until %s\n"),
			    (int)record_integer(budget, "per_day"),
			    (int)record_integer(budget, "sent"),
			    (int)record_integer(budget, "waiting"), record_string(budget, "next"));
	command_say(_("letters not read yet: %d\n"), (int)record_integer(status, "unread"));
	json_array_foreach (json_object_get(status, "sources"), i, one)
		command_say(_("source %s: last well %s\n"), record_string(one, "source"),
			    record_string(one, "last_ok") ? record_string(one, "last_ok") : "-");
	json_array_foreach (json_object_get(status, "away"), i, one)
		command_say(_("away %s to %s: %s; %s stands in\n"), record_string(one, "from"),
			    record_string(one, "until"), record_string(one, "name"),
			    record_string(one, "deputy"));
	json_array_foreach (json_object_get(status, "unfinished"), i, one)
		command_say(_("%d days without a further or final report: item %d %s (last item "
			      "%d, %d reports)\n"),
			    (int)record_integer(one, "days"), (int)record_integer(one, "first"),
			    record_string(one, "title"), (int)record_integer(one, "item"),
			    (int)record_integer(one, "n"));
	command_say(_("jail: %s\n"), record_string(status, "jail"));
	if (json_array_size(record_member(status, "needs_person")) == 0)
		command_say("%s\n", _("nothing needs a person"));
	json_array_foreach (json_object_get(status, "needs_person"), i, one)
		command_say("! %s\n", json_string_value(one));
}

int
status_command(const CommandLine *line, GError **error)
{
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("one JSON object"), NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	g_auto(CommandRoom) room = { 0 };
	g_autoptr(json_t) status = NULL;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 0, 0, error) || !status_open(line, &room, error) ||
	    !(status = status_make(line, &room, error)))
		return -1;
	if (json)
		command_print_json(status);
	else
		status_say(status);
	return json_array_size(record_member(status, "needs_person")) > 0 ? 1 : 0;
}
