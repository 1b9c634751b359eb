/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words_parameter — parameters of a header, and the names of files in them
 *
 * The pieces of one parameter are collected under its name, in whatever order and form they
 * stand, and become text when all are there. What a client forgot (a semicolon, a quote, a
 * piece) is borne where only one reading is left.
 *
 * Not here: encoded words (words).
 */
#include "mail/words.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text/charset.h"
#include "base/text/utf8.h"

#define SEGMENTS 200	   /* continuations of one parameter */
#define COMMENT_BYTES 1000 /* of a comment; a longer one is none */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The parameter's pieces as they are found. */
typedef struct {
	const char *name;
	GString *plain;
	GString *segments[SEGMENTS];
	bool encoded[SEGMENTS];
	bool extended; /* any segment is there */
} Parameter;

static void
parameter_clear(Parameter *parameter)
{
	if (parameter->plain)
		g_string_free(parameter->plain, TRUE);
	for (size_t i = 0; i < SEGMENTS; i++)
		if (parameter->segments[i])
			g_string_free(parameter->segments[i], TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parameter, parameter_clear)

/* Keeps a value under its name: name, name*, name*N or name*N*. The first one counts. */
static void
parameter_keep(Parameter *parameter, const char *name, GString *value)
{
	size_t n = strlen(parameter->name);
	GString **slot = NULL;
	if (g_ascii_strncasecmp(name, parameter->name, n) != 0)
		n = 0;
	const char *rest = name + n;
	if (n > 0 && rest[0] == '\0') {
		slot = &parameter->plain;
	} else if (n > 0 && rest[0] == '*') {
		char *end = NULL;
		guint64 index = rest[1] ? g_ascii_strtoull(rest + 1, &end, 10) : 0;
		bool numbered = rest[1] && end > rest + 1;
		bool starred = !rest[1] || (numbered && end[0] == '*' && !end[1]);
		if (index < SEGMENTS && (starred || (numbered && !end[0]))) {
			slot = &parameter->segments[index];
			parameter->encoded[index] = *slot ? parameter->encoded[index] : starred;
			parameter->extended = true;
		}
	}
	if (slot && !*slot)
		*slot = value;
	else
		g_string_free(value, TRUE);
}

/* A quoted string from behind its quote; *at moves behind the closing one. In GB18030 and
 * Big5 a second byte may look like a backslash. */
static GString *
quoted_take(const char **at, const char *end, bool double_bytes)
{
	GString *value = g_string_new(NULL);
	const char *c = *at;
	for (; c < end && *c != '"'; c++) {
		if (double_bytes && (unsigned char)*c > 0x80 && end - c > 1 &&
		    (unsigned char)c[1] >= 0x40)
			g_string_append_c(value, *c++);
		else if (*c == '\\' && end - c > 1 && (c[1] == '"' || c[1] == '\\'))
			c++;
		g_string_append_c(value, *c);
	}
	*at = c < end ? c + 1 : end;
	return value;
}

/* Does a parameter that mail knows begin here? Behind a blank alone, it tells where a `;` was
 * forgotten. */
static bool
parameter_begins(const char *at, const char *end)
{
	static const char *const names[] = { "filename", "name",	  "charset",
					     "boundary", "format",	  "delsp",
					     "size",	 "creation-date", "modification-date",
					     "type",	 "x-mac-type",	  "x-unix-mode" };
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		size_t n = strlen(names[i]);
		if ((size_t)(end - at) <= n || g_ascii_strncasecmp(at, names[i], n) != 0)
			continue;
		const char *c = at + n;
		while (c < end && (*c == '*' || g_ascii_isdigit(*c)))
			c++;
		while (c < end && is_space(*c))
			c++;
		return c < end && *c == '=' && (c == at + n || at[n] == '*' || is_space(at[n]));
	}
	return false;
}

/* The end of a value that has no quotes or of what stands behind one: `;`, or a blank before a
 * parameter. */
static const char *
value_end(const char *at, const char *end)
{
	for (; at < end && *at != ';'; at++)
		if (is_space(*at) && parameter_begins(at + 1, end))
			break;
	return at;
}

