/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * change — what a new text has and the old one has not
 *
 * Paragraphs that are equal are matched first, by the shortest edit; between them the old
 * and the new ones are paired by the characters that they share, and a pair is compared by
 * the same search, character by character, numbers whole.
 *
 * Promise: bounded: what the search promises (shortest), PARAGRAPHS_MOST and TOKENS_MOST of
 * one text.
 */
#include "base/text/change.h"

#include "base/text/shortest.h"

#include <stdbool.h>
#include <string.h>

#define PARAGRAPHS_MOST 5000 /* of a text; what follows is one more */
#define TOKENS_MOST 20000    /* of a paragraph */
#define PAIRS_MOST 60	     /* paragraphs of one gap that are weighed against each other */
#define PAIR_LEAST 0.4	     /* of their characters that two paragraphs must share */
#define ISLAND 1	     /* equal characters between two changes that are no rest for the eye */

typedef struct {
	char **paragraphs;
	guint n;
} Paragraphs;

/* ---- tokens ---- */

static guint
row_id(GHashTable *known, const char *text)
{
	gpointer id = g_hash_table_lookup(known, text);

	if (!id) {
		id = GUINT_TO_POINTER(g_hash_table_size(known) + 1);
		g_hash_table_insert(known, g_strdup(text), id);
	}
	return GPOINTER_TO_UINT(id);
}

/* Yours (its ids). */
static ShortestRow
row_of(GHashTable *known, char **texts, guint n)
{
	ShortestRow row = { g_new(guint, n + 1), n };

	for (guint i = 0; i < n; i++)
		row.ids[i] = row_id(known, texts[i]);
	return row;
}

static bool
is_digit(gunichar c)
{
	return g_unichar_isdigit(c) || c == '.' || c == ',' || c == 0xFF0E;
}

/* Where the token at `at` ends: a number or a Latin word whole, else one character. */
static const char *
token_end(const char *at)
{
	gunichar c = g_utf8_get_char(at);
	bool digits = g_unichar_isdigit(c), letters = c < 0x80 && g_ascii_isalpha((char)c);

	at = g_utf8_next_char(at);
	while (*at && (digits || letters)) {
		c = g_utf8_get_char(at);
		if (digits ? !is_digit(c) : c >= 0x80 || !g_ascii_isalpha((char)c))
			break;
		at = g_utf8_next_char(at);
	}
	/* 3,200 holds a comma, 3,乙 does not. */
	while (digits && !g_unichar_isdigit(g_utf8_get_char(g_utf8_prev_char(at))))
		at = g_utf8_prev_char(at);
	return at;
}

/* Strings, yours; of an endless paragraph the rest is the last. */
static char **
tokens_of(const char *text, guint *ret_n)
{
	GPtrArray *tokens = g_ptr_array_new();

	while (*text) {
		const char *end =
			tokens->len + 1 < TOKENS_MOST ? token_end(text) : text + strlen(text);

		g_ptr_array_add(tokens, g_strndup(text, (gsize)(end - text)));
		text = end;
	}
	*ret_n = tokens->len;
	g_ptr_array_add(tokens, NULL);
	return (char **)g_ptr_array_free(tokens, FALSE);
}

/* ---- pieces ---- */

static void
piece_clear(void *data)
{
	g_free(((ChangePiece *)data)->text);
}

static void
place_free(void *data)
{
	ChangePlace *place = data;

	g_array_unref(place->pieces);
	g_free(place);
}

static ChangePlace *
place_new(guint was, guint now)
{
	ChangePlace *place = g_new0(ChangePlace, 1);

	place->was = was;
	place->now = now;
	place->pieces = g_array_new(FALSE, FALSE, sizeof(ChangePiece));
	g_array_set_clear_func(place->pieces, piece_clear);
	return place;
}

static void
place_add(ChangePlace *place, ChangeKind kind, GString *text)
{
	ChangePiece piece = { kind, NULL };

	if (text->len == 0)
		return;
	piece.text = g_strdup(text->str);
	g_string_truncate(text, 0);
	g_array_append_val(place->pieces, piece);
}

static ChangePlace *
place_whole(guint was, guint now, const char *text)
{
	ChangePlace *place = place_new(was, now);
	g_autoptr(GString) whole = g_string_new(text);

	place_add(place, now ? CHANGE_ADDED : CHANGE_REMOVED, whole);
	return place;
}

/* Equal characters that only two changes surround are told as changed too: the eye reads
 * words, not letters. */
