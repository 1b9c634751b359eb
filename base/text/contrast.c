/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * contrast — the quantities in which two texts about the same thing differ
 *
 * What both have goes first. Every pair of the rest with the same unit is weighed by the
 * characters that are the same before and behind; the best are taken one by one.
 *
 * Promise: at most CONTRAST_MOST quantities of each text are compared.
 */
#include "base/text/contrast.h"

#include "base/text/quantity.h"

#include <stdbool.h>
#include <string.h>

#define CONTRAST_MOST 200
#define CONTRAST_BEFORE 8 /* characters that are compared */
#define CONTRAST_BEHIND 4

typedef struct {
	const char *text, *start;
	QuantityPlace place;
	char *unit;  /* what is left without digits: 月日时, 万元 */
	bool paired; /* or in both texts */
} Quantity;

static void
quantity_clear(void *data)
{
	g_free(((Quantity *)data)->unit);
}

static char *
contrast_unit(const char *quantity)
{
	GString *unit = g_string_new(NULL);

	for (; *quantity; quantity++)
		if (!g_ascii_isdigit(*quantity) && *quantity != '.')
			g_string_append_c(unit, *quantity);
	return g_string_free(unit, FALSE);
}

static GArray *
contrast_list(const char *folded, const GPtrArray *found, const GArray *places)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(Quantity));

	g_array_set_clear_func(list, quantity_clear);
	for (guint i = 0; i < MIN(found->len, CONTRAST_MOST); i++) {
		Quantity one = { found->pdata[i], folded, g_array_index(places, QuantityPlace, i),
				 contrast_unit(found->pdata[i]), false };

		g_array_append_val(list, one);
	}
	return list;
}

/* How much the words around two quantities are alike. */
static guint
contrast_weight(const Quantity *a, const Quantity *b)
{
	const char *x = a->place.from, *y = b->place.from;
	guint n = 0, behind = 0;

	while (n < CONTRAST_BEFORE && x > a->start && y > b->start) {
		x = g_utf8_prev_char(x);
		y = g_utf8_prev_char(y);
		if (g_utf8_get_char(x) != g_utf8_get_char(y))
			break;
		n++;
	}
	x = a->place.to;
	y = b->place.to;
	while (behind < CONTRAST_BEHIND && *x && g_utf8_get_char(x) == g_utf8_get_char(y)) {
		x = g_utf8_next_char(x);
		y = g_utf8_next_char(y);
		behind++;
	}
	return n + behind;
}

/* Marks what both texts have. */
static void
contrast_drop_common(GArray *ours, GArray *theirs)
{
	for (guint i = 0; i < ours->len; i++) {
		Quantity *a = &g_array_index(ours, Quantity, i);

		for (guint k = 0; k < theirs->len; k++) {
			Quantity *b = &g_array_index(theirs, Quantity, k);

			if (strcmp(a->text, b->text) == 0)
				a->paired = b->paired = true;
		}
	}
}

/* How many of a list are left with a unit. */
static guint
contrast_left(const GArray *list, const char *unit)
{
	guint n = 0;

	for (guint i = 0; i < list->len; i++) {
		const Quantity *one = &g_array_index(list, Quantity, i);

		n += !one->paired && strcmp(one->unit, unit) == 0;
	}
	return n;
}

typedef struct {
	guint ours, theirs, weight;
} Match;

static gint
match_better(gconstpointer a, gconstpointer b)
{
	const Match *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	if (x->ours != y->ours)
		return x->ours < y->ours ? -1 : 1;
	return (x->theirs > y->theirs) - (x->theirs < y->theirs);
}

static gint
match_earlier(gconstpointer a, gconstpointer b)
{
	const Match *x = a, *y = b;

	return (x->ours > y->ours) - (x->ours < y->ours);
}

/* All pairs of one unit that can be counterparts. A single one of each needs no words
 * around it. */
static GArray *
contrast_matches(const GArray *ours, const GArray *theirs)
{
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(Match));

	for (guint i = 0; i < ours->len; i++) {
		const Quantity *a = &g_array_index(ours, Quantity, i);
		bool single = !a->paired && contrast_left(ours, a->unit) == 1 &&
			      contrast_left(theirs, a->unit) == 1;

		for (guint k = 0; !a->paired && k < theirs->len; k++) {
			const Quantity *b = &g_array_index(theirs, Quantity, k);
			Match match = { i, k, contrast_weight(a, b) };

			if (!b->paired && strcmp(a->unit, b->unit) == 0 &&
			    (single || match.weight > 0))
				g_array_append_val(matches, match);
		}
	}
	g_array_sort(matches, match_better);
	return matches;
}

static void
pair_clear(void *data)
{
	ContrastPair *pair = data;

	g_free(pair->ours);
	g_free(pair->theirs);
}

static GArray *
contrast_pairs(GArray *ours, GArray *theirs, guint n_most)
{
	g_autoptr(GArray) matches = contrast_matches(ours, theirs);
	g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Match));
	GArray *pairs = g_array_new(FALSE, FALSE, sizeof(ContrastPair));

	g_array_set_clear_func(pairs, pair_clear);
	for (guint i = 0; i < matches->len && taken->len < n_most; i++) {
		Match match = g_array_index(matches, Match, i);
		Quantity *a = &g_array_index(ours, Quantity, match.ours);
		Quantity *b = &g_array_index(theirs, Quantity, match.theirs);

		if (a->paired || b->paired)
			continue;
		g_array_append_val(taken, match);
		a->paired = b->paired = true;
	}
	g_array_sort(taken, match_earlier);
	for (guint i = 0; i < taken->len; i++) {
		Match match = g_array_index(taken, Match, i);
		ContrastPair pair = {
			g_strdup(g_array_index(ours, Quantity, match.ours).text),
			g_strdup(g_array_index(theirs, Quantity, match.theirs).text),
		};

		g_array_append_val(pairs, pair);
	}
	return pairs;
}

GArray *
contrast_find(const char *ours, const char *theirs, guint n_most)
{
	g_autoptr(GArray) places_a = NULL, places_b = NULL;
	g_autoptr(GPtrArray) found_a = quantity_find_places(ours, &places_a);
	g_autoptr(GPtrArray) found_b = quantity_find_places(theirs, &places_b);
	g_autoptr(GArray) list_a = contrast_list(ours, found_a, places_a);
	g_autoptr(GArray) list_b = contrast_list(theirs, found_b, places_b);

	contrast_drop_common(list_a, list_b);
	return contrast_pairs(list_a, list_b, n_most);
}
