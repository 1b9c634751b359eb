/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orders — the operator's changing commands, carried out by the desk
 */
#include "pipeline/desk/orders.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "pipeline/desk/adoption.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/carry.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/order.h"
#include "pipeline/desk/reading.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/trust.h"
#include "pipeline/intake/take.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

bool
orders_usage(GError **error, const char *usage)
{
	return errors_set(error, ERRORS_USAGE, _("usage: chengbao %s"), usage);
}

/* ---- the order as a letter ---- */

bool
orders_store(Order *order, const char *bytes, size_t n_bytes, GError **error)
{
	Desk *desk = order->desk;
	g_autofree char *at = clock_rfc3339(desk->now_us, desk->office->zone);
	StoreFile file = { .fd = -1 };
	TakeResult result = { 0 };
	bool ok;

	if (!store_new_file(desk->store, &file, error))
		return false;
	if (!files_write(file.fd, bytes, n_bytes, error)) {
		store_drop_file(&file);
		return false;
	}
	ok = take_direct(desk->intake, &file, "operator", at, &result, error) &&
	     take_flush(desk->intake, error);
	order->letter = order->actor.letter = result.letter;
	g_free(result.place);
	return ok;
}

bool
orders_letter(Order *order, GError **error)
{
	Desk *desk = order->desk;
	g_autofree char *words = g_strjoinv(" ", order->argv);
	g_autofree char *base64 = g_base64_encode((const guchar *)words, strlen(words));
	g_autofree char *at = clock_rfc3339(desk->now_us, desk->office->zone);
	g_autofree char *text = g_strdup_printf(
		"From: operator <%s>\r\nSubject: =?utf-8?B?%s?=\r\nX-Chengbao-Order: %s\r\n"
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
		"X-Chengbao-At: %s.%" PRId64 "\r\n\r\n%s\r\n",
		desk->office->mailbox, base64, order->argv[0], at, clock_monotonic_us(), words);

	return orders_store(order, text, strlen(text), error) &&
	       desk_event(desk, "letter.judged",
			  json_pack("{s:I, s:s, s:n, s:s, s:n}", "letter",
				    (json_int_t)order->letter, "kind", "operator", "reason",
				    "sender", "operator", "message_id"),
			  order->letter, NULL, error);
}

bool
orders_number(const char *text, int64_t *ret_number)
{
	char *end = NULL;
	gint64 number = g_ascii_strtoll(text, &end, 10);

	if (end == text || *end || number <= 0)
		return false;
	*ret_number = number;
	return true;
}

/* ---- decide ITEM WORDS… ---- */

static bool
orders_decide(Order *order, GError **error)
{
	g_autoptr(json_t) ask = NULL;
	g_autoptr(json_t) report = NULL;
	g_autoptr(Commands) commands = NULL;
	g_autofree char *words = NULL;
	const json_t *done;
	int64_t item;

	if (order->argc < 3 || !orders_number(order->argv[1], &item))
		return orders_usage(error, "decide ITEM WORDS…");
	words = g_strjoinv(" ", order->argv + 2);
	ask = json_pack("{s:s, s:I, s:i}", "kind", "review", "item", (json_int_t)item, "revision",
			0);
	commands = carry_read(order->desk, ask, words, NULL);
	if (commands->list->len == 0)
		return errors_set(error, ERRORS_REFUSED, _("not understood: %s (%s)"), words,
				  commands->why ? commands->why : _("no command"));
	if (!orders_letter(order, error) ||
	    !carry_out(order->desk, &order->actor, ask, commands, &report, error))
		return false;
	done = json_array_get(json_object_get(report, "done"), 0);
	g_string_append_printf(order->out, "%" PRId64 " %s\n", item, record_string(done, "what"));
	return true;
}

/* ---- list --mail ADDRESS ---- */

static bool
orders_list(Order *order, GError **error)
{
	size_t n;

	if (order->argc != 3 || strcmp(order->argv[1], "--mail") != 0)
		return orders_usage(error, "list --mail ADDRESS");
	if (!orders_letter(order, error) || !carry_list(order->desk, order->argv[2], &n, error))
		return false;
	g_string_append_printf(order->out, _("%zu open items go to %s\n"), n, order->argv[2]);
	return true;
}

/* The value behind --NAME, NULL when it is not given. */
const char *
orders_option(const Order *order, const char *name)
{
	for (int i = 1; i + 1 < order->argc; i++)
		if (strcmp(order->argv[i], name) == 0)
			return order->argv[i + 1];
	return NULL;
}

const Journal *
orders_journal(Order *order, GError **error)
{
	const Office *office = order->desk->office;
	const Journal *journal = office->journals->pdata[0];

	if (orders_option(order, "--journal"))
		journal = office_journal(office, orders_option(order, "--journal"));
	if (!journal)
		errors_set(error, ERRORS_REFUSED, _("there is no journal of that name"));
	return journal;
}

