/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tally — points for items, and which have most
 */
#include "spool/tally.h"

#include <stdbool.h>

#define TALLY_SLOTS 512 /* at first; a power of two, never more than half full */

typedef struct {
	int64_t item; /* 0: a free slot */
	int points;
} TallySlot;

struct Tally {
	TallySlot *slots;
	guint n_slots, n_items;
};

Tally *
tally_new(void)
{
	Tally *tally = g_new0(Tally, 1);

	tally->n_slots = TALLY_SLOTS;
	tally->slots = g_new0(TallySlot, tally->n_slots);
	return tally;
}

void
tally_free(Tally *tally)
{
	if (!tally)
		return;
	g_free(tally->slots);
	g_free(tally);
}

/* The slot of the item, or the free one where it belongs. */
static TallySlot *
tally_slot(const Tally *tally, int64_t item)
{
	guint at = (guint)(((uint64_t)item * 0x9E3779B97F4A7C15u) >> 32);

	for (;; at++) {
		TallySlot *slot = &tally->slots[at & (tally->n_slots - 1)];

		if (slot->item == item || slot->item == 0)
			return slot;
	}
}

static void
tally_grow(Tally *tally)
{
	g_autofree TallySlot *before = tally->slots;
	guint n_before = tally->n_slots;

	tally->n_slots *= 2;
	tally->slots = g_new0(TallySlot, tally->n_slots);
	for (guint i = 0; i < n_before; i++)
		if (before[i].item != 0)
			*tally_slot(tally, before[i].item) = before[i];
}

void
tally_add(Tally *tally, int64_t item, int points)
{
	TallySlot *slot = tally_slot(tally, item);

	if (slot->item == 0) {
		slot->item = item;
		tally->n_items++;
	}
	slot->points += points;
	if (tally->n_items * 2 > tally->n_slots)
		tally_grow(tally);
}

static bool
tally_before(const TallySlot *a, const TallySlot *b)
{
	return a->points != b->points ? a->points > b->points : a->item > b->item;
}

guint
tally_best(const Tally *tally, int64_t *items, guint n_most)
{
	g_autofree TallySlot *best = g_new(TallySlot, n_most);
	guint n = 0;

	for (guint i = 0; i < tally->n_slots; i++) {
		const TallySlot *slot = &tally->slots[i];
		guint at;

		if (slot->item == 0 || (n == n_most && !tally_before(slot, &best[n - 1])))
			continue;
		n = MIN(n + 1, n_most);
		for (at = n - 1; at > 0 && tally_before(slot, &best[at - 1]); at--)
			best[at] = best[at - 1];
		best[at] = *slot;
	}
	for (guint i = 0; i < n; i++)
		items[i] = best[i].item;
	return n;
}
