/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decode — bytes in one known charset to UTF-8, to the end
 *
 * Not here: which charset it is (charset, guess).
 */
#ifndef CHENGBAO_BASE_TEXT_DECODE_H
#define CHENGBAO_BASE_TEXT_DECODE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
	DECODE_UTF8,
	DECODE_GB18030,
	DECODE_BIG5,
	DECODE_UTF16LE,
	DECODE_UTF16BE,
	DECODE_UTF16, /* byte order by mark or by looks */
	DECODE_UTF32LE,
	DECODE_UTF32BE,
	DECODE_UTF32, /* the same */
	DECODE_HZ,
	DECODE_ISO2022CN,
	DECODE_UTF7,
	DECODE_WINDOWS1252,
	DECODE_LATIN9,
	DECODE_KOI8R,
	DECODE_WINDOWS1251,
	DECODE_SHIFTJIS,
	DECODE_EUCJP,
	DECODE_ISO2022JP,
	DECODE_EUCKR,
	DECODE_EUCTW,
	DECODE_ISO2022KR,
	DECODE_JOHAB,
	DECODE_LATIN2,
	DECODE_LATIN3,
	DECODE_LATIN4,
	DECODE_ISO8859_5,
	DECODE_ISO8859_6,
	DECODE_ISO8859_7,
	DECODE_ISO8859_8,
	DECODE_ISO8859_10,
	DECODE_ISO8859_13,
	DECODE_ISO8859_14,
	DECODE_ISO8859_16,
	DECODE_WINDOWS874,
	DECODE_WINDOWS1250,
	DECODE_WINDOWS1253,
	DECODE_WINDOWS1254,
	DECODE_WINDOWS1255,
	DECODE_WINDOWS1256,
	DECODE_WINDOWS1257,
	DECODE_WINDOWS1258,
	DECODE_KOI8U,
	DECODE_MACINTOSH,
	DECODE_IBM850,
	DECODE_IBM866,
	DECODE_N,
} DecodeCharset;

/* Opens and keeps every converter; see charset_load. */
bool decode_load(GError **error);

/* The name a finding shows. Static. */
const char *decode_name(DecodeCharset charset);

/* Decodes all n bytes; what cannot be decoded, and NUL, becomes U+FFFD and is
 * counted in *ret_n_bad. Needs decode_load. Gives valid UTF-8, yours. */
char *decode_bytes(DecodeCharset charset, const char *bytes, size_t n, size_t *ret_n_bad);

#endif
