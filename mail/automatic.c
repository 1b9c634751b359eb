/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * automatic — letters that no person wrote
 *
 * Three looks in order of certainty: what the letter's structure says (reports of RFC 3462),
 * what its subject and text say in the forms machines use, what other headers say.
 *
 * Not here: those forms (automatic_words), what is done with them.
 */
#include "mail/automatic.h"

#include <string.h>

#include "base/text/utf8.h"
#include "mail/automatic_words.h"
#include "mail/words.h"

#define ID_BYTES 1000

/* A report for whose file the subject stands? Bounces bring their original and details of it. */
static bool
brings_document(const Structure *structure)
{
	static const char *const endings[] = { ".doc", ".docx", ".wps", ".pdf",	 ".ofd",
					       ".rtf", ".txt",	".xls", ".xlsx", ".et",
					       ".zip", ".rar",	".7z" };
	static const char *const details[] = { "att0", "details", "message", "original", NULL };

	for (size_t i = 0; structure && i < structure_n_parts(structure); i++) {
		const StructurePart *part = structure_part(structure, i);
		g_autofree char *name = g_ascii_strdown(part->file_name ? part->file_name : "", -1);
		const char *at = name;

		if (part->is_text_body || part->is_nested || utf8_skip_any(&at, details))
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(endings); k++)
			if (g_str_has_suffix(name, endings[k]))
				return true;
	}
	return false;
}

static bool
is_recall(const Scan *scan, const char *subject, const char *text, bool document)
{
	g_autofree char *class = scan_first_value(scan, "Content-Class");

	return (class && g_ascii_strncasecmp(class, "IPM.Outlook.Recall", 18) == 0) ||
	       automatic_words_recall(subject, text, document);
}

static bool
has_part(const Structure *structure, const char *media_type)
{
	for (size_t i = 0; structure && i < structure_n_parts(structure); i++)
		if (strcmp(structure_part(structure, i)->media_type, media_type) == 0)
			return true;
	return false;
}

/* RFC 3462 reports, by their type or by what they carry. */
static const char *
kind_by_report(const Scan *scan, const Structure *structure)
{
	const ScanHeader *type = scan_header(scan, "Content-Type", 0);
	g_autofree char *value = type ? scan_value(type) : NULL;
	if (!value || g_ascii_strncasecmp(value, "multipart/report", 16) != 0)
		return has_part(structure, "message/delivery-status") ? "bounce" : NULL;
	g_autofree char *report = words_parameter(value, strlen(value), "report-type");
	if (!report)
		report = g_strdup("");
	if (g_ascii_strcasecmp(report, "feedback-report") == 0 ||
	    has_part(structure, "message/feedback-report"))
		return "complaint";
	if (g_ascii_strcasecmp(report, "disposition-notification") == 0 ||
	    has_part(structure, "message/disposition-notification"))
		return "receipt";
	return "bounce";
}

/* The value of a header in lower case; "" when there is none. Yours. */
static char *
value_lowered(const Scan *scan, const char *name)
{
	g_autofree char *value = scan_first_value(scan, name);
	return g_ascii_strdown(value ? value : "", -1);
}

static bool
from_daemon(const Scan *scan)
{
	g_autofree char *from = value_lowered(scan, "From");
	const char *open = strrchr(from, '<');
	const char *address = open ? open + 1 : from;
	return g_str_has_prefix(address, "mailer-daemon") ||
	       g_str_has_prefix(address, "mail-daemon@") ||
	       g_str_has_prefix(address, "microsoftexchange") ||
	       g_str_has_prefix(address, "postmaster@");
}

/* Headers that name the kind at once. */
static const char *
kind_by_origin(const Scan *scan)
{
	static const char *const vacation[] = { "X-Autoreply", "X-Autorespond", "X-Auto-Reply",
						"X-Auto-Responder" };
	g_autofree char *path = value_lowered(scan, "Return-Path");
	g_autofree char *submitted = value_lowered(scan, "Auto-Submitted");
	g_autofree char *precedence = value_lowered(scan, "Precedence");
	if (from_daemon(scan))
		return "bounce";
	if (g_str_has_prefix(submitted, "auto-replied") || strcmp(precedence, "auto_reply") == 0)
		return "vacation";
	for (size_t i = 0; i < G_N_ELEMENTS(vacation); i++) {
		g_autofree char *value = value_lowered(scan, vacation[i]);
		if (value[0] && strcmp(value, "no") != 0)
			return "vacation";
	}
	if (scan_header(scan, "Return-Path", 0) && strcmp(path, "<>") == 0)
		return "bounce";
	return NULL;
}

