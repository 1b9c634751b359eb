/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * complete — a letter read with all its documents, for commands
 */
#include "pipeline/reading/complete.h"

#include "base/files.h"
#include "base/i18n.h"
#include "mail/fields.h"
#include "pipeline/reading/parts.h"
#include "pipeline/reading/verdict.h"

#include <string.h>

json_t *
complete_job(const Office *office, int64_t received_us)
{
	json_t *job = json_pack("{s:s}", "job", "read");
	json_t *border = json_array(), *replies = json_array(), *forms = json_array();

	record_set_integer(job, "received_us", received_us);
	json_object_set_new(job, "border", border);
	json_object_set_new(job, "replies", replies);
	json_object_set_new(job, "submission", forms);
	if (!office)
		return job;
	for (char **host = office->border; host && *host; host++)
		json_array_append_new(border, json_string(*host));
	for (char **method = office->replies; method && *method; method++)
		json_array_append_new(replies, json_string(*method));
	for (char **form = office->submission; office->submission_shown && *form; form++)
		json_array_append_new(forms, json_string(*form));
	record_set_string(job, "authserv_id", office->authserv_id);
	record_set_string(job, "domain", office->domain);
	record_set_string(job, "mailbox", office->mailbox);
	record_set_string(job, "zone", office->zone);
	record_set_string(job, "anchors", office->anchors);
	record_set_string(job, "crls", office->crls);
	return job;
}

json_t *
complete_proof_job(const Office *office, int64_t received_us, json_t *keys)
{
	json_t *job = complete_job(office, received_us);

	record_set_string(job, "job", "prove");
	json_object_set(job, "keys", keys);
	return job;
}

/* The keys that were found: by them the letter can be judged once more. */
static json_t *
complete_keys(const json_t *keys)
{
	json_t *found = json_array();
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)keys, i, one)
		if (strcmp(record_string(one, "state"), "found") == 0)
			json_array_append_new(found, json_pack("{s:O, s:O}", "name",
							       json_object_get(one, "name"), "text",
							       json_object_get(one, "text")));
	return found;
}

void
complete_proof(json_t *reading, const json_t *result, const json_t *keys)
{
	static const char *const names[] = { "evidence", "evidence_failed", "evidence_why" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		json_object_set(reading, names[i], json_object_get(result, names[i]));
	json_object_set_new(reading, "keys", complete_keys(keys));
}

bool
complete_prove(Pool *pool, Keys *keys, const Office *office, int64_t received_us, int fd,
	       json_t *reading, GError **error)
{
	const json_t *names = record_member(reading, "evidence_keys");
	g_autoptr(json_t) found = NULL;
	g_autoptr(json_t) result = NULL;

	if (json_array_size(names) == 0)
		return true;
	found = keys_wait(keys, names);
	if (!pool_run(pool, POOL_READER, complete_proof_job(office, received_us, found), fd,
		      &result, NULL, error))
		return false;
	complete_proof(reading, result, found);
	return true;
}

json_t *
complete_extract_job(const json_t *attachment)
{
	json_t *job = json_pack("{s:s}", "job", "extract");

	record_set_string(job, "name", record_string(attachment, "name"));
	record_set_string(job, "media_type", record_string(attachment, "media_type"));
	return job;
}

json_t *
complete_extract(Pool *pool, int fd, const json_t *attachment, GError **error)
{
	json_t *job = complete_extract_job(attachment);
	json_t *result = NULL;

	return pool_run(pool, POOL_EXTRACTOR, job, fd, &result, NULL, error) ? result : NULL;
}

static json_t *
complete_part(Pool *pool, int letter, const json_t *attachment, GError **error)
{
	json_t *job = json_pack("{s:s}", "job", "part");
	g_autoptr(json_t) taken = NULL;
	autofd fd = -1;

	record_set_string(job, "part", record_string(attachment, "part"));
	if (!pool_run(pool, POOL_READER, job, letter, &taken, &fd, error))
		return NULL;
	return complete_extract(pool, fd, attachment, error);
}

void
complete_extracted(json_t *attachment, json_t *document, const json_t *result, const char *failed)
{
	record_set_string(attachment, "text", result ? record_string(result, "text") : "failed");
	record_set_string(attachment, "why", result ? record_string(result, "why") : failed);
	record_set_integer(attachment, "text_chars", result ? record_integer(result, "chars") : 0);
	record_set_string(attachment, "type", result ? record_string(result, "type") : NULL);
	record_set_string(document, "content", result ? record_string(result, "content") : NULL);
	json_object_set(document, "members", json_object_get(result, "members"));
}

/* The document's text; what became of it is noted in the attachment. */
static json_t *
complete_document(Pool *pool, int letter, json_t *attachment, size_t number)
{
	json_t *document = json_object();
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) result = NULL;

	record_set_string(document, "name", record_string(attachment, "name"));
	if (number >= COMPLETE_DOCUMENTS) {
		record_set_string(attachment, "text", "limit");
		record_set_string(attachment, "why", _("the letter has too many attachments"));
		return document;
	}
	result = complete_part(pool, letter, attachment, &error);
	complete_extracted(attachment, document, result, error ? error->message : NULL);
	return document;
}

