/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * printed — reports, dates and issues as a bulletin prints them
 */
#include "publish/printed.h"

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define PRINTED_CREDIT_LINES 4
#define PRINTED_CREDIT_CHARACTERS 80

/* A line of its own that names writer, reviewer or telephone and says nothing else. */
static bool
printed_is_credit(const char *line)
{
	static const char *const words[] = { "撰稿", "执笔", "供稿", "报送人", "作者",	   "审核",
					     "审稿", "审签", "电话", "联系人", "联系电话", NULL };

	if (g_utf8_strlen(line, -1) > PRINTED_CREDIT_CHARACTERS)
		return false;
	if (g_str_has_prefix(line, "（"))
		line += strlen("（");
	else if (*line == '(')
		line++;
	for (size_t i = 0; words[i]; i++) {
		const char *p;

		if (!g_str_has_prefix(line, words[i]))
			continue;
		p = line + strlen(words[i]);
		if (g_str_has_prefix(p, "人"))
			p += strlen("人");
		if ((*p == ':' || g_str_has_prefix(p, "：")) && !strstr(p, "。"))
			return true;
	}
	return false;
}

/* The line without blanks around it, full-width ones included. Yours. */
static char *
printed_line(const char *line, size_t length)
{
	g_autofree char *copy = g_strndup(line, length);
	const char *from = copy;
	const char *end = copy + strlen(copy);

	while (*from && g_unichar_isspace(g_utf8_get_char(from)))
		from = g_utf8_next_char(from);
	while (end > from) {
		const char *last = g_utf8_prev_char(end);

		if (!g_unichar_isspace(g_utf8_get_char(last)))
			break;
		end = last;
	}
	return g_strndup(from, (size_t)(end - from));
}

char *
printed_text(const char *text, const char *title)
{
	size_t length = strcspn(text, "\n");
	g_autofree char *first = printed_line(text, length);
	g_autofree char *kept = NULL;

	if (title && strcmp(first, title) == 0)
		text += length + (text[length] == '\n');
	kept = g_strchomp(g_strdup(text));
	for (int i = 0; i < PRINTED_CREDIT_LINES; i++) {
		char *newline = strrchr(kept, '\n');
		char *last = newline ? newline + 1 : kept;
		g_autofree char *line = printed_line(last, strlen(last));

		if (!printed_is_credit(line))
			break;
		*last = '\0';
		g_strchomp(kept);
	}
	return g_steal_pointer(&kept);
}

char *
printed_issue(const char *words)
{
	const char *blank = strrchr(words, ' ');
	int year, number, length = 0;

	if (!blank || blank == words || sscanf(blank, " %4d/%6d%n", &year, &number, &length) != 2 ||
	    blank[length])
		return NULL;
	return g_strdup_printf("《%.*s》%d年第%d期", (int)(blank - words), words, year, number);
}

char *
printed_date(const char *words)
{
	int year, month, day, length = 0;

	if (sscanf(words, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 || words[length])
		return NULL;
	return g_strdup_printf("%d年%d月%d日", year, month, day);
}

char *
printed_period(const char *words)
{
	int year, part, length = 0;
	char sign;

	if (strlen(words) == 4 && strspn(words, "0123456789") == 4)
		return g_strconcat(words, "年", NULL);
	if (sscanf(words, "%4d%c%2d%n", &year, &sign, &part, &length) != 3 || words[length])
		return NULL;
	if (sign == '-')
		return g_strdup_printf("%d年%d月", year, part);
	if (sign == 'W')
		return g_strdup_printf("%d年第%d周", year, part);
	return sign == 'Q' ? g_strdup_printf("%d年第%d季度", year, part) : NULL;
}
