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

#define TALLY_SLOTS 512 /* at first; a power of two, never more than half full */

typedef struct {
	int64_t item;
	int points;
} TallyItem;

struct Tally {
	GArray *items; /* of TallyItem */
	guint *slots;  /* place of an item + 1; 0: a free slot */
	guint n_slots;
};

Tally *
tally_new(void)
{
	Tally *tally = g_new0(Tally, 1);

	tally->items = g_array_new(FALSE, FALSE, sizeof(TallyItem));
	tally->n_slots = TALLY_SLOTS;
	tally->slots = g_new0(guint, tally->n_slots);
	return tally;
}

void
tally_free(Tally *tally)
{
	if (!tally)
		return;
	g_array_unref(tally->items);
	g_free(tally->slots);
	g_free(tally);
}

void
tally_clear(Tally *tally)
{
	g_array_set_size(tally->items, 0);
	memset(tally->slots, 0, tally->n_slots * sizeof tally->slots[0]);
}

static TallyItem *
tally_at(const Tally *tally, guint place)
{
	return &g_array_index(tally->items, TallyItem, place);
}

/* The slot of the item, or the free one where it belongs. */
static guint *
tally_slot(const Tally *tally, int64_t item)
{
	guint at = (guint)(((uint64_t)item * 0x9E3779B97F4A7C15u) >> 32);

	for (;; at++) {
		guint *slot = &tally->slots[at & (tally->n_slots - 1)];

		if (*slot == 0 || tally_at(tally, *slot - 1)->item == item)
			return slot;
	}
}

static void
tally_grow(Tally *tally)
{
	tally->n_slots *= 2;
	tally->slots = g_renew(guint, tally->slots, tally->n_slots);
	memset(tally->slots, 0, tally->n_slots * sizeof tally->slots[0]);
	for (guint i = 0; i < tally->items->len; i++)
		*tally_slot(tally, tally_at(tally, i)->item) = i + 1;
}

void
tally_add(Tally *tally, int64_t item, int points)
{
	guint *slot = tally_slot(tally, item);
	TallyItem fresh = { item, points };

	if (*slot != 0) {
		tally_at(tally, *slot - 1)->points += points;
		return;
	}
	g_array_append_val(tally->items, fresh);
	*slot = tally->items->len;
	if (tally->items->len * 2 > tally->n_slots)
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

	for (guint i = 0; i < tally->items->len; i++) {
		const TallyItem *item = tally_at(tally, i);
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