/* A bare value, blanks inside borne (file names without quotes), single quotes taken for
 * quotes. */
static GString *
bare_take(const char **at, const char *end)
{
	const char *from = *at;
	const char *stop = value_end(from, end);
	*at = stop;
	while (*at > from && is_space((*at)[-1]))
		(*at)--;
	bool single = *at - from > 1 && from[0] == '\'' && (*at)[-1] == '\'';
	GString *value = g_string_new_len(from + single, *at - from - 2 * single);
	*at = stop;
	return value;
}

/* What stands between the value and its parameters. */
static bool
is_break(char c)
{
	return is_space(c) || c == ';' || c == ',' || c == ':';
}

/* Behind blanks and comments (RFC 822 3.4.3). */
static const char *
behind_comments(const char *at, const char *end)
{
	while (at < end && (is_space(*at) || *at == '(')) {
		const char *close =
			*at == '(' ? memchr(at, ')', (size_t)MIN(end - at, COMMENT_BYTES)) : at;
		if (!close)
			break;
		at = close + 1;
	}
	return at;
}

/* One parameter from its name on; the place behind its value. */
static const char *
parameter_read(const char *at, const char *end, bool double_bytes, Parameter *parameter)
{
	const char *from = at;
	while (at < end && *at != '=' && *at != ';')
		at++;
	if (at >= end || *at == ';')
		return at;
	g_autofree char *name = g_strndup(from, (size_t)(at - from));
	name[strcspn(name, "(")] = '\0';
	g_strstrip(name);
	at++;
	while (at < end && is_space(*at))
		at++;
	const char *behind = behind_comments(at, end);
	if (behind < end && *behind == '"') /* a name may well begin with a bracket */
		at = behind;
	bool quoted = at < end && *at == '"';
	at += quoted;
	parameter_keep(parameter, name,
		       quoted ? quoted_take(&at, end, double_bytes) : bare_take(&at, end));
	return value_end(at, end); /* what stands behind the quote means nothing */
}

static void
parameters_read(const char *raw, size_t n_raw, Parameter *parameter)
{
	bool double_bytes = !utf8_valid(raw, n_raw);
	const char *end = raw + n_raw;
	const char *at = raw;
	while (at < end && is_space(*at))
		at++;
	while (at < end && !is_break(*at)) /* some clients forget the `;` behind it */
		at++;
	if (memchr(raw, '=', (size_t)(at - raw))) /* … or the value */
		at = raw;
	while (at < end) {
		const char *from = at = behind_comments(at, end);
		while (at < end && is_break(*at))
			at++;
		if (at == from)
			at = parameter_read(at, end, double_bytes, parameter);
	}
}

static void
append_percent(GString *out, const char *c)
{
	for (; *c; c++) {
		if (*c == '%' && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2])) {
			g_string_append_c(out, (char)(g_ascii_xdigit_value(c[1]) * 16 +
						      g_ascii_xdigit_value(c[2])));
			c += 2;
		} else {
			g_string_append_c(out, *c);
		}
	}
}

/* Web pages send names as %E6%98%A5: undone where all that is text beyond ASCII. */
static void
percent_undo(GString *value)
{
	g_autoptr(GString) bytes = NULL;
	g_autofree char *text = NULL;
	CharsetFinding finding;
	if (!strchr(value->str, '%'))
		return;
	bytes = g_string_new(NULL);
	append_percent(bytes, value->str);
	if (!g_str_is_ascii(value->str) || g_str_is_ascii(bytes->str) ||
	    strlen(bytes->str) != bytes->len)
		return;
	text = charset_to_utf8(NULL, bytes->str, bytes->len, &finding);
	if (finding.n_bad == 0 && strcmp(finding.used, "windows-1252") != 0)
		g_string_assign(value, text);
}

/* The place behind charset'language' at the beginning of an encoded value; *ret_charset, yours,
 * NULL when it names none. Some clients forget the second quote, some write both in every segment.
 */
