/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan — the month's points (要点): published by mail, matched to items, their white spots
 *
 * An item answers a point of the month it came in when it says one of the point's words, or
 * is of a topic or group of that name. What is held or withdrawn answers nothing.
 * Nothing of it is stored but the points: a month published again is matched anew.
 *
 * Not here: how points are written (plan_words).
 */
#ifndef CHENGBAO_PIPELINE_DESK_PLAN_H
#define CHENGBAO_PIPELINE_DESK_PLAN_H

#include "pipeline/desk/unasked.h"

/* 发布要点: the points of a month, which replace those it had. Errors: REFUSED with what to
 * write instead; STORE. */
bool plan_carry(const Unasked *unasked, const Command *command, GError **error);

/* The month (2026-12) of a moment in the office's zone. Yours. */
char *plan_month(const Office *office, int64_t time_us);

/* Each point of a month with its items, those without any first:
 * [{"n","text","words_text","items":[{"item","title","unit","state"}],"count","units"}].
 * NULL on error: STORE. */
json_t *plan_coverage(Db *db, const Office *office, const char *month, GError **error);

/* The points that an item answers: [{"n","text"}]. `row` has title, text, topic, topic_group
 * and received_us. NULL on error: STORE. */
json_t *plan_of_item(Db *db, const Office *office, const json_t *row, GError **error);

#endif
