/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parked_words — the day of 暂缓 到12月1日, 暂缓 下周三, 缓 三天
 *
 * What grammar lets pass as a date (mail/command_words) is a day here, or is said to put
 * off without one (再议, 下期), or is asked back: nothing waits for a day nobody can name.
 */
#ifndef CHENGBAO_PIPELINE_DESK_PARKED_WORDS_H
#define CHENGBAO_PIPELINE_DESK_PARKED_WORDS_H

#include <glib.h>
#include <stdbool.h>

/* *ret_dated false: put off without a day. A day without a year is the nearest that is not
 * over on `today`. Errors: REFUSED no day that can be named, with what to write. */
bool parked_words_read(const char *words, const GDate *today, GDate *ret_day, bool *ret_dated,
		       GError **error);

#endif