static const char *
behind_charset(const char *value, char **ret_charset)
{
	const char *quote = strchr(value, '\'');
	if (!quote)
		return value;
	const char *second = strchr(quote + 1, '\'');
	g_autofree char *charset = quote > value ? g_strndup(value, (size_t)(quote - value)) : NULL;
	if (!second && !(charset && charset_known(charset)))
		return value;
	if (!*ret_charset)
		*ret_charset = g_steal_pointer(&charset);
	return second ? second + 1 : quote + 1;
}

/* Words that a client put where RFC 2231 has none. */
static char *
segments_words(char *text)
{
	g_autofree char *given = text;
	return strstr(given, "=?") ? words_decode(given, strlen(given)) : utf8_one_line(given);
}

/* The RFC 2231 form: segments joined as bytes, a missing one passed over, then converted as
 * one. */
static char *
segments_text(const Parameter *parameter)
{
	g_autoptr(GString) bytes = g_string_new(NULL), escaped = g_string_new(NULL);
	g_autofree char *charset = NULL;
	for (size_t i = 0, n = 0; i < SEGMENTS; i++) {
		const char *value = parameter->segments[i] ? parameter->segments[i]->str : "";
		if (parameter->segments[i] && parameter->encoded[i] &&
		    (n++ == 0 || (charset && g_str_has_prefix(value, charset))))
			value = behind_charset(value, &charset);
		if (parameter->encoded[i]) { /* an escape may be torn across two of them */
			g_string_append(escaped, value);
			continue;
		}
		append_percent(bytes, escaped->str);
		g_string_truncate(escaped, 0);
		g_string_append(bytes, value);
	}
	append_percent(bytes, escaped->str);
	if (!charset) /* nothing declared: raw bytes, or words */
		return words_decode(bytes->str, bytes->len);
	return segments_words(charset_to_utf8(charset, bytes->str, bytes->len, NULL));
}

/* Does the name stand anywhere in it? Most headers have none of what is asked for. */
static bool
parameters_name(const char *raw, size_t n_raw, const char *name)
{
	size_t n = strlen(name);
	for (size_t i = 0; i + n <= n_raw; i++)
		if ((raw[i] | 0x20) == (*name | 0x20) && g_ascii_strncasecmp(raw + i, name, n) == 0)
			return true;
	return false;
}

char *
words_parameter(const char *raw, size_t n_raw, const char *name)
{
	g_auto(Parameter) parameter = { .name = name };
	n_raw = MIN(n_raw, WORDS_HEADER_BYTES);
	if (!parameters_name(raw, n_raw, name))
		return NULL;
	parameters_read(raw, n_raw, &parameter);
	if (parameter.extended) {
		g_autofree char *text = segments_text(&parameter);
		if (text[0])
			return g_steal_pointer(&text);
	}
	if (!parameter.plain)
		return NULL;
	percent_undo(parameter.plain);
	return words_decode(parameter.plain->str, parameter.plain->len);
}

/* Bytes of the longest run of whole characters that fits into `max`. */
static size_t
fitting(const char *utf8, size_t max)
{
	size_t n = strlen(utf8);
	if (n <= max)
		return n;
	for (n = max; n > 0 && ((unsigned char)utf8[n] & 0xC0) == 0x80; n--)
		;
	return n;
}

char *
words_file_name(const char *name)
{
	g_autofree char *line = utf8_one_line(name);
	const char *base = line;
	for (const char *c = line; *c; c++)
		if (*c == '/' || *c == '\\')
			base = c + 1;
	while (*base == '.' || *base == ' ')
		base++;
	g_autofree char *clean = g_strdelimit(g_strdup(base), ":*?\"<>|", '_');
	g_strchomp(clean);
	size_t n = strlen(clean);
	while (n > 0 && (clean[n - 1] == '.' || clean[n - 1] == ' '))
		clean[--n] = '\0';
	if (n == 0)
		return NULL;
	if (n <= WORDS_FILE_NAME_BYTES)
		return g_steal_pointer(&clean);
	const char *dot = strrchr(clean, '.');
	const char *extension = dot && strlen(dot) <= 16 ? dot : "";
	size_t n_stem = fitting(clean, WORDS_FILE_NAME_BYTES - strlen(extension));
	return g_strdup_printf("%.*s%s", (int)n_stem, clean, extension);
}
