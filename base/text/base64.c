/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * base64 — what mail writes in sixty-four characters, undone piece by piece
 */
#include "base/text/base64.h"

int
base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

size_t
base64_undo(Base64 *base64, const char *text, size_t n, char *ret)
{
	size_t n_out = 0;

	for (size_t i = 0; i < n; i++) {
		int digit = base64_digit(text[i]);

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
