/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * likeness — what two texts have to do with each other
 *
 * The bounds were chosen with test-seen on the invented reports of tests/unit/prose.h. Of
 * 40,000 pairs of different ones that the index offered the chain was at most 0.30 of
 * the shorter text in 99.9 of 100; where 15 % of the characters were changed it was 0.50
 * or more in 95 of 100, where a paragraph was used again 86 letters. Very short reports
 * of form alone reach 0.5: below LIKENESS_MOST rare prints must be shared too.
 * Containment of grams alone does not tell the two apart.
 */
#include "pipeline/desk/likeness.h"

#include "base/text/contrast.h"
#include "base/text/fingerprint.h"

#include <string.h>

#define LIKENESS_SAME 0.9
#define LIKENESS_WHOLE 0.8 /* of one text in the other: it contains it */
#define LIKENESS_PART 0.45 /* chain by the letters of the shorter text */
#define LIKENESS_MOST 0.55 /* the same: needs no print that is rare */
#define LIKENESS_SHORT 16  /* letters of a chain below which nothing is said */
#define LIKENESS_LONG 60   /* letters of a chain that is a paragraph */
#define LIKENESS_RARE 3	   /* prints shared that are no phrases of form */

LikenessText *
likeness_text(const char *title, const char *text, const char *when)
{
	LikenessText *made = g_new0(LikenessText, 1);

	made->seen = seen_text(title, text, when);
	made->letters = overlap_text(made->seen->body);
	return made;
}

static const GArray *
likeness_prints(LikenessText *text)
{
	if (!text->prints)
		text->prints = fingerprint_make(text->seen->body);
	return text->prints;
}

void
likeness_text_free(LikenessText *text)
{
	if (!text)
		return;
	seen_text_free(text->seen);
	overlap_text_free(text->letters);
	g_clear_pointer(&text->prints, g_array_unref);
	g_free(text);
}

void
likeness_clear(Likeness *like)
{
	overlap_clear(&like->overlap);
	g_clear_pointer(&like->places, g_ptr_array_unref);
}

static guint
likeness_shared(const GArray *a, const GArray *b)
{
	const int64_t *x = (const int64_t *)(const void *)a->data;
	const int64_t *y = (const int64_t *)(const void *)b->data;
	guint i = 0, j = 0, n = 0;

	while (i < a->len && j < b->len) {
		bool next_a = x[i] <= y[j], next_b = y[j] <= x[i];

		n += next_a && next_b;
		i += next_a;
		j += next_b;
	}
	return n;
}

/* Is so much of the shorter text in the other, in a row, that it is no chance? */
static bool
likeness_is_shared(const LikenessText *ours, const GArray *rare, const LikenessText *theirs,
		   double chain)
{
	guint n_shorter = MIN(ours->letters->n, theirs->letters->n);

	return chain >= LIKENESS_SHORT &&
	       chain >= MIN(LIKENESS_PART * n_shorter, (double)LIKENESS_LONG) &&
	       (chain >= LIKENESS_MOST * n_shorter ||
		likeness_shared(rare, seen_prints(theirs->seen)) >= LIKENESS_RARE);
}

static const char *
likeness_relation(double ours, double theirs)
{
	if (ours > LIKENESS_SAME && theirs > LIKENESS_SAME)
		return "same";
	if (ours > LIKENESS_WHOLE)
		return "contained";
	return theirs > LIKENESS_WHOLE ? "contains" : "overlap";
}

/* All of it is the same. Letters that differ tell at once that it is not. */
static bool
likeness_is_same(const LikenessText *ours, const LikenessText *theirs)
{
	guint n = ours->letters->n;

	return n == theirs->letters->n &&
	       memcmp(ours->letters->letters, theirs->letters->letters, n * sizeof(gunichar)) ==
		       0 &&
	       seen_content(ours->seen) && seen_content(ours->seen) == seen_content(theirs->seen);
}

/* What is sent again the next day may say 今日 and is of another day: its numbers tell. */
static bool
likeness_is_apart(const LikenessText *ours, const LikenessText *theirs)
{
	return happening_excludes(seen_happening(ours->seen), seen_happening(theirs->seen)) &&
	       contrast_anew(ours->seen->body, theirs->seen->body);
}

static GPtrArray *
likeness_places(const LikenessText *ours, const LikenessText *theirs)
{
	const Happening *event = seen_happening(ours->seen);

	return happening_may_be(event, theirs->seen->when)
		       ? happening_same(event, seen_happening(theirs->seen))
		       : NULL;
}

Likeness
likeness_of(LikenessText *ours, const GArray *rare, LikenessText *theirs)
{
	guint n_ours = MAX(ours->letters->n, 1), n_theirs = MAX(theirs->letters->n, 1);
	Likeness like = { .overlap = overlap_find(ours->letters, theirs->letters) };
	bool shared = likeness_is_shared(ours, rare, theirs, like.overlap.chain);

	like.places = likeness_places(ours, theirs);
	if (likeness_is_same(ours, theirs)) {
		like.ours = like.theirs = 1;
		like.relation = "same";
		return like;
	}
	if (!shared && !like.places)
		return like;
	/* Grams also see what stands in another order, the chain what was changed. */
	like.ours = MAX(fingerprint_containment(likeness_prints(ours), likeness_prints(theirs)),
			(double)like.overlap.n_matched / n_ours);
	like.theirs = MAX(fingerprint_containment(likeness_prints(theirs), likeness_prints(ours)),
			  (double)like.overlap.n_matched / n_theirs);
	like.apart = shared && likeness_is_apart(ours, theirs);
	like.relation =
		shared && !like.apart ? likeness_relation(like.ours, like.theirs) : "overlap";
	return like;
}

json_t *
likeness_passages(const Likeness *like, const LikenessText *ours)
{
	g_autoptr(GPtrArray) passages =
		overlap_passages(&like->overlap, ours->letters, ours->seen->body, LIKENESS_PASSAGE,
				 LIKENESS_PASSAGES);
	json_t *list = json_array();

	for (guint i = 0; i < passages->len; i++)
		json_array_append_new(list, json_string(passages->pdata[i]));
	return list;
}
