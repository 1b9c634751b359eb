/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * terms — a text as words of ASCII that any full-text index takes apart rightly
 */
#include "base/text/terms.h"

#include "base/text/fold.h"

#include <glib.h>
#include <stdbool.h>

/* Letters and digits are words of their own: of G318 both G and 318 are found. */
typedef enum { TERM_NONE, TERM_LETTERS, TERM_DIGITS, TERM_OTHER } TermKind;

/* What is in private use, or newer than the tables, is a name's rare character. */
static TermKind
terms_kind(gunichar c)
{
	GUnicodeType type;

	if (c < 128)
		return g_ascii_isdigit((char)c)	  ? TERM_DIGITS
		       : g_ascii_isalpha((char)c) ? TERM_LETTERS
						  : TERM_NONE;
	if (g_unichar_isalnum(c))
		return TERM_OTHER;
	type = g_unichar_type(c);
	return type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED ? TERM_OTHER
									     : TERM_NONE;
}

/* Folding tells 乾坤 from 乾淨 by the words around, which a part of a phrase has not; here both
 * are one. */
static gunichar
terms_same(gunichar c)
{
	static const gunichar from[] = U"乾著瞭藉覆麼夥徵於", to[] = U"干着了借复么伙征于";

	for (size_t i = 0; from[i]; i++)
		if (from[i] == c)
			return to[i];
	return c;
}

/* As "%x" writes it, which would be half of the time here. */
static void
terms_number(GString *terms, gunichar c)
{
	char digits[8];
	size_t at = sizeof digits;

	for (; c > 0; c >>= 4)
		digits[--at] = "0123456789abcdef"[c & 15];
	g_string_append_c(terms, 'x');
	g_string_append_len(terms, digits + at, (gssize)(sizeof digits - at));
}

char *
terms_of(const char *text)
{
	g_autofree char *folded = fold_word(text ? text : "");
	GString *terms = g_string_new(NULL);
	TermKind open = TERM_NONE; /* the word that may go on */
	int n = 0;

	for (const char *p = folded; *p && n < TERMS_CHARACTERS; p = g_utf8_next_char(p), n++) {
		gunichar c = g_utf8_get_char(p);
		TermKind kind = terms_kind(c);
		bool ascii = kind == TERM_LETTERS || kind == TERM_DIGITS;
		bool goes_on = ascii && kind == open;

		open = kind;
		if (kind == TERM_NONE)
			continue;
		if (!goes_on && terms->len > 0)
			g_string_append_c(terms, ' ');
		if (ascii && !goes_on)
			g_string_append_c(terms, 'a');
		if (ascii)
			g_string_append_c(terms, g_ascii_tolower((char)c));
		else
			terms_number(terms, terms_same(c));
	}
	return g_string_free(terms, FALSE);
}

char *
terms_query(const char *const *phrases)
{
	GString *query = g_string_new(NULL);

	for (; *phrases; phrases++) {
		g_autofree char *terms = terms_of(*phrases);

		if (*terms)
			g_string_append_printf(query, "%s\"%s\"", query->len ? " " : "", terms);
	}
	return g_string_free(query, FALSE);
}
