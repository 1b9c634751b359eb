/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words — header text as its writer meant it
 *
 * The value is a row of runs: raw bytes, and encoded words of one charset. A run is
 * converted when it ends, so that whatever a client tore apart is whole again: a character
 * over two words, a base64 group, an escape over two words.
 *
 * Promise: valid UTF-8 in one line; linear in the value, whatever it holds.
 * Not here: the conversion itself (base/text/charset), parameters (words_parameter).
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
#define WORD_NO_CHARSET "x-unknown"
#define WORD_Q_BYTES 250 /* in which a Q text may have question marks */
#define WORD_STRAY 8	 /* of so many characters one may be none of base64 */

typedef struct {
	char charset[CHARSET_BYTES]; /* without language */
	char encoding;		     /* 'b' or 'q' */
	const char *text;
	size_t n_text, n_frame; /* frame: what closes it */
} Word;

typedef struct {
	GString *out, *raw, *run;
	char charset[CHARSET_BYTES]; /* of run; "" when no word is open */
	Base64 waiting;		     /* bits that wait for the next word */
	char torn[3];		     /* = or =X, an escape that waits for it; "" when none does */
} Decoder;

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The text of a word from `text`, which its letter E has told: *ret_word's, or false. A `?` inside
 * a Q text is borne; at the end of the value a gateway may have cut the frame off. */
static bool
word_end(const char *text, const char *end, Word *ret_word)
{
	const char *stop = memchr(text, '?', (size_t)(end - text));

	while (ret_word->encoding == 'q' && stop && stop + 1 < end && stop[1] != '=' &&
	       stop - text < WORD_Q_BYTES)
		stop = memchr(stop + 1, '?', (size_t)(end - stop - 1));
	ret_word->text = text;
	if (stop && stop + 1 < end && stop[1] == '=') {
		ret_word->n_text = (size_t)(stop - text);
		ret_word->n_frame = strlen("?=");
		return true;
	}
	if (!stop)
		stop = end;
	for (const char *c = text; c < stop; c++)
		if (is_space(*c))
			return false;
	ret_word->n_text = (size_t)(stop - text);
	ret_word->n_frame = (size_t)(end - stop);
	return ret_word->n_frame <= 1;
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
	if (end - c < 4 || *c != '?' || c[2] != '?')
		return false;
	if (n == 0)
		g_strlcpy(ret_word->charset, WORD_NO_CHARSET, sizeof(ret_word->charset));
	ret_word->encoding = g_ascii_tolower(c[1]);
	return (ret_word->encoding == 'b' || ret_word->encoding == 'q') &&
	       word_end(c + 3, end, ret_word);
}

/* Appends the bytes of a B word; - and _ of RFC 4648 §5 are taken too, stray characters passed
 * over (RFC 2045 §6.8). Bits left over from the word before are continued, unless they are the
 * zero bits of an end without padding. False when it is not base64. */
static bool
word_base64(Decoder *decoder, const Word *word)
{
	g_autofree char *text = g_strndup(word->text, word->n_text);
	Base64 *waiting = &decoder->waiting;
	size_t n_stray = 0;

	g_strdelimit(g_strdelimit(text, "-", '+'), "_", '/');
	for (size_t i = 0; i < word->n_text; i++)
		n_stray += base64_digit(text[i]) < 0 && text[i] != '=' && !is_space(text[i]);
	if (n_stray * WORD_STRAY > word->n_text)
		return false;
	if (waiting->n_bits != 6 && (waiting->bits & ((1u << waiting->n_bits) - 1)) == 0)
		waiting->n_bits = 0;
	g_string_append_len(decoder->run, text,
			    (gssize)base64_undo(waiting, text, word->n_text, text));
	return true;
}

/* The bytes of a Q text; an escape that its end tears is left in `torn`. */
static void
quoted_bytes(GString *run, const char *c, const char *end, char torn[3])
{
	for (; c < end; c++) {
		if (*c == '=' && end - c > 2 && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2])) {
			g_string_append_c(run, (char)(g_ascii_xdigit_value(c[1]) * 16 +
						      g_ascii_xdigit_value(c[2])));
			c += 2;
		} else if (*c == '=' && end - c > 1 && is_space(c[1])) { /* as bodies are broken */
			while (end - c > 1 && is_space(c[1]))
				c++;
		} else if (*c == '=' &&
			   (end - c == 1 || (end - c == 2 && g_ascii_isxdigit(c[1])))) {
			memcpy(torn, c, (size_t)(end - c));
			c = end - 1;
		} else {
			g_string_append_c(run, *c == '_' ? ' ' : *c);
		}
	}
}

/* What waited of an escape was none. */
static void
torn_end(Decoder *decoder)
{
	g_string_append(decoder->run, decoder->torn);
	memset(decoder->torn, 0, sizeof(decoder->torn));
}

static void
word_quoted(Decoder *decoder, const Word *word)
{
	g_autoptr(GString) text = g_string_new(decoder->torn);
	g_string_append_len(text, word->text, (gssize)word->n_text);
	memset(decoder->torn, 0, sizeof(decoder->torn));
	quoted_bytes(decoder->run, text->str, text->str + text->len, decoder->torn);
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
	torn_end(decoder);
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
	if (word->encoding == 'b') {
		torn_end(decoder);
		return word_base64(decoder, word);
	}
	decoder->waiting.n_bits = 0;
	word_quoted(decoder, word);
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
			at = word.text + word.n_text + word.n_frame;
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
	g_autofree char *line = utf8_one_line(text);
	/* Some servers encode once more what a client had encoded: it had to be. */
	if (g_str_is_ascii(line) && strstr(line, "=?")) {
		g_autofree char *inner = words_utf8(line, strlen(line));
		g_autofree char *again = utf8_one_line(inner);
		if (!g_str_is_ascii(again))
			return g_steal_pointer(&again);
	}
	return g_steal_pointer(&line);
}
