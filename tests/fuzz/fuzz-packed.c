/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-packed — any bytes as a packed folder
 *
 * What our side makes of libarchive's members; libarchive itself is bounded by the jail.
 */
#include "base/text/charset.h"
#include "extract/packed.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_member(const char *bytes, size_t n_bytes, const char *name, const ExtractWithin *within,
	    Extracted *ret)
{
	(void)within;
	*ret = (Extracted){ .outcome = EXTRACT_READ, .type = "txt" };
	ret->content = g_strdup_printf("%s %zu", name, n_bytes);
	g_assert(n_bytes <= EXTRACT_INPUT_BYTES && (bytes || n_bytes == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_auto(Extracted) got = { 0 };

	charset_load(NULL);
	packed_read((const char *)data, size, NULL, read_member, NULL, &got);
	g_assert(g_utf8_validate(got.content, -1, NULL));
	g_assert((got.why == NULL) == (got.outcome == EXTRACT_READ));
	return 0;
}
