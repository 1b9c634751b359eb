/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-pdf — any bytes as a PDF
 *
 * What our side makes of poppler's lines; poppler itself is bounded by the jail.
 */
#include "extract/pdf.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_auto(Extracted) got = { 0 };

	pdf_load();
	pdf_read((const char *)data, size, &got);
	g_assert((got.content == NULL) ==
		 (got.outcome != EXTRACT_READ && got.outcome != EXTRACT_LIMIT));
	g_assert(!got.content || g_utf8_validate(got.content, -1, NULL));
	g_assert((got.why == NULL) == (got.outcome == EXTRACT_READ));
	return 0;
}
