/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_hits — which literals a text holds where, and which patterns may match in it
 *
 * Made by rule_index_scan, read by patterns.
 */
#ifndef CHENGBAO_FILTERS_RULE_HITS_H
#define CHENGBAO_FILTERS_RULE_HITS_H

#include "filters/rule_literals.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The places of one literal. */
typedef struct {
	uint32_t literal, first, n;
} RuleRun;

/* What one text holds. */
typedef struct {
	GArray *places;	 /* RulePlace; a literal's together, in order */
	GArray *runs;	 /* RuleRun: each literal that is there, once */
	uint32_t *table; /* of runs by their literals: 2^n_bits numbers + 1, 0 where none is */
	int n_bits;
	uint64_t *may; /* a bit a pattern, rule_hits_words of them */
	size_t n_patterns;
	bool complete;
} RuleHits;

/* The words that have a bit for each pattern, and one more. */
static inline size_t
rule_hits_words(size_t n_patterns)
{
	return n_patterns / 64 + 1;
}

static inline void
rule_hits_note(uint64_t *may, uint32_t pattern)
{
	may[pattern / 64] |= UINT64_C(1) << (pattern % 64);
}

/* Of no text yet: nothing may match. Yours. */
RuleHits *rule_hits_new(size_t n_patterns);
void rule_hits_free(RuleHits *hits);

/* What may match in either text may match in `hits` from now on; places are not joined. */
void rule_hits_add(RuleHits *hits, const RuleHits *more);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleHits, rule_hits_free)

/* Puts the places, which come in the order of the text, together by their literals. `counts` has
 * room for every literal, is all zero, and is so again. */
void rule_hits_group(RuleHits *hits, uint32_t *counts);

/* The places of one literal, in order. Borrowed. */
const RulePlace *rule_hits_of(const RuleHits *hits, uint32_t literal, size_t *ret_n);

/* The first pattern from `from` on that may match; behind the last one, none. */
size_t rule_hits_next(const RuleHits *hits, size_t from);

/* May this pattern match in the text? */
static inline bool
rule_hits_may(const RuleHits *hits, uint32_t pattern)
{
	return !hits->complete || (hits->may[pattern / 64] >> (pattern % 64) & 1);
}

#endif
