/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_attribution — the line that says who wrote what is quoted below it, and when
 *
 * An attribution (…写道：, … wrote:) needs a date and an address, or a date with a time of
 * day; 日志里写道： is prose. With both and a colon it needs no verb that is known here. What
 * alone says too little is one where marked lines follow.
 *
 * Promise: looks at three lines at most.
 * Not here: separators (newtext_signs), header blocks (newtext_block).
 */
#include "mail/newtext_attribution.h"

#include "mail/newtext_signs.h"
#include "mail/newtext_traces.h"

#include <string.h>

#define ATTRIBUTION_MAX_BYTES 600
#define ATTRIBUTION_LINES 3
#define WRITER_MAX_BYTES 120

/* The text before 写道, wrote at the end of the line, or NULL; *ret_closed: a colon or a rule
 * stands behind it. Yours. */
static char *
before_verb(const char *text, bool *ret_closed)
{
	static const char *const verbs[] = { "写道",	   "寫道",	"写到",		"写的",
					     "wrote",	   "writes",	"已写道",	"a écrit",
					     "schrieb",	   "skrev",	"scritto",	"escribió",
					     "escreveu",   "napisał",	"napisał(a)",	"schreef",
					     "geschreven", "kirjoitti", "написал",	"пишет",
					     "пише",	   "작성",	"のメッセージ", NULL };
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
	*ret_closed = n < strlen(text);
	copy[n] = '\0';
	for (size_t i = 0; verbs[i] != NULL; i++)
		if (g_str_has_suffix(copy, verbs[i])) {
			copy[n - strlen(verbs[i])] = '\0';
			g_strchomp(copy);
			return g_steal_pointer(&copy);
		}
	return NULL;
}

/* 日志里, 报告中, 这样: what prose has before 写道. 来信中, 邮件中 are a program's words. */
static bool
is_prose(const char *before)
{
	static const char *const endings[] = { "里",   "中",   "内", "上", "曾", "还",
					       "这样", "如此", "地", "处", "时", "下",
					       "页",   "段",   "所", "又", "也" };

	if (g_str_has_suffix(before, "来信中") || g_str_has_suffix(before, "邮件中"))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_has_suffix(before, endings[i]))
			return true;
	return false;
}

/* 23.11.2026, 15:04, "呈报" <xinxi@qinghe.example>: — the address stands before the colon. */
static bool
ends_in_address(const char *text)
{
	const char *colon = strrchr(text, ':'), *word;
	g_autofree char *last = NULL;

	if (!colon || colon[1] != '\0')
		return false;
	for (word = colon; word > text && word[-1] != ' '; word--)
		;
	last = g_strndup(word, (size_t)(colon - word));
	return newtext_traces_address(last);
}

/* 李四 wrote on 2026/11/29 15:05: — the date stands behind the verb. */
static bool
ends_in_date(const char *text)
{
	const char *behind = strstr(text, " wrote on ");

	return behind != NULL && g_str_has_suffix(text, ":") && newtext_traces_date(behind) &&
	       newtext_traces_time(behind);
}

bool
newtext_attribution_opens(const char *text)
{
	static const char *const words[] = { "在",  "於",   "于",  "On ",   "At ",
					     "Le ", "Am ",  "El ", "Il ",   "Em ",
					     "Op ", "Den ", "På ", "Dnia ", "W dniu " };

	text += strspn(text, " -_=*\"");
	if (g_ascii_isdigit(*text))
		return newtext_traces_date(text);
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_has_prefix(text, words[i]))
			return true;
	return false;
}

