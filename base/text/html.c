/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html — the words of an HTML letter as a reader sees them
 *
 * Tags and words pass by (html_token) with a stack of the open elements; no tree is
 * built.
 *
 * What is hidden from a reader is kept apart, for those who look for secrecy marks.
 *
 * Promise: time grows with the page's length; the words of an answer have no numbers that the
 * page gave them (html_list).
 * Not here: tags and references (html_token), which elements are hidden (html_element),
 * which hold a quotation (quotation).
 */
#include "base/text/html.h"

#include "base/text/html_colour.h"
#include "base/text/html_comment.h"
#include "base/text/html_element.h"
#include "base/text/html_flow.h"
#include "base/text/html_list.h"
#include "base/text/html_sheet.h"
#include "base/text/html_token.h"
#include "base/text/quotation.h"
#include "base/text/utf8.h"

#include <stdint.h>
#include <string.h>

#define QUOTATIONS_MAX 1000
#define CHARSET_BYTES 2048 /* of the page, which may name its charset */

typedef struct {
	const HtmlElement *kind; /* NULL: none that we know */
	const char *name;	 /* as the page writes it */
	size_t n_name;
	bool hidden, deleted, struck, sure;
	bool turns; /* its words are lost in their ground and those around are not, or not any more
		     */
	int quotation;	  /* index of the span it opened, or -1 */
	unsigned n_cells; /* of a row */
	HtmlColours colours;
	size_t from; /* bytes of text before it */
} Element;

typedef struct {
	HtmlFlow flow;
	HtmlLists lists;
	GString *hidden, *deleted, *struck;
	GString *style;	    /* of the tag that is read */
	GArray *elements;   /* Element, the open ones */
	GArray *quotations; /* Quotation */
	unsigned n_hidden, n_deleted, n_struck, n_code, n_pre, n_sure;
	unsigned n_misplaced; /* html, head and body that nobody sees, still open */
	bool begun;	      /* something of the body has come */
	HtmlSheet sheet;
} Page;

static Element *
html_element(const Page *page, guint at)
{
	return &g_array_index(page->elements, Element, at);
}

/* The element that is open innermost; NULL: none is. */
static const Element *
html_innermost(const Page *page)
{
	return page->elements->len > 0 ? html_element(page, page->elements->len - 1) : NULL;
}

/* Does a reader see what is written here? In the colour of its ground it still takes its room. */
static bool
html_is_shown(const Page *page)
{
	const Element *element = html_innermost(page);

	return page->n_hidden == 0 && !(element && element->colours.lost);
}

static void
html_wish_line(Page *page)
{
	if (page->n_hidden == 0)
		html_flow_line(&page->flow);
}

static void
html_write(Page *page, const char *text, size_t n)
{
	if (page->n_struck > 0 && html_is_shown(page) && page->n_sure == 0)
		g_string_append_len(page->struck, text, (gssize)n);
	if (html_is_shown(page)) {
		size_t at = html_flow_place(&page->flow);

		html_flow_write(&page->flow, text, n, page->n_pre > 0);
		html_lists_place(&page->lists, page->flow.text->str, at);
	} else if (page->n_code == 0)
		g_string_append_len(page->n_deleted ? page->deleted : page->hidden, text,
				    (gssize)n);
}

/* ---- elements ---- */

/* Words that a page shows instead of a picture, in a field, or under the mouse. */
static void
html_keep_attributes(Page *page, const HtmlElement *kind, const char *const *attributes)
{
	static const char *const worded[] = { "alt", "title", "value" };

	for (size_t i = 0; i < G_N_ELEMENTS(worded); i++) {
		const char *words = quotation_attribute(attributes, worded[i]);

		/* An item's value is its number. */
		if (words && *words && !(kind && kind->family == HTML_ITEM && i == 2))
			g_string_append_printf(page->hidden, "\n%s\n", words);
	}
}

/* A line end where the page has one, so that a mark alone on its line is one. */
static void
html_hide_line(Page *page)
{
	GString *hidden = page->hidden;

	if (hidden->len > 0 && hidden->str[hidden->len - 1] != '\n')
		g_string_append_c(hidden, '\n');
}

