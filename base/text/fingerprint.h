/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fingerprint — how much of one text stands in another
 *
 * Winnowing over 3-grams of characters: of every 4 neighbouring grams the
 * smallest hash is kept, so any run of 6 equal characters shares one. Blanks and
 * punctuation do not count. Containment is asymmetric: a summary contains a report.
 *
 * Takes folded text (fold). Not here: remembering (spool/), deciding (pipeline/).
 */
#ifndef CHENGBAO_BASE_TEXT_FINGERPRINT_H
#define CHENGBAO_BASE_TEXT_FINGERPRINT_H

#include <glib.h>

/* Sorted distinct uint64_t hashes; the same on every machine. Yours. */
GArray *fingerprint_make(const char *folded);

#define FINGERPRINT_SKETCH 256 /* of one text; longer ones keep the smallest */

/* Few of them, for an index: of every 8 neighbouring 5-grams one, so any run of 12
 * equal characters shares one. int64_t within 32 bits, at most FINGERPRINT_SKETCH, distinct
 * but for chance. Yours. */
GArray *fingerprint_sketch(const char *folded);

/* Share of a's hashes that stand in b, 0..1; 0 when a is empty. */
double fingerprint_containment(const GArray *a, const GArray *b);

/* SHA-256 (64 hex digits) of the text without blanks and punctuation, ASCII
 * letters in lower case. Yours. */
char *fingerprint_content_hash(const char *folded);

/* The quantities of a text in their order: number and unit, dates and times whole,
 * as `3人`, `12.5万元`, `6月12日`; 三人 is given as `3人`, 1,200元 as `1200元`.
 * Numbers without a unit are left out. At most 1000. Yours (strings freed with it). */
GPtrArray *fingerprint_numbers(const char *folded);

#endif
