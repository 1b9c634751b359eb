/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letter_text — both forms of a letter's own text, and what they keep from a reader's eyes
 */
#include "pipeline/reading/letter_text.h"

#include "base/text/fold.h"
#include "base/text/utf8.h"

#include <string.h>

/* Do both say the same, whatever blanks and lines divide it? */
static bool
letter_text_same(const char *a, const char *b)
{
	g_autofree char *folded_a = fold_word(a);
	g_autofree char *folded_b = fold_word(b);

	return utf8_same_words(folded_a, folded_b);
}

static char *
letter_text_join(const char *one, const char *other)
{
	return g_strconcat(one, *one && *other ? "\n" : "", other, NULL);
}

void
letter_text_read(const Structure *structure, LetterText *ret)
{
	StructureText *source = structure_text(structure);
	g_autofree char *hidden = NULL;

	*ret = (LetterText){ .source = source, .text = "" };
	if (source->plain)
		ret->plain = g_strstrip(utf8_clean(source->plain, strlen(source->plain)));
	if (source->html)
		ret->html = html_to_text(source->html, strlen(source->html));
	if (ret->plain && *ret->plain) {
		ret->text = ret->plain;
		if (ret->html && *ret->html->text && !letter_text_same(ret->text, ret->html->text))
			ret->other = ret->html->text;
	} else if (ret->html) {
		ret->text = ret->html->text;
	}
	hidden = ret->html ? letter_text_join(ret->html->hidden, ret->html->deleted) : g_strdup("");
	if (ret->other || *hidden)
		ret->unshown = letter_text_join(ret->other ? ret->other : "", hidden);
}

void
letter_text_clear(LetterText *text)
{
	structure_text_free(text->source);
	g_free(text->plain);
	html_free(text->html);
	g_free(text->unshown);
	*text = (LetterText){ 0 };
}
