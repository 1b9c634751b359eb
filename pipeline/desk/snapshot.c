/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * snapshot — items and issues as the outside sees them
 */
#include "pipeline/desk/snapshot.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/plan.h"
#include "pipeline/desk/before.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A letter that took no longer was sent when it was received. */
#define SNAPSHOT_AT_ONCE_US (INT64_C(600) * CLOCK_SECOND_US)

char *
snapshot_local(const Office *office, int64_t time_us)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(office->zone);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time_us / CLOCK_SECOND_US);
	g_autoptr(GDateTime) local = NULL;

	if (!zone)
		zone = g_time_zone_new_utc();
	local = g_date_time_to_timezone(utc, zone);
	return g_date_time_format(local, "%Y-%m-%d %H:%M");
}

json_t *
snapshot_office(const Office *office)
{
	json_t *reasons = json_array();

	for (size_t i = 0; office->reasons && office->reasons[i]; i++)
		json_array_append_new(reasons, json_pack("{s:i, s:s}", "n", (int)i + 1, "text",
							 office->reasons[i]));
	return json_pack("{s:s, s:s, s:s, s:s?, s:o}", "name", office->name, "mailbox",
			 office->mailbox, "domain", office->domain, "duty_phone",
			 office->duty_phone, "reasons", reasons);
}

static void
snapshot_time(json_t *object, const char *name, const json_t *row, const char *column,
	      const Office *office)
{
	const json_t *time = record_member(row, column);
	g_autofree char *text = time ? clock_rfc3339(json_integer_value(time), office->zone) : NULL;

	record_set_string(object, name, text);
}

static void
snapshot_copy(json_t *object, const json_t *row, const char *const *names)
{
	for (; *names; names++) {
		json_t *value = json_object_get(row, *names);

		if (value)
			json_object_set(object, *names, value);
		else
			json_object_set_new(object, *names, json_null());
	}
}

static json_t *
snapshot_parsed(const json_t *row, const char *name)
{
	const char *text = record_string(row, name);
	json_t *value = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;

	return value ? value : json_object();
}

static bool
snapshot_letters(Store *store, const Office *office, int64_t item, json_t *object,
		 const json_t *facts, GError **error)
{
	static const char *const names[] = { "letter",	   "part",  "role",   "sha256",
					     "message_id", "bytes", "source", NULL };
	g_autoptr(json_t) rows = db_rows(store_db(store), error, "source_list", "i", item);
	json_t *letters = json_array();
	size_t i;
	json_t *row;

	json_object_set_new(object, "letters", letters);
	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		json_t *letter = json_object();

		snapshot_copy(letter, row, names);
		snapshot_time(letter, "received", row, "received_us", office);
		snapshot_time(letter, "sent", facts, "date_us", office);
		json_array_append_new(letters, letter);
	}
	return true;
}

/* The hits of topics belong to `show`; a list says which topics and how strongly. */
static void
snapshot_topics(json_t *object, const json_t *facts, SnapshotDepth depth)
{
	json_t *topics = json_array();
	size_t i;
	json_t *topic;

	json_array_foreach (json_object_get(facts, "topics"), i, topic) {
		g_autoptr(json_t) copy = json_copy(topic);

		if (depth == SNAPSHOT_LIST)
			json_object_del(copy, "hits");
		json_array_append(topics, copy);
	}
	json_object_set_new(object, "topics", topics);
}

static bool
snapshot_issues(Store *store, const Office *office, int64_t item, json_t *object, GError **error)
{
	json_t *issues = before_issues(store, item, error), *told = json_array();
	g_autoptr(json_t) adoptions =
		issues ? db_rows(store_db(store), error, "adoption_of_item", "i", item) : NULL;
	size_t i;
	json_t *row;

	json_object_set_new(object, "adoptions", told);
	if (!issues)
		return false;
	json_object_set_new(object, "issues", issues);
	if (!adoptions)
		return false;
	json_array_foreach (adoptions, i, row) {
		static const char *const names[] = { "superior", "kind", "reference", NULL };
		json_t *adoption = json_object();

		snapshot_copy(adoption, row, names);
		snapshot_time(adoption, "at", row, "at_us", office);
		json_array_append_new(told, adoption);
	}
	return true;
}

