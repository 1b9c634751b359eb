/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts — the reports of one letter, each with what the rules say of it
 */
#include "pipeline/reading/parts.h"

#include "mail/fields.h"
#include "mail/several.h"
#include "pipeline/reading/records.h"
#include "pipeline/reading/verdict.h"

#include <string.h>

#define PARTS_BYTES (8u << 20) /* of all texts together: they travel in one record */
#define PARTS_FILES 1000       /* documents, and files of packed folders, that are looked at */

/* What may be a report: a document of the letter, or a file of a packed one. */
typedef struct {
	GArray *open;	 /* SeveralDocument */
	GArray *places;	 /* PartsPlace beside them */
	GPtrArray *cuts; /* the files' texts */
} PartsFiles;

typedef struct {
	size_t document;
	size_t member; /* counted from 1; 0: the document itself */
} PartsPlace;

static void
parts_files_clear(PartsFiles *files)
{
	g_array_unref(files->open);
	g_array_unref(files->places);
	g_ptr_array_unref(files->cuts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PartsFiles, parts_files_clear)

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

/* Is what was taken for a quotation the writer's own? A letter that answers nothing quotes somebody
 * with an address; without one 发件人：… 主题：… are lines of a report about mails. */
static bool
parts_quotes_nobody(const json_t *reading)
{
	const char *subject = record_string(reading, "subject");
	const char *quoted = record_string(reading, "quoted");
	g_autofree char *stripped = title_strip_prefixes(subject);

	return quoted && *quoted && !strchr(quoted, '@') &&
	       json_array_size(record_member(reading, "in_reply_to")) == 0 &&
	       json_array_size(record_member(reading, "references")) == 0 &&
	       (!subject || strlen(stripped) == strlen(subject));
}

const char *
parts_text(const json_t *reading)
{
	const char *whole = record_string(reading, "text");
	const char *fresh = record_string(reading, "new_text");

	if (fresh && *fresh && !record_bool(reading, "uncertain") &&
	    !parts_is_forward(record_string(reading, "subject")) && !parts_quotes_nobody(reading))
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

static void
parts_file(PartsFiles *files, const char *name, const char *content, PartsPlace place)
{
	SeveralDocument one = { name, content };

	if (files->open->len >= PARTS_FILES)
		return;
	g_array_append_val(files->open, one);
	g_array_append_val(files->places, place);
}

/* A packed folder is its files. */
static void
parts_packed(PartsFiles *files, const json_t *document, size_t n)
{
	const char *content = record_string(document, "content");
	size_t i;
	json_t *member;

	json_array_foreach (json_object_get(document, "members"), i, member) {
		char *cut = g_strndup(content + record_integer(member, "at"),
				      (size_t)record_integer(member, "bytes"));

		g_ptr_array_add(files->cuts, cut);
		parts_file(files, record_string(member, "name"), cut, (PartsPlace){ n, i + 1 });
	}
}

static void
parts_files(const json_t *documents, PartsFiles *ret)
{
	size_t i;
	json_t *one;

	*ret = (PartsFiles){ g_array_new(FALSE, FALSE, sizeof(SeveralDocument)),
			     g_array_new(FALSE, FALSE, sizeof(PartsPlace)),
			     g_ptr_array_new_with_free_func(g_free) };
	json_array_foreach ((json_t *)documents, i, one) {
		if (json_array_size(json_object_get(one, "members")) > 0)
			parts_packed(ret, one, i);
		else
			parts_file(ret, record_string(one, "name"), record_string(one, "content"),
				   (PartsPlace){ i, 0 });
	}
}

static json_t *
parts_one(const RuleSet *rules, const json_t *job, const SeveralPart *part, const PartsFiles *files)
{
	RuleInput input = { .subject = part->title,
			    .body = part->text,
			    .from = record_string(job, "from"),
			    .unit = record_string(job, "unit"),
			    .day = verdict_day(job, 0) };
	json_t *one = verdict_make(rules, &input, NULL);

	record_set_string(one, "title", part->title);
	record_set_string(one, "text", part->text);
	if (part->document >= 0) {
		const PartsPlace *place =
			&g_array_index(files->places, PartsPlace, (guint)part->document);

		record_set_integer(one, "document", (int64_t)place->document);
		if (place->member > 0) {
			record_set_integer(one, "member", (int64_t)place->member);
			record_set_string(
				one, "file",
				g_array_index(files->open, SeveralDocument, (guint)part->document)
					.name);
		}
	}
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
	g_auto(PartsFiles) files = { 0 };
	const char *text = record_string(job, "text");
	g_auto(Several) several = { 0 };
	json_t *parts;

	parts_files(record_member(job, "documents"), &files);
	several_find(record_string(job, "subject"), text ? text : "",
		     (const SeveralDocument *)(void *)files.open->data, files.open->len, &several);
	json_object_set_new(verdict, "several", json_null());
	if (!parts_fit(&several))
		return;
	parts = json_array();
	for (guint i = 0; i < several.parts->len; i++)
		json_array_append_new(parts,
				      parts_one(rules, job, several.parts->pdata[i], &files));
	json_object_set_new(verdict, "several",
			    json_pack("{s:b, s:i, s:o}", "sure", several.sure, "said",
				      (int)several.said, "parts", parts));
}
