/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_need_set — what a piece of a regex needs: sets of literals and their algebra
 */
#ifndef CHENGBAO_FILTERS_RULE_NEED_SET_H
#define CHENGBAO_FILTERS_RULE_NEED_SET_H

#include <glib.h>
#include <stdbool.h>

/* A piece: it matches exactly one of `exact`; or, where that is NULL, only what holds one
 * literal of each of `groups` and, if `lead` is there, begins with one of those. */
typedef struct {
	GPtrArray *exact, *groups, *lead;
	gsize most; /* bytes it takes at most; RULE_PIECE_ENDLESS: nobody knows */
} RulePiece;

#define RULE_PIECE_ENDLESS G_MAXSIZE

RulePiece rule_piece_any(gsize most); /* nothing else is known of it */
RulePiece rule_piece_literal(const char *bytes, gsize n_bytes);
RulePiece rule_piece_steal(RulePiece *piece);
void rule_piece_clear(RulePiece *piece);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RulePiece, rule_piece_clear)

/* piece{min,max}; max -1: without end. Takes the piece. */
RulePiece rule_piece_repeated(RulePiece piece, int min, int max);

/* One of the pieces (of RulePiece). */
RulePiece rule_piece_either(const GArray *pieces);

/* Pieces one after another. */
typedef struct {
	GPtrArray *open; /* what the text ends with so far; {""} where nothing is known */
	bool known;	 /* `open` is all of it */
	bool leads;	 /* `open` begins it */
	GPtrArray *groups, *lead;
	gsize most;
} RuleChain;

void rule_chain_init(RuleChain *chain);
void rule_chain_add(RuleChain *chain, RulePiece piece); /* takes it */
RulePiece rule_chain_end(RuleChain *chain);		/* and clears the chain */

/* Has every literal at least this many bytes? */
bool rule_set_is_usable(const GPtrArray *set, gsize min_bytes);

/* Is `a` the rarer of two groups, as far as their lengths tell? */
bool rule_set_is_better(const GPtrArray *a, const GPtrArray *b);

#endif
