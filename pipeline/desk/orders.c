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
#include "pipeline/desk/reading.h"
#include "pipeline/desk/report.h"
#include "pipeline/intake/take.h"

#include <string.h>
#include <unistd.h>

typedef struct {
	Desk *desk;
	int argc;
	char **argv;
	GString *out;
	int64_t letter; /* that holds the order */
	Actor actor;
} Order;

static bool
orders_usage(GError **error, const char *usage)
{
	return errors_set(error, ERRORS_USAGE, _("usage: chengbao %s"), usage);
}

/* ---- the order as a letter ---- */

static bool
orders_letter(Order *order, GError **error)
{
	Desk *desk = order->desk;
	g_autofree char *words = g_strjoinv(" ", order->argv);
	g_autofree char *base64 = g_base64_encode((const guchar *)words, strlen(words));
	g_autofree char *at = clock_rfc3339(desk->now_us, desk->office->zone);
	g_autofree char *text = g_strdup_printf(
		"From: operator <%s>\r\nSubject: =?utf-8?B?%s?=\r\nX-Chengbao-Order: %s\r\n"
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
		"X-Chengbao-At: %s.%" G_GINT64_FORMAT "\r\n\r\n%s\r\n",
		desk->office->mailbox, base64, order->argv[0], at, clock_monotonic_us(), words);
	StoreFile file = { .fd = -1 };
	TakeResult result = { 0 };

	if (!store_new_file(desk->store, &file, error))
		return false;
	if (!files_write(file.fd, text, strlen(text), error)) {
		store_drop_file(&file);
		return false;
	}
	if (!take_direct(desk->intake, &file, "operator", at, &result, error) ||
	    !take_flush(desk->intake, error))
		return false;
	order->letter = order->actor.letter = result.letter;
	g_free(result.place);
	return desk_event(desk, "letter.judged",
			  json_pack("{s:I, s:s, s:n, s:s, s:n}", "letter",
				    (json_int_t)order->letter, "kind", "operator", "reason",
				    "sender", "operator", "message_id"),
			  order->letter, NULL, error);
}

static bool
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
	g_string_append_printf(order->out, "%" G_GINT64_FORMAT " %s\n", item,
			       record_string(done, "what"));
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
static const char *
orders_option(const Order *order, const char *name)
{
	for (int i = 1; i + 1 < order->argc; i++)
		if (strcmp(order->argv[i], name) == 0)
			return order->argv[i + 1];
	return NULL;
}

/* ---- issue draft | order | remove | seal ---- */

static const Journal *
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

static bool
orders_open_issue(Order *order, const Journal *journal, int64_t *ret_issue, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(order->desk), error, &row, "issue_open", "t", journal->name))
		return false;
	if (!row)
		return errors_set(error, ERRORS_REFUSED, _("%s has no open draft"), journal->name);
	*ret_issue = record_integer(row, "id");
	return true;
}

static bool
orders_draft(Order *order, const Journal *journal, GError **error)
{
	int64_t issue;

	if (!orders_letter(order, error) ||
	    !bulletin_draft(order->desk, journal, order->letter, &issue, error))
		return false;
	if (!issue)
		return errors_set(error, ERRORS_REFUSED,
				  _("%s: nothing approved waits for an issue"), journal->name);
	g_string_append_printf(order->out, _("%s: the draft goes to its signers\n"), journal->name);
	return true;
}

/* `order N 3,1,7` and `remove N K`: the lines of the open draft anew. */
static bool
orders_lines(Order *order, const Journal *journal, bool removes, GError **error)
{
	g_autoptr(json_t) rows = NULL;
	g_auto(GStrv) numbers = g_strsplit_set(order->argv[3], ",，、", -1);
	json_t *lines;
	int64_t issue, at;

	if (!orders_open_issue(order, journal, &issue, error))
		return false;
	rows = db_rows(desk_db(order->desk), error, "line_list", "i", issue);
	if (!rows)
		return false;
	lines = json_array();
	for (char **number = numbers; *number; number++) {
		json_t *line =
			orders_number(*number, &at) ? json_array_get(rows, (size_t)at - 1) : NULL;

		if (!line) {
			json_decref(lines);
			return errors_set(error, ERRORS_REFUSED, _("the draft has no line %s"),
					  *number);
		}
		if (!removes)
			json_array_append(lines, line);
		json_object_set_new(line, "named", json_true());
	}
	for (size_t i = 0; i < json_array_size(rows); i++) {
		json_t *line = json_array_get(rows, i);

		if (!record_bool(line, "named"))
			json_array_append(lines, line);
	}
	return orders_letter(order, error) &&
	       bulletin_change(order->desk, issue, lines, order->letter, error);
}

static bool
orders_seal(Order *order, const Journal *journal, GError **error)
{
	g_autoptr(json_t) report = json_pack("{s:[], s:[]}", "done", "refused");
	int64_t issue;
	size_t i;
	json_t *done;

	if (!orders_open_issue(order, journal, &issue, error) || !orders_letter(order, error) ||
	    !bulletin_seal(order->desk, &order->actor, issue, report, error))
		return false;
	json_array_foreach (json_object_get(report, "done"), i, done)
		g_string_append_printf(order->out, "%s\n", record_string(done, "what"));
	return true;
}

