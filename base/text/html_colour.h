/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_colour — whether words can be told from the ground they stand on
 *
 * Not here: what an element's other properties hide (html_element); what a style sheet says of
 * classes: who looks knows whether the page has one.
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_COLOUR_H
#define CHENGBAO_BASE_TEXT_HTML_COLOUR_H

#include <stdbool.h>

typedef struct {
	int words, ground; /* 0xRRGGBB; negative: not known */
	bool lost;	   /* the words cannot be told from the ground: white on white */
} HtmlColours;

/* Those of an element in `around` (NULL: the page, white). What it does not name it has from there;
 * where a colour is not known, its words are as lost as those around it. `style` as
 * html_element_style gives it, or NULL; `attributes`: name, value, …, NULL, may be NULL; `sheet`: a
 * style sheet may colour the ground. */
HtmlColours html_colours(const HtmlColours *around, const char *const *attributes,
			 const char *style, bool sheet);

#endif
