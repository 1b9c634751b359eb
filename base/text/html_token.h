/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_token — a page's tags, words and comments, one after the other
 *
 * Tags are read as browsers read them, broken ones too; nothing is built and nothing
 * copied but the values of attributes that somebody asks for.
 *
 * Promise: time grows with the page's length; every step goes forward.
 * Not here: which elements lie in which (html), what they mean (html_element).
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_TOKEN_H
#define CHENGBAO_BASE_TEXT_HTML_TOKEN_H

#include "base/text/html_element.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define HTML_TOKEN_ATTRIBUTES 16 /* of one tag, of those that are kept */

typedef enum {
	HTML_TOKEN_END, /* of the page */
	HTML_TOKEN_WORDS,
	HTML_TOKEN_OPEN,
	HTML_TOKEN_CLOSE,
	HTML_TOKEN_COMMENT,
} HtmlTokenKind;

typedef struct {
	HtmlTokenKind kind;
	/* Words as they are seen, a comment's inside, a tag's name as it is written; of the page
	 * or of the scratch: good until the next token. */
	const char *text;
	size_t n;
	const HtmlElement *element; /* of a tag; NULL: none that we know */
	bool closed;		    /* <br/> */
	/* name, value, …, NULL: id, class, style, type, cite, hidden, datetime, start, reversed,
	 * colours and worded ones. */
	const char *attributes[HTML_TOKEN_ATTRIBUTES * 2 + 1];
} HtmlToken;

typedef struct {
	const char *at, *end;
	const char *mark; /* the next <; end where there is none; before at: not looked for */
	const char *raw;  /* the element whose words are no tags: "script", "style"; or NULL */
	bool unended;	  /* no > is left */
	GString *scratch; /* values of attributes; of a reference */
} HtmlTokens;

/* Borrows n bytes of clean UTF-8. */
void html_tokens_init(HtmlTokens *tokens, const char *utf8, size_t n);
void html_tokens_clear(HtmlTokens *tokens);

/* Reads the next one. False at the end. */
bool html_tokens_next(HtmlTokens *tokens, HtmlToken *ret);

#endif
