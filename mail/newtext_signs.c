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

/* What programs write above a quotation, as separator_words gives it. */
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
	"原信",
	"原信件",
	"转发的信件",
	"replymessage",
	"antwortnachricht",
	"oprindeligbesked",
	"oprindeligmeddelelse",
	"ursprungligtmeddelande",
	"mensagemoriginal",
	"messaggiooriginale",
	"oorspronkelijkbericht",
	"исходноесообщение",
	"пересылаемоесообщение",
};

/* What may stand around it: 以下是原邮件, 邮件原文开始. */
static const char *const around[] = { "以下是", "以下为", "以下", "内容", "如下", "开始",
				      "引用的", "引用",	  "回复", "转发", "正文" };

/* The bytes of a character of rules (- = — －) at p; 0: it is none. */
static size_t
rule_step(const char *p)
{
	static const char *const wide[] = { "—", "─", "－", "━", "═", "＝", "＿", "～", "·", "﹍" };

	if (*p != '\0' && strchr("-_=*~+", *p))
		return 1;
	for (size_t i = 0; (guchar)*p >= 0x80 && i < G_N_ELEMENTS(wide); i++)
		if (g_str_has_prefix(p, wide[i]))
			return strlen(wide[i]);
	return 0;
}

/* Behind the rule at p and the blanks in and behind it; *ret_n how many characters it has. */
static const char *
rule_skip(const char *p, int *ret_n)
{
	*ret_n = 0;
	for (;;) {
		size_t n = rule_step(p);

		if (n == 0 && *p != ' ' && *p != '|')
			return p;
		*ret_n += n > 0;
		p += n > 0 ? n : 1;
	}
}

/* Where the rule of two characters or more begins that ends the words at p, or their end. */
static const char *
words_end(const char *p)
{
	for (; *p != '\0'; p = g_utf8_next_char(p)) {
		size_t n = rule_step(p);

		if (n > 0 && rule_step(p + n) > 0)
			break;
	}
	return p;
}

/* The letters and digits of [p, end), those of ASCII in lower case. Yours. */
static char *
separator_words(const char *p, const char *end)
{
	GString *words = g_string_new(NULL);

	for (; p < end; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isalnum(c))
			g_string_append_unichar(words,
						c < 0x80 ? (gunichar)g_ascii_tolower((char)c) : c);
	}
	return g_string_free(words, FALSE);
}

/* Behind the longest word of the list at p, or p. */
static const char *
longest_skip(const char *p, const char *const *list, size_t n_list)
{
	size_t longest = 0;

	for (size_t i = 0; i < n_list; i++)
		if (strlen(list[i]) > longest && g_str_has_prefix(p, list[i]))
			longest = strlen(list[i]);
	return p + longest;
}

/* Are these, as separator_words gives them, words of a separator and nothing else? */
static bool
separator_is_known(const char *words)
{
	bool found = false;

	while (*words != '\0') {
		const char *behind = longest_skip(words, known, G_N_ELEMENTS(known));

		found = found || behind > words;
		if (behind == words)
			behind = longest_skip(words, around, G_N_ELEMENTS(around));
		if (behind == words)
			return false;
		words = behind;
	}
	return found;
}

/* Could a separator without rules begin so? Most lines are let go here. */
static bool
may_be_bare(const char *line)
{
	static const char *const starts[] = { "【", "[", "以下", "开始", "下面", "Début" };

	if (g_ascii_strncasecmp(line, "begin", 5) == 0)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_str_has_prefix(line, starts[i]))
			return true;
	return false;
}

/* A separator without rules: 【原始邮件】, 以下是原邮件：, Begin forwarded message: */
static bool
separator_is_bare(const char *line, const char *words)
{
	bool colon = g_str_has_suffix(line, ":") || g_str_has_suffix(line, "：");

	if (g_str_has_prefix(words, "beginforwardedmessage"))
		return true;
	if (strcmp(words, "开始转发的邮件") == 0 || strcmp(words, "下面是转发的邮件") == 0 ||
	    strcmp(words, "débutdumessagetransféré") == 0)
		return colon;
	/* 【原文】 may be a heading of the writer's. */
	return (*line == '[' || g_str_has_prefix(line, "【") || colon) &&
	       (strstr(words, "邮件") || strstr(words, "郵件") || strstr(words, "message")) &&
	       separator_is_known(words);
}

bool
newtext_signs_is_chevrons(const char *line)
{
	return g_str_has_prefix(line, ">>>") && g_str_has_suffix(line, ">>>") &&
	       newtext_traces_date(line);
}

bool
newtext_signs_is_separator(const char *line)
{
	g_autofree char *words = NULL;
	int marks, n_before;
	const char *p, *end;

	if (newtext_signs_is_chevrons(line))
		return true;
	line = newtext_signs_unmark(line, &marks);
	if (strlen(line) > HEADING_MAX_BYTES)
		return false;
	p = rule_skip(line, &n_before);
	if (n_before == 0 && !may_be_bare(line))
		return false;
	end = words_end(p);
	words = separator_words(p, end);
	if (n_before == 0)
		return *end == '\0' && separator_is_bare(line, words);
	return (n_before > 1 || g_str_has_suffix(line, "-")) && separator_is_known(words);
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
newtext_signs_is_rule(const char *line, int least)
{
	int n;

	return *line != ' ' && *rule_skip(line, &n) == '\0' && n >= least;
}

/* 李四 ---2026-11-23 15:04:05---春耕备耕 */
static bool
is_dashed_date(const char *line)
{
	const char *from = strstr(line, "---"), *to = from ? strstr(from + 3, "---") : NULL;
	g_autofree char *between = to ? g_strndup(from + 3, (size_t)(to - from - 3)) : NULL;

	return between && newtext_traces_date(between) && newtext_traces_time(between);
}

bool
newtext_signs_is_heading(const char *line)
{
	static const char *const of_mail[] = { "邮件", "mail", "转发", "来信", "回信" };
	g_autofree char *words = NULL;
	int marks;

	line = newtext_signs_unmark(line, &marks);
	if (strlen(line) > HEADING_MAX_BYTES)
		return false;
	words = separator_words(line, line + strlen(line));
	if (separator_is_known(words))
		return true;
	for (size_t i = 0; newtext_signs_is_ruled(line) && i < G_N_ELEMENTS(of_mail); i++)
		if (strstr(line, of_mail[i]) || strstr(words, of_mail[i]))
			return true;
	return is_dashed_date(line) || (newtext_signs_is_ruled(line) && newtext_traces_date(line));
}
