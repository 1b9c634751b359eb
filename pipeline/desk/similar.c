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

static void
similar_compare(json_t *found, const char *normal, const GArray *prints, const json_t *row)
{
	g_autofree char *other =
		similar_normal(record_string(row, "title"), record_string(row, "text"));
	g_autoptr(GArray) theirs = fingerprint_make(other);
	double a = fingerprint_containment(prints, theirs);
	double b = fingerprint_containment(theirs, prints);
	size_t at = 0;
	json_t *one;

	if (MAX(a, b) < SIMILAR_LEAST)
		return;
	one = json_pack("{s:O, s:f, s:s, s:o, s:O}", "item", json_object_get(row, "id"),
			"containment", (double)(int)(MAX(a, b) * 100) / 100, "relation",
			similar_relation(a, b), "numbers", similar_numbers(normal, other), "title",
			json_object_get(row, "title"));
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
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "item_recent", "ii",
					 desk->now_us - SIMILAR_RECENT_US, (int64_t)SIMILAR_ITEMS);
	json_t *found;
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	found = json_array();
	json_array_foreach (rows, i, row)
		if (*record_string(row, "text"))
			similar_compare(found, normal, prints, row);
	while (json_array_size(found) > SIMILAR_SHOWN)
		json_array_remove(found, SIMILAR_SHOWN);
	*ret_similar = found;
	return true;
}
