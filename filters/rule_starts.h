/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_starts — where in a text a regex can begin to match
 *
 * Out of the places that the index found for its literals. PCRE2 is then asked at
 * those places alone.
 *
 * Promise: every start that PCRE2 could find is in one of the ranges.
 * Not here: what a regex needs (rule_need), asking PCRE2 (rule_pattern).
 */
#ifndef CHENGBAO_FILTERS_RULE_STARTS_H
#define CHENGBAO_FILTERS_RULE_STARTS_H

#include "filters/rule_index.h"
#include "filters/rule_need.h"
#include "filters/rule_span.h"

typedef struct RuleStarts RuleStarts;

/* Enters the literals into the index. NULL: it can begin anywhere. Yours. */
RuleStarts *rule_starts_new(const RuleNeed *need, RuleIndex *index);
void rule_starts_free(RuleStarts *starts);

/* Appends to `ranges` (RuleSpan: bytes, both ends are starts; not always the first of a
 * character) those in a text that `hits`, which are complete, tell of; in order, apart. */
void rule_starts_in(const RuleStarts *starts, const RuleHits *hits, GArray *ranges);

#endif
