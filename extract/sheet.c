/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet — what holds for the sheets of every table program
 */
#include "extract/sheet.h"

#include <glib.h>
#include <string.h>

bool
sheet_is_named(const char *name)
{
	static const char *const stems[] = { "Sheet", "工作表", "表" };

	for (size_t i = 0; i < G_N_ELEMENTS(stems); i++) {
		const char *rest = name + strlen(stems[i]);

		if (g_str_has_prefix(name, stems[i]) && strspn(rest, "0123456789") == strlen(rest))
			return false;
	}
	return *name != '\0';
}

void
sheet_cell(Markup *markup, char *words, int column, int *written)
{
	g_strdelimit(g_strstrip(words), "\r\n\t", ' ');
	if (!*words)
		return;
	for (int gap = MIN(column - MAX(*written, 0), SHEET_COLUMNS); gap > 0; gap--)
		markup_append(markup, "\t", 1);
	markup_append(markup, words, strlen(words));
	*written = MAX(column, 0);
}

/* The character that "_x000D_" at p stands for; 0: it stands for none. */
static gunichar
sheet_escaped(const char *p)
{
	gunichar c = 0;

	if (p[0] != '_' || p[1] != 'x' || strspn(p + 2, "0123456789ABCDEFabcdef") < 4 ||
	    p[6] != '_')
		return 0;
	for (int i = 2; i < 6; i++)
		c = c << 4 | (gunichar)g_ascii_xdigit_value(p[i]);
	return g_unichar_validate(c) ? c : 0;
}

void
sheet_unescape(GString *text, size_t from)
{
	char *to = text->str + from;

	for (const char *p = to; *p;) {
		gunichar c = sheet_escaped(p);

		if (c) {
			to += c == '\r' ? 0 : g_unichar_to_utf8(c, to);
			p += strlen("_x000D_");
		} else
			*to++ = *p++;
	}
	g_string_truncate(text, (gsize)(to - text->str));
}

/* Behind the sign at p, which follows a &. */
static const char *
sheet_after_sign(const char *p)
{
	const char *end;

	if (*p == '"' && (end = strchr(p + 1, '"')))
		return end + 1;
	if (*p == 'K')
		return p + 1 + strnlen(p + 1, 6);
	if (g_ascii_isdigit(*p))
		return p + strspn(p, "0123456789");
	return *p ? g_utf8_next_char(p) : p;
}

bool
sheet_is_page(const char *words)
{
	static const char *const around[] = { "Page", "page", "of", "第", "页", "頁", "共" };
	size_t i;

	while (*words) {
		for (i = 0; i < G_N_ELEMENTS(around); i++)
			if (g_str_has_prefix(words, around[i]))
				break;
		if (i < G_N_ELEMENTS(around))
			words += strlen(around[i]);
		else if (g_unichar_isalnum(g_utf8_get_char(words)))
			return false;
		else
			words = g_utf8_next_char(words);
	}
	return true;
}

char *
sheet_margin(const char *code)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;
	size_t n = 0;

	for (const char *p = code; *p;) {
		if (*p != '&') {
			g_string_append_c(out, *p++);
		} else if (p[1] == '&') {
			g_string_append_c(out, '&');
			p += 2;
		} else {
			if (p[1] && strchr("LCR", p[1]))
				g_string_append_c(out, '\n');
			p = sheet_after_sign(p + 1);
		}
	}
	lines = g_strsplit(out->str, "\n", -1);
	for (size_t i = 0; lines[i]; i++) {
		if (sheet_is_page(g_strstrip(lines[i])))
			g_free(lines[i]);
		else
			lines[n++] = lines[i];
	}
	lines[n] = NULL;
	return g_strjoinv("\n", lines);
}
