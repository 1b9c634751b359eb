/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gate — whether a composed mail may leave
 */
#include "pipeline/desk/gate.h"

#include "base/files.h"
#include "pipeline/desk/letterhead.h"

#include <string.h>

#define GATE_MARKED "secret-mark "

static bool
gate_released(const json_t *released, const char *mark)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)released, i, one)
		if (strcmp(json_string_value(one), mark) == 0)
			return true;
	return false;
}

char *
gate_stops(const json_t *result, const json_t *released)
{
	size_t i;
	json_t *mark;

	if (json_array_size(json_object_get(result, "rule_errors")) > 0 ||
	    record_string(result, "limit"))
		return g_strdup("rule-error");
	json_array_foreach (json_object_get(result, "marks"), i, mark)
		if (!gate_released(released, record_string(mark, "mark")))
			return g_strconcat(GATE_MARKED, record_string(mark, "mark"), NULL);
	return NULL;
}

bool
gate_marked(const char *why)
{
	return g_str_has_prefix(why, GATE_MARKED);
}

bool
gate_again(Desk *desk, const json_t *dispatch, char **ret_why, GError **error)
{
	const char *rules = record_string(dispatch, "rules");
	Pool *pool = desk_pool(desk, error);
	g_autoptr(json_t) mailing = NULL;
	g_autoptr(json_t) result = NULL;
	g_autoptr(GError) failed = NULL;
	g_auto(Letterhead) head = { 0 };
	autofd fd = -1;

	*ret_why = NULL;
	if (!pool)
		return false;
	if (g_strcmp0(rules, pool_rules_hash(pool)) == 0)
		return true;
	if (!db_row(desk_db(desk), error, &mailing, "mailing_get", "i",
		    record_integer(dispatch, "mailing")) ||
	    !letterhead_make(desk, mailing, &head, error))
		return false;
	fd = store_open_place(desk->store, record_string(dispatch, "place"), error);
	if (fd < 0)
		return false;
	if (!pool_run(pool, POOL_READER, json_pack("{s:s}", "job", "gate"), fd, &result, NULL,
		      &failed))
		*ret_why = g_strdup(failed->message);
	else
		*ret_why = gate_stops(result, head.released);
	return true;
}
