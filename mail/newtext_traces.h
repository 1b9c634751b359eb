/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_traces — dates, times and addresses as mail programs write them
 *
 * Private to mail/newtext*.c. Shapes, not values: 99月 is a date.
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_TRACES_H
#define CHENGBAO_MAIL_NEWTEXT_TRACES_H

#include <stdbool.h>

/* 2026-11-23, 2026年11月23日, 11/23/2026, Nov 23, 2026. */
bool newtext_traces_date(const char *text);

/* A year alone, 1900 to 2099: what the months are called elsewhere does not matter. */
bool newtext_traces_year(const char *text);

/* 15:04, 15时04. */
bool newtext_traces_time(const char *text);

/* a@b. */
bool newtext_traces_address(const char *text);

#endif
