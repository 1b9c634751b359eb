/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report_facts — the event that makes an item: what is kept of its letter's reading
 *
 * Not here: which words of the letter the item holds, and whose they are (report_item).
 */
#include "pipeline/desk/report_item.h"

#include "filters/ruleset.h"
#include "mail/fields.h"
#include "pipeline/reading/verdict.h"

#include <string.h>

/* A picture or a scan beside a report that can be read is its sign-off page, or a photo of the
 * event: nothing that failed. */
static bool
report_is_sign_page(const json_t *attachment)
{
	static const char *const pictures[] = { "png", "jpg",  "gif",  "bmp",
						"tif", "webp", "heic", NULL };
	const char *type = record_string(attachment, "type");
	const char *text = record_string(attachment, "text");

	if (!type || !text)
		return false;
	return (strcmp(text, "unsupported") == 0 && g_strv_contains(pictures, type)) ||
	       (strcmp(text, "empty") == 0 && strcmp(type, "pdf") == 0);
}

static json_t *
report_attachments(const Report *report)
{
	json_t *list = json_array(), *one;
	size_t i;

	json_array_foreach (json_object_get(report->reading, "attachments"), i, one) {
		json_t *copy = json_copy(one);

		json_array_append_new(list, copy);
		if (!*report->text || body_is_pointer(report->text) || !report_is_sign_page(one))
			continue;
		json_object_set_new(copy, "sign_page", json_true());
		record_set_string(copy, "why", NULL);
	}
	return list;
}

/* Where a charset was judged and not believed: how, for whoever finds the text odd. */
static json_t *
report_charsets(const json_t *reading)
{
	json_t *list = json_array(), *one;
	size_t i;

	json_array_foreach (json_object_get(reading, "charset"), i, one) {
		const char *why = record_string(one, "why");

		if (why && strcmp(why, "as declared") != 0 && strcmp(why, "only ASCII") != 0)
			json_array_append(list, one);
	}
	return list;
}

json_t *
report_missing(const json_t *reading)
{
	json_t *missing = verdict_missing(reading);

	json_array_extend(missing, json_object_get(reading, "missing"));
	return missing;
}

/* The members of the reading that an item keeps. A tier 1 letter keeps its marks alone. */
static json_t *
report_facts(const Report *report)
{
	static const char *const kept[] = { "topics",	    "near",	  "marks",
					    "angles",	    "checks",	  "rule_errors",
					    "reviewer",	    "phone",	  "event_time",
					    "kind_hits",    "message_id", "date_us",
					    "evidence_why", "from_name",  "signature",
					    "relayed_us",   NULL };
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
	json_object_set_new(facts, "missing", report_missing(report->reading));
	json_object_set_new(facts, "attachments", report_attachments(report));
	json_object_set_new(facts, "charset", report_charsets(report->reading));
	if (report->letter->apart)
		json_object_set(facts, "apart", (json_t *)report->letter->apart);
	if (report->letter->told)
		json_object_set_new(facts, "told", report_told_facts(report));
	json_object_update(facts, report->similar);
	if (report->siblings)
		json_object_set(facts, "several", report->siblings);
	/* A stranger's letter may say for whom he writes. */
	if (!report->letter->person && !report->letter->told)
		record_set_string(facts, "unit_named", record_string(report->reading, "unit"));
	return facts;
}

json_t *
report_params(const Report *report)
{
	const json_t *reading = report->reading;
	const char *evidence = record_string(reading, "evidence");
	const char *kind = record_string(reading, "kind_of_item");
	bool proven = judge_proven(report->desk, report->letter);
	json_t *params = json_object();

	record_set_integer(params, "item", report->item);
	record_set_integer(params, "letter", report->letter->letter);
	record_set_string(params, "part", report->part ? report->part : "1");
	record_set_string(params, "state", report->state);
	record_set_string(params, "step", report->desk->office->sign_off[0]);
	record_set_string(params, "reason", report->reason);
	record_set_string(params, "title", report->tier1 ? "" : report->title);
	record_set_string(params, "text", report->tier1 ? "" : report->text);
	record_set_string(params, "sender", report->letter->from);
	record_set_string(params, "sender_name", record_string(reading, "from_name"));
	record_set_string(params, "evidence", evidence ? evidence : "none");
	record_set_string(params, "flag", report->letter->told ? "代录" : proven ? NULL : "未核验");
	record_set_string(params, "unit", report->unit);
	record_set_string(params, "section",
			  report->letter->person ? report->letter->person->section : NULL);
	record_set_string(params, "author", report->author);
	record_set_string(params, "person", report->person_id);
	record_set_string(params, "kind", kind ? kind : RULESET_KIND_USUAL);
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
	json_object_set_new(params, "facts", report_facts(report));
	if (report->letter->apart)
		json_object_set(params, "apart", json_object_get(report->letter->apart, "item"));
	return params;
}
