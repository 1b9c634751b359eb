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
	for (; **at >= '0' && **at <= '9'; (*at)++)
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

/* Where the rows of some prints go. */
typedef struct {
	const int64_t *prints;
	guint n, at;
	Holders *holders;
} HoldersAsked;

static void
holders_row(void *data, int64_t print, const char *row)
{
	HoldersAsked *asked = data;

	/* They mostly come in the order in which they were asked for; one asked for twice
	 * comes twice. */
	for (guint i = 0; i < asked->n && asked->prints[asked->at] != print; i++)
		asked->at = (asked->at + 1) % asked->n;
	if (asked->prints[asked->at] == print)
		holders_read(row, &asked->holders[asked->at]);
	asked->at = (asked->at + 1) % asked->n;
}

bool
holders_get(Db *db, const int64_t *prints, guint n, Holders *ret_holders, GError **error)
{
	HoldersAsked asked = { prints, n, 0, ret_holders };

	g_assert(n <= HOLDERS_AT_ONCE);
	for (guint i = 0; i < n; i++)
		ret_holders[i].n = 0;
	return db_each(db, error, "holders_get", prints, n, holders_row, &asked);
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

/* Changes them; false when they stay as they are. */
typedef bool HoldersChange(Holders *holders, int64_t item);

static bool
holders_with(Holders *holders, int64_t item)
{
	guint at = holders_place(holders, item);

	if (at == HOLDERS_MOST || holders_has(holders, at, item))
		return false;
	holders->n = MIN(holders->n + 1, HOLDERS_MOST);
	memmove(&holders->items[at + 1], &holders->items[at],
		(holders->n - at - 1) * sizeof holders->items[0]);
	holders->items[at] = item;
	return true;
}

static bool
holders_without(Holders *holders, int64_t item)
{
	guint at = holders_place(holders, item);

	if (!holders_has(holders, at, item))
		return false;
	holders->n--;
	memmove(&holders->items[at], &holders->items[at + 1],
		(holders->n - at) * sizeof holders->items[0]);
	return true;
}

static bool
holders_change(Db *db, const GArray *prints, int64_t item, HoldersChange *change, GError **error)
{
	Holders holders[HOLDERS_AT_ONCE];

	for (guint i = 0; i < prints->len; i += HOLDERS_AT_ONCE) {
		const int64_t *some = &g_array_index(prints, int64_t, i);
		guint n = MIN(prints->len - i, HOLDERS_AT_ONCE);

		if (!holders_get(db, some, n, holders, error))
			return false;
		for (guint k = 0; k < n; k++)
			if (change(&holders[k], item) &&
			    !holders_write(db, some[k], &holders[k], error))
				return false;
	}
	return true;
}

bool
holders_add(Db *db, const GArray *prints, int64_t item, GError **error)
{
	return holders_change(db, prints, item, holders_with, error);
}

bool
holders_remove(Db *db, const GArray *prints, int64_t item, GError **error)
{
	return holders_change(db, prints, item, holders_without, error);
}
