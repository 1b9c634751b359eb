/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apply_item — items, revisions, sources, shares, moves
 */
#include "spool/apply.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "spool/search.h"
#include "spool/seen.h"

#include <inttypes.h>
#include <string.h>

/* Behind a change of what it says: it stands in the indexes, if it may. */
static bool
apply_words(Db *db, int64_t item, GError **error)
{
	return search_enter_item(db, item, error) && seen_refresh(db, item, error);
}

/* What was taken back is found no more, nor are its letters. */
static bool
apply_item_withdrawn(Db *db, int64_t item, GError **error)
{
	return search_leave_item(db, item, error) && search_leave_letters_of(db, item, error);
}

static bool
apply_shares(Db *db, int64_t item, const json_t *shares, GError **error)
{
	size_t n;
	json_t *share;

	if (!db_run(db, error, "share_clear", "i", item))
		return false;
	json_array_foreach ((json_t *)shares, n, share)
		if (!db_run(db, error, "share_insert", "iitti", item, (int64_t)n + 1,
			    record_string(share, "unit"), record_string(share, "person"),
			    record_integer(share, "hundredths")))
			return false;
	return true;
}

/* A member of the item's facts; NULL takes it out. `value` is taken. */
static bool
apply_fact(Db *db, int64_t item, const char *name, json_t *value, GError **error)
{
	g_autoptr(json_t) taken = value;
	g_autoptr(json_t) before = NULL;
	g_autoptr(json_t) facts = NULL;
	g_autofree char *text = NULL;

	if (!db_row(db, error, &before, "item_get", "i", item))
		return false;
	if (!before)
		return errors_set(error, ERRORS_STORE, _("there is no item %" PRId64), item);
	if (record_string(before, "facts"))
		facts = json_loads(record_string(before, "facts"), 0, NULL);
	if (!facts)
		facts = json_object();
	if (!value && !json_object_get(facts, name))
		return true;
	if (value)
		json_object_set(facts, name, value);
	else
		json_object_del(facts, name);
	text = record_text(facts);
	return db_run(db, error, "item_facts_set", "it", item, text);
}

static bool
apply_item_made(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t item = record_integer(params, "item");
	g_autofree char *shares = apply_text_of(params, "shares");
	g_autofree char *facts = apply_text_of(params, "facts");

	if (!db_run(db, error, "item_insert", "itttiitttttttttittttItt", item,
		    record_string(params, "state"), record_string(params, "step"),
		    record_string(params, "reason"), record_integer(params, "letter"),
		    record_integer(params, "received_us"), record_string(params, "sender"),
		    record_string(params, "sender_name"), record_string(params, "evidence"),
		    record_string(params, "flag"), record_string(params, "unit"),
		    record_string(params, "section"), record_string(params, "author"),
		    record_string(params, "person"), record_string(params, "kind"),
		    (int64_t)record_bool(params, "urgent"), record_string(params, "topic"),
		    record_string(params, "topic_group"), record_string(params, "editor"),
		    record_string(params, "journal"), record_integer(params, "due_us"), shares,
		    facts))
		return false;
	if (!db_run(db, error, "revision_insert", "iittti", item, (int64_t)1,
		    record_string(params, "title"), record_string(params, "text"),
		    record_string(params, "sender"), record_integer(row, "at_us")))
		return false;
	if (!db_run(db, error, "source_insert", "iitt", item, record_integer(params, "letter"),
		    record_string(params, "part"), "source"))
		return false;
	/* A letter that was split off is no longer the old item's. */
	if (record_member(params, "apart") &&
	    !db_run(db, error, "source_remove", "ii", record_integer(params, "apart"),
		    record_integer(params, "letter")))
		return false;
	return apply_shares(db, item, record_member(params, "shares"), error) &&
	       apply_words(db, item, error);
}