/* What the item is similar to and goes on with, and where that was printed. */
static bool
snapshot_similar(Store *store, json_t *object, const json_t *facts, GError **error)
{
	json_t *similar = before_tell(store, record_member(facts, "similar"), error);
	json_t *chain = json_copy((json_t *)record_member(facts, "chain")), *issues;

	if (similar)
		json_object_set_new(object, "similar", similar);
	if (!chain)
		return similar != NULL;
	json_object_set_new(object, "chain", chain);
	issues = before_issues(store, record_integer(chain, "item"), error);
	if (issues)
		json_object_set_new(chain, "issues", issues);
	return similar && issues;
}

static bool
snapshot_history(Store *store, const Office *office, int64_t item, json_t *object, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(store), error, "history_list", "i", item);
	json_t *history = json_array();
	size_t i;
	json_t *row;

	json_object_set_new(object, "history", history);
	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		json_t *one = json_object();

		snapshot_time(one, "at", row, "at_us", office);
		record_set_string(one, "who", record_string(row, "who"));
		record_set_string(one, "did", record_string(row, "verb"));
		record_set_string(one, "from", record_string(row, "from_state"));
		record_set_string(one, "to", record_string(row, "to_state"));
		record_set_string(one, "why", record_string(row, "why"));
		record_set_string(one, "evidence", record_string(row, "evidence"));
		json_object_set(one, "letter", json_object_get(row, "letter"));
		json_array_append_new(history, one);
	}
	return true;
}

/* An RFC 3339 time as mails show it: 2026-11-23 09:30, in the zone it is written in. */
static char *
snapshot_shown(const char *time)
{
	char *shown = time ? g_strndup(time, strlen("2026-11-23T09:30")) : NULL;

	return shown ? g_strdelimit(shown, "T", ' ') : NULL;
}

/* From the event to the letter's arrival: days, hours and minutes that are not nought. NULL: no
 * event, or no hour of it. Yours. */
static json_t *
snapshot_lag(int64_t event_us, int64_t received_us)
{
	int64_t minutes = (received_us - event_us) / CLOCK_SECOND_US / 60;
	const struct {
		const char *name;
		int64_t n;
	} parts[] = { { "days", minutes / 1440 },
		      { "hours", minutes / 60 % 24 },
		      { "minutes", minutes < 1440 ? minutes % 60 : 0 } };
	json_t *lag = json_object();

	for (size_t i = 0; event_us > 0 && minutes > 0 && i < G_N_ELEMENTS(parts); i++)
		if (parts[i].n > 0)
			record_set_integer(lag, parts[i].name, parts[i].n);
	if (json_object_size(lag) > 0)
		return lag;
	json_decref(lag);
	return json_null();
}

/* How old the news is: when it happened, was sent, met the first server, and arrived. */
static void
snapshot_lateness(json_t *object, const json_t *row, const json_t *facts, const Office *office)
{
	g_autofree char *event = snapshot_shown(record_string(facts, "event_time"));
	int64_t sent_us = record_integer(facts, "date_us");
	int64_t relayed_us = record_integer(facts, "relayed_us");
	bool hour = event && !g_str_has_suffix(event, " 00:00");
	g_autoptr(GDateTime) at =
		hour ? g_date_time_new_from_iso8601(record_string(facts, "event_time"), NULL)
		     : NULL;
	int64_t event_us = at ? g_date_time_to_unix(at) * CLOCK_SECOND_US : 0;
	int64_t received_us = record_integer(row, "received_us");
	bool slow = sent_us > 0 && llabs(received_us - sent_us) >= SNAPSHOT_AT_ONCE_US;
	g_autofree char *sent = slow ? snapshot_local(office, sent_us) : NULL;
	g_autofree char *relayed =
		slow && relayed_us > 0 ? snapshot_local(office, relayed_us) : NULL;

	if (event && !hour)
		event[strlen("2026-11-23")] = '\0';
	record_set_string(object, "event_local", event);
	record_set_string(object, "sent_local", sent);
	record_set_string(object, "relayed_local", relayed);
	json_object_set_new(object, "lag", snapshot_lag(event_us, received_us));
}

