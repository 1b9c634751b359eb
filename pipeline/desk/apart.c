/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apart — 另立: what was taken for a revision is a report of its own
 */
#include "pipeline/desk/apart.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/amend.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/merge.h"
#include "pipeline/desk/reading.h"
#include "pipeline/desk/report.h"

#include <inttypes.h>
#include <string.h>

/* What the item's newest revision was made from, if by a letter; NULL: not. Borrowed. */
static const json_t *
apart_revised(const json_t *facts, const json_t *item)
{
	const json_t *revised = record_member(facts, "revised");

	return record_integer(revised, "revision") == record_integer(item, "revision") ? revised
										       : NULL;
}

/* ---- how it stands ---- */

/* The open draft and the place in it; 0: it stands in none. */
static bool
apart_place(Desk *desk, int64_t item, int64_t *ret_issue, int64_t *ret_position, GError **error)
{
	g_autoptr(json_t) issue = NULL;
	g_autoptr(json_t) lines = NULL;
	size_t i;
	json_t *line;

	*ret_issue = *ret_position = 0;
	if (!db_row(desk_db(desk), error, &issue, "issue_open_of_item", "i", item))
		return false;
	if (!issue)
		return true;
	*ret_issue = record_integer(issue, "id");
	lines = db_rows(desk_db(desk), error, "line_list", "i", *ret_issue);
	json_array_foreach (lines, i, line)
		if (record_integer(line, "item") == item)
			*ret_position = record_integer(line, "position");
	return lines != NULL;
}

json_t *
apart_note(Desk *desk, const json_t *item, int64_t letter, const char *part, GError **error)
{
	static const char *const kept[] = { "revision",	       "state",	     "step",
					    "reason",	       "editor",     "due_us",
					    "journal",	       "decided_by", "decided_us",
					    "parked_until_us", NULL };
	g_autoptr(json_t) facts = desk_json(item, "facts");
	g_autoptr(json_t) last = NULL;
	int64_t id = record_integer(item, "id"), issue, position;
	json_t *was;

	if (!db_row(desk_db(desk), error, &last, "history_last", "i", id) ||
	    !apart_place(desk, id, &issue, &position, error))
		return NULL;
	was = json_object();
	for (size_t i = 0; kept[i]; i++)
		if (record_member(item, kept[i]))
			json_object_set(was, kept[i], json_object_get(item, kept[i]));
	record_set_string(was, "evidence", record_string(last, "evidence"));
	if (issue) {
		record_set_integer(was, "issue", issue);
		record_set_integer(was, "position", position);
	}
	if (apart_revised(facts, item))
		json_object_set(was, "revised", json_object_get(facts, "revised"));
	return json_pack("{s:I, s:s*, s:o}", "letter", (json_int_t)letter, "part", part, "was",
			 was);
}

/* ---- 另立 ---- */

typedef struct {
	Desk *desk;
	const Actor *actor;
	const json_t *item, *revised, *was;
	int64_t id, letter, revision; /* the one that is split off */
	const char *part;	      /* of the letter; NULL: the whole */
	GString *did;
} Apart;

/* What the letter made beside what is split off, an item (a row of letter_items), is not asked
 * about: it came from another part. */
static bool
apart_beside(const json_t *one, const char *part)
{
	return part && strcmp(record_string(one, "part"), part) != 0;
}

/* The words before the letter are the item's newest again. */
static bool
apart_words(const Apart *apart, GError **error)
{
	g_autoptr(json_t) before = NULL;
	json_t *params;

	if (!db_row(desk_db(apart->desk), error, &before, "revision_get", "ii", apart->id,
		    record_integer(apart->was, "revision")))
		return false;
	g_assert(before);
	params = json_pack("{s:I, s:I, s:O, s:O, s:O}", "item", (json_int_t)apart->id, "revision",
			   (json_int_t)apart->revision + 1, "title",
			   json_object_get(before, "title"), "text",
			   json_object_get(before, "text"), "who", json_object_get(before, "who"));
	if (record_member(apart->was, "revised"))
		json_object_set(params, "revised", json_object_get(apart->was, "revised"));
	return desk_event(apart->desk, "item.revised", params, apart->actor->letter, NULL, error);
}

/* By which verb it came to a state, and what the editor hears of it. */
static const struct {
	const char *state, *verb, *words;
} apart_states[] = {
	{ "waiting", "assign", "仍为待审" },
	{ "approved", "approve", "仍为已通过" },
	{ "filed", "file", "仍为备查" },
	{ "returned", "return", "仍为退回" },
	{ "consulting", "consult", "仍在征求意见" },
	{ "verifying", "verify", "仍请作者补充" },
	{ "parked", "park", "仍为暂缓" },
};

