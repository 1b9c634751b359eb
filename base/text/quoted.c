/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quoted — undoes quoted-printable, piece by piece
 *
 * A state for each place inside an escape at which a piece or a line may end.
 */
#include "base/text/quoted.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define QUOTED_BLANKS 64 /* more of them behind an equals sign are no broken line */

/* Where the last character left it. */
enum {
	QUOTED_TEXT,
	QUOTED_EQUALS,	     /* = and perhaps blanks */
	QUOTED_CR,	     /* = and a carriage return */
	QUOTED_DIGIT,	     /* =X */
	QUOTED_DIGIT_EQUALS, /* =X= : broken in the middle */
	QUOTED_DIGIT_LINE,   /* =X= and the line end */
};

static char
quoted_byte(char high, char low)
{
	return (char)(g_ascii_xdigit_value(high) * 16 + g_ascii_xdigit_value(low));
}

/* Writes out what had waited, since it was no escape. */
static size_t
quoted_give_up(Quoted *quoted, char *ret)
{
	size_t n = 0;

	ret[n++] = '=';
	if (quoted->state >= QUOTED_DIGIT)
		ret[n++] = quoted->digit;
	for (; quoted->n_blanks > 0; quoted->n_blanks--)
		ret[n++] = ' ';
	quoted->state = QUOTED_TEXT;
	return n;
}

/* One character inside an escape. False: it is not part of it, and what had waited is written
 * to ret + *n. */
static bool
quoted_step(Quoted *quoted, char c, char *ret, size_t *n)
{
	bool line = c == '\n' || c == '\r';

	switch (quoted->state) {
	case QUOTED_EQUALS:
		if (line) {
			quoted->state = c == '\n' ? QUOTED_TEXT : QUOTED_CR;
			quoted->n_blanks = 0;
			return true;
		}
		if ((c == ' ' || c == '\t') && quoted->n_blanks < QUOTED_BLANKS) {
			quoted->n_blanks++;
			return true;
		}
		if (quoted->n_blanks == 0 && g_ascii_isxdigit(c)) {
			quoted->state = QUOTED_DIGIT;
			quoted->digit = c;
			return true;
		}
		break;
	case QUOTED_CR:
		quoted->state = QUOTED_TEXT;
		return c == '\n';
	case QUOTED_DIGIT_EQUALS:
		if (line) {
			quoted->state = c == '\n' ? QUOTED_DIGIT_LINE : QUOTED_DIGIT_EQUALS;
			return true;
		}
		*n += quoted_give_up(quoted, ret + *n);
		quoted->state = QUOTED_EQUALS;
		return quoted_step(quoted, c, ret, n);
	default: /* QUOTED_DIGIT, QUOTED_DIGIT_LINE */
		if (g_ascii_isxdigit(c)) {
			ret[(*n)++] = quoted_byte(quoted->digit, c);
			quoted->state = QUOTED_TEXT;
			return true;
		}
		if (c == '=' && quoted->state == QUOTED_DIGIT) {
			quoted->state = QUOTED_DIGIT_EQUALS;
			return true;
		}
		break;
	}
	*n += quoted_give_up(quoted, ret + *n);
	return false;
}

size_t
quoted_undo(Quoted *quoted, const char *text, size_t n, char *ret)
{
	size_t n_out = 0;

	for (size_t i = 0; i < n; i++) {
		if (quoted->state != QUOTED_TEXT && quoted_step(quoted, text[i], ret, &n_out))
			continue;
		if (text[i] != '=') {
			ret[n_out++] = text[i];
		} else if (n - i > 2 && g_ascii_isxdigit(text[i + 1]) &&
			   g_ascii_isxdigit(text[i + 2])) {
			ret[n_out++] = quoted_byte(text[i + 1], text[i + 2]);
			i += 2;
		} else {
			quoted->state = QUOTED_EQUALS;
		}
	}
	return n_out;
}

size_t
quoted_end(Quoted *quoted, char *ret)
{
	if (quoted->state == QUOTED_DIGIT || quoted->state == QUOTED_DIGIT_LINE)
		return quoted_give_up(quoted, ret);
	quoted->state = QUOTED_TEXT;
	quoted->n_blanks = 0;
	return 0;
}