/* ---- letters again N…|--kind K ---- */

/* Only what made no item may be judged again: an item's history stays. */
static bool
orders_again(Order *order, int64_t id, bool strict, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) items = db_rows(desk_db(order->desk), error, "letter_items", "i", id);
	bool settled;

	if (!items || !db_row(desk_db(order->desk), error, &row, "letter_get", "i", id))
		return false;
	/* One that was split off (另立) and could not be read again is still the old item's. */
	settled = json_array_size(items) > 0 && g_strcmp0(record_string(row, "kind"), "dead") != 0;
	if (row && settled && !strict)
		return true;
	if (!row || settled)
		return errors_set(error, ERRORS_REFUSED,
				  row ? _("letter %" PRId64 " made an item already: decide on that")
				      : _("there is no letter %" PRId64),
				  id);
	g_string_append_printf(order->out, _("letter %" PRId64 " will be judged again\n"), id);
	return desk_event(order->desk, "letter.reopened",
			  json_pack("{s:I}", "letter", (json_int_t)id), order->letter, NULL, error);
}

static bool
orders_again_kind(Order *order, const char *kind, GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(order->desk), error, "letter_list", "t", kind);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row)
		if (!orders_again(order, record_integer(row, "id"), false, error))
			return false;
	return true;
}

static bool
orders_letters(Order *order, GError **error)
{
	static const char usage[] = "letters again N… | letters again --kind K";
	const char *kind = orders_option(order, "--kind");

	if (order->argc < 3 || strcmp(order->argv[1], "again") != 0)
		return orders_usage(error, usage);
	if (!orders_letter(order, error))
		return false;
	if (kind && !orders_again_kind(order, kind, error))
		return false;
	for (int i = 2; !kind && i < order->argc; i++) {
		int64_t id;

		if (!orders_number(order->argv[i], &id))
			return orders_usage(error, usage);
		if (!orders_again(order, id, true, error))
			return false;
	}
	if (order->desk->reading)
		reading_from(order->desk->reading, 0);
	return true;
}

/* ---- trust METHOD --i-accept ---- */

static bool
orders_trust(Order *order, GError **error)
{
	char **replies = order->desk->office->replies;

	if (order->argc != 3 || strcmp(order->argv[2], "--i-accept") != 0)
		return orders_usage(error, "trust token --i-accept");
	if (strcmp(order->argv[1], TRUST_TOKEN) != 0)
		return errors_set(error, ERRORS_REFUSED,
				  _("only “token” is a proof so weak that it must be accepted"));
	if (!g_strv_contains((const char *const *)replies, TRUST_TOKEN))
		return errors_set(error, ERRORS_REFUSED,
				  _("write “token” into [trust] replies of office.conf first: "
				    "check says whether this office can use it"));
	if (!orders_letter(order, error) ||
	    !desk_event(order->desk, "trust.accepted", json_pack("{s:s}", "method", TRUST_TOKEN),
			order->letter, NULL, error))
		return false;
	g_string_append(order->out,
			_("from now on the code of an ask proves an answer: who reads such a mail "
			  "can answer it. What cannot be taken back is still confirmed. The "
			  "daily lists say so; take “token” out of office.conf to end it.\n"));
	return true;
}

static const struct {
	const char *name;
	bool (*function)(Order *order, GError **error);
} orders[] = {
	{ "decide", orders_decide }, { "list", orders_list },	    { "issue", orders_issue },
	{ "outbox", orders_outbox }, { "letters", orders_letters }, { "adopt", orders_adopt },
	{ "trust", orders_trust },   { "add", orders_add },
};

int
orders_run(Desk *desk, OrdersCall *call, GError **error)
{
	Order order = {
		.desk = desk, .argc = call->argc, .argv = call->argv, .call = call, .out = call->out
	};

	order.actor = (Actor){ .address = "operator",
			       .name = "管理员",
			       .role = ROLE_OPERATOR,
			       .proof = PROOF_COMMAND,
			       .evidence = "command" };
	for (size_t i = 0; call->argc > 0 && i < G_N_ELEMENTS(orders); i++) {
		bool ok;

		if (strcmp(orders[i].name, call->argv[0]) != 0)
			continue;
		if (!desk_step_begin(desk, error))
			return -1;
		ok = orders[i].function(&order, error);
		return desk_step_end(desk, ok, ok ? error : NULL) && ok ? 0 : -1;
	}
	errors_set(error, ERRORS_USAGE, _("unknown command %s"),
		   call->argc > 0 ? call->argv[0] : "");
	return -1;
}
