/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_costs — the clauses that every letter pays for
 *
 * A clause with a literal costs nothing on a letter that lacks it. One without is
 * tried on every letter; it is named, with what it takes on a page of usual text.
 */
#include "base/i18n.h"
#include "filters/rule.h"
#include "filters/rule_match.h"
#include "filters/ruleset.h"

#define COSTS_CHARACTERS 2000
#define COSTS_TRIES 20
#define COSTS_NAMED 5

static char *
usual_text(void)
{
	static const char sentence[] = "截至11月23日，全县12个乡镇整地12.5万亩，完成计划的78%，"
				       "较去年同期快6个百分点，农资供应充足，群众反映良好。\n";
	GString *text = g_string_new(NULL);

	while (g_utf8_strlen(text->str, -1) < COSTS_CHARACTERS)
		g_string_append(text, sentence);
	return g_string_free(text, FALSE);
}

typedef struct {
	const RuleClause *clause;
	double us; /* on the usual text */
} Cost;

/* Without the index, which would spare it on a text that has nothing of it. */
static double
cost_of(const RuleSet *set, const RuleClause *clause, const RuleInput *input)
{
	g_autoptr(RuleMatch) match = rule_match_new(set->engine, NULL, input);
	int64_t began = g_get_monotonic_time();

	for (int i = 0; i < COSTS_TRIES; i++) {
		g_autoptr(GArray) found = rule_match_clause(match, clause, clause->max);
	}
	return (double)(g_get_monotonic_time() - began) / COSTS_TRIES;
}

static void
add_cost(const RuleSet *set, const RuleClause *clause, const RuleInput *input, GArray *costs)
{
	Cost cost = { clause, 0 };

	if (clause->literal)
		return;
	cost.us = cost_of(set, clause, input);
	g_array_append_val(costs, cost);
}

static int
dearest_first(const void *a, const void *b)
{
	const Cost *left = a, *right = b;

	return left->us > right->us ? -1 : left->us < right->us;
}

/* Of every clause without a literal, the dearest first. */
static GArray *
costs_of(const RuleSet *set)
{
	GArray *costs = g_array_new(FALSE, FALSE, sizeof(Cost));
	g_autofree char *text = usual_text();
	RuleInput input = { .subject = text, .body = text };

	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];

		for (guint j = 0; j < section->clauses->len; j++)
			add_cost(set, section->clauses->pdata[j], &input, costs);
		for (guint j = 0; j < section->lets->len; j++)
			add_cost(set, ((RuleLet *)section->lets->pdata[j])->clause, &input, costs);
	}
	g_array_sort(costs, dearest_first);
	return costs;
}

char *
ruleset_costs(const RuleSet *set)
{
	g_autoptr(GArray) costs = costs_of(set);
	g_autoptr(GString) dearest = g_string_new(NULL);
	double all = 0;

	for (guint i = 0; i < costs->len; i++) {
		const Cost *cost = &g_array_index(costs, Cost, i);

		all += cost->us;
		if (i < COSTS_NAMED)
			g_string_append_printf(dearest, "%s%s:%zu (%.1f µs)", i > 0 ? ", " : "",
					       cost->clause->file, cost->clause->line, cost->us);
	}
	if (costs->len == 0)
		return NULL;
	return g_strdup_printf(
		_("%u clauses have no word of two characters in all they match, so they are tried "
		  "on nearly every letter: %.0f µs on %d characters; the dearest: %s"),
		costs->len, all, COSTS_CHARACTERS, dearest->str);
}
