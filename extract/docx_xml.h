/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx_xml — one WordprocessingML part pushed through, its text appended
 *
 * Not here: the archive (docx).
 */
#ifndef CHENGBAO_EXTRACT_DOCX_XML_H
#define CHENGBAO_EXTRACT_DOCX_XML_H

#include <glib.h>
#include <stddef.h>

typedef enum {
	DOCX_XML_GOOD,
	DOCX_XML_DOCTYPE, /* refused: no honest document has one */
	DOCX_XML_DAMAGED,
	DOCX_XML_FULL, /* the text reached its cap */
} DocxXmlState;

typedef struct DocxXml DocxXml;

/* Appends to `text` (borrowed) until it has max_bytes. Never NULL. */
DocxXml *docx_xml_new(GString *text, size_t max_bytes);
DocxXmlState docx_xml_push(DocxXml *xml, const char *bytes, size_t n_bytes);
DocxXmlState docx_xml_end(DocxXml *xml);
void docx_xml_free(DocxXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxXml, docx_xml_free)

#endif
