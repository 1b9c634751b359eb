/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_evil — regexes that could stall a letter, found at load
 */
#ifndef CHENGBAO_FILTERS_RULE_EVIL_H
#define CHENGBAO_FILTERS_RULE_EVIL_H

#include "filters/rule_engine.h"

/* Could this regex need more than linear time? A look at its repeats alone. */
bool rule_evil_is_risky(const char *regex);

/* Tries a risky regex on short texts made from its own characters under a low
 * limit. Gives NULL, or why it is refused (yours) and *ret_offset, in bytes, where. */
char *rule_evil_find(RuleEngine *engine, const pcre2_code *code, const char *regex,
		     size_t *ret_offset);

#endif
