/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letterhead — everything a printer needs for one mail, as one snapshot
 */
#include "pipeline/desk/letterhead.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/text/address.h"
#include "mail/reference.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/snapshot.h"
#include "pipeline/desk/trust.h"

#include <string.h>

#define LETTERHEAD_ISSUE_BYTES (32u << 20)

void
letterhead_clear(Letterhead *head)
{
	g_clear_pointer(&head->token, g_free);
	g_clear_pointer(&head->message_id, g_free);
	g_clear_pointer(&head->snapshot, json_decref);
	g_clear_pointer(&head->released, json_decref);
}

/* Marks of an item that is not held any more were released by a person. */
static void
letterhead_release(Letterhead *head, const json_t *item)
{
	size_t i;
	json_t *mark;

	if (g_strcmp0(record_string(item, "state"), "held") == 0)
		return;
	json_array_foreach (json_object_get(item, "marks"), i, mark)
		json_array_append(head->released, json_object_get(mark, "mark"));
}

/* The revision that the reader of this mail knew: of an ask the one he was asked about
 * before, else the author's; of an acknowledgement the one that he answered. */
static bool
letterhead_known(Desk *desk, const json_t *mailing, int64_t *ret_revision, GError **error)
{
	bool acknowledges = strcmp(record_string(mailing, "template"), "ack") == 0;
	g_autoptr(json_t) ask = NULL;
	g_autoptr(json_t) before = NULL;

	if (!db_row(desk_db(desk), error, &ask, "ask_get", "i", record_integer(mailing, "ask")))
		return false;
	*ret_revision = record_integer(ask, "revision");
	if (!ask || acknowledges)
		return true;
	if (!db_row(desk_db(desk), error, &before, "ask_revision_before", "iti",
		    record_integer(ask, "item"), record_string(ask, "person"),
		    record_integer(ask, "id")))
		return false;
	*ret_revision = MAX(1, record_integer(before, "revision"));
	return true;
}

/* What was changed since then is shown on top. */
static bool
letterhead_earlier(Desk *desk, const json_t *mailing, json_t *snapshot, json_t *item,
		   GError **error)
{
	const char *template_name = record_string(mailing, "template");
	json_t *edited = json_object_get(snapshot, "edited");
	g_autoptr(json_t) row = NULL;
	int64_t known;

	if (strcmp(template_name, "ask") != 0 && (strcmp(template_name, "ack") != 0 || !edited))
		return true;
	if (json_is_object(edited))
		json_object_set_new(
			edited, "mine",
			json_boolean(address_equal(record_string(edited, "address"),
						   record_string(mailing, "recipient"))));
	if (!letterhead_known(desk, mailing, &known, error))
		return false;
	if (!known || known >= record_integer(item, "revision") || !record_string(item, "text"))
		return true;
	if (!db_row(desk_db(desk), error, &row, "revision_get", "ii", record_integer(item, "item"),
		    known))
		return false;
	/* What was held back had no words yet. */
	if (row && *record_string(row, "text"))
		json_object_set_new(item, "earlier",
				    json_pack("{s:I, s:O, s:O}", "revision", (json_int_t)known,
					      "title", json_object_get(row, "title"), "text",
					      json_object_get(row, "text")));
	return true;
}

static bool
letterhead_item(Desk *desk, const json_t *mailing, Letterhead *head, GError **error)
{
	int64_t id = record_integer(mailing, "item");
	json_t *item;

	if (!id)
		return true;
	item = snapshot_item(desk->store, desk->office, id, SNAPSHOT_MAIL, error);
	if (!item)
		return false;
	letterhead_release(head, item);
	/* An outcome is what was decided then, wherever the item is by now. */
	if (record_string(head->snapshot, "outcome"))
		json_object_set(item, "state", json_object_get(head->snapshot, "outcome"));
	/* The locator belongs to the conversation about an item: the ask and what follows. */
	if (record_integer(mailing, "ask")) {
		g_autofree char *locator =
			reference_locator(id, (int)record_integer(item, "revision"));

		record_set_string(head->snapshot, "locator", locator);
	}
	json_object_set_new(head->snapshot, "item", item);
	return letterhead_earlier(desk, mailing, head->snapshot, item, error);
}

