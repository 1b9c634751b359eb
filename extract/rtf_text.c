/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rtf_text — the characters of a Rich Text document, from bytes and numbers
 */
#include "extract/rtf_text.h"

#include "base/text/decode.h"
#include "extract/extract.h"

#include <string.h>

#define RTF_CHARSET_SYMBOLS 2
#define RTF_SYMBOLS 0xFFFF /* in the table of fonts */

void
rtf_text_init(RtfText *text)
{
	*text = (RtfText){ .ansi = DECODE_WINDOWS1252 };
	for (int i = 0; i < RTF_PLACES; i++)
		text->places[i] = g_string_new(NULL);
	text->fonts = g_hash_table_new(NULL, NULL);
	text->run = g_string_new(NULL);
}

void
rtf_text_clear(RtfText *text)
{
	for (int i = 0; i < RTF_PLACES; i++)
		g_string_free(text->places[i], TRUE);
	g_hash_table_unref(text->fonts);
	g_string_free(text->run, TRUE);
}

/* ---- charsets ---- */

/* Windows code pages and the charsets of fonts. Source: RTF 1.9.1, \ansicpg and \fcharset. */
static const struct {
	int codepage, charset;
	DecodeCharset decode;
} rtf_charsets[] = {
	{ 936, 134, DECODE_GB18030 },	 { 54936, -1, DECODE_GB18030 },
	{ 950, 136, DECODE_BIG5 },	 { 932, 128, DECODE_SHIFTJIS },
	{ 949, 129, DECODE_EUCKR },	 { 1251, 204, DECODE_WINDOWS1251 },
	{ 1252, 0, DECODE_WINDOWS1252 }, { 65001, -1, DECODE_UTF8 },
};

void
rtf_text_codepage(RtfText *text, int codepage)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rtf_charsets); i++)
		if (rtf_charsets[i].codepage == codepage)
			text->ansi = rtf_charsets[i].decode;
}

void
rtf_text_charset(RtfText *text, int font, int charset)
{
	guint known = charset == RTF_CHARSET_SYMBOLS ? RTF_SYMBOLS : 0;

	for (size_t i = 0; i < G_N_ELEMENTS(rtf_charsets); i++)
		if (rtf_charsets[i].charset == charset)
			known = rtf_charsets[i].decode + 1;
	if (known && g_hash_table_size(text->fonts) < RTF_FONTS)
		g_hash_table_insert(text->fonts, GINT_TO_POINTER(font), GUINT_TO_POINTER(known));
}

bool
rtf_text_is_symbols(const RtfText *text, int font)
{
	return g_hash_table_lookup(text->fonts, GINT_TO_POINTER(font)) ==
	       GUINT_TO_POINTER(RTF_SYMBOLS);
}

static bool
rtf_is_paired(DecodeCharset charset)
{
	return charset == DECODE_GB18030 || charset == DECODE_BIG5 || charset == DECODE_SHIFTJIS ||
	       charset == DECODE_EUCKR;
}

/* The font's charset, or the document's where the font has none. */
static DecodeCharset
rtf_charset(const RtfText *text)
{
	guint known =
		GPOINTER_TO_UINT(g_hash_table_lookup(text->fonts, GINT_TO_POINTER(text->font)));

	return known && known != RTF_SYMBOLS ? known - 1 : text->ansi;
}

/* ---- words ---- */

static void
rtf_put(RtfText *text, const char *words)
{
	GString *out = text->places[text->place];
	size_t n = strlen(words);

	if (out->len + n > EXTRACT_TEXT_BYTES)
		text->full = true;
	else
		g_string_append_len(out, words, (gssize)n);
}

static void
rtf_flush_high(RtfText *text)
{
	if (text->high)
		rtf_put(text, "\xef\xbf\xbd"); /* half a character */
	text->high = 0;
}

/* The bytes at the start of which a font called Western would be nonsense: programs set Chinese
 * in such fonts, pair after pair from GB 2312. 0: none. */
