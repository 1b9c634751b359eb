/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parked — items that were put off to a day come back on it
 */
#include "pipeline/desk/parked.h"

#include "base/clock.h"
#include "pipeline/desk/decide.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"

#include <stdio.h>

int64_t
parked_day(const Desk *desk, const char *text)
{
	int month = 0, day = 0, year = 0;
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(desk->office->zone);
	g_autoptr(GDateTime) then = NULL;

	for (; text && *text && !g_ascii_isdigit(*text); text++)
		;
	if (!text || !*text || !zone)
		return 0;
	if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3) {
		year = clock_year(desk->now_us, desk->office->zone);
		if (sscanf(text, "%2d月%2d日", &month, &day) != 2 &&
		    sscanf(text, "%2d-%2d", &month, &day) != 2)
			return 0;
	}
	then = g_date_time_new(zone, year, month, day, 8, 30, 0);
	return then ? g_date_time_to_unix(then) * 1000000 : 0;
}

static bool
parked_resume_one(Desk *desk, int64_t id, GError **error)
{
	const Actor calendar = { .address = "calendar", .name = "日历", .evidence = "date" };
	g_autoptr(json_t) item = NULL;

	return db_row(desk_db(desk), error, &item, "item_get", "i", id) &&
	       mail_close_item(desk, id, "void", NULL, 0, error) &&
	       decide_move(desk, &calendar, item, "waiting", "resume", NULL, NULL, error) &&
	       report_ask(desk, id, 0, error);
}

bool
parked_resume(Desk *desk, GError **error)
{
	g_autoptr(json_t) rows =
		db_rows(desk_db(desk), error, "item_parked_due", "i", desk->now_us);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row)
		if (!parked_resume_one(desk, record_integer(row, "id"), error))
			return false;
	return true;
}

int64_t
parked_next(const Desk *desk)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), NULL, &row, "item_parked_next", "") ||
	    !record_member(row, "until_us"))
		return INT64_MAX;
	return record_integer(row, "until_us");
}
