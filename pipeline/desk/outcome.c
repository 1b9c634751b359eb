/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outcome — authors hear what became of their reports
 */
#include "pipeline/desk/outcome.h"

#include "pipeline/desk/mail.h"

#include <string.h>

static bool
outcome_tell_one(Desk *desk, int64_t item, const char *outcome, const char *reason, int64_t cause,
		 GError **error)
{
	g_autoptr(json_t) row = NULL;
	MailOrder order = {
		.template_name = "outcome", .purpose = "notice", .item = item, .cause = cause
	};

	if (!db_row(desk_db(desk), error, &row, "item_get", "i", item))
		return false;
	order.to = record_string(row, "sender");
	if (!roster_at(desk->office->roster, order.to, desk->now_us))
		return true;
	order.params = json_pack("{s:s, s:s?}", "outcome", outcome, "reason", reason);
	return mail_due(desk, &order, error);
}

bool
outcome_tell(Desk *desk, int64_t item, const char *outcome, const char *reason, int64_t cause,
	     GError **error)
{
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (!outcome_tell_one(desk, item, outcome, reason, cause, error))
		return false;
	/* A question is for the leading item's author; how it ends is for all. */
	if (strcmp(outcome, "verifying") == 0)
		return true;
	rows = db_rows(desk_db(desk), error, "item_merged_into", "i", item);
	if (!rows)
		return false;
	json_array_foreach (rows, i, row)
		if (!outcome_tell_one(desk, record_integer(row, "id"), outcome, reason, cause,
				      error))
			return false;
	return true;
}
