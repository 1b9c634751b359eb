/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_index — one look at a text for the literals of all rules at once
 *
 * What a text costs then grows with what it says, not with how many rules there
 * are.
 *
 * Promise: every place of every literal is found, or the result says that it is
 * not complete and every pattern may match.
 * Not here: which literals a regex needs (rule_need), finding them (rule_literals),
 * what a place means (rule_pattern).
 */
#ifndef CHENGBAO_FILTERS_RULE_INDEX_H
#define CHENGBAO_FILTERS_RULE_INDEX_H

#include "filters/rule_hits.h"

#define RULE_INDEX_PLACES 1000000 /* in one text */

typedef struct RuleIndex RuleIndex;

RuleIndex *rule_index_new(void);
void rule_index_free(RuleIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleIndex, rule_index_free)

/* The number of a literal of 1 or more bytes of UTF-8. */
uint32_t rule_index_literal(RuleIndex *index, const char *literal);

/* A pattern that matches only where of each group (an array of char *; the rarest first) one
 * literal stands; without groups it may match anywhere. Its number. */
uint32_t rule_index_pattern(RuleIndex *index, const GPtrArray *groups);

/* After the last literal and pattern, before the first text. */
void rule_index_seal(RuleIndex *index);

/* Looks through n bytes of valid UTF-8. Yours, rule_hits_free. */
RuleHits *rule_index_scan(RuleIndex *index, const char *text, size_t n_bytes);

#endif