/* One move of one item; members that are absent leave their column alone. */
static bool
apply_item_moved(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t item = record_integer(params, "item");

	if (strcmp(record_string(params, "to"), "withdrawn") == 0 &&
	    !apply_item_withdrawn(db, item, error))
		return false;
	if (!db_run(db, error, "history_insert", "iiittttttI", record_integer(row, "seq"), item,
		    record_integer(row, "at_us"), record_string(params, "who"),
		    record_string(params, "verb"), record_string(params, "from"),
		    record_string(params, "to"), record_string(params, "why"),
		    record_string(params, "evidence"), record_integer(row, "cause")))
		return false;
	if (!db_run(db, error, "item_move", "ittttIIttII", item, record_string(params, "to"),
		    record_string(params, "step"), record_string(params, "why"),
		    record_string(params, "editor"), record_integer(params, "due_us"),
		    record_integer(params, "merged_into"), record_string(params, "journal"),
		    record_string(params, "decided_by"), record_integer(params, "decided_us"),
		    record_integer(params, "parked_until_us")))
		return false;
	if (record_member(params, "shares") &&
	    !apply_shares(db, item, record_member(params, "shares"), error))
		return false;
	return strcmp(record_string(params, "from"), "held") != 0 || apply_words(db, item, error);
}

static bool
apply_item_shared(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return apply_shares(db, record_integer(params, "item"), record_member(params, "shares"),
			    error);
}

/* Whose it is, found out after it was made. */
static bool
apply_item_registered(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t item = record_integer(params, "item");
	g_autofree char *shares = apply_text_of(params, "shares");

	(void)row;
	return db_run(db, error, "item_register", "itttt", item, record_string(params, "unit"),
		      record_string(params, "author"), record_string(params, "person"), shares) &&
	       apply_shares(db, item, record_member(params, "shares"), error);
}

/* The item's topics are those, whatever the rules had found. */
static bool
apply_topics(Db *db, int64_t item, const json_t *params, GError **error)
{
	json_t *topics = json_object_get(params, "topics");

	return !topics || (apply_fact(db, item, "topics", json_incref(topics), error) &&
			   db_run(db, error, "item_topics", "itt", item,
				  record_string(json_array_get(topics, 0), "topic"),
				  record_string(params, "topic_group")));
}

static bool
apply_item_corrected(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return apply_topics(db, record_integer(params, "item"), params, error) &&
	       db_run(db, error, "item_correct", "itttiI", record_integer(params, "item"),
		      record_string(params, "kind"), record_string(params, "topic"),
		      record_string(params, "topic_group"), (int64_t)record_bool(params, "urgent"),
		      record_integer(params, "due_us"));
}

/* What the newest revision was made from, where a letter made it. */
static bool
apply_revised(Db *db, int64_t item, const json_t *params, GError **error)
{
	json_t *revised = json_copy((json_t *)record_member(params, "revised"));

	if (revised)
		json_object_set(revised, "revision", json_object_get(params, "revision"));
	return apply_fact(db, item, "revised", revised, error);
}

/* What it goes on with, found or taken back after it was made. */
static bool
apply_item_chained(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t item = record_integer(params, "item");

	(void)row;
	return apply_fact(db, item, "chain", json_incref((json_t *)record_member(params, "chain")),
			  error) &&
	       apply_fact(db, item, "sequel",
			  json_incref((json_t *)record_member(params, "sequel")), error);
}

static bool
apply_item_revised(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t item = record_integer(params, "item");

	return search_leave_item(db, item, error) &&
	       db_run(db, error, "revision_insert", "iittti", item,
		      record_integer(params, "revision"), record_string(params, "title"),
		      record_string(params, "text"), record_string(params, "who"),
		      record_integer(row, "at_us")) &&
	       db_run(db, error, "item_revise", "ii", item, record_integer(params, "revision")) &&
	       apply_revised(db, item, params, error) && apply_words(db, item, error);
}

/* A letter that had made a revision becomes an item of its own (item.made). */
static bool
apply_item_split(Db *db, const json_t *row, const json_t *params, GError **error)
{
	json_t *split = json_copy((json_t *)params);

	json_object_del(split, "item");
	json_object_set(split, "seq", json_object_get(row, "seq"));
	return apply_fact(db, record_integer(params, "item"), "split", split, error);
}

static bool
apply_item_sourced(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return db_run(db, error, "source_insert", "iitt", record_integer(params, "item"),
		      record_integer(params, "letter"), record_string(params, "part"),
		      record_string(params, "role"));
}

const ApplyRule apply_item_rules[] = {
	{ "item.made", apply_item_made },
	{ "item.moved", apply_item_moved },
	{ "item.shared", apply_item_shared },
	{ "item.corrected", apply_item_corrected },
	{ "item.registered", apply_item_registered },
	{ "item.revised", apply_item_revised },
	{ "item.chained", apply_item_chained },
	{ "item.sourced", apply_item_sourced },
	{ "item.split", apply_item_split },
	{ NULL, NULL },
};
