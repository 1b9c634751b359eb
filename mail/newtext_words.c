/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_words — what of a text could be part of a command
 */
#include "mail/newtext_words.h"

#include "base/text/utf8.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

/* Behind a link or a picture that stands at p in its brackets; p itself: there is none. */
static const char *
behind_link(const char *p)
{
	const char *end = NULL;

	if (*p == '<' && (g_str_has_prefix(p, "<http") || g_str_has_prefix(p, "<mailto:")))
		end = strchr(p, '>');
	else if (*p == '[' && (g_str_has_prefix(p, "[cid:") || g_str_has_prefix(p, "[image")))
		end = strchr(p, ']');
	return end ? end + 1 : p;
}

/* Is this what no command has: a blank, a mark of a list or a table? */
static bool
is_filling(uint32_t c)
{
	if (c > 0x3000)
		return c == 0xFEFF;
	if (c < 0x80)
		return c == '*' || c == '|' || g_ascii_isspace((char)c);
	return c == 0x200B || g_unichar_isspace(c);
}

/* The next character that could be part of a command, 0 at the end. */
static uint32_t
next_telling(const char **p)
{
	while (**p) {
		const char *behind = **p == '<' || **p == '[' ? behind_link(*p) : *p;
		uint32_t c;

		if (behind > *p) {
			*p = behind;
			continue;
		}
		*p += utf8_step(*p, 4, &c);
		if (!is_filling(c))
			return c;
	}
	return 0;
}

/* Do both say the same, but for blanks, links and pictures? Both are clean UTF-8. */
bool
newtext_words_same(const char *one, const char *other)
{
	uint32_t c;

	if (strcmp(one, other) == 0)
		return true;
	do {
		c = next_telling(&one);
		if (c != next_telling(&other))
			return false;
	} while (c != 0);
	return true;
}

/* Does `text` go on with what the words tell? */
static bool
goes_on_with(const char *text, const char *words)
{
	uint32_t wanted;

	while ((wanted = next_telling(&words)) != 0)
		if (next_telling(&text) != wanted)
			return false;
	return true;
}

bool
newtext_words_hold(const char *text, const char *words)
{
	const char *rest = words;

	if (next_telling(&rest) == 0)
		return false;
	for (; *text != '\0'; text = g_utf8_next_char(text))
		if (goes_on_with(text, words))
			return true;
	return false;
}
