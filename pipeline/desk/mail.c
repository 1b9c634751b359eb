/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mail — what the desk wants written: mailings that are due, asks that are open
 */
#include "pipeline/desk/mail.h"

bool
mail_due(Desk *desk, const MailOrder *order, GError **error)
{
	json_t *params = json_object();
	int64_t mailing;

	if (!desk_next_id(desk, "mailing_next_id", &mailing, error)) {
		json_decref(order->params);
		json_decref(params);
		return false;
	}
	record_set_integer(params, "mailing", mailing);
	record_set_string(params, "template", order->template_name);
	record_set_string(params, "purpose", order->purpose);
	record_set_string(params, "recipient", order->to);
	if (order->item)
		record_set_integer(params, "item", order->item);
	if (order->issue)
		record_set_integer(params, "issue", order->issue);
	if (order->ask)
		record_set_integer(params, "ask", order->ask);
	if (order->not_before_us)
		record_set_integer(params, "not_before_us", order->not_before_us);
	json_object_set_new(params, "params", order->params ? order->params : json_object());
	return desk_event(desk, "mailing.due", params, order->cause, NULL, error);
}

bool
mail_ask(Desk *desk, const MailAsk *ask, MailOrder *order, int64_t *ret_ask, GError **error)
{
	json_t *params = json_object();
	int64_t id;

	if (!desk_next_id(desk, "ask_next_id", &id, error)) {
		json_decref(ask->params);
		json_decref(order->params);
		json_decref(params);
		return false;
	}
	record_set_integer(params, "ask", id);
	record_set_string(params, "kind", ask->kind);
	record_set_string(params, "person", ask->person);
	if (ask->item) {
		record_set_integer(params, "item", ask->item);
		record_set_integer(params, "revision", ask->revision);
	}
	if (ask->issue) {
		record_set_integer(params, "issue", ask->issue);
		record_set_integer(params, "edition", ask->edition);
	}
	json_object_set_new(params, "params", ask->params ? ask->params : json_object());
	if (!desk_event(desk, "ask.opened", params, order->cause, NULL, error)) {
		json_decref(order->params);
		return false;
	}
	order->ask = id;
	order->item = ask->item;
	order->issue = ask->issue;
	order->to = ask->person;
	if (ret_ask)
		*ret_ask = id;
	return mail_due(desk, order, error);
}

bool
mail_close(Desk *desk, int64_t ask, const char *state, const char *by, int64_t cause,
	   GError **error)
{
	return desk_event(
		desk, "ask.closed",
		json_pack("{s:I, s:s, s:s?}", "ask", (json_int_t)ask, "state", state, "by", by),
		cause, NULL, error);
}

static bool
mail_close_all(Desk *desk, json_t *rows, const char *state, const char *by, int64_t cause,
	       GError **error)
{
	g_autoptr(json_t) taken = rows;
	size_t i;
	json_t *row;

	if (!taken)
		return false;
	json_array_foreach (taken, i, row)
		if (!mail_close(desk, record_integer(row, "id"), state, by, cause, error))
			return false;
	return true;
}

bool
mail_close_item(Desk *desk, int64_t item, const char *state, const char *by, int64_t cause,
		GError **error)
{
	return mail_close_all(desk, db_rows(desk_db(desk), error, "ask_open_of_item", "i", item),
			      state, by, cause, error);
}

bool
mail_close_issue(Desk *desk, int64_t issue, const char *state, const char *by, int64_t cause,
		 GError **error)
{
	return mail_close_all(desk, db_rows(desk_db(desk), error, "ask_open_of_issue", "i", issue),
			      state, by, cause, error);
}

const Person *
mail_first(const Desk *desk, Role role, Role otherwise)
{
	g_autoptr(GPtrArray) people = roster_role(desk->office->roster, role, desk->now_us);
	g_autoptr(GPtrArray) others = NULL;

	if (people->len > 0)
		return people->pdata[0];
	others = roster_role(desk->office->roster, otherwise, desk->now_us);
	return others->len > 0 ? others->pdata[0] : NULL;
}

bool
mail_alarm(Desk *desk, const char *what, const char *detail, int64_t item, int64_t cause,
	   GError **error)
{
	const Person *person = mail_first(desk, ROLE_OPERATOR, ROLE_CHIEF);
	MailOrder order = {
		.template_name = "alarm", .purpose = "alarm", .item = 0, .cause = cause
	};

	if (!person)
		return true;
	order.to = person->address;
	order.params = json_pack("{s:s, s:s?}", "reason", what, "quote", detail);
	if (item)
		record_set_integer(order.params, "item_number", item);
	return mail_due(desk, &order, error);
}

bool
mail_within_hour(Desk *desk, const char *template_name, const char *to, bool *ret_yes,
		 GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "mailing_recent", "tti", template_name, to,
		    desk->now_us - INT64_C(3600) * 1000000))
		return false;
	*ret_yes = record_integer(row, "n") > 0;
	return true;
}