static const char *
complete_first_text(const json_t *documents)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)documents, i, one)
		if (record_string(one, "content") && *record_string(one, "content"))
			return record_string(one, "content");
	return NULL;
}

/* 见附件: the first line of the document is the title when the subject says nothing. */
static void
complete_title(json_t *reading, const json_t *documents)
{
	const char *content = complete_first_text(documents);
	g_autofree char *line = content ? g_strndup(content, strcspn(content, "\n")) : NULL;
	const char *new_text = record_string(reading, "new_text");
	g_autofree char *title = NULL;

	if (!line || strlen(line) > 600)
		return;
	title = title_from(record_string(reading, "subject"), new_text, line);
	record_set_string(reading, "title", title);
}

static bool
complete_match(Pool *pool, const json_t *read, json_t *reading, json_t *documents, GError **error)
{
	g_autoptr(json_t) verdict = NULL;

	if (!pool_run(pool, POOL_READER, parts_job(read, reading, documents), -1, &verdict, NULL,
		      error))
		return false;
	verdict_apply(reading, verdict);
	return true;
}

bool
complete_letter(Pool *pool, json_t *job, int fd, json_t **ret_reading, json_t **ret_documents,
		GError **error)
{
	g_autoptr(json_t) reading = NULL;
	g_autoptr(json_t) documents = json_array();
	g_autoptr(json_t) read = job;
	size_t i;
	json_t *attachment;

	if (!pool_run(pool, POOL_READER, json_incref(job), fd, &reading, NULL, error))
		return false;
	if (record_integer(job, "received_us") == 0)
		json_object_set(job, "received_us", json_object_get(reading, "date_us"));
	json_array_foreach (json_object_get(reading, "attachments"), i, attachment)
		json_array_append_new(documents, complete_document(pool, fd, attachment, i));
	if (json_array_size(documents) > 0) {
		complete_title(reading, documents);
		if (!complete_match(pool, read, reading, documents, error))
			return false;
	}
	*ret_reading = g_steal_pointer(&reading);
	if (ret_documents)
		*ret_documents = g_steal_pointer(&documents);
	return true;
}

/* The subject as it came, prefixes included; the title found elsewhere when the subject says
 * nothing. */
static const char *
public_title(const json_t *reading)
{
	const char *subject = record_string(reading, "subject");
	const char *title = record_string(reading, "title");

	if (!title || !*title || (subject && strstr(subject, title)))
		return subject;
	return title;
}

static json_t *
public_some(const json_t *object, const char *const *names)
{
	json_t *some = json_object();

	for (; *names; names++) {
		json_t *value = json_object_get(object, *names);

		json_object_set_new(some, *names, value ? json_incref(value) : json_null());
	}
	return some;
}

static json_t *
public_list(const json_t *list, const char *const *names)
{
	json_t *all = json_array();
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)list, i, one)
		json_array_append_new(all, public_some(one, names));
	return all;
}

json_t *
reading_public(const json_t *reading)
{
	static const char *const first[] = { "kind",	     "automatic",      "from",
					     "from_name",    "sender_clean",   "evidence",
					     "evidence_why", "title",	       "text",
					     "new_text",     "quoted",	       "uncertain",
					     "commands",     "not_understood", "unit",
					     "author",	     "reviewer",       "phone",
					     "event_time",   "ambiguous",      "limit",
					     "topics",	     "marks",	       "attachments",
					     "charset",	     "signature",      NULL };
	static const char *const mark[] = { "mark", "where", "tier", NULL };
	static const char *const attachment[] = { "name", "media_type", "bytes", "sha256",
						  "text", "text_chars", "why",	 NULL };
	json_t *public = public_some(reading, first);

	record_set_string(public, "title", public_title(reading));
	json_object_set_new(public, "marks", public_list(record_member(reading, "marks"), mark));
	json_object_set_new(public, "attachments",
			    public_list(record_member(reading, "attachments"), attachment));
	return public;
}
