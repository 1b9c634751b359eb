/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * points — what happened to an item, booked in the ledger by the scheme in force
 */
#include "pipeline/desk/points.h"

#include "assess/ledger.h"

static bool
points_number(Desk *desk, json_t *entries, const PointsEvent *event, GError **error)
{
	int64_t id;
	size_t i;
	json_t *entry;

	if (!desk_next_id(desk, "entry_next_id", &id, error))
		return false;
	json_array_foreach (entries, i, entry) {
		record_set_integer(entry, "entry", id++);
		record_set_integer(entry, "item", event->item);
		record_set_integer(entry, "letter", event->cause);
		record_set_integer(entry, "at_us", desk->now_us);
		json_object_del(entry, "event");
	}
	return true;
}

bool
points_book(Desk *desk, const PointsEvent *event, GError **error)
{
	g_autoptr(json_t) shares = db_rows(desk_db(desk), error, "share_list", "i", event->item);
	g_autoptr(json_t) said = NULL;
	g_autoptr(json_t) entries = NULL;

	if (!shares)
		return false;
	said = json_pack("{s:s, s:I, s:s?, s:s?, s:s?, s:s?, s:I, s:I, s:O}", "type", event->type,
			 "item", (json_int_t)event->item, "journal", event->journal, "level",
			 event->level, "kind", event->kind, "superior", event->superior, "at_us",
			 (json_int_t)desk->now_us, "letter", (json_int_t)event->cause, "shares",
			 shares);
	entries = ledger_entries(desk->scheme, said);
	if (json_array_size(entries) == 0)
		return true;
	return points_number(desk, entries, event, error) &&
	       desk_event(desk, "entries.booked", json_pack("{s:O}", "entries", entries),
			  event->cause, NULL, error);
}
