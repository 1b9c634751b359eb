/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_signs — the lines by which mail programs begin a quotation
 *
 * Separators are known words between dashes. An attribution (…写道：, … wrote:) needs a
 * date and an address, or a date with a time of day; 日志里写道： is prose.
 *
 * Not here: header blocks (newtext_block).
 */
#include "mail/newtext_signs.h"

#include <string.h>

#define ATTRIBUTION_MAX_BYTES 600
#define ATTRIBUTION_LINES 3
#define HEADING_MAX_BYTES 200
#define WRITER_MAX_BYTES 120
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

/* Does the text stand between rules, ---- or ==== ? */
static bool
is_ruled(const char *text)
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

/* ---- attributions ---- */

/* A date shape: 2026-11-23, 2026年11月23日, 11/23/2026, Nov 23, 2026. */
static bool
has_date(const char *text)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	for (const char *p = text; *p != '\0'; p++) {
		const char *q = p;
		int n = 0;

		if (p > text && g_ascii_isdigit(p[-1]))
			continue;
		while (g_ascii_isdigit(*q) && n < 5) {
			q++;
			n++;
		}
		if (n < 1 || n > 4)
			continue;
		if (n == 4 && (g_str_has_prefix(q, "年") || *q == '-' || *q == '/' || *q == '.'))
			return true;
		if (n <= 2 && g_str_has_prefix(q, "月"))
			return true;
		if (n <= 2 && (*q == '/' || *q == '.') && g_ascii_isdigit(q[1]))
			return true;
		for (size_t m = 0; n == 4 && m < G_N_ELEMENTS(months); m++)
			if (strstr(text, months[m]) != NULL)
				return true;
	}
	return false;
}

static bool
has_time(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if (g_ascii_isdigit(*p) &&
		    ((p[1] == ':' && g_ascii_isdigit(p[2])) ||
		     (g_str_has_prefix(p + 1, "：") && g_ascii_isdigit(p[1 + strlen("：")])) ||
		     (g_str_has_prefix(p + 1, "时") && g_ascii_isdigit(p[1 + strlen("时")]))))
			return true;
	return false;
}

static bool
has_address(const char *text)
{
	for (const char *p = strchr(text, '@'); p != NULL; p = strchr(p + 1, '@'))
		if (p > text && g_ascii_isalnum(p[-1]) && g_ascii_isalnum(p[1]))
			return true;
	return false;
}

/* The text before 写道, wrote at the end of the line, or NULL. Yours. */
static char *
before_verb(const char *text)
{
	static const char *const verbs[] = { "写道",   "寫道",	 "写到",    "写的",    "wrote",
					     "writes", "已写道", "a écrit", "schrieb", NULL };
	g_autofree char *copy = g_strdup(text);
	size_t n = strlen(copy);

	for (;;) {
		if (n > 0 && strchr(" :*-=", copy[n - 1]))
			n--;
		else if (n >= 3 && memcmp(copy + n - 3, "：", 3) == 0)
			n -= 3;
		else
			break;
	}
	if (n == strlen(text))
		return NULL; /* no colon, no rule */
	copy[n] = '\0';
	for (size_t i = 0; verbs[i] != NULL; i++)
		if (g_str_has_suffix(copy, verbs[i])) {
			copy[n - strlen(verbs[i])] = '\0';
			g_strchomp(copy);
			return g_steal_pointer(&copy);
		}
	return NULL;
}

/* 日志里, 报告中, 这样: what prose has before 写道. */
static bool
is_prose(const char *before)
{
	static const char *const endings[] = { "里",   "中",   "内", "上", "曾", "还",
					       "这样", "如此", "地", "处", "时", "下",
					       "页",   "段",   "所", "又", "也" };

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_has_suffix(before, endings[i]))
			return true;
	return false;
}

/* 23.11.2026, 15:04, "呈报" <xinxi@qinghe.example>: — an address and a colon, no verb. */
static bool
ends_in_address(const char *text)
{
	const char *colon = strrchr(text, ':'), *word;
	g_autofree char *last = NULL;

	if (!colon || colon[1 + strspn(colon + 1, " ")] != '\0')
		return false;
	for (word = colon; word > text && word[-1] != ' '; word--)
		;
	last = g_strndup(word, (size_t)(colon - word));
	return has_address(last) && has_date(text) && has_time(text);
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
	       (is_ruled(line) &&
		(has_date(line) || strstr(line, "邮件") || strstr(words, "mail")));
}

/* 李四 wrote on 2026/11/29 15:05: — the date stands behind the verb. */
static bool
ends_in_date(const char *text)
{
	const char *behind = strstr(text, " wrote on ");

	return behind != NULL && g_str_has_suffix(text, ":") && has_date(behind) &&
	       has_time(behind);
}

static NewTextSign
attribution_of(const char *text)
{
	g_autofree char *before = before_verb(text);

	if (before == NULL && ends_in_date(text))
		return SIGN_LIKELY;
	if (before == NULL)
		return ends_in_address(text) ? SIGN_SURE : SIGN_NONE;
	if (!has_date(before))
		return !has_address(before)		 ? SIGN_NONE
		       : g_str_has_prefix(text, "-----") ? SIGN_SURE
							 : SIGN_LIKELY;
	if (has_address(before) || is_ruled(text))
		return SIGN_SURE;
	return has_time(before) && !is_prose(before) ? SIGN_LIKELY : SIGN_NONE;
}

bool
newtext_signs_names_writer(const char *line)
{
	g_autofree char *before = strlen(line) <= WRITER_MAX_BYTES ? before_verb(line) : NULL;

	return before != NULL && *before != '\0' && !is_prose(before);
}

/* Does any of the lines that an attribution may take end as its last one must? */
static bool
may_end(const GPtrArray *lines, guint i)
{
	for (guint k = i; k < i + ATTRIBUTION_LINES && k < lines->len; k++) {
		const char *line = g_ptr_array_index(lines, k);
		size_t n = strlen(line);

		if (n > 0 && (strchr(" :*", line[n - 1]) != NULL || g_str_has_suffix(line, "：")))
			return true;
	}
	return false;
}

/* Could an attribution that is wrapped begin with this line? */
static bool
may_begin(const char *line)
{
	static const char *const starts[] = { "在", "於", "于", "On ", "At ", "Le ", "Am " };

	if (has_address(line) || has_date(line))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_str_has_prefix(line, starts[i]))
			return true;
	return false;
}

NewTextSign
newtext_signs_attribution(const GPtrArray *lines, guint i, guint *ret_lines)
{
	g_autoptr(GString) joined = NULL;
	int marks;
	const char *line = newtext_signs_unmark(g_ptr_array_index(lines, i), &marks);

	if (*line == '\0' || strlen(line) > ATTRIBUTION_MAX_BYTES || !may_end(lines, i) ||
	    !may_begin(line))
		return SIGN_NONE;
	joined = g_string_new(NULL);
	for (guint n = 1; n <= ATTRIBUTION_LINES && i + n <= lines->len; n++) {
		NewTextSign sign;
		int more;
		const char *next = newtext_signs_unmark(g_ptr_array_index(lines, i + n - 1), &more);

		if (*next == '\0' || joined->len + strlen(next) > ATTRIBUTION_MAX_BYTES)
			return SIGN_NONE;
		if (n > 1)
			g_string_append_c(joined, ' ');
		g_string_append(joined, next);
		sign = attribution_of(joined->str);
		*ret_lines = n;
		if (sign != SIGN_NONE)
			return sign;
	}
	return SIGN_NONE;
}