/* A sealed issue is what was frozen, not what the rows would give today. */
static json_t *
letterhead_sealed(Desk *desk, const json_t *row, GError **error)
{
	autofd fd = store_open_place(desk->store, record_string(row, "place"), error);
	size_t n;
	g_autofree char *text =
		fd < 0 ? NULL : files_read_fd(fd, LETTERHEAD_ISSUE_BYTES, &n, error);
	json_t *issue = text ? json_loadb(text, n, 0, NULL) : NULL;

	if (text && !issue)
		errors_set(error, ERRORS_STORE, "%s: not an issue", record_string(row, "place"));
	return issue;
}

static bool
letterhead_lines_released(Desk *desk, const json_t *issue, Letterhead *head, GError **error)
{
	size_t i;
	json_t *line;

	json_array_foreach (json_object_get(issue, "lines"), i, line) {
		g_autoptr(json_t) item =
			snapshot_item(desk->store, desk->office, record_integer(line, "item"),
				      SNAPSHOT_LIST, error);

		if (!item)
			return false;
		letterhead_release(head, item);
	}
	return true;
}

static bool
letterhead_issue(Desk *desk, const json_t *mailing, Letterhead *head, GError **error)
{
	int64_t id = record_integer(mailing, "issue");
	g_autoptr(json_t) row = NULL;
	g_autofree char *locator = NULL;
	json_t *issue;

	if (!id)
		return true;
	if (!db_row(desk_db(desk), error, &row, "issue_get", "i", id))
		return false;
	issue = strcmp(record_string(row, "state"), "sealed") == 0
			? letterhead_sealed(desk, row, error)
			: snapshot_issue(desk->store, desk->office, id, SNAPSHOT_MAIL, error);
	if (!issue)
		return false;
	json_object_set_new(head->snapshot, "issue", issue);
	if (strcmp(record_string(mailing, "template"), "sign") == 0) {
		locator = reference_issue_locator(id);
		record_set_string(head->snapshot, "locator", locator);
	}
	return letterhead_lines_released(desk, issue, head, error);
}

/* The numbered lines of a list, with what each item says now. */
static bool
letterhead_list(Desk *desk, const json_t *mailing, Letterhead *head, GError **error)
{
	g_autoptr(json_t) ask = NULL;
	g_autoptr(json_t) params = NULL;
	json_t *lines, *line;
	bool token_chosen;
	size_t i;

	if (strcmp(record_string(mailing, "template"), "list") != 0)
		return true;
	if (!trust_token_chosen(desk->store, desk->office, &token_chosen, error) ||
	    !db_row(desk_db(desk), error, &ask, "ask_get", "i", record_integer(mailing, "ask")))
		return false;
	json_object_set_new(head->snapshot, "token_chosen", json_boolean(token_chosen));
	params = desk_json(ask, "params");
	lines = json_array();
	json_object_set_new(head->snapshot, "lines", lines);
	json_array_foreach (json_object_get(params, "lines"), i, line) {
		json_t *item = snapshot_item(desk->store, desk->office,
					     record_integer(line, "item"), SNAPSHOT_MAIL, error);

		if (!item)
			return false;
		json_object_set(item, "n", json_object_get(line, "n"));
		letterhead_release(head, item);
		json_array_append_new(lines, item);
	}
	return true;
}

/* The lines of what was done, with what each item is called now. */
static bool
letterhead_done(Desk *desk, Letterhead *head, GError **error)
{
	size_t i;
	json_t *done;

	json_array_foreach (json_object_get(head->snapshot, "done"), i, done) {
		g_autoptr(json_t) item = NULL;

		if (!record_integer(done, "n") || !record_integer(done, "item"))
			continue;
		item = snapshot_item(desk->store, desk->office, record_integer(done, "item"),
				     SNAPSHOT_LIST, error);
		if (!item)
			return false;
		letterhead_release(head, item);
		record_set_string(done, "title", record_string(item, "title"));
	}
	return true;
}

