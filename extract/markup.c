/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * markup — one XML part of a document pushed through, element by element
 *
 * SAX2 handlers only: no tree exists, so nothing can be expanded into it. The
 * first sign of a DTD stops the parser.
 */
#include "extract/markup.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#define MARKUP_PIECE_BYTES 4096 /* holds no more attributes than take a millisecond */
#define MARKUP_TAG_LEAST 2	/* bytes from which on one shows that it is a tag */

struct Markup {
	xmlParserCtxtPtr parser;
	const MarkupHandlers *handlers;
	void *context;
	GString *text;
	size_t max_bytes;
	MarkupState state;
	bool loose;
	int depth;
	int skip;		    /* depth at which a skipped element began; 0: none */
	int n_namespaces;	    /* in force */
	int declares[MARKUP_DEPTH]; /* how many of them each open element declares */
	const xmlChar **attributes; /* of the element that starts: name, prefix, URI, from, to */
	int n_attributes;
};

void
markup_stop(Markup *markup, MarkupState state)
{
	if (markup->state == MARKUP_GOOD)
		markup->state = state;
	xmlStopParser(markup->parser);
}

void
markup_append(Markup *markup, const char *bytes, size_t n_bytes)
{
	size_t room = markup->max_bytes - MIN(markup->max_bytes, markup->text->len);

	if (n_bytes > room) {
		const char *end;

		g_string_append_len(markup->text, bytes, (gssize)room);
		/* Not half a character. */
		if (!g_utf8_validate(markup->text->str, (gssize)markup->text->len, &end))
			g_string_truncate(markup->text, (gsize)(end - markup->text->str));
		markup_stop(markup, MARKUP_FULL);
		return;
	}
	g_string_append_len(markup->text, bytes, (gssize)n_bytes);
}

void
markup_break(Markup *markup)
{
	const GString *text = markup->text;

	if (text->len > 0 && text->str[text->len - 1] != '\n')
		markup_append(markup, "\n", 1);
}

void
markup_replace_end(Markup *markup, char last, const char *with)
{
	GString *text = markup->text;

	if (text->len > 0 && text->str[text->len - 1] == last)
		g_string_truncate(text, text->len - 1);
	markup_append(markup, with, strlen(with));
}

void
markup_into(Markup *markup, GString *text)
{
	markup->text = text;
}

int
markup_depth(const Markup *markup)
{
	return markup->depth;
}

void
markup_skip(Markup *markup)
{
	if (!markup->skip)
		markup->skip = markup->depth;
}

bool
markup_attribute(const Markup *markup, const char *name, char *value, size_t n_value)
{
	return markup_attribute_in(markup, NULL, name, value, n_value);
}

int
markup_number(const Markup *markup, const char *name, int otherwise)
{
	char value[16];

	return markup_attribute(markup, name, value, sizeof value)
		       ? (int)CLAMP(strtol(value, NULL, 10), 0, 1000000)
		       : otherwise;
}

bool
markup_attribute_in(const Markup *markup, const char *in, const char *name, char *value,
		    size_t n_value)
{
	for (int i = 0; i < markup->n_attributes; i++) {
		const xmlChar **attribute = markup->attributes + (ptrdiff_t)i * 5;
		size_t n = (size_t)(attribute[4] - attribute[3]);

		if (strcmp((const char *)attribute[0], name) != 0 ||
		    (in && (!attribute[2] || !strstr((const char *)attribute[2], in))))
			continue;
		if (n >= n_value)
			return false;
		memcpy(value, attribute[3], n);
		value[n] = '\0';
		return true;
	}
	return false;
}

static void
markup_on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
		const xmlChar **attributes)
{
	Markup *markup = context;

	(void)prefix, (void)uri, (void)namespaces, (void)n_defaulted;
	markup->n_namespaces += n_namespaces;
	if (markup->depth == MARKUP_DEPTH || markup->n_namespaces > MARKUP_NAMESPACES) {
		markup_stop(markup, MARKUP_DAMAGED);
		return;
	}
	markup->declares[markup->depth++] = n_namespaces;
	if (markup->skip || !markup->handlers->start)
		return;
	markup->attributes = attributes;
	markup->n_attributes = n_attributes;
	markup->handlers->start(markup, markup->context, (const char *)name);
	markup->n_attributes = 0;
}

