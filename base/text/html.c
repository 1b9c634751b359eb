/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html — the words of an HTML letter as a reader sees them
 *
 * libxml2 pushes elements and text past us; no tree is built, so depth costs
 * nothing and nothing is lost below libxml2's tree limit. Line ends and blanks
 * are wishes (`Page`) that come true when the next visible character does.
 * `<![if …]>` is taken out first: libxml2 would give it as text.
 *
 * What is hidden from a reader is kept apart, for those who look for secrecy marks.
 *
 * Promise: no network, no files, no output of the library; time grows with the
 * page's length.
 * Not here: which elements are hidden (html_element), which hold a quotation (quotation).
 */
#include "base/text/html.h"

#include "base/text/html_element.h"
#include "base/text/quotation.h"
#include "base/text/utf8.h"

#include <libxml/HTMLparser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES 4096
#define QUOTATIONS_MAX 1000
#define CONDITION_MAX 200
#define CHARSET_BYTES 2048 /* of the page, which may name its charset */

typedef struct {
	const char *name; /* in the parser's dictionary */
	bool hidden, code, block, pre, row, sure;
	int quotation;	  /* index of the span it opened, or -1 */
	unsigned n_cells; /* of a row */
	size_t from;	  /* bytes of text before it */
} Element;

typedef struct {
	GString *text, *hidden;
	GArray *elements;   /* Element, the open ones */
	GArray *quotations; /* Quotation */
	unsigned n_hidden, n_code, n_pre, n_sure, n_lines;
	bool blank, blank_line, tab, too_deep;
} Page;

/* ---- writing ---- */

static void
html_wish_line(Page *page)
{
	if (page->n_hidden == 0 && !page->tab)
		page->n_lines = MAX(page->n_lines, 1);
}

/* Where we are in the text, before blanks that may yet be trimmed. */
static size_t
html_place(const Page *page)
{
	size_t at = page->text->len;

	while (at > 0 && (page->text->str[at - 1] == ' ' || page->text->str[at - 1] == '\t'))
		at--;
	return at;
}

static bool
html_ends_wide(const GString *text)
{
	const char *last = g_utf8_find_prev_char(text->str, text->str + text->len);

	return last && utf8_wide(g_utf8_get_char(last));
}

/* Makes the wishes true before a visible character. */
static void
html_settle(Page *page, uint32_t next)
{
	GString *text = page->text;
	size_t n_lines = 0;

	if (page->n_lines > 0) {
		g_string_truncate(text, html_place(page));
		while (n_lines < text->len && text->str[text->len - 1 - n_lines] == '\n')
			n_lines++;
		for (; text->len > 0 && page->n_lines > 0 && n_lines < 2; n_lines++) {
			g_string_append_c(text, '\n');
			page->n_lines--;
		}
	} else if (page->tab) {
		g_string_truncate(text, html_place(page));
		g_string_append_c(text, '\t');
	} else if (page->blank && text->len > 0 && !strchr(" \n\t", text->str[text->len - 1]) &&
		   !(page->blank_line && utf8_wide(next) && html_ends_wide(text))) {
		/* A line end of the source between two Chinese characters is no blank. */
		g_string_append_c(text, ' ');
	}
	page->n_lines = 0;
	page->tab = page->blank = page->blank_line = false;
}

/* A blank that the writer put there: it stays, as a blank. */
static bool
html_is_fixed_blank(uint32_t c)
{
	return c == 0xA0 || c == 0x2007 || c == 0x202F;
}

/* A character that is seen and means itself. */
static bool
html_is_plain(uint32_t c)
{
	if (c < 0x7F)
		return c > ' ';
	return c != UTF8_BAD && c >= 0xA0 && !html_is_fixed_blank(c) && !utf8_invisible(c);
}

