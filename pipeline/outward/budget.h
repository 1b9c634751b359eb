/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * budget — how many mails the relay still takes today
 *
 * A mail provider takes so many a day ([relay] per-day), from midnight to midnight
 * in the office's zone. What must go goes first: the rank of a dispatch
 * (spool/schema.sql, dispatch_ranked). The last tenth of the day is kept for what is
 * urgent, for issues and for confirmations, so that a morning of receipts does not
 * use up what a fire in the evening needs.
 *
 * Promise: what waits for another day waits; it is not tried, and nothing ends it.
 * Not here: trying them (outbox).
 */
#ifndef CHENGBAO_PIPELINE_OUTWARD_BUDGET_H
#define CHENGBAO_PIPELINE_OUTWARD_BUDGET_H

#include "config/office.h"
#include "spool/db.h"

typedef struct {
	int64_t now_us;
	int64_t per_day; /* 0: no limit, and what follows is not read */
	int64_t sent;	 /* today; what may have arrived counts */
	int64_t next_us; /* the next midnight */
} Budget;

/* Errors: STORE. */
bool budget_read(Db *db, const Office *office, int64_t now_us, Budget *ret_budget, GError **error);

/* May a dispatch of this rank go today, when `n_taken` others go before it? */
bool budget_allows(const Budget *budget, int64_t rank, int64_t n_taken);

/* Does this dispatch (a row with its rank) wait for another day? */
bool budget_waits(const Budget *budget, const json_t *dispatch);

/* The dispatches whose turn it is, at most `most`, those of the lowest rank first: yours; NULL:
 * STORE. *ret_waits: among them was one that waits for another day. */
json_t *budget_turn(Db *db, const Budget *budget, int64_t most, bool *ret_waits, GError **error);

#endif
