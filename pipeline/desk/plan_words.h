/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan_words — 发布要点 2026-12 and what follows it, read as points with their words
 *
 *	发布要点 2026-12
 *	1. 春耕备耕进展（春耕、化肥、农机）
 *	2. 民营企业用工：招工难、用工荒
 *
 * Where lines are numbered, each number begins a point and what stands before the first
 * is a preface; otherwise every line is one. The words of a point stand in brackets at
 * its end, or behind its colon; without either they are guessed from the point (plan_guess).
 *
 * Not here: which items say the words (plan).
 */
#ifndef CHENGBAO_PIPELINE_DESK_PLAN_WORDS_H
#define CHENGBAO_PIPELINE_DESK_PLAN_WORDS_H

#include <glib.h>
#include <stdbool.h>

#define PLAN_POINTS 60	       /* of a month */
#define PLAN_POINT_LETTERS 300 /* of one point */
#define PLAN_WORDS 20	       /* of one point */

typedef struct {
	char *text;   /* without number and words */
	char **words; /* ended by NULL, at least one */
	bool guessed; /* it names no words */
} PlanPoint;

typedef struct {
	char *month;	   /* 2026-12 */
	GPtrArray *points; /* PlanPoint */
} PlanWords;

/* A month at the beginning of `words`: 2026-12, 2026年12月, 12月 (the nearest one, at most
 * three months back). `today`: the office's day. *ret_rest: what follows, borrowed.
 * Gives: the month's name, yours; NULL: none. */
char *plan_words_month(const char *words, const GDate *today, const char **ret_rest);

/* Reads what follows 发布要点; `document` (may be NULL) holds the points where the words
 * name the month alone. Gives: *ret, free with plan_words_clear.
 * Errors: REFUSED no such month, no points, too many. */
bool plan_words_read(const char *words, const char *document, const GDate *today, PlanWords *ret,
		     GError **error);
void plan_words_clear(PlanWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PlanWords, plan_words_clear)

#endif
