/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_labels — the items of the archive as letters whose topic and kind a person settled
 *
 * An editor who corrects a topic or kind by his word says so; one who decides on an
 * item and leaves both as they are agrees. Each letter is read again by the jailed
 * workers, by the rules as they are now. Nothing is written.
 */
#include "command/rules_labels.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/record.h"
#include "pipeline/reading/complete.h"

typedef struct {
	CommandRoom room;
	Pool *pool;
	GHashTable *corrected; /* items */
	RulesLabelled *call;
	void *closure;
	guint n_unread;
} Labels;

static void
labels_clear(Labels *labels)
{
	g_clear_pointer(&labels->corrected, g_hash_table_unref);
	g_clear_pointer(&labels->pool, pool_free);
	command_close(&labels->room);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Labels, labels_clear)

static bool
labels_corrections(Labels *labels, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(labels->room.store), error, "event_of_type", "t",
					 "item.corrected");
	json_t *row;
	size_t i;

	labels->corrected = g_hash_table_new(NULL, NULL);
	json_array_foreach (rows, i, row) {
		g_autoptr(json_t) params = json_loads(record_string(row, "params"), 0, NULL);

		if (record_string(params, "topic") || record_member(params, "topics") ||
		    record_string(params, "kind"))
			g_hash_table_add(labels->corrected,
					 GINT_TO_POINTER((int)record_integer(params, "item")));
	}
	return rows != NULL;
}

static json_t *
labels_read(Labels *labels, const json_t *letter, GError **error)
{
	autofd fd = store_open_place(labels->room.store, record_string(letter, "place"), error);
	json_t *reading = NULL;

	if (fd < 0 || !complete_letter(labels->pool,
				       complete_job(labels->room.office,
						    record_integer(letter, "received_us")),
				       fd, &reading, NULL, error))
		return NULL;
	return reading;
}

static bool
labels_item(Labels *labels, const json_t *row, GError **error)
{
	g_autoptr(json_t) facts = json_loads(record_string(row, "facts"), 0, NULL);
	g_autoptr(json_t) letter = NULL;
	g_autoptr(json_t) reading = NULL;
	g_autoptr(GError) why = NULL;
	RulesLabel label = { .item = record_integer(row, "id"),
			     .topic = record_string(row, "topic"),
			     .kind = record_string(row, "kind") };

	label.corrected =
		g_hash_table_contains(labels->corrected, GINT_TO_POINTER((int)label.item));
	if (record_bool(facts, "tier1") || (!label.corrected && !record_string(row, "decided_by")))
		return true;
	if (!db_row(store_db(labels->room.store), error, &letter, "letter_get", "i",
		    record_integer(row, "letter")))
		return false;
	if (!letter || strcmp(record_string(letter, "source"), "operator") == 0)
		return true;
	reading = labels_read(labels, letter, &why);
	if (!reading) {
		labels->n_unread++;
		fprintf(stderr, _("item %d: %s\n"), (int)label.item, why->message);
		return true;
	}
	label.reading = reading;
	labels->call(&label, labels->closure);
	return true;
}

bool
rules_labels(const CommandLine *line, const char *since, RulesLabelled *call, void *closure,
	     guint *ret_n_unread, GError **error)
{
	g_auto(Labels) labels = { .call = call, .closure = closure };
	g_autoptr(json_t) rows = NULL;
	int64_t since_us = 0;
	json_t *row;
	size_t i;

	if (!command_open(line, &labels.room, error) ||
	    (since && !command_day(labels.room.office, since, &since_us, error)) ||
	    !(labels.pool = pool_new(line->office, 1, error)) ||
	    !labels_corrections(&labels, error))
		return false;
	rows = db_rows(store_db(labels.room.store), error, "item_list", "ttti", "", "", "",
		       since_us);
	json_array_foreach (rows, i, row)
		if (!labels_item(&labels, row, error))
			return false;
	*ret_n_unread = labels.n_unread;
	return rows != NULL;
}
