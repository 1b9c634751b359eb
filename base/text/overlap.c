/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * overlap — the passages that two texts share, and how well they lie in a row
 *
 * The places of each run of OVERLAP_RUN characters of their text stand in a table of
 * hashes; ours is walked once, each place extended as far as it goes. The chain is found
 * by looking back from each run over those that end shortly before it.
 *
 * Promise: bounded: OVERLAP_CHARACTERS, PLACES_MOST of a gram, RUNS_MOST runs, BACK_MOST
 * looks back from each.
 */
#include "base/text/overlap.h"

#include "base/text/letters.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define PLACES_MOST 4  /* of one gram in their text */
#define RUNS_MOST 4000 /* of which a chain is made */
#define BACK_MOST 200  /* runs before one that it may follow */
#define GAP_MOST 60    /* letters between two runs of a chain */
#define GAP_COST 0.5   /* of a letter that does not match */
#define TABLE_BITS_MOST 18
#define TABLE_BITS_SPARE 3 /* so that most heads are empty */

static guint
overlap_gram(const gunichar *at)
{
	uint64_t hash = 0;

	for (guint i = 0; i < OVERLAP_RUN; i++)
		hash = (hash ^ at[i]) * 0x9E3779B97F4A7C15u;
	return (guint)(hash >> 32);
}

OverlapText *
overlap_text(const char *folded)
{
	OverlapText *text = g_new0(OverlapText, 1);
	glong n = MIN(g_utf8_strlen(folded, -1), OVERLAP_CHARACTERS);
	const char *at = folded, *place = folded;
	gunichar c;

	text->letters = g_new(gunichar, (gsize)n + 1);
	text->offsets = g_new(guint, (gsize)n + 1);
	while (text->n < (guint)n && (c = letters_next(&at, &place))) {
		text->offsets[text->n] = (guint)(place - folded);
		text->letters[text->n++] = c;
	}
	text->grams = g_new(guint, text->n + 1);
	for (guint i = 0; i + OVERLAP_RUN <= text->n; i++)
		text->grams[i] = overlap_gram(text->letters + i);
	return text;
}

void
overlap_text_free(OverlapText *text)
{
	if (!text)
		return;
	g_free(text->letters);
	g_free(text->offsets);
	g_free(text->grams);
	g_free(text);
}

void
overlap_clear(Overlap *overlap)
{
	g_clear_pointer(&overlap->runs, g_array_unref);
}

/* ---- runs ---- */

/* Chains of places by hash: heads and nexts hold place + 1. */
typedef struct {
	const OverlapText *text;
	guint *heads, *nexts;
	guint bits;
} Places;

/* The head of the chain on which the places of a gram lie. */
static guint *
places_head(const Places *places, guint gram)
{
	return &places->heads[gram >> (32 - places->bits)];
}

static void
places_fill(Places *places, const OverlapText *text)
{
	places->text = text;
	places->bits = MIN(g_bit_storage(text->n) + TABLE_BITS_SPARE, TABLE_BITS_MOST);
	places->heads = g_new0(guint, (gsize)1 << places->bits);
	places->nexts = g_new0(guint, text->n + 1);
	/* From the end, so that the earliest place of a gram comes first. */
	for (guint i = text->n; i-- > 0;) {
		guint *head;

		if (i + OVERLAP_RUN > text->n)
			continue;
		head = places_head(places, text->grams[i]);
		places->nexts[i] = *head;
		*head = i + 1;
	}
}

static guint
overlap_common(const OverlapText *a, guint i, const OverlapText *b, guint j)
{
	guint n = 0;

	while (i + n < a->n && j + n < b->n && a->letters[i + n] == b->letters[j + n])
		n++;
	return n;
}

/* The runs that begin at our place i; those that only go on with one of the place
 * before are its tail. */
static void
runs_at(GArray *runs, const OverlapText *ours, guint i, const Places *places)
{
	const OverlapText *theirs = places->text;
	guint n_places = 0;
	guint at = *places_head(places, ours->grams[i]);

	for (; at && n_places < PLACES_MOST && runs->len < RUNS_MOST; at = places->nexts[at - 1]) {
		OverlapRun run = { i, at - 1, 0 };

		if (ours->grams[i] != theirs->grams[at - 1] ||
		    memcmp(ours->letters + i, theirs->letters + at - 1,
			   OVERLAP_RUN * sizeof(gunichar)) != 0)
			continue;
		n_places++;
		/* Measured at its beginning alone, or equal texts would cost their square. */
		if (i > 0 && at > 1 && ours->letters[i - 1] == theirs->letters[at - 2])
			continue;
		run.n = overlap_common(ours, i, theirs, at - 1);
		g_array_append_val(runs, run);
	}
}

static GArray *
runs_find(const OverlapText *ours, const OverlapText *theirs)
{
	GArray *runs = g_array_new(FALSE, FALSE, sizeof(OverlapRun));
	Places places = { 0 };

	places_fill(&places, theirs);
	for (guint i = 0; i + OVERLAP_RUN <= ours->n && runs->len < RUNS_MOST; i++)
		runs_at(runs, ours, i, &places);
	g_free(places.heads);
	g_free(places.nexts);
	return runs;
}

