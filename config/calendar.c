/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calendar — office hours, holidays and make-up workdays of one zone
 *
 * Days are counted as GLib's Julian day numbers; a table holds the days on
 * which the weekday does not decide. Local times become moments through the
 * zone, so a day may have 23 or 25 hours where clocks are changed.
 */
#include "config/calendar.h"

#include <string.h>

#include "base/clock.h"
#include "config/calendar_days.h"

#define DAY_MINUTES (24 * 60)
#define CALENDAR_WEEK 0x7fu /* every day of it */
#define CALENDAR_SEARCH_DAYS 400

struct Calendar {
	GTimeZone *zone;
	CalendarHours hours[CALENDAR_MAX_HOURS];
	size_t n_hours;
	GHashTable *days;  /* day number → DAY_OFF or DAY_WORK */
	GHashTable *years; /* known years */
};

enum { DAY_OFF = 1, DAY_WORK = 2 };

/* A moment as a local day and the microseconds since its midnight. */
typedef struct {
	uint32_t day;
	int64_t since_us;
} Local;

static GTimeZone *
calendar_zone(const char *name)
{
	GTimeZone *zone = name ? g_time_zone_new_identifier(name) : NULL;

	return zone ? zone : g_time_zone_new_utc();
}

Calendar *
calendar_new(const char *zone, const CalendarHours *hours, size_t n_hours)
{
	Calendar *calendar = g_new0(Calendar, 1);

	g_assert(n_hours >= 1 && n_hours <= CALENDAR_MAX_HOURS);
	calendar->zone = calendar_zone(zone);
	memcpy(calendar->hours, hours, n_hours * sizeof *hours);
	calendar->n_hours = n_hours;
	calendar->days = g_hash_table_new(NULL, NULL);
	calendar->years = g_hash_table_new(NULL, NULL);
	return calendar;
}

void
calendar_free(Calendar *calendar)
{
	if (!calendar)
		return;
	g_time_zone_unref(calendar->zone);
	g_hash_table_unref(calendar->days);
	g_hash_table_unref(calendar->years);
	g_free(calendar);
}

bool
calendar_knows_year(const Calendar *calendar, int year)
{
	return g_hash_table_contains(calendar->years, GINT_TO_POINTER(year));
}

void
calendar_set_day(Calendar *calendar, const GDate *date, bool work)
{
	g_hash_table_insert(calendar->days, GUINT_TO_POINTER(g_date_get_julian(date)),
			    GINT_TO_POINTER(work ? DAY_WORK : DAY_OFF));
}

void
calendar_set_year(Calendar *calendar, int year)
{
	g_hash_table_add(calendar->years, GINT_TO_POINTER(year));
}

static bool
calendar_works(const Calendar *calendar, uint32_t day)
{
	int said = GPOINTER_TO_INT(g_hash_table_lookup(calendar->days, GUINT_TO_POINTER(day)));

	/* Day number 1 is a Monday: 1 January of the year 1. */
	return said ? said == DAY_WORK : (day - 1) % 7 < 5;
}

bool
calendar_is_workday(const Calendar *calendar, int year, int month, int day)
{
	GDate date;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return false;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return calendar_works(calendar, g_date_get_julian(&date));
}

/* The moment of a local day and minute. */
static int64_t
calendar_moment(GTimeZone *zone, uint32_t day, int minutes)
{
	GDate date;
	g_autoptr(GDateTime) local = NULL;

	g_date_clear(&date, 1);
	g_date_set_julian(&date, day + (uint32_t)(minutes / DAY_MINUTES));
	minutes %= DAY_MINUTES;
	local = g_date_time_new(zone, g_date_get_year(&date), (int)g_date_get_month(&date),
				g_date_get_day(&date), minutes / 60, minutes % 60, 0);
	return local ? g_date_time_to_unix(local) * CLOCK_SECOND_US : INT64_MAX;
}

