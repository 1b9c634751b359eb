/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decode — bytes in one known charset to UTF-8, to the end
 *
 * One converter of the C library per charset is opened at start and never
 * closed: closing the last one unloads its module, and the jail could not open
 * the file again. HZ has no module: its pairs are GB 2312 with the high bits
 * off, so they are put on again and read as GB 18030.
 *
 * Promise: valid UTF-8 without NUL, whatever the bytes.
 * Not here: which charset it is (charset, guess).
 */
#include "base/text/decode.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/utf8.h"

#include <errno.h>
#include <glib.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

static const struct {
	const char *shown, *converter; /* NULL: done here */
} decode_charsets[DECODE_N] = {
	[DECODE_UTF8] = { "utf-8", NULL },
	[DECODE_GB18030] = { "gb18030", "GB18030" },
	[DECODE_BIG5] = { "big5", "BIG5-HKSCS" },
	[DECODE_UTF16LE] = { "utf-16le", "UTF-16LE" },
	[DECODE_UTF16BE] = { "utf-16be", "UTF-16BE" },
	[DECODE_UTF16] = { "utf-16", NULL },
	[DECODE_UTF32LE] = { "utf-32le", "UTF-32LE" },
	[DECODE_UTF32BE] = { "utf-32be", "UTF-32BE" },
	[DECODE_UTF32] = { "utf-32", NULL },
	[DECODE_HZ] = { "hz-gb-2312", NULL },
	[DECODE_ISO2022CN] = { "iso-2022-cn", "ISO-2022-CN" },
	[DECODE_UTF7] = { "utf-7", "UTF-7" },
	[DECODE_WINDOWS1252] = { "windows-1252", "WINDOWS-1252" },
	[DECODE_LATIN9] = { "iso-8859-15", "ISO-8859-15" },
	[DECODE_KOI8R] = { "koi8-r", "KOI8-R" },
	[DECODE_WINDOWS1251] = { "windows-1251", "WINDOWS-1251" },
	[DECODE_SHIFTJIS] = { "shift_jis", "CP932" },
	[DECODE_EUCJP] = { "euc-jp", "EUC-JP" },
	[DECODE_ISO2022JP] = { "iso-2022-jp", "ISO-2022-JP-2" },
	[DECODE_EUCKR] = { "euc-kr", "UHC" },
	[DECODE_EUCTW] = { "euc-tw", "EUC-TW" },
	[DECODE_ISO2022KR] = { "iso-2022-kr", "ISO-2022-KR" },
	[DECODE_JOHAB] = { "johab", "JOHAB" },
	[DECODE_LATIN2] = { "iso-8859-2", "ISO-8859-2" },
	[DECODE_LATIN3] = { "iso-8859-3", "ISO-8859-3" },
	[DECODE_LATIN4] = { "iso-8859-4", "ISO-8859-4" },
	[DECODE_ISO8859_5] = { "iso-8859-5", "ISO-8859-5" },
	[DECODE_ISO8859_6] = { "iso-8859-6", "ISO-8859-6" },
	[DECODE_ISO8859_7] = { "iso-8859-7", "ISO-8859-7" },
	[DECODE_ISO8859_8] = { "iso-8859-8", "ISO-8859-8" },
	[DECODE_ISO8859_10] = { "iso-8859-10", "ISO-8859-10" },
	[DECODE_ISO8859_13] = { "iso-8859-13", "ISO-8859-13" },
	[DECODE_ISO8859_14] = { "iso-8859-14", "ISO-8859-14" },
	[DECODE_ISO8859_16] = { "iso-8859-16", "ISO-8859-16" },
	[DECODE_WINDOWS874] = { "windows-874", "CP874" },
	[DECODE_WINDOWS1250] = { "windows-1250", "CP1250" },
	[DECODE_WINDOWS1253] = { "windows-1253", "CP1253" },
	[DECODE_WINDOWS1254] = { "windows-1254", "CP1254" },
	[DECODE_WINDOWS1255] = { "windows-1255", "CP1255" },
	[DECODE_WINDOWS1256] = { "windows-1256", "CP1256" },
	[DECODE_WINDOWS1257] = { "windows-1257", "CP1257" },
	[DECODE_WINDOWS1258] = { "windows-1258", "CP1258" },
	[DECODE_KOI8U] = { "koi8-u", "KOI8-U" },
	[DECODE_MACINTOSH] = { "macintosh", "MACINTOSH" },
	[DECODE_IBM850] = { "ibm850", "IBM850" },
	[DECODE_IBM866] = { "ibm866", "CP866" },
};

/* The kept converters: process-wide because they must outlive every use, and
 * written once, before the jail. */
static iconv_t decode_converters[DECODE_N];
static bool decode_loaded;

bool
decode_load(GError **error)
{
	if (decode_loaded)
		return true;
	for (size_t i = 0; i < DECODE_N; i++) {
		if (!decode_charsets[i].converter)
			continue;
		decode_converters[i] = iconv_open("UTF-8", decode_charsets[i].converter);
		if (decode_converters[i] == (iconv_t)-1)
			return errors_errno(error, ERRORS_CONFIG, errno,
					    _("the C library cannot convert %s to UTF-8: install "
					      "its gconv modules (package libc6), or let this "
					      "user read them"),
					    decode_charsets[i].converter);
	}
	decode_loaded = true;
	return true;
}

