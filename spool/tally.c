/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tally — points for items, and which have most
 *
 * The items stand in a row, in the order of their first points; the table of hashes has only
 * their places, so that it stays small and is soon cleared.
 */
#include "spool/tally.h"

#include <stdbool.h>
#include <string.h>

#define TALLY_SLOTS 512 /* at first; a power of two, never half full */

typedef struct {
	int64_t item;
	int points;
} TallyItem;

struct Tally {
	TallyItem *items; /* has room for half as many as there are slots */
	guint *slots;	  /* place of an item + 1; 0: a free slot */
	guint n_slots, n_items;
};

Tally *
tally_new(void)
{
	Tally *tally = g_new0(Tally, 1);

	tally->n_slots = TALLY_SLOTS;
	tally->items = g_new(TallyItem, tally->n_slots / 2);
	tally->slots = g_new0(guint, tally->n_slots);
	return tally;
}

void
tally_free(Tally *tally)
{
	if (!tally)
		return;
	g_free(tally->items);
	g_free(tally->slots);
	g_free(tally);
}

void
tally_clear(Tally *tally)
{
	tally->n_items = 0;
	memset(tally->slots, 0, tally->n_slots * sizeof tally->slots[0]);
}

/* The slot of the item, or the free one where it belongs. */
static guint *
tally_slot(const Tally *tally, int64_t item)
{
	guint at = (guint)(((uint64_t)item * 0x9E3779B97F4A7C15u) >> 32);

	for (;; at++) {
		guint *slot = &tally->slots[at & (tally->n_slots - 1)];

		if (*slot == 0 || tally->items[*slot - 1].item == item)
			return slot;
	}
}

static void
tally_grow(Tally *tally)
{
	tally->n_slots *= 2;
	tally->slots = g_renew(guint, tally->slots, tally->n_slots);
	tally->items = g_renew(TallyItem, tally->items, tally->n_slots / 2);
	memset(tally->slots, 0, tally->n_slots * sizeof tally->slots[0]);
	for (guint i = 0; i < tally->n_items; i++)
		*tally_slot(tally, tally->items[i].item) = i + 1;
}

void
tally_add(Tally *tally, int64_t item, int points)
{
	guint *slot = tally_slot(tally, item);

	if (*slot != 0) {
		tally->items[*slot - 1].points += points;
		return;
	}
	tally->items[tally->n_items] = (TallyItem){ item, points };
	*slot = ++tally->n_items;
	if (tally->n_items * 2 == tally->n_slots)
		tally_grow(tally);
}

static bool
tally_before(const TallyItem *a, const TallyItem *b)
{
	return a->points != b->points ? a->points > b->points : a->item > b->item;
}

guint
tally_best(const Tally *tally, int64_t *items, guint n_most)
{
	g_autofree TallyItem *best = g_new(TallyItem, n_most);
	guint n = 0;

	for (guint i = 0; i < tally->n_items; i++) {
		const TallyItem *item = &tally->items[i];
		guint at;

		if (n == n_most && !tally_before(item, &best[n - 1]))
			continue;
		n = MIN(n + 1, n_most);
		for (at = n - 1; at > 0 && tally_before(item, &best[at - 1]); at--)
			best[at] = best[at - 1];
		best[at] = *item;
	}
	for (guint i = 0; i < n; i++)
		items[i] = best[i].item;
	return n;
}
