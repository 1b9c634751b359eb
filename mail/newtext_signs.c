/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_signs — the lines by which mail programs begin a quotation
 *
 * Separators are known words between dashes.
 *
 * Not here: attributions (newtext_attribution), header blocks (newtext_block).
 */
#include "mail/newtext_signs.h"

#include "mail/newtext_traces.h"

#include <string.h>

#define HEADING_MAX_BYTES 200
#define RULED_DASHES 3 /* on each side of a line that is no prose */

static const char *
skip_blanks(const char *p)
{
	for (;;) {
		if (*p == ' ' || *p == '\t')
			p++;
		else if (strncmp(p, "　", strlen("　")) == 0)
			p += strlen("　");
		else
			return p;
	}
}

const char *
newtext_signs_unmark(const char *line, int *ret_marks)
{
	*ret_marks = 0;
	for (;;) {
		const char *p = skip_blanks(line);

		if (*p == '>')
			p++;
		else if (strncmp(p, "＞", strlen("＞")) == 0)
			p += strlen("＞");
		else if (strncmp(p, "&gt;", strlen("&gt;")) == 0)
			p += strlen("&gt;");
		else
			return p;
		(*ret_marks)++;
		line = p;
	}
}

bool
newtext_signs_is_ours(const char *line)
{
	int marks;

	line = newtext_signs_unmark(line, &marks);
	if (!g_str_has_prefix(line, "===") && !g_str_has_prefix(line, "| ==="))
		return false;
	return strstr(line, "请在此行以上答复") != NULL;
}

/* The words of a separator line without its dashes and blanks, lower case. Yours. */
static char *
separator_words(const char *line)
{
	GString *words = g_string_new(NULL);

	for (; *line != '\0'; line++)
		if (strchr(" -_=*|", *line) == NULL)
			g_string_append_c(words, g_ascii_tolower(*line));
	return g_string_free(words, FALSE);
}

/* Is this what programs write above a quotation? As separator_words gives it. */
static bool
separator_is_known(const char *words)
{
	static const char *const known[] = {
		"原始邮件",
		"原邮件",
		"回复的原邮件",
		"回复的邮件",
		"回复邮件",
		"转发的原邮件",
		"转发的邮件",
		"转发邮件信息",
		"转发邮件",
		"转发邮件正文",
		"邮件原文",
		"原文",
		"原始信息",
		"原始郵件",
		"原始訊息",
		"轉寄郵件",
		"原始信件",
		"邮件原件",
		"源邮件",
		"originalmessage",
		"original",
		"originalmail",
		"originalemail",
		"repliedmessage",
		"forwardedmessage",
		"forwardedmail",
		"forwardedemail",
		"beginforwardedmessage",
		"messagetransféré",
		"原始邮件信息",
		"原始邮件内容",
		"原邮件信息",
		"原邮件内容",
		"originalmessages",
		"originalappointment",
		"转发的消息",
		"原始消息",
		"信息原文",
		"原信息",
		"来信原文",
		"引用邮件",
		"引用的邮件",
		"转发信息",
		"已转发的邮件",
		"轉寄的郵件",
		"轉寄的訊息",
		"元のメッセージ",
		"転送メッセージ",
		"転送されたメッセージ",
		"원본메시지",
		"원본메일",
		"ursprünglichenachricht",
		"weitergeleitetenachricht",
		"messagedorigine",
		"messageoriginal",
		"mensajeoriginal",
		"已转发邮件",
		"forwardmessage",
	};

	for (size_t i = 0; *words && i < G_N_ELEMENTS(known); i++)
		if (strcmp(words, known[i]) == 0)
			return true;
	return false;
}

bool
newtext_signs_is_separator(const char *line)
{
	g_autofree char *words = NULL;
	int marks, dashes = 0;
	const char *p;

	line = newtext_signs_unmark(line, &marks);
	if (strlen(line) > 200)
		return false;
	for (p = line; *p == '-' || *p == '=' || *p == '_' || *p == '*'; p++)
		dashes++;
	p += strspn(p, " -_=*|");
	if (dashes < 2 && g_ascii_tolower(*p) != 'b' && !g_str_has_prefix(p, "开") &&
	    !g_str_has_prefix(p, "下")) /* what separator_words would begin with */
		return false;
	words = separator_words(line);
	if (g_str_has_prefix(words, "beginforwardedmessage") ||
	    strcmp(words, "开始转发的邮件：") == 0 || strcmp(words, "下面是转发的邮件：") == 0)
		return true;
	return dashes >= 2 && separator_is_known(words);
}

bool
newtext_signs_is_ruled(const char *text)
{
	size_t n = strlen(text), n_behind = 0;

	while (n_behind < n && strchr("-=", text[n - 1 - n_behind]))
		n_behind++;
	return n_behind >= RULED_DASHES && strspn(text, "-=") >= RULED_DASHES;
}

bool
newtext_signs_is_rule(const char *line)
{
	size_t n = 0;

	for (; *line != '\0'; n++) {
		if (strchr("-_=*", *line) != NULL)
			line++;
		else if (g_str_has_prefix(line, "—") || g_str_has_prefix(line, "─"))
			line += 3;
		else
			return false;
	}
	return n >= 5;
}

bool
newtext_signs_is_heading(const char *line)
{
	g_autofree char *words = NULL;
	int marks;

	line = newtext_signs_unmark(line, &marks);
	if (strlen(line) > HEADING_MAX_BYTES)
		return false;
	words = separator_words(line);
	return separator_is_known(words) ||
	       (newtext_signs_is_ruled(line) &&
		(newtext_traces_date(line) || strstr(line, "邮件") || strstr(words, "mail")));
}
