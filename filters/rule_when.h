/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_when — conditions: names joined by near, not, and, or
 */
#ifndef CHENGBAO_FILTERS_RULE_WHEN_H
#define CHENGBAO_FILTERS_RULE_WHEN_H

#include "filters/rule.h"
#include "filters/rule_cursor.h"

/* Parses the rest of the line as a condition over the lets of `section`.
 * Gives: the condition, yours; NULL when a problem was added. */
RuleWhen *rule_when_parse(RuleCursor *cursor, const RuleSection *section);

#endif
