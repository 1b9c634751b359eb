/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_sheet — what a page's style sheets hide by class or id
 *
 * Promise: linear in the sheet; what is no rule is passed over.
 */
#include "base/text/html_sheet.h"

#include "base/text/html_element.h"
#include "base/text/quotation.h"

#include <string.h>

void
html_sheet_clear(HtmlSheet *sheet)
{
	g_clear_pointer(&sheet->hiding, g_ptr_array_unref);
}

/* The sheet in lower case, without comments and the <!-- --> around it. Yours. */
static char *
sheet_plain(const char *text, gsize n)
{
	GString *plain = g_string_sized_new(n);
	const char *end = text + n;
	bool closed = true; /* the last comment was: behind one that is not, none is */

	while (text < end) {
		const char *close = NULL;

		if (closed && end - text >= 2 && text[0] == '/' && text[1] == '*') {
			close = g_strstr_len(text + 2, end - text - 2, "*/");
			closed = close != NULL;
		}
		if (close) {
			text = close + 2;
			continue;
		}
		g_string_append_c(plain, g_ascii_tolower(*text));
		text++;
	}
	g_string_replace(plain, "<!--", "", 0);
	g_string_replace(plain, "-->", "", 0);
	return g_string_free(plain, FALSE);
}

/* Behind the @rule at `at`, with its blocks. */
static const char *
sheet_skip_at(const char *at)
{
	int depth = 0;

	for (; *at; at++) {
		depth += (*at == '{') - (*at == '}');
		if ((*at == ';' && depth == 0) || (*at == '}' && depth <= 0))
			return at + 1;
	}
	return at;
}

/* Keeps .x of p.x; nothing of `.x .y`, `.x > p` or `p`. */
static void
sheet_keep(HtmlSheet *sheet, char *selector)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
	const char *at;

	g_strstrip(selector);
	at = selector + strspn(selector, name);
	if ((*at == '.' || *at == '#') && at[1] && at[1 + strspn(at + 1, name)] == '\0' &&
	    sheet->hiding->len < HTML_SHEET_MOST)
		g_ptr_array_add(sheet->hiding, g_strdup(at));
}

static void
sheet_rule(HtmlSheet *sheet, const char *selectors, const char *open, const char *close)
{
	g_autofree char *head = g_strndup(selectors, (gsize)(open - selectors));
	g_autoptr(GString) style = g_string_new(NULL);
	g_auto(GStrv) each = NULL;

	for (const char *at = open + 1; at < close; at++)
		if (!g_ascii_isspace(*at))
			g_string_append_c(style, *at);
	if (!html_element_is_hidden(NULL, NULL, style->str))
		return;
	each = g_strsplit(head, ",", -1);
	for (char **one = each; *one; one++)
		sheet_keep(sheet, *one);
}

static void
sheet_add(HtmlSheet *sheet, const char *text, gsize n)
{
	g_autofree char *plain = sheet_plain(text, MIN(n, HTML_SHEET_BYTES));
	const char *at = plain;

	sheet->any = true;
	while (*at) {
		const char *open, *close;

		at += strspn(at, " \t\r\n\f;}");
		if (*at == '@') {
			at = sheet_skip_at(at);
			continue;
		}
		open = strchr(at, '{');
		close = open ? strchr(open, '}') : NULL;
		if (!close)
			return;
		sheet_rule(sheet, at, open, close);
		at = close + 1;
	}
}

/* Behind the sheet or the comment at `at`, a <, if one begins there. */
static const char *
sheet_skip(HtmlSheet *sheet, const char *at, const char *end)
{
	const char *open, *close;

	if (end - at > 4 && strncmp(at, "<!--", 4) == 0) {
		close = g_strstr_len(at + 4, end - at - 4, "-->");
		return close ? close + 3 : end;
	}
	if (end - at < 7 || g_ascii_strncasecmp(at, "<style", 6) != 0 || g_ascii_isalnum(at[6]))
		return at + 1;
	open = memchr(at, '>', (gsize)(end - at));
	if (!open)
		return end;
	for (close = open; (close = memchr(close, '<', (gsize)(end - close))) != NULL; close++)
		if (end - close > 7 && g_ascii_strncasecmp(close, "</style", 7) == 0)
			break;
	if (!close)
		close = end;
	sheet_add(sheet, open + 1, (gsize)(close - open - 1));
	return close;
}

void
html_sheet_read(HtmlSheet *ret, const char *html, gsize n)
{
	const char *end = html + n, *at = html;

	*ret = (HtmlSheet){ .hiding = g_ptr_array_new_with_free_func(g_free) };
	while (at < end && (at = memchr(at, '<', (gsize)(end - at))) != NULL)
		at = sheet_skip(ret, at, end);
}

static bool
sheet_has(const HtmlSheet *sheet, char kind, const char *names)
{
	g_auto(GStrv) each = g_strsplit_set(names, " \t\r\n\f", -1);

	for (char **one = each; *one; one++)
		for (guint i = 0; **one && i < sheet->hiding->len; i++) {
			const char *rule = sheet->hiding->pdata[i];

			if (*rule == kind && g_ascii_strcasecmp(rule + 1, *one) == 0)
				return true;
		}
	return false;
}

bool
html_sheet_hides(const HtmlSheet *sheet, const char *const *attributes)
{
	const char *class = quotation_attribute(attributes, "class");
	const char *id = quotation_attribute(attributes, "id");

	return sheet->hiding->len > 0 &&
	       ((class && sheet_has(sheet, '.', class)) || (id && sheet_has(sheet, '#', id)));
}
