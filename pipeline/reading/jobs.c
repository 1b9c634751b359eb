/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * jobs — what a jailed worker can be asked to do
 */
#include "pipeline/reading/jobs.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "extract/extract.h"
#include "mail/border.h"
#include "mail/commands.h"
#include "mail/scan.h"
#include "mail/sender.h"
#include "mail/structure.h"
#include "pipeline/outward/print.h"
#include "pipeline/reading/nested.h"
#include "pipeline/reading/read_identity.h"
#include "pipeline/reading/parts.h"
#include "pipeline/reading/read_letter.h"
#include "pipeline/reading/records.h"
#include "pipeline/reading/verdict.h"

#include <string.h>

static JobFunction jobs_test;

void
jobs_set_test(JobFunction function)
{
	jobs_test = function;
}

json_t *
jobs_bytes(char *bytes, size_t n_bytes, int *ret_fd, GError **error)
{
	g_autofree char *owned = bytes;
	int fd = files_sealed("result", owned, n_bytes, error);

	if (fd < 0)
		return NULL;
	*ret_fd = fd;
	return json_pack("{s:I}", "bytes", (json_int_t)n_bytes);
}

/* A letter without one line feed has its lines ended by carriage returns, as an old Macintosh
 * writes: all its lines would be one. */
static bool
jobs_turn_lines(char *bytes, size_t n_bytes)
{
	if (n_bytes == 0 || memchr(bytes, '\n', n_bytes) || !memchr(bytes, '\r', n_bytes))
		return false;
	for (size_t i = 0; i < n_bytes; i++)
		if (bytes[i] == '\r')
			bytes[i] = '\n';
	return true;
}

static char *
jobs_letter(int fd, size_t *ret_n_bytes, bool *ret_turned, GError **error)
{
	char *bytes;

	if (fd < 0) {
		errors_set(error, ERRORS_MAIL, "no letter came with the job");
		return NULL;
	}
	bytes = files_read_fd(fd, SCAN_LETTER_BYTES + 1, ret_n_bytes, error);
	*ret_turned = bytes && jobs_turn_lines(bytes, *ret_n_bytes);
	return bytes;
}

static json_t *
jobs_read(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	bool turned = false;
	size_t n_bytes = 0;
	g_autofree char *bytes = jobs_letter(fd, &n_bytes, &turned, error);
	json_t *reading = bytes ? read_letter(rules, job, bytes, n_bytes) : NULL;

	(void)ret_fd;
	/* Others may read its one line otherwise. */
	if (reading && turned) {
		json_object_set_new(reading, "ambiguous", json_true());
		record_set_string(reading, "ambiguous_why",
				  _("its lines end in carriage returns alone"));
	}
	return reading;
}

/* The evidence alone, now with keys. */
static json_t *
jobs_prove(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	bool turned = false;
	size_t n_bytes = 0;
	g_autofree char *bytes = jobs_letter(fd, &n_bytes, &turned, error);
	g_autoptr(Scan) scan = bytes ? scan_letter(bytes, n_bytes) : NULL;
	json_t *result;

	(void)rules, (void)ret_fd;
	if (!scan)
		return NULL;
	result = json_object();
	read_identity_proof(scan, job, result);
	return result;
}

static json_t *
jobs_lines(const GPtrArray *lines)
{
	json_t *list = json_array();

	for (guint i = 0; i < lines->len; i++)
		json_array_append_new(list, json_string(lines->pdata[i]));
	return list;
}

/* What the border wrote on a letter, for the doctor. */
static json_t *
jobs_border(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	bool turned = false;
	size_t n_bytes = 0;
	g_autofree char *bytes = jobs_letter(fd, &n_bytes, &turned, error);
	g_autoptr(Scan) scan = bytes ? scan_letter(bytes, n_bytes) : NULL;
	g_auto(Sender) sender = { 0 };
	g_auto(Border) border = { 0 };
	json_t *result;

	(void)rules, (void)job, (void)ret_fd;
	if (!scan)
		return NULL;
	sender_read(scan, &sender);
	border_look(scan, &border);
	result = json_pack("{s:o, s:o, s:o, s:I}", "names", jobs_lines(border.names), "results",
			   jobs_lines(border.results), "hops", jobs_lines(border.hops),
			   "signatures", (json_int_t)border.n_signatures);
	record_set_string(result, "from", sender.clean ? sender.address : NULL);
	record_set_string(result, "by", border.by);
	record_set_string(result, "with", border.with);
	record_set_string(result, "form", border.form);
	record_set_string(result, "user", border.user);
	return result;
}

static json_t *
jobs_part(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	const char *part = record_string(job, "part");
	bool turned = false;
	size_t n_bytes = 0, n_part = 0;
	g_autofree char *bytes = jobs_letter(fd, &n_bytes, &turned, error);
	g_autoptr(Scan) scan = bytes ? scan_letter(bytes, n_bytes) : NULL;
	autofd out = -1;
	bool taken = false;

	(void)rules;
	if (!scan)
		return NULL;
	if (scan->limit) {
		errors_set(error, ERRORS_MAIL, "%s", scan->limit);
		return NULL;
	}
	out = files_memory("part", error);
	if (out < 0 || (part && !structure_take(scan, part, out, &taken, &n_part, error)))
		return NULL;
	if (!taken) {
		errors_set(error, ERRORS_MAIL, _("the letter has no part %s"), part ? part : "?");
		return NULL;
	}
	if (!files_seal(out, error))
		return NULL;
	*ret_fd = files_steal(&out);
	return json_pack("{s:I}", "bytes", (json_int_t)n_part);
}

