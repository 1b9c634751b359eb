/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-ole — any bytes as the stream of a workbook or a presentation
 *
 * The first byte chooses: a workbook, a presentation, the whole container.
 */
#include "base/files.h"
#include "base/text/charset.h"
#include "extract/extract.h"
#include "extract/ppt.h"
#include "extract/xls.h"

#include <stdint.h>
#include <string.h>

/* libgsf loses an entry of a damaged directory, which ends here with its process; leaks of ours
 * behind it are found by fuzz-doc. */
const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
	return "detect_leaks=0";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Extracted got = { 0 };
	autofd fd = -1;

	if (size < 1)
		return 0;
	charset_load(NULL);
	extract_load();
	if (data[0] % 3 == 0) {
		xls_read(data + 1, size - 1, &got);
	} else if (data[0] % 3 == 1) {
		ppt_read(data + 1, size - 1, data + 1, MIN(size - 1, 64), &got);
	} else {
		fd = files_sealed("document", data + 1, size - 1, NULL);
		extract_document(fd, "表.xls", NULL, &got);
	}
	g_assert(g_utf8_validate(got.content, -1, NULL));
	g_assert(strlen(got.content) <= EXTRACT_TEXT_BYTES);
	g_assert((got.why == NULL) == (got.outcome == EXTRACT_READ));
	extracted_clear(&got);
	return 0;
}
