/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * listing — the lines of a person's list, numbered through the week
 */
#include "pipeline/desk/listing.h"

#include "base/clock.h"

/* The last Monday's midnight. */
static int64_t
listing_monday(const Desk *desk)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(desk->office->zone);
	g_autoptr(GDateTime) midnight = NULL;
	GDate day;

	clock_date(desk->now_us, desk->office->zone, &day);
	g_date_subtract_days(&day, g_date_get_weekday(&day) - G_DATE_MONDAY);
	midnight = g_date_time_new(zone, g_date_get_year(&day), (gint)g_date_get_month(&day),
				   g_date_get_day(&day), 0, 0, 0);
	return g_date_time_to_unix(midnight) * CLOCK_SECOND_US;
}

/* The numbers given this week, by item; *ret_last the highest. NULL: the store failed. */
static GHashTable *
listing_given(Desk *desk, const char *person, int64_t *ret_last, GError **error)
{
	g_autoptr(json_t) asks = db_rows(desk_db(desk), error, "ask_lists_since", "ti", person,
					 listing_monday(desk));
	GHashTable *given = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	size_t i, k;
	json_t *ask, *line;

	*ret_last = 0;
	json_array_foreach (asks, i, ask) {
		g_autoptr(json_t) params = desk_json(ask, "params");

		json_array_foreach (json_object_get(params, "lines"), k, line) {
			int64_t item = record_integer(line, "item");
			int64_t n = record_integer(line, "n");

			g_hash_table_insert(given, g_memdup2(&item, sizeof item),
					    g_memdup2(&n, sizeof n));
			*ret_last = MAX(*ret_last, n);
		}
	}
	if (!asks)
		g_clear_pointer(&given, g_hash_table_unref);
	return given;
}

json_t *
listing_lines(Desk *desk, const char *person, const json_t *rows, size_t n_most, GError **error)
{
	int64_t last;
	g_autoptr(GHashTable) given = listing_given(desk, person, &last, error);
	json_t *lines, *row;
	size_t i;

	if (!given)
		return NULL;
	lines = json_array();
	json_array_foreach ((json_t *)rows, i, row) {
		int64_t item = record_integer(row, "id");
		const int64_t *n = g_hash_table_lookup(given, &item);

		if (i >= n_most)
			break;
		json_array_append_new(lines, json_pack("{s:I, s:O, s:O}", "n",
						       (json_int_t)(n ? *n : ++last), "item",
						       json_object_get(row, "id"), "revision",
						       json_object_get(row, "revision")));
	}
	return lines;
}
