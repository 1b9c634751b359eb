/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan_guess — what a point of a month's plan is about, where its writer named no words
 *
 * 岁末年初安全生产和消防安全工作情况。 is looked for as 安全生产 and 消防安全: no report says the
 * whole line. It is cut at what every second point has beside its matter: seasons, 情况,
 * 进展, 问题及建议, 群众对…的反映.
 *
 * Not here: words that are named (plan_words), which items say them (plan).
 */
#ifndef CHENGBAO_PIPELINE_DESK_PLAN_GUESS_H
#define CHENGBAO_PIPELINE_DESK_PLAN_GUESS_H

/* Adds to `words` the words of a point, each once, at most `n_most`; the point itself where nothing
 * but such words is in it. Ended by NULL. Yours. */
char **plan_guess(const char *point, unsigned n_most);

#endif
