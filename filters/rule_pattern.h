/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_pattern — words, one regex or a number, and the places where they stand
 *
 * Patterns see folded text. A caller asks for places only; how they are found
 * (by the literals of all patterns, plain search, PCRE2) is this file's, and
 * changes nothing about which they are.
 */
#ifndef CHENGBAO_FILTERS_RULE_PATTERN_H
#define CHENGBAO_FILTERS_RULE_PATTERN_H

#include "filters/rule_engine.h"
#include "filters/rule_index.h"
#include "filters/rule_number.h"

typedef struct RulePattern RulePattern;

#define RULE_PATTERN_SPANS 10000 /* at most, in one text */

RulePattern *rule_pattern_words(void);
/* Folds and adds a word; false when nothing of it is left. */
bool rule_pattern_add_word(RulePattern *pattern, const char *word);
size_t rule_pattern_n_words(const RulePattern *pattern);

RulePattern *rule_pattern_number(const RuleNumber *number);

/* Compiles a regex of valid UTF-8; one of words alone is looked for as they are.
 * Gives:  NULL when it is refused: *ret_offset (bytes) and *ret_why (yours) say where and why. */
RulePattern *rule_pattern_regex(RuleEngine *engine, const char *regex, size_t *ret_offset,
				char **ret_why);
void rule_pattern_free(RulePattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RulePattern, rule_pattern_free)

/* Enters what the pattern needs into the index, once. False: a regex that needs no
 * literal, or one of a single character, or a number; it is tried on most texts. */
bool rule_pattern_register(RulePattern *pattern, RuleIndex *index);

/* May it match in the text that `hits` tells of? */
bool rule_pattern_may(const RulePattern *pattern, const RuleHits *hits);

/* A folded text and what is known about it. */
typedef struct {
	const char *text;
	size_t n_bytes;
	const RuleHits *hits; /* what the index found in it; NULL: it is searched without */
	GArray *amounts;      /* NULL until the first number looks; then yours */
} RuleFolded;

/* Appends up to `limit` places to spans (of RuleSpan): in order, none overlapping.
 * Gives:  NULL; or, static, why the pattern failed: then it is suspended and
 *         says so each time, unless only the letter's time was used up. */
const char *rule_pattern_find(RulePattern *pattern, RuleEngine *engine, RuleFolded *folded,
			      size_t limit, GArray *spans);

#endif