/* 请于…前报送至 x@y：is what somebody asks for. */
static bool
asks(const char *text)
{
	static const char *const words[] = { "请", "报送", "发至", "报至", "发到", "寄至" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

/* 引用 李四 <x@y>： */
static bool
cites(const char *text)
{
	static const char *const words[] = { "引用", "Quoting ", "Zitat von ", "Citando ",
					     "Citation de " };

	if (!ends_in_address(text) && !g_str_has_suffix(text, ">："))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_has_prefix(text, words[i]))
			return newtext_traces_address(text);
	return false;
}

static NewTextSign
with_verb(const char *text, const char *before, bool closed)
{
	bool address = newtext_traces_address(before);
	bool date = newtext_traces_date(before) || (address && newtext_traces_year(before));

	if (!closed)
		return address && date ? SIGN_SURE : SIGN_NONE;
	if (!date)
		return !address				 ? SIGN_NONE
		       : g_str_has_prefix(text, "-----") ? SIGN_SURE
							 : SIGN_LIKELY;
	if (address || newtext_signs_is_ruled(text))
		return SIGN_SURE;
	if (is_prose(before))
		return SIGN_NONE;
	return newtext_traces_time(before) || g_str_has_prefix(text, "On ") ? SIGN_LIKELY
									    : SIGN_NONE;
}

/* In whatever language: a date and an address, and the colon. `wrapped`: text is several lines. */
static NewTextSign
without_verb(const char *text, bool wrapped)
{
	bool address = newtext_traces_address(text), time = newtext_traces_time(text);
	bool date = newtext_traces_date(text) || (address && newtext_traces_year(text));
	bool opens = newtext_attribution_opens(text);
	size_t n = strlen(text);

	if (cites(text))
		return SIGN_SURE;
	if (asks(text))
		return SIGN_NONE;
	if (text[n - 1] == ':' || g_str_has_suffix(text, "：")) {
		bool last = ends_in_address(text) || g_str_has_suffix(text, ">：");

		if (address && date && ((opens && (last || !wrapped)) || (time && last)))
			return SIGN_SURE;
		if (address && date && time)
			return SIGN_LIKELY;
		return (last && strchr(text, '<')) || (opens && date && time) ? SIGN_ABOVE_MARKS
									      : SIGN_NONE;
	}
	if (!address || !date || (!time && !strchr(text, '<')) ||
	    (text[n - 1] != '>' && !g_ascii_isdigit(text[n - 1])))
		return SIGN_NONE;
	return opens && text[n - 1] == '>' ? SIGN_LIKELY : SIGN_ABOVE_MARKS;
}

static NewTextSign
attribution_of(const char *text, bool wrapped)
{
	bool closed;
	g_autofree char *before = before_verb(text, &closed);

	if (before != NULL)
		return with_verb(text, before, closed);
	return ends_in_date(text) ? SIGN_LIKELY : without_verb(text, wrapped);
}

bool
newtext_attribution_names_writer(const char *line)
{
	bool closed = false;
	g_autofree char *before =
		strlen(line) <= WRITER_MAX_BYTES ? before_verb(line, &closed) : NULL;

	return closed && before != NULL && *before != '\0' && !is_prose(before);
}

/* Does a line end as an attribution's last one must? */
static bool
may_end(const char *line)
{
	static const char *const words[] = { "：", "写道", "寫道", "wrote" };
	size_t n = strlen(line);

	if (n > 0 && (strchr(" :*-=>", line[n - 1]) || g_ascii_isdigit(line[n - 1])))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t m = strlen(words[i]);

		if (n >= m && memcmp(line + n - m, words[i], m) == 0)
			return true;
	}
	return false;
}

/* Does any of the lines that an attribution may take end so? */
static bool
any_may_end(const GPtrArray *lines, guint i)
{
	for (guint k = i; k < i + ATTRIBUTION_LINES && k < lines->len; k++)
		if (may_end(g_ptr_array_index(lines, k)))
			return true;
	return false;
}

/* Could an attribution that is wrapped begin with this line? */
static bool
may_begin(const char *line)
{
	return newtext_attribution_opens(line) || newtext_traces_address(line) ||
	       newtext_traces_date(line) || newtext_traces_year(line);
}

/* Where the next line that is not empty stands, or the number of lines; *ret_marks of it. */
static guint
next_filled(const GPtrArray *lines, guint i, int *ret_marks)
{
	*ret_marks = 0;
	while (i < lines->len &&
	       *newtext_signs_unmark(g_ptr_array_index(lines, i), ret_marks) == '\0' &&
	       *ret_marks == 0)
		i++;
	return i;
}

/* The sign, as what stands below line i allows it: 2013/10/2 呈报 <a@b> at the end of a letter
 * is its signature. */
static NewTextSign
sign_above(const GPtrArray *lines, guint i, NewTextSign sign, const char *text)
{
	int marks;
	guint next;

	if (sign == SIGN_NONE)
		return sign;
	next = next_filled(lines, i, &marks);
	if (sign == SIGN_ABOVE_MARKS)
		return marks > 0 ? SIGN_SURE : SIGN_NONE;
	return next == lines->len && g_str_has_suffix(text, ">") ? SIGN_NONE : sign;
}

NewTextSign
newtext_attribution_at(const GPtrArray *lines, guint i, guint *ret_lines)
{
	g_autoptr(GString) joined = NULL;
	NewTextSign found = SIGN_NONE;
	int marks;
	const char *line = newtext_signs_unmark(g_ptr_array_index(lines, i), &marks);

	if (*line == '\0' || strlen(line) > ATTRIBUTION_MAX_BYTES || !any_may_end(lines, i) ||
	    !may_begin(line))
		return SIGN_NONE;
	joined = g_string_new(NULL);
	for (guint n = 1; n <= ATTRIBUTION_LINES && i + n <= lines->len; n++) {
		NewTextSign sign;
		int more;
		const char *next = newtext_signs_unmark(g_ptr_array_index(lines, i + n - 1), &more);

		if (*next == '\0' || joined->len + strlen(next) > ATTRIBUTION_MAX_BYTES)
			break;
		if (n > 1)
			g_string_append_c(joined, ' ');
		g_string_append(joined, next);
		sign = attribution_of(joined->str, n > 1);
		sign = sign_above(lines, i + n, sign, joined->str);
		if (sign != SIGN_NONE) {
			found = sign;
			*ret_lines = n;
		}
		/* 2013/10/2 呈报 <a@b> may go on: wrote: */
		if (found == SIGN_SURE ||
		    (found == SIGN_LIKELY && joined->str[joined->len - 1] != '>'))
			break;
	}
	return found;
}
