/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grams — runs of characters that are frequent in some texts and not in others
 *
 * Chinese has no blanks between its words; a run of two to eight characters that many
 * texts share, and no longer run accounts for, mostly is a word or a fixed phrase.
 */
#ifndef CHENGBAO_BASE_TEXT_GRAMS_H
#define CHENGBAO_BASE_TEXT_GRAMS_H

#include <glib.h>
#include <stdbool.h>

#define GRAMS_SHORTEST 2
#define GRAMS_LONGEST 8
#define GRAMS_CHARACTERS 3000 /* of one text are looked at */
#define GRAMS_MAX 3000000     /* different ones are kept */

typedef struct Grams Grams;

typedef struct {
	const char *text;  /* the grams' */
	guint n_in, n_out; /* texts of each side that hold it */
} Gram;

Grams *grams_new(void);
void grams_free(Grams *grams);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grams, grams_free)

/* Counts the runs of a text once each. First all texts of the side asked about (`in`), then the
 * others. Needs fold_load. */
void grams_add(Grams *grams, const char *text, bool in);

/* Up to `most` runs that at least two texts hold, the most telling first (of Gram). The array is
 * yours. */
GArray *grams_best(const Grams *grams, guint most);

#endif
