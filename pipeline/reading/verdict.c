/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdict — what the rules say, as a member of a reading
 */
#include "pipeline/reading/verdict.h"

#include "base/clock.h"
#include "pipeline/reading/records.h"

#include <string.h>

#define VERDICT_ZONE "Asia/Shanghai" /* without an office */
#define VERDICT_HITS 200	     /* of one topic are told */
#define VERDICT_CHECK_HITS 3

static void
verdict_cut(json_t *list, size_t most)
{
	while (json_array_size(list) > most)
		json_array_remove(list, json_array_size(list) - 1);
}

static void
verdict_cut_hits(json_t *list, size_t most)
{
	size_t i;
	json_t *one;

	verdict_cut(list, most);
	json_array_foreach (list, i, one)
		verdict_cut(json_object_get(one, "hits"), VERDICT_HITS);
}

static bool
verdict_has_mark(const json_t *marks, const json_t *mark)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)marks, i, one)
		if (strcmp(record_string(one, "mark"), record_string(mark, "mark")) == 0 &&
		    strcmp(record_string(one, "where"), record_string(mark, "where")) == 0)
			return true;
	return false;
}

/* Marks of `more` that `marks` has not. Their hits lie in another text: left out. */
static void
verdict_add_marks(json_t *marks, const json_t *more)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)more, i, one)
		if (!verdict_has_mark(marks, one))
			json_array_append_new(marks,
					      json_pack("{s:O, s:O, s:O}", "mark",
							json_object_get(one, "mark"), "where",
							json_object_get(one, "where"), "tier",
							json_object_get(one, "tier")));
}

/* A check shows where it hits, not every place. */
static void
verdict_cut_checks(json_t *checks)
{
	size_t i;
	json_t *check;

	verdict_cut(checks, RECORDS_CHECKS);
	json_array_foreach (checks, i, check)
		verdict_cut(json_object_get(check, "hits"), VERDICT_CHECK_HITS);
}

json_t *
verdict_make(const RuleSet *rules, const RuleInput *input, const char *other_body)
{
	json_t *verdict = ruleset_match(rules, input);

	if (other_body) {
		RuleInput other = { .body = other_body };
		g_autoptr(json_t) more = ruleset_marks_only(rules, &other);

		verdict_add_marks(json_object_get(verdict, "marks"), record_member(more, "marks"));
	}
	verdict_cut_hits(json_object_get(verdict, "topics"), 500);
	verdict_cut_hits(json_object_get(verdict, "near"), 500);
	verdict_cut_hits(json_object_get(verdict, "marks"), RECORDS_HITS);
	verdict_cut_hits(json_object_get(verdict, "angles"), RECORDS_ANGLES);
	verdict_cut_checks(json_object_get(verdict, "checks"));
	verdict_cut(json_object_get(verdict, "kind_hits"), VERDICT_HITS);
	verdict_cut(json_object_get(verdict, "rule_errors"), 1000);
	json_object_set_new(
		verdict, "urgent",
		json_boolean(g_strcmp0(record_string(verdict, "kind"), RULESET_KIND_URGENT) == 0));
	return verdict;
}

int
verdict_day(const json_t *job, int64_t date_us)
{
	int64_t received_us = record_integer(job, "received_us");
	const char *zone = record_string(job, "zone");

	if (received_us <= 0)
		received_us = date_us;
	return received_us > 0 ? clock_day(received_us, zone ? zone : VERDICT_ZONE) : 0;
}

json_t *
verdict_of_job(const RuleSet *rules, const json_t *job)
{
	const json_t *documents = record_member(job, "documents");
	size_t n = json_array_size(documents), i;
	g_autofree const char **names = g_new0(const char *, n + 1);
	g_autofree const char **contents = g_new0(const char *, n + 1);
	RuleInput input = { .subject = record_string(job, "subject"),
			    .body = record_string(job, "body"),
			    .own = record_string(job, "text"),
			    .attachment_names = names,
			    .documents = contents,
			    .n_attachments = n,
			    .from = record_string(job, "from"),
			    .unit = record_string(job, "unit"),
			    .day = verdict_day(job, 0) };

	for (i = 0; i < n; i++) {
		const json_t *document = json_array_get(documents, i);

		names[i] = record_string(document, "name");
		contents[i] = record_string(document, "content");
	}
	return verdict_make(rules, &input, record_string(job, "html_text"));
}

json_t *
verdict_missing(const json_t *verdict)
{
	json_t *missing = json_array(), *angle;
	size_t i;

	json_array_foreach (json_object_get(verdict, "angles"), i, angle)
		if (!record_bool(angle, "found"))
			json_array_append(missing, json_object_get(angle, "angle"));
	return missing;
}

void
verdict_apply(json_t *reading, const json_t *verdict)
{
	static const char *const names[] = { "topics", "near",	      "kind_hits", "angles",
					     "checks", "rule_errors", "urgent" };
	json_t *several = json_object_get(verdict, "several");
	json_t *marks = json_array();

	json_array_extend(marks, json_object_get(verdict, "marks"));
	verdict_add_marks(marks, record_member(reading, "marks"));
	json_object_set_new(reading, "marks", marks);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		json_object_set(reading, names[i], json_object_get(verdict, names[i]));
	record_set_string(reading, "kind_of_item", record_string(verdict, "kind"));
	if (several)
		json_object_set(reading, "several", several);
}
