/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * retext — where the new text of 改 comes from
 */
#include "pipeline/desk/retext.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "mail/newtext_signs.h"
#include "publish/pages.h"
#include "publish/prepare.h"

#include <string.h>

#define RETEXT_TITLE_CHARACTERS 60
#define RETEXT_SEAM 6 /* characters on each side of a line's end that a client made */

/* The 改 that takes a whole text; NULL: none. */
static Command *
retext_command(const Commands *commands)
{
	for (guint i = 0; i < commands->list->len; i++) {
		Command *command = commands->list->pdata[i];

		if (command->verb == COMMAND_EDIT && command->edit == COMMAND_EDIT_TEXT)
			return command;
	}
	return NULL;
}

/* Without blanks and line ends: what a client does to a quotation is no edit. Yours. */
static char *
retext_letters(const char *text, gsize n)
{
	GString *letters = g_string_sized_new(n);

	for (const char *end = text + n; text < end; text = g_utf8_next_char(text))
		if (!g_unichar_isspace(g_utf8_get_char(text)))
			g_string_append_unichar(letters, g_utf8_get_char(text));
	return g_string_free(letters, FALSE);
}

/* ---- the quotation ---- */

/* Did the client break this line? Then the old text has its end and the next one's
 * beginning side by side. */
static bool
quotation_seam(const char *old, const char *line, const char *next)
{
	g_autofree char *a = retext_letters(line, strlen(line));
	g_autofree char *b = retext_letters(next, strlen(next));
	glong n_a = g_utf8_strlen(a, -1), n_b = g_utf8_strlen(b, -1);
	g_autofree char *seam = NULL;

	if (n_a < RETEXT_SEAM || n_b < 1)
		return false;
	*g_utf8_offset_to_pointer(b, MIN(n_b, RETEXT_SEAM)) = '\0';
	seam = g_strconcat(g_utf8_offset_to_pointer(a, n_a - RETEXT_SEAM), b, NULL);
	return strstr(old, seam) != NULL;
}

/* The old text's lines without blanks in them, so that only line ends separate. Yours. */
static char *
quotation_lines(const char *old)
{
	g_auto(GStrv) lines = g_strsplit(old, "\n", -1);
	GString *text = g_string_new(NULL);

	for (char **line = lines; *line; line++) {
		g_autofree char *letters = retext_letters(*line, strlen(*line));

		g_string_append_printf(text, "%s\n", letters);
	}
	return g_string_free(text, FALSE);
}

/* What stands between the marks of a quotation, without the client's signs before each line
 * and ends behind it; NULL where both marks are not there. Yours. */
static char *
quotation_text(const char *quoted, const char *old)
{
	const char *begin = quoted ? strstr(quoted, COMMANDS_EDIT_BEGIN) : NULL;
	const char *end = begin ? strstr(begin, COMMANDS_EDIT_END) : NULL;
	g_autofree char *part = NULL, *whole = quotation_lines(old);
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;

	if (!end)
		return NULL;
	begin += strlen(COMMANDS_EDIT_BEGIN);
	part = g_strndup(begin, (gsize)(end - begin));
	lines = g_strsplit(part, "\n", -1);
	for (char **line = lines; *line; line++) {
		int marks, next_marks;
		const char *words = newtext_signs_unmark(*line, &marks);
		const char *next = line[1] ? newtext_signs_unmark(line[1], &next_marks) : "";

		/* The last line is the signs before the end's own mark. */
		if (!line[1] && !*words)
			break;
		g_string_append(text, marks > 0 ? words : *line);
		if (line[1] && !quotation_seam(whole, words, next))
			g_string_append_c(text, '\n');
	}
	return g_strdup(g_strstrip(text->str));
}

/* NULL where the quotation is as it was sent, or has no text. Yours. */
static char *
retext_quoted(const JudgeLetter *letter, const char *old)
{
	g_autofree char *text = quotation_text(record_string(letter->reading, "quoted"), old);
	g_autofree char *sent = prepare_words(old, true), *ours = NULL, *theirs = NULL;

	if (!text)
		return NULL;
	ours = retext_letters(sent, strlen(sent));
	theirs = retext_letters(text, strlen(text));
	return strcmp(ours, theirs) == 0 ? NULL : g_steal_pointer(&text);
}

/* ---- documents ---- */

static bool
document_is_picture(const json_t *attachment)
{
	const char *type = record_string(attachment, "media_type");

	return type && g_str_has_prefix(type, "image/");
}

