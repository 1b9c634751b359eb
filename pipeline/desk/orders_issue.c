/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orders_issue — issue draft, order, remove, seal
 */
#include "pipeline/desk/order.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/bulletin.h"

#include <string.h>

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
	g_autoptr(json_t) held = NULL;
	int64_t issue;

	if (!orders_letter(order, error) ||
	    !bulletin_draft(order->desk, journal, order->letter, &issue, error))
		return false;
	if (!issue) {
		held = db_rows(desk_db(order->desk), error, "item_approved", "t", journal->name);
		return held && errors_set(error, ERRORS_REFUSED,
					  json_array_size(held) > 0
						  ? _("%s: what was approved by code may not be "
						      "printed yet ([trust] hold)")
						  : _("%s: nothing approved waits for an issue"),
					  journal->name);
	}
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
	    !bulletin_seal(order->desk, &order->actor, issue, NULL, report, error))
		return false;
	json_array_foreach (json_object_get(report, "done"), i, done)
		g_string_append_printf(order->out, "%s\n", record_string(done, "what"));
	return true;
}

bool
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
