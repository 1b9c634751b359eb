/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calendar — office hours, holidays and make-up workdays of one zone
 *
 * Not here: durations in clock time (config/office).
 */
#ifndef CHENGBAO_CONFIG_CALENDAR_H
#define CHENGBAO_CONFIG_CALENDAR_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Calendar Calendar;

/* Adds whole working days to a moment: the result is the same time of day on the n-th
 * workday after it, moved forward into office hours (a break or an evening ends at the next
 * opening). n_days is at most CALENDAR_MAX_DAYS; 0 only moves into office hours. */
#define CALENDAR_MAX_DAYS 1000
int64_t calendar_add_workdays(const Calendar *calendar, int64_t from_us, int64_t n_days);

bool calendar_is_workday(const Calendar *calendar, int year, int month, int day);

/* The next moment strictly after `after_us` that is on one of `days` (bit 0 = Monday) at
 * one of `minutes` (ended by -1) and on a workday; INT64_MAX when a year holds none. */
int64_t calendar_next(const Calendar *calendar, unsigned days, const int *minutes,
		      int64_t after_us);

/* The same on every day, be it a workday or none. */
int64_t calendar_next_daily(const Calendar *calendar, const int *minutes, int64_t after_us);

/* Start and end of a period named 2026-11, 2026W47, 2026Q4, 2026, in the zone.
 * False when the name is none of these. */
bool calendar_period(const char *zone, const char *name, int64_t *ret_from_us,
		     int64_t *ret_until_us);

/* The day of the zone in which a moment lies, from midnight to midnight. */
void calendar_day(const char *zone, int64_t time_us, int64_t *ret_from_us, int64_t *ret_until_us);

/* One stretch of office hours, minutes after midnight, [from, until). */
typedef struct {
	int from, until;
} CalendarHours;

/* A calendar that knows no holidays yet. `hours` must be in order and not overlap;
 * n_hours 1..CALENDAR_MAX_HOURS. An unknown zone counts as UTC. */
#define CALENDAR_MAX_HOURS 8
Calendar *calendar_new(const char *zone, const CalendarHours *hours, size_t n_hours);

/* Takes in one holidays-YEAR.csv: `date,day,name`, day is off or work; # begins a comment
 * line. `file` is its name for messages. False: `problems` (char *) got its errors. */
bool calendar_add_year(Calendar *calendar, int year, const char *file, const char *bytes,
		       size_t n_bytes, GPtrArray *problems);

/* Takes in the holidays-YEAR.csv of an office directory, and the shipped years where it
 * has none (said in `notes`). */
bool calendar_load_years(Calendar *calendar, const char *directory, GPtrArray *problems,
			 GPtrArray *notes);

/* Whether the holidays of this year are known; where not, Monday to Friday are workdays. */
bool calendar_knows_year(const Calendar *calendar, int year);

/* The first year, of now's and the one 31 days on, whose holidays are not known; 0: none. */
int calendar_missing_year(const Calendar *calendar, int64_t now_us);

void calendar_free(Calendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

#endif
