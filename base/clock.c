/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clock — the one place that asks what time it is
 */
#include "base/clock.h"

#include <glib.h>
#include <time.h>

static int64_t
clock_read(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * CLOCK_SECOND_US + now.tv_nsec / 1000;
}

int64_t
clock_now_us(void)
{
	return clock_read(CLOCK_REALTIME);
}

int64_t
clock_monotonic_us(void)
{
	return clock_read(CLOCK_MONOTONIC);
}

static GDateTime *
clock_local(int64_t time_us, const char *zone)
{
	g_autoptr(GTimeZone) tz = zone ? g_time_zone_new_identifier(zone) : NULL;
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time_us / CLOCK_SECOND_US);

	if (!tz)
		tz = g_time_zone_new_utc();
	return g_date_time_to_timezone(utc, tz);
}

char *
clock_rfc3339(int64_t time_us, const char *zone)
{
	g_autoptr(GDateTime) local = clock_local(time_us, zone);

	return g_date_time_format(local, "%Y-%m-%dT%H:%M:%S%:z");
}

int
clock_year(int64_t time_us, const char *zone)
{
	g_autoptr(GDateTime) local = clock_local(time_us, zone);

	return g_date_time_get_year(local);
}

int
clock_day(int64_t time_us, const char *zone)
{
	g_autoptr(GDateTime) local = clock_local(time_us, zone);

	return g_date_time_get_year(local) * 10000 + g_date_time_get_month(local) * 100 +
	       g_date_time_get_day_of_month(local);
}

char *
clock_day_text(int64_t time_us, const char *zone)
{
	g_autoptr(GDateTime) local = clock_local(time_us, zone);

	return g_date_time_format(local, "%Y-%m-%d");
}

void
clock_date(int64_t time_us, const char *zone, GDate *ret_date)
{
	int day = clock_day(time_us, zone);

	g_date_clear(ret_date, 1);
	g_date_set_dmy(ret_date, (GDateDay)(day % 100), (GDateMonth)(day / 100 % 100),
		       (GDateYear)(day / 10000));
}
