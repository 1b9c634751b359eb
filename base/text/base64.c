/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * base64 — what mail writes in sixty-four characters, undone piece by piece
 */
#include "base/text/base64.h"

#include <stdbool.h>

#define BASE64 0x40 /* it is a character of base64; its value lies below */

/* Source: RFC 4648 4, and 5 for the alphabet of addresses, which no mail should use and some do. */
static const unsigned char base64_values[256] = {
	['A'] = BASE64 | 0,  ['B'] = BASE64 | 1,  ['C'] = BASE64 | 2,  ['D'] = BASE64 | 3,
	['E'] = BASE64 | 4,  ['F'] = BASE64 | 5,  ['G'] = BASE64 | 6,  ['H'] = BASE64 | 7,
	['I'] = BASE64 | 8,  ['J'] = BASE64 | 9,  ['K'] = BASE64 | 10, ['L'] = BASE64 | 11,
	['M'] = BASE64 | 12, ['N'] = BASE64 | 13, ['O'] = BASE64 | 14, ['P'] = BASE64 | 15,
	['Q'] = BASE64 | 16, ['R'] = BASE64 | 17, ['S'] = BASE64 | 18, ['T'] = BASE64 | 19,
	['U'] = BASE64 | 20, ['V'] = BASE64 | 21, ['W'] = BASE64 | 22, ['X'] = BASE64 | 23,
	['Y'] = BASE64 | 24, ['Z'] = BASE64 | 25, ['a'] = BASE64 | 26, ['b'] = BASE64 | 27,
	['c'] = BASE64 | 28, ['d'] = BASE64 | 29, ['e'] = BASE64 | 30, ['f'] = BASE64 | 31,
	['g'] = BASE64 | 32, ['h'] = BASE64 | 33, ['i'] = BASE64 | 34, ['j'] = BASE64 | 35,
	['k'] = BASE64 | 36, ['l'] = BASE64 | 37, ['m'] = BASE64 | 38, ['n'] = BASE64 | 39,
	['o'] = BASE64 | 40, ['p'] = BASE64 | 41, ['q'] = BASE64 | 42, ['r'] = BASE64 | 43,
	['s'] = BASE64 | 44, ['t'] = BASE64 | 45, ['u'] = BASE64 | 46, ['v'] = BASE64 | 47,
	['w'] = BASE64 | 48, ['x'] = BASE64 | 49, ['y'] = BASE64 | 50, ['z'] = BASE64 | 51,
	['0'] = BASE64 | 52, ['1'] = BASE64 | 53, ['2'] = BASE64 | 54, ['3'] = BASE64 | 55,
	['4'] = BASE64 | 56, ['5'] = BASE64 | 57, ['6'] = BASE64 | 58, ['7'] = BASE64 | 59,
	['8'] = BASE64 | 60, ['9'] = BASE64 | 61, ['+'] = BASE64 | 62, ['/'] = BASE64 | 63,
	['-'] = BASE64 | 62, ['_'] = BASE64 | 63,
};

/* Four characters that are three bytes; false when one of them is none. */
static bool
base64_four(const char *at, char *out)
{
	unsigned a = base64_values[(unsigned char)at[0]], b = base64_values[(unsigned char)at[1]];
	unsigned c = base64_values[(unsigned char)at[2]], d = base64_values[(unsigned char)at[3]];

	if (!(a & b & c & d & BASE64))
		return false;
	out[0] = (char)(a << 2 | (b & 0x30) >> 4);
	out[1] = (char)(b << 4 | (c & 0x3C) >> 2);
	out[2] = (char)(c << 6 | (d & 0x3F));
	return true;
}

int
base64_digit(char c)
{
	unsigned value = base64_values[(unsigned char)c];

	return value & BASE64 ? (int)(value & (BASE64 - 1)) : -1;
}

size_t
base64_undo(Base64 *base64, const char *text, size_t n, char *ret)
{
	size_t n_out = 0;

	for (size_t i = 0; i < n; i++) {
		int digit;

		while (base64->n_bits == 0 && i + 4 <= n && base64_four(text + i, ret + n_out)) {
			i += 4;
			n_out += 3;
		}
		if (i == n)
			break;
		digit = base64_digit(text[i]);
		if (text[i] == '=')
			base64->n_bits = 0;
		if (digit < 0)
			continue;
		base64->bits = base64->bits << 6 | (unsigned)digit;
		base64->n_bits += 6;
		if (base64->n_bits >= 8) {
			base64->n_bits -= 8;
			ret[n_out++] = (char)(base64->bits >> base64->n_bits);
		}
	}
	return n_out;
}
