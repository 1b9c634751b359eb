/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan — the points of a month and what was sent in for each, white spots first
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/table.h"
#include "pipeline/desk/plan.h"
#include "pipeline/desk/plan_words.h"

/* The month that was named, else this one; NULL: none was meant. Yours. */
static char *
plan_month_named(const Office *office, const char *word)
{
	const char *rest;
	g_autofree char *month = NULL;
	GDate today;

	if (!word)
		return plan_month(office, clock_now_us());
	clock_date(clock_now_us(), office->zone, &today);
	month = plan_words_month(word, &today, &rest);
	return month && !*rest ? g_steal_pointer(&month) : NULL;
}

static void
plan_json(const char *month, const json_t *point)
{
	g_autoptr(json_t) line = json_copy((json_t *)point);
	json_t *ids = json_array(), *item;
	size_t i;

	json_array_foreach (record_member(point, "items"), i, item)
		json_array_append(ids, json_object_get(item, "item"));
	json_object_set_new(line, "items", ids);
	record_set_string(line, "month", month);
	json_object_del(line, "words_text");
	command_print_json(line);
}

static void
plan_row(Table *table, const json_t *point)
{
	g_autoptr(GString) items = g_string_new(NULL);
	g_autofree char *n = g_strdup_printf("%d", (int)record_integer(point, "n"));
	g_autofree char *count = g_strdup_printf("%d", (int)record_integer(point, "count"));
	g_autofree char *units = g_strdup_printf("%d", (int)record_integer(point, "units"));
	size_t i;
	json_t *item;

	json_array_foreach (record_member(point, "items"), i, item)
		g_string_append_printf(items, "%s%d", i ? " " : "",
				       (int)record_integer(item, "item"));
	table_add(table,
		  (const char *const[]){ n, count, units, record_string(point, "text"),
					 record_string(point, "words_text"), items->str, NULL });
}

int
plan_command(const CommandLine *line, GError **error)
{
	static const char *const heads[] = { ">",	    N_("point"), ">",	     N_("items"),
					     ">",	    N_("units"), N_("text"), N_("words"),
					     N_("numbers"), NULL };
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("one JSON object per line"), NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	g_auto(CommandRoom) room = { 0 };
	g_autoptr(json_t) points = NULL;
	g_autoptr(Table) table = NULL;
	g_autofree char *month = NULL;
	size_t i;
	json_t *point;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 0, 1, error) || !command_open(line, &room, error))
		return -1;
	month = plan_month_named(room.office, args[0]);
	if (!month) {
		errors_set(error, ERRORS_USAGE, _("“%s” is no month like 2026-12"), args[0]);
		return -1;
	}
	points = plan_coverage(store_db(room.store), room.office, month, error);
	if (!points)
		return -1;
	table = table_new(heads);
	json_array_foreach (points, i, point)
		if (json)
			plan_json(month, point);
		else
			plan_row(table, point);
	table_print(table);
	return json_array_size(points) > 0 ? 0 : 1;
}
