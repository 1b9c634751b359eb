/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report_ask — the ask an item needs, and whom else it must reach (declared with report)
 *
 * The sender too: who was told that his letter is being checked gets his receipt afterwards.
 *
 * Not here: what the mail says (publish/templates), reminders (overdue).
 */
#include "pipeline/desk/away.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/overdue.h"
#include "pipeline/desk/report.h"

#include <string.h>

/* Who is asked: the editor, the person of the step, or whoever may release it. */
static const Person *
report_asked(Desk *desk, const json_t *item)
{
	const Roster *roster = desk->office->roster;
	const char *editor = record_string(item, "editor");
	const char *step = record_string(item, "step");
	Role role;

	if (strcmp(record_string(item, "state"), "held") == 0)
		return mail_first(desk,
				  g_strcmp0(record_string(item, "reason"), "secret-mark") == 0
					  ? ROLE_SECRECY
					  : ROLE_CHIEF,
				  ROLE_CHIEF);
	if (step && role_from_word(step, &role) && role != ROLE_EDITOR)
		return mail_first(desk, role, ROLE_CHIEF);
	return editor ? roster_at(roster, editor, desk->now_us) : NULL;
}

static bool
report_ask_person(Desk *desk, const json_t *item, const Person *person, json_t *params,
		  int64_t cause, GError **error)
{
	MailAsk ask = { .kind = "review",
			.person = person->address,
			.item = record_integer(item, "id"),
			.revision = record_integer(item, "revision") };
	MailOrder order = {
		.template_name = "ask", .purpose = "ask", .cause = cause, .params = params
	};

	if (g_strcmp0(record_string(item, "reason"), "secret-mark") == 0)
		order.template_name = "secrecy";
	return mail_ask(desk, &ask, &order, NULL, error);
}

bool
report_ask_with(Desk *desk, int64_t id, json_t *params, int64_t cause, GError **error)
{
	g_autoptr(json_t) more = params ? params : json_object();
	g_autoptr(json_t) item = NULL;
	const Person *person;

	if (!db_row(desk_db(desk), error, &item, "item_get", "i", id))
		return false;
	if (record_integer(item, "urgent"))
		overdue_hurry(desk->overdue);
	person = report_asked(desk, item);
	if (!person)
		return mail_alarm(desk, "有一条信息没有可以处理的编辑，请在 people.csv 中补充",
				  NULL, id, cause, error);
	return away_stand_in(desk, item, &person, more, error) &&
	       report_ask_person(desk, item, person, g_steal_pointer(&more), cause, error);
}

bool
report_ask(Desk *desk, int64_t id, int64_t cause, GError **error)
{
	return report_ask_with(desk, id, NULL, cause, error);
}

bool
report_ask_also(Desk *desk, const json_t *item, const Person *person, json_t *params,
		GError **error)
{
	return report_ask_person(desk, item, person, params, 0, error);
}

bool
report_receipt_late(Desk *desk, const json_t *item, bool author_missing, GError **error)
{
	MailOrder order = { .template_name = "receipt",
			    .purpose = "receipt",
			    .to = record_string(item, "sender"),
			    .item = record_integer(item, "id"),
			    .cause = record_integer(item, "letter") };

	order.params = json_pack("{s:b}", "author_missing", author_missing);
	return mail_due(desk, &order, error);
}

bool
report_alert(Desk *desk, int64_t id, int64_t cause, GError **error)
{
	g_autoptr(GPtrArray) duty = roster_role(desk->office->roster, ROLE_DUTY, desk->now_us);
	g_autoptr(json_t) item = NULL;
	const Person *asked;

	if (!db_row(desk_db(desk), error, &item, "item_get", "i", id))
		return false;
	if (!record_integer(item, "urgent") || strcmp(record_string(item, "state"), "held") != 0 ||
	    g_strcmp0(record_string(item, "reason"), "secret-mark") == 0)
		return true;
	asked = report_asked(desk, item);
	for (guint i = 0; i < duty->len; i++) {
		MailOrder order = { .template_name = "held",
				    .purpose = "notice",
				    .to = ((const Person *)duty->pdata[i])->address,
				    .item = id,
				    .cause = cause };

		order.params = json_pack("{s:s}", "who", asked ? asked->name : "管理员");
		if (!mail_due(desk, &order, error))
			return false;
	}
	return true;
}
