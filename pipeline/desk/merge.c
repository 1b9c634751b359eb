/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * merge — several reports become one item with shares
 */
#include "pipeline/desk/merge.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/outcome.h"
#include "pipeline/desk/report.h"

#include <inttypes.h>
#include <string.h>

#define MERGE_WHOLE 10000

static json_t *
merge_find(json_t *shares, const json_t *share)
{
	size_t i;
	json_t *one;

	json_array_foreach (shares, i, one)
		if (g_strcmp0(record_string(one, "unit"), record_string(share, "unit")) == 0 &&
		    g_strcmp0(record_string(one, "person"), record_string(share, "person")) == 0)
			return one;
	return NULL;
}

json_t *
merge_shares(const json_t *lists)
{
	json_t *sums = json_array(), *list, *share;
	int64_t n = (int64_t)json_array_size(lists), total = 0, given = 0;
	size_t i, k;

	json_array_foreach ((json_t *)lists, i, list)
		json_array_foreach (list, k, share) {
			json_t *one = merge_find(sums, share);
			int64_t more = record_integer(share, "hundredths");

			total += more;
			if (one)
				record_set_integer(one, "hundredths",
						   record_integer(one, "hundredths") + more);
			else
				json_array_append_new(sums, json_deep_copy(share));
		}
	if (total == 0 || n == 0)
		return sums;
	json_array_foreach (sums, i, share) {
		int64_t whole = record_integer(share, "hundredths") * MERGE_WHOLE / total;

		record_set_integer(share, "hundredths", whole);
		given += whole;
	}
	/* What rounding left goes, one by one, to the first. */
	for (i = 0; given < MERGE_WHOLE; i = (i + 1) % json_array_size(sums), given++) {
		share = json_array_get(sums, i);
		record_set_integer(share, "hundredths", record_integer(share, "hundredths") + 1);
	}
	return sums;
}

/* The leading item's shares from its own and from all that are merged into it,
 * `without` one of them, or with `more`. */
static bool
merge_recompute(Desk *desk, const Actor *actor, const json_t *target, int64_t without, json_t *more,
		GError **error)
{
	int64_t id = record_integer(target, "id");
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "item_merged_into", "i", id);
	g_autoptr(json_t) lists = json_array();
	size_t i;
	json_t *row;

	if (!rows) {
		json_decref(more);
		return false;
	}
	json_array_append_new(lists, desk_json(target, "base_shares"));
	json_array_foreach (rows, i, row)
		if (record_integer(row, "id") != without)
			json_array_append_new(lists, desk_json(row, "base_shares"));
	if (more)
		json_array_append_new(lists, more);
	return desk_event(desk, "item.shared",
			  json_pack("{s:I, s:o}", "item", (json_int_t)id, "shares",
				    merge_shares(lists)),
			  actor->letter, NULL, error) &&
	       bulletin_renew(desk, id, actor->letter, error);
}

/* Nothing can be merged into an item in this state: why, and what to do instead. */
static bool
merge_refuse(const json_t *target, GError **error)
{
	static const char *const states[][2] = {
		{ "held", N_("it is held, and must be released first (放行)") },
		{ "consulting",
		  N_("others are being asked about it: merge when they have answered, "
		     "or 暂缓 this one") },
		{ "verifying", N_("its author is being asked: merge when he has answered, or 暂缓 "
				  "this one") },
		{ "returned", N_("it was returned to its author: decide on this one by itself, or "
				 "撤销 that first") },
		{ "filed", N_("it was filed: decide on this one by itself, or 撤销 that first") },
		{ "withdrawn", N_("its author withdrew it: decide on this one by itself") },
	};
	const char *state = record_string(target, "state");
	int64_t id = record_integer(target, "id");

	for (size_t i = 0; i < G_N_ELEMENTS(states); i++)
		if (strcmp(states[i][0], state) == 0)
			return errors_set(error, ERRORS_REFUSED,
					  _("nothing can be merged into item %" PRId64 ": %s"), id,
					  _(states[i][1]));
	return errors_set(
		error, ERRORS_REFUSED,
		_("item %" PRId64 " was merged into item %" PRId64 " itself: answer 并入#%" PRId64),
		id, record_integer(target, "merged_into"), record_integer(target, "merged_into"));
}

bool
merge_target(Desk *desk, const json_t *item, int64_t id, json_t **ret_target, GError **error)
{
	static const char *const open[] = { "waiting", "approved", "parked", "issued", NULL };
	g_autoptr(json_t) target = NULL;

	if (id == record_integer(item, "id"))
		return errors_set(error, ERRORS_REFUSED, _("an item cannot be merged into itself"));
	if (!db_row(desk_db(desk), error, &target, "item_get", "i", id))
		return false;
	if (!target)
		return errors_set(error, ERRORS_REFUSED, _("there is no item %" PRId64), id);
	if (!g_strv_contains(open, record_string(target, "state")))
		return merge_refuse(target, error);
	*ret_target = g_steal_pointer(&target);
	return true;
}

bool
merge_into(Desk *desk, const Actor *actor, const json_t *item, const json_t *target, GString *did,
	   GError **error)
{
	int64_t id = record_integer(item, "id"), target_id = record_integer(target, "id");
	g_autoptr(json_t) below = db_rows(desk_db(desk), error, "item_merged_into", "i", id);

	if (!below)
		return false;
	if (json_array_size(below) > 0)
		return errors_set(error, ERRORS_REFUSED,
				  _("other items are merged into this one: undo that first"));
	g_string_append_printf(did, "并入第%" PRId64 "号", target_id);
	return merge_recompute(desk, actor, target, id, desk_json(item, "base_shares"), error) &&
	       mail_close_item(desk, id, "answered", actor->address, actor->letter, error) &&
	       decide_move(desk, actor, item, "merged", "merge", NULL,
			   json_pack("{s:I}", "merged_into", (json_int_t)target_id), error) &&
	       outcome_tell(desk, id, "merged", NULL, actor->letter, error);
}

bool
merge_release(Desk *desk, const Actor *actor, const json_t *lead, GError **error)
{
	int64_t id = record_integer(lead, "id");
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "item_merged_into", "i", id);
	g_autofree char *why = g_strdup_printf("并入的第%" PRId64 "号已由作者撤回", id);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		int64_t one = record_integer(row, "id");
		g_autoptr(json_t) item = NULL;

		if (!db_row(desk_db(desk), error, &item, "item_get", "i", one) ||
		    !merge_recompute(desk, actor, lead, one, NULL, error) ||
		    !decide_move(desk, actor, item, "waiting", "undo", why,
				 json_pack("{s:s}", "step", desk->office->sign_off[0]), error) ||
		    !report_ask(desk, one, actor->letter, error))
			return false;
	}
	return true;
}

bool
merge_undo(Desk *desk, const Actor *actor, const json_t *item, GError **error)
{
	g_autoptr(json_t) target = NULL;
	int64_t id = record_integer(item, "id");

	if (!db_row(desk_db(desk), error, &target, "item_get", "i",
		    record_integer(item, "merged_into")))
		return false;
	if (strcmp(record_string(target, "state"), "issued") == 0)
		return errors_set(error, ERRORS_REFUSED, _("it was printed with item %" PRId64),
				  record_integer(target, "id"));
	return merge_recompute(desk, actor, target, id, NULL, error) &&
	       decide_move(desk, actor, item, "waiting", "undo", NULL, NULL, error);
}
