/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fingerprint — how much of one text stands in another
 *
 * A gram of three characters is 63 bits, mixed so that the smallest of a window
 * falls anywhere. Winnowing keeps a third to a half of the grams and still finds
 * every common run of six characters.
 *
 * Promise: depends on the text alone; linear but for the sorting.
 * Not here: remembering (spool/), deciding (pipeline/), quantities (quantity).
 * Source: Schleimer, Wilkerson, Aiken: Winnowing (2003).
 */
#include "base/text/fingerprint.h"

#include "base/hash.h"
#include "base/text/letters.h"
#include "base/text/quantity.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define WINDOW 4
#define SKETCH_WINDOW 8
#define WINDOW_MOST SKETCH_WINDOW

/* splitmix64's finisher: a permutation, so different grams never collide. */
static uint64_t
fingerprint_mix(uint64_t gram)
{
	gram = (gram ^ (gram >> 30)) * 0xBF58476D1CE4E5B9u;
	gram = (gram ^ (gram >> 27)) * 0x94D049BB133111EBu;
	return gram ^ (gram >> 31);
}

static gint
fingerprint_compare(gconstpointer a, gconstpointer b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static void
fingerprint_sort(GArray *hashes)
{
	uint64_t *data = (uint64_t *)(void *)hashes->data;
	guint n = 0;

	g_array_sort(hashes, fingerprint_compare);
	for (guint i = 0; i < hashes->len; i++) {
		if (n == 0 || data[n - 1] != data[i])
			data[n++] = data[i];
	}
	g_array_set_size(hashes, n);
}

/* Winnowing as it goes: of each window of hashes the rightmost smallest, once per place. */
typedef struct {
	size_t width, n, best_at;
	uint64_t best, window[WINDOW_MOST];
	GArray *kept;
} Winnow;

static void
winnow_choose(Winnow *winnow, size_t at)
{
	winnow->best_at = at;
	winnow->best = winnow->window[at % WINDOW_MOST];
}

static void
winnow_take(Winnow *winnow, uint64_t hash)
{
	size_t at = winnow->n++, before = winnow->best_at;

	winnow->window[at % WINDOW_MOST] = hash;
	if (at == 0 || hash <= winnow->best) {
		winnow_choose(winnow, at);
	} else if (before + winnow->width <= at) { /* the smallest has left the window */
		winnow_choose(winnow, before + 1);
		for (size_t i = before + 2; i <= at; i++)
			if (winnow->window[i % WINDOW_MOST] <= winnow->best)
				winnow_choose(winnow, i);
	}
	if (winnow->n == winnow->width || (winnow->n > winnow->width && winnow->best_at != before))
		g_array_append_val(winnow->kept, winnow->best);
}

/* The kept hashes, sorted. A text shorter than a window is known by all its grams, or
 * as a whole. */
static GArray *
winnow_end(Winnow *winnow, uint64_t whole)
{
	if (winnow->n > 0 && winnow->n < winnow->width)
		g_array_append_vals(winnow->kept, winnow->window, (guint)winnow->n);
	if (winnow->n == 0 && whole)
		g_array_append_val(winnow->kept, whole);
	fingerprint_sort(winnow->kept);
	return winnow->kept;
}

static Winnow
winnow_begin(size_t width)
{
	return (Winnow){ .width = width, .kept = g_array_new(FALSE, FALSE, sizeof(uint64_t)) };
}

GArray *
fingerprint_make(const char *folded)
{
	Winnow winnow = winnow_begin(WINDOW);
	uint64_t gram = 0;
	size_t n_characters = 0;
	const char *place;
	gunichar c;

	while ((c = letters_next(&folded, &place))) {
		gram = (gram << 21 | c) & 0x7FFFFFFFFFFFFFFFu;
		if (++n_characters >= 3)
			winnow_take(&winnow, fingerprint_mix(gram));
	}
	return winnow_end(&winnow, n_characters ? fingerprint_mix(gram) : 0);
}

/* What a store remembers in few bytes: the lower 32 bits of each, as integers. */
static GArray *
fingerprint_narrow(GArray *hashes)
{
	GArray *prints = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (guint i = 0; i < MIN(hashes->len, FINGERPRINT_SKETCH); i++) {
		/* Sorted, the first are the smallest: both of two texts keep the same ones. */
		int64_t print = (int32_t)(uint32_t)(g_array_index(hashes, uint64_t, i) >> 16);

		g_array_append_val(prints, print);
	}
	return prints;
}

GArray *
fingerprint_sketch(const char *folded)
{
	Winnow winnow = winnow_begin(SKETCH_WINDOW);
	g_autoptr(GArray) hashes = NULL;
	uint64_t grams[3] = { 0 };
	size_t n = 0;
	const char *place;
	gunichar c;

	/* Five characters: two grams of three that share one. */
	while ((c = letters_next(&folded, &place))) {
		grams[2] = grams[1];
		grams[1] = grams[0];
		grams[0] = (grams[0] << 21 | c) & 0x7FFFFFFFFFFFFFFFu;
		if (++n >= 5)
			winnow_take(&winnow, fingerprint_mix(grams[0] + fingerprint_mix(grams[2])));
	}
	hashes = winnow_end(&winnow, n ? fingerprint_mix(grams[0]) : 0);
	return fingerprint_narrow(hashes);
}

double
fingerprint_containment(const GArray *a, const GArray *b)
{
	const uint64_t *x = (const uint64_t *)(const void *)a->data;
	const uint64_t *y = (const uint64_t *)(const void *)b->data;
	guint i = 0, j = 0, shared = 0;

	while (i < a->len && j < b->len) {
		bool next_a = x[i] <= y[j], next_b = y[j] <= x[i];

		shared += next_a && next_b;
		i += next_a;
		j += next_b;
	}
	return a->len ? (double)shared / (double)a->len : 0;
}

char *
fingerprint_content_hash(const char *folded)
{
	g_autofree char *content = g_malloc(strlen(folded) + 1);
	const char *place;
	size_t n = 0;
	gunichar c;

	/* As many bytes as the letter has where it stands: only the case of ASCII changes. */
	while ((c = letters_next(&folded, &place))) {
		if (c < 0x80)
			content[n++] = (char)c;
		else
			while (place < folded)
				content[n++] = *place++;
	}
	return hash_hex(content, n);
}

GPtrArray *
fingerprint_numbers(const char *folded)
{
	return quantity_find(folded);
}
