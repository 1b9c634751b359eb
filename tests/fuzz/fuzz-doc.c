/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-doc — any bytes as a Word 97 container, as its two streams, as its properties
 *
 * The first two bytes say where the table stream begins.
 */
#include "base/files.h"
#include "base/text/charset.h"
#include "extract/doc_art.h"
#include "extract/doc_properties.h"
#include "extract/doc_text.h"
#include "extract/extract.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fuzz_streams(const uint8_t *data, size_t size)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(Properties) art = { 0 };
	size_t cut = size < 2 ? size : MIN(size, 2 + (size_t)(data[0] | data[1] << 8));
	DocStream word = { data + MIN(size, 2), cut - MIN(size, 2) };
	DocStream table = { data + cut, size - cut };

	doc_text_read(word, table, 10000, text);
	g_assert(text->len <= 10000);
	properties_init(&art);
	doc_art_find(table, &art);
	doc_properties_find(table, &art);
	properties_say(&art, text);
	g_assert(g_utf8_validate(text->str, (gssize)text->len, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Extracted extracted;
	autofd fd = -1;

	charset_load(NULL);
	extract_load();
	fuzz_streams(data, size);
	fd = files_sealed("document", data, size, NULL);
	extract_document(fd, "报告.doc", NULL, &extracted);
	g_assert(g_utf8_validate(extracted.content, -1, NULL));
	g_assert((extracted.why == NULL) == (extracted.outcome == EXTRACT_READ));
	extracted_clear(&extracted);
	return 0;
}
