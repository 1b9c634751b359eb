/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shipped — the rules that come with the program
 *
 * Topics and kinds stand in only where an office has no rules file, marks,
 * angles and checks wherever it defines none; the caller decides.
 */
#ifndef CHENGBAO_FILTERS_SHIPPED_H
#define CHENGBAO_FILTERS_SHIPPED_H

#include "filters/ruleset.h"

/* The files named filters/rules/topics.rules, …/kinds.rules, …/marks.rules, …/angles.rules,
 * …/checks.rules.
 * Gives: the number of files; *ret_files yours (g_free), names and bytes the program's. */
size_t shipped_topics(RuleFile **ret_files);
size_t shipped_kinds(RuleFile **ret_files);
size_t shipped_marks(RuleFile **ret_files);
size_t shipped_angles(RuleFile **ret_files);
size_t shipped_checks(RuleFile **ret_files);

/* All of them. */
size_t shipped_rules(RuleFile **ret_files);

#endif
