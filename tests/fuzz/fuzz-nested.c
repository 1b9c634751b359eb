/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-nested — any bytes as a letter, or a saved page, that came as a file
 *
 * The first byte says how deep it lies, whether in a packed folder, and which of both it is.
 */
#include "base/text/fold.h"
#include "base/text/utf8.h"
#include "mail/structure.h"
#include "pipeline/reading/nested.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
	g_auto(Extracted) got = { 0 };
	ExtractWithin within = { .letter = nested_read };

	if (n_bytes < 1)
		return 0;
	structure_load(NULL);
	extract_load();
	fold_load(NULL);
	within.n_letters = bytes[0] % 8;
	within.packed = bytes[0] & 8;
	if (!nested_read((const char *)bytes + 1, n_bytes - 1, bytes[0] & 16, &within, &got))
		return 0;
	g_assert(utf8_valid(got.content, strlen(got.content)));
	g_assert((got.why == NULL) == (got.outcome == EXTRACT_READ));
	return 0;
}
