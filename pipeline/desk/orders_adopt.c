/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orders_adopt — adopt: what an office above did, booked by hand
 */
#include "pipeline/desk/order.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/adoption.h"

#include <string.h>

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

bool
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
