/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_match — where the clauses and conditions of a section hit in a letter
 *
 * Promise: a clause that failed is in `failures`; its places are then no proof
 * that there are no more.
 */
#include "filters/rule_match.h"

#include "filters/rule_cursor.h"

#include <string.h>

/* Every part's hits together. */
static RuleHits *
any_part(RuleMatch *match)
{
	RuleHits *any = rule_index_scan(match->index, "", 0);

	for (guint i = 0; i < match->parts->len; i++)
		rule_hits_add(any, rule_parts_hits(match->parts->pdata[i], match->index));
	return any;
}

RuleMatch *
rule_match_new(RuleEngine *engine, RuleIndex *index, const RuleInput *input)
{
	RuleMatch *match = g_new0(RuleMatch, 1);

	match->engine = engine;
	match->index = index;
	match->parts = rule_parts_new(input);
	match->day = input->day;
	match->failures = g_array_new(FALSE, FALSE, sizeof(RuleFailure));
	rule_engine_begin(engine);
	if (index != NULL)
		match->any = any_part(match);
	return match;
}

void
rule_match_free(RuleMatch *match)
{
	if (match == NULL)
		return;
	g_ptr_array_unref(match->parts);
	rule_hits_free(match->any);
	g_array_unref(match->failures);
	g_free(match);
}

static void
note_failure(RuleMatch *match, const RuleClause *clause, const char *why)
{
	RuleFailure failure = { clause, why };

	/* Out of time, every later regex says the same: the first stands for all. */
	if (match->engine->exhausted) {
		if (match->out_of_time)
			return;
		match->out_of_time = true;
	}
	for (guint i = 0; i < match->failures->len; i++)
		if (g_array_index(match->failures, RuleFailure, i).clause == clause)
			return;
	g_array_append_val(match->failures, failure);
}

/* Does a sentence end here? A point does before a blank: 3.5 is one number. */
static bool
ends_sentence(const char *at)
{
	static const char *const signs[] = { "。", "!", "?", "…", "\n", ". ", ".\n" };

	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
		if (g_str_has_prefix(at, signs[i]))
			return true;
	return false;
}

static bool
is_one_sentence(const char *from, const char *to)
{
	for (; from < to; from = g_utf8_next_char(from))
		if (ends_sentence(from))
			return false;
	return true;
}

/* Do at most n characters lie between a and b? Overlapping counts as none between. */
static bool
is_near(const char *text, RuleSpan a, RuleSpan b, size_t n)
{
	size_t from = MIN(a.to, b.to), to = MAX(a.from, b.from);

	if (to <= from)
		return true;
	if (n == RULE_CURSOR_SENTENCE)
		return is_one_sentence(text + from, text + to);
	return to - from <= 4 * n && (size_t)g_utf8_strlen(text + from, (gssize)(to - from)) <= n;
}

static RuleSpan
around(RuleSpan a, RuleSpan b)
{
	return (RuleSpan){ MIN(a.from, b.from), MAX(a.to, b.to) };
}

static bool
same(RuleSpan a, RuleSpan b)
{
	return a.from == b.from && a.to == b.to;
}

static int
compare_begin(const void *a, const void *b)
{
	size_t left = ((const RuleSpan *)a)->from, right = ((const RuleSpan *)b)->from;

	return left < right ? -1 : left > right;
}

/* For each of `left` the closest of `right`, if near enough: the passage from one to
 * the other. Both are in order without overlaps, so the closest is the last one that
 * begins before or the first that begins behind; the very same place is not a pair. */
static void
join_near(const char *text, const GArray *left, const GArray *right, size_t n, GArray *pairs)
{
	guint behind = 0;

	for (guint i = 0; i < left->len; i++) {
		RuleSpan a = g_array_index(left, RuleSpan, i), best = a;
		bool found = false;

		while (behind < right->len && g_array_index(right, RuleSpan, behind).from <= a.from)
			behind++;
		for (guint j = behind > 1 ? behind - 2 : 0; j < right->len && j < behind + 1; j++) {
			RuleSpan b = g_array_index(right, RuleSpan, j);

			if (same(a, b) || !is_near(text, a, b, n))
				continue;
			if (!found || around(a, b).to - around(a, b).from < best.to - best.from)
				best = around(a, b);
			found = true;
		}
		if (found)
			g_array_append_val(pairs, best);
	}
	g_array_sort(pairs, compare_begin);
}

/* Can both patterns of the clause match where `hits` tells of? */
static bool
clause_may(const RuleClause *clause, const RuleHits *hits)
{
	return hits == NULL ||
	       (rule_pattern_may(clause->pattern, hits) &&
		(clause->near_pattern == NULL || rule_pattern_may(clause->near_pattern, hits)));
}

bool
rule_match_may(const RuleMatch *match, const RuleClause *clause)
{
	return rule_window_holds(&clause->window, match->day) && clause_may(clause, match->any);
}

static GArray *
find_spans(RuleMatch *match, const RuleClause *clause, RulePattern *pattern, RulePart *part,
	   size_t limit)
{
	GArray *spans = g_array_new(FALSE, FALSE, sizeof(RuleSpan));
	const Folded *folded = rule_parts_folded(part);
	RuleFolded looked = { folded->text, folded->n_bytes, part->hits, part->amounts };
	const char *why = rule_pattern_find(pattern, match->engine, &looked, limit, spans);

	if (why != NULL)
		note_failure(match, clause, why);
	part->amounts = looked.amounts;
	return spans;
}

