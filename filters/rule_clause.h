/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_clause — FIELD [SCORE] pattern [near N pattern] [max N] [from DATE] [until DATE]
 */
#ifndef CHENGBAO_FILTERS_RULE_CLAUSE_H
#define CHENGBAO_FILTERS_RULE_CLAUSE_H

#include "filters/rule.h"
#include "filters/rule_cursor.h"

/* Parses the rest of the line as a clause; a score is allowed in topics only.
 * Gives:  the clause, yours; NULL when a problem was added. */
RuleClause *rule_clause_parse(RuleCursor *cursor, RuleSet *set, const char *file,
			      RuleSectionType section);

#endif
