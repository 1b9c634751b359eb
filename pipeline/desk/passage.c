/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * passage — where the words of a search stand in a text
 */
#include "pipeline/desk/passage.h"

#include "base/text/fold.h"
#include "base/text/utf8.h"

#include <glib.h>
#include <string.h>

/* The place of a word in characters of the text, however it is spelt there. */
static gboolean
passage_place(const Folded *folded, const char *word, size_t *ret_from, size_t *ret_to)
{
	g_autofree char *wanted = fold_word(word);
	const char *at = *wanted ? strstr(folded->text, wanted) : NULL;

	if (!at)
		return FALSE;
	fold_span(folded, (size_t)(at - folded->text), (size_t)(at - folded->text) + strlen(wanted),
		  ret_from, ret_to);
	return TRUE;
}

char *
passage_find(const char *text, const char *const *words)
{
	g_autoptr(Folded) folded = NULL;
	g_autofree char *part = NULL, *line = NULL;
	size_t from = 0, to = 0, length;

	if (!text)
		text = "";
	folded = fold_text(text);
	for (; *words && !passage_place(folded, *words, &from, &to); words++)
		;
	length = folded->n_original;
	from -= MIN(from, PASSAGE_AROUND);
	to = MIN(to + PASSAGE_AROUND, length);
	part = g_utf8_substring(text, (glong)from, (glong)to);
	line = utf8_one_line(part);
	return g_strdup_printf("%s%s%s", from > 0 ? "…" : "", line, to < length ? "…" : "");
}
