/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grams — runs of characters that are frequent in some texts and not in others
 *
 * Promise: memory is bounded by GRAMS_MAX runs, whatever the texts.
 */
#include "base/text/grams.h"

#include "base/text/fold.h"

#include <math.h>
#include <string.h>

#define GRAMS_COUNTED (GRAMS_LONGEST + 1) /* tells whether the longest is part of a phrase */
#define GRAMS_BYTES (4 * GRAMS_COUNTED)
#define GRAMS_ABSORBED 0.8

typedef struct {
	guint n_in, n_out, last; /* last: number of the text that counted it last */
} Count;

struct Grams {
	GHashTable *counts; /* run → Count */
	guint n_in, n_out, n_texts;
};

Grams *
grams_new(void)
{
	Grams *grams = g_new0(Grams, 1);

	grams->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return grams;
}

void
grams_free(Grams *grams)
{
	if (!grams)
		return;
	g_hash_table_unref(grams->counts);
	g_free(grams);
}

static bool
grams_is_ideograph(gunichar c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf);
}

/* No word begins or ends with one of these. */
static bool
grams_is_particle(const char *at)
{
	static const gunichar particles[] =
		U"的了在是和与及等对将为有中上下不一二三四五六七八九十这那"
		U"个该其并也都就被把从向以于或到已";
	gunichar c = g_utf8_get_char(at);

	for (size_t i = 0; particles[i]; i++)
		if (particles[i] == c)
			return true;
	return false;
}

/* Nor has one of these inside. */
static bool
grams_is_link(const char *at)
{
	return g_utf8_strchr("的了是被把就都也没", -1, g_utf8_get_char(at)) != NULL;
}

/* What follows a number counts: of 12条开通 neither 条 nor what goes on from it is a word. */
static bool
grams_is_counted(const char *start, const char *at)
{
	const char *before = at > start ? g_utf8_prev_char(at) : at;

	return at > start &&
	       (g_ascii_isdigit(*before) || g_utf8_strchr("一二三四五六七八九十百千万亿两几每", -1,
							  g_utf8_get_char(before)) != NULL);
}

static void
grams_count(Grams *grams, const char *at, size_t n_bytes, bool in)
{
	char run[GRAMS_BYTES + 1];
	Count *count;

	memcpy(run, at, n_bytes);
	run[n_bytes] = '\0';
	count = g_hash_table_lookup(grams->counts, run);
	if (!count) {
		if (!in || g_hash_table_size(grams->counts) >= GRAMS_MAX)
			return;
		count = g_new0(Count, 1);
		g_hash_table_insert(grams->counts, g_strdup(run), count);
	}
	if (count->last == grams->n_texts)
		return;
	count->last = grams->n_texts;
	count->n_in += in;
	count->n_out += !in;
}

void
grams_add(Grams *grams, const char *text, bool in)
{
	g_autofree char *folded = fold_word(text ? text : "");
	int n_seen = 0;

	grams->n_texts++;
	grams->n_in += in;
	grams->n_out += !in;
	for (const char *from = folded; *from && n_seen < GRAMS_CHARACTERS;
	     from = g_utf8_next_char(from), n_seen++) {
		const char *to = from;

		if (!grams_is_ideograph(g_utf8_get_char(from)) || grams_is_particle(from) ||
		    grams_is_counted(folded, from))
			continue;
		for (int n = 1; n <= GRAMS_COUNTED && grams_is_ideograph(g_utf8_get_char(to));
		     n++) {
			const char *last = to;

			if (grams_is_link(to))
				break;
			to = g_utf8_next_char(to);
			if (n >= GRAMS_SHORTEST && !grams_is_particle(last))
				grams_count(grams, from, (size_t)(to - from), in);
		}
	}
}

/* How telling a run is: how many hold it, and how much oftener than the others. */
static double
grams_weight(const Grams *grams, const Gram *gram)
{
	double in = (gram->n_in + 0.5) / (grams->n_in + 1.0);
	double out = (gram->n_out + 0.5) / (grams->n_out + 1.0);

	return gram->n_in * log(in / out);
}

static int
grams_compare(const void *a, const void *b, void *data)
{
	const Gram *left = a, *right = b;
	double x = grams_weight(data, left), y = grams_weight(data, right);

	if (x != y)
		return x > y ? -1 : 1;
	if (strlen(left->text) != strlen(right->text))
		return strlen(left->text) > strlen(right->text) ? -1 : 1;
	return strcmp(left->text, right->text);
}

/* Does a run that was taken say it already, as part of it or the other way round? */
static bool
grams_is_said(const GArray *taken, const Gram *gram)
{
	for (guint i = 0; i < taken->len; i++) {
		const Gram *one = &g_array_index(taken, Gram, i);

		if (strstr(one->text, gram->text) && one->n_in >= gram->n_in * GRAMS_ABSORBED)
			return true;
		if (strstr(gram->text, one->text))
			return true;
	}
	return false;
}

/* Does a run one character longer account for nearly all of it? */
static bool
grams_is_part(GHashTable *longer, const Gram *gram)
{
	const guint *most = g_hash_table_lookup(longer, gram->text);

	return most && *most >= gram->n_in * GRAMS_ABSORBED;
}

/* For each run, how many texts hold the commonest run that is longer by one. */
static GHashTable *
grams_longer(const Grams *grams)
{
	GHashTable *longer = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	GHashTableIter iter;
	void *key, *value;

	g_hash_table_iter_init(&iter, grams->counts);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		const char *run = key, *last = g_utf8_prev_char(run + strlen(run));
		const Count *count = value;
		char *parts[2] = { g_strndup(run, (size_t)(last - run)),
				   g_strdup(g_utf8_next_char(run)) };

		for (int i = 0; i < 2; i++) {
			guint *most = g_hash_table_lookup(longer, parts[i]);

			if (count->n_in < 2 || (most && *most >= count->n_in)) {
				g_free(parts[i]);
				continue;
			}
			most = g_new(guint, 1);
			*most = count->n_in;
			g_hash_table_replace(longer, parts[i], most);
		}
	}
	return longer;
}

GArray *
grams_best(const Grams *grams, guint most)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Gram));
	g_autoptr(GHashTable) longer = grams_longer(grams);
	GArray *taken = g_array_new(FALSE, FALSE, sizeof(Gram));
	GHashTableIter iter;
	void *key, *value;

	g_hash_table_iter_init(&iter, grams->counts);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		const Count *count = value;
		Gram gram = { key, count->n_in, count->n_out };

		if (count->n_in >= 2 && g_utf8_strlen(key, -1) <= GRAMS_LONGEST &&
		    grams_weight(grams, &gram) > 0 && !grams_is_part(longer, &gram))
			g_array_append_val(all, gram);
	}
	g_array_sort_with_data(all, grams_compare, (void *)grams);
	for (guint i = 0; i < all->len && taken->len < most; i++)
		if (!grams_is_said(taken, &g_array_index(all, Gram, i)))
			g_array_append_val(taken, g_array_index(all, Gram, i));
	return taken;
}
