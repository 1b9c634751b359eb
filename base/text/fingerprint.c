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
#include "base/text/quantity.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define WINDOW 4

static bool
fingerprint_skips(gunichar c)
{
	return c < 0x80 ? !g_ascii_isalnum((char)c) : !g_unichar_isalnum(c);
}

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

GArray *
fingerprint_make(const char *folded)
{
	GArray *kept = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	uint64_t gram = 0, window[WINDOW], last = 0;
	size_t n_characters = 0, n_grams = 0, best_at = SIZE_MAX;

	for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (fingerprint_skips(c))
			continue;
		c = c < 0x80 ? (gunichar)g_ascii_tolower((char)c) : c;
		gram = (gram << 21 | c) & 0x7FFFFFFFFFFFFFFFu;
		if (++n_characters < 3)
			continue;
		window[n_grams++ % WINDOW] = fingerprint_mix(gram);
		if (n_grams < WINDOW)
			continue;
		/* The rightmost smallest of the window, once per place. */
		size_t smallest = n_grams - WINDOW;
		for (size_t i = smallest + 1; i < n_grams; i++) {
			if (window[i % WINDOW] <= window[smallest % WINDOW])
				smallest = i;
		}
		last = window[smallest % WINDOW];
		if (smallest != best_at)
			g_array_append_val(kept, last);
		best_at = smallest;
	}
	/* A text shorter than a window is known by all its grams, or as a whole. */
	if (n_grams > 0 && n_grams < WINDOW)
		g_array_append_vals(kept, window, (guint)n_grams);
	if (n_grams == 0 && n_characters > 0) {
		last = fingerprint_mix(gram);
		g_array_append_val(kept, last);
	}
	fingerprint_sort(kept);
	return kept;
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
	g_autoptr(GString) content = g_string_sized_new(strlen(folded));

	for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (fingerprint_skips(c))
			continue;
		if (c < 0x80)
			g_string_append_c(content, g_ascii_tolower((char)c));
		else
			g_string_append_unichar(content, c);
	}
	return hash_hex(content->str, content->len);
}

GPtrArray *
fingerprint_numbers(const char *folded)
{
	return quantity_find(folded);
}
