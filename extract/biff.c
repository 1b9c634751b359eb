/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * biff — the records of an Excel 5 to 2003 workbook, and the strings in them
 *
 * Promise: nothing outside the stream is read; every step takes something or fails.
 * Not here: what the records mean (xls).
 */
#include "extract/biff.h"

#define BIFF_REPLACEMENT 0xFFFD

bool
biff_next(Biff *biff)
{
	const unsigned char *head = biff->bytes + biff->next;

	if (biff->n_bytes < 4 || biff->next > biff->n_bytes - 4)
		return false;
	biff->type = head[0] | (unsigned)head[1] << 8;
	biff->n = head[2] | (size_t)head[3] << 8;
	biff->data = head + 4;
	biff->at = 0;
	if (biff->n > biff->n_bytes - biff->next - 4)
		return false;
	biff->next += 4 + biff->n;
	return true;
}

/* Where this record is taken whole: into the one that continues it. */
static bool
biff_more(Biff *biff)
{
	const unsigned char *head = biff->bytes + biff->next;
	unsigned type = biff->type;

	if (biff->n_bytes < 4 || biff->next > biff->n_bytes - 4 ||
	    (head[0] | (unsigned)head[1] << 8) != BIFF_CONTINUE || !biff_next(biff)) {
		biff->failed = true;
		return false;
	}
	biff->type = type;
	return true;
}

uint64_t
biff_take(Biff *biff, unsigned n)
{
	uint64_t number = 0;

	for (unsigned i = 0; i < n; i++) {
		while (biff->at >= biff->n)
			if (!biff_more(biff))
				return 0;
		number |= (uint64_t)biff->data[biff->at++] << 8 * i;
	}
	return number;
}

void
biff_skip(Biff *biff, size_t n)
{
	while (n > 0 && !biff->failed) {
		size_t here = MIN(n, biff->n - biff->at);

		biff->at += here;
		n -= here;
		if (n > 0)
			biff_more(biff);
	}
}

static void
biff_unit(GString *out, uint32_t unit, uint32_t *high)
{
	if (unit >= 0xDC00 && unit < 0xE000 && *high)
		g_string_append_unichar(out, 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00));
	else if (*high || (unit >= 0xDC00 && unit < 0xE000))
		g_string_append_unichar(out, BIFF_REPLACEMENT);
	if (*high && !(unit >= 0xDC00 && unit < 0xE000) && !(unit >= 0xD800 && unit < 0xDC00))
		g_string_append_unichar(out, unit ? unit : BIFF_REPLACEMENT);
	else if (!*high && !(unit >= 0xD800 && unit < 0xE000))
		g_string_append_unichar(out, unit ? unit : BIFF_REPLACEMENT);
	*high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
}

void
biff_characters(Biff *biff, size_t n_units, bool wide, GString *out)
{
	uint32_t high = 0;

	for (; n_units > 0 && !biff->failed; n_units--) {
		while (biff->at >= biff->n) {
			if (!biff_more(biff))
				return;
			wide = biff->n > 0 && (biff->data[biff->at++] & 1);
		}
		if (wide && biff->at + 1 >= biff->n) {
			biff->failed = true;
			return;
		}
		biff_unit(out, (uint32_t)biff_take(biff, wide ? 2 : 1), &high);
	}
	if (high)
		g_string_append_unichar(out, BIFF_REPLACEMENT);
}

void
biff_string(Biff *biff, unsigned n_length, GString *out)
{
	size_t n_units = (size_t)biff_take(biff, n_length);
	unsigned flags = (unsigned)biff_take(biff, 1);
	size_t n_runs = flags & 8 ? (size_t)biff_take(biff, 2) : 0;
	size_t n_more = flags & 4 ? (size_t)biff_take(biff, 4) : 0;

	biff_characters(biff, n_units, flags & 1, out);
	biff_skip(biff, n_runs * 4 + n_more);
}
