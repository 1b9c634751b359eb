/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report_item — what the item of a report holds, from its letter
 */
#include "pipeline/desk/report_item.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/text/normal.h"
#include "filters/ruleset.h"
#include "mail/fields.h"
#include "pipeline/reading/parts.h"

#include <string.h>

#define REPORT_TITLE_CHARACTERS 200

void
report_clear(Report *report)
{
	g_free(report->title);
	g_free(report->text);
	g_free(report->content);
	g_free(report->part);
	json_decref(report->own);
	json_decref(report->similar);
	json_decref(report->siblings);
	json_decref(report->revises);
}

/* Yours. */
static char *
report_letters(const char *text)
{
	g_autofree char *normal = normal_form(text, G_NORMALIZE_NFKC);
	GString *kept = g_string_new(NULL);

	for (const char *p = normal; *p; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			g_string_append_unichar(kept, g_utf8_get_char(p));
	return g_string_free(kept, FALSE);
}

/* A document repeats at its head the title that a letter has in its subject. */
char *
report_content_hash(const char *title, const char *text)
{
	g_autofree char *head = report_letters(title);
	g_autofree char *body = report_letters(text);
	const char *rest = body;
	g_autofree char *kept = NULL;

	if (g_str_has_prefix(body, head))
		rest += strlen(head);
	kept = g_strconcat(head, rest, NULL);
	return hash_hex(kept, strlen(kept));
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

/* A body that only says 见附件 names nobody, and each of several reports names its own:
 * writer, reviewer and the rest are in this text. */
static void
report_own_fields(Report *report, const char *text, bool fall_back)
{
	static const char *const names[] = { "author", "reviewer", "phone" };
	const char *zone = report->desk ? report->desk->office->zone : NULL;
	g_auto(Fields) fields = { 0 };
	json_t *missing = json_array();

	fields_read(text, report->letter->received_us, zone, &fields);
	const char *const found[] = { fields.author, fields.reviewer, fields.phone };
	if (!report->own)
		report->own = json_copy((json_t *)report->reading);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (found[i] || !fall_back)
			record_set_string(report->own, names[i], found[i]);
	for (guint i = 0; fields.missing && i < fields.missing->len; i++)
		json_array_append_new(missing, json_string(fields.missing->pdata[i]));
	json_object_set_new(report->own, "missing", missing);
	if (fields.event_time_known || fall_back) {
		g_autofree char *time =
			fields.event_time_known ? clock_rfc3339(fields.event_time_us, zone) : NULL;

		record_set_string(report->own, "event_time", time);
	}
	report->reading = report->own;
}

static void
report_set_title(Report *report, char *title)
{
	report->title = title;
	if (g_utf8_strlen(title, -1) > REPORT_TITLE_CHARACTERS) {
		report->title = g_utf8_substring(title, 0, REPORT_TITLE_CHARACTERS);
		g_free(title);
	}
	report->content = report_content_hash(report->title, report->text);
}

const json_t *
report_parts(const json_t *reading)
{
	const json_t *several = record_member(reading, "several");

	return record_bool(several, "sure") ? record_member(several, "parts") : NULL;
}

/* All reports of a letter that stays together, each under its title. Yours. */
static char *
report_joined(const json_t *parts)
{
	g_autoptr(GString) joined = g_string_new(NULL);
	size_t i;
	json_t *part;

	json_array_foreach ((json_t *)parts, i, part)
		g_string_append_printf(joined, "%s【%s】\n%s", i > 0 ? "\n\n" : "",
				       record_string(part, "title"), record_string(part, "text"));
	return g_string_free(g_steal_pointer(&joined), FALSE);
}

/* What the report says: the writer's own text; a forwarded letter whole; the
 * document where the letter only points to it. */
void
report_words(Report *report, bool all)
{
	const char *whole = record_string(report->reading, "text");
	const char *subject = record_string(report->reading, "subject");
	const json_t *parts = all ? report_parts(report->reading) : NULL;
	const char *document = report_document(report->letter);
	const char *text = parts_text(report->reading);
	g_autofree char *heading = NULL;
	g_autofree char *joined = parts ? report_joined(parts) : NULL;

	if (joined) {
		text = joined;
	} else if (document && (!*text || body_is_pointer(text))) {
		text = document;
		heading = g_strndup(document, strcspn(document, "\n"));
		report_own_fields(report, document, false);
	}
	report->text = g_strchomp(whole ? report_indented(whole, text) : g_strdup(text));
	report_set_title(report, title_from(subject, report->text, heading));
	report_told(report);
}

/* An attachment of a report; of a packed folder also which file of it the report is. Yours. */
static json_t *
report_part_attachment(json_t *attachment, const json_t *part, size_t n)
{
	json_t *copy = json_copy(attachment);
	const char *file = record_string(part, "file");

	if (file && record_integer(part, "document") == (int64_t)n)
		record_set_string(copy, "member", file);
	return copy;
}

/* The attachment that a report is, or stands in; NULL: it stands in the body. Borrowed. */
static const json_t *
report_part_document(const json_t *reading, const json_t *part)
{
	return record_member(part, "document")
		       ? json_array_get(json_object_get(reading, "attachments"),
					(size_t)record_integer(part, "document"))
		       : NULL;
}

char *
report_part_place(const json_t *reading, size_t n)
{
	const json_t *part = json_array_get(report_parts(reading), n);
	const json_t *attachment = report_part_document(reading, part);
	const char *where = attachment ? record_string(attachment, "part") : "1";
	int member = (int)record_integer(part, "member");
	g_autofree char *file =
		member > 0 ? g_strdup_printf("%s/%d", where, member) : g_strdup(where);

	return record_bool(part, "whole") ? g_steal_pointer(&file)
					  : g_strdup_printf("%s:%zu", file, n + 1);
}

/* The attachments that are this report's, or no report's. */
static json_t *
report_part_attachments(const Report *report, const json_t *part)
{
	json_t *list = json_array(), *one;
	const json_t *parts = report_parts(report->reading);
	size_t i, k;
	json_t *other;

	json_array_foreach (json_object_get(report->reading, "attachments"), i, one) {
		bool others = false;

		json_array_foreach ((json_t *)parts, k, other)
			others = others || (record_member(other, "document") &&
					    record_integer(other, "document") == (int64_t)i &&
					    !json_equal(json_object_get(other, "document"),
							json_object_get(part, "document")));
		if (!others)
			json_array_append_new(list, report_part_attachment(one, part, i));
	}
	return list;
}

/* Does the subject, which is all reports', make them urgent? */
static bool
report_subject_urgent(const json_t *reading)
{
	size_t i;
	json_t *hit;

	json_array_foreach (json_object_get(reading, "kind_hits"), i, hit)
		if (strcmp(record_string(hit, "field"), "subject") == 0)
			return record_bool(reading, "urgent");
	return false;
}

void
report_words_of_part(Report *report, const json_t *part, size_t n)
{
	static const char *const verdict[] = { "topics", "near",   "kind_hits",
					       "angles", "checks", "rule_errors" };
	json_t *own = json_copy((json_t *)report->reading);
	const char *kind = record_string(part, "kind");
	bool urgent = report_subject_urgent(report->reading);

	json_object_set_new(own, "attachments", report_part_attachments(report, part));
	for (size_t i = 0; i < G_N_ELEMENTS(verdict); i++)
		json_object_set(own, verdict[i], json_object_get(part, verdict[i]));
	if (kind || !urgent)
		record_set_string(own, "kind_of_item", kind);
	json_object_set_new(own, "urgent", json_boolean(urgent || record_bool(part, "urgent")));
	report->part = report_part_place(report->reading, n);
	report->own = own;
	report->reading = own;
	report->text = g_strchomp(g_strdup(record_string(part, "text")));
	report_own_fields(report, report->text, true);
	report_set_title(report, g_strdup(record_string(part, "title")));
	report_told(report);
}

/* A shared mailbox's credit goes to the writer named in the report, if the unit has him. */
void
report_writer(Report *report)
{
	const Person *person = report->letter->person;
	const char *named = record_string(report->reading, "author");
	const Person *writer;

	if (!person) {
		report->unit = record_string(report->letter->told, "unit");
		report->author =
			report->letter->told ? named : record_string(report->reading, "from_name");
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

/* It says nothing itself, and what it points to did not give text: an attachment that cannot be
 * read, a download behind a link (超大附件), a file that was forgotten. */
static bool
report_unreadable(const Report *report)
{
	return !*report->text || body_is_pointer(report->text);
}

/* The sender failed the border's check, or wrote so that two readers see two senders. */
static bool
report_failed(const Report *report)
{
	const json_t *reading = report->reading;

	return record_bool(reading, "evidence_failed") || !record_bool(reading, "sender_clean");
}

void
report_place(Report *report)
{
	const json_t *reading = report->reading;
	int mark = report_strongest_mark(reading);
	bool told = report->letter->told != NULL;

	report->state = "held";
	report->tier1 = mark == 1;
	if (mark)
		report->reason = "secret-mark";
	else if (!told && !report->letter->person)
		report->reason = "unknown-sender";
	else if (!told && report_failed(report))
		report->reason = "failed-evidence";
	else if (record_string(reading, "limit"))
		report->reason = "limit";
	else if (record_bool(reading, "ambiguous"))
		report->reason = "ambiguous";
	else if (json_array_size(json_object_get(reading, "rule_errors")) > 0)
		report->reason = "rule-error";
	else if (report_unreadable(report))
		report->reason = "unreadable";
	else if (!told && !report->desk->office->reports_flag &&
		 !judge_proven(report->desk, report->letter))
		report->reason = "failed-evidence";
	else
		report->state = "waiting";
}

void
report_route(Report *report)
{
	const Office *office = report->desk->office;
	const json_t *topic = json_array_get(json_object_get(report->reading, "topics"), 0);
	const char *kind = record_string(report->reading, "kind_of_item");

	report->topic = record_string(topic, "topic");
	report->group = record_string(topic, "group");
	report->urgent =
		record_bool(report->reading, "urgent") || g_strcmp0(kind, RULESET_KIND_URGENT) == 0;
	report->editor =
		roster_editor(office->roster, report->topic, report->group, report->desk->now_us);
	report->due_us = office_due(office, report->urgent ? office->urgent : office->deadline,
				    report->letter->apart ? report->desk->now_us
							  : report->letter->received_us);
}
