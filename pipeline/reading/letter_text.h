/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letter_text — both forms of a letter's own text, and what they keep from a reader's eyes
 *
 * A letter may say one thing in its plain form and another in its page, and a page may
 * hide words. A reader sees `text`; who looks for secrecy marks reads `unshown` as well.
 *
 * Not here: which letters are reports (read_letter).
 */
#ifndef CHENGBAO_PIPELINE_READING_LETTER_TEXT_H
#define CHENGBAO_PIPELINE_READING_LETTER_TEXT_H

#include "base/text/html.h"
#include "mail/newtext.h"
#include "mail/structure.h"

typedef struct {
	StructureText *source; /* the forms as they came, with their charsets */
	char *plain;	       /* clean and trimmed; NULL: none */
	HtmlText *html;	       /* NULL: none */
	const char *text;      /* what a reader sees, of the one or the other; never NULL */
	const char *other;     /* the other form where it says something else; or NULL */
	char *unshown;	       /* `other` and what the page hides; NULL: nothing */
} LetterText;

/* Gives: every member of *ret; letter_text_clear. */
void letter_text_read(const Structure *structure, LetterText *ret);

/* What the writer wrote now with the numbers that the page shows before the items of its lists, for
 * a report: an answer is read without them (base/text/html). False: there are none, or the letter
 * has a plain form, which has its own. `ret` as newtext_split gives it. */
bool letter_text_numbered(const LetterText *text, const char *sender_name, NewText *ret);

void letter_text_clear(LetterText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LetterText, letter_text_clear)

#endif
