/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * base64 — what mail writes in sixty-four characters, undone piece by piece
 *
 * A piece may end anywhere: bits that wait for the next character are kept. What is no
 * digit, in either alphabet of RFC 4648, is passed over, as RFC 2045 §6.8 asks, and what follows a
 * `=` begins anew, since programs that join two encoded texts leave one in the middle.
 *
 * Not here: writing base64 (mail/encode).
 */
#ifndef CHENGBAO_BASE_TEXT_BASE64_H
#define CHENGBAO_BASE_TEXT_BASE64_H

#include <stddef.h>

typedef struct {
	unsigned bits, n_bits; /* that wait; { 0 } at the beginning */
} Base64;

/* What a digit stands for, 0 to 63; -1: it is none. */
int base64_digit(char c);

/* Writes the bytes of n characters to `ret`, which holds 3 for each 4 of them and may be
 * `text` itself. Returns their number. */
size_t base64_undo(Base64 *base64, const char *text, size_t n, char *ret);

#endif