/* A forwarded letter whose header is not known for one. */
static void
jobs_extract_letter(int fd, const ExtractWithin *within, Extracted *extracted)
{
	size_t n_bytes = 0;
	g_autofree char *bytes = files_read_fd(fd, SCAN_LETTER_BYTES, &n_bytes, NULL);
	Extracted letter;

	if (!bytes || !nested_read(bytes, n_bytes, false, within, &letter))
		return;
	extracted_clear(extracted);
	*extracted = letter;
}

static json_t *
jobs_members(const GArray *members)
{
	json_t *list = json_array();

	for (guint i = 0; members && i < members->len; i++) {
		const ExtractedMember *one = &g_array_index(members, ExtractedMember, i);

		json_array_append_new(list, json_pack("{s:s, s:I, s:I}", "name", one->name, "at",
						      (json_int_t)one->at, "bytes",
						      (json_int_t)one->n_bytes));
	}
	return list;
}

static json_t *
jobs_extract(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	const char *name = record_string(job, "name");
	const ExtractWithin within = { .letter = nested_read };
	Extracted extracted;
	json_t *result = json_object();

	(void)rules, (void)ret_fd, (void)error;
	extract_document(fd, name, &within, &extracted);
	if (strcmp(extracted.type, "txt") == 0 &&
	    g_strcmp0(record_string(job, "media_type"), "message/rfc822") == 0)
		jobs_extract_letter(fd, &within, &extracted);
	record_set_string(result, "text", extract_word(extracted.outcome));
	record_set_string(result, "why", extracted.why);
	record_set_string(result, "content", extracted.content);
	record_set_integer(result, "chars", (int64_t)extracted.n_chars);
	record_set_string(result, "type", extracted.type);
	json_object_set_new(result, "members", jobs_members(extracted.members));
	extracted_clear(&extracted);
	return result;
}

static json_t *
jobs_match(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	json_t *verdict = verdict_of_job(rules, job);

	(void)fd, (void)ret_fd, (void)error;
	parts_add(verdict, rules, job);
	return verdict;
}

/* A composed mail, read as its receivers will. */
static json_t *
jobs_gate(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	bool turned = false;
	size_t n_bytes = 0;
	g_autofree char *bytes = jobs_letter(fd, &n_bytes, &turned, error);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *subject = NULL;
	g_autofree char *text =
		bytes ? read_letter_all_text(bytes, n_bytes, &subject, names, error) : NULL;
	RuleInput input = { .subject = subject, .body = text, .n_attachments = names->len };
	json_t *verdict;

	(void)job, (void)ret_fd;
	if (!text)
		return NULL;
	input.attachment_names = (const char *const *)(void *)names->pdata;
	verdict = ruleset_marks_only(rules, &input);
	record_set_string(verdict, "subject", subject ? subject : "");
	return verdict;
}

static CommandScope
jobs_scope(const char *word)
{
	static const char *const words[] = {
		"unknown", "item", "list", "draft", "issue", "confirm"
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_strcmp0(word, words[i]) == 0)
			return (CommandScope)i;
	return SCOPE_UNKNOWN;
}

static const char **
jobs_strings(const json_t *list)
{
	size_t n = json_array_size(list);
	const char **strings = g_new0(const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		strings[i] = json_string_value(json_array_get(list, i));
	return strings;
}

static json_t *
jobs_commands(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	g_autofree const char **names = jobs_strings(record_member(job, "names"));
	g_autofree const char **journals = jobs_strings(record_member(job, "journals"));
	CommandContext context = { .scope = jobs_scope(record_string(job, "scope")),
				   .names = names,
				   .sender_name = record_string(job, "sender_name"),
				   .journals = journals };
	const char *text = record_string(job, "text");
	g_autoptr(Commands) commands = commands_read(text ? text : "", &context);
	json_t *result = json_object();

	(void)rules, (void)fd, (void)ret_fd, (void)error;
	json_object_set_new(result, "commands", commands_json(commands));
	record_set_string(result, "not_understood", commands->not_understood);
	return result;
}

static json_t *
jobs_print(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	const char *text = record_string(job, "snapshot");
	g_autoptr(json_t) snapshot = text ? json_loads(text, 0, NULL) : NULL;
	size_t n_bytes = 0;
	char *mail;

	(void)rules, (void)fd;
	if (!snapshot) {
		errors_set(error, ERRORS_MAIL, "no snapshot came with the job");
		return NULL;
	}
	mail = print_mail(snapshot, &n_bytes, error);
	return mail ? jobs_bytes(mail, n_bytes, ret_fd, error) : NULL;
}

static const struct {
	const char *name;
	JailKind kind;
	JobFunction run;
} jobs[] = {
	{ "read", JAIL_READER, jobs_read },	    { "part", JAIL_READER, jobs_part },
	{ "match", JAIL_READER, jobs_match },	    { "gate", JAIL_READER, jobs_gate },
	{ "commands", JAIL_READER, jobs_commands }, { "extract", JAIL_EXTRACTOR, jobs_extract },
	{ "print", JAIL_PRINTER, jobs_print },	    { "prove", JAIL_READER, jobs_prove },
	{ "border", JAIL_READER, jobs_border },
};

json_t *
jobs_run(JailKind kind, const RuleSet *rules, const json_t *job, int fd, int *ret_fd,
	 GError **error)
{
	const char *name = record_string(job, "job");

	if (jobs_test && strcmp(name, "test") == 0)
		return jobs_test(rules, job, fd, ret_fd, error);
	for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
		if (jobs[i].kind == kind && strcmp(jobs[i].name, name) == 0)
			return jobs[i].run(rules, job, fd, ret_fd, error);
	errors_set(error, ERRORS_MAIL, "no such job: %s", name);
	return NULL;
}