int64_t
calendar_day_start(const char *zone_name, uint32_t julian_day)
{
	g_autoptr(GTimeZone) zone = calendar_zone(zone_name);

	return calendar_moment(zone, julian_day, 0);
}

bool
calendar_date(const char *text, GDate *ret_date)
{
	g_auto(GStrv) parts = g_strsplit(text, strchr(text, '/') ? "/" : "-", 4);
	int number[3];

	if (g_strv_length(parts) != 3 || strlen(parts[0]) != 4)
		return false;
	for (int i = 0; i < 3; i++) {
		size_t n = strlen(parts[i]);

		if (n < 1 || n > 4 || (i > 0 && n > 2) || strspn(parts[i], "0123456789") != n)
			return false;
		number[i] = (int)g_ascii_strtoll(parts[i], NULL, 10);
	}
	if (number[0] < 1900 || number[0] > 9990 ||
	    !g_date_valid_dmy((GDateDay)number[2], (GDateMonth)number[1], (GDateYear)number[0]))
		return false;
	g_date_clear(ret_date, 1);
	g_date_set_dmy(ret_date, (GDateDay)number[2], (GDateMonth)number[1], (GDateYear)number[0]);
	return true;
}

static Local
calendar_local(GTimeZone *zone, int64_t time_us)
{
	int64_t seconds = time_us / CLOCK_SECOND_US - (time_us % CLOCK_SECOND_US < 0);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(seconds);
	g_autoptr(GDateTime) local = utc ? g_date_time_to_timezone(utc, zone) : NULL;
	GDate date;

	/* Nobody has a deadline outside the years 1 to 9999: the first day stands for it. */
	if (!local)
		return (Local){ 1, 0 };
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)g_date_time_get_day_of_month(local),
		       (GDateMonth)g_date_time_get_month(local),
		       (GDateYear)g_date_time_get_year(local));
	return (Local){
		.day = g_date_get_julian(&date),
		.since_us = (g_date_time_get_hour(local) * 3600 +
			     g_date_time_get_minute(local) * 60 + g_date_time_get_second(local)) *
				    CLOCK_SECOND_US +
			    (time_us - seconds * CLOCK_SECOND_US),
	};
}

/* The next workday after this one; the day itself plus a year where there is none. */
static uint32_t
calendar_workday_after(const Calendar *calendar, uint32_t day)
{
	for (uint32_t i = 1; i < CALENDAR_SEARCH_DAYS; i++)
		if (calendar_works(calendar, day + i))
			return day + i;
	return day + CALENDAR_SEARCH_DAYS;
}

/* Moves a local time forward into office hours. The end of a stretch is still inside:
 * "until 18:00" is kept by an answer at 18:00. */
static int64_t
calendar_into_hours(const Calendar *calendar, Local at)
{
	const int64_t minute_us = 60 * CLOCK_SECOND_US;

	for (size_t i = 0; calendar_works(calendar, at.day) && i < calendar->n_hours; i++) {
		const CalendarHours *hours = &calendar->hours[i];
		int whole = (int)(at.since_us / minute_us);

		if (at.since_us < hours->from * minute_us)
			return calendar_moment(calendar->zone, at.day, hours->from);
		if (at.since_us <= hours->until * minute_us)
			return calendar_moment(calendar->zone, at.day, whole) +
			       at.since_us % minute_us;
	}
	return calendar_moment(calendar->zone, calendar_workday_after(calendar, at.day),
			       calendar->hours[0].from);
}

int64_t
calendar_add_workdays(const Calendar *calendar, int64_t from_us, int64_t n_days)
{
	Local at = calendar_local(calendar->zone, from_us);

	for (int64_t i = 0; i < MIN(n_days, CALENDAR_MAX_DAYS); i++)
		at.day = calendar_workday_after(calendar, at.day);
	return calendar_into_hours(calendar, at);
}

