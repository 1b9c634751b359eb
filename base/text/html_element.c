/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_element — what an element's name and attributes say of what it holds
 */
#include "base/text/html_element.h"

#include "base/text/quotation.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define OUTSIDE 500	      /* in whatever unit: beyond any page */
#define HTML_NAME_BYTES 16    /* longer than any of ours */
#define STYLE_CHARACTERS 2000 /* of a style attribute are looked at */

/* What stays inside a cell. */
#define HTML_INSIDE (HTML_PARAGRAPH | HTML_ITEM | HTML_TERM)

/* In the order of strcmp. What may be left open, and what an end tag ends, follows HTML 4.01 and
 * what browsers make of pages that do not. */
static const HtmlElement html_elements[] = {
	{ "a", .rank = HTML_RANK },
	{ "abbr", .rank = HTML_RANK },
	{ "acronym", .rank = HTML_RANK },
	{ "address", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "applet", .unseen = true, .rank = HTML_RANK },
	{ "area", .empty = true, .rank = HTML_RANK },
	{ "article", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "aside", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "audio", .unseen = true, .rank = HTML_RANK },
	{ "b", .rank = HTML_RANK },
	{ "base", .empty = true, .head = true, .rank = HTML_RANK },
	{ "basefont", .empty = true, .rank = HTML_RANK },
	{ "big", .rank = HTML_RANK },
	{ "blockquote", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "body", .block = true, .rank = 200 },
	{ "br", .empty = true, .rank = HTML_RANK },
	{ "button", .fences = HTML_INSIDE, .rank = HTML_RANK },
	{ "canvas", .unseen = true, .rank = HTML_RANK },
	{ "caption", .block = true, .fences = HTML_INSIDE, .rank = HTML_RANK },
	{ "center", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "cite", .rank = HTML_RANK },
	{ "code", .rank = HTML_RANK },
	{ "col", .empty = true, .rank = HTML_RANK },
	{ "colgroup", .rank = HTML_RANK },
	{ "datalist", .unseen = true, .rank = HTML_RANK },
	{ "dd", .block = true, .family = HTML_TERM, .closes = HTML_PARAGRAPH | HTML_TERM,
	  .rank = HTML_RANK },
	{ "del", .rank = HTML_RANK },
	{ "details", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "dfn", .rank = HTML_RANK },
	{ "dialog", .unseen = true, .rank = HTML_RANK },
	{ "dir", .block = true, .closes = HTML_PARAGRAPH, .fences = HTML_ITEM, .rank = HTML_RANK },
	{ "div", .block = true, .closes = HTML_PARAGRAPH, .rank = 150 },
	{ "dl", .block = true, .closes = HTML_PARAGRAPH, .fences = HTML_TERM, .rank = HTML_RANK },
	{ "dt", .block = true, .family = HTML_TERM, .closes = HTML_PARAGRAPH | HTML_TERM,
	  .rank = HTML_RANK },
	{ "em", .rank = HTML_RANK },
	{ "embed", .empty = true, .rank = HTML_RANK },
	{ "fieldset", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "figcaption", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "figure", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "font", .rank = HTML_RANK },
	{ "footer", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "form", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "frame", .empty = true, .rank = HTML_RANK },
	{ "h1", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "h2", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "h3", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "h4", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "h5", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "h6", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "head", .unseen = true, .rank = 200 },
	{ "header", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "hr", .block = true, .empty = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "html", .block = true, .rank = 220 },
	{ "i", .rank = HTML_RANK },
	{ "iframe", .unseen = true, .rank = HTML_RANK },
	{ "img", .empty = true, .rank = HTML_RANK },
	{ "includetail", .rank = HTML_RANK }, /* QQ's own: the letter that is answered */
	{ "input", .empty = true, .rank = HTML_RANK },
	{ "ins", .rank = HTML_RANK },
	{ "isindex", .empty = true, .head = true, .rank = HTML_RANK },
	{ "kbd", .rank = HTML_RANK },
	{ "label", .rank = HTML_RANK },
	{ "legend", .block = true, .rank = HTML_RANK },
	{ "li", .block = true, .family = HTML_ITEM, .closes = HTML_PARAGRAPH | HTML_ITEM,
	  .rank = HTML_RANK },
	{ "link", .empty = true, .head = true, .rank = HTML_RANK },
	{ "main", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "map", .rank = HTML_RANK },
	{ "menu", .block = true, .closes = HTML_PARAGRAPH, .fences = HTML_ITEM, .rank = HTML_RANK },
	{ "meta", .empty = true, .head = true, .rank = HTML_RANK },
	{ "nav", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "noframes", .unseen = true, .rank = HTML_RANK },
	{ "noscript", .rank = HTML_RANK },
	{ "object", .fences = HTML_INSIDE, .rank = HTML_RANK },
	{ "ol", .block = true, .closes = HTML_PARAGRAPH, .fences = HTML_ITEM, .rank = HTML_RANK },
	{ "optgroup", .rank = HTML_RANK },
	{ "option", .rank = HTML_RANK },
	{ "p", .block = true, .family = HTML_PARAGRAPH, .closes = HTML_PARAGRAPH, .rank = 10 },
	{ "param", .empty = true, .rank = HTML_RANK },
	{ "pre", .block = true, .pre = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "q", .rank = HTML_RANK },
	{ "s", .rank = HTML_RANK },
	{ "samp", .rank = HTML_RANK },
	{ "script", .unseen = true, .code = true, .head = true, .rank = HTML_RANK },
	{ "section", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "select", .rank = HTML_RANK },
	{ "small", .rank = HTML_RANK },
	{ "source", .empty = true, .rank = HTML_RANK },
	{ "span", .rank = HTML_RANK },
	{ "strike", .rank = HTML_RANK },
	{ "strong", .rank = HTML_RANK },
	{ "style", .unseen = true, .code = true, .head = true, .rank = HTML_RANK },
	{ "sub", .rank = HTML_RANK },
	{ "summary", .block = true, .closes = HTML_PARAGRAPH, .rank = HTML_RANK },
	{ "sup", .rank = HTML_RANK },
	{ "svg", .unseen = true, .rank = HTML_RANK },
	{ "table", .block = true, .closes = HTML_PARAGRAPH,
	  .fences = HTML_INSIDE | HTML_CELL | HTML_ROW | HTML_ROWS, .rank = 190 },
	{ "tbody", .block = true, .family = HTML_ROWS, .closes = HTML_CELL | HTML_ROW | HTML_ROWS,
	  .rank = 180 },
	{ "td", .family = HTML_CELL, .closes = HTML_CELL, .fences = HTML_INSIDE, .rank = 160 },
	{ "template", .unseen = true, .rank = HTML_RANK },
	{ "textarea", .block = true, .pre = true, .rank = HTML_RANK },
	{ "tfoot", .block = true, .family = HTML_ROWS, .closes = HTML_CELL | HTML_ROW | HTML_ROWS,
	  .rank = 180 },
	{ "th", .family = HTML_CELL, .closes = HTML_CELL, .fences = HTML_INSIDE, .rank = 160 },
	{ "thead", .block = true, .family = HTML_ROWS, .closes = HTML_CELL | HTML_ROW | HTML_ROWS,
	  .rank = 180 },
	{ "title", .unseen = true, .head = true, .rank = HTML_RANK },
	{ "tr", .block = true, .family = HTML_ROW, .closes = HTML_CELL | HTML_ROW, .rank = 170 },
	{ "track", .empty = true, .rank = HTML_RANK },
	{ "tt", .rank = HTML_RANK },
	{ "u", .rank = HTML_RANK },
	{ "ul", .block = true, .closes = HTML_PARAGRAPH, .fences = HTML_ITEM, .rank = HTML_RANK },
	{ "var", .rank = HTML_RANK },
	{ "video", .unseen = true, .rank = HTML_RANK },
	{ "wbr", .empty = true, .rank = HTML_RANK },
	{ "xml", .unseen = true, .head = true, .rank = HTML_RANK },
};

