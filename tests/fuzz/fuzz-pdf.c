/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-pdf — any bytes as a PDF
 *
 * What our side makes of poppler's lines; poppler itself is bounded by the jail.
 */
#include "extract/object.h"
#include "extract/pdf.h"
#include "extract/pdf_attachments.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define NUMBER_MAX 100000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* poppler makes room for as many objects as a file of one kilobyte names (/Size 9662586) before
 * it looks for one: gigabytes, which end a worker and would end the search here. */
static bool
names_many(const uint8_t *data, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size && number <= NUMBER_MAX; i++)
		number = g_ascii_isdigit(data[i]) ? 10 * number + data[i] - '0' : 0;
	return number > NUMBER_MAX;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_auto(Extracted) got = { 0 };
	g_autoptr(GPtrArray) files = NULL, names = NULL;
	bool all;

	if (names_many(data, size))
		return 0;
	pdf_load();
	pdf_read((const char *)data, size, &got);
	files = pdf_attachments((const char *)data, size, &names, &all);
	g_assert(files->len == names->len && files->len <= OBJECT_MOST);
	/* A damaged one keeps what was read of it. */
	g_assert(got.content || got.outcome == EXTRACT_FAILED || got.outcome == EXTRACT_ENCRYPTED);
	g_assert(!got.content || g_utf8_validate(got.content, -1, NULL));
	g_assert((got.why == NULL) == (got.outcome == EXTRACT_READ));
	return 0;
}
