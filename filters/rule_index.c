/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_index — one look at a text for the literals of all rules at once
 *
 * A pattern is thought of when a literal of its first group is met, the rarest by its length;
 * then, and only then, its other groups are asked for. So a literal that stands in every text
 * (镇, 问题) costs nothing for the hundreds of patterns that need it besides a rarer one.
 */
#include "filters/rule_index.h"

#include <string.h>

/* A pattern that needs a literal as one of its first group. */
typedef struct {
	uint32_t literal, pattern;
	uint32_t others; /* where its other groups stand; 0: it has none */
} IndexUse;

struct RuleIndex {
	RuleLiterals *literals;
	uint32_t n_patterns;
	GArray *uses;	/* IndexUse; sealed: by literal */
	GArray *others; /* uint32_t: of groups, how many literals and which, a 0 behind the last */
	GArray *always; /* uint32_t: patterns that need nothing */
	uint64_t *may;	/* a bit a pattern: it needs nothing */
	uint32_t *first_use; /* a literal, and one more: where its uses begin */
	uint32_t *counts;    /* a literal: its places in this text; zero between texts */
	bool *met;	     /* a literal: it stands in this text; false between texts */
};

RuleIndex *
rule_index_new(void)
{
	RuleIndex *index = g_new0(RuleIndex, 1);
	uint32_t none = 0;

	index->literals = rule_literals_new();
	index->uses = g_array_new(FALSE, FALSE, sizeof(IndexUse));
	index->others = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_array_append_val(index->others, none);
	index->always = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	return index;
}

void
rule_index_free(RuleIndex *index)
{
	if (index == NULL)
		return;
	rule_literals_free(index->literals);
	g_array_unref(index->uses);
	g_array_unref(index->others);
	g_array_unref(index->always);
	g_free(index->may);
	g_free(index->first_use);
	g_free(index->counts);
	g_free(index->met);
	g_free(index);
}

/* ---- what is looked for ---- */

uint32_t
rule_index_literal(RuleIndex *index, const char *literal)
{
	return rule_literals_add(index->literals, literal);
}

/* All groups but the first, one behind the other. Gives where they begin. */
static uint32_t
add_others(RuleIndex *index, const GPtrArray *groups)
{
	uint32_t begin = index->others->len, end = 0;

	if (groups->len < 2)
		return 0;
	for (guint i = 1; i < groups->len; i++) {
		const GPtrArray *group = groups->pdata[i];

		g_array_append_val(index->others, group->len);
		for (guint j = 0; j < group->len; j++) {
			uint32_t literal = rule_index_literal(index, group->pdata[j]);

			g_array_append_val(index->others, literal);
		}
	}
	g_array_append_val(index->others, end);
	return begin;
}

uint32_t
rule_index_pattern(RuleIndex *index, const GPtrArray *groups)
{
	uint32_t pattern = index->n_patterns++;
	const GPtrArray *first = groups->len > 0 ? groups->pdata[0] : NULL;
	uint32_t others = add_others(index, groups);

	if (first == NULL)
		g_array_append_val(index->always, pattern);
	for (guint i = 0; first != NULL && i < first->len; i++) {
		IndexUse use = { rule_index_literal(index, first->pdata[i]), pattern, others };

		g_array_append_val(index->uses, use);
	}
	return pattern;
}

static int
by_literal(const void *a, const void *b)
{
	const IndexUse *left = a, *right = b;

	if (left->literal != right->literal)
		return left->literal < right->literal ? -1 : 1;
	return left->pattern < right->pattern ? -1 : left->pattern > right->pattern;
}

void
rule_index_seal(RuleIndex *index)
{
	uint32_t n_literals = rule_literals_n(index->literals), use = 0;

	rule_literals_seal(index->literals);
	g_array_sort(index->uses, by_literal);
	index->first_use = g_new(uint32_t, n_literals + 1);
	for (uint32_t i = 0; i <= n_literals; i++) {
		while (use < index->uses->len &&
		       g_array_index(index->uses, IndexUse, use).literal < i)
			use++;
		index->first_use[i] = use;
	}
	index->counts = g_new0(uint32_t, n_literals + 1);
	index->met = g_new0(bool, n_literals + 1);
	index->may = g_new0(uint64_t, rule_hits_words(index->n_patterns));
	for (guint i = 0; i < index->always->len; i++) {
		uint32_t pattern = g_array_index(index->always, uint32_t, i);

		rule_hits_note(index->may, pattern);
	}
}

/* ---- looking ---- */

/* Was one literal of each of these groups met? */
static bool
are_met(const RuleIndex *index, uint32_t others)
{
	const uint32_t *at = (const uint32_t *)(void *)index->others->data + others;

	while (*at > 0) {
		const uint32_t *end = at + *at + 1;
		bool met = false;

		for (at++; at < end; at++)
			met |= index->met[*at];
		if (!met)
			return false;
	}
	return true;
}

/* The patterns that are thought of when this literal is met. */
static void
judge_literal(const RuleIndex *index, uint32_t literal, uint64_t *may)
{
	const IndexUse *uses = (const IndexUse *)(void *)index->uses->data;

	for (uint32_t i = index->first_use[literal]; i < index->first_use[literal + 1]; i++) {
		uint32_t pattern = uses[i].pattern;

		if (uses[i].others == 0 || are_met(index, uses[i].others))
			rule_hits_note(may, pattern);
	}
}

/* Which patterns have what they need, from the literals that are there. */
static void
judge(const RuleIndex *index, RuleHits *hits)
{
	const RuleRun *runs = (const RuleRun *)(void *)hits->runs->data;

	memcpy(hits->may, index->may, rule_hits_words(index->n_patterns) * sizeof *hits->may);
	for (guint i = 0; i < hits->runs->len; i++)
		index->met[runs[i].literal] = true;
	for (guint i = 0; i < hits->runs->len; i++)
		judge_literal(index, runs[i].literal, hits->may);
	for (guint i = 0; i < hits->runs->len; i++)
		index->met[runs[i].literal] = false;
}

RuleHits *
rule_index_scan(RuleIndex *index, const char *text, size_t n_bytes)
{
	RuleHits *hits = rule_hits_new(index->n_patterns);

	hits->complete =
		rule_literals_find(index->literals, text, n_bytes, RULE_INDEX_PLACES, hits->places);
	rule_hits_group(hits, index->counts);
	judge(index, hits);
	return hits;
}