/* What was found again of an item that a person released. */
static bool
letterhead_found(Desk *desk, const json_t *mailing, Letterhead *head, GError **error)
{
	size_t i;
	json_t *line;

	if (strcmp(record_string(mailing, "template"), "query") != 0)
		return true;
	json_array_foreach (json_object_get(head->snapshot, "lines"), i, line) {
		g_autoptr(json_t) item = NULL;

		if (!record_integer(line, "item"))
			continue;
		item = snapshot_item(desk->store, desk->office, record_integer(line, "item"),
				     SNAPSHOT_LIST, error);
		if (!item)
			return false;
		letterhead_release(head, item);
	}
	return true;
}

static bool
letterhead_answers(Desk *desk, const json_t *mailing, Letterhead *head, GError **error)
{
	int64_t letter = record_integer(mailing, "answers");
	g_autoptr(json_t) row = NULL;
	const char *id;

	if (letter && !db_row(desk_db(desk), error, &row, "letter_get", "i", letter))
		return false;
	id = row && g_strcmp0(record_string(row, "sender"), record_string(mailing, "recipient")) ==
				     0
		     ? record_string(row, "message_id")
		     : NULL;
	record_set_string(head->snapshot, "auto", id ? "auto-replied" : "auto-generated");
	if (id) {
		g_autofree char *bracketed =
			id[0] == '<' ? g_strdup(id) : g_strdup_printf("<%s>", id);

		record_set_string(head->snapshot, "in_reply_to", bracketed);
		json_object_set_new(head->snapshot, "references", json_pack("[s]", bracketed));
	}
	return true;
}

static void
letterhead_identify(Desk *desk, const json_t *mailing, Letterhead *head)
{
	const char *domain = desk->office->domain;
	const char *to = record_string(mailing, "recipient");
	const Person *person = roster_at(desk->office->roster, to, desk->now_us);
	const Superior *superior = office_superior_by_address(desk->office, to);
	g_autofree char *bare = NULL;
	g_autofree char *now = desk_local(desk, desk->now_us);

	if (record_integer(mailing, "ask")) {
		head->token = hash_random_word(REFERENCE_TOKEN_LENGTH);
		bare = reference_ask_id(head->token, domain);
	} else {
		bare = reference_dispatch_id(head->dispatch,
					     g_ascii_strtoll(store_epoch(desk->store), NULL, 10),
					     domain);
	}
	head->message_id = g_strdup_printf("<%s>", bare);
	record_set_string(head->snapshot, "message_id", head->message_id);
	record_set_string(head->snapshot, "token", head->token);
	record_set_string(head->snapshot, "template", record_string(mailing, "template"));
	record_set_string(head->snapshot, "now", now);
	record_set_integer(head->snapshot, "date_us", record_integer(mailing, "due_us"));
	json_object_set_new(head->snapshot, "office", snapshot_office(desk->office));
	json_object_set_new(head->snapshot, "to",
			    json_pack("{s:s, s:s?}", "address", to, "name",
				      superior			? superior->name
				      : person && *person->name ? person->name
				      : person			? person->unit
								: NULL));
}

bool
letterhead_make(Desk *desk, const json_t *mailing, Letterhead *head, GError **error)
{
	g_autoptr(json_t) params = desk_json(mailing, "params");

	head->snapshot = json_is_object(params) ? json_deep_copy(params) : json_object();
	head->released = json_array();
	letterhead_identify(desk, mailing, head);
	return letterhead_answers(desk, mailing, head, error) &&
	       letterhead_item(desk, mailing, head, error) &&
	       letterhead_issue(desk, mailing, head, error) &&
	       letterhead_list(desk, mailing, head, error) && letterhead_done(desk, head, error) &&
	       letterhead_found(desk, mailing, head, error);
}
