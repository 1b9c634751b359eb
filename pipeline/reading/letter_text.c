/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letter_text — both forms of a letter's own text, and what they keep from a reader's eyes
 */
#include "pipeline/reading/letter_text.h"

#include "base/text/fold.h"
#include "base/text/utf8.h"

#include <string.h>

#define LETTER_TEXT_STUB 160	 /* characters of a plain form that only points to the page */
#define LETTER_TEXT_STUB_LEAST 4 /* of the page, then */

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

/* Anything but blanks, the wide ones of Chinese too? */
static bool
letter_text_says(const char *plain)
{
	for (; *plain; plain = g_utf8_next_char(plain))
		if (!g_unichar_isspace(g_utf8_get_char(plain)))
			return true;
	return false;
}

/* Does the plain form only say that there is a page (您的邮件客户端不支持HTML格式)? */
static bool
letter_text_is_excuse(const char *plain, const HtmlText *page)
{
	g_autofree char *upper = NULL;

	if (!page || !*page->text || utf8_length(plain) > LETTER_TEXT_STUB ||
	    utf8_length(page->text) < LETTER_TEXT_STUB_LEAST)
		return false;
	upper = g_ascii_strup(plain, -1);
	return strstr(upper, "HTML") && !strstr(page->text, "HTML");
}

void
letter_text_read(const Structure *structure, LetterText *ret)
{
	StructureText *source = structure_text(structure);
	g_autofree char *hidden = NULL, *excuse = NULL; /* for a page that is not shown */

	*ret = (LetterText){ .source = source, .text = "" };
	if (source->plain)
		ret->plain = g_strstrip(utf8_clean(source->plain, strlen(source->plain)));
	if (source->html)
		ret->html = html_to_text(source->html, strlen(source->html));
	if (ret->plain && letter_text_is_excuse(ret->plain, ret->html))
		excuse = g_steal_pointer(&ret->plain);
	if (ret->plain && letter_text_says(ret->plain)) {
		ret->text = ret->plain;
		if (ret->html && *ret->html->text &&
		    !letter_text_same(ret->text, ret->html->text) &&
		    !letter_text_same(ret->text, html_seen(ret->html)))
			ret->other = html_seen(ret->html);
	} else if (ret->html) {
		ret->text = html_seen(ret->html);
	}
	hidden = ret->html ? letter_text_join(ret->html->hidden, ret->html->deleted) : g_strdup("");
	if (ret->other || *hidden)
		ret->unshown = letter_text_join(ret->other ? ret->other : "", hidden);
	if (excuse) {
		g_autofree char *rest = g_steal_pointer(&ret->unshown);

		ret->unshown = letter_text_join(excuse, rest ? rest : "");
	}
}

bool
letter_text_numbered(const LetterText *text, const char *sender_name, NewText *ret)
{
	HtmlText page;

	*ret = (NewText){ 0 };
	if (!text->html || !text->html->numbered || text->text != text->html->numbered)
		return false;
	page = *text->html;
	page.text = page.numbered;
	page.fresh = page.numbered_fresh;
	newtext_split(NULL, &page, sender_name, ret);
	return true;
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