/* Source: what Word 2000 to 2019 writes into the comments of its pages. */
static const char *const html_wordless[] = { "style",
					     "script",
					     "w:worddocument",
					     "w:latentstyles",
					     "o:officedocumentsettings",
					     "o:author",
					     "o:lastauthor",
					     "o:company",
					     "o:manager",
					     "o:template",
					     "o:revision",
					     "o:version",
					     "o:totaltime",
					     "o:created",
					     "o:lastsaved",
					     "o:lastprinted",
					     "o:ksoproductbuildver",
					     "o:ksotemplateuuid",
					     "o:icv",
					     "o:pages",
					     "o:words",
					     "o:lines",
					     "o:paragraphs",
					     "o:characters",
					     "o:characterswithspaces" };

const char *
html_element_wordless(const char *at, size_t n)
{
	for (size_t i = 0; i < G_N_ELEMENTS(html_wordless); i++) {
		size_t length = strlen(html_wordless[i]);

		if (n > length + 1 && g_ascii_strncasecmp(at + 1, html_wordless[i], length) == 0 &&
		    strchr(" \t\r\n>", at[1 + length]))
			return html_wordless[i];
	}
	return NULL;
}

const HtmlElement *
html_element_find(const char *name, size_t n)
{
	char lower[HTML_NAME_BYTES];
	size_t low = 0, high = G_N_ELEMENTS(html_elements);

	if (n >= sizeof lower)
		return NULL;
	for (size_t i = 0; i < n; i++)
		lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] | 0x20) : name[i];
	lower[n] = '\0';
	while (low < high) {
		size_t middle = (low + high) / 2;
		const char *known = html_elements[middle].name;
		int order = *lower == *known ? strcmp(lower, known) : *lower - *known;

		if (order == 0)
			return &html_elements[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool
ends_in_number(const GString *style)
{
	char last = style->len > 0 ? style->str[style->len - 1] : '\0';

	return g_ascii_isdigit(last) || last == '%';
}

bool
html_element_style(const char *const *attributes, GString *style)
{
	const char *written = quotation_attribute(attributes, "style");
	bool inside = false; /* a comment */

	g_string_truncate(style, 0);
	for (size_t i = 0; written && i < STYLE_CHARACTERS && written[i]; i++) {
		if (strncmp(written + i, inside ? "*/" : "/*", 2) == 0) {
			inside = !inside;
			i++;
		} else if (!inside && !g_ascii_isspace(written[i])) {
			g_string_append_c(style, g_ascii_tolower(written[i]));
		} else if (!inside && ends_in_number(style) && g_ascii_isdigit(written[i + 1])) {
			g_string_append_c(style, ','); /* rgb(255 255 255) */
		}
	}
	return written != NULL;
}

const char *
html_element_value(const char *style, const char *property)
{
	const char *last = NULL;
	bool important = false;

	for (const char *at = style; (at = strstr(at, property)); at++) {
		const char *value = at + strlen(property), *mark;
		bool own;

		if (at != style && at[-1] != ';')
			continue;
		mark = memchr(value, '!', strcspn(value, ";"));
		own = mark && g_str_has_prefix(mark, "!important");
		if (own || !important)
			last = value;
		important = important || own;
	}
	return last;
}

/* Is `property` there with a size that nobody can see? */
static bool
html_element_is_nothing(const char *style, const char *property)
{
	const char *value = html_element_value(style, property);
	char *end;
	double size;

	if (!value)
		return false;
	size = g_ascii_strtod(value, &end);
	return end > value && size >= 0 &&
	       (size == 0 ||
		(size < 1.5 && (strncmp(end, "px", 2) == 0 || strncmp(end, "pt", 2) == 0)));
}

/* Does it lie beyond the page's edge? */
static bool
html_element_is_outside(const char *style)
{
	static const char *const edges[] = { "text-indent:", "left:", "top:", "margin-left:" };

	for (size_t i = 0; i < G_N_ELEMENTS(edges); i++) {
		const char *value = html_element_value(style, edges[i]);

		if (value && *value == '-' && g_ascii_strtod(value, NULL) <= -OUTSIDE)
			return true;
	}
	return false;
}

static bool
html_element_is_colourless(const char *style)
{
	const char *value = html_element_value(style, "color:");

	size_t n;

	if (!value)
		return false;
	if (*value == '#') {
		n = strspn(value + 1, "0123456789abcdef");
		return (n == 4 && value[4] == '0') ||
		       (n == 8 && value[7] == '0' && value[8] == '0');
	}
	if (!g_str_has_prefix(value, "rgb") && !g_str_has_prefix(value, "hsl"))
		return g_str_has_prefix(value, "transparent");
	/* The fourth number: rgba(0,0,0,0), rgb(0 0 0/0%). */
	for (int i = 0; i < 3; i++) {
		n = strcspn(value, ",/;)");
		if (value[n] != ',' && value[n] != '/')
			return false;
		value += n + 1;
	}
	return g_ascii_isdigit(*value) && g_ascii_strtod(value, NULL) == 0;
}

bool
html_element_is_struck(const HtmlElement *element, const char *style)
{
	static const char *const names[] = { "s", "strike", "del" };

	for (size_t i = 0; element && i < G_N_ELEMENTS(names); i++)
		if (strcmp(element->name, names[i]) == 0)
			return true;
	return style && strstr(style, "line-through");
}

bool
html_element_is_hidden(const HtmlElement *element, const char *const *attributes, const char *style)
{
	if ((element && element->unseen) || quotation_attribute(attributes, "hidden"))
		return true;
	if (!style)
		return false;
	return strstr(style, "display:none") || strstr(style, "visibility:hidden") ||
	       strstr(style, "visibility:collapse") || strstr(style, "clip:rect(0") ||
	       strstr(style, "mso-hide:all") || html_element_is_nothing(style, "font-size:") ||
	       html_element_is_nothing(style, "opacity:") || html_element_is_outside(style) ||
	       html_element_is_colourless(style) ||
	       (strstr(style, "overflow:hidden") &&
		(html_element_is_nothing(style, "max-height:") ||
		 html_element_is_nothing(style, "height:") ||
		 html_element_is_nothing(style, "width:")));
}