/* The decision again as it was taken, by whom and when. */
static bool
apart_decision(const Apart *apart, GError **error)
{
	static const char *const kept[] = {
		"step",	      "editor",	    "due_us",	       "journal",
		"decided_by", "decided_us", "parked_until_us", NULL
	};
	const char *state = record_string(apart->was, "state");
	const char *by = record_string(apart->was, "decided_by");
	const char *evidence = record_string(apart->was, "evidence");
	bool waits = strcmp(state, "waiting") == 0;
	Actor first = *apart->actor;
	json_t *more;
	size_t i = 0;

	while (i + 1 < G_N_ELEMENTS(apart_states) && strcmp(apart_states[i].state, state) != 0)
		i++;
	g_string_append(apart->did, apart_states[i].words);
	/* It waited, and still does; another step of the sign-off may have come since. */
	if (waits &&
	    g_strcmp0(record_string(apart->was, "step"), record_string(apart->item, "step")) == 0)
		return true;
	first.address = by ? by : first.address;
	first.evidence = evidence ? evidence : first.evidence;
	more = json_object();
	for (size_t k = 0; kept[k]; k++)
		if (record_member(apart->was, kept[k]))
			json_object_set(more, kept[k], json_object_get(apart->was, kept[k]));
	return decide_move(apart->desk, &first, apart->item, state, apart_states[i].verb,
			   record_string(apart->was, "reason"), more, error);
}

static bool
apart_draft(const Apart *apart, GError **error)
{
	const BulletinPlace place = { record_integer(apart->was, "issue"),
				      record_integer(apart->was, "position") };
	bool there = false;

	if (!place.issue)
		return true;
	if (!bulletin_put_back(apart->desk, &place, apart->id, apart->actor->letter, &there, error))
		return false;
	g_string_append(apart->did, there ? "，在送签稿中的位置不变" : "，编入下一期");
	return true;
}

/* Who decides on it now is asked about the words that it has again. */
static bool
apart_ask(const Apart *apart, GError **error)
{
	static const char *const asked[] = { "waiting", "consulting", "verifying", NULL };
	const Actor *actor = apart->actor;

	if (!g_strv_contains(asked, record_string(apart->was, "state")))
		return true;
	return report_ask_with(
		apart->desk, apart->id,
		json_pack("{s:{s:I, s:s}}", "restored", "revision", (json_int_t)apart->revision,
			  "who", actor->name && *actor->name ? actor->name : actor->address),
		actor->letter, error);
}

/* The letter goes on its way again, or back to the item that it had once (撤销). */
static bool
apart_letter(const Apart *apart, const json_t *own, GError **error)
{
	Desk *desk = apart->desk;
	int64_t id = record_integer(own, "id");

	if (own) {
		g_string_append_printf(apart->did, "；来信仍为第%" PRId64 "号", id);
		return merge_undo(desk, apart->actor, own, error) &&
		       report_ask(desk, id, apart->actor->letter, error);
	}
	g_string_append(apart->did, "；来信作为新的一条，另行编号");
	if (desk->reading)
		reading_from(desk->reading, apart->letter - 1);
	return desk_event(desk, "letter.reopened",
			  json_pack("{s:I}", "letter", (json_int_t)apart->letter),
			  apart->actor->letter, NULL, error);
}

/* The item that the letter had of its own before 撤销; *ret_own NULL: none. */
static bool
apart_own(const Apart *apart, json_t **ret_own, GError **error)
{
	g_autoptr(json_t) items =
		db_rows(desk_db(apart->desk), error, "letter_items", "i", apart->letter);
	g_autoptr(json_t) own = NULL;
	size_t i;
	json_t *one;

	*ret_own = NULL;
	if (!items)
		return false;
	json_array_foreach (items, i, one) {
		int64_t id = record_integer(one, "item");

		if (id == apart->id || apart_beside(one, apart->part))
			continue;
		g_clear_pointer(&own, json_decref);
		if (!db_row(desk_db(apart->desk), error, &own, "item_get", "i", id))
			return false;
		if (strcmp(record_string(own, "state"), "merged") != 0 ||
		    record_integer(own, "merged_into") != apart->id)
			return errors_set(error, ERRORS_REFUSED,
					  _("its letter belongs to item %" PRId64 " too"), id);
	}
	*ret_own = g_steal_pointer(&own);
	return true;
}

/* The event comes last: what the log has of the item behind it was decided later. */
static bool
apart_told(const Apart *apart, GError **error)
{
	const Actor *actor = apart->actor;

	return desk_event(apart->desk, "item.split",
			  json_pack("{s:I, s:I, s:I, s:s*, s:s, s:s}", "item",
				    (json_int_t)apart->id, "revision", (json_int_t)apart->revision,
				    "letter", (json_int_t)apart->letter, "part", apart->part, "by",
				    actor->address, "who",
				    actor->name && *actor->name ? actor->name : actor->address),
			  actor->letter, NULL, error);
}

