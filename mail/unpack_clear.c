/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack_clear — the words inside an OpenPGP clear signature
 *
 * The lines are walked once; a signature that never ends is text like any other.
 */
#include "mail/unpack.h"

#include <string.h>

#include "base/text/utf8.h"

#define CLEAR_BEGIN "-----BEGIN PGP SIGNED MESSAGE-----"
#define CLEAR_SIGNATURE "-----BEGIN PGP SIGNATURE-----"
#define CLEAR_END "-----END PGP SIGNATURE-----"
#define SEALED_BEGIN "-----BEGIN PGP MESSAGE-----"
#define SEALED_END "-----END PGP MESSAGE-----"

/* The first line at or after `at` that is `wanted`, blanks behind it borne; NULL: none. */
static const char *
line_find(const char *at, const char *wanted)
{
	size_t n = strlen(wanted);

	for (const char *line = at; line; line = strchr(line, '\n')) {
		line += line > at || *line == '\n';
		if (strncmp(line, wanted, n) == 0 && strchr(" \t\r\n", line[n]))
			return line;
	}
	return NULL;
}

static const char *
line_behind(const char *line)
{
	const char *end = strchr(line, '\n');

	return end ? end + 1 : line + strlen(line);
}

/* Behind the armor's headers and the blank line that ends them. */
static const char *
behind_headers(const char *at)
{
	static const char *const names[] = { "Hash: ", "Charset: ", "Comment: ", "Version: ",
					     NULL };
	const char *behind;

	for (; behind = at, utf8_skip_any(&behind, names);)
		at = line_behind(at);
	return *at == '\n' ? at + 1 : at;
}

/* The signed words: of a line that began with a dash the writer's program put "- " before. */
static void
words_add(GString *out, const char *at, const char *end)
{
	while (at < end) {
		const char *next = line_behind(at);

		if (g_str_has_prefix(at, "- "))
			at += 2;
		g_string_append_len(out, at, next - at);
		at = next;
	}
}

char *
unpack_clear(const char *text)
{
	const char *at = text, *begin, *signature, *end;
	GString *out = NULL;

	if (!strstr(text, CLEAR_BEGIN)) /* as nearly all */
		return NULL;
	while ((begin = line_find(at, CLEAR_BEGIN)) &&
	       (signature = line_find(begin, CLEAR_SIGNATURE)) &&
	       (end = line_find(signature, CLEAR_END))) {
		if (!out)
			out = g_string_new(NULL);
		g_string_append_len(out, at, begin - at);
		words_add(out, behind_headers(line_behind(begin)), signature);
		at = line_behind(end);
	}
	if (out)
		g_string_append(out, at);
	return out ? g_string_free(out, FALSE) : NULL;
}

bool
unpack_is_sealed(const char *text)
{
	g_autofree char *bare = NULL;

	text += strspn(text, " \t\r\n");
	if (!g_str_has_prefix(text, SEALED_BEGIN))
		return false;
	bare = g_strchomp(g_strdup(text));
	return g_str_has_suffix(bare, SEALED_END);
}
