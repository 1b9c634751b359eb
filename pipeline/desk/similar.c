/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * similar — items of any time that say much the same
 */
#include "pipeline/desk/similar.h"

#include "base/text/contrast.h"
#include "base/text/fold.h"
#include "pipeline/desk/likeness.h"

#include <string.h>

#define SIMILAR_SHOWN 5
#define SIMILAR_NUMBERS 10
#define SIMILAR_APART 0.5 /* another event in the same words comes after those */
#define SIMILAR_EVENT 0.5 /* an account of the same event comes before what shares less */

/* Numbers with the same unit that differ: 3人 here, 4人 there; of two events all do. */
static json_t *
similar_numbers(const Likeness *like, const LikenessText *ours, const LikenessText *theirs)
{
	g_autoptr(GArray) found = contrast_find(ours->seen->body, theirs->seen->body,
						like->apart ? 0 : SIMILAR_NUMBERS);
	json_t *pairs = json_array();

	for (guint i = 0; i < found->len; i++) {
		const ContrastPair *pair = &g_array_index(found, ContrastPair, i);

		json_array_append_new(pairs, json_pack("[s, s]", pair->ours, pair->theirs));
	}
	return pairs;
}

static double
similar_most(const json_t *entry)
{
	return json_number_value(json_object_get(entry, "containment"));
}

/* The order in which they are shown. */
static double
similar_rank(const json_t *entry)
{
	double most = similar_most(entry);

	if (record_bool(entry, "apart"))
		return most * SIMILAR_APART;
	return json_array_size(json_object_get(entry, "event")) > 0 ? MAX(most, SIMILAR_EVENT)
								    : most;
}

static json_t *
similar_event(const Likeness *like)
{
	json_t *places = json_array();

	for (guint i = 0; like->places && i < like->places->len; i++)
		json_array_append_new(places, json_string(like->places->pdata[i]));
	return places;
}

static double
similar_rounded(double share)
{
	return (double)(int)(share * 100) / 100;
}

/* Compares with one text of an item; what is closer than *ret_entry takes its place. */
static void
similar_compare(LikenessText *ours, const GArray *rare, int64_t item, const json_t *row,
		json_t **ret_entry)
{
	const char *title = record_string(row, "title");
	g_autofree char *when = seen_when(record_string(row, "facts"));
	g_autoptr(LikenessText) theirs = likeness_text(title, record_string(row, "text"), when);
	g_auto(Likeness) like = likeness_of(ours, rare, theirs);
	double most = similar_rounded(MAX(like.ours, like.theirs));

	if (!like.relation || (*ret_entry && similar_most(*ret_entry) > most))
		return;
	json_decref(*ret_entry);
	*ret_entry = json_pack(
		"{s:I, s:f, s:f, s:f, s:s, s:o, s:b, s:o, s:o, s:s}", "item", (json_int_t)item,
		"containment", most, "share", similar_rounded(like.ours), "back",
		similar_rounded(like.theirs), "relation", like.relation, "numbers",
		similar_numbers(&like, ours, theirs), "apart", like.apart, "event",
		similar_event(&like), "passages", likeness_passages(&like, ours), "title", title);
}

/* The item as it came and as it is now. */
static bool
similar_item(Desk *desk, LikenessText *ours, const GArray *rare, int64_t item, json_t **ret_entry,
	     GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "seen_texts", "i", item);
	size_t n = json_array_size(rows);

	if (!rows)
		return false;
	if (n > 0)
		similar_compare(ours, rare, item, json_array_get(rows, 0), ret_entry);
	if (n > 1)
		similar_compare(ours, rare, item, json_array_get(rows, n - 1), ret_entry);
	return true;
}

/* Whoever fills in the same form is named once, by the closest. */
static void
similar_keep_one_form(json_t *found)
{
	bool had = false;

	for (size_t i = 0; i < json_array_size(found);) {
		bool apart = record_bool(json_array_get(found, i), "apart");

		if (apart && had)
			json_array_remove(found, i);
		else
			i++;
		had = had || apart;
	}
}

static void
similar_insert(json_t *found, json_t *entry)
{
	size_t at = 0;

	while (at < json_array_size(found) &&
	       similar_rank(json_array_get(found, at)) >= similar_rank(entry))
		at++;
	json_array_insert_new(found, at, entry);
	similar_keep_one_form(found);
	json_array_remove(found, SIMILAR_SHOWN);
}

/* A document of the reference folder: how much of the text stands in it. */
static bool
similar_document(Desk *desk, LikenessText *ours, const GArray *rare, int64_t id, json_t *copied,
		 GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(LikenessText) theirs = NULL;
	g_auto(Likeness) like = { 0 };

	if (!db_row(desk_db(desk), error, &row, "shelf_get", "i", id))
		return false;
	if (!row)
		return true;
	theirs = likeness_text("", record_string(row, "text"), NULL);
	like = likeness_of(ours, rare, theirs);
	if (like.relation)
		similar_insert(copied, json_pack("{s:s, s:f, s:i, s:o}", "document",
						 record_string(row, "name"), "containment",
						 similar_rounded(like.ours), "percent",
						 (int)(like.ours * 100), "passages",
						 likeness_passages(&like, ours)));
	return true;
}

static bool
similar_one(Desk *desk, LikenessText *ours, const GArray *rare, int64_t item, json_t *found,
	    GError **error)
{
	json_t *entry = NULL;

	if (item < 0)
		return similar_document(desk, ours, rare, -item, json_object_get(found, "copied"),
					error);
	if (!similar_item(desk, ours, rare, item, &entry, error)) {
		json_decref(entry);
		return false;
	}
	if (entry)
		similar_insert(json_object_get(found, "similar"), entry);
	return true;
}

json_t *
similar_find(Desk *desk, const char *title, const char *text, const char *when, GError **error)
{
	g_autoptr(LikenessText) ours = NULL;
	g_autoptr(GArray) items = NULL, rare = NULL;
	g_autoptr(json_t) found = json_pack("{s:[], s:[]}", "similar", "copied");

	if (!fold_load(error))
		return NULL;
	ours = likeness_text(title, text, when);
	if (!seen_find(desk->seen, ours->seen, &items, &rare, error) ||
	    !seen_same_day(desk_db(desk), ours->seen, items, error))
		return NULL;
	for (guint i = 0; i < items->len; i++)
		if (!similar_one(desk, ours, rare, g_array_index(items, int64_t, i), found, error))
			return NULL;
	return g_steal_pointer(&found);
}
