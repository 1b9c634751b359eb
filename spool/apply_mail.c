/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apply_mail — asks, who is away, alerts, mail that is due, dispatches and their fate
 */
#include "spool/apply.h"

static bool
apply_ask_opened(Db *db, const json_t *row, const json_t *params, GError **error)
{
	g_autofree char *more = apply_text_of(params, "params");

	return db_run(db, error, "ask_insert", "ittIIIIit", record_integer(params, "ask"),
		      record_string(params, "kind"), record_string(params, "person"),
		      record_integer(params, "item"), record_integer(params, "revision"),
		      record_integer(params, "issue"), record_integer(params, "edition"),
		      record_integer(row, "at_us"), more);
}

static bool
apply_ask_closed(Db *db, const json_t *row, const json_t *params, GError **error)
{
	return db_run(db, error, "ask_close", "itit", record_integer(params, "ask"),
		      record_string(params, "state"), record_integer(row, "at_us"),
		      record_string(params, "by"));
}

static bool
apply_leave_begun(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return db_run(db, error, "leave_insert", "itttii", record_integer(params, "leave"),
		      record_string(params, "person"), record_string(params, "address"),
		      record_string(params, "deputy"), record_integer(params, "from_us"),
		      record_integer(params, "until_us"));
}

static bool
apply_leave_ended(Db *db, const json_t *row, const json_t *params, GError **error)
{
	return db_run(db, error, "leave_end", "ii", record_integer(params, "leave"),
		      record_integer(row, "at_us"));
}

static bool
apply_alert_due(Db *db, const json_t *row, const json_t *params, GError **error)
{
	return db_run(db, error, "alert_insert", "iiiii", record_integer(params, "alert"),
		      record_integer(params, "item"), record_integer(params, "ask"),
		      record_integer(params, "step"), record_integer(row, "at_us"));
}

static bool
apply_alert_moved(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return db_run(db, error, "alert_state", "itiit", record_integer(params, "alert"),
		      record_string(params, "state"), record_integer(params, "tries"),
		      record_integer(params, "next_us"), record_string(params, "why"));
}

static bool
apply_mailing_due(Db *db, const json_t *row, const json_t *params, GError **error)
{
	g_autofree char *more = apply_text_of(params, "params");

	return db_run(db, error, "mailing_insert", "itttIIIItiI", record_integer(params, "mailing"),
		      record_string(params, "template"), record_string(params, "purpose"),
		      record_string(params, "recipient"), record_integer(params, "item"),
		      record_integer(params, "issue"), record_integer(params, "ask"),
		      record_integer(row, "cause"), more, record_integer(row, "at_us"),
		      record_integer(params, "not_before_us"));
}

static bool
apply_mailing_cancelled(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return db_run(db, error, "mailing_state", "itt", record_integer(params, "mailing"),
		      "cancelled", record_string(params, "reason"));
}

static bool
apply_dispatch_made(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t dispatch = record_integer(params, "dispatch");
	size_t i;
	json_t *address;

	if (!db_run(db, error, "mailing_state", "itt", record_integer(params, "mailing"),
		    "composed", NULL) ||
	    !db_run(db, error, "dispatch_insert", "ititttttti", dispatch,
		    record_string(params, "epoch"), record_integer(params, "mailing"),
		    record_string(params, "purpose"), record_string(params, "message_id"),
		    record_string(params, "subject"), record_string(params, "place"),
		    record_string(params, "sha256"), record_string(params, "rules"),
		    record_integer(row, "at_us")))
		return false;
	json_array_foreach ((json_t *)record_member(params, "recipients"), i, address)
		if (!db_run(db, error, "recipient_insert", "it", dispatch,
			    json_string_value(address)))
			return false;
	return true;
}

static bool
apply_dispatch_state(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t dispatch = record_integer(params, "dispatch");
	size_t i;
	json_t *recipient;

	if (!db_run(db, error, "dispatch_state", "itiIi", dispatch, record_string(params, "state"),
		    record_integer(params, "attempts"), record_integer(params, "next_us"),
		    record_integer(row, "at_us")))
		return false;
	json_array_foreach ((json_t *)record_member(params, "recipients"), i, recipient)
		if (!db_run(db, error, "recipient_state", "ittt", dispatch,
			    record_string(recipient, "address"), record_string(recipient, "state"),
			    record_string(recipient, "reply")))
			return false;
	return true;
}

const ApplyRule apply_mail_rules[] = {
	{ "ask.opened", apply_ask_opened },
	{ "ask.closed", apply_ask_closed },
	{ "leave.begun", apply_leave_begun },
	{ "leave.ended", apply_leave_ended },
	{ "alert.due", apply_alert_due },
	{ "alert.moved", apply_alert_moved },
	{ "mailing.due", apply_mailing_due },
	{ "mailing.cancelled", apply_mailing_cancelled },
	{ "dispatch.made", apply_dispatch_made },
	{ "dispatch.moved", apply_dispatch_state },
	{ NULL, NULL },
};
