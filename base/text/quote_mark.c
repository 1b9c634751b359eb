/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quote_mark — which mark closes or opens a quotation
 */
#include "base/text/quote_mark.h"

static const gunichar pairs[][2] = { { 0x201C, 0x201D }, { 0x2018, 0x2019 }, { 0x300C, 0x300D },
				     { 0x300E, 0x300F }, { '"', '"' },	     { '\'', '\'' } };

static gunichar
quote_mark_other(gunichar mark, int side)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
		if (pairs[i][side] == mark)
			return pairs[i][1 - side];
	return 0;
}

gunichar
quote_mark_closing(gunichar opening)
{
	return quote_mark_other(opening, 0);
}

gunichar
quote_mark_opening(gunichar closing)
{
	return quote_mark_other(closing, 1);
}
