/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * records — the tables of everything that crosses between desk and reading workers
 */
#include "pipeline/reading/records.h"

#include "base/errors.h"
#include "config/office.h"
#include "mail/border.h"
#include "mail/several.h"

#include <string.h>

#define LINE RECORD_LINE_BYTES
#define LONG RECORDS_TEXT_BYTES
#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}
#define TEXT(n, most)                                                                              \
	{                                                                                          \
		.name = n, .type = RECORD_TEXT, .optional = true, .max = most                      \
	}
#define MUST(n)                                                                                    \
	{                                                                                          \
		.name = n, .type = RECORD_TEXT, .max = LINE                                        \
	}
#define FLAG(n)                                                                                    \
	{                                                                                          \
		.name = n, .type = RECORD_BOOL, .optional = true                                   \
	}
#define COUNT(n)                                                                                   \
	{                                                                                          \
		.name = n, .type = RECORD_INTEGER, .optional = true                                \
	}
#define ANY(n)                                                                                     \
	{                                                                                          \
		.name = n, .type = RECORD_SIGNED, .optional = true                                 \
	}
#define TEXTS(n, most)                                                                             \
	{                                                                                          \
		.name = n, .type = RECORD_TEXTS, .optional = true, .max = most                     \
	}
#define COUNTS(n, most)                                                                            \
	{                                                                                          \
		.name = n, .type = RECORD_INTEGERS, .optional = true, .max = most                  \
	}
#define LIST(n, most, table)                                                                       \
	{                                                                                          \
		.name = n, .type = RECORD_LIST, .optional = true, .max = most, .members = table    \
	}

static const RecordField topic_label[] = { MUST("topic"), TEXT("group", LINE), END };

const RecordField records_zygote[] = { MUST("type"),
				       TEXT("hash", 200),
				       TEXTS("lines", 1000),
				       LIST("topics", RECORDS_LABELS, topic_label),
				       TEXTS("kinds", RECORDS_LABELS),
				       END };

const RecordField records_request[] = { MUST("type"), MUST("kind"), END };

const RecordField records_hello[] = {
	MUST("type"), COUNT("pid"), TEXT("jail", 200), FLAG("memory"), TEXT("failed", LINE), END,
};

/* A file of a packed folder, and where its text lies in the folder's content. */
static const RecordField member[] = { MUST("name"), COUNT("at"), COUNT("bytes"), END };

static const RecordField named_text[] = { TEXT("name", LINE),
					  TEXT("content", RECORDS_DOCUMENT_BYTES),
					  LIST("members", RECORDS_MEMBERS, member), END };

static const RecordField key[] = { MUST("name"), MUST("state"), TEXT("text", LINE), END };

/* A snapshot is made by the desk itself: it travels as text, so that its shape is the
 * printer's business. */
const RecordField records_job[] = {
	MUST("job"),
	TEXT("authserv_id", LINE),
	TEXTS("border", 100),
	TEXTS("replies", 10),
	TEXTS("submission", 20),
	LIST("keys", RECORDS_KEYS, key),
	TEXT("domain", LINE),
	TEXT("mailbox", LINE),
	TEXT("zone", LINE),
	TEXT("anchors", OFFICE_ANCHORS_BYTES),
	TEXT("crls", OFFICE_CRLS_BYTES),
	ANY("received_us"),
	TEXTS("names", 20000),
	TEXT("part", 200),
	TEXT("name", LINE),
	TEXT("media_type", LINE),
	TEXT("subject", LINE * 16),
	TEXT("body", LONG),
	LIST("documents", RECORDS_ATTACHMENTS, named_text),
	TEXT("from", LINE),
	TEXT("unit", LINE),
	TEXT("html_text", LONG),
	TEXT("text", LONG),
	TEXT("scope", 20),
	TEXT("sender_name", LINE),
	TEXTS("journals", 1000),
	TEXT("snapshot", RECORD_MAX_BYTES / 2),
	END,
};

static const RecordField hit[] = {
	MUST("rule"), MUST("field"), COUNT("from"), COUNT("to"), MUST("match"), ANY("score"), END,
};

static const RecordField lack[] = { MUST("rule"), COUNT("score"), END };

static const RecordField topic[] = {
	MUST("topic"),	    TEXT("group", LINE),    ANY("score"), LIST("hits", RECORDS_HITS, hit),
	COUNT("threshold"), LIST("lacks", 8, lack), END,
};

