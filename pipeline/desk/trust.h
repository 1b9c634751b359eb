/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trust — the weaker proof that an office chose deliberately: an ask's token
 *
 * `token` counts when [trust] replies names it and `chengbao trust token --i-accept`
 * was said: an event of the log. It proves an answer from the asked address, with
 * the ask's secret, within token-window, to our box alone, below daily-cap; never
 * what cannot be taken back. What it approved is printed only after `hold`.
 *
 * Source: CONTRACT "Proof".
 * Not here: the table of rights (rights), the keys (config/office_token).
 */
#ifndef CHENGBAO_PIPELINE_DESK_TRUST_H
#define CHENGBAO_PIPELINE_DESK_TRUST_H

#include "pipeline/desk/judge.h"
#include "pipeline/desk/rights.h"

#define TRUST_TOKEN "token" /* the evidence in the history of what it decided */

/* Whether the office chose it. Errors: STORE. */
bool trust_token_chosen(Store *store, const Office *office, bool *ret_chosen, GError **error);

/* Whether the token alone proves this answer. `ask` is a row of ask_by_token. Errors: STORE. */
bool trust_by_token(Desk *desk, const JudgeLetter *letter, const json_t *ask, bool *ret_proven,
		    GError **error);

/* The table of rights, and what this office wants confirmed beyond it. */
Right trust_right(const Office *office, Role role, Proof proof, CommandVerb verb);

/* A code that somebody else holds proves nothing any more: it dies, and its mail is due
 * again. Nothing where the office did not choose the token. Errors: STORE. */
bool trust_leaked(Desk *desk, const JudgeLetter *letter, const json_t *ask, GError **error);

/* Tells [trust] notice what was done by token. `report` is of carry_out. Errors: STORE. */
bool trust_tell(Desk *desk, const JudgeLetter *letter, const json_t *ask, const json_t *report,
		GError **error);

/* When an approved item may be printed; `row` is of item_approved. */
int64_t trust_printable_us(const Office *office, const json_t *row);

#endif