static void
html_open_quotation(Page *page, Element *element, QuotationKind kind)
{
	Quotation quotation = { kind, html_flow_place(&page->flow), SIZE_MAX };

	if (kind == QUOTATION_NOT || page->n_sure > 0 || page->quotations->len >= QUOTATIONS_MAX)
		return;
	element->quotation = (int)page->quotations->len;
	element->sure = kind != QUOTATION_WEAK;
	g_array_append_val(page->quotations, quotation);
}

/* A second cell is set apart by a tab, whatever line the first one ended. */
static void
html_open_cell(Page *page)
{
	for (guint i = page->elements->len; i > 0 && i + 16 > page->elements->len; i--) {
		Element *row = &g_array_index(page->elements, Element, i - 1);

		if (!row->kind || !(row->kind->family & HTML_ROW))
			continue;
		if (++row->n_cells > 1 && page->flow.text->len > row->from && page->n_hidden == 0) {
			html_flow_cell(&page->flow);
		}
		return;
	}
}

static bool
html_is(const HtmlElement *kind, const char *name)
{
	return kind && strcmp(kind->name, name) == 0;
}

static void
html_close(Page *page, const Element *element)
{
	bool block = element->kind && element->kind->block;

	if (block || element->hidden || element->turns)
		html_hide_line(page);
	page->n_hidden -= element->hidden;
	page->n_deleted -= element->deleted;
	page->n_struck -= element->struck;
	if (element->struck)
		g_string_append_c(page->struck, '\n');
	page->n_sure -= element->sure;
	if (element->kind) {
		page->n_code -= element->kind->code;
		page->n_pre -= element->kind->pre;
	}
	if (element->quotation >= 0)
		g_array_index(page->quotations, Quotation, element->quotation).to =
			html_flow_place(&page->flow);
	html_lists_close(&page->lists, element->kind);
	if (block)
		html_wish_line(page);
}

/* Closes the open elements down to this one. */
static void
html_close_from(Page *page, guint at)
{
	for (guint n = page->elements->len; n > at; n--) {
		html_close(page, html_element(page, n - 1));
		g_array_set_size(page->elements, n - 1);
	}
}

/* What ends where an element of this kind begins, unless a fence keeps it in. */
static void
html_close_before(Page *page, const HtmlElement *kind)
{
	guint cut = page->elements->len;
	unsigned closes = kind->closes;

	for (guint i = cut; i > 0 && closes; i--) {
		const HtmlElement *open = html_element(page, i - 1)->kind;

		if (!open)
			continue;
		if (open->family & closes)
			cut = i - 1;
		closes &= ~open->fences;
	}
	html_close_from(page, cut);
}

/* The head ends where something begins that is seen. */
static void
html_close_head(Page *page)
{
	guint n = page->elements->len;

	if (n > 0 && html_is(html_element(page, n - 1)->kind, "head"))
		html_close_from(page, n - 1);
	page->begun = true;
}

/* A page inside the page has tags that nobody sees. */
static bool
html_is_misplaced(const Page *page, const HtmlElement *kind)
{
	if (html_is(kind, "html"))
		return page->elements->len > 0;
	if (html_is(kind, "head"))
		return page->begun;
	if (!html_is(kind, "body"))
		return false;
	for (guint i = 0; i < page->elements->len; i++)
		if (html_is(html_element(page, i)->kind, "body"))
			return true;
	return false;
}

/* What begins with the tag, before the element itself lies on the stack. */
static void
html_begin(Page *page, const HtmlElement *kind)
{
	html_close_before(page, kind);
	if (kind->family & HTML_ROW)
		page->flow.tab = false;
	if (kind->family & HTML_CELL)
		html_open_cell(page);
	if (kind->empty && strcmp(kind->name, "br") == 0 && page->n_hidden == 0)
		html_flow_break(&page->flow);
	if (kind->block)
		html_wish_line(page);
	page->n_code += kind->code;
	page->n_pre += kind->pre;
}