const char *
decode_name(DecodeCharset charset)
{
	return decode_charsets[charset].shown;
}

static char *
decode_utf8(const char *bytes, size_t n, size_t *ret_n_bad)
{
	GString *text;

	if (utf8_valid(bytes, n) && !memchr(bytes, '\0', n))
		return g_strndup(bytes, n);
	text = g_string_sized_new(n + 1);
	for (size_t i = 0; i < n;) {
		uint32_t character;
		size_t length = utf8_step(bytes + i, n - i, &character);

		if (character == UTF8_BAD || character == 0) {
			g_string_append(text, REPLACEMENT);
			++*ret_n_bad;
		} else {
			g_string_append_len(text, bytes + i, (gssize)length);
		}
		i += length;
	}
	return g_string_free(text, FALSE);
}

/* Bytes of the smallest piece of a text. */
static size_t
decode_unit(DecodeCharset charset)
{
	switch (charset) {
	case DECODE_UTF16LE:
	case DECODE_UTF16BE:
		return 2;
	case DECODE_UTF32LE:
	case DECODE_UTF32BE:
		return 4;
	default:
		return 1;
	}
}

/* The number of the character of four bytes at `at` (GB 18030, 5.2), or -1. */
static int
decode_four(const char *at, size_t left)
{
	const unsigned char *b = (const unsigned char *)at;

	if (left < 4 || b[0] < 0x81 || b[0] > 0xFE || !g_ascii_isdigit(b[1]) || b[2] < 0x81 ||
	    b[2] > 0xFE || !g_ascii_isdigit(b[3]))
		return -1;
	return ((((b[0] - 0x81) * 10 + b[1] - '0') * 126) + b[2] - 0x81) * 10 + b[3] - '0';
}

/* How many bytes to give up where the converter stopped: a whole unit, so that
 * one bad sequence does not throw the rest out of step, but never a following
 * ASCII character, which may be a line end or markup. */
static size_t
decode_skip(DecodeCharset charset, const char *at, size_t left)
{
	unsigned char second = left > 1 ? (unsigned char)at[1] : 0;

	if (charset == DECODE_GB18030 && decode_four(at, left) >= 0)
		return 4;
	switch (charset) {
	case DECODE_GB18030:
	case DECODE_BIG5:
	case DECODE_SHIFTJIS:
	case DECODE_EUCKR:
	case DECODE_EUCJP:
	case DECODE_EUCTW:
	case DECODE_JOHAB:
		return (unsigned char)at[0] > 0x80 && (unsigned char)at[0] < 0xFF &&
				       second >= 0x80 && second < 0xFF
			       ? 2
			       : 1;
	default:
		return MIN(left, decode_unit(charset));
	}
}

/* Appends what the undecodable bytes at `at` nevertheless mean; how many they are, 0 for none. */
static size_t
decode_rescue(DecodeCharset charset, const char *at, size_t left, GString *text)
{
	/* 82 35 90 37 and 84 31 82 36: the C library knows these characters by their two bytes
	 * alone, other programs write four. */
	static const struct {
		int first, last;
		gunichar character;
	} runs[] = { { 19057, 19064, 0x9FB4 }, { 39076, 39085, 0xFE10 } };
	int four = charset == DECODE_GB18030 ? decode_four(at, left) : -1;

	for (size_t i = 0; i < G_N_ELEMENTS(runs); i++)
		if (four >= runs[i].first && four <= runs[i].last) {
			g_string_append_unichar(text, runs[i].character +
							      (gunichar)(four - runs[i].first));
			return 4;
		}
	if (charset == DECODE_GB18030 && *at == '\x80') {
		g_string_append(text, "€"); /* code page 936 */
		return 1;
	}
	/* Stray shifts. */
	return (charset == DECODE_ISO2022CN || charset == DECODE_ISO2022JP ||
		charset == DECODE_ISO2022KR) &&
	       (*at == 0x0E || *at == 0x0F);
}

static char *
decode_iconv(DecodeCharset charset, const char *bytes, size_t n, size_t *ret_n_bad)
{
	iconv_t converter = decode_converters[charset];
	GString *text = g_string_sized_new(n + n / 2 + 16);
	char *in = (char *)bytes, buffer[4096];
	size_t left = n;

	iconv(converter, NULL, NULL, NULL, NULL);
	while (true) {
		char *out = buffer;
		size_t room = sizeof buffer;
		bool flush = left == 0;
		size_t done = flush ? iconv(converter, NULL, NULL, &out, &room)
				    : iconv(converter, &in, &left, &out, &room);
		int why = done == (size_t)-1 ? errno : 0;

		g_string_append_len(text, buffer, out - buffer);
		if (flush)
			break;
		if ((why == EILSEQ || why == EINVAL) && left > 0) {
			size_t skip = why == EINVAL ? left : decode_skip(charset, in, left), rescue;

			/* The converter may hold a character back: give it out first. */
			out = buffer;
			room = sizeof buffer;
			if (charset == DECODE_BIG5 &&
			    iconv(converter, NULL, NULL, &out, &room) != (size_t)-1)
				g_string_append_len(text, buffer, out - buffer);
			rescue = decode_rescue(charset, in, left, text);
			if (rescue == 0) {
				g_string_append(text, REPLACEMENT);
				++*ret_n_bad;
			}
			in += rescue > 0 ? rescue : skip;
			left -= rescue > 0 ? rescue : skip;
		}
	}
	return g_string_free(text, FALSE);
}

