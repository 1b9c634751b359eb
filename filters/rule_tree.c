/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_tree — a regex as a tree: characters, sequences, alternatives, repeats
 *
 * One descent over the syntax of pcre2pattern(3). Options such as (?i), comments,
 * back-references, recursion, conditions, verbs, \Q, \R and \X are not understood.
 */
#include "filters/rule_tree.h"

#include "filters/rule_tree_set.h"

#include <stdlib.h>
#include <string.h>

static RuleTreeNode *parse_any(RuleDescent *descent, int depth);

RuleTreeNode *
rule_tree_node(RuleDescent *descent, RuleTreeType type, RuleTreeNode *child)
{
	RuleTreeNode *node = g_new0(RuleTreeNode, 1);

	descent->failed |= descent->tree->nodes->len >= RULE_TREE_NODES;
	g_ptr_array_add(descent->tree->nodes, node);
	node->type = type;
	node->child = child;
	return node;
}

/* ---- groups ---- */

/* Behind (: what kind of group begins; NULL: an ordinary one. */
static RuleTreeNode *
begin_group(RuleDescent *descent)
{
	static const struct {
		const char *sign;
		RuleTreeType type;
	} kinds[] = {
		{ "?=", RULE_TREE_LOOK },  { "?!", RULE_TREE_LOOK },   { "?<=", RULE_TREE_LOOK },
		{ "?<!", RULE_TREE_LOOK }, { "?>", RULE_TREE_ATOMIC },
	};

	if (*descent->at == '*')
		descent->failed = true;
	if (*descent->at != '?')
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (g_str_has_prefix(descent->at, kinds[i].sign)) {
			descent->at += strlen(kinds[i].sign);
			return rule_tree_node(descent, kinds[i].type, NULL);
		}
	if (descent->at[1] == ':') {
		descent->at += 2;
	} else if (descent->at[1] == '<' || g_str_has_prefix(descent->at, "?P<")) {
		const char *end = strchr(descent->at, '>');

		descent->failed |= end == NULL;
		descent->at = end != NULL ? end + 1 : descent->at;
	} else {
		descent->failed = true;
	}
	return NULL;
}

static RuleTreeNode *
parse_group(RuleDescent *descent, int depth)
{
	RuleTreeNode *outer = begin_group(descent);
	RuleTreeNode *inner = parse_any(descent, depth + 1);

	if (inner->type != RULE_TREE_ANY)
		inner = rule_tree_node(descent, RULE_TREE_ANY, inner);
	descent->failed |= *descent->at != ')';
	descent->at += *descent->at == ')';
	if (outer == NULL)
		return inner;
	outer->child = inner;
	return outer;
}

/* ---- repeats ---- */

/* The bounds of a repeat here, and past it. */
static bool
take_bounds(RuleDescent *descent, uint32_t *ret_min, uint32_t *ret_max)
{
	const char *at = descent->at;
	char *end;

	*ret_min = *at == '+';
	*ret_max = *at == '?' ? 1 : UINT32_MAX;
	if (*at == '*' || *at == '+' || *at == '?') {
		descent->at++;
		return true;
	}
	if (*at != '{')
		return false;
	/* {,3} is characters to PCRE2 10.42 and a repeat to 10.43, as is { 2 }. */
	descent->failed |= at[1] == ',' || at[1] == ' ' || at[1] == '\t';
	if (!g_ascii_isdigit(at[1]))
		return false;
	*ret_min = *ret_max = (uint32_t)strtoul(at + 1, &end, 10);
	if (*end == ',') {
		*ret_max = UINT32_MAX;
		if (g_ascii_isdigit(end[1]))
			*ret_max = (uint32_t)strtoul(end + 1, &end, 10);
		else
			end++;
	}
	descent->failed |= *end == ' ' || *end == '\t';
	if (*end != '}')
		return false;
	descent->at = end + 1;
	return true;
}

static RuleTreeNode *
repeated(RuleDescent *descent, RuleTreeNode *node)
{
	uint32_t min, max;

	while (!descent->failed && take_bounds(descent, &min, &max)) {
		node = rule_tree_node(descent, RULE_TREE_REPEAT, node);
		node->min = min;
		node->max = max;
		node->lazy = *descent->at == '?';
		if (*descent->at == '+')
			node = rule_tree_node(descent, RULE_TREE_ATOMIC, node);
		descent->at += *descent->at == '+' || *descent->at == '?';
	}
	return node;
}

static RuleTreeNode *
parse_one(RuleDescent *descent, int depth)
{
	char sign = *descent->at;

	if (sign != '(' && sign != '[' && sign != '\\' && sign != '^' && sign != '$')
		return rule_tree_character(descent);
	descent->at++;
	if (sign == '(')
		return parse_group(descent, depth);
	if (sign == '[')
		return rule_tree_class(descent);
	return sign == '\\' ? rule_tree_escape(descent)
			    : rule_tree_node(descent, RULE_TREE_EMPTY, NULL);
}

static RuleTreeNode *
parse_all(RuleDescent *descent, int depth)
{
	RuleTreeNode *all = rule_tree_node(descent, RULE_TREE_ALL, NULL), **end = &all->child;

	while (!descent->failed && *descent->at != '\0' && strchr("|)", *descent->at) == NULL) {
		*end = repeated(descent, parse_one(descent, depth));
		end = &(*end)->next;
	}
	return all;
}

static RuleTreeNode *
parse_any(RuleDescent *descent, int depth)
{
	RuleTreeNode *first, **end;

	if (depth > RULE_TREE_DEPTH)
		descent->failed = true;
	if (descent->failed)
		return rule_tree_node(descent, RULE_TREE_EMPTY, NULL);
	first = parse_all(descent, depth);
	if (*descent->at != '|')
		return first;
	end = &first->next;
	first = rule_tree_node(descent, RULE_TREE_ANY, first);
	while (!descent->failed && *descent->at == '|') {
		descent->at++;
		*end = parse_all(descent, depth);
		end = &(*end)->next;
	}
	return first;
}

RuleTree *
rule_tree_parse(const char *regex)
{
	g_autoptr(RuleTree) tree = g_new0(RuleTree, 1);
	RuleDescent descent = { tree, regex, false };

	tree->ranges = g_array_new(FALSE, FALSE, sizeof(RuleRange));
	tree->nodes = g_ptr_array_new_with_free_func(g_free);
	tree->root = parse_any(&descent, 0);
	return descent.failed || *descent.at != '\0' ? NULL : g_steal_pointer(&tree);
}

void
rule_tree_free(RuleTree *tree)
{
	if (tree == NULL)
		return;
	g_array_unref(tree->ranges);
	g_ptr_array_unref(tree->nodes);
	g_free(tree);
}
