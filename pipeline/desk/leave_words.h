/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leave_words — the days and the deputy of 请假 11-20至11-24 NAME代
 *
 * Not here: who the name is, and whether he may stand in (leave).
 */
#ifndef CHENGBAO_PIPELINE_DESK_LEAVE_WORDS_H
#define CHENGBAO_PIPELINE_DESK_LEAVE_WORDS_H

#include <glib.h>
#include <stdbool.h>

#define LEAVE_WORDS_DAYS 180  /* the longest leave */
#define LEAVE_WORDS_AHEAD 200 /* how many days ahead it may begin */

typedef struct {
	GDate from, until; /* both days count */
	char *name;	   /* as written, without 由 and 代; "" when nobody is named */
} LeaveWords;

/* Reads the words behind 请假. Days without a year are the nearest that are not over on
 * `today`; an end before its beginning lies in the next year.
 *
 * Gives:  *ret, leave_words_clear it.
 * Errors: REFUSED no whole days, days that are over or too far, with what to write.
 */
bool leave_words_read(const char *words, const GDate *today, LeaveWords *ret, GError **error);

void leave_words_clear(LeaveWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LeaveWords, leave_words_clear)

#endif
