/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amount — numbers with their units as values that can be compared
 *
 * 3.5亿元, 1,200余人, 三十万元, 1亿2000万元, 百分之三十. Units of one dimension are
 * converted: 公顷 to 亩, 吨 to 公斤, 公里 to 米.
 *
 * Not here: numbers as words that may contradict each other (quantity).
 */
#ifndef CHENGBAO_BASE_TEXT_AMOUNT_H
#define CHENGBAO_BASE_TEXT_AMOUNT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define AMOUNT_PARTS 4 /* 1亿2000万3千元 has three */

typedef struct {
	size_t from, to;       /* bytes of the text */
	double value;	       /* in the dimension's own unit */
	double factor;	       /* of its unit in that */
	double number, scale;  /* as written last: 30 and 10,000 of 30万元 */
	bool more;	       /* 余, 多: more than the value, how much is not said */
	const char *dimension; /* its own unit: 元, 亩 …; "" where only a scale stands: 3.5亿;
				  NULL: neither. Static. */
} Amount;

/* Reads the amount that begins right at `at`. Takes folded text (base/text/fold).
 * Gives: its bytes, from and to counted from `at`; 0 where no number begins. */
size_t amount_read(const char *at, Amount *ret);

/* The next amount with a dimension that begins at or behind `from`; false: there is none. */
bool amount_next(const char *text, size_t from, Amount *ret);

/* The texts one of which every amount of a dimension holds (of char *), static strings. Yours. */
GPtrArray *amount_words(const char *dimension);

/* -1, 0, 1, as far as numbers that were written in decimals can be told apart. */
int amount_compare(double a, double b);

#endif
