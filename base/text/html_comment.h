/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_comment — the words inside a page's comments
 *
 * Not here: where a comment begins and ends (html_token).
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_COMMENT_H
#define CHENGBAO_BASE_TEXT_HTML_COMMENT_H

#include <glib.h>

/* Appends the words of a comment's inside, without its tags and without what its program notes for
 * itself (html_element_wordless). Outlook's text boxes lie in comments that only it looks into,
 * Word's styles and what it says of the document as well. */
void html_comment_words(const char *at, gsize n, GString *out);

#endif
