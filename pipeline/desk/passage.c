/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * passage — where the words of a search stand in a text
 */
#include "pipeline/desk/passage.h"

#include "base/text/fold.h"
#include "base/text/utf8.h"

#include <glib.h>
#include <string.h>

/* “化肥” and 化肥？ are looked for without their signs, as the search does. Yours. */
static char *
passage_word(const char *word)
{
	g_autofree char *folded = fold_word(word);
	const char *from = folded, *end = folded + strlen(folded);

	while (from < end && g_unichar_ispunct(g_utf8_get_char(from)))
		from = g_utf8_next_char(from);
	while (end > from && g_unichar_ispunct(g_utf8_get_char(g_utf8_prev_char(end))))
		end = g_utf8_prev_char(end);
	return g_strndup(from, (size_t)(end - from));
}

/* The place of a word in characters of the text, however it is spelt there. */
static gboolean
passage_place(const Folded *folded, const char *word, size_t *ret_from, size_t *ret_to)
{
	g_autofree char *wanted = passage_word(word);
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