/* Pictures come with a signature; anything else was sent for a reason. */
static bool
retext_document(const JudgeLetter *letter, const char **ret_text, GError **error)
{
	const json_t *attachments = record_member(letter->reading, "attachments");
	const json_t *only = NULL;
	size_t i, at = 0, n = 0;
	json_t *attachment;
	const char *text, *name;

	json_array_foreach ((json_t *)attachments, i, attachment) {
		if (document_is_picture(attachment))
			continue;
		only = attachment;
		at = i;
		n++;
	}
	if (n == 0)
		return true;
	if (n > 1)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("several documents are attached: send the one that is the new "
				    "text"));
	name = record_string(only, "name");
	text = record_string(json_array_get(letter->texts, at), "content");
	if (g_strcmp0(record_string(only, "text"), "read") != 0 || !text || !*text)
		return errors_set(
			error, ERRORS_REFUSED,
			_("the document %s could not be read (%s): send it as docx, or put "
			  "the text between the two lines of the mail"),
			name ? name : "",
			record_string(only, "why")    ? record_string(only, "why")
			: record_string(only, "text") ? record_string(only, "text")
						      : "?");
	if (g_utf8_strlen(text, -1) > RETEXT_CHARACTERS)
		return errors_set(error, ERRORS_REFUSED, _("the document %s is too long"),
				  name ? name : "");
	*ret_text = text;
	return true;
}

/* 一、 （二） 3. : a heading inside a text, not over it. */
static bool
title_is_section(const char *line)
{
	static const char *const numbers[] = { "一", "二", "三", "四", "五", "六", "七",
					       "八", "九", "十", "第", "（", "(",  NULL };

	if (g_ascii_isdigit(*line))
		return true;
	for (size_t i = 0; numbers[i]; i++)
		if (g_str_has_prefix(line, numbers[i]))
			return true;
	return false;
}

/* The heading over a document, which is the new title: a first line that is no sentence and
 * did not stand in the old text. NULL: it has none. Yours. */
static char *
retext_title(const char *document, const char *old)
{
	static const char ends[] = "。．.，,；;：:！!？?、";
	g_autofree char *line = g_strndup(document, strcspn(document, "\n"));
	const char *start = line, *rest = document + strlen(line);
	g_autofree char *title = NULL;

	while (g_unichar_isspace(g_utf8_get_char(start)))
		start = g_utf8_next_char(start);
	title = g_strchomp(g_strdup(start));
	while (*rest && g_unichar_isspace(g_utf8_get_char(rest)))
		rest = g_utf8_next_char(rest);
	if (g_utf8_strlen(title, -1) < 4 || g_utf8_strlen(title, -1) > RETEXT_TITLE_CHARACTERS ||
	    !*rest || title_is_section(title) || strstr(title, "。") || strstr(old, title) ||
	    g_utf8_strchr(ends, -1, g_utf8_get_char(g_utf8_prev_char(title + strlen(title)))))
		return NULL;
	return g_steal_pointer(&title);
}

/* ---- the one that counts ---- */

bool
retext_find(const JudgeLetter *letter, const json_t *item, Commands *commands, GError **error)
{
	Command *command = retext_command(commands);
	const char *old = record_string(item, "text"), *document = NULL;
	g_autofree char *quoted = NULL;

	if (!command)
		return true;
	old = old ? old : "";
	if (!retext_document(letter, &document, error))
		return false;
	quoted = command->rest ? g_strdup(command->rest) : retext_quoted(letter, old);
	if (document && quoted)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("there is a new text in the mail and another in a document: "
				    "send one of them"));
	if (!document && !quoted)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("there is no new text: change it between the two lines of the "
				    "mail, or attach a document"));
	/* What the mail did not show cannot have been left standing. */
	if (quoted && g_utf8_strlen(old, -1) > PAGES_TEXT_CHARACTERS)
		return errors_set(
			error, ERRORS_REFUSED, "%s",
			_("the mail showed only the beginning of the text: attach the new "
			  "text as a document"));
	g_free(command->rest);
	command->rest = document ? g_strchomp(g_strdup(document)) : g_steal_pointer(&quoted);
	command->title = document ? retext_title(command->rest, old) : NULL;
	return true;
}

json_t *
retext_kept(const Commands *commands)
{
	const Command *command = retext_command(commands);

	return command && command->rest
		       ? json_pack("{s:s, s:s?}", "text", command->rest, "title", command->title)
		       : NULL;
}

void
retext_again(const json_t *kept, Commands *commands)
{
	Command *command = retext_command(commands);

	if (!command || !record_string(kept, "text"))
		return;
	g_free(command->rest);
	g_free(command->title);
	command->rest = g_strdup(record_string(kept, "text"));
	command->title = g_strdup(record_string(kept, "title"));
}