static bool
orders_issue(Order *order, GError **error)
{
	const Journal *journal = orders_journal(order, error);
	const char *what = order->argc > 1 ? order->argv[1] : "";

	if (!journal)
		return false;
	if (strcmp(what, "draft") == 0)
		return orders_draft(order, journal, error);
	if (strcmp(what, "seal") == 0)
		return orders_seal(order, journal, error);
	if ((strcmp(what, "order") == 0 || strcmp(what, "remove") == 0) && order->argc >= 4)
		return orders_lines(order, journal, what[0] == 'r', error);
	return orders_usage(error, "issue draft | order draft 3,1,7 | remove draft K | seal draft "
				   "[--journal J]");
}

/* ---- outbox retry | cancel | settle | release ---- */

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
		g_string_append_printf(order->out, "%" G_GINT64_FORMAT " %s -> %s\n", id,
				       record_string(row, "state"), outbox_moves[i].to);
		return orders_letter(order, error) &&
		       desk_event(order->desk, "dispatch.moved",
				  json_pack("{s:I, s:s, s:O}", "dispatch", (json_int_t)id, "state",
					    outbox_moves[i].to, "attempts",
					    json_object_get(row, "attempts")),
				  order->letter, NULL, error);
	}
	return errors_set(error, ERRORS_REFUSED, _("mail %" G_GINT64_FORMAT " is %s: not possible"),
			  id, row ? record_string(row, "state") : _("not there"));
}

static bool
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

/* ---- letters again N…|--kind K ---- */

/* Only what made no item may be judged again: an item's history stays. */
static bool
orders_again(Order *order, int64_t id, bool strict, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) items = db_rows(desk_db(order->desk), error, "letter_items", "i", id);

	if (!items || !db_row(desk_db(order->desk), error, &row, "letter_get", "i", id))
		return false;
	if (row && json_array_size(items) > 0 && !strict)
		return true;
	if (!row || json_array_size(items) > 0)
		return errors_set(
			error, ERRORS_REFUSED,
			row ? _("letter %" G_GINT64_FORMAT " made an item already: decide on that")
			    : _("there is no letter %" G_GINT64_FORMAT),
			id);
	g_string_append_printf(order->out, _("letter %" G_GINT64_FORMAT " will be judged again\n"),
			       id);
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
		reading_again(order->desk->reading);
	return true;
}

/* ---- adopt [YEAR/]N-LINE [KIND] ---- */

/* "45-3", "2026/45-3". */
static bool
orders_place(const Order *order, const char *text, int64_t *ret_year, int64_t *ret_number,
	     int64_t *ret_line)
{
	g_auto(GStrv) parts = g_strsplit(text, "-", 2);
	char *slash = parts[0] ? strchr(parts[0], '/') : NULL;

	*ret_year = clock_year(order->desk->now_us, order->desk->office->zone);
	if (slash) {
		*slash = '\0';
		if (!orders_number(parts[0], ret_year))
			return false;
	}
	return parts[0] && parts[1] && orders_number(slash ? slash + 1 : parts[0], ret_number) &&
	       orders_number(parts[1], ret_line);
}

static bool
orders_adopt(Order *order, GError **error)
{
	Desk *desk = order->desk;
	const Journal *journal = orders_journal(order, error);
	const char *named = orders_option(order, "--superior");
	const Superior *superior;
	g_autoptr(json_t) row = NULL;
	const char *kind = order->argc > 2 && order->argv[2][0] != '-' ? order->argv[2] : "采用";
	int64_t year, number, line;
	bool fresh;

	if (!journal)
		return false;
	if (order->argc < 2 || !orders_place(order, order->argv[1], &year, &number, &line))
		return orders_usage(error, "adopt [YEAR/]N-LINE [KIND] [--superior S] "
					   "[--reference R] [--journal J]");
	if (!named)
		named = journal->to && journal->to[0] ? journal->to[0] : "";
	superior = office_superior(desk->office, named);
	if (!superior)
		return errors_set(error, ERRORS_REFUSED, _("there is no [superior %s]"), named);
	if (!db_row(desk_db(desk), error, &row, "issue_by_number", "tii", journal->name, year,
		    number))
		return false;
	if (!row)
		return errors_set(error, ERRORS_REFUSED, _("there is no issue %d"), (int)number);
	if (!orders_letter(order, error) ||
	    !adoption_book(desk, superior, record_integer(row, "id"), (int)line, kind,
			   orders_option(order, "--reference"), order->letter, &fresh, error))
		return false;
	g_string_append(order->out, fresh ? _("booked\n") : _("it was booked already\n"));
	return true;
}

static const struct {
	const char *name;
	bool (*function)(Order *order, GError **error);
} orders[] = {
	{ "decide", orders_decide }, { "list", orders_list },	    { "issue", orders_issue },
	{ "outbox", orders_outbox }, { "letters", orders_letters }, { "adopt", orders_adopt },
};

int
orders_run(Desk *desk, int argc, char **argv, GString *out, GError **error)
{
	Order order = { .desk = desk, .argc = argc, .argv = argv, .out = out };

	order.actor = (Actor){ .address = "operator",
			       .name = "管理员",
			       .role = ROLE_OPERATOR,
			       .proof = PROOF_COMMAND,
			       .evidence = "command" };
	for (size_t i = 0; argc > 0 && i < G_N_ELEMENTS(orders); i++) {
		bool ok;

		if (strcmp(orders[i].name, argv[0]) != 0)
			continue;
		if (!desk_step_begin(desk, error))
			return -1;
		ok = orders[i].function(&order, error);
		return desk_step_end(desk, ok, ok ? error : NULL) && ok ? 0 : -1;
	}
	errors_set(error, ERRORS_USAGE, _("unknown command %s"), argc > 0 ? argv[0] : "");
	return -1;
}
