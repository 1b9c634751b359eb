/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * settle — 以4为准: the differing numbers of a merge, as the named report has them
 */
#include "pipeline/desk/settle.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/contrast.h"
#include "base/text/once.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"

#include <inttypes.h>
#include <string.h>

#define SETTLE_NUMBERS 30

/* The quantity as the other text writes it. Yours. */
static char *
settle_written(const char *text, const Folded *folded, const char *quantity)
{
	size_t from, to;

	return once_find(folded, quantity, &from, &to) == ONCE_FOUND
		       ? g_utf8_substring(text, (glong)from, (glong)to)
		       : g_strdup(quantity);
}

/* The text with one quantity in the place of another; NULL where it cannot be placed. Yours. */
static char *
settle_one(const char *text, const char *ours, const char *theirs)
{
	g_autoptr(Folded) folded = fold_text(text);
	g_autofree char *head = NULL;
	size_t from, to;

	if (once_find(folded, ours, &from, &to) != ONCE_FOUND)
		return NULL;
	head = g_utf8_substring(text, 0, (glong)from);
	return g_strconcat(head, theirs, g_utf8_offset_to_pointer(text, (glong)to), NULL);
}

/* The leading text with the other's numbers. NULL: error. Yours. */
static char *
settle_text(const char *text, const char *other, GError **error)
{
	g_autoptr(Folded) a = fold_text(text), b = fold_text(other);
	g_autoptr(GArray) pairs = contrast_find(a->text, b->text, SETTLE_NUMBERS);
	char *settled = g_strdup(text);

	for (guint i = 0; i < pairs->len; i++) {
		const ContrastPair *pair = &g_array_index(pairs, ContrastPair, i);
		g_autofree char *written = settle_written(other, b, pair->theirs);
		char *next = settle_one(settled, pair->ours, written);

		g_free(settled);
		settled = next;
		if (next)
			continue;
		errors_set(error, ERRORS_REFUSED,
			   _("%s stands more than once: change it by hand (改)"), pair->ours);
		return NULL;
	}
	return settled;
}

static bool
settle_revise(Desk *desk, const Actor *actor, const json_t *lead, const char *text, GError **error)
{
	int64_t id = record_integer(lead, "id");

	if (!desk_event(desk, "item.revised",
			json_pack("{s:I, s:I, s:O, s:s, s:s}", "item", (json_int_t)id, "revision",
				  (json_int_t)record_integer(lead, "revision") + 1, "title",
				  json_object_get(lead, "title"), "text", text, "who",
				  actor->address),
			actor->letter, NULL, error))
		return false;
	if (strcmp(record_string(lead, "state"), "approved") == 0)
		return bulletin_renew(desk, id, actor->letter, error);
	return mail_close_item(desk, id, "void", actor->address, actor->letter, error) &&
	       (strcmp(record_string(lead, "state"), "waiting") != 0 ||
		report_ask(desk, id, actor->letter, error));
}

bool
settle_numbers(Desk *desk, const Actor *actor, int64_t lead_id, const json_t *by, GString *did,
	       GError **error)
{
	g_autoptr(json_t) lead = NULL;
	g_autofree char *text = NULL;
	const char *old;

	if (!fold_load(error) || !db_row(desk_db(desk), error, &lead, "item_get", "i", lead_id))
		return false;
	old = record_string(lead, "text");
	text = settle_text(old ? old : "",
			   record_string(by, "text") ? record_string(by, "text") : "", error);
	if (!text)
		return false;
	g_string_append_printf(did, "，数字以第%" PRId64 "号为准", record_integer(by, "id"));
	return g_strcmp0(text, old) == 0 || settle_revise(desk, actor, lead, text, error);
}
