/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fold — the form of a text in which words are looked for, and the way back
 *
 * The folded copy has one spelling where writers use many: NFKC (full-width
 * letters and ，（① become ASCII), simplified characters, no invisible characters,
 * no blanks inside Chinese. Letter case stays. Every folded byte knows the
 * original character it came from, so that a hit can be shown where it stands.
 *
 * Blanks (space, tab, no-break space, U+3000 …):
 *   at the edge of a line, and before or after a Chinese character or full-width
 *   punctuation: dropped, however many; any other run: one space.
 * Line ends: a single line end is a hard wrap, and treated as one blank, when its
 * line has 30 or more characters and does not end a sentence (。！？；： .!?;:) and
 * the next line is not indented. Every other run of line ends becomes one \n.
 */
#ifndef CHENGBAO_BASE_TEXT_FOLD_H
#define CHENGBAO_BASE_TEXT_FOLD_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
	char *text;	   /* folded UTF-8, NUL-terminated */
	size_t n_bytes;	   /* its length */
	uint32_t *origin;  /* n_bytes + 1 entries, non-decreasing: the original character
			      (counted from 0) of each byte; the last is n_original */
	size_t n_original; /* characters of the original */
} Folded;

/* Loads the tables (OpenCC t2s) before the jail; afterwards no file is opened.
 * May be called again. Errors: CONFIG they are not installed or cannot be read. */
bool fold_load(GError **error);

/* The simplified form of a character that stands alone, after fold_load; of any other itself. */
uint32_t fold_alone(uint32_t character);

/* Valid UTF-8 with each character as fold_alone gives it. Yours. */
char *fold_plain_script(const char *utf8);

/* Folds valid UTF-8 (utf8_clean gives it), after fold_load; NULL is taken as "". Linear. Yours,
 * fold_free. */
Folded *fold_text(const char *utf8);
void fold_free(Folded *folded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folded, fold_free)

/* The folded text alone: for words and patterns. Yours. */
char *fold_word(const char *utf8);

/* The characters [*ret_from_char, *ret_to_char) of the original that the folded
 * bytes [from_byte, to_byte) came from. */
void fold_span(const Folded *folded, size_t from_byte, size_t to_byte, size_t *ret_from_char,
	       size_t *ret_to_char);

#endif
