/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_element — what an element's name and attributes say of what it holds
 */
#include "base/text/html_element.h"

#include "base/text/quotation.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define STYLE_CHARACTERS 2000 /* of a style attribute are looked at */

/* In the order of strcmp. */
static const char *const html_element_blocks[] = {
	"address",    "article", "aside",  "blockquote", "body",     "caption", "center",
	"dd",	      "details", "dir",	   "div",	 "dl",	     "dt",	"fieldset",
	"figcaption", "figure",	 "footer", "form",	 "h1",	     "h2",	"h3",
	"h4",	      "h5",	 "h6",	   "header",	 "hr",	     "html",	"legend",
	"li",	      "main",	 "menu",   "nav",	 "ol",	     "p",	"pre",
	"section",    "summary", "table",  "tbody",	 "textarea", "tfoot",	"thead",
	"tr",	      "ul"
};
static const char *const html_element_unseen[] = { "applet", "audio",	 "canvas", "head",
						   "iframe", "noframes", "script", "style",
						   "svg",    "template", "title",  "video",
						   "xml" };

static int
html_element_compare(const void *name, const void *entry)
{
	return strcmp(name, *(const char *const *)entry);
}

bool
html_element_is_block(const char *name)
{
	return bsearch(name, html_element_blocks, G_N_ELEMENTS(html_element_blocks),
		       sizeof *html_element_blocks, html_element_compare) != NULL;
}

static bool
html_element_is_unseen(const char *name)
{
	return bsearch(name, html_element_unseen, G_N_ELEMENTS(html_element_unseen),
		       sizeof *html_element_unseen, html_element_compare) != NULL;
}

char *
html_element_style(const char *const *attributes)
{
	const char *style = quotation_attribute(attributes, "style");
	GString *plain;

	if (!style)
		return NULL;
	plain = g_string_new(NULL);
	for (size_t i = 0; i < STYLE_CHARACTERS && style[i]; i++) {
		if (!g_ascii_isspace(style[i]))
			g_string_append_c(plain, g_ascii_tolower(style[i]));
	}
	return g_string_free(plain, FALSE);
}

/* Is `property` there with a size that nobody can see? */
static bool
html_element_is_nothing(const char *style, const char *property)
{
	const char *at = strstr(style, property);
	char *end;
	double size;

	if (!at || (at > style && at[-1] != ';'))
		return false;
	at += strlen(property);
	size = g_ascii_strtod(at, &end);
	return end > at && size >= 0 &&
	       (size == 0 ||
		(size < 1.5 && (strncmp(end, "px", 2) == 0 || strncmp(end, "pt", 2) == 0)));
}

bool
html_element_is_hidden(const char *name, const char *const *attributes, const char *style)
{
	if (html_element_is_unseen(name) || quotation_attribute(attributes, "hidden"))
		return true;
	if (!style)
		return false;
	return strstr(style, "display:none") || strstr(style, "visibility:hidden") ||
	       strstr(style, "mso-hide:all") || html_element_is_nothing(style, "font-size:") ||
	       g_str_has_prefix(style, "opacity:0;") || strstr(style, ";opacity:0;") ||
	       (strstr(style, "overflow:hidden") && html_element_is_nothing(style, "max-height:"));
}
