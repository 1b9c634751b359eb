/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * patchwork — text whose lines are of two charsets
 *
 * A line of GB 18030 is hardly ever well-formed UTF-8 with two sequences of three bytes; most
 * are ill-formed at their first character, where the look at them ends.
 */
#include "base/text/patchwork.h"

#include "base/text/utf8.h"

#include <string.h>

#define PATCHWORK_SURE 2 /* sequences of three bytes that make a line UTF-8 */

typedef enum { LINE_EITHER, LINE_UTF8, LINE_OTHER } Line;

static Line
line_look(const char *line, size_t n)
{
	unsigned n_long = 0;

	for (size_t i = 0; i < n;) {
		uint32_t character;
		size_t length = utf8_step(line + i, n - i, &character);

		if (character == UTF8_BAD || utf8_unassigned(character))
			return LINE_OTHER;
		n_long += length >= 3;
		i += length;
	}
	return n_long >= PATCHWORK_SURE ? LINE_UTF8 : LINE_EITHER;
}

/* The length of the line at `at` with its end. */
static size_t
line_length(const char *at, const char *end)
{
	const char *stop = memchr(at, '\n', (size_t)(end - at));

	return (size_t)((stop ? stop + 1 : end) - at);
}

bool
patchwork_is(const char *bytes, size_t n, GString **ret_rest)
{
	g_autoptr(GString) rest = g_string_new(NULL);
	const char *end = bytes + n;
	bool any_utf8 = false, any_other = false;

	for (const char *at = bytes; at < end;) {
		size_t n_line = line_length(at, end);
		Line line = line_look(at, n_line);

		any_utf8 |= line == LINE_UTF8;
		any_other |= line == LINE_OTHER;
		if (line == LINE_OTHER)
			g_string_append_len(rest, at, (gssize)n_line);
		at += n_line;
	}
	if (any_utf8 && any_other)
		*ret_rest = g_steal_pointer(&rest);
	return any_utf8 && any_other;
}

char *
patchwork_decode(DecodeCharset charset, const char *bytes, size_t n, size_t *ret_n_bad)
{
	GString *text = g_string_sized_new(n + n / 2);
	const char *end = bytes + n;

	*ret_n_bad = 0;
	for (const char *at = bytes; at < end;) {
		size_t n_line = line_length(at, end), n_bad;
		bool other = line_look(at, n_line) == LINE_OTHER;
		g_autofree char *line =
			decode_bytes(other ? charset : DECODE_UTF8, at, n_line, &n_bad);

		g_string_append(text, line);
		*ret_n_bad += n_bad;
		at += n_line;
	}
	return g_string_free(text, FALSE);
}
