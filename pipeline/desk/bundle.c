/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bundle — acknowledgements that wait for each other: one mail for many answers
 */
#include "pipeline/desk/bundle.h"

#include "base/clock.h"
#include "pipeline/desk/apart.h"
#include "pipeline/desk/carry.h"

#include <string.h>

/* ---- one answer ---- */

/* Something in it was urgent. */
static bool
bundle_urgent(Desk *desk, const json_t *report, bool *ret_urgent, GError **error)
{
	size_t i;
	json_t *done;

	*ret_urgent = false;
	json_array_foreach (json_object_get(report, "done"), i, done) {
		g_autoptr(json_t) item = NULL;

		if (!db_row(desk_db(desk), error, &item, "item_get", "i",
			    record_integer(done, "item")))
			return false;
		*ret_urgent = *ret_urgent || (item && record_integer(item, "urgent") != 0);
	}
	return true;
}

bool
bundle_acknowledge(Desk *desk, const json_t *ask, MailOrder *order, GError **error)
{
	int64_t wait_us = desk->office->relay.acknowledge_s * CLOCK_SECOND_US;
	bool urgent;

	if (!bundle_urgent(desk, order->params, &urgent, error)) {
		json_decref(order->params);
		return false;
	}
	order->template_name = "ack";
	if (!urgent && strcmp(record_string(ask, "kind"), "sign") != 0 &&
	    !record_bool(order->params, "by_token") &&
	    json_array_size(record_member(order->params, "refused")) == 0 && wait_us > 0)
		order->not_before_us = desk->now_us + wait_us;
	return mail_due(desk, order, error);
}

/* ---- one person ---- */

/* What one mail says, and the lines by which it is answered. */
typedef struct {
	json_t *done, *lines;
	char *undo_words; /* of the first line that can be taken back */
	int64_t n_answers;
} Bundle;

static void
bundle_clear(Bundle *bundle)
{
	json_decref(bundle->done);
	json_decref(bundle->lines);
	g_free(bundle->undo_words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bundle, bundle_clear)

/* A line of the mail, and of the ask that its number is looked up in. */
static bool
bundle_line(Desk *desk, Bundle *bundle, const json_t *done, GError **error)
{
	static const char *const decided[] = { "approved", "filed", "returned", "merged", NULL };
	json_int_t n = (json_int_t)json_array_size(bundle->lines) + 1;
	g_autoptr(json_t) item = NULL;
	json_t *line = json_copy((json_t *)done);
	bool split;

	json_array_append_new(bundle->done, line);
	if (!db_row(desk_db(desk), error, &item, "item_get", "i", record_integer(done, "item")))
		return false;
	if (!item)
		return true;
	record_set_integer(line, "n", n);
	json_array_append_new(bundle->lines, json_pack("{s:I, s:O, s:O}", "n", n, "item",
						       json_object_get(item, "id"), "revision",
						       json_object_get(item, "revision")));
	if (!apart_is_last(desk, item, &split, error))
		return false;
	if (!bundle->undo_words &&
	    (split || g_strv_contains(decided, record_string(item, "state"))))
		bundle->undo_words = g_strdup_printf("撤销%d", (int)n);
	return true;
}

/* *ret_fits false: nothing was added, it is for the next mail. */
static bool
bundle_add(Desk *desk, Bundle *bundle, const json_t *part, bool *ret_fits, GError **error)
{
	g_autoptr(json_t) params = desk_json(part, "params");
	json_t *list = json_object_get(params, "done"), *done;
	size_t i;

	*ret_fits = bundle->n_answers == 0 ||
		    json_array_size(bundle->lines) + json_array_size(list) <= CARRY_LINES;
	if (!*ret_fits)
		return true;
	bundle->n_answers++;
	json_array_foreach (list, i, done)
		if (!bundle_line(desk, bundle, done, error))
			return false;
	return true;
}

/* A list of what was done, answered and closed from the start: it takes 撤销 alone. */
static bool
bundle_mail(Desk *desk, Bundle *bundle, const char *to, GError **error)
{
	MailAsk ask = { .kind = "list", .person = to };
	MailOrder order = { .template_name = "ack", .purpose = "notice" };
	int64_t id;

	ask.params = json_pack("{s:O}", "lines", bundle->lines);
	order.params =
		json_pack("{s:O, s:[], s:I, s:s?}", "done", bundle->done, "refused", "answers",
			  (json_int_t)bundle->n_answers, "undo_words", bundle->undo_words);
	return mail_ask(desk, &ask, &order, &id, error) &&
	       mail_close(desk, id, "answered", to, 0, error);
}

/* The only one that waited goes as it is. */
static bool
bundle_alone(Desk *desk, const json_t *part, GError **error)
{
	MailOrder order = { .template_name = "ack",
			    .purpose = "notice",
			    .to = record_string(part, "recipient"),
			    .item = record_integer(part, "item"),
			    .issue = record_integer(part, "issue"),
			    .ask = record_integer(part, "ask"),
			    .cause = record_integer(part, "answers") };

	order.params = desk_json(part, "params");
	return mail_due(desk, &order, error);
}

/* The parts from `from` on that fit into one mail; *ret_n says how many. */
static bool
bundle_some(Desk *desk, const json_t *parts, size_t from, size_t *ret_n, GError **error)
{
	const char *to = record_string(json_array_get(parts, from), "recipient");
	g_auto(Bundle) bundle = { .done = json_array(), .lines = json_array() };
	bool fits = true;
	size_t n = 0;

	for (; fits && from + n < json_array_size(parts); n += fits)
		if (!bundle_add(desk, &bundle, json_array_get(parts, from + n), &fits, error))
			return false;
	*ret_n = n;
	return n == 1 ? bundle_alone(desk, json_array_get(parts, from), error)
		      : bundle_mail(desk, &bundle, to, error);
}

static bool
bundle_person(Desk *desk, const char *to, GError **error)
{
	g_autoptr(json_t) parts = db_rows(desk_db(desk), error, "bundle_parts", "t", to);
	size_t i, n;
	json_t *part;

	if (!parts)
		return false;
	for (size_t from = 0; from < json_array_size(parts); from += n)
		if (!bundle_some(desk, parts, from, &n, error))
			return false;
	json_array_foreach (parts, i, part)
		if (!desk_event(desk, "mailing.cancelled",
				json_pack("{s:O, s:s}", "mailing", json_object_get(part, "id"),
					  "reason", "bundled"),
				0, NULL, error))
			return false;
	return true;
}

bool
bundle_step(Desk *desk, int64_t until_us, bool *ret_any, GError **error)
{
	g_autoptr(json_t) people =
		db_rows(desk_db(desk), error, "bundle_people", "ii", until_us, desk->now_us);
	size_t i;
	json_t *row;

	if (!people)
		return false;
	json_array_foreach (people, i, row)
		if (!bundle_person(desk, record_string(row, "recipient"), error))
			return false;
	if (ret_any)
		*ret_any = json_array_size(people) > 0;
	return true;
}
