/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * charset_label — the names that mail gives to charsets
 *
 * A name is compared without its case, hyphens, underscores and other signs, since each
 * program puts them elsewhere. A superset stands for its subsets: everything called GB is
 * read as GB 18030, which its writers mean.
 */
#include "base/text/charset_label.h"

#include "base/text/decode.h"

#include <glib.h>
#include <string.h>

#define LABEL_BYTES 32 /* no known name is longer */

static const struct {
	const char *label;
	DecodeCharset charset;
} charset_labels[] = {
	{ "utf8", DECODE_UTF8 },
	{ "unicode11utf8", DECODE_UTF8 },
	{ "utf8mb4", DECODE_UTF8 },
	{ "cp65001", DECODE_UTF8 },
	{ "gb2312", DECODE_GB18030 },
	{ "gbk", DECODE_GB18030 },
	{ "xgbk", DECODE_GB18030 },
	{ "gb18030", DECODE_GB18030 },
	{ "gb180302000", DECODE_GB18030 },
	{ "gb180302005", DECODE_GB18030 },
	{ "gb180302022", DECODE_GB18030 },
	{ "cp936", DECODE_GB18030 },
	{ "ms936", DECODE_GB18030 },
	{ "cp54936", DECODE_GB18030 },
	{ "cp10008", DECODE_GB18030 }, /* of the Macintosh */
	{ "936", DECODE_GB18030 },
	{ "windows936", DECODE_GB18030 },
	{ "euccn", DECODE_GB18030 },
	{ "xeuccn", DECODE_GB18030 },
	{ "eucgb2312cn", DECODE_GB18030 },
	{ "gb231280", DECODE_GB18030 },
	{ "gb23121980", DECODE_GB18030 },
	{ "csgb2312", DECODE_GB18030 },
	{ "csiso58gb231280", DECODE_GB18030 },
	{ "isoir58", DECODE_GB18030 },
	{ "chinese", DECODE_GB18030 },
	{ "zhcn", DECODE_GB18030 },
	{ "xmacchinesesimp", DECODE_GB18030 },
	{ "xcp20936", DECODE_GB18030 },
	{ "gb12345", DECODE_GB18030 }, /* traditional shapes, which nobody writes in */
	{ "gb", DECODE_GB18030 },
	{ "big5", DECODE_BIG5 },
	{ "big5hkscs", DECODE_BIG5 },
	{ "big5eten", DECODE_BIG5 },
	{ "xxbig5", DECODE_BIG5 },
	{ "csbig5", DECODE_BIG5 },
	{ "cnbig5", DECODE_BIG5 },
	{ "cp950", DECODE_BIG5 },
	{ "ms950", DECODE_BIG5 },
	{ "zhtw", DECODE_BIG5 },
	{ "xmacchinesetrad", DECODE_BIG5 },
	{ "950", DECODE_BIG5 },
	{ "windows950", DECODE_BIG5 },
	{ "utf16", DECODE_UTF16 },
	{ "unicode", DECODE_UTF16 },
	{ "ucs2", DECODE_UTF16 },
	{ "csunicode", DECODE_UTF16 },
	{ "iso10646ucs2", DECODE_UTF16 },
	{ "utf32", DECODE_UTF32 },
	{ "ucs4", DECODE_UTF32 },
	{ "iso10646ucs4", DECODE_UTF32 },
	{ "utf32le", DECODE_UTF32LE },
	{ "utf32be", DECODE_UTF32BE },
	{ "utf16le", DECODE_UTF16LE },
	{ "utf16be", DECODE_UTF16BE },
	{ "hzgb2312", DECODE_HZ },
	{ "hz", DECODE_HZ },
	{ "cp52936", DECODE_HZ },
	{ "xcp50227", DECODE_ISO2022CN },
	{ "iso2022cn", DECODE_ISO2022CN },
	{ "iso2022cnext", DECODE_ISO2022CN },
	{ "utf7", DECODE_UTF7 },
	{ "unicode11utf7", DECODE_UTF7 },
	{ "csunicode11utf7", DECODE_UTF7 },
	{ "unicode20utf7", DECODE_UTF7 },
	{ "xunicode20utf7", DECODE_UTF7 },
	{ "csutf7", DECODE_UTF7 },
	{ "usascii", DECODE_WINDOWS1252 },
	{ "ascii", DECODE_WINDOWS1252 },
	{ "ansix341968", DECODE_WINDOWS1252 },
	{ "iso88591", DECODE_WINDOWS1252 },
	{ "latin1", DECODE_WINDOWS1252 },
	{ "windows1252", DECODE_WINDOWS1252 },
	{ "cp1252", DECODE_WINDOWS1252 },
	{ "iso885915", DECODE_LATIN9 },
	{ "koi8r", DECODE_KOI8R },
	{ "windows1251", DECODE_WINDOWS1251 },
	{ "cp1251", DECODE_WINDOWS1251 },
	{ "shiftjis", DECODE_SHIFTJIS },
	{ "sjis", DECODE_SHIFTJIS },
	{ "xsjis", DECODE_SHIFTJIS },
	{ "mskanji", DECODE_SHIFTJIS },
	{ "windows31j", DECODE_SHIFTJIS },
	{ "cswindows31j", DECODE_SHIFTJIS },
	{ "ms932", DECODE_SHIFTJIS },
	{ "cp932", DECODE_SHIFTJIS },
	{ "eucjp", DECODE_EUCJP },
	{ "iso2022jp", DECODE_ISO2022JP },
	{ "euckr", DECODE_EUCKR },
	{ "ksc56011987", DECODE_EUCKR },
	{ "ksc5601", DECODE_EUCKR },
	{ "cp949", DECODE_EUCKR },
	{ "windows949", DECODE_EUCKR },
	{ "euctw", DECODE_EUCTW },
	{ "xeuctw", DECODE_EUCTW },
	{ "macintosh", DECODE_MACINTOSH },
	{ "mac", DECODE_MACINTOSH },
	{ "xmacroman", DECODE_MACINTOSH },
	{ "iso88592", DECODE_LATIN2 },
	{ "latin2", DECODE_LATIN2 },
	{ "iso885921987", DECODE_LATIN2 },
	{ "iso88593", DECODE_LATIN3 },
	{ "iso88594", DECODE_LATIN4 },
	{ "iso88595", DECODE_ISO8859_5 },
	{ "iso88596", DECODE_ISO8859_6 },
	{ "iso88597", DECODE_ISO8859_7 },
	{ "iso88598", DECODE_ISO8859_8 },
	{ "iso88598i", DECODE_ISO8859_8 },
	{ "iso88599", DECODE_WINDOWS1254 },
	{ "latin5", DECODE_WINDOWS1254 },
	{ "windows1254", DECODE_WINDOWS1254 },
	{ "cp1254", DECODE_WINDOWS1254 },
	{ "iso885910", DECODE_ISO8859_10 },
	{ "iso885911", DECODE_WINDOWS874 },
	{ "tis620", DECODE_WINDOWS874 },
	{ "windows874", DECODE_WINDOWS874 },
	{ "cp874", DECODE_WINDOWS874 },
	{ "iso885913", DECODE_ISO8859_13 },
	{ "iso885914", DECODE_ISO8859_14 },
	{ "iso885916", DECODE_ISO8859_16 },
	{ "windows1250", DECODE_WINDOWS1250 },
	{ "cp1250", DECODE_WINDOWS1250 },
	{ "windows1253", DECODE_WINDOWS1253 },
	{ "cp1253", DECODE_WINDOWS1253 },
	{ "windows1255", DECODE_WINDOWS1255 },
	{ "cp1255", DECODE_WINDOWS1255 },
	{ "windows1256", DECODE_WINDOWS1256 },
	{ "cp1256", DECODE_WINDOWS1256 },
	{ "windows1257", DECODE_WINDOWS1257 },
	{ "cp1257", DECODE_WINDOWS1257 },
	{ "windows1258", DECODE_WINDOWS1258 },
	{ "cp1258", DECODE_WINDOWS1258 },
	{ "koi8u", DECODE_KOI8U },
	{ "koi8ru", DECODE_KOI8U },
	{ "ibm850", DECODE_IBM850 },
	{ "cp850", DECODE_IBM850 },
	{ "ibm866", DECODE_IBM866 },
	{ "cp866", DECODE_IBM866 },
	{ "iso2022kr", DECODE_ISO2022KR },
	{ "johab", DECODE_JOHAB },
	{ "cp1361", DECODE_JOHAB },
	{ "iso885911987", DECODE_WINDOWS1252 },
	{ "ansix341986", DECODE_WINDOWS1252 },
	{ "iso646us", DECODE_WINDOWS1252 },
	{ "latin9", DECODE_LATIN9 },
	{ "xeucjp", DECODE_EUCJP },
	{ "csiso2022jp", DECODE_ISO2022JP },
	{ "iso2022jp1", DECODE_ISO2022JP },
	{ "iso2022jp2", DECODE_ISO2022JP },
	{ "csshiftjis", DECODE_SHIFTJIS },
	{ "xmsjis", DECODE_SHIFTJIS },
	{ "ksc56011989", DECODE_EUCKR },
	{ "cseuckr", DECODE_EUCKR },
	{ "uhc", DECODE_EUCKR },
	{ "xwindows949", DECODE_EUCKR },
	{ "xcp936", DECODE_GB18030 },
	{ "xutf8", DECODE_UTF8 },
	{ "unicode20utf8", DECODE_UTF8 },
};

int
charset_label_find(const char *label)
{
	char plain[LABEL_BYTES];
	size_t n = 0;

	/* A comment, or a parameter behind a comma, is no part of it. */
	for (; label && *label && !(n > 0 && strchr("(,;", *label)); label++) {
		if (!g_ascii_isalnum(*label))
			continue;
		if (n + 1 >= sizeof plain)
			return CHARSET_LABEL_UNKNOWN;
		plain[n++] = g_ascii_tolower(*label);
	}
	plain[n] = '\0';
	if (n == 0)
		return CHARSET_LABEL_NONE;
	for (size_t i = 0; i < G_N_ELEMENTS(charset_labels); i++) {
		if (strcmp(plain, charset_labels[i].label) == 0)
			return (int)charset_labels[i].charset;
	}
	return CHARSET_LABEL_UNKNOWN;
}
