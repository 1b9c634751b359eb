/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx_xml — one WordprocessingML part pushed through, its text appended
 *
 * SAX2 handlers only: no tree exists, so nothing can be expanded into it. The
 * first sign of a DTD stops the parser. Text boxes stand twice in a document
 * (mc:Choice and mc:Fallback): the fallback is skipped.
 */
#include "extract/docx_xml.h"

#include <libxml/parser.h>
#include <stdbool.h>
#include <string.h>

#define DOCX_XML_DEPTH 200

struct DocxXml {
	xmlParserCtxtPtr parser;
	GString *text;
	size_t max_bytes;
	DocxXmlState state;
	int depth;
	int skip;    /* depth at which a skipped element began; 0: none */
	int n_texts; /* open w:t */
	int n_cells; /* open w:tc */
};

static void
docx_xml_stop(DocxXml *xml, DocxXmlState state)
{
	if (xml->state == DOCX_XML_GOOD)
		xml->state = state;
	xmlStopParser(xml->parser);
}

static void
docx_xml_append(DocxXml *xml, const char *bytes, size_t n_bytes)
{
	size_t room = xml->max_bytes - MIN(xml->max_bytes, xml->text->len);

	if (n_bytes > room) {
		const char *end;

		g_string_append_len(xml->text, bytes, (gssize)room);
		/* Not half a character. */
		if (!g_utf8_validate(xml->text->str, (gssize)xml->text->len, &end))
			g_string_truncate(xml->text, (gsize)(end - xml->text->str));
		docx_xml_stop(xml, DOCX_XML_FULL);
		return;
	}
	g_string_append_len(xml->text, bytes, (gssize)n_bytes);
}

static bool
docx_xml_is_skipped(const char *name)
{
	/* Former text of tracked changes and the drawing's second form. */
	return strcmp(name, "Fallback") == 0 || strcmp(name, "delText") == 0 ||
	       strcmp(name, "instrText") == 0 || strcmp(name, "delInstrText") == 0;
}

static void
docx_xml_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	       int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
	       const xmlChar **attributes)
{
	DocxXml *xml = context;
	const char *local = (const char *)name;

	(void)prefix, (void)uri, (void)n_namespaces, (void)namespaces, (void)n_attributes;
	(void)n_defaulted, (void)attributes;
	if (++xml->depth > DOCX_XML_DEPTH) {
		docx_xml_stop(xml, DOCX_XML_DAMAGED);
		return;
	}
	if (xml->skip)
		return;
	if (docx_xml_is_skipped(local))
		xml->skip = xml->depth;
	else if (strcmp(local, "t") == 0)
		xml->n_texts++;
	else if (strcmp(local, "tc") == 0)
		xml->n_cells++;
	else if (strcmp(local, "tab") == 0 || strcmp(local, "ptab") == 0)
		docx_xml_append(xml, "\t", 1);
	else if (strcmp(local, "br") == 0 || strcmp(local, "cr") == 0)
		docx_xml_append(xml, "\n", 1);
	else if (strcmp(local, "txbxContent") == 0 && xml->text->len > 0 &&
		 xml->text->str[xml->text->len - 1] != '\n')
		docx_xml_append(xml, xml->n_cells ? " " : "\n", 1);
	else if (strcmp(local, "noBreakHyphen") == 0)
		docx_xml_append(xml, "-", 1);
}

/* A row's cells stand in one line, apart by tabs; so a paragraph's end inside a cell is a
 * blank, and what a cell or row leaves behind is tidied by the one that closes it. */
static void
docx_xml_close_cell(DocxXml *xml)
{
	GString *text = xml->text;

	if (text->len > 0 && text->str[text->len - 1] == ' ')
		g_string_truncate(text, text->len - 1);
	docx_xml_append(xml, "\t", 1);
}

static void
docx_xml_close_row(DocxXml *xml)
{
	GString *text = xml->text;

	if (text->len > 0 && text->str[text->len - 1] == '\t')
		g_string_truncate(text, text->len - 1);
	docx_xml_append(xml, xml->n_cells ? " " : "\n", 1);
}

static void
docx_xml_finish(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	DocxXml *xml = context;
	const char *local = (const char *)name;

	(void)prefix, (void)uri;
	if (xml->skip) {
		if (xml->skip == xml->depth)
			xml->skip = 0;
		xml->depth--;
		return;
	}
	xml->depth--;
	if (strcmp(local, "p") == 0)
		docx_xml_append(xml, xml->n_cells ? " " : "\n", 1);
	else if (strcmp(local, "t") == 0 && xml->n_texts > 0)
		xml->n_texts--;
	else if (strcmp(local, "tc") == 0 && xml->n_cells > 0) {
		xml->n_cells--;
		docx_xml_close_cell(xml);
	} else if (strcmp(local, "tr") == 0)
		docx_xml_close_row(xml);
}

static void
docx_xml_characters(void *context, const xmlChar *bytes, int n_bytes)
{
	DocxXml *xml = context;

	if (!xml->skip && xml->n_texts > 0 && n_bytes > 0)
		docx_xml_append(xml, (const char *)bytes, (size_t)n_bytes);
}

static void
docx_xml_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	docx_xml_stop(context, DOCX_XML_DOCTYPE);
}

static void G_GNUC_PRINTF(2, 3) docx_xml_silent(void *context, const char *format, ...)
{
	(void)context, (void)format;
}

DocxXml *
docx_xml_new(GString *text, size_t max_bytes)
{
	static const xmlSAXHandler handlers = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = docx_xml_start,
		.endElementNs = docx_xml_finish,
		.characters = docx_xml_characters,
		.ignorableWhitespace = docx_xml_characters,
		.cdataBlock = docx_xml_characters,
		.internalSubset = docx_xml_doctype,
		.externalSubset = docx_xml_doctype,
		.warning = docx_xml_silent,
		.error = docx_xml_silent,
		.fatalError = docx_xml_silent,
	};
	DocxXml *xml = g_new0(DocxXml, 1);

	xml->text = text;
	xml->max_bytes = max_bytes;
	xml->parser = xmlCreatePushParserCtxt((xmlSAXHandler *)&handlers, xml, NULL, 0, NULL);
	g_assert(xml->parser);
	xmlCtxtUseOptions(xml->parser, XML_PARSE_NONET);
	return xml;
}

static DocxXmlState
docx_xml_feed(DocxXml *xml, const char *bytes, size_t n_bytes, int last)
{
	int bad = 0;

	if (xml->state == DOCX_XML_GOOD)
		bad = xmlParseChunk(xml->parser, bytes, (int)n_bytes, last);
	if (bad != 0 && xml->state == DOCX_XML_GOOD)
		xml->state = DOCX_XML_DAMAGED;
	return xml->state;
}

DocxXmlState
docx_xml_push(DocxXml *xml, const char *bytes, size_t n_bytes)
{
	return docx_xml_feed(xml, bytes, n_bytes, 0);
}

DocxXmlState
docx_xml_end(DocxXml *xml)
{
	return docx_xml_feed(xml, "", 0, 1);
}

void
docx_xml_free(DocxXml *xml)
{
	if (!xml)
		return;
	if (xml->parser->myDoc)
		xmlFreeDoc(xml->parser->myDoc);
	xmlFreeParserCtxt(xml->parser);
	g_free(xml);
}
