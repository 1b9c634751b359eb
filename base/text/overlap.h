/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * overlap — the passages that two texts share, and how well they lie in a row
 *
 * Texts of one office share phrases of form in any order; a text that was sent again
 * shares most of its characters in the same order, with little between. So the runs of
 * equal characters are chained: what matches counts for a chain, what lies between two
 * runs counts half against it, and the best chain tells.
 *
 * Takes folded text (fold). Not here: which pairs to compare (spool/seen), what a chain
 * means (pipeline/desk/likeness).
 */
#ifndef CHENGBAO_BASE_TEXT_OVERLAP_H
#define CHENGBAO_BASE_TEXT_OVERLAP_H

#include <glib.h>

#define OVERLAP_RUN 4		  /* equal characters that make a run */
#define OVERLAP_CHARACTERS 100000 /* letters of a text; what follows is not compared */

/* The letters and digits of a text, for comparing it with several others. */
typedef struct {
	gunichar *letters;
	guint *offsets; /* the byte of each in the text */
	guint *grams;	/* a hash of the OVERLAP_RUN letters from each place where so many follow */
	guint n;
} OverlapText;

OverlapText *overlap_text(const char *folded);
void overlap_text_free(OverlapText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapText, overlap_text_free)

typedef struct {
	double chain;	 /* characters: what the best chain matches less half of its gaps */
	guint n_matched; /* characters that it matches */
	GArray *runs;	 /* OverlapRun, those of the chain in order */
} Overlap;

typedef struct {
	guint ours, theirs, n; /* places and number of letters */
} OverlapRun;

/* The best chain of runs. At most some thousand runs are looked at. Yours,
 * overlap_clear. */
Overlap overlap_find(const OverlapText *ours, const OverlapText *theirs);
void overlap_clear(Overlap *overlap);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Overlap, overlap_clear)

/* The longest runs of the chain as they stand in `folded`, the text of `ours`: at most
 * `n_most`, of `n_least` letters or more, in their order. Strings, yours. */
GPtrArray *overlap_passages(const Overlap *overlap, const OverlapText *ours, const char *folded,
			    guint n_least, guint n_most);

#endif
