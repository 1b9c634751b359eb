/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * normal — a text in one of Unicode's normal forms, in linear time
 *
 * GLib moves the rest of the text for each pair that it joins: 50,000 letters with their accents
 * apart take it 0.24 s, four times as many 18 times as long. So it gets pieces, each up to a
 * character that changes nothing before it; and what is itself in every form, ASCII and hanzi, is
 * nearly all of a text and copied.
 *
 * Promise: linear, whatever the text.
 */
#include "base/text/normal.h"

#include <stdbool.h>

#define NORMAL_PIECE 128 /* characters at least, while there are so many */

/* May it join the character before it, or change places with it? Marks do, parts of Hangul and
 * the voiced signs of half-width kana. */
static bool
normal_joins(gunichar c)
{
	if (c < 0x300 || (c >= 0x3400 && c <= 0xA000))
		return false;
	return g_unichar_ismark(c) || (c >= 0x1160 && c <= 0x11FF) ||
	       (c >= 0x3131 && c <= 0x318E) || (c >= 0xD7B0 && c <= 0xD7FB) ||
	       (c >= 0xFF9E && c <= 0xFFDC);
}

/* Is the character that begins so itself in every form? ASCII, U+4000 to U+9FFF. */
static inline bool
normal_is_same(char lead)
{
	unsigned char byte = (unsigned char)lead;

	return byte < 0x80 || (byte >= 0xE4 && byte <= 0xE9);
}

/* Where the characters end that are themselves, and that what follows them leaves so. */
static const char *
normal_same(const char *at)
{
	const char *last = at;

	for (; *at != '\0' && normal_is_same(*at); at = g_utf8_next_char(at))
		last = at;
	return *at != '\0' && normal_joins(g_utf8_get_char(at)) ? last : at;
}

/* Where the piece that begins here ends. */
static const char *
normal_piece(const char *at)
{
	for (int n = 0; *at != '\0' && n < NORMAL_MOST; n++, at = g_utf8_next_char(at))
		if (n > 0 && (n >= NORMAL_PIECE || normal_is_same(*at)) &&
		    !normal_joins(g_utf8_get_char(at)))
			break;
	return at;
}

char *
normal_form(const char *utf8, GNormalizeMode mode)
{
	GString *form = g_string_new(NULL);

	while (*utf8 != '\0') {
		const char *same = normal_same(utf8), *end = normal_piece(same);
		g_autofree char *piece = g_utf8_normalize(same, end - same, mode);

		g_assert(piece != NULL);
		g_string_append_len(form, utf8, same - utf8);
		g_string_append(form, piece);
		utf8 = end;
	}
	return g_string_free(form, FALSE);
}
