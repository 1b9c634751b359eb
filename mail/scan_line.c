/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan_line — one line of a letter, and what it is to a header
 */
#include "mail/scan_line.h"

#include <glib.h>
#include <string.h>

#define LINE_AHEAD 200 /* lines in which the rest of a header is looked for */

size_t
scan_line_take(const char *bytes, size_t n_bytes, size_t *at)
{
	const char *from = bytes + *at;
	const char *end = memchr(from, '\n', n_bytes - *at);
	size_t n = end ? (size_t)(end - from) : n_bytes - *at;

	*at += n + (end ? 1 : 0);
	if (end && n > 0 && from[n - 1] == '\r')
		n--;
	return n;
}

bool
scan_line_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

size_t
scan_line_name(const char *line, size_t n, bool *ret_spaced)
{
	size_t i = 0, n_name;

	while (i < n && line[i] > ' ' && line[i] != ':' && line[i] != 127)
		i++;
	n_name = i;
	while (i < n && scan_line_is_blank(line[i]))
		i++;
	*ret_spaced = i > n_name;
	return n_name > 0 && i < n && line[i] == ':' ? n_name : 0;
}

bool
scan_line_is(const char *line, size_t n, const char *name)
{
	size_t n_name = strlen(name);
	bool spaced;

	return n > n_name && g_ascii_strncasecmp(line, name, n_name) == 0 &&
	       scan_line_name(line, n, &spaced) == n_name;
}

bool
scan_line_is_ascii(const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)line[i] >= 0x80)
			return false;
	return true;
}

bool
scan_line_has(const char *line, size_t n, const char *word)
{
	size_t n_word = strlen(word);

	for (size_t i = 0; i + n_word <= n; i++)
		if (g_ascii_strncasecmp(line + i, word, n_word) == 0)
			return true;
	return false;
}

bool
scan_line_goes_on(const char *before, size_t n_before, const char *line, size_t n)
{
	size_t i = 0;

	if (n > 4 && line[0] == '=' && line[1] == '?')
		return g_strstr_len(line, (gssize)n, "?=") != NULL;
	while (n_before > 0 && (unsigned char)before[n_before - 1] <= ' ')
		n_before--;
	if (n_before == 0 || before[n_before - 1] != ';')
		return false;
	while (i < n && (g_ascii_isalnum(line[i]) || line[i] == '-' || line[i] == '*'))
		i++;
	return i > 0 && i < n && line[i] == '=';
}

bool
scan_line_is_dashed(const char *line, size_t n)
{
	return n > 2 && line[0] == '-' && line[1] == '-' && !scan_line_is_blank(line[2]);
}

/* A line that only a mail header has: prose may well begin with a word and a colon. */
static bool
line_is_of_mail(const char *line, size_t n)
{
	static const char *const names[] = { "From",	   "To",	  "Cc",
					     "Subject",	   "Date",	  "Message-ID",
					     "Reply-To",   "Sender",	  "MIME-Version",
					     "Received",   "Return-Path", "In-Reply-To",
					     "References", "X-Mailer" };

	if (n > 8 && g_ascii_strncasecmp(line, "content-", 8) == 0)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (scan_line_is(line, n, names[i]))
			return true;
	return false;
}

bool
scan_line_header_follows(const char *bytes, size_t n_bytes, size_t at)
{
	for (unsigned i = 0; i < LINE_AHEAD && at < n_bytes; i++) {
		const char *line = bytes + at;
		size_t n = scan_line_take(bytes, n_bytes, &at);

		if (n == 0 || scan_line_is_dashed(line, n))
			return false;
		if (line_is_of_mail(line, n))
			return true;
	}
	return false;
}
