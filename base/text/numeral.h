/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numeral — a number in digits or in Chinese at a place of a text
 *
 * Takes folded text (base/text/fold): half-width digits, simplified characters.
 */
#ifndef CHENGBAO_BASE_TEXT_NUMERAL_H
#define CHENGBAO_BASE_TEXT_NUMERAL_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The first character from `at` on, in valid UTF-8, at which a number in digits or in Chinese may
 * begin; where there is none, the text's end. */
const char *numeral_next(const char *at);

/* Reads a Chinese numeral; its bytes, 0 when there is none. *ret_wrong when it is
 * no number (十四五, 万, overlong). 二〇二六 is read digit by digit. */
size_t numeral_chinese(const char *at, uint64_t *ret_value, bool *ret_wrong);

/* Reads digits with , between thousands and one decimal point into `number`
 * without the commas; the bytes taken. A number that is too long gives "". */
size_t numeral_digits(const char *at, GString *number);

#endif
