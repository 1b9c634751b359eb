/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_need_set — what a piece of a regex needs: sets of literals and their algebra
 */
#include "filters/rule_need_set.h"

#include "filters/rule_need.h"

#include <string.h>

static GPtrArray *
set_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static GPtrArray *
set_of_nothing(void)
{
	GPtrArray *set = set_new();

	g_ptr_array_add(set, g_strdup(""));
	return set;
}

static GPtrArray *
groups_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
}

static void
set_add_all(GPtrArray *set, const GPtrArray *more)
{
	for (guint i = 0; i < more->len; i++)
		if (!g_ptr_array_find_with_equal_func(set, more->pdata[i], g_str_equal, NULL))
			g_ptr_array_add(set, g_strdup(more->pdata[i]));
}

bool
rule_set_is_usable(const GPtrArray *set, gsize min_bytes)
{
	if (set->len == 0 || set->len > RULE_NEED_LITERALS)
		return false;
	for (guint i = 0; i < set->len; i++)
		if (strlen(set->pdata[i]) < MAX(min_bytes, 1))
			return false;
	return true;
}

static gsize
set_shortest(const GPtrArray *set)
{
	gsize shortest = G_MAXSIZE;

	for (guint i = 0; i < set->len; i++)
		shortest = MIN(shortest, strlen(set->pdata[i]));
	return shortest;
}

bool
rule_set_is_better(const GPtrArray *a, const GPtrArray *b)
{
	gsize short_a = set_shortest(a), short_b = set_shortest(b);

	return short_a != short_b ? short_a > short_b : a->len < b->len;
}

/* Every one of `a` with every one of `b` behind it. NULL: too many or too long. */
static GPtrArray *
set_cross(const GPtrArray *a, const GPtrArray *b)
{
	g_autoptr(GPtrArray) both = NULL;

	if ((gsize)a->len * b->len > RULE_NEED_LITERALS)
		return NULL;
	both = set_new();
	for (guint i = 0; i < a->len; i++)
		for (guint j = 0; j < b->len; j++) {
			char *one = g_strconcat(a->pdata[i], b->pdata[j], NULL);

			g_ptr_array_add(both, one);
			if (strlen(one) > RULE_NEED_BYTES)
				return NULL;
		}
	return g_steal_pointer(&both);
}

/* ---- pieces ---- */

RulePiece
rule_piece_any(gsize most)
{
	return (RulePiece){ NULL, groups_new(), NULL, most };
}

static gsize
most_sum(gsize a, gsize b)
{
	return a > RULE_PIECE_ENDLESS - b ? RULE_PIECE_ENDLESS : a + b;
}

static gsize
most_times(gsize most, int times)
{
	if (times < 0 || (times > 0 && most > RULE_PIECE_ENDLESS / (gsize)times))
		return RULE_PIECE_ENDLESS;
	return most * (gsize)times;
}

RulePiece
rule_piece_literal(const char *bytes, gsize n_bytes)
{
	RulePiece piece = { set_new(), groups_new(), NULL, n_bytes };

	g_ptr_array_add(piece.exact, g_strndup(bytes, n_bytes));
	return piece;
}

RulePiece
rule_piece_steal(RulePiece *piece)
{
	RulePiece stolen = *piece;

	*piece = (RulePiece){ NULL, NULL, NULL, 0 };
	return stolen;
}

void
rule_piece_clear(RulePiece *piece)
{
	g_clear_pointer(&piece->exact, g_ptr_array_unref);
	g_clear_pointer(&piece->groups, g_ptr_array_unref);
	g_clear_pointer(&piece->lead, g_ptr_array_unref);
}

/* The piece once, and more of it behind that nobody counts. */
static RulePiece
piece_at_least_once(RulePiece piece)
{
	if (piece.exact && rule_set_is_usable(piece.exact, 1)) {
		g_ptr_array_add(piece.groups, g_ptr_array_ref(piece.exact));
		piece.lead = g_ptr_array_ref(piece.exact);
	}
	g_clear_pointer(&piece.exact, g_ptr_array_unref);
	return piece;
}

RulePiece
rule_piece_repeated(RulePiece piece, int min, int max)
{
	gsize most = most_times(piece.most, max);

	if (min == 1 && max == 1)
		return piece;
	piece.most = most;
	if (min == 0 && max == 1 && piece.exact && piece.exact->len < RULE_NEED_LITERALS) {
		g_autoptr(GPtrArray) nothing = set_of_nothing();

		set_add_all(piece.exact, nothing);
		return piece;
	}
	if (min == 0) {
		rule_piece_clear(&piece);
		return rule_piece_any(most);
	}
	if (min == max && piece.exact) {
		g_autoptr(GPtrArray) all = g_ptr_array_ref(piece.exact);

		for (int i = 1; i < min && all; i++) {
			GPtrArray *longer = set_cross(all, piece.exact);

			g_ptr_array_unref(all);
			all = longer;
		}
		if (all) {
			g_ptr_array_unref(piece.exact);
			piece.exact = g_steal_pointer(&all);
			return piece;
		}
	}
	return piece_at_least_once(piece);
}