static void
html_write(Page *page, const char *text, size_t n)
{
	size_t run = n; /* where a run of visible characters begins; n: none */

	if (page->n_hidden > 0) {
		if (page->n_code == 0)
			g_string_append_len(page->hidden, text, (gssize)n);
		return;
	}
	for (size_t i = 0; i < n;) {
		uint32_t c;
		size_t length = utf8_step(text + i, n - i, &c);

		if (html_is_plain(c)) {
			if (run == n) {
				html_settle(page, c);
				run = i;
			}
			i += length;
			continue;
		}
		if (run < n)
			g_string_append_len(page->text, text + run, (gssize)(i - run));
		run = n;
		if (c == '\n' && page->n_pre > 0) {
			page->n_lines = MIN(page->n_lines + 1, 2);
		} else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
			page->blank = true;
			page->blank_line |= c == '\n';
		} else if (html_is_fixed_blank(c)) {
			html_settle(page, c);
			g_string_append_c(page->text, ' ');
		} /* else it is dropped */
		i += length;
	}
	if (run < n)
		g_string_append_len(page->text, text + run, (gssize)(n - run));
}

/* ---- elements ---- */

/* Words that a page shows instead of a picture, in a field, or under the mouse. */
static void
html_keep_attributes(Page *page, const char *const *attributes)
{
	static const char *const worded[] = { "alt", "title", "value" };

	for (size_t i = 0; i < G_N_ELEMENTS(worded); i++) {
		const char *words = quotation_attribute(attributes, worded[i]);

		if (words && *words)
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
	Quotation quotation = { kind, html_place(page), SIZE_MAX };

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

		if (!row->row)
			continue;
		if (++row->n_cells > 1 && page->text->len > row->from && page->n_hidden == 0) {
			page->n_lines = 0;
			page->tab = true;
		}
		return;
	}
}

static void
html_start(void *data, const xmlChar *xml_name, const xmlChar **xml_attributes)
{
	Page *page = data;
	const char *name = (const char *)xml_name;
	const char *const *attributes = (const char *const *)xml_attributes;
	g_autofree char *style = html_element_style(attributes);
	Element element = { .name = name, .quotation = -1 };

	element.hidden = html_element_is_hidden(name, attributes, style);
	element.code = strcmp(name, "script") == 0 || strcmp(name, "style") == 0;
	element.block = html_element_is_block(name);
	element.pre = strcmp(name, "pre") == 0 || strcmp(name, "textarea") == 0;
	element.row = strcmp(name, "tr") == 0;
	if (element.row)
		page->tab = false;
	if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0)
		html_open_cell(page);
	if (strcmp(name, "br") == 0 && page->n_hidden == 0 && !page->tab)
		page->n_lines = MIN(page->n_lines + 1, 2);
	if (element.block)
		html_wish_line(page);
	if (element.block || element.hidden)
		html_hide_line(page);
	html_keep_attributes(page, attributes);
	element.from = page->text->len;
	if (page->n_hidden == 0)
		html_open_quotation(page, &element, quotation_kind(name, attributes, style));
	page->n_hidden += element.hidden;
	page->n_code += element.code;
	page->n_pre += element.pre;
	page->n_sure += element.sure;
	page->too_deep |= page->elements->len >= HTML_MAX_DEPTH;
	g_array_append_val(page->elements, element);
}

static void
html_close(Page *page, const Element *element)
{
	if (element->block || element->hidden)
		html_hide_line(page);
	page->n_hidden -= element->hidden;
	page->n_code -= element->code;
	page->n_pre -= element->pre;
	page->n_sure -= element->sure;
	if (element->quotation >= 0)
		g_array_index(page->quotations, Quotation, element->quotation).to =
			html_place(page);
	if (element->block)
		html_wish_line(page);
}

static void
html_end(void *data, const xmlChar *name)
{
	Page *page = data;
	guint n = page->elements->len, at = n;

	/* libxml2 closes what it opened, in order; do not rely on it. */
	while (at > 0 && n - at < 64 &&
	       strcmp(g_array_index(page->elements, Element, at - 1).name, (const char *)name) != 0)
		at--;
	if (at == 0 || n - at >= 64)
		return;
	for (; n >= at; n--) {
		html_close(page, &g_array_index(page->elements, Element, n - 1));
		g_array_set_size(page->elements, n - 1);
	}
}

static void
html_characters(void *data, const xmlChar *text, int n)
{
	html_write(data, (const char *)text, (size_t)n);
}