static void
markup_on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	Markup *markup = context;
	bool skipped = markup->skip != 0;

	(void)prefix, (void)uri;
	if (markup->skip == markup->depth)
		markup->skip = 0;
	if (!skipped && markup->handlers->end)
		markup->handlers->end(markup, markup->context, (const char *)name);
	if (markup->depth > 0)
		markup->n_namespaces -= markup->declares[--markup->depth];
}

static void
markup_on_characters(void *context, const xmlChar *bytes, int n_bytes)
{
	Markup *markup = context;

	if (!markup->skip && n_bytes > 0 && markup->handlers->characters)
		markup->handlers->characters(markup, markup->context, (const char *)bytes,
					     (size_t)n_bytes);
}

static void
markup_on_doctype(void *context, const xmlChar *name, const xmlChar *external,
		  const xmlChar *location)
{
	(void)name, (void)external, (void)location;
	markup_stop(context, MARKUP_DOCTYPE);
}

static void G_GNUC_PRINTF(2, 3) markup_silent(void *context, const char *format, ...)
{
	(void)context, (void)format;
}

Markup *
markup_new(const MarkupHandlers *handlers, void *context, GString *text, size_t max_bytes)
{
	static const xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = markup_on_start,
		.endElementNs = markup_on_end,
		.characters = markup_on_characters,
		.ignorableWhitespace = markup_on_characters,
		.cdataBlock = markup_on_characters,
		.internalSubset = markup_on_doctype,
		.externalSubset = markup_on_doctype,
		.warning = markup_silent,
		.error = markup_silent,
		.fatalError = markup_silent,
	};
	Markup *markup = g_new0(Markup, 1);

	markup->handlers = handlers;
	markup->context = context;
	markup->text = text;
	markup->max_bytes = max_bytes;
	markup->parser = xmlCreatePushParserCtxt((xmlSAXHandler *)&sax, markup, NULL, 0, NULL);
	g_assert(markup->parser);
	xmlCtxtUseOptions(markup->parser, XML_PARSE_NONET);
	return markup;
}

void
markup_loosen(Markup *markup)
{
	markup->loose = true;
	xmlCtxtUseOptions(markup->parser, XML_PARSE_NONET | XML_PARSE_RECOVER);
}

/* The parser waits for a tag's end and then compares each of its attributes with each. Is the one
 * that it waits for still such as programs write? */
static bool
markup_is_tame(const Markup *markup)
{
	const xmlParserInput *input = markup->parser->input;
	size_t n = input ? (size_t)(input->end - input->cur) : 0, n_quotes = 0;

	if (n < MARKUP_TAG_LEAST || input->cur[0] != '<' || input->cur[1] == '!' ||
	    input->cur[1] == '?')
		return true;
	for (size_t i = 0; i < n; i++)
		n_quotes += input->cur[i] == '"' || input->cur[i] == '\'';
	return n <= MARKUP_TAG_BYTES && n_quotes <= 2 * MARKUP_ATTRIBUTES;
}

static MarkupState
markup_feed(Markup *markup, const char *bytes, size_t n_bytes, int last)
{
	int bad = 0;

	if (markup->state == MARKUP_GOOD)
		bad = xmlParseChunk(markup->parser, bytes, (int)n_bytes, last);
	if (bad != 0 && !markup->loose && markup->state == MARKUP_GOOD)
		markup->state = MARKUP_DAMAGED;
	return markup->state;
}

MarkupState
markup_push(Markup *markup, const char *bytes, size_t n_bytes)
{
	for (size_t at = 0; at < n_bytes && markup->state == MARKUP_GOOD;
	     at += MARKUP_PIECE_BYTES) {
		markup_feed(markup, bytes + at, MIN(n_bytes - at, MARKUP_PIECE_BYTES), 0);
		if (markup->state == MARKUP_GOOD && !markup_is_tame(markup))
			markup_stop(markup, MARKUP_DAMAGED);
	}
	return markup->state;
}

MarkupState
markup_end(Markup *markup)
{
	return markup_feed(markup, "", 0, 1);
}

void
markup_free(Markup *markup)
{
	if (!markup)
		return;
	if (markup->parser->myDoc)
		xmlFreeDoc(markup->parser->myDoc);
	xmlFreeParserCtxt(markup->parser);
	g_free(markup);
}
