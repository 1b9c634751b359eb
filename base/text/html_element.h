/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_element — what an element's name and attributes say of what it holds
 *
 * Not here: whether it holds a quotation (quotation); colours (html_colour); what a style sheet
 * says of classes (html_sheet).
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_ELEMENT_H
#define CHENGBAO_BASE_TEXT_HTML_ELEMENT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Elements that begin without the one before having ended. */
typedef enum {
	HTML_PARAGRAPH = 1,
	HTML_ITEM = 2,
	HTML_TERM = 4,
	HTML_CELL = 8,
	HTML_ROW = 16,
	HTML_ROWS = 32,
} HtmlFamily;

typedef struct {
	const char *name;   /* in lower case */
	bool block;	    /* begins on a line of its own */
	bool unseen;	    /* no reader sees what it holds */
	bool code;	    /* nor are there words or tags in it */
	bool empty;	    /* holds nothing: has no end tag */
	bool head;	    /* belongs into the page's head */
	bool pre;	    /* keeps its line ends */
	unsigned family;    /* it is one of these */
	unsigned closes;    /* families that end where it begins */
	unsigned fences;    /* families that do not end for what begins inside it */
	unsigned char rank; /* its end tag ends others inside it up to this rank */
} HtmlElement;

#define HTML_RANK 100 /* of what has none of its own */

/* The element of this name, in any case; NULL: none that we know. Static. */
const HtmlElement *html_element_find(const char *name, size_t n);

/* At a start tag inside a comment: the element's name, when it holds no words of the writer, as
 * styles, or the pages and the company that Word notes. NULL: none, or another. Static. */
const char *html_element_wordless(const char *at, size_t n);

/* Puts the style attribute into `style`, in lower case without blanks; false when there is none.
 * `attributes`: name, value, …, NULL; may be NULL. */
bool html_element_style(const char *const *attributes, GString *style);

/* What stands behind `property`, as "left:", of which others may be the end (margin-left:), in
 * `style` as above, the last time or the last that is !important; NULL: it is not there. Within
 * `style`. */
const char *html_element_value(const char *style, const char *property);

/* Does no reader see what it holds? `element` may be NULL; `style` as html_element_style gives
 * it, or NULL. */
bool html_element_is_hidden(const HtmlElement *element, const char *const *attributes,
			    const char *style);

/* Is what it holds shown with a line through it? `element` and `style` as above. */
bool html_element_is_struck(const HtmlElement *element, const char *style);

#endif
