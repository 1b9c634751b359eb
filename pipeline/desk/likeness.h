/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * likeness — what two texts have to do with each other
 *
 * One of them is looked up, the other a candidate of the index (spool/seen). They are
 * alike when their best chain of shared passages (base/text/overlap) is a good part of
 * the shorter one, or as long as a paragraph and not of form alone; or when they seem to
 * tell of one event, in whatever words (base/text/happening): that is an overlap as well,
 * with the little that they share. One form filled in for another day or place (apart) is an
 * overlap at most, whatever the share. The verdict is for a person to look at; nothing is decided
 * by it.
 *
 * Promise: depends on the texts and on which prints are rare.
 * Not here: finding candidates (spool/seen), telling of them (similar).
 */
#ifndef CHENGBAO_PIPELINE_DESK_LIKENESS_H
#define CHENGBAO_PIPELINE_DESK_LIKENESS_H

#include "base/text/overlap.h"
#include "spool/seen.h"

#include <jansson.h>

#define LIKENESS_PASSAGE 10 /* letters of a passage that is worth showing */
#define LIKENESS_PASSAGES 3

/* What is compared of a text: its letters first. */
typedef struct {
	SeenText *seen;
	OverlapText *letters;
	GArray *prints; /* fingerprint_make, when it is asked for */
} LikenessText;

/* After fold_load; as seen_text. Yours. */
LikenessText *likeness_text(const char *title, const char *text, const char *when);
void likeness_text_free(LikenessText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LikenessText, likeness_text_free)

typedef struct {
	double ours;	      /* share of the looked-up text that stands in the other, 0..1 */
	double theirs;	      /* and of the other in it */
	const char *relation; /* same, contains, contained, overlap; NULL: nothing to tell */
	bool apart; /* alike in words, but of another day, town or village, with other numbers */
	GPtrArray *places; /* of the event both seem to tell of, borrowed strings; or NULL */
	Overlap overlap;
} Likeness;

/* `rare`: of seen_find for ours. Yours, likeness_clear. */
Likeness likeness_of(LikenessText *ours, const GArray *rare, LikenessText *theirs);
void likeness_clear(Likeness *like);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Likeness, likeness_clear)

/* The longest passages that both have, in our order, folded. A list of strings, yours. */
json_t *likeness_passages(const Likeness *like, const LikenessText *ours);

#endif