static void
html_open(Page *page, const HtmlToken *tag)
{
	const HtmlElement *kind = tag->element;
	const char *const *attributes = tag->attributes;
	const char *style = html_element_style(attributes, page->style) ? page->style->str : NULL;
	const Element *around;
	Element element = { .kind = kind, .name = tag->text, .n_name = tag->n, .quotation = -1 };

	if (html_is_misplaced(page, kind)) {
		page->n_misplaced++;
		return;
	}
	if (kind && !kind->head && strcmp(kind->name, "html") != 0 &&
	    strcmp(kind->name, "head") != 0)
		html_close_head(page);
	if (kind)
		html_begin(page, kind);
	around = html_innermost(page);
	element.deleted = html_is(kind, "del") && quotation_attribute(attributes, "datetime");
	element.struck = html_element_is_struck(kind, style);
	/* A sheet may colour what has a class. */
	element.colours =
		html_colours(around ? &around->colours : NULL, attributes, style,
			     page->sheet.any && (quotation_attribute(attributes, "class") ||
						 quotation_attribute(attributes, "id")));
	element.turns = element.colours.lost != (around && around->colours.lost);
	element.hidden = element.deleted || html_element_is_hidden(kind, attributes, style) ||
			 html_sheet_hides(&page->sheet, attributes);
	if ((kind && kind->block) || element.hidden || element.turns)
		html_hide_line(page);
	html_keep_attributes(page, kind, attributes);
	element.from = page->flow.text->len;
	if (page->n_hidden == 0)
		html_open_quotation(page, &element,
				    quotation_kind(kind ? kind->name : "", attributes, style));
	page->n_hidden += element.hidden;
	page->n_deleted += element.deleted;
	page->n_struck += element.struck;
	page->n_sure += element.sure;
	html_lists_open(&page->lists, kind, attributes, style, page->n_hidden == 0);
	g_array_append_val(page->elements, element);
	if (tag->closed || (kind && kind->empty))
		html_close_from(page, page->elements->len - 1);
}

static bool
html_is_same(const Element *element, const HtmlToken *tag)
{
	return element->kind == tag->element &&
	       (tag->element || (element->n_name == tag->n &&
				 g_ascii_strncasecmp(element->name, tag->text, tag->n) == 0));
}

/* An end tag ends what it names and what lies in that, but nothing of higher rank. */
static void
html_end(Page *page, const HtmlToken *tag)
{
	unsigned rank = tag->element ? tag->element->rank : HTML_RANK;
	bool page_tag = html_is(tag->element, "html") || html_is(tag->element, "head") ||
			html_is(tag->element, "body");

	if (page_tag && page->n_misplaced > 0) {
		page->n_misplaced--;
		return;
	}
	for (guint i = page->elements->len; i > 0; i--) {
		const Element *element = html_element(page, i - 1);

		if (html_is_same(element, tag)) {
			html_close_from(page, i - 1);
			return;
		}
		if ((element->kind ? element->kind->rank : HTML_RANK) > rank)
			return;
	}
	if (tag->element && tag->element->family & HTML_PARAGRAPH)
		html_wish_line(page);
}

static bool
html_is_blank(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!g_ascii_isspace(text[i]))
			return false;
	return true;
}

static void
html_words(Page *page, const HtmlToken *words)
{
	if (!page->begun && !html_is_blank(words->text, words->n) && page->n_code == 0)
		html_close_head(page);
	html_write(page, words->text, words->n);
}

static void
html_comment(Page *page, const char *inside, size_t n)
{
	html_hide_line(page);
	html_comment_words(inside, n, page->hidden);
	html_hide_line(page);
}

/* ---- the page ---- */

/* What lies deeper than anybody writes: tags are taken out, text stays. */
static void
html_strip(Page *page, const char *at, const char *end)
{
	page->n_hidden = page->n_deleted = page->n_struck = page->n_code = 0;
	while (at < end) {
		const char *stop = memchr(at, '<', (size_t)(end - at));

		stop = stop ? stop : end;
		html_write(page, at, (size_t)(stop - at));
		stop = memchr(stop, '>', (size_t)(end - stop));
		at = stop ? stop + 1 : end;
		html_wish_line(page);
	}
}