static const RecordField mark[] = {
	MUST("mark"), MUST("where"), COUNT("tier"), LIST("hits", RECORDS_HITS, hit), END,
};

static const RecordField angle[] = {
	MUST("angle"),
	FLAG("found"),
	LIST("hits", RECORDS_HITS, hit),
	END,
};

static const RecordField check[] = {
	MUST("check"),
	MUST("say"),
	LIST("hits", RECORDS_HITS, hit),
	END,
};

static const RecordField rule_error[] = { MUST("rule"), MUST("why"), END };

#define VERDICT                                                                                    \
	LIST("topics", 500, topic), LIST("near", 500, topic), TEXT("kind", LINE),                  \
		LIST("kind_hits", RECORDS_HITS, hit), LIST("marks", RECORDS_HITS, mark),           \
		LIST("angles", RECORDS_ANGLES, angle), LIST("checks", RECORDS_CHECKS, check),      \
		LIST("rule_errors", 1000, rule_error)

static const RecordField told[] = { TEXT("unit", LINE), TEXT("author", LINE), TEXT("kind", LINE),
				    TEXT("by", LINE), END };

static const RecordField signature[] = { MUST("kind"), MUST("state"), TEXT("by", LINE),
					 TEXT("why", LINE), END };

#define SEVERAL                                                                                    \
	{                                                                                          \
		.name = "several", .type = RECORD_OBJECT, .optional = true, .members = several     \
	}

static const RecordField part[] = {
	COUNT("document"),
	COUNT("member"),
	TEXT("file", LINE),
	FLAG("whole"),
	TEXT("title", LINE),
	TEXT("text", LONG),
	FLAG("urgent"),
	VERDICT,
	END,
};

static const RecordField several[] = { FLAG("sure"), COUNT("said"),
				       LIST("parts", SEVERAL_MOST, part), END };

static const RecordField title[] = { COUNT("line"), TEXT("title", LONG), END };

/* As mail/command_json writes them. */
static const RecordField command[] = {
	MUST("verb"),
	TEXT("word", LINE),
	COUNTS("lines", 1000),
	COUNTS("items", 1000),
	TEXT("rest", LONG),
	FLAG("all"),
	FLAG("others"),
	COUNTS("except", 1000),
	TEXT("note", LONG),
	COUNT("reason"),
	COUNTS("reasons", 1000),
	COUNT("target"),
	COUNT("target_item"),
	COUNT("prefer"),
	TEXT("journal", LINE),
	COUNT("issue"),
	COUNT("issue_year"),
	FLAG("insist"),
	TEXT("edit", 20),
	COUNT("paragraph"),
	TEXT("replace", LONG),
	TEXT("with", LONG),
	FLAG("and_approve"),
	COUNTS("order", 1000),
	COUNTS("removed", 1000),
	COUNTS("postponed", 1000),
	LIST("titles", 1000, title),
	END,
};

static const RecordField attachment[] = {
	MUST("name"),	  MUST("media_type"),  COUNT("bytes"),	  MUST("sha256"),   MUST("part"),
	TEXT("text", 20), COUNT("text_chars"), TEXT("why", LINE), TEXT("type", 20), END,
};

static const RecordField charset[] = {
	MUST("where"), TEXT("declared", 200), MUST("used"), TEXT("why", LINE), END,
};

