/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * utf8 — Unicode text as the program keeps it: valid, without tricks
 *
 * Whatever comes from outside passes here once; afterwards every string is
 * valid UTF-8 without NUL, control characters, direction overrides or
 * zero-width characters, and lines end in \n.
 *
 * Not here: other charsets (charset), forms for matching (fold).
 */
#ifndef CHENGBAO_BASE_TEXT_UTF8_H
#define CHENGBAO_BASE_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFFFFFFu /* not a character */

/* Decodes the sequence at `bytes` (n > 0 left). Returns its length, 1..4; an
 * ill-formed one gives UTF8_BAD and the length of its longest sound beginning, so
 * that each is replaced by one U+FFFD. Source: Unicode 15, table 3-8. */
size_t utf8_next(const char *bytes, size_t n, uint32_t *ret_character);

/* The same; ASCII and the three bytes of a hanzi or its punctuation, nearly all of a letter,
 * without a call. */
static inline size_t
utf8_step(const char *bytes, size_t n, uint32_t *ret_character)
{
	const unsigned char *at = (const unsigned char *)bytes;

	if (at[0] < 0x80) {
		*ret_character = at[0];
		return 1;
	}
	if (n >= 3 && at[0] > 0xE0 && at[0] < 0xF0 && at[0] != 0xED && (at[1] & 0xC0) == 0x80 &&
	    (at[2] & 0xC0) == 0x80) {
		*ret_character = (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
		return 3;
	}
	return utf8_next(bytes, n, ret_character);
}

/* Does the text begin with the word? For lists of words of which most end at their first byte:
 * without a call, and no length is asked for. */
static inline bool
utf8_begins(const char *text, const char *word)
{
	while (*word != '\0' && *word == *text) {
		word++;
		text++;
	}
	return *word == '\0';
}

/* Are these bytes well-formed UTF-8 (no overlong form, no surrogate)? NUL is
 * allowed here. Source: RFC 3629. */
bool utf8_valid(const char *bytes, size_t n);

/* CESU-8, as some Java programs write: a character beyond U+FFFF in two halves of three bytes.
 * The same as UTF-8, yours; NULL when there is no such pair or the rest is ill-formed.
 * Source: Unicode Technical Report 26. */
char *utf8_from_cesu(const char *bytes, size_t n, size_t *ret_n);

/* A clean copy: ill-formed sequences become U+FFFD, CR LF and CR become \n;
 * NUL, C0 and C1 controls but \n and \t, U+200B–200F, U+202A–202E,
 * U+2066–2069 and U+FEFF are dropped. Yours. */
char *utf8_clean(const char *bytes, size_t n);

/* A clean copy on one line, for subjects, names and file names: controls and
 * line ends become blanks, runs of blanks one blank (full-width blanks inside stay, they
 * are the writer's), both ends trimmed. Takes
 * any bytes; NULL gives "". Yours. */
char *utf8_one_line(const char *text);

/* Characters (not bytes) of valid text. */
size_t utf8_length(const char *text);

/* The first max_chars characters of valid text (a combining mark is not cut off
 * its letter: then one fewer letter). Yours. */
char *utf8_truncate(const char *text, size_t max_chars);

/* Does this lie in a plane in which no character has been given a place? */
static inline bool
utf8_unassigned(uint32_t character)
{
	return character >= 0x40000 && character < 0xE0000;
}

/* Is this character invisible on purpose (zero width, direction override, soft
 * hyphen, variation selector)? Matching drops those. */
bool utf8_invisible(uint32_t character);

/* Is this a character of Chinese writing: Han, kana, bopomofo, or the
 * punctuation set in a full square? */
bool utf8_wide(uint32_t character);

/* Do both say the same but for blanks and line ends? */
bool utf8_same_words(const char *a, const char *b);

/* Goes past the word where *at begins with it; past the first of the words (NULL-terminated) that
 * it begins with. False: it begins with none, and stays. */
bool utf8_skip(const char **at, const char *word);
bool utf8_skip_any(const char **at, const char *const *words);

#endif