/* What is printed of that, so that the item could be its 续报; an item that is one needs no such
 * word. */
static void
snapshot_goes_on(json_t *object)
{
	const json_t *chain = record_member(object, "chain");
	const json_t *found = json_array_size(record_member(chain, "issues")) > 0 ? chain : NULL;
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(object, "similar"), i, one)
		if (!found && json_array_size(record_member(one, "issues")) > 0)
			found = one;
	if (found && !record_bool(chain, "merged"))
		json_object_set(object, "goes_on_with", json_object_get(found, "item"));
}

static void
snapshot_for_mail(json_t *object, const json_t *row, const Office *office)
{
	g_autofree char *told = snapshot_shown(record_string(record_member(object, "told"), "at"));
	g_autofree char *received = snapshot_local(office, record_integer(row, "received_us"));
	g_autofree char *due = record_member(row, "due_us")
				       ? snapshot_local(office, record_integer(row, "due_us"))
				       : NULL;

	record_set_string(object, "received_local", received);
	record_set_string(object, "told_local", told);
	record_set_string(object, "due_local", due);
	snapshot_goes_on(object);
}

/* What a held secret may show: that it is there. */
static void
snapshot_blank(json_t *object)
{
	static const char *const emptied[] = { "topics",  "checks", "attachments", "similar",
					       "missing", "copied", "plan",	   NULL };

	record_set_string(object, "title", NULL);
	record_set_string(object, "text", NULL);
	json_object_set_new(object, "chain", json_null());
	for (size_t i = 0; emptied[i]; i++)
		json_object_set_new(object, emptied[i], json_array());
}

static json_t *
snapshot_sender(const json_t *row)
{
	return json_pack("{s:s?, s:s?, s:s?, s:s?}", "address", record_string(row, "sender"),
			 "name", record_string(row, "sender_name"), "evidence",
			 record_string(row, "evidence"), "flag", record_string(row, "flag"));
}

static void
snapshot_columns(json_t *object, const json_t *row, const json_t *facts, const Office *office)
{
	static const char *const plain[] = { "revision", "state",   "step",	   "reason",
					     "unit",	 "section", "author",	   "title",
					     "kind",	 "editor",  "merged_into", NULL };
	static const char *const read[] = { "reviewer",	   "phone",   "event_time", "marks",
					    "attachments", "similar", "missing",    "chain",
					    "unit_named",  "copied",  "several",    "charset",
					    "signature",   "told",    "apart",	    NULL };

	json_object_set(object, "item", json_object_get(row, "id"));
	snapshot_copy(object, row, plain);
	snapshot_copy(object, facts, read);
	json_object_set_new(
		object, "by_letter",
		json_boolean(record_integer(record_member(facts, "revised"), "revision") ==
			     record_integer(row, "revision")));
	/* They are of the text that came; an edited one was not checked again. */
	json_object_set_new(object, "checks",
			    record_integer(row, "revision") == 1 && record_member(facts, "checks")
				    ? json_incref(json_object_get(facts, "checks"))
				    : json_array());
	json_object_set_new(object, "sender", snapshot_sender(row));
	json_object_set_new(object, "urgent", json_boolean(record_integer(row, "urgent") != 0));
	snapshot_time(object, "due", row, "due_us", office);
}

json_t *
snapshot_item(Store *store, const Office *office, int64_t item, SnapshotDepth depth, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) facts = NULL;
	g_autoptr(json_t) object = json_object();
	json_t *shares;

	if (!db_row(store_db(store), error, &row, "item_get", "i", item))
		return NULL;
	if (!row) {
		errors_set(error, ERRORS_REFUSED, _("there is no item %" PRId64), item);
		return NULL;
	}
	facts = snapshot_parsed(row, "facts");
	snapshot_columns(object, row, facts, office);
	snapshot_topics(object, facts, depth);
	shares = db_rows(store_db(store), error, "share_list", "i", item);
	if (!shares)
		return NULL;
	json_object_set_new(object, "shares", shares);
	/* A merged item was printed where it was merged into. */
	if (!snapshot_letters(store, office, item, object, facts, error) ||
	    !snapshot_issues(store, office,
			     record_member(row, "merged_into") ? record_integer(row, "merged_into")
							       : item,
			     object, error))
		return NULL;
	if (depth != SNAPSHOT_LIST) {
		json_object_set(object, "text", json_object_get(row, "text"));
		if (!snapshot_history(store, office, item, object, error) ||
		    !snapshot_similar(store, object, facts, error))
			return NULL;
	}
	if (depth == SNAPSHOT_MAIL) {
		json_t *plan = plan_of_item(store_db(store), office, row, error);

		if (!plan)
			return NULL;
		json_object_set_new(object, "plan", plan);
		snapshot_for_mail(object, row, office);
		snapshot_lateness(object, row, facts, office);
	}
	if (g_strcmp0(record_string(row, "reason"), "secret-mark") == 0 &&
	    record_bool(facts, "tier1"))
		snapshot_blank(object);
	return g_steal_pointer(&object);
}

