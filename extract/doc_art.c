/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_art — the words of WordArt in a Word 97-2003 document, as of a watermark
 *
 * A list of shape properties is a record of its own in the tree of drawings; the tree is not
 * walked, since such a record is known by its head: version 3, type 0xF00B, and a length that
 * its count of properties fits into.
 */
#include "extract/doc_art.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define RECORD_HEAD 8
#define RECORD_TYPE 0xF00B /* OfficeArtFOPT */
#define PROPERTY_BYTES 6
#define PROPERTY_WORDS 0x00C0	/* gtextUNICODE */
#define PROPERTY_NUMBER 0x3FFF	/* the bits of its number */
#define PROPERTY_COMPLEX 0x8000 /* its value stands behind all properties */

static uint32_t
art_u16(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t
art_u32(const unsigned char *at)
{
	return art_u16(at) | art_u16(at + 2) << 16;
}

/* UTF-16LE with a NUL at its end. */
static void
art_add(const unsigned char *at, size_t n_bytes, Properties *art)
{
	g_autofree gunichar2 *units = g_new0(gunichar2, n_bytes / 2 + 1);
	g_autofree char *words = NULL;

	for (size_t i = 0; i < n_bytes / 2; i++)
		units[i] = (gunichar2)art_u16(at + 2 * i);
	words = g_utf16_to_utf8(units, -1, NULL, NULL, NULL);
	if (words)
		properties_add(art, words);
}

/* The properties of one record of n_bytes; their long values follow in the same order. */
static void
art_record(const unsigned char *at, size_t n_bytes, size_t n, Properties *art)
{
	size_t value = n * PROPERTY_BYTES;

	for (size_t i = 0; i < n; i++) {
		const unsigned char *property = at + i * PROPERTY_BYTES;
		uint32_t id = art_u16(property), size = art_u32(property + 2);

		if (!(id & PROPERTY_COMPLEX))
			continue;
		if (size > n_bytes - value)
			return;
		if ((id & PROPERTY_NUMBER) == PROPERTY_WORDS)
			art_add(at + value, size, art);
		value += size;
	}
}

void
doc_art_find(DocStream table, Properties *art)
{
	const unsigned char *bytes = table.bytes;

	for (size_t at = 0; at + RECORD_HEAD <= table.n_bytes; at++) {
		size_t n = art_u16(bytes + at) >> 4, left = table.n_bytes - at - RECORD_HEAD;
		uint32_t size;

		if (bytes[at + 3] != RECORD_TYPE >> 8 || bytes[at + 2] != (RECORD_TYPE & 0xFF) ||
		    (bytes[at] & 0x0F) != 3 || n == 0)
			continue;
		size = art_u32(bytes + at + 4);
		if (size > left || n * PROPERTY_BYTES > size)
			continue;
		art_record(bytes + at + RECORD_HEAD, size, n, art);
		at += RECORD_HEAD + n * PROPERTY_BYTES - 1; /* none begins inside the list */
	}
}
