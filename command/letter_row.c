/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letter_row — a letter as one object of JSON
 */
#include "command/letter_row.h"

#include "base/clock.h"

json_t *
letter_row_json(const CommandRoom *room, const json_t *row, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "letter_items", "i",
					 record_integer(row, "id"));
	g_autofree char *received =
		clock_rfc3339(record_integer(row, "received_us"), room->office->zone);
	json_t *items, *one, *letter;
	size_t i;

	if (!rows)
		return NULL;
	items = json_array();
	json_array_foreach (rows, i, one)
		json_array_append(items, json_object_get(one, "item"));
	letter = json_object();
	record_set_integer(letter, "letter", record_integer(row, "id"));
	record_set_string(letter, "sha256", record_string(row, "sha256"));
	record_set_string(letter, "message_id", record_string(row, "message_id"));
	record_set_string(letter, "received", received);
	record_set_string(letter, "source", record_string(row, "source"));
	record_set_integer(letter, "bytes", record_integer(row, "bytes"));
	record_set_string(letter, "kind", record_string(row, "kind"));
	json_object_set_new(letter, "items", items);
	record_set_string(letter, "reason", record_string(row, "reason"));
	return letter;
}