static void
html_parse(Page *page, const char *html, size_t n)
{
	HtmlTokens tokens;
	HtmlToken token;

	html_tokens_init(&tokens, html, n);
	while (page->elements->len <= HTML_MAX_DEPTH && html_tokens_next(&tokens, &token)) {
		switch (token.kind) {
		case HTML_TOKEN_WORDS:
			html_words(page, &token);
			break;
		case HTML_TOKEN_OPEN:
			html_open(page, &token);
			break;
		case HTML_TOKEN_CLOSE:
			html_end(page, &token);
			break;
		default:
			html_comment(page, token.text, token.n);
		}
	}
	/* Given up in the middle: open quotations stay open. */
	html_strip(page, tokens.at, tokens.end);
	html_tokens_clear(&tokens);
}

/* The same with the numbers of its lists. */
static void
html_number(Page *page, HtmlText *result)
{
	g_autofree char *text = html_lists_number(&page->lists, page->flow.text->str);
	bool quote, doubt;

	if (!text)
		return;
	for (guint i = 0; i < page->quotations->len; i++) {
		Quotation *quotation = &g_array_index(page->quotations, Quotation, i);

		quotation->from = html_lists_moved(&page->lists, quotation->from);
		if (quotation->to != SIZE_MAX)
			quotation->to = html_lists_moved(&page->lists, quotation->to);
	}
	result->numbered_fresh =
		quotation_fresh(text, (const Quotation *)(const void *)page->quotations->data,
				page->quotations->len, &quote, &doubt);
	result->numbered = g_strstrip(g_steal_pointer(&text));
}

HtmlText *
html_to_text(const char *utf8, size_t n)
{
	HtmlText *result = g_new0(HtmlText, 1);
	g_autofree char *clean = utf8_clean(utf8, MIN(n, HTML_MAX_BYTES));
	size_t n_clean = strlen(clean);
	Page page = { .flow.text = g_string_sized_new(n_clean / 4 + 1),
		      .hidden = g_string_new(NULL),
		      .deleted = g_string_new(NULL),
		      .struck = g_string_new(NULL),
		      .style = g_string_new(NULL),
		      .elements = g_array_new(FALSE, FALSE, sizeof(Element)),
		      .quotations = g_array_new(FALSE, FALSE, sizeof(Quotation)) };

	html_lists_init(&page.lists);
	html_sheet_read(&page.sheet, clean, n_clean);
	html_parse(&page, clean, n_clean);
	result->fresh = quotation_fresh(page.flow.text->str,
					(const Quotation *)(const void *)page.quotations->data,
					page.quotations->len, &result->quote, &result->doubt);
	html_number(&page, result);
	result->text = g_strstrip(g_string_free(page.flow.text, FALSE));
	result->hidden = g_strstrip(utf8_clean(page.hidden->str, page.hidden->len));
	result->deleted = g_strstrip(utf8_clean(page.deleted->str, page.deleted->len));
	result->struck = g_strstrip(g_string_free(page.struck, FALSE));
	g_string_free(page.hidden, TRUE);
	g_string_free(page.deleted, TRUE);
	g_string_free(page.style, TRUE);
	html_lists_clear(&page.lists);
	html_sheet_clear(&page.sheet);
	g_array_free(page.elements, TRUE);
	g_array_free(page.quotations, TRUE);
	return result;
}

char *
html_charset(const char *bytes, size_t n)
{
	g_autofree char *head = g_strndup(bytes, MIN(n, CHARSET_BYTES));
	g_autofree char *lower = g_ascii_strdown(head, -1);
	const char *meta = strstr(lower, "<meta");
	const char *at = meta ? strstr(meta, "charset") : NULL;
	size_t length;

	if (!at)
		return NULL;
	at += strlen("charset");
	at += strspn(at, " \t=\"'");
	length = strcspn(at, " \t\r\n\"'/>;");
	return length > 0 && length < 40 ? g_strndup(at, length) : NULL;
}

void
html_free(HtmlText *text)
{
	if (!text)
		return;
	g_free(text->text);
	g_free(text->hidden);
	g_free(text->deleted);
	g_free(text->struck);
	g_free(text->fresh);
	g_free(text->numbered);
	g_free(text->numbered_fresh);
	g_free(text);
}
