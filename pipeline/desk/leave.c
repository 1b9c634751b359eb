/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leave — 请假 11-20至11-24 NAME代 and 销假
 */
#include "pipeline/desk/leave.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/leave_words.h"

#include <string.h>

/* ---- days ---- */

static int64_t
leave_midnight(const Office *office, const GDate *day)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(office->zone);
	g_autoptr(GDateTime) moment =
		g_date_time_new(zone, g_date_get_year(day), (gint)g_date_get_month(day),
				g_date_get_day(day), 0, 0, 0);

	return g_date_time_to_unix(moment) * CLOCK_SECOND_US;
}

/* ---- who stands in ---- */

/* The one of the words, else the one of people.csv. */
static const Person *
leave_choose(const Unasked *leave, const char *name, GError **error)
{
	const Roster *roster = leave->desk->office->roster;
	const char *standing = leave->person->deputy;
	const Person *deputy = *name	  ? roster_by_name(roster, name, leave->desk->now_us)
			       : standing ? roster_at(roster, standing, leave->desk->now_us)
					  : NULL;

	if (away_may_stand_in(leave->person, deputy))
		return deputy;
	if (!*name)
		errors_set(error, ERRORS_REFUSED, "%s",
			   _("who stands in? write it: 请假 11-20至11-24 张三代"));
	else
		errors_set(error, ERRORS_REFUSED,
			   _("%s is nobody on this desk (people.csv) who could stand in"), name);
	return NULL;
}

/* ---- mails ---- */

/* Both are told: it may have been somebody else who wrote. */
static bool
leave_tell(const Unasked *leave, const Person *deputy, const char *event, int64_t from_us,
	   int64_t until_us, GError **error)
{
	g_autofree char *from = clock_day_text(from_us, leave->desk->office->zone);
	g_autofree char *until = clock_day_text(until_us - 1, leave->desk->office->zone);
	const char *named = deputy ? away_name(deputy) : NULL;

	if (!unasked_mail(leave, "leave", leave->person->address, 0,
			  json_pack("{s:b, s:s, s:s, s:s?, s:s}", event, true, "who",
				    away_name(leave->person), "deputy", named, "from", from,
				    "until", until),
			  error))
		return false;
	return !deputy || unasked_mail(leave, "leave", deputy->address, 0,
				       json_pack("{s:b, s:s, s:s, s:s, s:b}", event, true, "who",
						 away_name(leave->person), "from", from, "until",
						 until, "stands_in", true),
				       error);
}

/* ---- the words ---- */

static bool
leave_begin(const Unasked *leave, const char *words, GError **error)
{
	Desk *desk = leave->desk;
	g_auto(LeaveWords) read = { 0 };
	g_autoptr(json_t) taken = NULL;
	const Person *deputy;
	GDate today, after;
	int64_t id, from_us, until_us;

	clock_date(desk->now_us, desk->office->zone, &today);
	if (!leave_words_read(words ? words : "", &today, &read, error) ||
	    !(deputy = leave_choose(leave, read.name, error)))
		return false;
	after = read.until;
	g_date_add_days(&after, 1);
	from_us = leave_midnight(desk->office, &read.from);
	until_us = leave_midnight(desk->office, &after);
	if (!away_row(desk, deputy->person, MAX(from_us, desk->now_us), &taken, error))
		return false;
	if (taken)
		return errors_set(error, ERRORS_REFUSED, _("%s is away himself then"),
				  away_name(deputy));
	return desk_next_id(desk, "leave_next_id", &id, error) &&
	       desk_event(desk, "leave.begun",
			  json_pack("{s:I, s:s, s:s, s:s, s:I, s:I, s:s, s:s?}", "leave",
				    (json_int_t)id, "person", leave->person->person, "address",
				    leave->person->address, "deputy", deputy->address, "from_us",
				    (json_int_t)from_us, "until_us", (json_int_t)until_us, "who",
				    leave->person->address, "evidence", leave->evidence),
			  leave->letter->letter, NULL, error) &&
	       leave_tell(leave, deputy, "begun", from_us, until_us, error) &&
	       away_hand_over(desk, error);
}

/* 销假: all that lasts or is still to come. */
static bool
leave_end(const Unasked *leave, GError **error)
{
	Desk *desk = leave->desk;
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "leave_of", "ti",
					 leave->person->person, desk->now_us);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	if (json_array_size(rows) == 0)
		return errors_set(error, ERRORS_REFUSED, "%s", _("no leave of yours is noted"));
	json_array_foreach (rows, i, row) {
		const Person *deputy =
			roster_at(desk->office->roster, record_string(row, "deputy"), desk->now_us);

		if (!desk_event(desk, "leave.ended",
				json_pack("{s:O, s:s, s:s?}", "leave", json_object_get(row, "id"),
					  "who", leave->person->address, "evidence",
					  leave->evidence),
				leave->letter->letter, NULL, error) ||
		    !leave_tell(leave, deputy, "ended", record_integer(row, "from_us"),
				record_integer(row, "until_us"), error))
			return false;
	}
	return true;
}

bool
leave_carry(const Unasked *unasked, const Command *command, GError **error)
{
	return strcmp(command->word, "销假") == 0 ? leave_end(unasked, error)
						  : leave_begin(unasked, command->rest, error);
}
