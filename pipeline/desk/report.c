/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report — a letter becomes an item: whose it is, what it says, who asks whom
 */
#include "pipeline/desk/report.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/text/address.h"
#include "mail/fields.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/chain.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/similar.h"
#include "pipeline/desk/snapshot.h"

#include <inttypes.h>
#include <string.h>

#define REPORT_TITLE_CHARACTERS 200

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const json_t *reading;
	json_t *own; /* the reading with the document's fields, where that is the text */
	char *title, *text, *content;
	const char *unit, *author, *person_id;
	const char *state, *reason;
	const char *topic, *group;
	const Person *editor;
	bool urgent, tier1;
	int64_t item, due_us;
} Report;

static void
report_clear(Report *report)
{
	g_free(report->title);
	g_free(report->text);
	g_free(report->content);
	json_decref(report->own);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Report, report_clear)

/* Letters and digits alone, NFKC: the same content under any charset, layout and mark. */
static char *
report_content_hash(const char *title, const char *text)
{
	g_autofree char *both = g_strconcat(title, "\n", text, NULL);
	g_autofree char *normal = g_utf8_normalize(both, -1, G_NORMALIZE_NFKC);
	g_autoptr(GString) kept = g_string_new(NULL);

	for (const char *p = normal ? normal : both; *p; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			g_string_append_unichar(kept, g_utf8_get_char(p));
	return hash_hex(kept->str, kept->len);
}

/* The first document that could be read. */
static const char *
report_document(const JudgeLetter *letter)
{
	size_t i;
	json_t *text;

	json_array_foreach ((json_t *)letter->texts, i, text) {
		const char *content = record_string(text, "content");

		if (content && *content)
			return content;
	}
	return NULL;
}

bool
report_is_forward(const char *subject)
{
	static const char *const prefixes[] = { "转发", "轉發", "Fw:",	"FW:",
						"Fwd:", "FWD:", "Fw：", "FW：" };

	for (size_t i = 0; subject && i < G_N_ELEMENTS(prefixes); i++)
		if (g_str_has_prefix(subject, prefixes[i]))
			return true;
	return false;
}

/* The new text comes trimmed; the first paragraph's indentation is the writer's and stays. */
static char *
report_indented(const char *whole, const char *text)
{
	const char *first = whole, *line;
	size_t n_line = strcspn(text, "\n");

	while (g_unichar_isspace(g_utf8_get_char(first)))
		first = g_utf8_next_char(first);
	if (strncmp(first, text, n_line) != 0)
		return g_strdup(text);
	for (line = first; line > whole && line[-1] != '\n'; line--)
		;
	return g_strdup_printf("%.*s%s", (int)(first - line), line, text);
}

/* A body that only says 见附件 names nobody: writer, reviewer and the rest are in the
 * document. */
static void
report_document_fields(Report *report, const char *document)
{
	const char *zone = report->desk ? report->desk->office->zone : NULL;
	g_auto(Fields) fields = { 0 };
	json_t *missing = json_array();

	fields_read(document, report->letter->received_us, zone, &fields);
	report->own = json_copy((json_t *)report->reading);
	record_set_string(report->own, "author", fields.author);
	record_set_string(report->own, "reviewer", fields.reviewer);
	record_set_string(report->own, "phone", fields.phone);
	for (guint i = 0; fields.missing && i < fields.missing->len; i++)
		json_array_append_new(missing, json_string(fields.missing->pdata[i]));
	json_object_set_new(report->own, "missing", missing);
	if (fields.event_time_known) {
		g_autofree char *time = clock_rfc3339(fields.event_time_us, zone);

		record_set_string(report->own, "event_time", time);
	}
	report->reading = report->own;
}

/* What the report says: the writer's own text; a forwarded letter whole; the
 * document where the letter only points to it. */
static void
report_words(Report *report)
{
	const char *whole = record_string(report->reading, "text");
	const char *fresh = record_string(report->reading, "new_text");
	const char *subject = record_string(report->reading, "subject");
	const char *document = report_document(report->letter);
	const char *text = fresh && *fresh && !record_bool(report->reading, "uncertain") &&
					   !report_is_forward(subject)
				   ? fresh
				   : whole;
	g_autofree char *heading = NULL;

	if (!text)
		text = "";
	if (document && (!*text || body_is_pointer(text))) {
		text = document;
		heading = g_strndup(document, strcspn(document, "\n"));
		report_document_fields(report, document);
	}
	report->text = g_strchomp(whole ? report_indented(whole, text) : g_strdup(text));
	report->title = title_from(subject, report->text, heading);
	if (g_utf8_strlen(report->title, -1) > REPORT_TITLE_CHARACTERS) {
		g_autofree char *cut = g_steal_pointer(&report->title);

		report->title = g_utf8_substring(cut, 0, REPORT_TITLE_CHARACTERS);
	}
	report->content = report_content_hash(report->title, report->text);
}

void
report_read(const JudgeLetter *letter, char **ret_title, char **ret_text)
{
	g_auto(Report) report = { .letter = letter, .reading = letter->reading };

	report_words(&report);
	*ret_title = g_steal_pointer(&report.title);
	*ret_text = g_steal_pointer(&report.text);
}

/* A shared mailbox's credit goes to the writer named in the report, if the unit has him. */
static void
report_writer(Report *report)
{
	const Person *person = report->letter->person;
	const char *named = record_string(report->reading, "author");
	const Person *writer;

	if (!person) {
		report->unit = NULL;
		report->author = record_string(report->reading, "from_name");
		return;
	}
	report->unit = person->unit;
	report->author = named ? named : *person->name ? person->name : NULL;
	report->person_id = *person->name ? person->person : NULL;
	writer = named ? roster_in_unit(report->desk->office->roster, person->unit, named,
					report->letter->received_us)
		       : NULL;
	if (writer)
		report->person_id = writer->person;
}

static int
report_strongest_mark(const json_t *reading)
{
	int strongest = 0;
	size_t i;
	json_t *mark;

	json_array_foreach (json_object_get(reading, "marks"), i, mark) {
		int tier = (int)record_integer(mark, "tier");

		if (tier > 0 && (strongest == 0 || tier < strongest))
			strongest = tier;
	}
	return strongest;
}

/* Whether some attachment should have given text and did not. */
static bool
report_unreadable(const Report *report)
{
	if (*report->text && !body_is_pointer(report->text))
		return false;
	return json_array_size(json_object_get(report->reading, "attachments")) > 0 ||
	       !*report->text;
}

static void
report_place(Report *report)
{
	const json_t *reading = report->reading;
	int mark = report_strongest_mark(reading);

	report->state = "held";
	report->tier1 = mark == 1;
	if (mark)
		report->reason = "secret-mark";
	else if (!report->letter->person)
		report->reason = "unknown-sender";
	else if (record_bool(reading, "evidence_failed") || !record_bool(reading, "sender_clean"))
		report->reason = "failed-evidence";
	else if (record_string(reading, "limit"))
		report->reason = "limit";
	else if (record_bool(reading, "ambiguous"))
		report->reason = "ambiguous";
	else if (json_array_size(json_object_get(reading, "rule_errors")) > 0)
		report->reason = "rule-error";
	else if (report_unreadable(report))
		report->reason = "unreadable";
	else if (!report->desk->office->reports_flag && !judge_proven(report->desk, report->letter))
		report->reason = "failed-evidence";
	else
		report->state = "waiting";
}

static void
report_route(Report *report)
{
	const Office *office = report->desk->office;
	const json_t *topic = json_array_get(json_object_get(report->reading, "topics"), 0);
	const char *kind = record_string(report->reading, "kind_of_item");

	report->topic = record_string(topic, "topic");
	report->group = record_string(topic, "group");
	report->urgent = record_bool(report->reading, "urgent") || g_strcmp0(kind, "紧急") == 0;
	report->editor =
		roster_editor(office->roster, report->topic, report->group, report->desk->now_us);
	report->due_us = office_due(office, report->urgent ? office->urgent : office->deadline,
				    report->letter->received_us);
}

/* The members of the reading that an item keeps. A tier 1 letter keeps its marks alone. */
static json_t *
report_facts(const Report *report, const json_t *similar)
{
	static const char *const kept[] = { "topics",	    "near",	  "marks",
					    "attachments",  "missing",	  "rule_errors",
					    "reviewer",	    "phone",	  "event_time",
					    "kind_hits",    "message_id", "date_us",
					    "evidence_why", "from_name",  NULL };
	json_t *facts = json_object();

	if (report->tier1) {
		json_t *marks = json_array(), *mark;
		size_t i;

		json_array_foreach (json_object_get(report->reading, "marks"), i, mark)
			json_array_append_new(marks,
					      json_pack("{s:O, s:O, s:O}", "mark",
							json_object_get(mark, "mark"), "where",
							json_object_get(mark, "where"), "tier",
							json_object_get(mark, "tier")));
		json_object_set_new(facts, "marks", marks);
		json_object_set_new(facts, "tier1", json_true());
		return facts;
	}
	for (size_t i = 0; kept[i]; i++)
		if (record_member(report->reading, kept[i]))
			json_object_set(facts, kept[i], json_object_get(report->reading, kept[i]));
	json_object_update(facts, (json_t *)similar);
	/* A stranger's letter may say for whom he writes. */
	if (!report->letter->person)
		record_set_string(facts, "unit_named", record_string(report->reading, "unit"));
	return facts;
}

static json_t *
report_params(const Report *report, const json_t *similar)
{
	const json_t *reading = report->reading;
	const char *evidence = record_string(reading, "evidence");
	const char *kind = record_string(reading, "kind_of_item");
	bool proven = judge_proven(report->desk, report->letter);
	json_t *params = json_object();

	record_set_integer(params, "item", report->item);
	record_set_integer(params, "letter", report->letter->letter);
	record_set_string(params, "part", "1");
	record_set_string(params, "state", report->state);
	record_set_string(params, "step", report->desk->office->sign_off[0]);
	record_set_string(params, "reason", report->reason);
	record_set_string(params, "title", report->tier1 ? "" : report->title);
	record_set_string(params, "text", report->tier1 ? "" : report->text);
	record_set_string(params, "sender", report->letter->from);
	record_set_string(params, "sender_name", record_string(reading, "from_name"));
	record_set_string(params, "evidence", evidence ? evidence : "none");
	record_set_string(params, "flag", proven ? NULL : "未核验");
	record_set_string(params, "unit", report->unit);
	record_set_string(params, "section",
			  report->letter->person ? report->letter->person->section : NULL);
	record_set_string(params, "author", report->author);
	record_set_string(params, "person", report->person_id);
	record_set_string(params, "kind", kind ? kind : "动态");
	json_object_set_new(params, "urgent", json_boolean(report->urgent));
	record_set_string(params, "topic", report->topic);
	record_set_string(params, "topic_group", report->group);
	record_set_string(params, "editor", report->editor ? report->editor->address : NULL);
	record_set_integer(params, "received_us", report->letter->received_us);
	record_set_integer(params, "due_us", report->due_us);
	json_object_set_new(params, "shares",
			    report->unit
				    ? json_pack("[{s:s, s:s?, s:i}]", "unit", report->unit,
						"person", report->person_id, "hundredths", 10000)
				    : json_array());
	json_object_set_new(params, "facts", report_facts(report, similar));
	return params;
}

static bool
report_receipt(const Report *report, const char *template_name, GError **error)
{
	MailOrder order = { .template_name = template_name,
			    .purpose = "receipt",
			    .to = report->letter->from,
			    .item = report->item,
			    .cause = report->letter->letter };

	/* Nobody who is not of this office gets automatic mail: it could be forged. */
	if (!report->letter->person || !address_valid(report->letter->from) ||
	    g_strcmp0(report->reason, "failed-evidence") == 0)
		return true;
	order.params = json_pack("{s:b, s:s?}", "author_missing", report->author == NULL,
				 "held_reason", report->reason);
	return mail_due(report->desk, &order, error);
}

/* The same content from the same sender again: one item, and he is told the first time. */
static bool
report_duplicate(Report *report, const json_t *first, GError **error)
{
	Desk *desk = report->desk;
	const JudgeLetter *letter = report->letter;
	g_autoptr(json_t) items =
		db_rows(desk_db(desk), error, "letter_items", "i", record_integer(first, "id"));
	g_autoptr(json_t) told =
		db_rows(desk_db(desk), error, "letter_same_as", "i", record_integer(first, "id"));
	g_autofree char *reason = NULL;

	if (!items || !told)
		return false;
	report->item = record_integer(json_array_get(items, 0), "item");
	reason = g_strdup_printf("same content as letter %" PRId64, record_integer(first, "id"));
	if (!judge_done(desk, letter, "duplicate", reason,
			json_pack("{s:O}", "same_as", json_object_get(first, "id")), error))
		return false;
	return report->item == 0 || json_array_size(told) > 0 ||
	       report_receipt(report, "receipt-duplicate", error);
}

static bool
report_make(Report *report, GError **error)
{
	Desk *desk = report->desk;
	const JudgeLetter *letter = report->letter;
	g_autoptr(json_t) similar = NULL;

	if (!desk_next_id(desk, "item_next_id", &report->item, error))
		return false;
	/* Of a tier 1 letter nothing is looked up. */
	if (!report->tier1 &&
	    (!(similar = similar_find(desk, report->title, report->text, error)) ||
	     !chain_add(desk, report->title, report->text, report->unit, similar, error)))
		return false;
	if (!desk_event(desk, "item.made", report_params(report, similar), letter->letter, NULL,
			error))
		return false;
	if (!judge_done(desk, letter, letter->person ? "report" : "stranger", report->reason,
			report->tier1 ? NULL
				      : json_pack("{s:s?, s:s}", "subject",
						  record_string(report->reading, "subject"),
						  "content", report->content),
			error))
		return false;
	return report_receipt(report, report->tier1 ? "receipt-held" : "receipt", error) &&
	       report_ask(desk, report->item, letter->letter, error);
}

bool
report_take(Desk *desk, const JudgeLetter *letter, GError **error)
{
	g_auto(Report) report = { .desk = desk, .letter = letter, .reading = letter->reading };
	g_autoptr(json_t) first = NULL;

	report_words(&report);
	report_writer(&report);
	report_place(&report);
	report_route(&report);
	if (!report.tier1 && *letter->from &&
	    !db_row(desk_db(desk), error, &first, "letter_same_content", "tt", report.content,
		    letter->from))
		return false;
	if (first)
		return report_duplicate(&report, first, error);
	return report_make(&report, error);
}

/* ---- the ask an item needs ---- */

/* Who is asked: the editor, the person of the step, or whoever may release it. */
static const Person *
report_asked(Desk *desk, const json_t *item)
{
	const Roster *roster = desk->office->roster;
	const char *editor = record_string(item, "editor");
	const char *step = record_string(item, "step");
	Role role;

	if (strcmp(record_string(item, "state"), "held") == 0)
		return mail_first(desk,
				  g_strcmp0(record_string(item, "reason"), "secret-mark") == 0
					  ? ROLE_SECRECY
					  : ROLE_CHIEF,
				  ROLE_CHIEF);
	if (step && role_from_word(step, &role) && role != ROLE_EDITOR)
		return mail_first(desk, role, ROLE_CHIEF);
	return editor ? roster_at(roster, editor, desk->now_us) : NULL;
}

static bool
report_ask_person(Desk *desk, const json_t *item, const Person *person, json_t *params,
		  int64_t cause, GError **error)
{
	MailAsk ask = { .kind = "review",
			.person = person->address,
			.item = record_integer(item, "id"),
			.revision = record_integer(item, "revision") };
	MailOrder order = {
		.template_name = "ask", .purpose = "ask", .cause = cause, .params = params
	};

	if (g_strcmp0(record_string(item, "reason"), "secret-mark") == 0)
		order.template_name = "secrecy";
	return mail_ask(desk, &ask, &order, NULL, error);
}

bool
report_ask_with(Desk *desk, int64_t id, json_t *params, int64_t cause, GError **error)
{
	g_autoptr(json_t) more = params ? params : json_object();
	g_autoptr(json_t) item = NULL;
	const Person *person;

	if (!db_row(desk_db(desk), error, &item, "item_get", "i", id))
		return false;
	person = report_asked(desk, item);
	if (!person)
		return mail_alarm(desk, "有一条信息没有可以处理的编辑，请在 people.csv 中补充",
				  NULL, id, cause, error);
	return away_stand_in(desk, item, &person, more, error) &&
	       report_ask_person(desk, item, person, g_steal_pointer(&more), cause, error);
}

bool
report_ask(Desk *desk, int64_t id, int64_t cause, GError **error)
{
	return report_ask_with(desk, id, NULL, cause, error);
}

bool
report_ask_also(Desk *desk, const json_t *item, const Person *person, json_t *params,
		GError **error)
{
	return report_ask_person(desk, item, person, params, 0, error);
}
