/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guess — does this read as Chinese?
 *
 * Not here: labels and the decision (charset).
 */
#ifndef CHENGBAO_BASE_TEXT_GUESS_H
#define CHENGBAO_BASE_TEXT_GUESS_H

#include "base/text/decode.h"

#include <stdbool.h>

typedef struct {
	DecodeCharset charset;
	size_t n_bad;	/* sequences that could not be decoded */
	size_t n_read;	/* characters outside ASCII */
	size_t n_usual; /* of these, first-level hanzi and Chinese punctuation */
	long points;	/* frequent characters count most, oddities against */
	bool plausible; /* hardly anything bad and mostly usual */
} Guess;

/* Makes the tables of usual characters; after decode_load, before the jail. */
void guess_load(void);

/* How well the bytes read as DECODE_GB18030 or DECODE_BIG5. *ret_text (may be NULL): what was
 * looked at, decoded, yours, where that is all of it; else NULL. */
Guess guess_as(DecodeCharset charset, const char *bytes, size_t n, char **ret_text);

/* Text in UTF-16 without a mark: every unit a character, hardly one unusual, in bytes that no
 * text of 8 bits has. DECODE_UTF16LE or DECODE_UTF16BE in *ret_charset; false: it is none. */
bool guess_wide(const char *bytes, size_t n, DecodeCharset *ret_charset);

/* Text of 7 bits in HZ or UTF-7: every shift complete and well formed, what it holds usual
 * Chinese, and a good part of the text. A text that only mentions ~{ or +AbC- is none. */
bool guess_shifted(const char *bytes, size_t n, DecodeCharset *ret_charset);

/* Surely Chinese in this charset: nothing bad, hardly anything unusual, a third of the hanzi among
 * the most frequent. Another language or another charset hardly ever looks so. */
bool guess_reads_as(DecodeCharset charset, const char *bytes, size_t n);

/* The better of the two; GB18030 when they are nearly equal. */
Guess guess_chinese(const char *bytes, size_t n);

/* The most points that the bytes could get in the other charset of pairs, whatever they are. */
long guess_most(const char *bytes, size_t n);

#endif