static bool
snapshot_line(Store *store, const json_t *row, json_t *line, GError **error)
{
	g_autoptr(json_t) item = NULL;
	g_autoptr(json_t) revision = NULL;
	g_autoptr(json_t) shares = NULL;
	g_autoptr(json_t) facts = NULL;
	g_autoptr(GString) units = g_string_new(NULL);
	size_t i;
	json_t *share;

	if (!db_row(store_db(store), error, &item, "item_get", "i", record_integer(row, "item")) ||
	    !db_row(store_db(store), error, &revision, "revision_get", "ii",
		    record_integer(row, "item"), record_integer(row, "revision")))
		return false;
	shares = db_rows(store_db(store), error, "share_list", "i", record_integer(row, "item"));
	if (!shares)
		return false;
	json_array_foreach (shares, i, share) {
		const char *unit = record_string(share, "unit");

		if (!strstr(units->str, unit))
			g_string_append_printf(units, "%s%s", units->len ? "、" : "", unit);
	}
	facts = snapshot_parsed(item, "facts");
	if (record_member(facts, "chain"))
		json_object_set(line, "chain", json_object_get(facts, "chain"));
	record_set_string(line, "title", record_string(revision, "title"));
	record_set_string(line, "text", record_string(revision, "text"));
	record_set_string(line, "unit", units->len ? units->str : record_string(item, "unit"));
	record_set_string(line, "author", record_string(item, "author"));
	record_set_string(line, "kind", record_string(item, "kind"));
	json_object_set_new(line, "urgent", json_boolean(record_integer(item, "urgent") != 0));
	return true;
}

json_t *
snapshot_issue(Store *store, const Office *office, int64_t issue, SnapshotDepth depth,
	       GError **error)
{
	static const char *const plain[] = { "journal", "year",	  "number", "total",
					     "state",	"sha256", NULL };
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) rows = NULL;
	g_autoptr(json_t) object = json_object();
	json_t *lines = json_array(), *one;
	g_autofree char *date = NULL;
	size_t i;

	json_object_set_new(object, "lines", lines);
	if (!db_row(store_db(store), error, &row, "issue_get", "i", issue))
		return NULL;
	rows = db_rows(store_db(store), error, "line_list", "i", issue);
	if (!row || !rows) {
		if (rows)
			errors_set(error, ERRORS_REFUSED, _("there is no such issue"));
		return NULL;
	}
	snapshot_copy(object, row, plain);
	snapshot_time(object, "sealed_at", row, "sealed_us", office);
	json_array_foreach (rows, i, one) {
		json_t *line = json_copy(one);

		json_array_append_new(lines, line);
		if (depth != SNAPSHOT_LIST && !snapshot_line(store, one, line, error))
			return NULL;
	}
	if (depth == SNAPSHOT_MAIL) {
		/* A draft has no number yet, but a year it will be of. */
		if (!record_member(row, "year"))
			record_set_integer(object, "year",
					   clock_year(clock_now_us(), office->zone));
		date = snapshot_local(office, record_member(row, "sealed_us")
						      ? record_integer(row, "sealed_us")
						      : record_integer(row, "made_us"));
		date[10] = '\0';
		record_set_string(object, "date_local", date);
		json_object_set(object, "edition", json_object_get(row, "edition"));
	}
	return g_steal_pointer(&object);
}
