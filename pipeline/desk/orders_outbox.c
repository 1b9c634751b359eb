/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orders_outbox — outbox retry, cancel, settle, release
 */
#include "pipeline/desk/order.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/mail.h"

#include <inttypes.h>
#include <string.h>

static bool
orders_release(Order *order, GError **error)
{
	Desk *desk = order->desk;
	g_autoptr(json_t) held = NULL;
	g_autoptr(json_t) asks = NULL;
	size_t i, n = 0;
	json_t *row;

	held = db_rows(desk_db(desk), error, "dispatch_in_state", "t", "held");
	asks = db_rows(desk_db(desk), error, "ask_open", "");
	if (!held || !asks || !orders_letter(order, error))
		return false;
	json_array_foreach (held, i, row) {
		/* The tokens of asks died: those are asked anew below. */
		bool ask = strcmp(record_string(row, "purpose"), "ask") == 0;

		if (!desk_event(desk, "dispatch.moved",
				json_pack("{s:O, s:s, s:O}", "dispatch", json_object_get(row, "id"),
					  "state", ask ? "cancelled" : "ready", "attempts",
					  json_object_get(row, "attempts")),
				order->letter, NULL, error))
			return false;
		n += !ask;
	}
	json_array_foreach (asks, i, row) {
		const char *kind = record_string(row, "kind");
		MailOrder mail = { .template_name = strcmp(kind, "review") == 0 ? "ask" : kind,
				   .purpose = "ask",
				   .to = record_string(row, "person"),
				   .item = record_integer(row, "item"),
				   .issue = record_integer(row, "issue"),
				   .ask = record_integer(row, "id"),
				   .cause = order->letter };

		if (!mail_due(desk, &mail, error))
			return false;
	}
	desk->sending_held = false;
	g_string_append_printf(order->out,
			       _("sending goes on: %zu mails released, %zu asks are asked anew\n"),
			       n, json_array_size(asks));
	return db_run(desk_db(desk), error, "meta_set", "tt", "sending", "on");
}

/* Which states a dispatch may be moved from, by the operator's word. */
static const struct {
	const char *word, *from, *to;
} outbox_moves[] = {
	{ "retry", "deferred failed uncertain held cancelled", "ready" },
	{ "cancel", "ready deferred failed uncertain held", "cancelled" },
	{ "sent", "uncertain", "sent" },
	{ "unsent", "uncertain", "ready" },
};

static bool
orders_outbox_move(Order *order, int64_t id, const char *word, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(order->desk), error, &row, "dispatch_get", "i", id))
		return false;
	for (size_t i = 0; row && i < G_N_ELEMENTS(outbox_moves); i++) {
		if (strcmp(outbox_moves[i].word, word) != 0)
			continue;
		if (!strstr(outbox_moves[i].from, record_string(row, "state")))
			break;
		g_string_append_printf(order->out, "%" PRId64 " %s -> %s\n", id,
				       record_string(row, "state"), outbox_moves[i].to);
		return orders_letter(order, error) &&
		       desk_event(order->desk, "dispatch.moved",
				  json_pack("{s:I, s:s, s:O}", "dispatch", (json_int_t)id, "state",
					    outbox_moves[i].to, "attempts",
					    json_object_get(row, "attempts")),
				  order->letter, NULL, error);
	}
	return errors_set(error, ERRORS_REFUSED, _("mail %" PRId64 " is %s: not possible"), id,
			  row ? record_string(row, "state") : _("not there"));
}

bool
orders_outbox(Order *order, GError **error)
{
	static const char usage[] = "outbox retry N | cancel N | settle N sent|unsent | release";
	const char *what = order->argc > 1 ? order->argv[1] : "";
	int64_t id;

	if (strcmp(what, "release") == 0)
		return orders_release(order, error);
	if (order->argc < 3 || !orders_number(order->argv[2], &id))
		return orders_usage(error, usage);
	if (strcmp(what, "settle") == 0) {
		if (order->argc < 4 ||
		    (strcmp(order->argv[3], "sent") != 0 && strcmp(order->argv[3], "unsent") != 0))
			return orders_usage(error, usage);
		return orders_outbox_move(order, id, order->argv[3], error);
	}
	if (strcmp(what, "retry") != 0 && strcmp(what, "cancel") != 0)
		return orders_usage(error, usage);
	return orders_outbox_move(order, id, what, error);
}
