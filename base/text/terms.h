/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * terms — a text as words of ASCII that any full-text index takes apart rightly
 *
 * Chinese has no blanks between its words, and an index that guesses them loses
 * those of two characters. Here every character that is not ASCII is a word of
 * its own, x and its number: 春耕 is "x6625 x8015", and a phrase of such words is
 * found wherever the characters stand side by side. Letters of ASCII stay words, in lower
 * case behind an a, so that none looks like a character; so do digits: G318 is "ag a318".
 *
 * Texts are folded first (fold): full-width and traditional forms are one with the
 * usual ones; blanks and punctuation do not count.
 */
#ifndef CHENGBAO_BASE_TEXT_TERMS_H
#define CHENGBAO_BASE_TEXT_TERMS_H

#define TERMS_CHARACTERS 200000 /* of one text */

/* The words of a text, apart by blanks. NULL gives "". Needs fold_load. Yours. */
char *terms_of(const char *text);

/* A query that finds what holds each of the phrases (NULL-terminated), in the form that FTS5 and
 * PostgreSQL's websearch_to_tsquery share: "x6625 x8015" "agdp". "" where nothing is looked for. */
char *terms_query(const char *const *phrases);

#endif