static void
islands_drown(const ShortestRow *a, const ShortestRow *b, bool *same_a, bool *same_b)
{
	guint i = 0, k = 0;
	bool changed = false;

	while (i < a->n && k < b->n) {
		guint n = 0;

		while (i < a->n && !same_a[i]) {
			i++;
			changed = true;
		}
		while (k < b->n && !same_b[k]) {
			k++;
			changed = true;
		}
		while (i + n < a->n && k + n < b->n && same_a[i + n] && same_b[k + n])
			n++;
		if (changed && n <= ISLAND && i + n < a->n && k + n < b->n) {
			memset(same_a + i, 0, n * sizeof *same_a);
			memset(same_b + k, 0, n * sizeof *same_b);
		}
		i += n;
		k += n;
	}
}

/* One change of one text alone: its tokens [from, to), where it may slide over [low, high). */
typedef struct {
	guint from, to, low, high;
} Slide;

/* The change may as well stand one token further on: 亩，多出1200 before 亩 is ，多出1200亩
 * behind it. Where so it can begin with a mark of punctuation, it does. */
static guint
slide_begin(const ShortestRow *row, char **texts, Slide slide)
{
	guint n = slide.to - slide.from, at = slide.from;

	while (at > slide.low && row->ids[at - 1] == row->ids[at - 1 + n])
		at--;
	for (; at + n <= slide.high; at++) {
		if (g_unichar_ispunct(g_utf8_get_char(texts[at])))
			return at;
		if (at + n == slide.high || row->ids[at] != row->ids[at + n])
			break;
	}
	return slide.from;
}

static void
changes_slide(const ShortestRow *row, char **texts, bool *same, const bool *same_other)
{
	guint i = 0, other = 0, low = 0;

	while (i < row->n) {
		Slide slide = { i, i, low, 0 };
		guint ahead = other, begin;

		/* Equal tokens until either text has a change. */
		if (same[i] && same_other[other]) {
			i++;
			other++;
			continue;
		}
		while (slide.to < row->n && !same[slide.to])
			slide.to++;
		for (slide.high = slide.to;
		     slide.high < row->n && same[slide.high] && same_other[ahead]; slide.high++)
			ahead++;
		low = i = slide.to;
		if (slide.to == slide.from || (slide.high == slide.to && slide.to < row->n)) {
			while (i < row->n && !same_other[other])
				other++;
			continue;
		}
		begin = slide_begin(row, texts, slide);
		memset(same + slide.from, 1, (slide.to - slide.from) * sizeof *same);
		memset(same + begin, 0, (slide.to - slide.from) * sizeof *same);
		i = low = MAX(slide.to, begin + slide.to - slide.from);
		other += i - slide.to;
	}
}

/* A pair of paragraphs, token by token. */
static ChangePlace *
place_pair(guint was, const char *old, guint now, const char *new)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	ChangePlace *place = place_new(was, now);
	guint n, m, i = 0, k = 0;
	g_auto(GStrv) a = tokens_of(old, &n), b = tokens_of(new, &m);
	ShortestRow x = row_of(known, a, n), y = row_of(known, b, m);
	g_autofree bool *same_a = g_new0(bool, n + 1), *same_b = g_new0(bool, m + 1);
	g_autofree guint *ids_a = x.ids, *ids_b = y.ids;
	g_autoptr(GString) same = g_string_new(NULL), gone = g_string_new(NULL),
			   come = g_string_new(NULL);

	shortest_compare(&x, &y, same_a, same_b);
	changes_slide(&x, a, same_a, same_b);
	changes_slide(&y, b, same_b, same_a);
	islands_drown(&x, &y, same_a, same_b);
	while (i < n || k < m) {
		for (; i < n && same_a[i] && k < m && same_b[k]; i++, k++)
			g_string_append(same, a[i]);
		place_add(place, CHANGE_SAME, same);
		for (; i < n && !same_a[i]; i++)
			g_string_append(gone, a[i]);
		for (; k < m && !same_b[k]; k++)
			g_string_append(come, b[k]);
		place_add(place, CHANGE_REMOVED, gone);
		place_add(place, CHANGE_ADDED, come);
	}
	return place;
}

/* ---- paragraphs ---- */

static void
paragraphs_clear(Paragraphs *paragraphs)
{
	g_strfreev(paragraphs->paragraphs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Paragraphs, paragraphs_clear)

static char *
trimmed(const char *line, gsize n)
{
	const char *end = line + n;

	while (line < end && g_unichar_isspace(g_utf8_get_char(line)))
		line = g_utf8_next_char(line);
	while (end > line && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(end))))
		end = g_utf8_prev_char(end);
	return g_strndup(line, (gsize)(end - line));
}

static Paragraphs
paragraphs_of(const char *text)
{
	GPtrArray *list = g_ptr_array_new();

	while (*text) {
		gsize n = list->len + 1 < PARAGRAPHS_MOST ? strcspn(text, "\n") : strlen(text);
		char *line = trimmed(text, n);

		if (*line)
			g_ptr_array_add(list, line);
		else
			g_free(line);
		text += n + (text[n] == '\n');
	}
	g_ptr_array_add(list, NULL);
	return (Paragraphs){ (char **)list->pdata, list->len - 1 };
}

