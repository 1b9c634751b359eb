/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * before — what became of the items that one is similar to
 */
#include "pipeline/desk/before.h"

#include "base/record.h"

#include <string.h>

json_t *
before_issues(Store *store, int64_t item, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(store), error, "issue_of_item", "i", item);
	json_t *issues = rows ? json_array() : NULL, *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		g_autofree char *name = NULL;

		if (strcmp(record_string(row, "state"), "sealed") != 0)
			continue;
		name = g_strdup_printf("%s %d/%d", record_string(row, "journal"),
				       (int)record_integer(row, "year"),
				       (int)record_integer(row, "number"));
		json_array_append_new(issues, json_string(name));
	}
	return issues;
}

/* A merged item was printed where it was merged into. */
static bool
before_entry(Store *store, json_t *entry, GError **error)
{
	int64_t item = record_integer(entry, "item");
	g_autoptr(json_t) row = NULL;
	json_t *issues;

	if (!db_row(store_db(store), error, &row, "item_get", "i", item))
		return false;
	if (!row)
		return true;
	issues = before_issues(
		store,
		record_member(row, "merged_into") ? record_integer(row, "merged_into") : item,
		error);
	if (!issues)
		return false;
	record_set_string(entry, "unit", record_string(row, "unit"));
	record_set_string(entry, "state", record_string(row, "state"));
	json_object_set_new(entry, "issues", issues);
	return true;
}

json_t *
before_tell(Store *store, const json_t *similar, GError **error)
{
	g_autoptr(json_t) told = json_is_array(similar) ? json_deep_copy(similar) : json_array();
	size_t i;
	json_t *entry;

	json_array_foreach (told, i, entry)
		if (json_is_object(entry) && !before_entry(store, entry, error))
			return NULL;
	return g_steal_pointer(&told);
}
