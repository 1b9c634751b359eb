/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letter_text — both forms of a letter's own text, and what they keep from a reader's eyes
 *
 * A letter may say one thing in its plain form and another in its page, and a page may
 * hide words. A reader sees `text`; who looks for secrecy marks reads `unshown` as well.
 */
#ifndef CHENGBAO_PIPELINE_READING_LETTER_TEXT_H
#define CHENGBAO_PIPELINE_READING_LETTER_TEXT_H

#include "base/text/html.h"
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
void letter_text_clear(LetterText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LetterText, letter_text_clear)

#endif