static size_t
rtf_pairs(const RtfText *text, const char *bytes, size_t n_bytes)
{
	size_t n = 0;

	while (n < n_bytes && (unsigned char)bytes[n] >= 0xa1)
		n++;
	return n % 2 == 0 && n >= (rtf_is_paired(text->ansi) ? 2 : 4) ? n : 0;
}

static void
rtf_put_bytes(RtfText *text, DecodeCharset charset, const char *bytes, size_t n_bytes)
{
	size_t n_bad;
	g_autofree char *words = decode_bytes(charset, bytes, n_bytes, &n_bad);

	rtf_put(text, words);
}

/* A run in a font called Western. */
static void
rtf_flush_western(RtfText *text)
{
	DecodeCharset paired = rtf_is_paired(text->ansi) ? text->ansi : DECODE_GB18030;
	const char *run = text->run->str;

	for (size_t at = 0, n; at < text->run->len; at += n) {
		n = rtf_pairs(text, run + at, text->run->len - at);
		if (n > 0) {
			rtf_put_bytes(text, paired, run + at, n);
			continue;
		}
		n = 1;
		while (at + n < text->run->len && ((unsigned char)run[at + n] < 0xa1 ||
						   (unsigned char)run[at + n - 1] >= 0xa1))
			n++;
		rtf_put_bytes(text, DECODE_WINDOWS1252, run + at, n);
	}
}

void
rtf_text_flush(RtfText *text)
{
	DecodeCharset charset = rtf_charset(text);

	rtf_flush_high(text);
	text->lead = false;
	if (charset == DECODE_WINDOWS1252)
		rtf_flush_western(text);
	else if (text->run->len > 0)
		rtf_put_bytes(text, charset, text->run->str, text->run->len);
	g_string_truncate(text->run, 0);
}

void
rtf_text_use(RtfText *text, RtfPlace place, int font)
{
	if (text->place == place && text->font == font)
		return;
	rtf_text_flush(text);
	text->place = place;
	text->font = font;
}

void
rtf_text_byte(RtfText *text, unsigned char byte, bool raw)
{
	rtf_flush_high(text);
	if (text->run->len >= EXTRACT_TEXT_BYTES)
		rtf_text_flush(text);
	text->lead = !text->lead && byte >= 0x81 && rtf_is_paired(rtf_charset(text));
	text->raw = raw;
	g_string_append_c(text->run, (char)byte);
}

void
rtf_text_unit(RtfText *text, uint16_t unit)
{
	char words[8] = "";
	gunichar c = unit;

	if (text->run->len > 0)
		rtf_text_flush(text);
	if (unit >= 0xdc00 && unit <= 0xdfff && text->high) {
		c = 0x10000 + ((text->high - 0xd800) << 10) + (unit - 0xdc00u);
		text->high = 0;
	}
	rtf_flush_high(text);
	if (unit >= 0xd800 && unit <= 0xdbff) {
		text->high = unit;
		return;
	}
	if (c >= 0xf020 && c <= 0xf0ff)
		c -= 0xf000; /* a symbol font's own place for a byte */
	if (c == 0 || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	words[g_unichar_to_utf8(c, words)] = '\0';
	rtf_put(text, words);
}

void
rtf_text_add(RtfText *text, const char *words)
{
	rtf_text_flush(text);
	rtf_put(text, words);
}

void
rtf_text_break(RtfText *text)
{
	GString *out = text->places[text->place];

	rtf_text_flush(text);
	if (out->len > 0 && out->str[out->len - 1] != '\n')
		rtf_put(text, "\n");
}

void
rtf_text_replace_end(RtfText *text, char last, const char *with)
{
	GString *out = text->places[text->place];

	rtf_text_flush(text);
	if (out->len > 0 && out->str[out->len - 1] == last)
		g_string_truncate(out, out->len - 1);
	rtf_put(text, with);
}
