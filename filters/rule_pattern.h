/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_pattern — words or one regex, and the places where they stand
 *
 * Patterns see folded text. A caller asks for places only; how they are found
 * (plain search, PCRE2, later one pass for the literals of all) is this file's.
 */
#ifndef CHENGBAO_FILTERS_RULE_PATTERN_H
#define CHENGBAO_FILTERS_RULE_PATTERN_H

#include "filters/rule_engine.h"

typedef struct RulePattern RulePattern;

typedef struct {
	size_t from, to; /* bytes of the folded text */
} RuleSpan;

#define RULE_PATTERN_SPANS 10000 /* at most, in one text */

RulePattern *rule_pattern_words(void);
/* Folds and adds a word; false when nothing of it is left. */
bool rule_pattern_add_word(RulePattern *pattern, const char *word);
size_t rule_pattern_n_words(const RulePattern *pattern);

/* Compiles a regex of valid UTF-8.
 * Gives:  NULL when it is refused: *ret_offset (bytes) and *ret_why (yours) say where and why. */
RulePattern *rule_pattern_regex(RuleEngine *engine, const char *regex, size_t *ret_offset,
				char **ret_why);
void rule_pattern_free(RulePattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RulePattern, rule_pattern_free)

/* Appends up to `limit` places to spans (of RuleSpan): in order, none overlapping.
 * Gives:  NULL; or, static, why the pattern failed: then it is suspended and
 *         says so each time, unless only the letter's time was used up. */
const char *rule_pattern_find(RulePattern *pattern, RuleEngine *engine, const char *text,
			      size_t n_bytes, size_t limit, GArray *spans);

#endif
