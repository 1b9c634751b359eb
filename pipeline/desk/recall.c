/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recall — an approved item leaves a draft that its signers have before them
 */
#include "pipeline/desk/recall.h"

#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/mail.h"

#include <string.h>

static bool
recall_tell(Desk *desk, const json_t *ask, const Recall *recall, GError **error)
{
	MailOrder order = { .template_name = "draft-changed",
			    .purpose = "notice",
			    .to = record_string(ask, "person"),
			    .issue = record_integer(ask, "issue"),
			    .cause = recall->cause };

	order.params =
		json_pack("{s:s, s:s?, s:[]}", "reason", recall->why, "who", recall->who, "done");
	if (recall->detail)
		json_array_append_new(json_object_get(order.params, "done"),
				      json_pack("{s:s}", "what", recall->detail));
	return mail_due(desk, &order, error);
}

bool
recall_item(Desk *desk, int64_t item, const Recall *recall, GError **error)
{
	g_autoptr(json_t) issue = NULL;
	g_autoptr(json_t) asks = NULL;
	size_t i;
	json_t *ask;

	if (!db_row(desk_db(desk), error, &issue, "issue_open_of_item", "i", item))
		return false;
	if (!issue)
		return true;
	asks = db_rows(desk_db(desk), error, "ask_open_of_issue", "i", record_integer(issue, "id"));
	json_array_foreach (asks, i, ask)
		if (strcmp(record_string(ask, "kind"), "sign") == 0 &&
		    !recall_tell(desk, ask, recall, error))
			return false;
	return asks && bulletin_forget(desk, item, recall->cause, error);
}
