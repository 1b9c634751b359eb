/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_parse — the lines of one rule file in, its sections out
 */
#ifndef CHENGBAO_FILTERS_RULE_PARSE_H
#define CHENGBAO_FILTERS_RULE_PARSE_H

#include "filters/rule.h"
#include "filters/ruleset.h"

/* Appends the file's sections (RuleSection), and those of the files it includes, to those of
 * the set; every error goes to `problems`. The file is one of the set's. */
void rule_parse_file(const RuleFile *file, RuleSet *set, GPtrArray *problems);

#endif