const RecordField records_reading[] = {
	MUST("kind"),
	TEXT("automatic", 20),
	TEXT("bounced_id", LINE),
	TEXT("from", LINE),
	TEXT("from_name", LINE),
	FLAG("sender_clean"),
	TEXT("sender_why", LINE),
	MUST("evidence"),
	FLAG("evidence_failed"),
	TEXT("evidence_why", LINE),
	FLAG("evidence_again"),
	TEXTS("evidence_keys", RECORDS_KEYS),
	TEXT("message_id", LINE),
	TEXTS("in_reply_to", 100),
	TEXTS("references", 1000),
	TEXTS("to", 1000),
	TEXTS("cc", 1000),
	ANY("date_us"),
	ANY("relayed_us"),
	TEXTS("tokens", 1000),
	TEXTS("locators", 1000),
	TEXTS("dispatch_ids", 1000),
	FLAG("reference_conflict"),
	TEXT("title", LINE * 16),
	TEXT("subject", LINE * 16),
	TEXT("text", LONG),
	TEXT("new_text", LONG),
	TEXT("quoted", LONG),
	FLAG("uncertain"),
	TEXT("uncertain_why", LINE),
	TEXT("html_text", LONG),
	LIST("commands", 1000, command),
	TEXT("not_understood", LONG),
	TEXT("unit", LINE),
	TEXT("author", LINE),
	TEXT("reviewer", LINE),
	TEXT("phone", LINE),
	TEXT("event_time", LINE),
	TEXTS("missing", 10),
	FLAG("pointer"),
	TEXT("issue", LINE),
	FLAG("ambiguous"),
	FLAG("circles"),
	TEXT("ambiguous_why", LINE),
	TEXT("limit", LINE),
	TEXT("kind_of_item", LINE),
	FLAG("urgent"),
	VERDICT,
	LIST("attachments", RECORDS_ATTACHMENTS, attachment),
	LIST("charset", RECORDS_ATTACHMENTS, charset),
	SEVERAL,
	{ .name = "signature", .type = RECORD_OBJECT, .optional = true, .members = signature },
	{ .name = "told", .type = RECORD_OBJECT, .optional = true, .members = told },
	END,
};

static const RecordField result_bytes[] = {
	{ .name = "bytes", .type = RECORD_INTEGER, .max = RECORD_MAX_BYTES }, END
};
static const RecordField result_extract[] = {
	MUST("text"),
	TEXT("why", LINE),
	TEXT("content", RECORDS_DOCUMENT_BYTES),
	COUNT("chars"),
	TEXT("type", 20),
	LIST("members", RECORDS_MEMBERS, member),
	END,
};
static const RecordField result_match[] = { VERDICT, FLAG("urgent"), SEVERAL, END };
static const RecordField result_prove[] = {
	MUST("evidence"),
	FLAG("evidence_failed"),
	TEXT("evidence_why", LINE),
	FLAG("evidence_again"),
	TEXTS("evidence_keys", RECORDS_KEYS),
	END,
};
static const RecordField result_border[] = {
	TEXT("from", LINE),
	TEXTS("names", BORDER_NAMES_MAX),
	TEXTS("results", BORDER_NAMES_MAX),
	TEXTS("hops", BORDER_NAMES_MAX),
	TEXT("by", LINE),
	TEXT("with", LINE),
	TEXT("form", LINE),
	TEXT("user", LINE),
	COUNT("signatures"),
	END,
};
static const RecordField result_gate[] = { TEXT("subject", LINE * 16),
					   LIST("marks", RECORDS_HITS, mark),
					   LIST("rule_errors", 1000, rule_error),
					   TEXT("limit", LINE), END };
static const RecordField result_commands[] = { LIST("commands", 1000, command),
					       TEXT("not_understood", LONG), END };

#define REPLY(name_, result_)                                                                      \
	static const RecordField name_[] = {                                                       \
		{ .name = "result", .type = RECORD_OBJECT, .optional = true, .members = result_ }, \
		TEXT("failed", LINE),                                                              \
		END,                                                                               \
	}

REPLY(reply_read, records_reading);
REPLY(reply_part, result_bytes);
REPLY(reply_print, result_bytes);
REPLY(reply_extract, result_extract);
REPLY(reply_match, result_match);
REPLY(reply_gate, result_gate);
REPLY(reply_commands, result_commands);
REPLY(reply_test, result_bytes);
REPLY(reply_prove, result_prove);
REPLY(reply_border, result_border);

static const struct {
	const char *job;
	const RecordField *table;
} replies[] = {
	{ "read", reply_read },	    { "part", reply_part }, { "extract", reply_extract },
	{ "match", reply_match },   { "gate", reply_gate }, { "commands", reply_commands },
	{ "print", reply_print },   { "test", reply_test }, { "prove", reply_prove },
	{ "border", reply_border },
};

const RecordField *
records_reply(const char *job)
{
	for (size_t i = 0; i < G_N_ELEMENTS(replies); i++)
		if (job && strcmp(replies[i].job, job) == 0)
			return replies[i].table;
	return NULL;
}

