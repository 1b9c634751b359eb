/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_tame — a regex proven harmless by its structure, without trying it
 *
 * A piece is left in so many ways; each way the rest is tried again. Of the ways out of
 * [X]{n,m} only the last is worth trying where nothing that can follow takes an X: the
 * others are dead, they cost what the rest does before it takes a character. Of
 * alternatives that begin differently one can match at all. The products of the ways are
 * then a bound on PCRE2's backtracking points; it is too high, never too low. Pieces that
 * look no farther than they lead share the characters of the text.
 *
 * Promise: no text of n characters takes more steps from one place than was said.
 * Not here: trying what has no such proof (rule_evil).
 */
#include "filters/rule_tame.h"

#include "filters/rule_tree.h"

#include <math.h>

#define TAME_MOST 1e30	      /* more is INFINITY */
#define TAME_ROUND 2	      /* steps of one round of a repeated group, besides its own */
#define TAME_ALTERNATIVES 200 /* more are not compared */

/* At most fixed + each × the characters there are. */
typedef struct {
	double fixed, each;
} Amount;

/* What a piece costs from one place. */
typedef struct {
	double live;	   /* ways out */
	Amount dead;	   /* ways out that cannot be gone on from */
	Amount steps;	   /* until all of them are known */
	double zero_ways;  /* ways out that took no character */
	double zero_steps; /* where it can take none */
	bool straight;	   /* it looks no farther than its one way out leads */
} Cost;

/* The characters that can follow; open: also the end, or anything. */
typedef struct {
	GArray *sets; /* RuleCharacters */
	bool open;
} Follow;

static Cost cost_of(const RuleTree *tree, const RuleTreeNode *node, double n, const Follow *follow);

/* Adds what the node can begin with. Can it take nothing? */
static bool
add_first(const RuleTreeNode *node, GArray *sets)
{
	bool empty = true;

	switch (node->type) {
	case RULE_TREE_CHAR:
		g_array_append_val(sets, node->set);
		return false;
	case RULE_TREE_EMPTY:
	case RULE_TREE_LOOK:
		return true;
	case RULE_TREE_ATOMIC:
		return add_first(node->child, sets);
	case RULE_TREE_REPEAT:
		return add_first(node->child, sets) || node->min == 0;
	case RULE_TREE_ALL:
		for (const RuleTreeNode *one = node->child; one != NULL && empty; one = one->next)
			empty = add_first(one, sets);
		return empty;
	case RULE_TREE_ANY:
		break;
	}
	empty = false;
	for (const RuleTreeNode *one = node->child; one != NULL; one = one->next)
		empty |= add_first(one, sets);
	return empty;
}

static bool
are_disjoint(const RuleTree *tree, const GArray *a, const GArray *b)
{
	for (guint i = 0; i < a->len; i++)
		for (guint j = 0; j < b->len; j++)
			if (!rule_tree_disjoint(tree, g_array_index(a, RuleCharacters, i),
						g_array_index(b, RuleCharacters, j)))
				return false;
	return true;
}

static double
all_of(Amount amount, double n)
{
	return amount.fixed + amount.each * n;
}

static Amount
times(Amount amount, double factor)
{
	return (Amount){ MIN(amount.fixed * factor, TAME_MOST),
			 MIN(amount.each * factor, TAME_MOST) };
}

static Amount
plus(Amount a, Amount b)
{
	return (Amount){ MIN(a.fixed + b.fixed, TAME_MOST), MIN(a.each + b.each, TAME_MOST) };
}

/* Of two pieces that share the characters. */
static Amount
shared(Amount a, Amount b)
{
	return (Amount){ MIN(a.fixed + b.fixed, TAME_MOST), MAX(a.each, b.each) };
}

static Cost
cost_of_two(Cost a, Cost b)
{
	Amount (*both)(Amount, Amount) = a.straight ? shared : plus;
	Amount own = plus(a.steps, times(a.dead, b.zero_steps));

	return (Cost){
		.live = MIN(a.live * b.live, TAME_MOST),
		.dead = both(times(a.dead, b.zero_ways), times(b.dead, a.live)),
		.steps = both(own, times(b.steps, a.live)),
		.zero_ways = MIN(a.zero_ways * b.zero_ways, TAME_MOST),
		.zero_steps = MIN(a.zero_steps + a.zero_ways * b.zero_steps, TAME_MOST),
		.straight = a.straight && b.straight,
	};
}

