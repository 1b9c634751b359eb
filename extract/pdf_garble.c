/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_garble — are the characters of a PDF those that its pages show?
 */
#include "extract/pdf_garble.h"

#include "extract/page.h"

#include <string.h>

#define PDF_GARBLE_SHARE 20
#define PDF_GARBLE_SCRIPTS 3 /* foreign ones in one document */

/* Of the languages that are written in China, and of foreign names and formulas. */
static bool
pdf_garble_is_written(GUnicodeScript script)
{
	static const GUnicodeScript written[] = {
		G_UNICODE_SCRIPT_COMMON,   G_UNICODE_SCRIPT_INHERITED, G_UNICODE_SCRIPT_LATIN,
		G_UNICODE_SCRIPT_GREEK,	   G_UNICODE_SCRIPT_CYRILLIC,  G_UNICODE_SCRIPT_HAN,
		G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_KATAKANA,  G_UNICODE_SCRIPT_BOPOMOFO,
		G_UNICODE_SCRIPT_HANGUL,   G_UNICODE_SCRIPT_TIBETAN,   G_UNICODE_SCRIPT_MONGOLIAN,
		G_UNICODE_SCRIPT_ARABIC,   G_UNICODE_SCRIPT_YI,	       G_UNICODE_SCRIPT_UNKNOWN,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(written); i++)
		if (written[i] == script)
			return true;
	return false;
}

/* Letters with accents that are no names' and no readings' of characters are few in any text here.
 */
static bool
pdf_garble_is_accented(gunichar c)
{
	static const char usual[] = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü·×°±§÷²³";
	char word[8] = "";

	if (c < 0xA1 || c > 0x24F)
		return false;
	word[g_unichar_to_utf8(c, word)] = '\0';
	return !strstr(usual, word);
}

static void
pdf_garble_character(PdfGarble *garble, gunichar c)
{
	GUnicodeScript script = g_unichar_get_script(c);
	unsigned bit = (unsigned)script;

	garble->n++;
	if (c >= PDF_GARBLE_FIRST && c <= PDF_GARBLE_LAST)
		garble->signs[c - PDF_GARBLE_FIRST]++;
	if (g_unichar_iscntrl(c) || !g_unichar_isdefined(c) || c == 0xFFFD ||
	    pdf_garble_is_accented(c))
		garble->n_impossible++;
	else if (!pdf_garble_is_written(script)) {
		garble->n_foreign++;
		if (bit < 64 * G_N_ELEMENTS(garble->scripts))
			garble->scripts[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

void
pdf_garble_count(PdfGarble *garble, const GArray *lines)
{
	for (guint i = 0; i < lines->len; i++)
		for (const char *p = g_array_index(lines, PageLine, i).text; *p;
		     p = g_utf8_next_char(p))
			if (!g_unichar_isspace(g_utf8_get_char(p)))
				pdf_garble_character(garble, g_utf8_get_char(p));
}

/* The signs from ! to , are all there and a tenth of the text: so are glyphs that were numbered as
 * they came, in a short one. */
static bool
pdf_garble_is_row(const PdfGarble *garble)
{
	size_t n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(garble->signs); i++) {
		if (garble->signs[i] == 0)
			return false;
		n += garble->signs[i];
	}
	return n * 10 > garble->n;
}

bool
pdf_garble_is(const PdfGarble *garble)
{
	size_t n_bad = garble->n_impossible, n_scripts = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(garble->scripts); i++)
		n_scripts += (size_t)__builtin_popcountll(garble->scripts[i]);
	if (n_scripts >= PDF_GARBLE_SCRIPTS)
		n_bad += garble->n_foreign;
	return n_bad * PDF_GARBLE_SHARE > garble->n || pdf_garble_is_row(garble);
}
