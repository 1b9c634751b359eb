/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan_type — what a Content-Type header says of the parts below it
 *
 * A boundary is found in every form that a program writes it in; whether a parser would find
 * it too is told by the strict grammar, by which nearly every header is written.
 */
#include "mail/scan_type.h"

#include <glib.h>
#include <string.h>

#include "mail/words.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *
behind_space(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

static const char *
value_of(const char *header, size_t n)
{
	const char *colon = memchr(header, ':', n);

	return colon ? behind_space(colon + 1, header + n) : header + n;
}

/* Behind the characters of a token; values may have more of them than names. */
static const char *
behind_token(const char *at, const char *end, const char *breaks)
{
	while (at < end && !is_space(*at) && *at != '\0' && !strchr(breaks, *at))
		at++;
	return at;
}

bool
scan_type_is(const char *header, size_t n, const char *family)
{
	const char *at = value_of(header, n), *end = header + n;
	size_t n_family = strlen(family);

	return (size_t)(end - at) >= n_family && g_ascii_strncasecmp(at, family, n_family) == 0 &&
	       (at + n_family == end || !g_ascii_isalnum(at[n_family]));
}

/* A value behind its `=`, bare or in quotes. */
static void
boundary_take(const char *at, const char *end, char ret_boundary[SCAN_BOUNDARY_BYTES])
{
	bool quoted = at < end && *at == '"';
	size_t n = 0;

	for (at += quoted; at < end && n < SCAN_BOUNDARY_BYTES - 1; at++) {
		if (*at == '"' || (!quoted && (*at == ';' || is_space(*at))))
			break;
		if (*at == '\r' || *at == '\n')
			continue;
		if (quoted && *at == '\\' && end - at > 1)
			at++;
		ret_boundary[n++] = *at;
	}
	while (n > 0 && is_space(ret_boundary[n - 1]))
		n--;
	ret_boundary[n] = '\0';
}

void
scan_type_boundary(const char *header, size_t n, char ret_boundary[SCAN_BOUNDARY_BYTES])
{
	static const char key[] = "boundary";
	const char *value = value_of(header, n), *end = header + n;

	ret_boundary[0] = '\0';
	for (const char *at = value; (size_t)(end - at) > strlen(key); at++) {
		if ((*at | 32) != 'b' ||
		    (at > value && !is_space(at[-1]) && !strchr(";,", at[-1])) ||
		    g_ascii_strncasecmp(at, key, strlen(key)) != 0)
			continue;
		const char *behind = behind_space(at + strlen(key), end);
		if (behind < end && *behind == '*') { /* RFC 2231 */
			g_autofree char *text = words_parameter(value, (size_t)(end - value), key);

			/* A bare value may have a comment behind it. */
			g_strlcpy(ret_boundary, text ? text : "", SCAN_BOUNDARY_BYTES);
			ret_boundary[strcspn(ret_boundary, " ")] = '\0';
			return;
		}
		if (behind == end || *behind != '=')
			continue;
		boundary_take(behind_space(behind + 1, end), end, ret_boundary);
		return;
	}
}

/* Behind NAME=VALUE; NULL: it is written otherwise. */
static const char *
behind_parameter(const char *at, const char *end)
{
	const char *from = at;

	at = behind_token(at, end, "=;\"(),*");
	if (at == from || at == end || *at != '=')
		return NULL;
	from = ++at;
	if (at == end || *at != '"') {
		at = behind_token(at, end, ";\"(),");
		return at > from ? at : NULL;
	}
	for (at++; at < end && *at != '"'; at++)
		at += *at == '\\' && end - at > 1;
	return at < end ? at + 1 : NULL;
}

bool
scan_type_is_plain(const char *header, size_t n)
{
	static const char breaks[] = "/;\"(),:=?<>@[]\\";
	const char *at = value_of(header, n), *end = header + n, *from = at;

	at = behind_token(at, end, breaks);
	if (at == from || at == end || *at != '/')
		return false;
	from = ++at;
	at = behind_token(at, end, breaks);
	if (at == from)
		return false;
	while ((at = behind_space(at, end)) < end) {
		if (*at != ';')
			return false;
		at = behind_space(at + 1, end);
		if (at < end && *at != ';' && !(at = behind_parameter(at, end)))
			return false;
	}
	return true;
}

static void
append_quoted(GString *out, const char *name, const char *value)
{
	g_string_append_printf(out, "; %s=\"", name);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *value);
	}
	g_string_append_c(out, '"');
}

char *
scan_type_plain(const char *header, size_t n, const char *boundary)
{
	const char *value = value_of(header, n), *end = header + n;
	const char *at = behind_space(behind_token(value, end, "/;,("), end);
	const char *minor = at < end && *at == '/' ? behind_space(at + 1, end) : end;
	size_t n_minor = (size_t)(behind_token(minor, end, "/;\"(),=") - minor);
	g_autofree char *start = words_parameter(value, (size_t)(end - value), "start");
	GString *out = g_string_new("Content-Type: multipart/");

	g_string_append_len(out, n_minor ? minor : "mixed", n_minor ? (gssize)n_minor : -1);
	append_quoted(out, "boundary", boundary);
	if (start)
		append_quoted(out, "start", start);
	return g_string_free(out, FALSE);
}