/* From the last to the first, as each needs to know what follows it. */
static Cost
cost_of_all(const RuleTree *tree, const RuleTreeNode *node, double n, const Follow *follow)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new();
	g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(RuleCharacters));
	Follow behind = { sets, follow->open };
	Cost cost = { .live = 1, .zero_ways = 1, .straight = true };

	for (RuleTreeNode *one = node->child; one != NULL; one = one->next)
		g_ptr_array_add(parts, one);
	g_array_append_vals(sets, follow->sets->data, follow->sets->len);
	for (guint i = parts->len; i-- > 0;) {
		const RuleTreeNode *one = parts->pdata[i];
		guint n_behind = sets->len;

		cost = cost_of_two(cost_of(tree, one, n, &behind), cost);
		if (add_first(one, sets))
			continue;
		g_array_remove_range(sets, 0, n_behind);
		behind.open = false;
	}
	return cost;
}

/* Do two alternatives differ in a character that both must take? */
static bool
is_either(const RuleTree *tree, const RuleTreeNode *a, const RuleTreeNode *b)
{
	g_autoptr(GArray) first_a = NULL, first_b = NULL;
	const RuleTreeNode *x, *y;

	for (x = a->child, y = b->child;
	     x != NULL && y != NULL && x->type == RULE_TREE_CHAR && y->type == RULE_TREE_CHAR;
	     x = x->next, y = y->next)
		if (rule_tree_disjoint(tree, x->set, y->set))
			return true;
	if (x != a->child)
		return false;
	first_a = g_array_new(FALSE, FALSE, sizeof(RuleCharacters));
	first_b = g_array_new(FALSE, FALSE, sizeof(RuleCharacters));
	return !add_first(a, first_a) && !add_first(b, first_b) &&
	       are_disjoint(tree, first_a, first_b);
}

static bool
are_exclusive(const RuleTree *tree, const RuleTreeNode *any)
{
	size_t n = 0;

	for (const RuleTreeNode *a = any->child; a != NULL; a = a->next)
		if (++n > TAME_ALTERNATIVES)
			return false;
	for (const RuleTreeNode *a = any->child; a != NULL; a = a->next)
		for (const RuleTreeNode *b = a->next; b != NULL; b = b->next)
			if (!is_either(tree, a, b))
				return false;
	return true;
}

static Amount
larger(Amount a, Amount b)
{
	return (Amount){ MAX(a.fixed, b.fixed), MAX(a.each, b.each) };
}

static Cost
cost_of_any(const RuleTree *tree, const RuleTreeNode *node, double n, const Follow *follow)
{
	bool exclusive = are_exclusive(tree, node);
	Amount (*both)(Amount, Amount) = exclusive ? larger : plus;
	Cost all = { .straight = exclusive };

	for (const RuleTreeNode *one = node->child; one != NULL; one = one->next) {
		Cost cost = cost_of(tree, one, n, follow);

		all.live = exclusive ? MAX(all.live, cost.live) : all.live + cost.live;
		all.dead = both(all.dead, cost.dead);
		all.steps = both(all.steps, cost.steps);
		all.zero_ways = MIN(all.zero_ways + cost.zero_ways, TAME_MOST);
		all.zero_steps = MIN(all.zero_steps + cost.zero_steps + 1, TAME_MOST);
		all.straight &= cost.straight;
	}
	/* Those that cannot match here end before the character in which they differ. */
	all.steps.fixed = MIN(all.steps.fixed + all.zero_steps, TAME_MOST);
	all.live = MIN(all.live, TAME_MOST);
	return all;
}

/* A repeat of one character. */
static Cost
cost_of_run(const RuleTreeNode *node, double n)
{
	bool endless = node->max > n;
	double most = MIN((double)node->max, n);
	double ways = MAX(most - node->min, 0);

	return (Cost){ .live = ways + 1,
		       .steps = { endless ? 1 : ways + 1, endless },
		       .zero_ways = node->min == 0,
		       .zero_steps = node->lazy };
}

/* The rounds of a group that is left in one way share the characters. */
static Cost
cost_of_straight_rounds(const RuleTreeNode *node, Cost body, double n)
{
	bool endless = node->max > n;
	double most = endless ? 1 : node->max;
	Amount own = plus((Amount){ body.steps.fixed + TAME_ROUND, body.steps.each },
			  times(body.dead, body.zero_steps + TAME_ROUND));
	Cost all = { .live = MAX(MIN(node->max, n) - node->min, 0) + 1,
		     .zero_ways = node->min == 0 };

	/* One round that fails comes on top. */
	all.steps = (Amount){ own.fixed * (most + 1), own.each + (endless ? own.fixed : 0) };
	all.dead = (Amount){ body.dead.fixed * (most + 1),
			     body.dead.each + (endless ? body.dead.fixed : 0) };
	all.zero_steps = body.zero_steps + TAME_ROUND;
	return all;
}

