/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html — the words of an HTML letter as a reader sees them
 *
 * Lines where the page has lines, cells apart by tabs, nothing hidden. What the
 * sender's program marked as the quoted letter is known by its container.
 *
 * Promise: a command is read in `text` and `fresh`, which hold what was typed: the numbers that a
 * list gives its items stand in `numbered` alone, as 1. 通过 would answer for item 1.
 *
 * Not here: separators written in words (-----原始邮件-----, 发件人：) (mail/).
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_H
#define CHENGBAO_BASE_TEXT_HTML_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define HTML_MAX_BYTES (8u << 20) /* of the page; the rest is not read */
#define HTML_MAX_DEPTH 400	  /* elements inside one another; deeper tags are only stripped */

typedef struct {
	char *text;    /* everything visible, clean UTF-8, trimmed */
	char *hidden;  /* words that no reader sees: of hidden elements, comments, alt and title;
			  not of scripts and styles; clean UTF-8, "" when there are none */
	char *deleted; /* words that a tracked change took out: of no reader's concern but of those
			 who look for secrecy marks; clean UTF-8, "" when there are none */
	char *struck;  /* words with a line through them, outside of marked quotations, a line
			  for each stretch; they stand in text too; "" when there are none */
	char *fresh;   /* without the quoted letter: what stands before the first quotation
			  container, or, if nothing does, what stands outside of all */
	char *numbered, *numbered_fresh; /* text and fresh with the numbers of their lists, for
			  who reads documents and reports; NULL: the page shows none */
	bool quote; /* was there a quotation container? if not, fresh equals text */
	bool doubt; /* fresh holds a blockquote that might be a quotation or mere layout */
} HtmlText;

/* Reads UTF-8 whatever its meta tag says. Any bytes give an answer: never NULL.
 * Yours, html_free. */
HtmlText *html_to_text(const char *utf8, size_t n);

/* The text as a reader of the page sees it: with the numbers of its lists. Borrowed. */
static inline const char *
html_seen(const HtmlText *text)
{
	return text->numbered ? text->numbered : text->text;
}

/* The charset that a page names itself, in its first bytes. NULL: none. Yours. */
char *html_charset(const char *bytes, size_t n);

void html_free(HtmlText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlText, html_free)

#endif
