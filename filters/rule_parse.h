/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_parse — the lines of one rule file in, its sections out
 */
#ifndef CHENGBAO_FILTERS_RULE_PARSE_H
#define CHENGBAO_FILTERS_RULE_PARSE_H

#include "filters/rule.h"
#include "filters/ruleset.h"

/* Appends the file's sections (RuleSection) to `sections`, which may hold those of
 * other files; every error goes to `problems`. `name` outlives the sections. */
void rule_parse_file(const RuleFile *file, const char *name, RuleEngine *engine,
		     GPtrArray *sections, GPtrArray *problems);

#endif