/* Outlook's text boxes lie in comments that only it looks into: words without tags. */
static void
html_comment(void *data, const xmlChar *xml_text)
{
	Page *page = data;
	const char *at = (const char *)xml_text;

	if (*at == '[') /* [if gte mso 9]> */
		at += strcspn(at, ">") + (strchr(at, '>') != NULL);
	html_hide_line(page);
	while (*at) {
		size_t n = strcspn(at, "<");

		g_string_append_len(page->hidden, at, (gssize)n);
		at += n;
		at += strcspn(at, ">");
		at += *at == '>';
	}
	html_hide_line(page);
}

static void
html_silent(void *data, const char *format, ...)
{
	(void)data;
	(void)format;
}

/* ---- the page ---- */

/* A copy without `<![…]>`. `<![endif]-->` ends a comment and stays. */
static char *
html_without_conditions(const char *html)
{
	GString *plain = g_string_sized_new(strlen(html) + 1);

	for (const char *at; (at = strchr(html, '<')) != NULL;) {
		bool condition = at[1] == '!' && at[2] == '[';
		size_t n = 3;

		while (condition && n < CONDITION_MAX && at[n] && !strchr("]<>", at[n]))
			n++;
		g_string_append_len(plain, html, at - html);
		if (condition && at[n] == ']' && at[n + 1] == '>') {
			html = at + n + 2;
		} else {
			g_string_append_c(plain, '<');
			html = at + 1;
		}
	}
	g_string_append(plain, html);
	return g_string_free(plain, FALSE);
}

/* What lies too deep for the parser: tags are taken out, text stays. */
static void
html_strip(Page *page, const char *at)
{
	page->n_hidden = page->n_code = 0;
	while (*at) {
		size_t n = strcspn(at, "<");

		html_write(page, at, n);
		at += n;
		n = strcspn(at, ">");
		at += n + (at[n] == '>');
		html_wish_line(page);
	}
}

static void
html_parse(Page *page, const char *html)
{
	htmlSAXHandler handler = { .startElement = html_start,
				   .endElement = html_end,
				   .characters = html_characters,
				   .ignorableWhitespace = html_characters,
				   .comment = html_comment,
				   .error = html_silent,
				   .warning = html_silent,
				   .fatalError = html_silent };
	htmlParserCtxtPtr parser =
		htmlCreatePushParserCtxt(&handler, page, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	size_t n = strlen(html), at = 0;

	if (parser) {
		htmlCtxtUseOptions(parser, HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET |
						   HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD);
		parser->sax->error = html_silent;
		while (at < n && !page->too_deep) {
			size_t chunk = MIN(n - at, CHUNK_BYTES);

			htmlParseChunk(parser, html + at, (int)chunk, 0);
			at += chunk;
		}
		/* Given up in the middle: what the parser holds is stripped with the
		 * rest, and open quotations stay open. */
		if (page->too_deep)
			at -= MIN(at, (size_t)(parser->input->end - parser->input->cur));
		else
			htmlParseChunk(parser, NULL, 0, 1);
		htmlFreeParserCtxt(parser);
	}
	html_strip(page, html + at);
}

HtmlText *
html_to_text(const char *utf8, size_t n)
{
	HtmlText *result = g_new0(HtmlText, 1);
	g_autofree char *clean = utf8_clean(utf8, MIN(n, HTML_MAX_BYTES));
	g_autofree char *html = html_without_conditions(clean);
	Page page = { .text = g_string_sized_new(strlen(html) / 4 + 1),
		      .hidden = g_string_new(NULL),
		      .elements = g_array_new(FALSE, FALSE, sizeof(Element)),
		      .quotations = g_array_new(FALSE, FALSE, sizeof(Quotation)) };

	html_parse(&page, html);
	result->fresh = quotation_fresh(page.text->str,
					(const Quotation *)(const void *)page.quotations->data,
					page.quotations->len, &result->quote, &result->doubt);
	result->text = g_strstrip(g_string_free(page.text, FALSE));
	result->hidden = g_strstrip(utf8_clean(page.hidden->str, page.hidden->len));
	g_string_free(page.hidden, TRUE);
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
	g_free(text->fresh);
	g_free(text);
}
