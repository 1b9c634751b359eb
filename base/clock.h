/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clock — the one place that asks what time it is
 *
 * Times inside are microseconds of UTC since 1970 (int64_t, names end in _us).
 * Tests move this clock (tests/tools/clock.c).
 *
 * Not here: the office's zone and working time (config/calendar).
 */
#ifndef CHENGBAO_BASE_CLOCK_H
#define CHENGBAO_BASE_CLOCK_H

#include <glib.h>
#include <stdint.h>

#define CLOCK_SECOND_US INT64_C(1000000)

int64_t clock_now_us(void);	  /* wall clock, UTC */
int64_t clock_monotonic_us(void); /* never steps; for time-outs */

/* RFC 3339 with the offset of `zone` (an Olson name, or NULL for UTC). Yours. */
char *clock_rfc3339(int64_t time_us, const char *zone);

/* The local calendar year of a moment in `zone`. */
int clock_year(int64_t time_us, const char *zone);

/* The local day of a moment in `zone`, as 20260301. */
int clock_day(int64_t time_us, const char *zone);

/* The same as 2026-03-01, yours; and as a date. */
char *clock_day_text(int64_t time_us, const char *zone);
void clock_date(int64_t time_us, const char *zone, GDate *ret_date);

#endif
