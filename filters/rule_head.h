/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_head — [topic NAME], and what a name may be
 */
#ifndef CHENGBAO_FILTERS_RULE_HEAD_H
#define CHENGBAO_FILTERS_RULE_HEAD_H

#include "filters/rule.h"
#include "filters/rule_cursor.h"

/* Parses a section's head; the cursor stands on its [.
 * Gives: the section's name, yours, its type and where in the line the name begins;
 *        NULL when a problem was added. */
char *rule_head_parse(RuleCursor *cursor, RuleSectionType *ret_type, const char **ret_place);

/* A name of a section, group or let: not empty, not too long, no list signs. */
bool rule_head_check_name(const RuleCursor *cursor, const char *place, const char *name);

/* A copy without blanks, of either width, at its ends. Yours. */
char *rule_head_trimmed(const char *text);

#endif
