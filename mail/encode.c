/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * encode — text and bytes as they go onto the wire
 *
 * One word holds at most 45 bytes of text: 60 characters of base64 and 12 of frame, so that
 * a line stays under 76 and no character is torn.
 *
 * Promise: results are ASCII, lines end in CRLF, nothing passed in can begin a header.
 * Not here: which headers a letter has.
 */
#include "mail/encode.h"

#include <glib.h>
#include <string.h>

#include "base/text/utf8.h"

#define WORD_BYTES 45
#define FIRST_WORD_BYTES 30 /* leaves room for the header's name */
#define PLAIN_BYTES 60	    /* an ASCII value up to here leaves room for the longest name */
#define PIECE_BYTES 56	    /* of one RFC 2231 continuation, already encoded */

bool
encode_header_safe(const char *value)
{
	for (const char *c = value; *c; c++)
		if (*c < ' ' || *c == 127)
			return false;
	return true;
}

/* Bytes of whole characters from `text` that fit into `max` bytes; at least one character.
 * Rather a multiple of 3: base64 without padding inside, which gmime 3.2.13 needs to read on. */
static size_t
whole_characters(const char *text, size_t max)
{
	size_t n = 0, even = 0;
	while (text[n]) {
		size_t next = (size_t)(g_utf8_next_char(text + n) - text);
		if (next > max && n > 0)
			return even ? even : n;
		n = next;
		even = n % 3 == 0 ? n : even;
	}
	return n;
}

/* May it stand unencoded, without a reader who takes it for an encoded word or for HZ? */
static bool
is_plain(const char *text)
{
	return encode_header_safe(text) && !strstr(text, "=?") && !strstr(text, "~{");
}

char *
encode_header_text(const char *utf8)
{
	g_autofree char *text = utf8_one_line(utf8);
	if (is_plain(text) && strlen(text) <= PLAIN_BYTES)
		return g_steal_pointer(&text);
	GString *out = g_string_new(NULL);
	for (const char *at = text; *at;) {
		size_t n = whole_characters(at, at == text ? FIRST_WORD_BYTES : WORD_BYTES);
		g_autofree char *word = g_base64_encode((const unsigned char *)at, n);
		g_string_append_printf(out, "%s=?utf-8?B?%s?=", out->len ? "\r\n " : "", word);
		at += n;
	}
	return g_string_free(out, FALSE);
}

/* attribute-char of RFC 2231 §7. */
static bool
is_attribute(char c)
{
	return g_ascii_isalnum(c) || (c && strchr("!#$&+-.^_`{|}~", c));
}

char *
encode_parameter(const char *name, const char *utf8)
{
	g_autofree char *text = utf8_one_line(utf8);
	if (is_plain(text) && !strpbrk(text, "\"\\") && strlen(text) <= PIECE_BYTES)
		return g_strdup_printf("%s=\"%s\"", name, text);
	g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) piece = g_string_new("UTF-8''");
	for (const char *at = text; *at;) {
		const char *next = g_utf8_next_char(at);
		size_t room = is_attribute(*at) ? 1 : 3 * (size_t)(next - at);
		if (piece->len + room > PIECE_BYTES) {
			g_ptr_array_add(pieces, g_strdup(piece->str));
			g_string_truncate(piece, 0);
		}
		for (; at < next; at++)
			if (is_attribute(*at))
				g_string_append_c(piece, *at);
			else
				g_string_append_printf(piece, "%%%02X", (unsigned char)*at);
	}
	if (pieces->len == 0)
		return g_strdup_printf("%s*=%s", name, piece->str);
	g_ptr_array_add(pieces, g_strdup(piece->str));
	GString *out = g_string_new(NULL);
	for (unsigned i = 0; i < pieces->len; i++)
		g_string_append_printf(out, "%s%s*%u*=%s", i ? ";\r\n " : "", name, i,
				       (const char *)pieces->pdata[i]);
	return g_string_free(out, FALSE);
}

char *
encode_base64_lines(const void *bytes, size_t n_bytes)
{
	GString *out = g_string_sized_new(n_bytes / 57 * 78 + 80);
	const unsigned char *at = bytes;
	for (size_t left = n_bytes; left > 0;) {
		size_t n = left < 57 ? left : 57;
		g_autofree char *line = g_base64_encode(at, n);
		g_string_append_printf(out, "%s\r\n", line);
		at += n;
		left -= n;
	}
	return g_string_free(out, FALSE);
}