/* The rarest group of a piece; NULL: it needs none. */
static const GPtrArray *
piece_best(const RulePiece *piece)
{
	const GPtrArray *best = NULL;

	if (piece->exact)
		return rule_set_is_usable(piece->exact, 1) ? piece->exact : NULL;
	for (guint i = 0; i < piece->groups->len; i++)
		if (!best || rule_set_is_better(piece->groups->pdata[i], best))
			best = piece->groups->pdata[i];
	return best;
}

static const GPtrArray *
piece_lead(const RulePiece *piece)
{
	if (piece->exact)
		return rule_set_is_usable(piece->exact, 1) ? piece->exact : NULL;
	return piece->lead;
}

static const GPtrArray *
piece_exact(const RulePiece *piece)
{
	return piece->exact;
}

/* What `of` says of each piece, together. NULL where it says nothing of one, or it is too much. */
static GPtrArray *
union_of(const GArray *pieces, const GPtrArray *(*of)(const RulePiece *))
{
	g_autoptr(GPtrArray) all = set_new();

	for (guint i = 0; i < pieces->len; i++) {
		const GPtrArray *one = of(&g_array_index(pieces, RulePiece, i));

		if (!one)
			return NULL;
		set_add_all(all, one);
		if (all->len > RULE_NEED_LITERALS)
			return NULL;
	}
	return g_steal_pointer(&all);
}

RulePiece
rule_piece_either(const GArray *pieces)
{
	RulePiece either = rule_piece_any(0);
	GPtrArray *group;

	for (guint i = 0; i < pieces->len; i++)
		either.most = MAX(either.most, g_array_index(pieces, RulePiece, i).most);

	either.exact = union_of(pieces, piece_exact);
	if (either.exact)
		return either;
	group = union_of(pieces, piece_best);
	if (group)
		g_ptr_array_add(either.groups, group);
	either.lead = union_of(pieces, piece_lead);
	return either;
}

/* ---- chains ---- */

void
rule_chain_init(RuleChain *chain)
{
	*chain = (RuleChain){ set_of_nothing(), true, true, groups_new(), NULL, 0 };
}

/* Nothing is known of what comes next: what was known becomes a group. */
static void
chain_cut(RuleChain *chain)
{
	if (rule_set_is_usable(chain->open, 1)) {
		g_ptr_array_add(chain->groups, g_ptr_array_ref(chain->open));
		if (chain->leads)
			chain->lead = g_ptr_array_ref(chain->open);
	} else if (chain->open->len > 1) {
		chain->leads = false; /* it may begin with nothing of these */
	}
	g_ptr_array_unref(chain->open);
	chain->open = set_of_nothing();
	chain->known = false;
}

void
rule_chain_add(RuleChain *chain, RulePiece piece)
{
	g_autoptr(GPtrArray) longer = piece.exact ? set_cross(chain->open, piece.exact) : NULL;
	bool at_start;

	chain->most = most_sum(chain->most, piece.most);
	if (longer) {
		g_ptr_array_unref(chain->open);
		chain->open = g_steal_pointer(&longer);
		rule_piece_clear(&piece);
		return;
	}
	at_start = chain->leads && chain->open->len == 1 && *(char *)chain->open->pdata[0] == '\0';
	chain_cut(chain);
	if (piece.exact) {
		g_ptr_array_unref(chain->open);
		chain->open = g_ptr_array_ref(piece.exact);
		chain->leads = at_start;
	} else {
		for (guint i = 0; i < piece.groups->len; i++)
			g_ptr_array_add(chain->groups, g_ptr_array_ref(piece.groups->pdata[i]));
		if (at_start && piece.lead)
			chain->lead = g_ptr_array_ref(piece.lead);
		chain->leads = false;
	}
	rule_piece_clear(&piece);
}

RulePiece
rule_chain_end(RuleChain *chain)
{
	RulePiece piece = { NULL, chain->groups, NULL, chain->most };

	if (chain->known) {
		piece.exact = chain->open;
		return piece;
	}
	chain_cut(chain);
	g_ptr_array_unref(chain->open);
	piece.lead = chain->lead;
	return piece;
}
