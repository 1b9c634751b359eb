/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apply — what each event does to the rows; the only writer of them
 */
#include "spool/apply.h"

#include "base/errors.h"
#include "base/i18n.h"

#include <inttypes.h>

static const ApplyRule *const apply_tables[] = {
	apply_letter_rules,
	apply_item_rules,
	apply_mail_rules,
	apply_issue_rules,
};

char *
apply_text_of(const json_t *params, const char *name)
{
	const json_t *member = record_member(params, name);

	return member ? record_text(member) : g_strdup("null");
}

bool
apply_event(Store *store, const json_t *row, const json_t *params, GError **error)
{
	const char *type = record_string(row, "type");

	for (size_t i = 0; i < G_N_ELEMENTS(apply_tables); i++)
		for (const ApplyRule *rule = apply_tables[i]; rule->type; rule++)
			if (g_strcmp0(rule->type, type) == 0)
				return rule->function(store_db(store), row, params, error);
	return errors_set(error, ERRORS_STORE,
			  _("event %" PRId64 " is of the unknown type %s: a newer "
			    "chengbao wrote this store"),
			  record_integer(row, "seq"), type ? type : "?");
}
