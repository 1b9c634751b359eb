/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_hits — which literals a text holds where, and which patterns may match in it
 *
 * Places are grouped by counting, as they come in order; a literal is found again by
 * a small hash table of those that are there. Both cost what the text holds.
 */
#include "filters/rule_hits.h"

#define HITS_BITS 4 /* of the smallest table */

RuleHits *
rule_hits_new(size_t n_patterns)
{
	RuleHits *hits = g_new0(RuleHits, 1);

	hits->places = g_array_new(FALSE, FALSE, sizeof(RulePlace));
	hits->runs = g_array_new(FALSE, FALSE, sizeof(RuleRun));
	hits->n_patterns = n_patterns;
	hits->may = g_new0(uint64_t, rule_hits_words(n_patterns));
	hits->complete = true;
	return hits;
}

void
rule_hits_free(RuleHits *hits)
{
	if (hits == NULL)
		return;
	g_array_unref(hits->places);
	g_array_unref(hits->runs);
	g_free(hits->table);
	g_free(hits->may);
	g_free(hits);
}

void
rule_hits_add(RuleHits *hits, const RuleHits *more)
{
	for (size_t i = 0; i < rule_hits_words(hits->n_patterns); i++)
		hits->may[i] |= more->may[i];
	hits->complete = hits->complete && more->complete;
}

static size_t
hits_slot(const RuleHits *hits, uint32_t literal)
{
	return literal * 0x9e3779b1u >> (32 - hits->n_bits);
}

/* At least twice as many slots as runs. */
static void
hits_make_table(RuleHits *hits)
{
	size_t mask;

	hits->n_bits = HITS_BITS;
	while ((UINT64_C(1) << hits->n_bits) < 2 * (uint64_t)hits->runs->len)
		hits->n_bits++;
	hits->table = g_new0(uint32_t, (size_t)1 << hits->n_bits);
	mask = ((size_t)1 << hits->n_bits) - 1;
	for (guint i = 0; i < hits->runs->len; i++) {
		size_t slot = hits_slot(hits, g_array_index(hits->runs, RuleRun, i).literal);

		while (hits->table[slot] != 0)
			slot = (slot + 1) & mask;
		hits->table[slot] = i + 1;
	}
}

void
rule_hits_group(RuleHits *hits, uint32_t *counts)
{
	GArray *grouped = g_array_new(FALSE, FALSE, sizeof(RulePlace));
	uint32_t first = 0;

	for (guint i = 0; i < hits->places->len; i++) {
		RuleRun run = { g_array_index(hits->places, RulePlace, i).literal, 0, 0 };

		if (counts[run.literal]++ == 0)
			g_array_append_val(hits->runs, run);
	}
	/* From how many to where each begins. */
	for (guint i = 0; i < hits->runs->len; i++) {
		RuleRun *run = &g_array_index(hits->runs, RuleRun, i);

		run->first = first;
		run->n = counts[run->literal];
		counts[run->literal] = first;
		first += run->n;
	}
	g_array_set_size(grouped, hits->places->len);
	for (guint i = 0; i < hits->places->len; i++) {
		RulePlace place = g_array_index(hits->places, RulePlace, i);

		g_array_index(grouped, RulePlace, counts[place.literal]++) = place;
	}
	for (guint i = 0; i < hits->runs->len; i++)
		counts[g_array_index(hits->runs, RuleRun, i).literal] = 0;
	g_array_unref(hits->places);
	hits->places = grouped;
	hits_make_table(hits);
}

size_t
rule_hits_next(const RuleHits *hits, size_t from)
{
	if (!hits->complete)
		return from;
	while (from < hits->n_patterns) {
		uint64_t word = hits->may[from / 64] >> (from % 64);

		if (word != 0)
			return MIN(from + (size_t)__builtin_ctzll(word), hits->n_patterns);
		from += 64 - from % 64;
	}
	return hits->n_patterns;
}

const RulePlace *
rule_hits_of(const RuleHits *hits, uint32_t literal, size_t *ret_n)
{
	size_t mask = ((size_t)1 << hits->n_bits) - 1;

	*ret_n = 0;
	for (size_t slot = hits->table != NULL ? hits_slot(hits, literal) : 0;
	     hits->table != NULL && hits->table[slot] != 0; slot = (slot + 1) & mask) {
		const RuleRun *run = &g_array_index(hits->runs, RuleRun, hits->table[slot] - 1);

		if (run->literal != literal)
			continue;
		*ret_n = run->n;
		return &g_array_index(hits->places, RulePlace, run->first);
	}
	return NULL;
}