static bool
records_inside(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

static size_t
records_length(const json_t *result, const char *name)
{
	const char *text = record_string(result, name);

	return text ? (size_t)g_utf8_strlen(text, -1) : 0;
}

/* The lengths of subject and body, counted once: hits are many. */
typedef struct {
	size_t subject, body;
} RecordsLengths;

static bool
records_hits_sound(const json_t *hits, const RecordsLengths *lengths, GError **error)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)hits, i, one) {
		int64_t from = record_integer(one, "from"), to = record_integer(one, "to");
		const char *field = record_string(one, "field");
		size_t most = SIZE_MAX;

		if (strcmp(field, "subject") == 0)
			most = lengths->subject;
		else if (strcmp(field, "body") == 0)
			most = lengths->body;
		if (from > to || (uint64_t)to > most)
			return errors_set(error, ERRORS_MAIL, "a hit lies outside its field");
	}
	return true;
}

static bool
records_lists_sound(const json_t *lists, const RecordsLengths *lengths, GError **error)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)lists, i, one)
		if (!records_hits_sound(record_member(one, "hits"), lengths, error))
			return false;
	return true;
}

static bool
records_attachments_sound(const json_t *attachments, GError **error)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)attachments, i, one) {
		const char *sha256 = record_string(one, "sha256");

		if (strlen(sha256) != 64 || strspn(sha256, "0123456789abcdef") != 64)
			return errors_set(error, ERRORS_MAIL, "an attachment's hash is none");
	}
	return true;
}

/* The texts of a packed folder's files are whole characters of its content. */
static bool
records_members_sound(const json_t *result, GError **error)
{
	const char *content = record_string(result, "content");
	size_t n_bytes = content ? strlen(content) : 0, i;
	json_t *one;

	json_array_foreach (json_object_get(result, "members"), i, one) {
		uint64_t at = (uint64_t)record_integer(one, "at");
		uint64_t n = (uint64_t)record_integer(one, "bytes");

		if (at > n_bytes || n > n_bytes - at || records_inside(content[at]) ||
		    records_inside(content[at + n]))
			return errors_set(error, ERRORS_MAIL, "a packed file's text lies outside");
	}
	return true;
}

/* A report's hits lie in it; its document is one of the letter's. */
static bool
records_parts_sound(const json_t *reports, GError **error)
{
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(reports, "parts"), i, one) {
		RecordsLengths lengths = { records_length(one, "title"),
					   records_length(one, "text") };

		if (!record_string(one, "title") || !record_string(one, "text"))
			return errors_set(error, ERRORS_MAIL, "a report has no title or no text");
		if (!records_lists_sound(record_member(one, "topics"), &lengths, error) ||
		    !records_lists_sound(record_member(one, "near"), &lengths, error) ||
		    !records_lists_sound(record_member(one, "angles"), &lengths, error) ||
		    !records_lists_sound(record_member(one, "checks"), &lengths, error) ||
		    !records_hits_sound(record_member(one, "kind_hits"), &lengths, error))
			return false;
	}
	return true;
}

bool
records_sound(const char *job, const json_t *reply, GError **error)
{
	const json_t *result = record_member(reply, "result");
	RecordsLengths lengths = { SIZE_MAX, SIZE_MAX }, own;

	if (!result == !record_string(reply, "failed"))
		return errors_set(error, ERRORS_MAIL, "neither a result nor a failure");
	if (!result)
		return true;
	if (strcmp(job, "read") == 0) {
		lengths.subject = records_length(result, "subject");
		lengths.body = records_length(result, "text");
	}
	/* Angles are looked for in the new text, where there is one. */
	own = lengths;
	if (own.body != SIZE_MAX)
		own.body = MAX(own.body, records_length(result, "new_text"));
	return records_lists_sound(record_member(result, "topics"), &lengths, error) &&
	       records_lists_sound(record_member(result, "near"), &lengths, error) &&
	       records_lists_sound(record_member(result, "marks"), &lengths, error) &&
	       records_lists_sound(record_member(result, "angles"), &own, error) &&
	       records_lists_sound(record_member(result, "checks"), &own, error) &&
	       records_hits_sound(record_member(result, "kind_hits"), &lengths, error) &&
	       records_attachments_sound(record_member(result, "attachments"), error) &&
	       records_members_sound(result, error) &&
	       records_parts_sound(record_member(result, "several"), error);
}