/* An id as every mail of this program has it but an ask, this desk's or another's: o.12.34@… */
static bool
is_of_a_desk(const Scan *scan)
{
	g_autofree char *id = scan_first_value(scan, "Message-ID");
	const char *at = id ? strstr(id, "<o.") : NULL;
	size_t n;

	if (!at)
		return false;
	at += strlen("<o.");
	n = strspn(at, "0123456789");
	if (n == 0 || at[n] != '.')
		return false;
	at += n + 1;
	n = strspn(at, "0123456789");
	return n > 0 && at[n] == '@';
}

static const char *
kind_by_machine(const Scan *scan)
{
	static const char *const lists[] = { "List-Id",	  "List-Unsubscribe", "List-Post",
					     "List-Help", "List-Subscribe",   "List-Owner" };
	g_autofree char *submitted = value_lowered(scan, "Auto-Submitted");
	g_autofree char *precedence = value_lowered(scan, "Precedence");
	size_t n = strcspn(submitted, "; \t(");
	if ((n > 0 && !(n == 2 && strncmp(submitted, "no", 2) == 0)) || is_of_a_desk(scan))
		return "list";
	if (strcmp(precedence, "bulk") == 0 || strcmp(precedence, "junk") == 0 ||
	    strcmp(precedence, "list") == 0)
		return "list";
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		if (scan_header(scan, lists[i], 0))
			return "list";
	return NULL;
}

const char *
automatic_kind(const Scan *scan, const char *subject, const char *text, const Structure *structure)
{
	const char *kind = kind_by_report(scan, structure);
	bool document = brings_document(structure);
	if (!kind && is_recall(scan, subject, text, document))
		kind = "recall";
	if (!kind)
		kind = automatic_words_kind(subject, text, document);
	if (!kind)
		kind = kind_by_origin(scan);
	return kind ? kind : kind_by_machine(scan);
}

/* The first <…@…> of a value; NULL when there is none. Yours. */
static char *
id_of(const char *value)
{
	const char *open = value ? strchr(value, '<') : NULL;
	const char *close = open ? strchr(open, '>') : NULL;
	if (!close || close - open > ID_BYTES || !memchr(open, '@', (size_t)(close - open)))
		return NULL;
	for (const char *c = open; c < close; c++)
		if (*c <= ' ' || *c == 127)
			return NULL;
	return g_strndup(open, (size_t)(close + 1 - open));
}

/* A `Message-ID:` line in a plain copy of the returned letter. */
static char *
id_in_text(const Structure *structure)
{
	static const char name[] = "\nmessage-id:";
	g_autoptr(StructureText) text = structure_text(structure);
	g_autofree char *lower = text->plain ? g_ascii_strdown(text->plain, -1) : g_strdup("");
	const char *at = strstr(lower, name);
	if (!at)
		return NULL;
	const char *value = text->plain + (at - lower) + strlen(name);
	value += strspn(value, " \t\n");
	g_autofree char *line = g_strndup(value, strcspn(value, "\n"));
	return id_of(line);
}

/* The first of these headers in a block of headers that holds an id. */
static char *
first_id(const StructurePart *part, const char *const *names)
{
	g_autoptr(Scan) scan = scan_letter(structure_bytes(part), part->n_bytes);
	char *id = NULL;
	for (size_t i = 0; names[i] && !id; i++) {
		g_autofree char *value = scan_first_value(scan, names[i]);
		id = id_of(value);
	}
	return id;
}

char *
automatic_bounced_id(const Structure *structure)
{
	static const char *const machine[] = { "message/delivery-status",
					       "message/disposition-notification",
					       "message/feedback-report", NULL };
	static const char *const machine_names[] = { "Original-Message-ID", "X-Original-Message-ID",
						     "Original-Envelope-Id", NULL };
	static const char *const copies[] = { "message/rfc822",		"text/rfc822-headers",
					      "message/rfc822-headers", "message/global-headers",
					      "message/global",		NULL };
	static const char *const copy_names[] = { "Message-ID", NULL };
	char *id = NULL;
	for (size_t i = 0; i < structure_n_parts(structure) && !id; i++) {
		const StructurePart *part = structure_part(structure, i);
		if (g_strv_contains(machine, part->media_type))
			id = first_id(part, machine_names);
		else if (g_strv_contains(copies, part->media_type))
			id = first_id(part, copy_names);
	}
	return id ? id : id_in_text(structure);
}