/* The C library passes NUL through; inside our strings it would end the text. */
static bool
decode_has_nul(DecodeCharset charset, const char *bytes, size_t n)
{
	size_t unit = decode_unit(charset);

	if (unit == 1)
		return memchr(bytes, '\0', n) != NULL;
	for (size_t i = 0; i + unit <= n; i += unit)
		if (memcmp(bytes + i, "\0\0\0", unit) == 0)
			return true;
	return false;
}

static char *
decode_converted(DecodeCharset charset, const char *bytes, size_t n, size_t *ret_n_bad)
{
	bool big = charset == DECODE_UTF16BE || charset == DECODE_UTF32BE;
	size_t unit = decode_unit(charset);
	g_autofree char *copy = NULL;

	g_assert(decode_loaded);
	if (decode_has_nul(charset, bytes, n)) {
		/* U+0001 stands in for NUL and becomes U+FFFD below. */
		copy = g_memdup2(bytes, n);
		for (size_t i = 0; i + unit <= n; i += unit) {
			if (memcmp(copy + i, "\0\0\0", unit) == 0)
				copy[big ? i + unit - 1 : i] = '\x01';
		}
	}
	g_autofree char *text = decode_iconv(charset, copy ? copy : bytes, n, ret_n_bad);
	if (!copy)
		return g_steal_pointer(&text);
	GString *safe = g_string_new(NULL);
	for (const char *at = text; *at; at++) {
		if (*at == '\x01') {
			g_string_append(safe, REPLACEMENT);
			++*ret_n_bad;
		} else {
			g_string_append_c(safe, *at);
		}
	}
	return g_string_free(safe, FALSE);
}

/* Source: RFC 1843. A line end leaves the two-byte mode, as every reader does. */
static char *
decode_hz(const char *bytes, size_t n, size_t *ret_n_bad)
{
	g_autoptr(GString) eight = g_string_sized_new(n + 1);
	bool pairs = false;

	for (size_t i = 0; i < n; i++) {
		char byte = bytes[i], next = i + 1 < n ? bytes[i + 1] : '\0';

		if (byte == '~' && next == (pairs ? '}' : '{')) {
			pairs = !pairs;
			i++;
		} else if (byte == '~' && !pairs && (next == '~' || next == '\n')) {
			if (next == '~')
				g_string_append_c(eight, '~');
			i++;
		} else if (pairs && byte > 0x20 && next > 0x20) {
			g_string_append_c(eight, (char)((unsigned char)byte | 0x80));
			g_string_append_c(eight, (char)((unsigned char)next | 0x80));
			i++;
		} else {
			pairs = pairs && byte != '\n' && byte != '\r';
			g_string_append_c(eight, byte);
		}
	}
	return decode_converted(DECODE_GB18030, eight->str, eight->len, ret_n_bad);
}

/* Without a mark: in Chinese and in ASCII the high byte is 00, 30 or 4E..9F, the
 * low byte is spread. */
static DecodeCharset
decode_byte_order(const char *bytes, size_t n)
{
	size_t high[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		high[i & 1] +=
			byte == 0 || byte == 0x30 || byte == 0xFF || (byte >= 0x4E && byte <= 0x9F);
	}
	return high[1] > high[0] ? DECODE_UTF16LE : DECODE_UTF16BE;
}

char *
decode_bytes(DecodeCharset charset, const char *bytes, size_t n, size_t *ret_n_bad)
{
	*ret_n_bad = 0;
	if (charset == DECODE_UTF16 && n >= 2) {
		bool little = memcmp(bytes, "\xff\xfe", 2) == 0;
		bool marked = little || memcmp(bytes, "\xfe\xff", 2) == 0;

		charset = marked ? (little ? DECODE_UTF16LE : DECODE_UTF16BE)
				 : decode_byte_order(bytes, n);
		bytes += marked ? 2 : 0;
		n -= marked ? 2 : 0;
	}
	/* Its highest byte is always naught; a mark was taken off. */
	if (charset == DECODE_UTF32)
		charset = n > 0 && bytes[0] == '\0' ? DECODE_UTF32BE : DECODE_UTF32LE;
	if (charset == DECODE_UTF8)
		return decode_utf8(bytes, n, ret_n_bad);
	if (charset == DECODE_HZ)
		return decode_hz(bytes, n, ret_n_bad);
	return decode_converted(charset == DECODE_UTF16 ? DECODE_UTF16BE : charset, bytes, n,
				ret_n_bad);
}