/* Any rounds, one after another. */
static Cost
cost_of_rounds(const RuleTreeNode *node, Cost body, double n)
{
	double most = MIN((double)node->max, n);
	double steps = all_of(body.steps, n) + TAME_ROUND, none = body.zero_steps + TAME_ROUND;
	double live = 1, dead = 0, zero = 1;
	Cost all = { 0 };

	for (double k = 0; k <= most && all.steps.fixed < TAME_MOST; k++) {
		if (k >= node->min) {
			all.live = MIN(all.live + live, TAME_MOST);
			all.dead.fixed = MIN(all.dead.fixed + dead, TAME_MOST);
			all.zero_ways = MIN(all.zero_ways + zero, TAME_MOST);
		}
		all.steps.fixed = MIN(all.steps.fixed + live * steps + dead * none, TAME_MOST);
		all.zero_steps = MIN(all.zero_steps + zero * none, TAME_MOST);
		dead = MIN(live * all_of(body.dead, n) + dead * body.zero_ways, TAME_MOST);
		live = MIN(live * body.live, TAME_MOST);
		zero = MIN(zero * body.zero_ways, TAME_MOST);
	}
	return all;
}

static Cost
cost_of_repeat(const RuleTree *tree, const RuleTreeNode *node, double n, const Follow *follow)
{
	g_autoptr(GArray) first = g_array_new(FALSE, FALSE, sizeof(RuleCharacters));
	g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(RuleCharacters));
	Follow behind = { sets, follow->open };
	bool empty = add_first(node->child, first);
	bool run = node->child->type == RULE_TREE_CHAR;
	Cost body, all;

	if (empty && node->max > 1)
		return (Cost){ .steps = { TAME_MOST, 0 } };
	g_array_append_vals(sets, first->data, first->len);
	g_array_append_vals(sets, follow->sets->data, follow->sets->len);
	body = cost_of(tree, node->child, n, &behind);
	if (run)
		all = cost_of_run(node, n);
	else if (!empty && body.straight)
		all = cost_of_straight_rounds(node, body, n);
	else
		all = cost_of_rounds(node, body, n);
	/* The one way out that what follows can go on from is the last. */
	if (!empty && body.live <= 1 && !follow->open && are_disjoint(tree, first, follow->sets)) {
		bool endless = node->max > n;

		all.dead.fixed += endless ? 0 : all.live - 1;
		all.dead.each += endless;
		all.live = 1;
		all.straight = body.straight;
	}
	return all;
}

/* What is never gone back into is left in one way. */
static Cost
cost_once(const RuleTree *tree, const RuleTreeNode *node, double n)
{
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(RuleCharacters));
	Follow open = { none, true };
	Cost body = cost_of(tree, node->child, n, &open);
	double steps = all_of(body.steps, n) + 2;

	if (node->type == RULE_TREE_LOOK)
		return (Cost){ .live = 1,
			       .steps = { steps, 0 },
			       .zero_ways = 1,
			       .zero_steps = steps,
			       .straight = true };
	return (Cost){ .live = 1,
		       .steps = { steps, 0 },
		       .zero_ways = MIN(body.zero_ways, 1),
		       .zero_steps = body.zero_steps + 2 };
}

static Cost
cost_of(const RuleTree *tree, const RuleTreeNode *node, double n, const Follow *follow)
{
	switch (node->type) {
	case RULE_TREE_CHAR:
		return (Cost){ .live = 1, .straight = true };
	case RULE_TREE_EMPTY:
		return (Cost){ .live = 1, .zero_ways = 1, .straight = true };
	case RULE_TREE_LOOK:
	case RULE_TREE_ATOMIC:
		return cost_once(tree, node, n);
	case RULE_TREE_REPEAT:
		return cost_of_repeat(tree, node, n, follow);
	case RULE_TREE_ALL:
		return cost_of_all(tree, node, n, follow);
	case RULE_TREE_ANY:
		return cost_of_any(tree, node, n, follow);
	}
	return (Cost){ .steps = { TAME_MOST, 0 } };
}

double
rule_tame_steps(const char *regex, size_t n_chars)
{
	g_autoptr(RuleTree) tree = rule_tree_parse(regex);
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(RuleCharacters));
	Follow open = { none, true };
	double steps;

	if (tree == NULL)
		return INFINITY;
	steps = all_of(cost_of(tree, tree->root, (double)n_chars, &open).steps, (double)n_chars);
	return steps >= TAME_MOST ? INFINITY : steps + 1;
}
