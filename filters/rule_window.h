/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_window — the days on which a section or clause counts
 *
 * 2026-03-01 to 2026-05-31 once, or 03-01 to 05-31 every year; 11-01 to 02-28 runs over
 * the new year. A day is written as one number, 20260301; in every year 301.
 */
#ifndef CHENGBAO_FILTERS_RULE_WINDOW_H
#define CHENGBAO_FILTERS_RULE_WINDOW_H

#include "filters/rule_cursor.h"

typedef struct {
	int since, until; /* both days count; 0: open */
} RuleWindow;

/* Takes the date behind a keyword: 2026-03-01, 2026年3月1日, 03-01, 3月1日. */
bool rule_window_take(RuleCursor *cursor, bool since, RuleWindow *window);

/* Does a window of days have days? A problem at `place` otherwise. */
bool rule_window_check(const RuleCursor *cursor, const char *place, const RuleWindow *window);

/* Does it hold on this day? day 0: not known, then it does. */
bool rule_window_holds(const RuleWindow *window, int day);

/* Does a keyword with a date behind it stand here: 自 2026-03-01? */
bool rule_window_begins(const RuleCursor *cursor);

/* Is this folded text a date as rule_window_take reads one? */
bool rule_window_is_date(const char *folded);

#endif
