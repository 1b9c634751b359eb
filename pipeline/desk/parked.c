/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parked — items that were put off to a day come back on it
 */
#include "pipeline/desk/parked.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/decide.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/parked_words.h"
#include "pipeline/desk/report.h"

bool
parked_until(const Desk *desk, const char *words, int64_t *ret_until_us, GError **error)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(desk->office->zone);
	g_autoptr(GDateTime) then = NULL;
	GDate today, day;
	bool dated;

	*ret_until_us = 0;
	if (!words)
		return true;
	clock_date(desk->now_us, desk->office->zone, &today);
	if (!parked_words_read(words, &today, &day, &dated, error))
		return false;
	if (!dated)
		return true;
	then = g_date_time_new(zone, g_date_get_year(&day), (gint)g_date_get_month(&day),
			       g_date_get_day(&day), 8, 30, 0);
	*ret_until_us = g_date_time_to_unix(then) * CLOCK_SECOND_US;
	return *ret_until_us > desk->now_us ||
	       errors_set(error, ERRORS_REFUSED, "%s", _("that day has begun already"));
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
