/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holders — which items hold a fingerprint: one row for each print
 *
 * A row is a text that both engines keep and a person can read: the highest number, then how
 * far below it the next one lies, and so on: `812345 1002 33` are 812345, 811343 and 811310.
 */
#include "spool/holders.h"

#include <string.h>

#define HOLDERS_ROW 256 /* bytes that most rows have at most */

/* The next number of a row. Without a sign inside, so that a damaged row has some value as well. */
static uint64_t
holders_number(const char **at)
{
	bool below = **at == '-';
	uint64_t number = 0;

	*at += below;
	for (; g_ascii_isdigit(**at); (*at)++)
		number = number * 10 + (uint64_t)(**at - '0');
	*at += **at == ' ';
	return below ? -number : number;
}

static void
holders_read(const char *row, Holders *holders)
{
	uint64_t item = 0;

	for (holders->n = 0; *row && holders->n < HOLDERS_MOST; holders->n++) {
		uint64_t number = holders_number(&row);

		item = holders->n == 0 ? number : item - number;
		holders->items[holders->n] = (int64_t)item;
	}
}

static bool
holders_write(Db *db, int64_t print, const Holders *holders, GError **error)
{
	g_autoptr(GString) row = g_string_sized_new(HOLDERS_ROW);

	if (holders->n == 0)
		return db_run(db, error, "holders_delete", "i", print);
	g_string_append_printf(row, "%" G_GINT64_FORMAT, holders->items[0]);
	for (guint i = 1; i < holders->n; i++)
		g_string_append_printf(
			row, " %" G_GINT64_FORMAT,
			(int64_t)((uint64_t)holders->items[i - 1] - (uint64_t)holders->items[i]));
	return db_run(db, error, "holders_set", "it", print, row->str);
}

bool
holders_get(Db *db, int64_t print, Holders *ret_holders, GError **error)
{
	g_autoptr(GString) row = g_string_sized_new(HOLDERS_ROW);

	if (!db_text(db, error, row, "holders_get", "i", print))
		return false;
	holders_read(row->str, ret_holders);
	return true;
}

/* Where the item stands among them, or would stand. */
static guint
holders_place(const Holders *holders, int64_t item)
{
	guint at = 0;

	while (at < holders->n && holders->items[at] > item)
		at++;
	return at;
}

static bool
holders_has(const Holders *holders, guint at, int64_t item)
{
	return at < holders->n && holders->items[at] == item;
}

bool
holders_add(Db *db, int64_t print, int64_t item, GError **error)
{
	Holders holders;
	guint at;

	if (!holders_get(db, print, &holders, error))
		return false;
	at = holders_place(&holders, item);
	if (at == HOLDERS_MOST || holders_has(&holders, at, item))
		return true;
	holders.n = MIN(holders.n + 1, HOLDERS_MOST);
	memmove(&holders.items[at + 1], &holders.items[at],
		(holders.n - at - 1) * sizeof holders.items[0]);
	holders.items[at] = item;
	return holders_write(db, print, &holders, error);
}

bool
holders_remove(Db *db, int64_t print, int64_t item, GError **error)
{
	Holders holders;
	guint at;

	if (!holders_get(db, print, &holders, error))
		return false;
	at = holders_place(&holders, item);
	if (!holders_has(&holders, at, item))
		return true;
	holders.n--;
	memmove(&holders.items[at], &holders.items[at + 1],
		(holders.n - at) * sizeof holders.items[0]);
	return holders_write(db, print, &holders, error);
}