/* How much of two paragraphs is the same, wherever it stands: 0..1. */
static double
pair_share(const char *a, const char *b)
{
	g_autoptr(GHashTable) left = g_hash_table_new(NULL, NULL);
	guint n = 0, all = 0;

	for (; *a; a = g_utf8_next_char(a), all++) {
		gpointer c = GUINT_TO_POINTER(g_utf8_get_char(a));

		g_hash_table_insert(
			left, c,
			GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(left, c)) + 1));
	}
	for (; *b; b = g_utf8_next_char(b), all++) {
		gpointer c = GUINT_TO_POINTER(g_utf8_get_char(b));
		guint more = GPOINTER_TO_UINT(g_hash_table_lookup(left, c));

		if (more == 0)
			continue;
		n++;
		g_hash_table_insert(left, c, GUINT_TO_POINTER(more - 1));
	}
	return all ? 2.0 * n / all : 0;
}

typedef struct {
	const Paragraphs *was, *now;
	guint a, b;   /* where the gap begins */
	guint n, m;   /* its paragraphs */
	double *best; /* of the ends from (i, k) on */
} Gap;

static double *
gap_best(const Gap *gap, guint i, guint k)
{
	return gap->best + (gsize)i * (gap->m + 1) + k;
}

static double
gap_share(const Gap *gap, guint i, guint k)
{
	double share =
		pair_share(gap->was->paragraphs[gap->a + i], gap->now->paragraphs[gap->b + k]);

	return share < PAIR_LEAST ? -1 : share;
}

/* Pairs that do not cross, with the most in common. */
static void
gap_weigh(Gap *gap, double *shares)
{
	for (guint i = gap->n; i-- > 0;)
		for (guint k = gap->m; k-- > 0;) {
			double share = shares[(gsize)i * gap->m + k] = gap_share(gap, i, k);
			double *best = gap_best(gap, i, k);

			*best = MAX(*gap_best(gap, i + 1, k), *gap_best(gap, i, k + 1));
			*best = MAX(*best, share + *gap_best(gap, i + 1, k + 1));
		}
}

static void
gap_tell(Gap *gap, GPtrArray *places)
{
	bool weighed = gap->n <= PAIRS_MOST && gap->m <= PAIRS_MOST;
	g_autofree double *best = g_new0(double, weighed ? (gap->n + 1) * (gap->m + 1) : 1);
	g_autofree double *shares = g_new0(double, weighed ? gap->n * gap->m + 1 : 1);
	guint i = 0, k = 0;

	gap->best = best;
	if (weighed)
		gap_weigh(gap, shares);
	while (i < gap->n || k < gap->m) {
		const char *old = i < gap->n ? gap->was->paragraphs[gap->a + i] : NULL;
		const char *new = k < gap->m ? gap->now->paragraphs[gap->b + k] : NULL;
		double share = !old || !new ? -1
			       : weighed    ? shares[(gsize)i * gap->m + k]
					    : gap_share(gap, i, k);

		/* Too many to weigh are paired as they stand. */
		if (share > 0 &&
		    (!weighed || share + *gap_best(gap, i + 1, k + 1) >= *gap_best(gap, i, k))) {
			g_ptr_array_add(places, place_pair(gap->a + ++i, old, gap->b + ++k, new));
		} else if (old &&
			   (!new || !weighed || *gap_best(gap, i + 1, k) >= *gap_best(gap, i, k))) {
			g_ptr_array_add(places, place_whole(gap->a + ++i, 0, old));
		} else {
			g_ptr_array_add(places, place_whole(0, gap->b + ++k, new));
		}
	}
}

GPtrArray *
change_find(const char *was, const char *now)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(Paragraphs) old = paragraphs_of(was), new = paragraphs_of(now);
	ShortestRow a = row_of(known, old.paragraphs, old.n),
		    b = row_of(known, new.paragraphs, new.n);
	g_autofree bool *same_a = g_new0(bool, a.n + 1), *same_b = g_new0(bool, b.n + 1);
	g_autofree guint *ids_a = a.ids, *ids_b = b.ids;
	GPtrArray *places = g_ptr_array_new_with_free_func(place_free);
	guint i = 0, k = 0;

	shortest_compare(&a, &b, same_a, same_b);
	while (i < a.n || k < b.n) {
		Gap gap = { .was = &old, .now = &new, .a = i, .b = k };

		while (i < a.n && !same_a[i])
			i++;
		while (k < b.n && !same_b[k])
			k++;
		gap.n = i - gap.a;
		gap.m = k - gap.b;
		gap_tell(&gap, places);
		for (; i < a.n && same_a[i] && k < b.n && same_b[k]; i++, k++)
			;
	}
	return places;
}