/* The clause's places in one part, with its near. */
static GArray *
find_in_part(RuleMatch *match, const RuleClause *clause, RulePart *part, size_t limit)
{
	bool near = clause->near_pattern != NULL;
	g_autoptr(GArray) spans =
		find_spans(match, clause, clause->pattern, part, near ? RULE_PATTERN_SPANS : limit);
	g_autoptr(GArray) others = NULL;
	GArray *pairs;

	if (!near || spans->len == 0)
		return g_steal_pointer(&spans);
	others = find_spans(match, clause, clause->near_pattern, part, RULE_PATTERN_SPANS);
	pairs = g_array_new(FALSE, FALSE, sizeof(RuleSpan));
	join_near(rule_parts_folded(part)->text, spans, others, clause->near_chars, pairs);
	return pairs;
}

GArray *
rule_match_clause(RuleMatch *match, const RuleClause *clause, size_t limit)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(RuleFound));

	if (!rule_match_may(match, clause))
		return found;
	for (guint i = 0; i < match->parts->len && found->len < limit; i++) {
		RulePart *part = match->parts->pdata[i];
		g_autoptr(GArray) spans = NULL;

		if (!rule_parts_serves(part, clause) ||
		    !clause_may(clause, rule_parts_hits(part, match->index)))
			continue;
		spans = find_in_part(match, clause, part, limit - found->len);
		for (guint j = 0; j < spans->len && found->len < limit; j++) {
			RuleFound one = { part, clause, g_array_index(spans, RuleSpan, j) };

			g_array_append_val(found, one);
		}
	}
	return found;
}

/* The section's names as far as they were looked for. */
typedef struct {
	RuleMatch *match;
	const RuleSection *section;
	GPtrArray *places; /* GArray of RuleFound per let, or NULL */
} Names;

static void
unref_array(void *array)
{
	if (array != NULL)
		g_array_unref(array);
}

static const GArray *
name_places(Names *names, size_t let)
{
	const RuleLet *one = names->section->lets->pdata[let];

	if (names->places->pdata[let] == NULL)
		names->places->pdata[let] =
			rule_match_clause(names->match, one->clause, RULE_PATTERN_SPANS);
	return names->places->pdata[let];
}

/* Spans of one part out of a list over all parts. */
static GArray *
spans_in(const GArray *found, const RulePart *part)
{
	GArray *spans = g_array_new(FALSE, FALSE, sizeof(RuleSpan));

	for (guint i = 0; i < found->len; i++)
		if (g_array_index(found, RuleFound, i).part == part)
			g_array_append_val(spans, g_array_index(found, RuleFound, i).span);
	return spans;
}

/* Places of a name, or of names joined by near. Yours. */
static GArray *
places_of(Names *names, const RuleWhen *when)
{
	g_autoptr(GArray) left = NULL, right = NULL;
	GArray *all = g_array_new(FALSE, FALSE, sizeof(RuleFound));

	if (when->type == RULE_WHEN_NAME) {
		const GArray *places = name_places(names, when->let);

		return g_array_append_vals(all, places->data, places->len);
	}
	left = places_of(names, when->left);
	if (left->len == 0)
		return all;
	right = places_of(names, when->right);
	for (guint i = 0; i < names->match->parts->len; i++) {
		RulePart *part = names->match->parts->pdata[i];
		g_autoptr(GArray) here = spans_in(left, part), there = spans_in(right, part);
		g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(RuleSpan));

		if (here->len == 0 || there->len == 0)
			continue;
		join_near(rule_parts_folded(part)->text, here, there, when->n_chars, pairs);
		for (guint j = 0; j < pairs->len; j++) {
			RuleFound one = { part, g_array_index(left, RuleFound, 0).clause,
					  g_array_index(pairs, RuleSpan, j) };

			g_array_append_val(all, one);
		}
	}
	return all;
}

static bool
is_true(Names *names, const RuleWhen *when, GArray *found)
{
	g_autoptr(GArray) places = NULL;
	guint n_found = found->len;
	bool left, right;

	switch (when->type) {
	case RULE_WHEN_NOT:
		left = is_true(names, when->left, found);
		g_array_set_size(found, n_found);
		return !left;
	case RULE_WHEN_AND:
		if (is_true(names, when->left, found) && is_true(names, when->right, found))
			return true;
		g_array_set_size(found, n_found);
		return false;
	case RULE_WHEN_OR:
		left = is_true(names, when->left, found);
		right = is_true(names, when->right, found);
		return left || right;
	case RULE_WHEN_NAME:
	case RULE_WHEN_NEAR:
		break;
	}
	places = places_of(names, when);
	g_array_append_vals(found, places->data, places->len);
	return places->len > 0;
}

bool
rule_match_whens(RuleMatch *match, const RuleSection *section, GArray *found)
{
	g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(unref_array);
	Names names = { match, section, places };
	bool any = false;

	g_ptr_array_set_size(places, (int)section->lets->len);
	for (guint i = 0; i < section->whens->len; i++)
		any |= is_true(&names, section->whens->pdata[i], found);
	return any;
}
