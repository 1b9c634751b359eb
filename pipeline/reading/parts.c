/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts — the reports of one letter, each with what the rules say of it
 */
#include "pipeline/reading/parts.h"

#include "mail/several.h"
#include "pipeline/reading/records.h"
#include "pipeline/reading/verdict.h"

#include <string.h>

#define PARTS_BYTES (8u << 20) /* of all texts together: they travel in one record */

bool
parts_is_forward(const char *subject)
{
	static const char *const prefixes[] = { "转发", "轉發", "Fw:",	"FW:",
						"Fwd:", "FWD:", "Fw：", "FW：" };

	for (size_t i = 0; subject && i < G_N_ELEMENTS(prefixes); i++)
		if (g_str_has_prefix(subject, prefixes[i]))
			return true;
	return false;
}

const char *
parts_text(const json_t *reading)
{
	const char *whole = record_string(reading, "text");
	const char *fresh = record_string(reading, "new_text");

	if (fresh && *fresh && !record_bool(reading, "uncertain") &&
	    !parts_is_forward(record_string(reading, "subject")))
		return fresh;
	return whole ? whole : "";
}

json_t *
parts_job(const json_t *read, const json_t *reading, const json_t *documents)
{
	static const char *const same[] = { "subject", "html_text", "from", "unit" };
	json_t *job = json_pack("{s:s}", "job", "match");

	for (size_t i = 0; i < G_N_ELEMENTS(same); i++)
		record_set_string(job, same[i], record_string(reading, same[i]));
	record_set_string(job, "body", record_string(reading, "text"));
	record_set_string(job, "text", parts_text(reading));
	json_object_set(job, "received_us", json_object_get(read, "received_us"));
	json_object_set(job, "zone", json_object_get(read, "zone"));
	json_object_set(job, "documents", (json_t *)documents);
	return job;
}

static json_t *
parts_one(const RuleSet *rules, const json_t *job, const SeveralPart *part)
{
	RuleInput input = { .subject = part->title,
			    .body = part->text,
			    .from = record_string(job, "from"),
			    .unit = record_string(job, "unit"),
			    .day = verdict_day(job, 0) };
	json_t *one = verdict_make(rules, &input, NULL);

	record_set_string(one, "title", part->title);
	record_set_string(one, "text", part->text);
	if (part->document >= 0)
		record_set_integer(one, "document", part->document);
	json_object_set_new(one, "whole", json_boolean(part->whole));
	return one;
}

static bool
parts_fit(const Several *several)
{
	size_t n_bytes = 0;

	for (guint i = 0; i < several->parts->len; i++) {
		const SeveralPart *part = several->parts->pdata[i];

		if (strlen(part->text) > RECORDS_TEXT_BYTES)
			return false;
		n_bytes += strlen(part->text);
	}
	return several->parts->len > 1 && n_bytes <= PARTS_BYTES;
}

void
parts_add(json_t *verdict, const RuleSet *rules, const json_t *job)
{
	const json_t *documents = record_member(job, "documents");
	size_t n = json_array_size(documents);
	g_autofree SeveralDocument *some = g_new0(SeveralDocument, n + 1);
	const char *text = record_string(job, "text");
	g_auto(Several) several = { 0 };
	json_t *parts;

	for (size_t i = 0; i < n; i++) {
		some[i].name = record_string(json_array_get(documents, i), "name");
		some[i].content = record_string(json_array_get(documents, i), "content");
	}
	several_find(record_string(job, "subject"), text ? text : "", some, n, &several);
	json_object_set_new(verdict, "several", json_null());
	if (!parts_fit(&several))
		return;
	parts = json_array();
	for (guint i = 0; i < several.parts->len; i++)
		json_array_append_new(parts, parts_one(rules, job, several.parts->pdata[i]));
	json_object_set_new(verdict, "several",
			    json_pack("{s:b, s:i, s:o}", "sure", several.sure, "said",
				      (int)several.said, "parts", parts));
}
