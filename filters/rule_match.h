/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_match — where the clauses and conditions of a section hit in a letter
 *
 * Not here: scores, thresholds and JSON (rule_verdict).
 */
#ifndef CHENGBAO_FILTERS_RULE_MATCH_H
#define CHENGBAO_FILTERS_RULE_MATCH_H

#include "filters/rule_parts.h"

typedef struct {
	RulePart *part;
	const RuleClause *clause;
	RuleSpan span; /* in the part's folded text */
} RuleFound;

typedef struct {
	const RuleClause *clause;
	const char *why; /* static */
} RuleFailure;

/* One letter before one rule set. */
typedef struct {
	RuleEngine *engine;
	RuleIndex *index; /* NULL: every pattern is tried on every part */
	RuleHits *any;	  /* what may match in some part; no places */
	GPtrArray *parts;
	int day;	  /* of the letter; 0: not known */
	GArray *failures; /* RuleFailure, each clause once */
	bool out_of_time; /* told once */
} RuleMatch;

/* Borrows engine, index and the input's texts. */
RuleMatch *rule_match_new(RuleEngine *engine, RuleIndex *index, const RuleInput *input);
void rule_match_free(RuleMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleMatch, rule_match_free)

/* Can the clause have a place at all, on this day? Cheap. */
bool rule_match_may(const RuleMatch *match, const RuleClause *clause);

/* Up to `limit` places of the clause, as RuleFound, part by part in order. Yours. */
GArray *rule_match_clause(RuleMatch *match, const RuleClause *clause, size_t limit);

/* Is one of the section's conditions true? Then its places are appended to `found`
 * (none from under a `not`). */
bool rule_match_whens(RuleMatch *match, const RuleSection *section, GArray *found);

#endif
