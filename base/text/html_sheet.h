/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_sheet — what a page's style sheets hide by class or id
 *
 * Rules that hide (html_element) for one class or id, as .x, p.x or #y; what stands in @media or
 * asks for more than one element holds for some readers alone and is passed over.
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_SHEET_H
#define CHENGBAO_BASE_TEXT_HTML_SHEET_H

#include <glib.h>
#include <stdbool.h>

#define HTML_SHEET_MOST 200	     /* rules that hide are kept */
#define HTML_SHEET_BYTES (64u << 10) /* of each sheet are looked at */

typedef struct {
	bool any;	   /* the page has a sheet */
	GPtrArray *hiding; /* char *: .x, #y, in lower case */
} HtmlSheet;

/* The rules of all sheets of a page of n bytes, wherever they stand; of those in comments none.
 * Free with html_sheet_clear. */
void html_sheet_read(HtmlSheet *ret, const char *html, gsize n);
void html_sheet_clear(HtmlSheet *sheet);

/* Does a rule hide an element with these attributes (name, value, …, NULL; may be NULL)? */
bool html_sheet_hides(const HtmlSheet *sheet, const char *const *attributes);

#endif
