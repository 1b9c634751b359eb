/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orders_add — add: a report that came by telephone or on paper
 *
 * The operator's words become a letter of source `operator`, written as its author would have
 * mailed it: his address from the roster, the time he told it as its date, the text or the
 * document as its body. From there on it is read, classified, compared and asked about like any
 * other. What only the operator knows stands in fields of its own, which mean nothing in a
 * letter of another source (judge).
 *
 * Promise: nothing is stored before unit, author and time are found right.
 * Not here: how such a letter becomes an item (report, report_told).
 */
#include "pipeline/desk/order.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "mail/encode.h"
#include "pipeline/desk/carry.h"
#include "pipeline/desk/reading.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#define ADD_MOST_BYTES ((size_t)20 << 20)
#define ADD_USAGE                                                                                  \
	"add --unit U [--author NAME] [--title T] [--told TIME] [--by phone|paper] [--kind K] "    \
	"[FILE]"

typedef struct {
	const char *unit, *author, *title, *by;
	char *kind;
	const char *name;     /* of the file, NULL: standard input */
	const Person *writer; /* whose address it bears; NULL: nobody's */
	int64_t told_us;
	char *bytes;
	size_t n_bytes;
} Added;

static void
added_clear(Added *added)
{
	g_free(added->kind);
	g_free(added->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Added, added_clear)

/* ---- what the operator says ---- */

/* The author by the roster; a name it lacks is kept, and the unit's shared mailbox is the
 * sender, if it has one. */
static bool
added_whose(Added *added, const Desk *desk, GError **error)
{
	const Roster *roster = desk->office->roster;
	const Person *named = NULL;

	if (added->author && added->unit)
		named = roster_in_unit(roster, added->unit, added->author, desk->now_us);
	else if (added->author)
		named = roster_by_name(roster, added->author, desk->now_us);
	if (!added->unit && !named)
		return errors_set(error, added->author ? ERRORS_REFUSED : ERRORS_USAGE,
				  added->author ? _("people.csv has not just one %s: name the "
						    "unit too (--unit)")
						: _("whose report is it? --unit U, --author NAME"),
				  added->author);
	if (!added->unit)
		added->unit = named->unit;
	if (!roster_has_unit(roster, added->unit, desk->now_us))
		return errors_set(error, ERRORS_REFUSED, _("people.csv has no unit %s"),
				  added->unit);
	added->writer = named ? named : roster_shared(roster, added->unit, desk->now_us);
	return true;
}

/* `2026-11-23 09:30`, or `09:30` of today. */
static bool
added_when(Added *added, const Desk *desk, const char *told, GError **error)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(desk->office->zone);
	g_autoptr(GDateTime) when = NULL;
	g_autofree char *today = clock_day_text(desk->now_us, desk->office->zone);
	g_autofree char *whole =
		strchr(told, '-') ? g_strdup(told) : g_strdup_printf("%s %s", today, told);
	int year, month, day, hour, minute;
	char rest;

	if (zone &&
	    sscanf(whole, "%4d-%2d-%2d %2d:%2d%c", &year, &month, &day, &hour, &minute, &rest) == 5)
		when = g_date_time_new(zone, year, month, day, hour, minute, 0);
	if (!when)
		return errors_set(error, ERRORS_USAGE,
				  _("“%s” is no time: write it as 2026-11-23 09:30 or 09:30"),
				  told);
	added->told_us = g_date_time_to_unix(when) * CLOCK_SECOND_US;
	if (added->told_us > desk->now_us)
		return errors_set(error, ERRORS_REFUSED, _("%s is still to come"), told);
	return true;
}

/* A kind that there is, as in an answer 类型 K. */
static bool
added_kind(Added *added, Desk *desk, const char *kind, GError **error)
{
	g_autoptr(json_t) ask = json_pack("{s:s}", "kind", "review");
	g_autofree char *words = g_strdup_printf("类型 %s", kind);
	g_autoptr(Commands) commands = carry_read(desk, ask, words, NULL);
	const Command *command = commands->list->len == 1 ? commands->list->pdata[0] : NULL;

	if (!command || !command->labels)
		return errors_set(error, ERRORS_REFUSED, "%s", commands->why);
	added->kind = g_strdup(command->labels[0]);
	return true;
}

static bool
added_read(Added *added, const Order *order, GError **error)
{
	static const char *const ways[] = { "phone", "paper", NULL };
	const char *told = orders_option(order, "--told");
	const char *kind = orders_option(order, "--kind");

	added->unit = orders_option(order, "--unit");
	added->author = orders_option(order, "--author");
	added->title = orders_option(order, "--title");
	added->name = orders_option(order, "--file");
	added->by = orders_option(order, "--by");
	added->told_us = order->desk->now_us;
	if (!added->by)
		added->by = ways[0];
	if (order->call->input < 0 || !g_strv_contains(ways, added->by))
		return orders_usage(error, ADD_USAGE);
	if (!added_whose(added, order->desk, error) ||
	    (told && !added_when(added, order->desk, told, error)) ||
	    (kind && !added_kind(added, order->desk, kind, error)))
		return false;
	added->bytes = files_read_fd(order->call->input, ADD_MOST_BYTES, &added->n_bytes, error);
	if (!added->bytes)
		return false;
	if (added->n_bytes == strspn(added->bytes, " \t\r\n"))
		return errors_set(error, ERRORS_REFUSED, _("the report is empty"));
	if (!added->name && memchr(added->bytes, '\0', added->n_bytes))
		return errors_set(error, ERRORS_REFUSED,
				  _("standard input is no text: name the document as FILE"));
	return true;
}

/* ---- the letter ---- */

