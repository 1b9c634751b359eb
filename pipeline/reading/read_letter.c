/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * read_letter — what one letter says: the reading record, without its documents
 *
 * A record always has every member: what could not be learnt is null. Texts
 * are cut at a cap, and the record then says so in "limit".
 */
#include "pipeline/reading/read_letter.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "base/text/utf8.h"
#include "mail/automatic.h"
#include "mail/commands.h"
#include "mail/fields.h"
#include "mail/newtext.h"
#include "mail/reference.h"
#include "mail/scan.h"
#include "mail/structure.h"
#include "mail/words.h"
#include "pipeline/reading/letter_text.h"
#include "pipeline/reading/parts.h"
#include "pipeline/reading/read_identity.h"
#include "pipeline/reading/records.h"
#include "pipeline/reading/verdict.h"

#include <string.h>

#define READ_LETTER_LINE 500
#define READ_LETTER_ON_THE_WAY_US (INT64_C(30) * 86400 * CLOCK_SECOND_US)

typedef struct {
	const RuleSet *rules;
	const json_t *job;
	const Scan *scan;
	const Structure *structure;
	LetterText words;
	json_t *reading;
} Letter;

static void
letter_clear(Letter *letter)
{
	letter_text_clear(&letter->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

static void
letter_set_text(json_t *reading, const char *name, const char *text)
{
	const char *end;
	g_autofree char *cut = NULL;

	if (!text || strlen(text) <= RECORDS_TEXT_BYTES) {
		record_set_string(reading, name, text);
		return;
	}
	end = g_utf8_find_prev_char(text, text + RECORDS_TEXT_BYTES);
	cut = g_strndup(text, (size_t)(end - text));
	record_set_string(reading, name, cut);
	record_set_string(reading, "limit", _("the text is too long; its end was not read"));
}

static void
letter_set_line(json_t *object, const char *name, const char *text)
{
	g_autofree char *line = text ? utf8_one_line(text) : NULL;
	g_autofree char *cut = line ? utf8_truncate(line, READ_LETTER_LINE) : NULL;

	record_set_string(object, name, cut);
}

static void
letter_set_lines(json_t *reading, const char *name, const GPtrArray *lines)
{
	json_t *list = json_array();

	for (guint i = 0; lines && i < lines->len; i++)
		json_array_append_new(list, json_string(lines->pdata[i]));
	json_object_set_new(reading, name, list);
}

/* NULL-terminated, borrowed; free the array. */
static const char **
letter_strings(const json_t *list)
{
	size_t n = json_array_size(list);
	const char **strings = g_new0(const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		strings[i] = json_string_value(json_array_get(list, i));
	return strings;
}

/* ---- text ---- */

static void
letter_charsets(const StructureText *text, json_t *reading)
{
	json_t *list = json_array();

	for (guint i = 0; i < text->charsets->len && i < RECORDS_ATTACHMENTS; i++) {
		const StructureCharset *one = text->charsets->pdata[i];
		json_t *object = json_object();

		letter_set_line(object, "where", one->where);
		letter_set_line(object, "declared",
				*one->finding.declared ? one->finding.declared : NULL);
		letter_set_line(object, "used", one->finding.used);
		letter_set_line(object, "why", one->finding.why);
		json_array_append_new(list, object);
	}
	json_object_set_new(reading, "charset", list);
}

static void
letter_text(Letter *letter)
{
	LetterText *words = &letter->words;

	letter_text_read(letter->structure, words);
	letter_set_text(letter->reading, "text", words->text);
	letter_set_text(letter->reading, "html_text", words->unshown);
	letter_charsets(words->source, letter->reading);
	if (words->source->sealed)
		letter_set_line(
			letter->reading, "limit",
			_("it is encrypted (S/MIME or PGP) for a key that is not here; please "
			  "send it without encryption"));
}

/* 发布要点 2026年12月, and nothing else: the points stand in the letter, or in its document. */
static bool
letter_heads_plan(const char *subject)
{
	const char *at = subject;

	if (!g_str_has_prefix(at, "发布要点"))
		return false;
	at += strlen("发布要点");
	while (*at && (g_unichar_isdigit(g_utf8_get_char(at)) ||
		       g_utf8_strchr(" 　:：-－—.．/年月份", -1, g_utf8_get_char(at))))
		at = g_utf8_next_char(at);
	return !*at;
}

/* What stands in a letter inside was written by somebody else: it may be a report, never
 * the sender's own words. */
static void
letter_new_text(Letter *letter)
{
	const LetterText *words = &letter->words;
	const char *subject = record_string(letter->reading, "subject");
	g_autofree char *headed = NULL;
	g_auto(NewText) split = { 0 };

	if (words->source->nested)
		newtext_split(NULL, NULL, NULL, &split);
	else
		newtext_split(words->plain && *words->plain ? words->plain : NULL, words->html,
			      record_string(letter->reading, "from_name"), &split);
	if (!words->source->nested && letter_heads_plan(subject) &&
	    !g_str_has_prefix(split.text, "发布要点"))
		headed = g_strchomp(g_strconcat(subject, "\n", split.text, NULL));
	letter_set_text(letter->reading, "new_text", headed ? headed : split.text);
	letter_set_text(letter->reading, "quoted", split.quoted);
	json_object_set_new(letter->reading, "uncertain", json_boolean(split.uncertain));
	letter_set_line(letter->reading, "uncertain_why", split.why);
}

/* ---- attachments ---- */

static json_t *
letter_attachment(const StructurePart *part, size_t number)
{
	json_t *attachment = json_object();
	g_autofree char *nameless = g_strdup_printf(_("attachment %zu"), number);

	letter_set_line(attachment, "name",
			part->file_name && *part->file_name ? part->file_name : nameless);
	letter_set_line(attachment, "media_type", part->media_type);
	record_set_integer(attachment, "bytes", (int64_t)part->n_bytes);
	record_set_string(attachment, "sha256", part->sha256);
	record_set_string(attachment, "part", part->part);
	record_set_string(attachment, "text", NULL);
	record_set_integer(attachment, "text_chars", 0);
	record_set_string(attachment, "why", NULL);
	return attachment;
}

static json_t *
letter_attachments(const Structure *structure)
{
	json_t *list = json_array();

	for (size_t i = 0; i < structure_n_parts(structure); i++) {
		const StructurePart *part = structure_part(structure, i);

		if (!part->is_text_body && !part->is_inline &&
		    json_array_size(list) < RECORDS_ATTACHMENTS)
			json_array_append_new(list,
					      letter_attachment(part, json_array_size(list) + 1));
	}
	return list;
}

/* ---- references and commands ---- */

static void
letter_references(Letter *letter)
{
	json_t *reading = letter->reading;
	g_auto(References) found = { 0 };
	g_autofree const char **replies = letter_strings(record_member(reading, "in_reply_to"));
	g_autofree const char **thread = letter_strings(record_member(reading, "references"));
	g_autofree char *whole = g_strconcat(letter->words.text, "\n",
					     letter->words.other ? letter->words.other : "", NULL);

	reference_collect(replies, thread, record_string(reading, "subject"), whole,
			  record_string(letter->job, "domain"), &found);
	letter_set_lines(reading, "tokens", found.tokens);
	letter_set_lines(reading, "locators", found.locators);
	letter_set_lines(reading, "dispatch_ids", found.dispatch_ids);
	json_object_set_new(reading, "reference_conflict", json_boolean(found.malformed));
}

static void
letter_commands(Letter *letter)
{
	json_t *reading = letter->reading;
	g_autofree const char **names = letter_strings(record_member(letter->job, "names"));
	g_autofree const char **journals = letter_strings(record_member(letter->job, "journals"));
	CommandContext context = { .scope = SCOPE_UNKNOWN,
				   .names = names,
				   .journals = journals,
				   .sender_name = record_string(reading, "from_name") };
	const char *new_text = record_string(reading, "new_text");
	g_autoptr(Commands) commands = NULL;

	if (record_string(reading, "automatic") || record_bool(reading, "uncertain")) {
		json_object_set_new(reading, "commands", json_array());
		record_set_string(reading, "not_understood", NULL);
		return;
	}
	/* An empty mail asks by its subject: 状态, 进度 … */
	if (!*new_text)
		new_text = record_string(reading, "subject");
	commands = commands_read(new_text, &context);
	json_object_set_new(reading, "commands", commands_json(commands));
	letter_set_text(reading, "not_understood", commands->not_understood);
}

/* ---- what it is ---- */

static bool
letter_is_reply(const json_t *reading)
{
	const char *subject = record_string(reading, "subject");
	g_autofree char *stripped = title_strip_prefixes(subject);

	return json_array_size(record_member(reading, "in_reply_to")) > 0 ||
	       strlen(stripped) < strlen(subject);
}

/* Nothing says what it answers. A reply with a command is an answer; so is a new letter of
 * commands alone, but one sentence like a command makes no report an answer. */
static const char *
letter_kind_by_words(const json_t *reading)
{
	const json_t *commands = record_member(reading, "commands");
	const char *verb = record_string(json_array_get(commands, 0), "verb");

	if (!verb || (!letter_is_reply(reading) && record_string(reading, "not_understood")))
		return "report";
	return strcmp(verb, "query") == 0 ? "query" : "answer";
}

static const char *
letter_kind(const json_t *reading, const json_t *job)
{
	const char *automatic = record_string(reading, "automatic");
	const char *mailbox = record_string(job, "mailbox");

	if (record_bool(reading, "circles") ||
	    (mailbox && address_equal(record_string(reading, "from"), mailbox)))
		return "loop";
	if (g_strcmp0(automatic, "bounce") == 0 || g_strcmp0(automatic, "complaint") == 0)
		return "bounce";
	if (automatic)
		return "automatic";
	if (json_array_size(record_member(reading, "tokens")) > 0 ||
	    json_array_size(record_member(reading, "locators")) > 0 ||
	    json_array_size(record_member(reading, "dispatch_ids")) > 0)
		return "answer";
	return letter_kind_by_words(reading);
}

static void
letter_automatic(Letter *letter)
{
	json_t *reading = letter->reading;
	const char *kind = automatic_kind(letter->scan, record_string(reading, "subject"),
					  letter->words.text, letter->structure);
	g_autofree char *id = kind ? automatic_bounced_id(letter->structure) : NULL;

	record_set_string(reading, "automatic", kind);
	letter_set_line(reading, "bounced_id", id);
}

/* When it was written, which 昨日 counts from: what Date says, where that can be true. */
static int64_t
letter_written_us(int64_t received_us, int64_t date_us)
{
	bool likely = date_us > 0 && date_us <= received_us &&
		      received_us - date_us < READ_LETTER_ON_THE_WAY_US;

	return received_us == 0 || likely ? date_us : received_us;
}

/* A report has the numbers of its lists, as long as it answers nothing and nothing in it reads as a
 * command with them. */
static void
letter_number(Letter *letter)
{
	json_t *reading = letter->reading;
	const char *name = record_string(reading, "from_name");
	CommandContext context = { .scope = SCOPE_UNKNOWN, .sender_name = name };
	g_autoptr(Commands) commands = NULL;
	g_auto(NewText) split = { 0 };

	if (strcmp(record_string(reading, "kind"), "report") != 0 ||
	    json_array_size(record_member(reading, "commands")) > 0 || letter_is_reply(reading) ||
	    letter->words.source->nested || !letter_text_numbered(&letter->words, name, &split))
		return;
	commands = commands_read(split.text, &context);
	if (commands->list->len > 0)
		return;
	letter_set_text(reading, "new_text", split.text);
	letter_set_text(reading, "quoted", split.quoted);
}

static void
letter_fields(Letter *letter)
{
	json_t *reading = letter->reading;
	const char *zone = record_string(letter->job, "zone");
	const char *new_text = record_string(reading, "new_text");
	int64_t received_us = record_integer(letter->job, "received_us");
	g_autofree char *when = NULL;
	g_autofree char *title = NULL;
	g_auto(Fields) fields = { 0 };

	if (!zone)
		zone = "Asia/Shanghai";
	fields_read(*new_text ? new_text : letter->words.text,
		    letter_written_us(received_us, record_integer(reading, "date_us")), zone,
		    &fields);
	letter_set_line(reading, "unit", fields.unit);
	letter_set_line(reading, "author", fields.author);
	letter_set_line(reading, "reviewer", fields.reviewer);
	letter_set_line(reading, "phone", fields.phone);
	if (fields.event_time_known)
		when = clock_rfc3339(fields.event_time_us, zone);
	record_set_string(reading, "event_time", when);
	letter_set_lines(reading, "missing", fields.missing);
	json_object_set_new(reading, "pointer", json_boolean(body_is_pointer(new_text)));
	title = title_from(record_string(reading, "subject"), new_text, NULL);
	letter_set_line(reading, "title", title);
}

static void
letter_verdict(Letter *letter)
{
	json_t *reading = letter->reading;
	const json_t *attachments = record_member(reading, "attachments");
	size_t n = json_array_size(attachments);
	g_autofree const char **names = g_new0(const char *, n + 1);
	RuleInput input = { .subject = record_string(reading, "subject"),
			    .body = record_string(reading, "text"),
			    .own = parts_text(reading),
			    .attachment_names = names,
			    .n_attachments = n,
			    .from = record_string(reading, "from"),
			    .unit = record_string(reading, "unit"),
			    .day = verdict_day(letter->job, record_integer(reading, "date_us")) };
	g_autoptr(json_t) verdict = NULL;
	g_autoptr(json_t) job = n == 0 ? parts_job(letter->job, reading, NULL) : NULL;

	for (size_t i = 0; i < n; i++)
		names[i] = record_string(json_array_get(attachments, i), "name");
	verdict = verdict_make(letter->rules, &input, record_string(reading, "html_text"));
	/* Of a letter with documents this is asked when they are read. */
	if (job)
		parts_add(verdict, letter->rules, job);
	verdict_apply(reading, verdict);
}

/* A letter that may not be parsed: its headers and nothing else. */
static void
letter_unread(json_t *reading)
{
	static const char *const lists[] = { "tokens",	"locators",    "dispatch_ids", "commands",
					     "missing", "attachments", "charset",      "topics",
					     "near",	"kind_hits",   "marks",	       "angles",
					     "checks",	"rule_errors" };

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		if (!json_object_get(reading, lists[i]))
			json_object_set_new(reading, lists[i], json_array());
	record_set_string(reading, "title", record_string(reading, "subject"));
	record_set_string(reading, "text", "");
	record_set_string(reading, "new_text", "");
	record_set_string(reading, "quoted", "");
	record_set_string(reading, "kind", "report");
	json_object_set_new(reading, "uncertain", json_false());
	json_object_set_new(reading, "urgent", json_false());
}

static void
letter_read_parsed(Letter *letter)
{
	json_t *reading = letter->reading;

	letter_text(letter);
	letter_automatic(letter);
	letter_new_text(letter);
	letter_references(letter);
	letter_commands(letter);
	json_object_set_new(reading, "attachments", letter_attachments(letter->structure));
	record_set_string(reading, "kind", letter_kind(reading, letter->job));
	if (strcmp(record_string(reading, "kind"), "report") == 0)
		record_set_string(reading, "not_understood", NULL);
	letter_number(letter);
	letter_fields(letter);
	letter_verdict(letter);
}

json_t *
read_letter(const RuleSet *rules, const json_t *job, const char *bytes, size_t n_bytes)
{
	g_autoptr(Scan) scan = scan_letter(bytes, n_bytes);
	g_autoptr(Structure) structure = NULL;
	g_autoptr(GError) error = NULL;
	json_t *reading = json_object();
	g_auto(Letter) letter = { .rules = rules, .job = job, .scan = scan, .reading = reading };

	read_identity(scan, job, reading);
	if (!scan->limit)
		structure = structure_read(scan, &error);
	if (error)
		letter_set_line(reading, "limit", error->message);
	letter.structure = structure;
	/* RFC 2046 5.2.2: the others may come, in any order, or never. */
	if (structure && strcmp(structure_media_type(structure), "message/partial") == 0)
		letter_set_line(reading, "limit",
				_("it is one piece of a letter that was sent in several; please "
				  "have it sent whole"));
	if (structure)
		letter_read_parsed(&letter);
	else
		letter_unread(reading);
	return reading;
}

char *
read_letter_all_text(const char *bytes, size_t n_bytes, char **ret_subject, GPtrArray *names,
		     GError **error)
{
	g_autoptr(Scan) scan = scan_letter(bytes, n_bytes);
	g_autoptr(Structure) structure = NULL;
	g_auto(LetterText) text = { 0 };
	const ScanHeader *subject = scan_header(scan, "Subject", 0);

	if (scan->limit) {
		errors_set(error, ERRORS_MAIL, "%s", scan->limit);
		return NULL;
	}
	structure = structure_read(scan, error);
	if (!structure)
		return NULL;
	letter_text_read(structure, &text);
	for (size_t i = 0; i < structure_n_parts(structure); i++)
		if (structure_part(structure, i)->file_name)
			g_ptr_array_add(names, g_strdup(structure_part(structure, i)->file_name));
	*ret_subject = subject ? words_decode(subject->value, subject->n_value) : g_strdup("");
	return g_strconcat(text.text, text.unshown ? "\n" : "", text.unshown, NULL);
}
