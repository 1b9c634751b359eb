/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words — header text and parameters as their writer meant them
 *
 * The value is a row of runs: raw bytes, and encoded words of one charset. A run is
 * converted when it ends, so that whatever a client tore apart is whole again: a character
 * over two words, a base64 group over two words.
 *
 * Promise: valid UTF-8 in one line; linear in the value, whatever it holds.
 * Not here: the conversion itself (base/text/charset).
 */
#include "mail/words.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text/base64.h"
#include "base/text/charset.h"
#include "base/text/utf8.h"

#define CHARSET_BYTES 64
#define SEGMENTS 200 /* continuations of one parameter */

typedef struct {
	char charset[CHARSET_BYTES]; /* without language */
	char encoding;		     /* 'b' or 'q' */
	const char *text;
	size_t n_text, n_whole; /* whole: with its frame */
} Word;

typedef struct {
	GString *out, *raw, *run;
	char charset[CHARSET_BYTES]; /* of run; "" when no word is open */
	Base64 waiting;		     /* bits that wait for the next word */
} Decoder;

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* An encoded word at `at`? Blanks inside its text are borne (old clients fold there). */
static bool
word_read(const char *at, const char *end, Word *ret_word)
{
	const char *c = at + 2;
	size_t n = 0;
	if (end - at < 7 || at[0] != '=' || at[1] != '?')
		return false;
	for (; c < end && *c != '?' && *c != '*' && n < CHARSET_BYTES - 1; c++) {
		if (*c <= ' ' || *c == 127)
			return false;
		ret_word->charset[n++] = g_ascii_tolower(*c);
	}
	ret_word->charset[n] = '\0';
	if (n > 0 && c < end && *c == '*') /* RFC 2231 §5: language */
		for (n = 0; c < end && *c != '?' && n < CHARSET_BYTES; n++)
			c++;
	if (n == 0 || end - c < 4 || *c != '?' || c[2] != '?')
		return false;
	ret_word->encoding = g_ascii_tolower(c[1]);
	ret_word->text = c + 3;
	const char *stop = memchr(c + 3, '?', (size_t)(end - c - 3));
	if (!stop || stop + 1 >= end || stop[1] != '=')
		return false;
	ret_word->n_text = (size_t)(stop - ret_word->text);
	ret_word->n_whole = (size_t)(stop + 2 - at);
	return ret_word->encoding == 'b' || ret_word->encoding == 'q';
}

/* Appends the bytes of a B word; - and _ of RFC 4648 §5 are taken too. Bits left over from the
 * word before are continued, unless they are the zero bits of an end without padding. False
 * when it is not base64. */
static bool
word_base64(Decoder *decoder, const Word *word)
{
	g_autofree char *text = g_strndup(word->text, word->n_text);
	Base64 *waiting = &decoder->waiting;

	g_strdelimit(g_strdelimit(text, "-", '+'), "_", '/');
	for (size_t i = 0; i < word->n_text; i++)
		if (base64_digit(text[i]) < 0 && text[i] != '=' && !is_space(text[i]))
			return false;
	if (waiting->n_bits != 6 && (waiting->bits & ((1u << waiting->n_bits) - 1)) == 0)
		waiting->n_bits = 0;
	g_string_append_len(decoder->run, text,
			    (gssize)base64_undo(waiting, text, word->n_text, text));
	return true;
}

static void
word_quoted(GString *run, const Word *word)
{
	const char *c = word->text, *end = c + word->n_text;
	for (; c < end; c++) {
		if (*c == '=' && end - c > 2 && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2])) {
			g_string_append_c(run, (char)(g_ascii_xdigit_value(c[1]) * 16 +
						      g_ascii_xdigit_value(c[2])));
			c += 2;
		} else {
			g_string_append_c(run, *c == '_' ? ' ' : *c);
		}
	}
}

static void
append_converted(GString *out, const char *charset, GString *bytes)
{
	if (bytes->len > 0) {
		g_autofree char *text = charset_to_utf8(charset, bytes->str, bytes->len, NULL);
		g_string_append(out, text);
		g_string_truncate(bytes, 0);
	}
}

static void
run_end(Decoder *decoder)
{
	append_converted(decoder->out, decoder->charset, decoder->run);
	decoder->charset[0] = '\0';
	decoder->waiting = (Base64){ 0 };
}

/* Adds a word to the open run of its charset or opens one. False when it is broken. */
static bool
word_add(Decoder *decoder, const Word *word)
{
	if (!decoder->charset[0] || !charset_same(word->charset, decoder->charset)) {
		run_end(decoder);
		append_converted(decoder->out, NULL, decoder->raw);
		g_strlcpy(decoder->charset, word->charset, sizeof(decoder->charset));
	}
	if (word->encoding == 'b')
		return word_base64(decoder, word);
	decoder->waiting.n_bits = 0;
	word_quoted(decoder->run, word);
	return true;
}

