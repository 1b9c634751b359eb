/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search_find — what a search gives: hits of each kind, none told twice, in one order
 *
 * Promise: nothing is left out but what is told beside another, and, where there are more than
 * SEARCH_FOUND of a kind, the older ones.
 * Not here: the index (search).
 */
#include "spool/search.h"

#include "base/record.h"
#include "base/text/fold.h"
#include "base/text/terms.h"

#include <string.h>

typedef struct {
	Db *db;
	const SearchQuery *wanted;
	char *query;
	json_t *hits;
	GHashTable *items;   /* id to its hit; borrowed */
	GHashTable *issues;  /* ids of which an article is among the hits */
	GHashTable *letters; /* ids */
	bool more;
} Search;

static void
search_clear(Search *search)
{
	g_free(search->query);
	json_decref(search->hits);
	g_clear_pointer(&search->items, g_hash_table_unref);
	g_clear_pointer(&search->issues, g_hash_table_unref);
	g_clear_pointer(&search->letters, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static void *
search_key(int64_t id)
{
	return GINT_TO_POINTER((int)id);
}

static json_t *
search_rows(Search *search, const char *statement, GError **error)
{
	const SearchQuery *wanted = search->wanted;
	json_t *rows =
		db_rows(search->db, error, statement, "ttttiii", search->query,
			wanted->senders ? wanted->senders : "", wanted->unit ? wanted->unit : "",
			wanted->topic ? wanted->topic : "", wanted->from_us,
			wanted->to_us > 0 ? wanted->to_us : INT64_MAX, (int64_t)SEARCH_FOUND);

	search->more = search->more || json_array_size(rows) >= SEARCH_FOUND;
	return rows;
}

static void
search_add(Search *search, json_t *row, const char *hit)
{
	record_set_string(row, "hit", hit);
	json_array_append(search->hits, row);
}

static bool
search_items(Search *search, GError **error)
{
	g_autoptr(json_t) rows = search_rows(search, "search_items", error);
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row) {
		search_add(search, row, "item");
		g_hash_table_insert(search->items, search_key(record_integer(row, "id")), row);
	}
	return rows != NULL;
}

static bool
search_issues(Search *search, GError **error)
{
	g_autoptr(json_t) rows = search_rows(search, "search_issues", error);
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row)
		if (record_integer(row, "position") > 0) {
			search_add(search, row, "issue");
			g_hash_table_add(search->issues, search_key(record_integer(row, "id")));
		}
	json_array_foreach (rows, i, row)
		if (record_integer(row, "position") == 0 &&
		    !g_hash_table_contains(search->issues, search_key(record_integer(row, "id"))))
			search_add(search, row, "issue");
	return rows != NULL;
}

/* Whether one of its items, or the letter it repeats, is told already; the item learns of it. */
static bool
search_told(Search *search, const json_t *letter, bool *ret_told, GError **error)
{
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t id = record_integer(letter, "id");

	*ret_told = g_hash_table_contains(search->letters,
					  search_key(record_integer(letter, "same_as")));
	if (!db_integers(search->db, error, items, "search_sources", "i", id))
		return false;
	for (guint i = 0; i < items->len; i++) {
		json_t *hit = g_hash_table_lookup(search->items,
						  search_key(g_array_index(items, int64_t, i)));

		if (!hit)
			continue;
		*ret_told = true;
		if (!record_member(hit, "beside") || record_integer(hit, "letter") == id)
			record_set_integer(hit, "beside", id);
	}
	return true;
}

static bool
search_letters(Search *search, GError **error)
{
	g_autoptr(json_t) rows = search_rows(search, "search_letters", error);
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row)
		g_hash_table_add(search->letters, search_key(record_integer(row, "id")));
	json_array_foreach (rows, i, row) {
		bool told;

		if (!search_told(search, row, &told, error))
			return false;
		if (!told)
			search_add(search, row, "letter");
	}
	return rows != NULL;
}

/* ---- the order ---- */

/* Does the title say each of the phrases, whole words where they are of ASCII? */
static bool
search_titled(const Search *search, const json_t *hit)
{
	g_autofree char *terms = terms_of(record_string(hit, "title"));
	g_autofree char *title = g_strdup_printf(" %s ", terms);

	for (const char *const *phrase = search->wanted->phrases; *phrase; phrase++) {
		g_autofree char *words = terms_of(*phrase);
		g_autofree char *wanted = g_strdup_printf(" %s ", words);

		if (*words && !strstr(title, wanted))
			return false;
	}
	return true;
}

/* The hits came in their order but for this. Yours. */
static json_t *
search_ordered(const Search *search)
{
	json_t *ordered = json_array(), *others = json_array(), *hit;
	size_t i;

	json_array_foreach (search->hits, i, hit)
		json_array_append(search_titled(search, hit) ? ordered : others, hit);
	json_array_extend(ordered, others);
	json_decref(others);
	return ordered;
}

bool
search_asks(const SearchQuery *query)
{
	g_autofree char *terms = terms_query(query->phrases);

	return *terms != '\0';
}

json_t *
search_find(Db *db, const SearchQuery *wanted, bool *ret_more, GError **error)
{
	g_auto(Search) search = { .db = db,
				  .wanted = wanted,
				  .hits = json_array(),
				  .items = g_hash_table_new(NULL, NULL),
				  .issues = g_hash_table_new(NULL, NULL),
				  .letters = g_hash_table_new(NULL, NULL) };

	*ret_more = false;
	if (!fold_load(error))
		return NULL;
	search.query = terms_query(wanted->phrases);
	if (!*search.query)
		return json_array();
	if ((!wanted->no_items && !search_items(&search, error)) ||
	    (!wanted->no_issues && !search_issues(&search, error)) ||
	    (!wanted->no_letters && !search_letters(&search, error)))
		return NULL;
	*ret_more = search.more;
	return search_ordered(&search);
}
