/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people — the roster: who is in it, one more, one who changed his unit
 *
 * The file is the office's own; what is written is checked as a whole first, and a
 * running service takes it on SIGHUP.
 */
#include "command/subcommands.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "base/text/address.h"
#include "command/table.h"
#include "config/calendar_days.h"
#include "config/roster_write.h"
#include "pipeline/desk/away.h"

static bool
people_is_now(const Person *person)
{
	int64_t now_us = clock_now_us();

	return person->from_us <= now_us && now_us < person->until_us;
}

/* Who is away or will be; an empty list where nothing has been taken in yet. */
static json_t *
people_away(const Office *office, GError **error)
{
	g_autofree char *database = desk_database_path(office);
	g_autoptr(Store) store = NULL;

	if (!g_file_test(database, G_FILE_TEST_EXISTS))
		return json_array();
	store = command_store(office, error);
	return store ? away_list(store_db(store), office, clock_now_us(), error) : NULL;
}

/* His next leave of the list, if he is here now. */
static const json_t *
people_leave(const json_t *away, const Person *person)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)away, i, one)
		if (people_is_now(person) &&
		    address_equal(record_string(one, "address"), person->address))
			return one;
	return NULL;
}

static json_t *
people_json(const Office *office, const Person *person, const json_t *leave)
{
	g_autofree char *from = clock_day_text(person->from_us, office->zone);
	/* The last day that counts, as the file says it. */
	g_autofree char *until = person->until_us == INT64_MAX
					 ? NULL
					 : clock_day_text(person->until_us - 1, office->zone);

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:s?, s:s, s:b, s:s?, s:s?, s:s?}",
			 "address", person->address, "name", person->name, "unit", person->unit,
			 "role", role_word(person->role), "from", from, "until", until, "section",
			 person->section, "person", person->person, "now", people_is_now(person),
			 "away_from", record_string(leave, "from"), "away_until",
			 record_string(leave, "until"), "stands_in",
			 record_string(leave, "deputy"));
}

/* 11-20 to 11-24: NAME. Yours. */
static char *
people_leave_text(const json_t *leave)
{
	return leave ? g_strdup_printf("%s – %s %s", record_string(leave, "from"),
				       record_string(leave, "until"),
				       record_string(leave, "deputy"))
		     : NULL;
}

static int
people_list(const Office *office, bool json, GError **error)
{
	static const char *const heads[] = { N_("address"),	 N_("name"),   N_("unit"),
					     N_("role"),	 N_("begins"), N_("ends"),
					     N_("away, deputy"), NULL };
	const GPtrArray *people = roster_all(office->roster);
	g_autoptr(Table) table = table_new(heads);
	g_autoptr(json_t) away = people_away(office, error);

	for (guint i = 0; away && i < people->len; i++) {
		const json_t *leave = people_leave(away, people->pdata[i]);
		g_autoptr(json_t) one = people_json(office, people->pdata[i], leave);
		g_autofree char *text = people_leave_text(leave);

		if (json)
			command_print_json(one);
		else
			table_add(table,
				  (const char *const[]){
					  record_string(one, "address"), record_string(one, "name"),
					  record_string(one, "unit"), record_string(one, "role"),
					  record_string(one, "from"), record_string(one, "until"),
					  text, NULL });
	}
	if (!away)
		return -1;
	table_print(table);
	return 0;
}

/* After a change: the file as it is now must load. */
static int
people_check(const Office *office, GError **error)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Office) now = office_load(office->directory, problems, notes);

	if (!now) {
		errors_set(error, ERRORS_CONFIG, "%s", (char *)problems->pdata[0]);
		return -1;
	}
	printf(_("written to %s; a running service takes it with SIGHUP or its next start\n"),
	       office->people_path);
	return 0;
}

static int
people_add(const Office *office, char **args, const char *role, const char *from, GError **error)
{
	g_autofree char *today = clock_day_text(clock_now_us(), office->zone);
	RosterLine line = { .address = args[0],
			    .unit = args[1],
			    .name = args[2] ? args[2] : "",
			    .role = role ? role : "contributor",
			    .from = from ? from : today };
	Role known;
	GDate day;

	if (!address_valid(line.address)) {
		errors_set(error, ERRORS_USAGE, _("“%s” is no address"), line.address);
		return -1;
	}
	if (!role_from_word(line.role, &known)) {
		errors_set(error, ERRORS_USAGE, _("there is no role “%s”"), line.role);
		return -1;
	}
	if (!calendar_date(line.from, &day)) {
		errors_set(error, ERRORS_USAGE, _("“%s” is no date like 2026-11-01"), line.from);
		return -1;
	}
	if (roster_at(office->roster, line.address, clock_now_us())) {
		errors_set(error, ERRORS_REFUSED, _("%s is in people.csv already"), line.address);
		return -1;
	}
	if (!roster_append(office->people_path, office->zone, &line, error))
		return -1;
	return people_check(office, error);
}

/* His line ends the day before; a new one of the new unit begins. */
static int
people_move(const Office *office, char **args, const char *from, GError **error)
{
	const Person *person = roster_at(office->roster, args[0], clock_now_us());
	g_autofree char *today = clock_day_text(clock_now_us(), office->zone);
	RosterLine line = { .unit = args[1], .from = from ? from : today };
	GDate day;

	if (!person) {
		errors_set(error, ERRORS_REFUSED, _("%s is not in people.csv today"), args[0]);
		return -1;
	}
	if (!calendar_date(line.from, &day)) {
		errors_set(error, ERRORS_USAGE, _("“%s” is no date like 2026-11-01"), line.from);
		return -1;
	}
	line.address = person->address;
	line.name = person->name;
	line.role = role_word(person->role);
	if (!roster_move(office->people_path, office->zone, person->line, &line, error))
		return -1;
	return people_check(office, error);
}

int
people_command(const CommandLine *line, GError **error)
{
	gboolean json = FALSE;
	g_autofree char *role = NULL;
	g_autofree char *from = NULL;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("one JSON object per line"), NULL },
		{ "role", 0, 0, G_OPTION_ARG_STRING, &role,
		  N_("add: contributor (usual), editor, chief, leader, duty, secrecy, operator"),
		  "ROLE" },
		{ "from", 0, 0, G_OPTION_ARG_STRING, &from,
		  N_("add, move: the first day; usually today"), "DAY" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	g_autoptr(Office) office = NULL;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	office = command_office(line, error);
	if (!office)
		return -1;
	if (!args[0] || strcmp(args[0], "list") == 0)
		return command_count(args, 0, 1, error) ? people_list(office, json, error) : -1;
	if (strcmp(args[0], "add") == 0)
		return command_count(args, 3, 4, error)
			       ? people_add(office, args + 1, role, from, error)
			       : -1;
	if (strcmp(args[0], "move") == 0)
		return command_count(args, 3, 3, error) ? people_move(office, args + 1, from, error)
							: -1;
	errors_set(error, ERRORS_USAGE, _("there is no “people %s”"), args[0]);
	return -1;
}
