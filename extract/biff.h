/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * biff — the records of an Excel 5 to 2003 workbook, and the strings in them
 *
 * A record is two bytes of type, two of length, and its data; one that is too long goes on
 * in CONTINUE records, and a string cut there says anew how wide its characters are.
 *
 * Source: MS-XLS 2.1.4, 2.5.293 (XLUnicodeRichExtendedString).
 */
#ifndef CHENGBAO_EXTRACT_BIFF_H
#define CHENGBAO_EXTRACT_BIFF_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BIFF_CONTINUE 0x003C

typedef struct {
	const unsigned char *bytes; /* the stream, borrowed */
	size_t n_bytes, next;	    /* where the next record begins */
	unsigned type;
	const unsigned char *data; /* of the record */
	size_t n, at;		   /* its length; how much was taken */
	bool failed;		   /* something was taken that is not there */
} Biff;

/* Goes to the next record. False at the end of the stream, or where it is damaged. */
bool biff_next(Biff *biff);

/* The next n (1..8) bytes as a number, least first; 0 and failed where they are not there. */
uint64_t biff_take(Biff *biff, unsigned n);

/* Passes over n bytes, into CONTINUE records too. */
void biff_skip(Biff *biff, size_t n);

/* Appends the n_units characters that follow, wide or not, into CONTINUE records too. */
void biff_characters(Biff *biff, size_t n_units, bool wide, GString *out);

/* Appends a string of BIFF8: its length in n_length bytes, how it is written, its characters;
 * what formats it is passed over. */
void biff_string(Biff *biff, unsigned n_length, GString *out);

#endif