static char *
words_utf8(const char *raw, size_t n_raw)
{
	Decoder decoder = { .out = g_string_new(NULL),
			    .raw = g_string_new(NULL),
			    .run = g_string_new(NULL) };
	const char *end = raw + MIN(n_raw, WORDS_HEADER_BYTES);
	for (const char *at = raw; at < end;) {
		const char *next = at;
		Word word;
		if (decoder.charset[0]) /* blanks between two words do not count */
			while (next < end && is_space(*next))
				next++;
		if (end - next > 6 && word_read(next, end, &word) && word_add(&decoder, &word)) {
			at = next + word.n_whole;
			continue;
		}
		run_end(&decoder);
		if (next > at) {
			g_string_append_c(decoder.raw, ' ');
			at = next;
		} else {
			g_string_append_c(decoder.raw, is_space(*at) ? ' ' : *at);
			at++;
		}
	}
	run_end(&decoder);
	append_converted(decoder.out, NULL, decoder.raw);
	g_string_free(decoder.raw, TRUE);
	g_string_free(decoder.run, TRUE);
	return g_string_free(decoder.out, FALSE);
}

/* Nothing to decode and nothing to tidy: most parameters and addresses. */
static bool
words_are_plain(const char *raw, size_t n_raw)
{
	for (size_t i = 0; i < n_raw; i++) {
		bool blank = raw[i] == ' ';

		if (raw[i] < ' ' || raw[i] >= 127 || strchr("=~+", raw[i]) ||
		    (blank && (i == 0 || i + 1 == n_raw || raw[i - 1] == ' ')))
			return false;
	}
	return n_raw <= WORDS_HEADER_BYTES;
}

char *
words_decode(const char *raw, size_t n_raw)
{
	if (words_are_plain(raw, n_raw))
		return g_strndup(raw, n_raw);
	g_autofree char *text = words_utf8(raw, n_raw);
	return utf8_one_line(text);
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

/* A bare value up to `;`, blanks inside borne (file names without quotes). */
static GString *
bare_take(const char **at, const char *end)
{
	const char *from = *at;
	const char *stop = memchr(from, ';', (size_t)(end - from));
	*at = stop ? stop : end;
	while (*at > from && is_space((*at)[-1]))
		(*at)--;
	GString *value = g_string_new_len(from, *at - from);
	*at = stop ? stop : end;
	return value;
}

static void
parameters_read(const char *raw, size_t n_raw, Parameter *parameter)
{
	bool double_bytes = !utf8_valid(raw, n_raw);
	const char *end = raw + n_raw;
	const char *at = memchr(raw, ';', n_raw);
	while (at && at < end) {
		while (at < end && (is_space(*at) || *at == ';'))
			at++;
		const char *from = at;
		while (at < end && *at != '=' && *at != ';')
			at++;
		if (at >= end || *at == ';')
			continue;
		g_autofree char *name = g_strstrip(g_strndup(from, (size_t)(at - from)));
		at++;
		while (at < end && is_space(*at))
			at++;
		bool quoted = at < end && *at == '"';
		at += quoted;
		parameter_keep(parameter, name,
			       quoted ? quoted_take(&at, end, double_bytes) : bare_take(&at, end));
		if (quoted) /* what stands between the quote and `;` means nothing */
			while (at < end && *at != ';')
				at++;
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

/* Web pages send names as %E6%98%A5: undone where all that is UTF-8 beyond ASCII. */
static void
percent_undo(GString *value)
{
	g_autoptr(GString) bytes = NULL;
	if (!strchr(value->str, '%'))
		return;
	bytes = g_string_new(NULL);
	append_percent(bytes, value->str);
	if (g_str_is_ascii(value->str) && !g_str_is_ascii(bytes->str) &&
	    strlen(bytes->str) == bytes->len && utf8_valid(bytes->str, bytes->len))
		g_string_assign(value, bytes->str);
}

/* The RFC 2231 form: segments from 0 on joined as bytes, then converted as one. */
static char *
segments_text(const Parameter *parameter)
{
	g_autoptr(GString) bytes = g_string_new(NULL), escaped = g_string_new(NULL);
	g_autofree char *charset = NULL;
	for (size_t i = 0; i < SEGMENTS && parameter->segments[i]; i++) {
		const char *value = parameter->segments[i]->str;
		const char *quote = i == 0 && parameter->encoded[0] ? strchr(value, '\'') : NULL;
		const char *second = quote ? strchr(quote + 1, '\'') : NULL;
		if (second) {
			charset = quote > value ? g_strndup(value, (size_t)(quote - value)) : NULL;
			value = second + 1;
		}
		if (parameter->encoded[i]) { /* an escape may be torn across two of them */
			g_string_append(escaped, value);
			continue;
		}
		append_percent(bytes, escaped->str);
		g_string_truncate(escaped, 0);
		g_string_append(bytes, value);
	}
	append_percent(bytes, escaped->str);
	if (!charset) /* nothing declared: raw bytes, or words that a client put in here */
		return words_decode(bytes->str, bytes->len);
	g_autofree char *text = charset_to_utf8(charset, bytes->str, bytes->len, NULL);
	return utf8_one_line(text);
}

char *
words_parameter(const char *raw, size_t n_raw, const char *name)
{
	g_auto(Parameter) parameter = { .name = name };
	parameters_read(raw, MIN(n_raw, WORDS_HEADER_BYTES), &parameter);
	if (parameter.extended && parameter.segments[0]) {
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
