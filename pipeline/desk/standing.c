/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standing — who has how many points in a period, from the ledger
 */
#include "pipeline/desk/standing.h"

#include "assess/ranking.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"

#include <string.h>

char *
standing_period(const char *zone, const char *word, int64_t now_us)
{
	g_autoptr(GTimeZone) tz = g_time_zone_new_identifier(zone);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(now_us / CLOCK_SECOND_US);
	g_autoptr(GDateTime) local = tz ? g_date_time_to_timezone(utc, tz) : g_date_time_ref(utc);
	g_autoptr(GDateTime) first = NULL;
	g_autoptr(GDateTime) before = NULL;

	if (!word)
		return g_date_time_format(local, "%Y-%m");
	if (strcmp(word, "last") != 0)
		return g_strdup(word);
	first = g_date_time_add_days(local, 1 - g_date_time_get_day_of_month(local));
	before = g_date_time_add_days(first, -1);
	return g_date_time_format(before, "%Y-%m");
}

static json_t *
standing_units(const Office *office, int64_t from_us, int64_t until_us)
{
	g_autoptr(GPtrArray) units = roster_units(office->roster, from_us, until_us);
	json_t *names = json_array();

	for (guint i = 0; i < units->len; i++)
		json_array_append_new(names, json_string(units->pdata[i]));
	return names;
}

bool
standing_read(Db *db, const Office *office, const char *period, bool by_person, Standing *ret,
	      GError **error)
{
	int64_t from_us, until_us;
	g_autoptr(json_t) entries = NULL;
	g_autoptr(json_t) counts = NULL;
	g_autoptr(json_t) adopted = NULL;

	if (!calendar_period(office->zone, period, &from_us, &until_us))
		return errors_set(error, ERRORS_USAGE,
				  _("“%s” is no period: write 2026-11, 2026W47, 2026Q4 or 2026"),
				  period);
	entries = db_rows(db, error, "entry_list", "ii", from_us, until_us);
	if (entries)
		counts = db_rows(db, error, "count_submitted", "ii", from_us, until_us);
	if (counts)
		adopted = db_rows(db, error, "count_adopted", "ii", from_us, until_us);
	if (!adopted)
		return false;
	json_array_extend(counts, adopted);
	ret->period = g_strdup(period);
	ret->units = standing_units(office, from_us, until_us);
	ret->ranking = ranking_make(entries, counts, ret->units, by_person);
	ret->entries = g_steal_pointer(&entries);
	return true;
}

void
standing_clear(Standing *standing)
{
	g_clear_pointer(&standing->period, g_free);
	json_decref(standing->ranking);
	json_decref(standing->entries);
	json_decref(standing->units);
	standing->ranking = standing->entries = standing->units = NULL;
}
