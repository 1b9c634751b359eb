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

#define HTML_COLOUR_WHITE 0xFFFFFF
#define HTML_COLOUR_UNKNOWN (-1) /* a picture, or written in a way that is not read */

/* The ground of an element: its own, or `around`, that of what it stands in. `style` as
 * html_element_style gives it, or NULL; `attributes`: name, value, …, NULL, may be NULL.
 * 0xRRGGBB or HTML_COLOUR_UNKNOWN. */
int html_colour_ground(const char *const *attributes, const char *style, int around);

/* Are its words in the colour of their ground, white on white? Never on one that is unknown. */
bool html_colour_is_lost(const char *const *attributes, const char *style, int ground);

#endif
