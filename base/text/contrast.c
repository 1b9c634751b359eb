/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * contrast — the quantities in which two texts about the same thing differ
 *
 * What both have goes first. Every pair of the rest with the same unit is weighed by the
 * characters that are the same before and behind, and by what is counted, as the nearest word
 * in the clause tells; the best are taken one by one.
 *
 * Promise: at most CONTRAST_MOST quantities of each text are compared.
 */
#include "base/text/contrast.h"

#include "base/text/quantity.h"

#include <string.h>

#define CONTRAST_MOST 200
#define CONTRAST_BEFORE 8 /* characters that are compared */
#define CONTRAST_BEHIND 4
#define CONTRAST_CLAUSE 8 /* characters in which a word tells what is counted */
#define CONTRAST_SENSE 2  /* as many characters is it worth */

typedef struct {
	const char *text, *start;
	QuantityPlace place;
	char *unit;  /* what is left without digits: 月日时, 万元 */
	guint sense; /* what is counted; 0: not told */
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

/* ---- what is counted ---- */

#define SENSE_WORDS 14

static const char *const contrast_senses[][SENSE_WORDS] = {
	{ "死亡", "遇难", "身亡", "溺亡", "坠亡", "丧生", "亡" },
	{ "失联", "失踪", "下落不明" },
	{ "被困", "受困", "困住", "围困", "救出", "获救", "脱困", "解救" },
	{ "受伤", "烧伤", "轻伤", "重伤", "擦伤", "砸伤", "伤员", "伤者", "送医", "医院", "救治",
	  "住院", "灼伤", "伤" },
	{ "转移", "疏散", "撤离", "安置", "撤出", "搬离", "避险", "撤至", "暂避", "迁出", "劝离" },
	{ "出动", "投入", "参与", "组织", "调集" },
	{ "损失" },
};

/* The sense of which a word begins (`ends` false) or ends at `at`, from 1; 0: of none. */
static guint
contrast_sense_at(const char *start, const char *at, bool ends)
{
	for (guint i = 0; i < G_N_ELEMENTS(contrast_senses); i++) {
		for (size_t k = 0; k < SENSE_WORDS && contrast_senses[i][k]; k++) {
			size_t n = strlen(contrast_senses[i][k]);

			if (ends && (size_t)(at - start) < n)
				continue;
			if (strncmp(ends ? at - n : at, contrast_senses[i][k], n) == 0)
				return i + 1;
		}
	}
	return 0;
}

static bool
contrast_in_clause(const char *at)
{
	return *at && *at != '\n' && !g_unichar_ispunct(g_utf8_get_char(at));
}

/* Of the nearest word in the clause, before or behind; of equals the one before: 伤3人. */
static guint
contrast_sense(const char *start, const QuantityPlace *place)
{
	const char *before = place->from, *behind = place->to;

	for (int n = 0; n < CONTRAST_CLAUSE && (before || behind); n++) {
		guint sense = before ? contrast_sense_at(start, before, true) : 0;

		if (!sense && behind)
			sense = contrast_sense_at(start, behind, false);
		if (sense)
			return sense;
		before = before && before > start ? g_utf8_prev_char(before) : NULL;
		before = before && contrast_in_clause(before) ? before : NULL;
		behind = behind && contrast_in_clause(behind) ? g_utf8_next_char(behind) : NULL;
	}
	return 0;
}

static GArray *
contrast_list(const char *folded, const GPtrArray *found, const GArray *places)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(Quantity));

	g_array_set_clear_func(list, quantity_clear);
	for (guint i = 0; i < MIN(found->len, CONTRAST_MOST); i++) {
		const QuantityPlace *place = &g_array_index(places, QuantityPlace, i);
		Quantity one = { .text = found->pdata[i],
				 .start = folded,
				 .place = *place,
				 .unit = contrast_unit(found->pdata[i]),
				 .sense = contrast_sense(folded, place) };

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
	return n + behind + (a->sense && a->sense == b->sense ? CONTRAST_SENSE : 0);
}

/* Do they count different things, as far as it is told? */
static bool
contrast_differ(const Quantity *a, const Quantity *b)
{
	return a->sense && b->sense && a->sense != b->sense;
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

			if (!b->paired && strcmp(a->unit, b->unit) == 0 && !contrast_differ(a, b) &&
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

bool
contrast_anew(const char *ours, const char *theirs)
{
	g_autoptr(GPtrArray) now = quantity_find(ours);
	g_autoptr(GPtrArray) before = quantity_find(theirs);
	guint n_kept = 0;

	for (guint i = 0; i < before->len; i++)
		if (g_ptr_array_find_with_equal_func(now, before->pdata[i], g_str_equal, NULL))
			n_kept++;
	return before->len >= CONTRAST_ANEW && n_kept * 2 < before->len;
}
