/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * budget — how many mails the relay still takes today
 */
#include "pipeline/outward/budget.h"

#include "base/record.h"

#include <string.h>

#define BUDGET_RANK_KEPT 2 /* urgent, issues, confirmations */
#define BUDGET_PART_KEPT 10

bool
budget_read(Db *db, const Office *office, int64_t now_us, Budget *ret_budget, GError **error)
{
	Budget budget = { .per_day = office->relay.per_day, .now_us = now_us };
	g_autoptr(json_t) row = NULL;
	int64_t from_us;

	if (budget.per_day > 0) {
		calendar_day(office->zone, now_us, &from_us, &budget.next_us);
		if (!db_row(db, error, &row, "dispatch_sent_since", "i", from_us))
			return false;
		budget.sent = record_integer(row, "n");
	}
	*ret_budget = budget;
	return true;
}

bool
budget_allows(const Budget *budget, int64_t rank, int64_t n_taken)
{
	int64_t kept = rank > BUDGET_RANK_KEPT ? budget->per_day / BUDGET_PART_KEPT : 0;

	return budget->per_day == 0 || budget->sent + n_taken < budget->per_day - kept;
}

bool
budget_waits(const Budget *budget, const json_t *dispatch)
{
	const char *state = record_string(dispatch, "state");
	bool ready = strcmp(state, "ready") == 0 ||
		     ((strcmp(state, "deferred") == 0 || strcmp(state, "uncertain") == 0) &&
		      record_member(dispatch, "next_us") &&
		      record_integer(dispatch, "next_us") <= budget->now_us);

	return ready && !budget_allows(budget, record_integer(dispatch, "rank"), 0);
}

json_t *
budget_turn(Db *db, const Budget *budget, int64_t most, bool *ret_waits, GError **error)
{
	g_autoptr(json_t) rows = db_rows(db, error, "dispatch_ready", "ii", budget->now_us, most);
	g_autoptr(json_t) turn = json_array();
	size_t i;
	json_t *row;

	if (!rows)
		return NULL;
	*ret_waits = false;
	json_array_foreach (rows, i, row)
		if (budget_allows(budget, record_integer(row, "rank"), (int64_t)i))
			json_array_append(turn, row);
		else
			*ret_waits = true;
	return g_steal_pointer(&turn);
}
