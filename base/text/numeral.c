/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numeral — a number in digits or in Chinese at a place of a text
 */
#include "base/text/numeral.h"

#define DIGITS_MAX 24  /* characters of one number; a longer one is none */
#define NUMERAL_MAX 12 /* the same for one in Chinese */

/* The digit a character means, or -1. */
static int
numeral_digit(gunichar c)
{
	switch (c) {
	case U'零':
	case U'〇':
		return 0;
	case U'一':
		return 1;
	case U'二':
	case U'两':
		return 2;
	case U'三':
		return 3;
	case U'四':
		return 4;
	case U'五':
		return 5;
	case U'六':
		return 6;
	case U'七':
		return 7;
	case U'八':
		return 8;
	case U'九':
		return 9;
	default:
		return -1;
	}
}

static uint64_t
numeral_scale(gunichar c)
{
	switch (c) {
	case U'十':
		return 10;
	case U'百':
		return 100;
	case U'千':
		return 1000;
	case U'万':
		return 10000;
	case U'亿':
		return 100000000;
	default:
		return 0;
	}
}

/* Does a Chinese numeral begin with the three bytes of this character, as each of them does? */
static inline bool
numeral_begins(const unsigned char *at)
{
	gunichar c = (at[0] & 0xFu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);

	return numeral_digit(c) >= 0 || numeral_scale(c) > 0;
}

const char *
numeral_next(const char *at)
{
	for (; *at; at = g_utf8_next_char(at)) {
		unsigned char lead = (unsigned char)*at;

		if (lead < 0x80 ? g_ascii_isdigit(*at)
				: lead >= 0xE3 && lead <= 0xE9 &&
					  numeral_begins((const unsigned char *)at))
			break;
	}
	return at;
}

size_t
numeral_chinese(const char *at, uint64_t *ret_value, bool *ret_wrong)
{
	const char *start = at;
	uint64_t total = 0, section = 0, digit = 0, scale;
	int n_digits = 0, n = 0, value;
	bool scaled = false, wrong = false;

	for (; *at; at = g_utf8_next_char(at), n++) {
		gunichar c = g_utf8_get_char(at);

		value = numeral_digit(c);
		scale = numeral_scale(c);
		if (value < 0 && scale == 0)
			break;
		if (value >= 0) {
			wrong |= n_digits > 0 && scaled && digit != 0;
			digit = (scaled ? 0 : digit * 10) + (uint64_t)value;
			n_digits++;
			continue;
		}
		wrong |= n_digits > 1 && !scaled;
		wrong |= scale >= 10000 && at == start;
		/* 一亿二千万 is 1 and 0.2, 三万亿 is 3 times 10000. */
		if (scale == 10000 && total >= 100000000)
			total += (section + digit) * scale;
		else if (scale >= 10000)
			total = (total + section + digit) * scale;
		else
			section += (digit || n_digits ? digit : 1) * scale;
		section = scale >= 10000 ? 0 : section;
		digit = 0;
		n_digits = 0;
		scaled = true;
	}
	*ret_value = total + section + digit;
	*ret_wrong = wrong || n > NUMERAL_MAX;
	return (size_t)(at - start);
}

size_t
numeral_digits(const char *at, GString *number)
{
	const char *start = at;
	bool point = false;

	for (; *at; at++) {
		bool comma = *at == ',' && !point && g_ascii_isdigit(at[1]) &&
			     g_ascii_isdigit(at[2]) && g_ascii_isdigit(at[3]) &&
			     !g_ascii_isdigit(at[4]);

		if (comma)
			continue;
		if (*at == '.' && !point && g_ascii_isdigit(at[1]))
			point = true;
		else if (!g_ascii_isdigit(*at))
			break;
		g_string_append_c(number, *at);
	}
	if (number->len > DIGITS_MAX)
		g_string_truncate(number, 0);
	return (size_t)(at - start);
}
