/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_attribution — the line that says who wrote what is quoted below it, and when
 *
 * An attribution (…写道：, … wrote:) needs a date and an address, or a date with a time of
 * day; 日志里写道： is prose.
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
	return newtext_traces_address(last) && newtext_traces_date(text) &&
	       newtext_traces_time(text);
}

/* 李四 wrote on 2026/11/29 15:05: — the date stands behind the verb. */
static bool
ends_in_date(const char *text)
{
	const char *behind = strstr(text, " wrote on ");

	return behind != NULL && g_str_has_suffix(text, ":") && newtext_traces_date(behind) &&
	       newtext_traces_time(behind);
}

static NewTextSign
attribution_of(const char *text)
{
	g_autofree char *before = before_verb(text);

	if (before == NULL && ends_in_date(text))
		return SIGN_LIKELY;
	if (before == NULL)
		return ends_in_address(text) ? SIGN_SURE : SIGN_NONE;
	if (!newtext_traces_date(before))
		return !newtext_traces_address(before)	 ? SIGN_NONE
		       : g_str_has_prefix(text, "-----") ? SIGN_SURE
							 : SIGN_LIKELY;
	if (newtext_traces_address(before) || newtext_signs_is_ruled(text))
		return SIGN_SURE;
	return newtext_traces_time(before) && !is_prose(before) ? SIGN_LIKELY : SIGN_NONE;
}

bool
newtext_attribution_names_writer(const char *line)
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

	if (newtext_traces_address(line) || newtext_traces_date(line))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_str_has_prefix(line, starts[i]))
			return true;
	return false;
}

NewTextSign
newtext_attribution_at(const GPtrArray *lines, guint i, guint *ret_lines)
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
