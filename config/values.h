/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * values — what stands behind the `=`: durations, hours, schedules, addresses, urls
 *
 * Each function reads one value whole. False means that the problems got one
 * line with the place of the fault, and that the result was not touched.
 *
 * Not here: which key takes which value (config/office_read).
 */
#ifndef CHENGBAO_CONFIG_VALUES_H
#define CHENGBAO_CONFIG_VALUES_H

#include <glib.h>
#include <stdbool.h>

#include "base/lines.h"
#include "config/office.h"

#define VALUES_MAX_LIST 200	/* elements of one list */
#define VALUES_MAX_TIMES 48	/* times of one schedule */
#define VALUES_MAX_NAME 120	/* bytes of a name that goes into headers */
#define VALUES_LONGEST_DAYS 366 /* of any duration */

/* `30s 20m 2h 3d` (clock time), `1 workday`, `2 workdays` (working time, if allowed). */
bool values_period(const Line *line, bool working, Period *ret_period, GPtrArray *problems);

/* `HH:MM`, 0:00 to 24:00, as minutes; -1 when it is none. */
int values_minutes(const char *text);

/* `08:30-12:00, 14:30-18:00`, in order; at most CALENDAR_MAX_HOURS. */
bool values_hours(const Line *line, CalendarHours *ret_hours, size_t *ret_n, GPtrArray *problems);

/* `at-once`, or days and times: `Mon-Fri 16:00`, `Mon,Wed 9:00,15:00`, `daily 8:00`. */
bool values_schedule(const Line *line, Schedule *schedule, GPtrArray *problems);

/* An Olson name that the system knows: Asia/Shanghai. */
bool values_zone(const Line *line, GPtrArray *problems);

/* A whole number from..until. */
bool values_number(const Line *line, int from, int until, int *ret_number, GPtrArray *problems);

/* One of the words (ended by NULL), as its index. */
bool values_choice(const Line *line, const char *const *words, int *ret_index, GPtrArray *problems);

/* A name for people to read: not empty, not too long. */
bool values_name(const Line *line, char **ret_name, GPtrArray *problems);

/* A list of words, none empty, none twice. Yours, ended by NULL. */
bool values_list(const Line *line, bool blanks, char ***ret_words, GPtrArray *problems);

/* `local@domain`: strict, as base/text/address has it. `ret_address`
 * gets the domain in lower case. No problems: false says it is none. */
bool values_address(const char *text, char **ret_address);
bool values_addresses(const Line *line, char ***ret_addresses, GPtrArray *problems);

/* A host name, dots and digits allowed. */
bool values_host(const char *text);

/* `KIND:PATH` or `KIND://HOST[:PORT][/FOLDER]`; the kinds are words ended by NULL, those
 * that take a host end in `://`, the others in `:`. ret_kind is its index. */
bool values_url(const Line *line, const char *const *kinds, int *ret_kind, GPtrArray *problems);

/* `file:PATH`, not readable by others where it is there (0600); a missing file is a note. */
bool values_password(const Line *line, const char *directory, char **ret_password,
		     GPtrArray *problems, GPtrArray *notes);

#endif
