/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shelf — the documents of offices above, to see what was copied from them
 */
#include "spool/shelf.h"

#include "spool/seen.h"

bool
shelf_drop(Db *db, const char *name, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(SeenText) text = NULL;

	if (!db_row(db, error, &row, "shelf_named", "t", name))
		return false;
	if (!row)
		return true;
	text = seen_text("", record_string(row, "text"), NULL);
	return seen_remove(db, -record_integer(row, "id"), text, error) &&
	       db_run(db, error, "shelf_delete", "t", name);
}

bool
shelf_put(Db *db, const char *name, const char *stamp, const char *text, GError **error)
{
	g_autoptr(SeenText) made = seen_text("", text, NULL);
	g_autoptr(json_t) next = NULL;
	int64_t id;

	if (!shelf_drop(db, name, error) || !db_row(db, error, &next, "shelf_next_id", ""))
		return false;
	id = record_integer(next, "id");
	return db_run(db, error, "shelf_insert", "ittt", id, name, stamp, text) &&
	       seen_add(db, -id, made, error);
}
