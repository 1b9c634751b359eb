/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unseal — the one way out for an item that bears a tier 1 mark
 */
#include "pipeline/desk/unseal.h"

#include "base/errors.h"
#include "base/files.h"
#include "pipeline/desk/report.h"
#include "pipeline/reading/complete.h"

bool
unseal_item(Desk *desk, const Actor *actor, const json_t *item, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) reading = NULL;
	g_autoptr(json_t) documents = NULL;
	g_autofree char *title = NULL;
	g_autofree char *text = NULL;
	JudgeLetter letter = { .letter = record_integer(item, "letter"),
			       .received_us = record_integer(item, "received_us") };
	Pool *pool = desk_pool(desk, error);
	autofd fd = -1;

	if (!pool || !db_row(desk_db(desk), error, &row, "letter_get", "i", letter.letter))
		return false;
	fd = store_open_place(desk->store, record_string(row, "place"), error);
	if (fd < 0)
		return false;
	/* A person waits at the machine: this one reading is waited for. */
	if (!complete_letter(pool, complete_job(desk->office, letter.received_us), fd, &reading,
			     &documents, error)) {
		if (error && *error && (*error)->code == ERRORS_MAIL)
			(*error)->code = ERRORS_REFUSED;
		return false;
	}
	letter.reading = reading;
	letter.texts = documents;
	report_read_all(&letter, &title, &text);
	return desk_event(desk, "item.revised",
			  json_pack("{s:O, s:I, s:s, s:s, s:s}", "item",
				    json_object_get(item, "id"), "revision",
				    (json_int_t)record_integer(item, "revision") + 1, "title",
				    title, "text", text, "who", actor->address),
			  actor->letter, NULL, error);
}
