/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * withheld — who waits for an answer that the gate stopped hears that there is none
 */
#include "pipeline/desk/withheld.h"

#include "base/text/address.h"
#include "pipeline/desk/mail.h"

#include <string.h>

#define WITHHELD_TEMPLATE "withheld"

/* The numbers of a hit, without its words. Yours. */
static json_t *
withheld_hit(const json_t *line)
{
	static const char *const kept[] = { "hit",  "item",   "letter",	 "journal",
					    "year", "number", "position" };
	json_t *hit = json_object();

	for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
		if (record_member(line, kept[i]))
			json_object_set(hit, kept[i], json_object_get(line, kept[i]));
	return hit;
}

/* What may be told of the answer. Yours. */
static json_t *
withheld_params(const json_t *mailing)
{
	g_autoptr(json_t) stopped = desk_json(mailing, "params");
	json_t *params = json_object(), *lines, *line;
	size_t i;

	if (g_strcmp0(record_string(stopped, "question"), "search") != 0)
		return params;
	lines = json_array();
	record_set_string(params, "question", "search");
	json_object_set(params, "found", json_object_get(stopped, "found"));
	json_object_set(params, "more", json_object_get(stopped, "more"));
	json_object_set_new(params, "lines", lines);
	json_array_foreach (json_object_get(stopped, "lines"), i, line)
		json_array_append_new(lines, withheld_hit(line));
	return params;
}

bool
withheld_tell(Desk *desk, const json_t *mailing, GError **error)
{
	const char *to = record_string(mailing, "recipient");
	MailOrder order = { .template_name = WITHHELD_TEMPLATE,
			    .purpose = "notice",
			    .to = to,
			    .cause = record_integer(mailing, "answers") };
	g_autoptr(json_t) letter = NULL;

	if (!order.cause || strcmp(record_string(mailing, "template"), WITHHELD_TEMPLATE) == 0)
		return true;
	if (!db_row(desk_db(desk), error, &letter, "letter_get", "i", order.cause))
		return false;
	if (!letter || !record_string(letter, "sender") ||
	    !address_equal(record_string(letter, "sender"), to))
		return true;
	order.params = withheld_params(mailing);
	return mail_due(desk, &order, error);
}
