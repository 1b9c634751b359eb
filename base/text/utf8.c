/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * utf8 — Unicode text as the program keeps it: valid, without tricks
 *
 * One decoder, written for hostile bytes, under everything else: it never reads
 * past n and always advances.
 *
 * Promise: what utf8_clean and utf8_one_line return passes utf8_valid.
 * Not here: other charsets (charset), forms for matching (fold).
 */
#include "base/text/utf8.h"

#include <glib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

/* The lead byte's length and the range of the second byte, which alone keeps out
 * overlong forms, surrogates and what lies beyond U+10FFFF. */
static size_t
utf8_lead(unsigned char lead, unsigned char *ret_low, unsigned char *ret_high)
{
	*ret_low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	*ret_high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (lead < 0x80)
		return 1;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

size_t
utf8_next(const char *bytes, size_t n, uint32_t *ret_character)
{
	const unsigned char *at = (const unsigned char *)bytes;
	unsigned char low, high;
	size_t length = utf8_lead(at[0], &low, &high);
	uint32_t character;

	*ret_character = UTF8_BAD;
	if (length == 0)
		return 1;
	character = length == 1 ? at[0] : at[0] & (0x7Fu >> length);
	for (size_t i = 1; i < length; i++) {
		if (i >= n || at[i] < low || at[i] > high)
			return i;
		character = character << 6 | (at[i] & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	*ret_character = character;
	return length;
}

/* The bytes of a character that nearly all text is made of: what is seen of ASCII, blanks, and
 * U+3000 to U+CFFF, hanzi and their punctuation. 0: it is another, or none. */
static inline size_t
utf8_usual(const char *bytes, size_t n)
{
	const unsigned char *at = (const unsigned char *)bytes;

	if (at[0] >= ' ' && at[0] < 0x7F)
		return 1;
	return n >= 3 && at[0] >= 0xE3 && at[0] <= 0xEC && (at[1] & 0xC0) == 0x80 &&
			       (at[2] & 0xC0) == 0x80
		       ? 3
		       : 0;
}

bool
utf8_valid(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t character;
		size_t usual = utf8_usual(bytes + i, n - i);

		if (usual > 0) {
			i += usual;
			continue;
		}
		i += utf8_step(bytes + i, n - i, &character);
		if (character == UTF8_BAD)
			return false;
	}
	return true;
}

/* The character whose two halves stand at these bytes, or 0. */
static gunichar
cesu_pair(const unsigned char *at, size_t n)
{
	if (n < 6 || at[0] != 0xED || (at[1] & 0xF0) != 0xA0 || (at[2] & 0xC0) != 0x80 ||
	    at[3] != 0xED || (at[4] & 0xF0) != 0xB0 || (at[5] & 0xC0) != 0x80)
		return 0;
	return 0x10000 + ((gunichar)(at[1] & 0x0F) << 16 | (gunichar)(at[2] & 0x3F) << 10 |
			  (gunichar)(at[4] & 0x0F) << 6 | (gunichar)(at[5] & 0x3F));
}

char *
utf8_from_cesu(const char *bytes, size_t n, size_t *ret_n)
{
	g_autoptr(GString) joined = NULL;
	size_t done = 0;

	for (const char *at = bytes; (at = memchr(at, 0xED, n - (size_t)(at - bytes))) != NULL;) {
		size_t i = (size_t)(at - bytes);
		gunichar whole = cesu_pair((const unsigned char *)at, n - i);

		at += whole == 0 ? 1 : 6;
		if (whole == 0)
			continue;
		joined = joined ? joined : g_string_sized_new(n);
		g_string_append_len(joined, bytes + done, (gssize)(i - done));
		g_string_append_unichar(joined, whole);
		done = i + 6;
	}
	if (!joined)
		return NULL;
	g_string_append_len(joined, bytes + done, (gssize)(n - done));
	if (!utf8_valid(joined->str, joined->len))
		return NULL;
	*ret_n = joined->len;
	return g_string_free(g_steal_pointer(&joined), FALSE);
}

bool
utf8_invisible(uint32_t c)
{
	if (c < 0xAD)
		return false;
	return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
	       (c >= 0xE0000 && c <= 0xE0FFF);
}

bool
utf8_wide(uint32_t c)
{
	if (c < 0x2E80)
		return false;
	return c <= 0x303F    /* radicals, 、。《》「」〇 */
	       || c <= 0x312F /* kana, bopomofo */
	       || (c >= 0x3190 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
	       (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
	       (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) ||
	       (c >= 0x20000 && c <= 0x3FFFF);
}

/* What cleaning drops: controls, and what makes text look other than it is. Soft
 * hyphens and variation selectors are the writer's own and stay. */
static inline bool
utf8_drops(uint32_t c)
{
	if (c < 0xA0)
		return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
	return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

char *
utf8_clean(const char *bytes, size_t n)
{
	GString *clean = g_string_sized_new(n + 1);
	size_t kept = 0; /* where the run of what stays as it is begins */

	for (size_t i = 0; i < n;) {
		uint32_t character;
		size_t length = utf8_usual(bytes + i, n - i);

		if (length > 0) {
			i += length;
			continue;
		}
		length = utf8_step(bytes + i, n - i, &character);
		if (!utf8_drops(character) && character != UTF8_BAD) {
			i += length;
			continue;
		}
		g_string_append_len(clean, bytes + kept, (gssize)(i - kept));
		if (character == UTF8_BAD)
			g_string_append(clean, REPLACEMENT);
		else if (character == '\r' && (i + 1 >= n || bytes[i + 1] != '\n'))
			g_string_append_c(clean, '\n');
		i += length;
		kept = i;
	}
	g_string_append_len(clean, bytes + kept, (gssize)(n - kept));
	return g_string_free(clean, FALSE);
}

/* What is seen, behind the blanks before it; those before all are nobody's. */
static void
utf8_line_add(GString *line, GString *blanks, const char *text, size_t n)
{
	if (line->len > 0)
		g_string_append_len(line, blanks->str, (gssize)blanks->len);
	g_string_truncate(blanks, 0);
	g_string_append_len(line, text, (gssize)n);
}

char *
utf8_one_line(const char *text)
{
	size_t n = text ? strlen(text) : 0;
	GString *line = g_string_sized_new(n + 1);
	g_autoptr(GString) blanks = g_string_new(NULL);

	for (size_t i = 0; i < n;) {
		size_t length = 0;
		uint32_t character;
		bool control;

		while (i + length < n && text[i + length] > ' ' && text[i + length] < 0x7F)
			length++;
		if (length > 0) {
			utf8_line_add(line, blanks, text + i, length);
			i += length;
			continue;
		}
		length = utf8_step(text + i, n - i, &character);
		control = character < 0x20 || (character >= 0x7F && character < 0xA0);
		/* A full-width blank inside a title is the writer's own. */
		if (character == 0x3000) {
			g_string_append_len(blanks, text + i, (gssize)length);
		} else if (control || (character != UTF8_BAD && g_unichar_isspace(character)) ||
			   character == 0x2028 || character == 0x2029) {
			if (blanks->len == 0)
				g_string_append_c(blanks, ' ');
		} else if (character == UTF8_BAD) {
			utf8_line_add(line, blanks, REPLACEMENT, strlen(REPLACEMENT));
		} else if (!utf8_drops(character)) {
			utf8_line_add(line, blanks, text + i, length);
		}
		i += length;
	}
	return g_string_free(line, FALSE);
}

size_t
utf8_length(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

char *
utf8_truncate(const char *text, size_t max_chars)
{
	const char *end = text;

	for (size_t n = 0; *end && n < max_chars; n++)
		end = g_utf8_next_char(end);
	if (*end && g_unichar_combining_class(g_utf8_get_char(end)) != 0) {
		while (end > text && g_unichar_combining_class(g_utf8_get_char(end)) != 0)
			end = g_utf8_prev_char(end);
	}
	return g_strndup(text, (size_t)(end - text));
}

bool
utf8_same_words(const char *a, const char *b)
{
	for (;;) {
		a += strspn(a, " \t\r\n");
		b += strspn(b, " \t\r\n");
		if (*a != *b)
			return false;
		if (!*a)
			return true;
		a++, b++;
	}
}

bool
utf8_skip(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*at, word, n) != 0)
		return false;
	*at += n;
	return true;
}

bool
utf8_skip_any(const char **at, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (utf8_skip(at, words[i]))
			return true;
	return false;
}
