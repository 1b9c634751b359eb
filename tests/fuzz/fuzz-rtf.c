/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-rtf — any bytes as Rich Text
 */
#include "base/text/charset.h"
#include "extract/object.h"
#include "extract/rtf.h"
#include "extract/rtf_objects.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_auto(Extracted) got = { 0 };
	bool all;
	g_autoptr(GPtrArray) objects = NULL;

	charset_load(NULL);
	objects = rtf_objects((const char *)data, size, &all);
	g_assert(objects->len <= OBJECT_MOST);
	rtf_read((const char *)data, size, &got);
	g_assert(g_utf8_validate(got.content, -1, NULL));
	g_assert(strlen(got.content) <= EXTRACT_TEXT_BYTES);
	g_assert((got.why == NULL) == (got.outcome == EXTRACT_READ));
	return 0;
}
