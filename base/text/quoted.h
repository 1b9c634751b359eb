/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quoted — undoes quoted-printable, piece by piece (RFC 2045 §6.7)
 *
 * Broken lines are joined wherever a client broke them: behind blanks, in the middle of an
 * escape. What is no escape stays as written.
 */
#ifndef CHENGBAO_BASE_TEXT_QUOTED_H
#define CHENGBAO_BASE_TEXT_QUOTED_H

#include <stddef.h>

#define QUOTED_SPARE_BYTES 72 /* more than it was given a piece may give: what had waited */

/* What waits for the next piece; { 0 } at the beginning. */
typedef struct {
	unsigned state, n_blanks;
	char digit;
} Quoted;

/* Writes the bytes of n characters to `ret`, which holds n + QUOTED_SPARE_BYTES and may be the
 * place so many bytes before them; gives how many. */
size_t quoted_undo(Quoted *quoted, const char *text, size_t n, char *ret);

/* Behind the last piece: what had waited and will get no more. The same room. */
size_t quoted_end(Quoted *quoted, char *ret);

#endif
