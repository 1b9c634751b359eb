/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_element — what an element's name and attributes say of what it holds
 *
 * Not here: whether it holds a quotation (quotation); what a style sheet says of classes,
 * which mail programs take out.
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_ELEMENT_H
#define CHENGBAO_BASE_TEXT_HTML_ELEMENT_H

#include <stdbool.h>

/* Does it begin on a line of its own? `name` in lower case. */
bool html_element_is_block(const char *name);

/* Its style attribute in lower case without blanks, or NULL. `attributes` as libxml2 gives
 * them: name, value, …, NULL; may be NULL. Yours. */
char *html_element_style(const char *const *attributes);

/* Does no reader see what it holds? `style` as html_element_style gives it. */
bool html_element_is_hidden(const char *name, const char *const *attributes, const char *style);

#endif
