/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calendar_days — days and dates; only config/ uses it
 */
#ifndef CHENGBAO_CONFIG_CALENDAR_DAYS_H
#define CHENGBAO_CONFIG_CALENDAR_DAYS_H

#include "config/calendar.h"

/* `2026-10-01`, or `2026/10/1` as Excel saves it. */
bool calendar_date(const char *text, GDate *ret_date);

/* Midnight at which this day begins in the zone (NULL: UTC). */
int64_t calendar_day_start(const char *zone, uint32_t julian_day);

void calendar_set_day(Calendar *calendar, const GDate *date, bool work);
void calendar_set_year(Calendar *calendar, int year);

#endif
