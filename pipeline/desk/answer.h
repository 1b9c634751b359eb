/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * answer — a letter that answers an ask: whose, how proven, what it commands
 *
 * No clear command from the right person with proof, no action. What is not
 * proven by the border is asked back to the configured address (confirmation);
 * what is not understood is quoted back, at most once an hour; everything
 * refused is an event with its reason.
 *
 * Not here: the words (mail/commands), what a decision does (decide, bulletin).
 */
#ifndef CHENGBAO_PIPELINE_DESK_ANSWER_H
#define CHENGBAO_PIPELINE_DESK_ANSWER_H

#include "pipeline/desk/judge.h"

typedef enum { ANSWER_BY_TOKEN, ANSWER_BY_LOCATOR } AnswerCarrier;

/* `ask` is a row of the table. Errors: STORE. */
bool answer_take(Desk *desk, const JudgeLetter *letter, const json_t *ask, AnswerCarrier carrier,
		 GError **error);

/* Its references name several asks, or a token that is not ours any more. */
bool answer_conflict(Desk *desk, const JudgeLetter *letter, const json_t *ask, GError **error);

#endif
