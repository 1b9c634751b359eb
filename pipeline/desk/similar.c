/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * similar — items of the last weeks that say much the same
 */
#include "pipeline/desk/similar.h"

#include "base/text/fingerprint.h"

#include <string.h>

#define SIMILAR_RECENT_US (INT64_C(30) * 86400 * 1000000)
#define SIMILAR_ITEMS 300 /* that are compared */
#define SIMILAR_SHOWN 5
#define SIMILAR_SAMPLE 8
#define SIMILAR_LEAST 0.35 /* containment from which a pair is shown */

static char *
similar_normal(const char *title, const char *text)
{
	g_autofree char *both = g_strconcat(title, "\n", text, NULL);
	char *normal = g_utf8_normalize(both, -1, G_NORMALIZE_NFKC);

	return normal ? normal : g_steal_pointer(&both);
}

/* Numbers with the same unit that differ: 3人 here, 4人 there. */
static json_t *
similar_numbers(const char *a, const char *b)
{
	g_autoptr(GPtrArray) ours = fingerprint_numbers(a);
	g_autoptr(GPtrArray) theirs = fingerprint_numbers(b);
	json_t *pairs = json_array();

	for (guint i = 0; i < ours->len; i++) {
		const char *mine = ours->pdata[i];
		const char *unit = mine + strspn(mine, "0123456789.,");
		const char *other = NULL;
		bool same = false;

		for (guint k = 0; k < theirs->len; k++) {
			const char *one = theirs->pdata[k];

			same = same || strcmp(one, mine) == 0;
			if (strcmp(one + strspn(one, "0123456789.,"), unit) == 0 && *unit)
				other = other ? other : one;
		}
		if (!same && other && json_array_size(pairs) < 10)
			json_array_append_new(pairs, json_pack("[s, s]", mine, other));
	}
	return pairs;
}

static const char *
similar_relation(double ours, double theirs)
{
	if (ours > 0.9 && theirs > 0.9)
		return "same";
	if (ours > 0.8)
		return "contained";
	if (theirs > 0.8)
		return "contains";
	return "overlap";
}

/* What one recent item says, kept so that it is reckoned once. */
typedef struct {
	int64_t item;
	char *title, *normal;
	GArray *prints;
	GArray *sample; /* every eighth of them or so: enough to see that nothing is shared */
} SimilarItem;

static void
similar_item_free(void *data)
{
	SimilarItem *one = data;

	g_free(one->title);
	g_free(one->normal);
	g_array_unref(one->prints);
	g_array_unref(one->sample);
	g_free(one);
}

static GArray *
similar_sample(const GArray *prints)
{
	GArray *sample = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	/* By value, so that both sides pick the same ones; the order stays sorted. */
	for (guint i = 0; i < prints->len; i++) {
		uint64_t print = g_array_index(prints, uint64_t, i);

		if ((print >> 7) % SIMILAR_SAMPLE == 0)
			g_array_append_val(sample, print);
	}
	return sample;
}

/* Takes up the items made since the last look; the oldest go. */
static bool
similar_refresh(Desk *desk, GError **error)
{
	g_autoptr(json_t) rows = NULL;
	int64_t last;
	size_t i;
	json_t *row;

	if (!desk->similar)
		desk->similar = g_ptr_array_new_with_free_func(similar_item_free);
	last = desk->similar->len
		       ? ((SimilarItem *)desk->similar->pdata[desk->similar->len - 1])->item
		       : 0;
	rows = db_rows(desk_db(desk), error, "item_recent", "iii", desk->now_us - SIMILAR_RECENT_US,
		       last, (int64_t)SIMILAR_ITEMS);
	if (!rows)
		return false;
	/* Newest first in the answer, oldest first in memory. */
	for (i = json_array_size(rows); i-- > 0;) {
		SimilarItem *one = g_new0(SimilarItem, 1);

		row = json_array_get(rows, i);
		one->item = record_integer(row, "id");
		one->title = g_strdup(record_string(row, "title"));
		one->normal = similar_normal(one->title, record_string(row, "text"));
		one->prints = fingerprint_make(one->normal);
		one->sample = similar_sample(one->prints);
		g_ptr_array_add(desk->similar, one);
	}
	if (desk->similar->len > SIMILAR_ITEMS)
		g_ptr_array_remove_range(desk->similar, 0, desk->similar->len - SIMILAR_ITEMS);
	return true;
}

static void
similar_compare(json_t *found, const char *normal, const GArray *prints, const GArray *sample,
		const SimilarItem *other)
{
	double a, b;
	size_t at = 0;
	json_t *one;

	if (sample->len >= SIMILAR_SAMPLE && other->sample->len >= SIMILAR_SAMPLE &&
	    fingerprint_containment(sample, other->sample) < SIMILAR_LEAST / 4 &&
	    fingerprint_containment(other->sample, sample) < SIMILAR_LEAST / 4)
		return;
	a = fingerprint_containment(prints, other->prints);
	b = fingerprint_containment(other->prints, prints);
	if (MAX(a, b) < SIMILAR_LEAST)
		return;
	one = json_pack("{s:I, s:f, s:s, s:o, s:s}", "item", (json_int_t)other->item, "containment",
			(double)(int)(MAX(a, b) * 100) / 100, "relation", similar_relation(a, b),
			"numbers", similar_numbers(normal, other->normal), "title", other->title);
	while (at < json_array_size(found) &&
	       json_real_value(json_object_get(json_array_get(found, at), "containment")) >=
		       MAX(a, b))
		at++;
	json_array_insert_new(found, at, one);
}

bool
similar_find(Desk *desk, const char *title, const char *text, json_t **ret_similar, GError **error)
{
	g_autofree char *normal = similar_normal(title, text);
	g_autoptr(GArray) prints = fingerprint_make(normal);
	g_autoptr(GArray) sample = similar_sample(prints);
	json_t *found;

	if (!similar_refresh(desk, error))
		return false;
	found = json_array();
	for (guint i = 0; i < desk->similar->len; i++)
		similar_compare(found, normal, prints, sample, desk->similar->pdata[i]);
	while (json_array_size(found) > SIMILAR_SHOWN)
		json_array_remove(found, SIMILAR_SHOWN);
	*ret_similar = found;
	return true;
}
