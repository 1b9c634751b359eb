/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_tree_set — the characters that a piece of a regex takes
 */
#ifndef CHENGBAO_FILTERS_RULE_TREE_SET_H
#define CHENGBAO_FILTERS_RULE_TREE_SET_H

#include "filters/rule_tree.h"

/* A walk along a regex; `failed`: something was not understood. */
typedef struct {
	RuleTree *tree;
	const char *at;
	bool failed;
} RuleDescent;

/* A node of the tree, borrowed. */
RuleTreeNode *rule_tree_node(RuleDescent *descent, RuleTreeType type, RuleTreeNode *child);

/* What stands behind a backslash, behind [, and . or a character itself; and past it. */
RuleTreeNode *rule_tree_escape(RuleDescent *descent);
RuleTreeNode *rule_tree_class(RuleDescent *descent);
RuleTreeNode *rule_tree_character(RuleDescent *descent);

#endif
