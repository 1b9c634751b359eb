/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * terms — a text as words of ASCII that any full-text index takes apart rightly
 */
#include "base/text/terms.h"

#include "base/text/fold.h"

#include <glib.h>
#include <stdbool.h>

char *
terms_of(const char *text)
{
	g_autofree char *folded = fold_word(text ? text : "");
	GString *terms = g_string_new(NULL);
	bool word = false; /* of ASCII, still open */
	int n = 0;

	for (const char *p = folded; *p && n < TERMS_CHARACTERS; p = g_utf8_next_char(p), n++) {
		gunichar c = g_utf8_get_char(p);
		bool ascii = c < 128 && g_ascii_isalnum((char)c);

		if (!ascii && !g_unichar_isalnum(c)) {
			word = false;
			continue;
		}
		if (!(word && ascii) && terms->len > 0)
			g_string_append_c(terms, ' ');
		if (ascii && !word)
			g_string_append_c(terms, 'a');
		if (ascii)
			g_string_append_c(terms, g_ascii_tolower((char)c));
		else
			g_string_append_printf(terms, "x%x", (unsigned)c);
		word = ascii;
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