/* On one of `days`; workdays alone where that is asked for. */
static int64_t
calendar_moment_after(const Calendar *calendar, unsigned days, bool workdays, const int *minutes,
		      int64_t after_us)
{
	Local at = calendar_local(calendar->zone, after_us);

	for (uint32_t i = 0; i < CALENDAR_SEARCH_DAYS; i++) {
		uint32_t day = at.day + i;

		if (!(days >> (day - 1) % 7 & 1) || (workdays && !calendar_works(calendar, day)))
			continue;
		for (const int *minute = minutes; *minute >= 0; minute++) {
			int64_t moment = calendar_moment(calendar->zone, day, *minute);

			if (moment > after_us)
				return moment;
		}
	}
	return INT64_MAX;
}

int64_t
calendar_next(const Calendar *calendar, unsigned days, const int *minutes, int64_t after_us)
{
	return calendar_moment_after(calendar, days, true, minutes, after_us);
}

int64_t
calendar_next_daily(const Calendar *calendar, const int *minutes, int64_t after_us)
{
	return calendar_moment_after(calendar, CALENDAR_WEEK, false, minutes, after_us);
}

/* Digits only, exactly `n` of them. */
static bool
calendar_digits(const char *text, size_t n, int *ret_number)
{
	*ret_number = 0;
	for (size_t i = 0; i < n; i++) {
		if (!g_ascii_isdigit(text[i]))
			return false;
		*ret_number = *ret_number * 10 + text[i] - '0';
	}
	return true;
}

/* The day number of the Monday of an ISO 8601 week; 0 when the year has no such week. */
static uint32_t
calendar_week(int year, int week)
{
	GDate fourth;
	uint32_t monday;

	if (week < 1 || week > 53)
		return 0;
	/* 4 January is always in week 1. */
	g_date_clear(&fourth, 1);
	g_date_set_dmy(&fourth, 4, G_DATE_JANUARY, (GDateYear)year);
	monday = g_date_get_julian(&fourth) - (g_date_get_julian(&fourth) - 1) % 7;
	monday += (uint32_t)(week - 1) * 7;
	g_date_set_julian(&fourth, monday + 3);
	return g_date_get_year(&fourth) == year ? monday : 0;
}

static uint32_t
calendar_month_start(int year, int month)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_dmy(&date, 1, (GDateMonth)((month - 1) % 12 + 1),
		       (GDateYear)(year + (month - 1) / 12));
	return g_date_get_julian(&date);
}

bool
calendar_period(const char *zone_name, const char *name, int64_t *ret_from_us,
		int64_t *ret_until_us)
{
	g_autoptr(GTimeZone) zone = calendar_zone(zone_name);
	int year, part = 0, months = 12;
	uint32_t from = 0, until;
	size_t n = strlen(name);

	if (n < 4 || !calendar_digits(name, 4, &year) || year < 1970 || year > 9990)
		return false;
	if (n == 4) {
		part = 1;
	} else if (n == 7 && name[4] == '-' && calendar_digits(name + 5, 2, &part)) {
		months = 1;
	} else if (n == 6 && name[4] == 'Q' && calendar_digits(name + 5, 1, &part) && part < 5) {
		months = 3;
		part = part * 3 - 2;
	} else if (n == 7 && name[4] == 'W' && calendar_digits(name + 5, 2, &part)) {
		from = calendar_week(year, part);
		months = 0;
	} else {
		return false;
	}
	if (months && part >= 1 && part <= 12)
		from = calendar_month_start(year, part);
	if (from == 0)
		return false;
	until = months ? calendar_month_start(year, part + months) : from + 7;
	*ret_from_us = calendar_moment(zone, from, 0);
	*ret_until_us = calendar_moment(zone, until, 0);
	return true;
}

void
calendar_day(const char *zone, int64_t time_us, int64_t *ret_from_us, int64_t *ret_until_us)
{
	GDate day;

	clock_date(time_us, zone, &day);
	*ret_from_us = calendar_day_start(zone, g_date_get_julian(&day));
	*ret_until_us = calendar_day_start(zone, g_date_get_julian(&day) + 1);
}