static void
added_field(GString *letter, const char *name, const char *value)
{
	g_autofree char *encoded = value ? encode_header_text(value) : NULL;

	if (encoded && *encoded)
		g_string_append_printf(letter, "%s: %s\r\n", name, encoded);
}

static void
added_date(GString *letter, const Added *added, const char *zone_name)
{
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(zone_name);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(added->told_us / CLOCK_SECOND_US);
	g_autoptr(GDateTime) when =
		zone ? g_date_time_to_timezone(utc, zone) : g_date_time_ref(utc);
	g_autofree char *rest = g_date_time_format(when, "%Y %H:%M:%S %z");

	g_string_append_printf(letter, "Date: %d %s %s\r\n", g_date_time_get_day_of_month(when),
			       months[g_date_time_get_month(when) - 1], rest);
}

/* A text is the body, in its own charset; any other file is attached under its name. */
static void
added_body(GString *letter, const Added *added)
{
	g_autofree char *body = encode_base64_lines(added->bytes, added->n_bytes);
	g_autofree char *name = added->name ? encode_parameter("filename", added->name) : NULL;

	if (!name || g_str_has_suffix(added->name, ".txt"))
		g_string_append_printf(letter, "Content-Type: text/plain%s\r\n",
				       g_utf8_validate(added->bytes, (gssize)added->n_bytes, NULL)
					       ? "; charset=utf-8"
					       : "");
	else
		g_string_append_printf(letter,
				       "Content-Type: application/octet-stream\r\n"
				       "Content-Disposition: attachment;\r\n %s\r\n",
				       name);
	g_string_append_printf(letter, "Content-Transfer-Encoding: base64\r\n\r\n%s", body);
}

/* Yours. The clock that never steps makes the bytes unlike those of the same words told
 * again. */
static GString *
added_letter(const Added *added, const Desk *desk)
{
	GString *letter = g_string_new(NULL);

	if (added->writer) {
		g_autofree char *name = encode_header_text(added->writer->name);

		g_string_append_printf(letter, "From: %s%s<%s>\r\n", name, *name ? " " : "",
				       added->writer->address);
	}
	g_string_append_printf(letter, "Sender: operator <%s>\r\nMIME-Version: 1.0\r\n",
			       desk->office->mailbox);
	added_date(letter, added, desk->office->zone);
	added_field(letter, "Subject", added->title);
	g_string_append_printf(letter, "X-Chengbao-Order: add\r\nX-Chengbao-At: %" PRId64 "\r\n",
			       clock_monotonic_us());
	added_field(letter, "X-Chengbao-Unit", added->unit);
	added_field(letter, "X-Chengbao-Author", added->author);
	added_field(letter, "X-Chengbao-Kind", added->kind);
	added_field(letter, "X-Chengbao-By", added->by);
	added_body(letter, added);
	return letter;
}

bool
orders_add(Order *order, GError **error)
{
	g_auto(Added) added = { 0 };
	g_autoptr(GString) letter = NULL;

	if (!added_read(&added, order, error))
		return false;
	letter = added_letter(&added, order->desk);
	if (!orders_store(order, letter->str, letter->len, error))
		return false;
	order->call->waits = order->letter;
	return true;
}

/* ---- the answer, when the letter was read ---- */

bool
orders_read(Desk *desk, const OrdersCall *call, GError **error)
{
	reading_from(desk->reading, call->waits - 1);
	do {
		struct pollfd one = { .events = POLLIN };

		if (!reading_begin(desk->reading, error))
			return false;
		one.fd = pool_fd(desk->pool);
		poll(&one, 1, pool_timeout_ms(desk->pool));
		pool_dispatch(desk->pool);
		if (!reading_finish(desk->reading, error))
			return false;
	} while (reading_pending(desk->reading) > 0);
	return desk_flush(desk, error);
}

/* Each item of a letter, by its number; `before`: what was said came in by that letter. */
static bool
settle_items(Desk *desk, int64_t letter, bool before, GString *out, GError **error)
{
	g_autoptr(json_t) items = db_rows(desk_db(desk), error, "letter_items", "i", letter);
	size_t i;
	json_t *one;

	if (!items)
		return false;
	json_array_foreach (items, i, one) {
		g_autoptr(json_t) item = NULL;
		const char *reason;

		if (!db_row(desk_db(desk), error, &item, "item_get", "i",
			    record_integer(one, "item")))
			return false;
		reason = record_string(item, "reason");
		g_string_append_printf(out,
				       before ? _("item %" PRId64 " says this already: %s%s%s\n")
					      : "%" PRId64 " %s%s%s\n",
				       record_integer(one, "item"), record_string(item, "state"),
				       reason ? " " : "", reason ? reason : "");
	}
	return true;
}

bool
orders_settle(Desk *desk, OrdersCall *call, int *ret_code, GError **error)
{
	g_autoptr(json_t) letter = NULL;
	const char *kind;

	*ret_code = -1;
	if (!db_row(desk_db(desk), error, &letter, "letter_get", "i", call->waits))
		return false;
	if (strcmp(record_string(letter, "state"), "judged") != 0)
		return true;
	kind = record_string(letter, "kind");
	*ret_code = strcmp(kind, "report") == 0 ? 0 : 1;
	if (strcmp(kind, "duplicate") == 0)
		return settle_items(desk, record_integer(letter, "same_as"), true, call->out,
				    error);
	if (*ret_code == 1)
		g_string_append_printf(call->out, _("letter %" PRId64 ": %s %s\n"), call->waits,
				       kind, record_string(letter, "reason"));
	return settle_items(desk, call->waits, false, call->out, error);
}