/* ---- the chain ---- */

typedef struct {
	double score;
	guint before; /* the run before it in its chain, + 1; 0: it begins one */
} Link;

/* Runs that begin more than so many of our letters before another are too far from it. */
static guint
chain_reach(const GArray *runs)
{
	guint longest = 0;

	for (guint i = 0; i < runs->len; i++)
		longest = MAX(longest, g_array_index(runs, OverlapRun, i).n);
	return longest + GAP_MOST;
}

/* The best chain that ends in run i. A run that overlaps the end of the one before gives
 * up its beginning. */
static Link
chain_link(const GArray *runs, const Link *links, guint i, guint reach)
{
	const OverlapRun *run = &g_array_index(runs, OverlapRun, i);
	Link best = { run->n, 0 };

	for (guint k = i; k-- > 0 && i - k <= BACK_MOST;) {
		const OverlapRun *last = &g_array_index(runs, OverlapRun, k);
		int64_t gap_ours = (int64_t)run->ours - last->ours - last->n;
		int64_t gap_theirs = (int64_t)run->theirs - last->theirs - last->n;
		int64_t lost = MAX(0, -MIN(gap_ours, gap_theirs));
		int64_t gap = MAX(gap_ours, gap_theirs) + lost;
		double score;

		if (run->ours - last->ours > reach)
			break;
		if (run->ours <= last->ours || run->theirs <= last->theirs || lost >= run->n ||
		    gap > GAP_MOST)
			continue;
		score = links[k].score + (double)(run->n - lost) - GAP_COST * (double)gap;
		if (score > best.score)
			best = (Link){ score, k + 1 };
	}
	return best;
}

/* The runs of the chain that ends in `last`, in order, without what overlaps. */
static void
chain_collect(Overlap *overlap, const GArray *runs, const Link *links, guint last)
{
	for (guint at = last + 1; at; at = links[at - 1].before) {
		OverlapRun run = g_array_index(runs, OverlapRun, at - 1);

		g_array_prepend_val(overlap->runs, run);
	}
	for (guint i = 0; i < overlap->runs->len; i++) {
		OverlapRun *run = &g_array_index(overlap->runs, OverlapRun, i);

		if (i + 1 < overlap->runs->len) {
			run->n = MIN(run->n, run[1].ours - run->ours);
			run->n = MIN(run->n, run[1].theirs - run->theirs);
		}
		overlap->n_matched += run->n;
	}
}

Overlap
overlap_find(const OverlapText *ours, const OverlapText *theirs)
{
	g_autoptr(GArray) runs = runs_find(ours, theirs);
	g_autofree Link *links = g_new(Link, runs->len + 1);
	Overlap overlap = { .runs = g_array_new(FALSE, FALSE, sizeof(OverlapRun)) };
	guint best = 0, reach = chain_reach(runs);

	for (guint i = 0; i < runs->len; i++) {
		links[i] = chain_link(runs, links, i, reach);
		if (links[i].score > links[best].score)
			best = i;
	}
	if (runs->len > 0) {
		overlap.chain = links[best].score;
		chain_collect(&overlap, runs, links, best);
	}
	return overlap;
}

/* ---- passages ---- */

static gint
run_longer(gconstpointer a, gconstpointer b)
{
	const OverlapRun *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n ? 1 : -1) : (x->ours > y->ours) - (x->ours < y->ours);
}

static gint
run_earlier(gconstpointer a, gconstpointer b)
{
	const OverlapRun *x = a, *y = b;

	return (x->ours > y->ours) - (x->ours < y->ours);
}

/* 3200吨 and 3000吨 share no 3: what a run tore off a number is not shown. */
static OverlapRun
run_whole(const OverlapRun *torn, const OverlapText *ours)
{
	OverlapRun run = *torn;
	const gunichar *letters = ours->letters;

	while (run.n > 0 && run.ours > 0 && g_unichar_isdigit(letters[run.ours - 1]) &&
	       g_unichar_isdigit(letters[run.ours])) {
		run.ours++;
		run.n--;
	}
	while (run.n > 0 && run.ours + run.n < ours->n &&
	       g_unichar_isdigit(letters[run.ours + run.n]) &&
	       g_unichar_isdigit(letters[run.ours + run.n - 1]))
		run.n--;
	return run;
}

GPtrArray *
overlap_passages(const Overlap *overlap, const OverlapText *ours, const char *folded, guint n_least,
		 guint n_most)
{
	GPtrArray *passages = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) runs = g_array_copy(overlap->runs);

	g_array_sort(runs, run_longer);
	g_array_set_size(runs, MIN(runs->len, n_most));
	g_array_sort(runs, run_earlier);
	for (guint i = 0; i < runs->len; i++) {
		OverlapRun run = run_whole(&g_array_index(runs, OverlapRun, i), ours);
		const char *from, *to;

		if (run.n < MAX(n_least, 1))
			continue;
		from = folded + ours->offsets[run.ours];
		to = folded + ours->offsets[run.ours + run.n - 1];
		g_ptr_array_add(passages, g_strndup(from, (gsize)(g_utf8_next_char(to) - from)));
	}
	return passages;
}
