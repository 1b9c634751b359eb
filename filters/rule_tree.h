/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_tree — a regex as a tree: characters, sequences, alternatives, repeats
 *
 * Made for proofs, not for matching: a class is a set of characters that holds at
 * least those PCRE2 would take, so two disjoint sets are disjoint classes.
 *
 * Promise: what is not understood is no tree at all.
 * Not here: what is proven (rule_tame).
 */
#ifndef CHENGBAO_FILTERS_RULE_TREE_H
#define CHENGBAO_FILTERS_RULE_TREE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define RULE_TREE_NODES 2048
#define RULE_TREE_RANGES 4096
#define RULE_TREE_DEPTH 50

typedef enum {
	RULE_TREE_CHAR,	  /* one character of a set */
	RULE_TREE_EMPTY,  /* ^ $ \b: takes nothing */
	RULE_TREE_LOOK,	  /* a lookaround: takes nothing; one child */
	RULE_TREE_ATOMIC, /* (?>…): never gone back into; one child */
	RULE_TREE_REPEAT, /* one child */
	RULE_TREE_ALL,	  /* its children one after another */
	RULE_TREE_ANY,	  /* one of its children */
} RuleTreeType;

typedef struct {
	uint32_t from, to;
} RuleRange;

/* Ranges at `at` of the tree's. */
typedef struct {
	guint at, n;
} RuleCharacters;

typedef struct RuleTreeNode {
	RuleTreeType type;
	RuleCharacters set; /* RULE_TREE_CHAR */
	uint32_t min, max;  /* RULE_TREE_REPEAT; max UINT32_MAX: without end */
	bool lazy;
	struct RuleTreeNode *child; /* the first */
	struct RuleTreeNode *next;  /* of the same parent */
} RuleTreeNode;

typedef struct {
	RuleTreeNode *root;
	GArray *ranges; /* RuleRange */
	GPtrArray *nodes;
} RuleTree;

/* NULL: not understood. Yours. */
RuleTree *rule_tree_parse(const char *regex);
void rule_tree_free(RuleTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleTree, rule_tree_free)

/* Have two sets no character in common? */
bool rule_tree_disjoint(const RuleTree *tree, RuleCharacters a, RuleCharacters b);

#endif