bool
apart_split(Desk *desk, const Actor *actor, const json_t *item, GString *did, GError **error)
{
	g_autoptr(json_t) facts = desk_json(item, "facts");
	g_autoptr(json_t) own = NULL;
	Apart apart = { .desk = desk,
			.actor = actor,
			.item = item,
			.revised = apart_revised(facts, item),
			.id = record_integer(item, "id"),
			.revision = record_integer(item, "revision"),
			.did = did };

	if (!apart.revised)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("its newest text is of no later letter: there is nothing to "
				    "make an item of"));
	apart.letter = record_integer(apart.revised, "letter");
	apart.part = record_string(apart.revised, "part");
	apart.was = record_member(apart.revised, "was");
	g_string_append_printf(did, "另立，第%" PRId64 "号恢复原稿，", apart.id);
	return apart_own(&apart, &own, error) &&
	       mail_close_item(desk, apart.id, "answered", actor->address, actor->letter, error) &&
	       apart_words(&apart, error) && apart_decision(&apart, error) &&
	       apart_draft(&apart, error) && apart_ask(&apart, error) &&
	       apart_letter(&apart, own, error) && apart_told(&apart, error);
}

/* ---- 撤销 ---- */

bool
apart_is_last(Desk *desk, const json_t *item, bool *ret_last, GError **error)
{
	g_autoptr(json_t) facts = desk_json(item, "facts");
	const json_t *split = record_member(facts, "split");
	g_autoptr(json_t) last = NULL;

	*ret_last = false;
	if (!split)
		return true;
	if (!db_row(desk_db(desk), error, &last, "history_last", "i", record_integer(item, "id")))
		return false;
	*ret_last = record_integer(last, "seq") < record_integer(split, "seq") &&
		    record_integer(split, "revision") + 1 == record_integer(item, "revision");
	return true;
}

/* The letter's item, which nobody has decided on. */
static bool
apart_untouched(Desk *desk, const json_t *split, int64_t old, json_t **ret_item, GError **error)
{
	g_autoptr(json_t) items =
		db_rows(desk_db(desk), error, "letter_items", "i", record_integer(split, "letter"));
	g_autoptr(json_t) item = NULL;
	const char *part = record_string(split, "part");
	int64_t id = 0;
	size_t i;
	json_t *one;

	if (!items)
		return false;
	json_array_foreach (items, i, one)
		if (!id && !apart_beside(one, part))
			id = record_integer(one, "item");
	if (!id || id == old)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("the letter is still being read: try again in a minute"));
	if (!db_row(desk_db(desk), error, &item, "item_get", "i", id))
		return false;
	if (strcmp(record_string(item, "state"), "waiting") != 0 ||
	    record_integer(item, "revision") != 1)
		return errors_set(error, ERRORS_REFUSED,
				  _("item %" PRId64 " was decided on since: undo that first"), id);
	*ret_item = g_steal_pointer(&item);
	return true;
}

bool
apart_undo(Desk *desk, const Actor *actor, const json_t *item, GString *did, GError **error)
{
	g_autoptr(json_t) facts = desk_json(item, "facts");
	const json_t *split = record_member(facts, "split");
	int64_t id = record_integer(item, "id");
	g_autoptr(json_t) own = NULL;
	g_autoptr(json_t) target = NULL;
	AmendWords words = { .resent = true, .part = record_string(split, "part") };
	JudgeLetter letter = { .letter = record_integer(split, "letter") };

	if ((actor->role == ROLE_EDITOR || actor->role == ROLE_DUTY) &&
	    !address_equal(record_string(split, "by"), actor->address))
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("only who decided, or the chief, may undo"));
	if (!apart_untouched(desk, split, id, &own, error))
		return false;
	words.title = record_string(own, "title");
	words.text = record_string(own, "text");
	letter.from = record_string(own, "sender");
	g_string_append(did, "撤销另立，");
	return amend_again(desk, actor, &letter, item, &words, error) &&
	       merge_target(desk, own, id, &target, error) &&
	       merge_into(desk, actor, own, target, did, error);
}

/* ---- the letter on its way again ---- */

/* A letter that is an item's source still, which it was split off from. */
static bool
apart_pending(Desk *desk, int64_t letter, const json_t *source, json_t *list, GError **error)
{
	g_autoptr(json_t) item = NULL;
	g_autoptr(json_t) facts = NULL;
	const json_t *split;

	if (!db_row(desk_db(desk), error, &item, "item_get", "i", record_integer(source, "item")))
		return false;
	facts = desk_json(item, "facts");
	split = record_member(facts, "split");
	if (record_integer(split, "letter") == letter)
		json_array_append_new(list, json_pack("{s:O, s:O, s:O, s:s*}", "item",
						      json_object_get(item, "id"), "revision",
						      json_object_get(split, "revision"), "who",
						      json_object_get(split, "who"), "part",
						      record_string(split, "part")));
	return true;
}

json_t *
apart_from(Desk *desk, int64_t letter, GError **error)
{
	g_autoptr(json_t) items = db_rows(desk_db(desk), error, "letter_items", "i", letter);
	g_autoptr(json_t) list = json_array();
	size_t i;
	json_t *one;

	if (!items)
		return NULL;
	json_array_foreach (items, i, one)
		if (!apart_pending(desk, letter, one, list, error))
			return NULL;
	return g_steal_pointer(&list);
}
