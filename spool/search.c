/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search — the full-text index over what items say now
 */
#include "spool/search.h"

#include "base/record.h"
#include "base/text/fold.h"
#include "base/text/terms.h"

#include <string.h>

#define SEARCH_VERSION "2" /* of what terms are; another one makes the index anew */

bool
search_refresh(Db *db, int64_t item, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autofree char *both = NULL;
	g_autofree char *terms = NULL;

	if (!db_run(db, error, "search_delete", "i", item) ||
	    !db_row(db, error, &row, "search_text", "i", item))
		return false;
	if (!row)
		return true;
	if (!fold_load(error))
		return false;
	both = g_strconcat(record_string(row, "title"), "\n", record_string(row, "text"), NULL);
	terms = terms_of(both);
	return db_run(db, error, "search_insert", "it", item, terms);
}

bool
search_ready(Db *db, GError **error)
{
	g_autoptr(json_t) made = NULL;
	g_autoptr(json_t) items = NULL;
	size_t i;
	json_t *item;

	if (!db_row(db, error, &made, "meta_get", "t", "search"))
		return false;
	if (made && strcmp(record_string(made, "value"), SEARCH_VERSION) == 0)
		return true;
	items = db_rows(db, error, "search_missing", "");
	if (!items)
		return false;
	json_array_foreach (items, i, item)
		if (!search_refresh(db, record_integer(item, "id"), error))
			return false;
	return db_run(db, error, "meta_set", "tt", "search", SEARCH_VERSION);
}

json_t *
search_find(Db *db, const SearchQuery *wanted, GError **error)
{
	g_autofree char *query = NULL;

	if (!fold_load(error))
		return NULL;
	query = terms_query(wanted->phrases);
	if (!*query)
		return json_array();
	return db_rows(db, error, "search_items", "ttttiii", query,
		       wanted->sender ? wanted->sender : "", wanted->unit ? wanted->unit : "",
		       wanted->topic ? wanted->topic : "", wanted->from_us,
		       wanted->to_us > 0 ? wanted->to_us : INT64_MAX, (int64_t)SEARCH_FOUND);
}
