/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letters — what counts when texts are compared: letters and digits, one by one
 *
 * Blanks, punctuation and signs do not, nor whether an ASCII letter is large. Nearly all of a
 * letter are hanzi of the first block, which are known without a table.
 *
 * Takes folded text (fold). Not here: prints (fingerprint), shared passages (overlap).
 */
#ifndef CHENGBAO_BASE_TEXT_LETTERS_H
#define CHENGBAO_BASE_TEXT_LETTERS_H

#include "base/text/utf8.h"

#include <glib.h>

/* The next letter or digit, ASCII in lower case, and where it stands; 0 at the end. *at then lies
 * behind it. */
static inline gunichar
letters_next(const char **at, const char **ret_place)
{
	while (**at != '\0') {
		const char *place = *at;
		gunichar c;

		/* Valid, and so no sequence goes on beyond the end of the text. */
		*at += utf8_step(place, 4, &c);
		if (c < 0x80 ? !g_ascii_isalnum((char)c)
			     : (c < 0x4E00 || c > 0x9FA5) && !g_unichar_isalnum(c))
			continue;
		*ret_place = place;
		return c < 0x80 ? (gunichar)g_ascii_tolower((char)c) : c;
	}
	return 0;
}

#endif
