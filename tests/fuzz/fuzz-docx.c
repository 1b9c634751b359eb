/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-docx — libFuzzer target: a document as extract/ gets it, and as bare XML
 */
#include <stdint.h>
#include <string.h>

#include "base/files.h"
#include "base/text/charset.h"
#include "extract/docx.h"
#include "extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fuzz_xml(const uint8_t *data, size_t size)
{
	g_autoptr(GString) text = g_string_new(NULL);
	DocxPart part = { 0 };
	g_autoptr(Markup) markup = markup_new(&docx_handlers, &part, text, 10000);

	markup_push(markup, (const char *)data, size);
	markup_end(markup);
	g_assert(text->len <= 10000);
	g_assert(g_utf8_validate(text->str, (gssize)text->len, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Extracted extracted;
	autofd fd = -1;

	charset_load(NULL);
	extract_load();
	fuzz_xml(data, size);
	fd = files_sealed("document", data, size, NULL);
	extract_document(fd, "报告.docx", NULL, &extracted);
	g_assert(g_utf8_validate(extracted.content, -1, NULL));
	g_assert(strlen(extracted.content) <= EXTRACT_TEXT_BYTES);
	g_assert((extracted.why == NULL) == (extracted.outcome == EXTRACT_READ));
	extracted_clear(&extracted);
	return 0;
}
