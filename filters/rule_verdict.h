/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_verdict — what a section says about a letter, as the JSON of ruleset.h
 */
#ifndef CHENGBAO_FILTERS_RULE_VERDICT_H
#define CHENGBAO_FILTERS_RULE_VERDICT_H

#include "filters/rule_match.h"

#include <jansson.h>

/* {"topic","group","score","hits"}, *ret_positive: some clause with a positive score hit; NULL
 * where no clause hits: the score is 0. Yours. */
json_t *rule_verdict_topic(RuleMatch *match, const RuleSection *section, int *ret_score,
			   bool *ret_positive);

/* Adds "threshold" and "lacks" to a topic that stayed below: [{"rule","score"}…], clauses that
 * count today, would have added to the score and did not hit. */
void rule_verdict_near(const RuleMatch *match, const RuleSection *section, json_t *topic);

/* The hits of a kind or mark; NULL when it does not hit. Yours. */
json_t *rule_verdict_kind(RuleMatch *match, const RuleSection *section);

/* {"angle","found","hits"}; no hits where it is found by a `not` alone. Yours. */
json_t *rule_verdict_angle(RuleMatch *match, const RuleSection *section);

/* {"check","say","hits"}; NULL when it does not hit. Yours. */
json_t *rule_verdict_check(RuleMatch *match, const RuleSection *section);

/* Appends {"mark","where","tier","hits"} for every place where the mark stands. */
void rule_verdict_mark(RuleMatch *match, const RuleSection *section, json_t *marks);

/* [{"rule","why"}…]. Yours. */
json_t *rule_verdict_errors(const RuleMatch *match);

#endif
