/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-ole — any bytes as the stream of a workbook, a presentation or an object
 *
 * The first byte chooses: a workbook, a presentation, the whole container, a file that somebody
 * put into a document.
 */
#include "base/files.h"
#include "base/text/charset.h"
#include "extract/extract.h"
#include "extract/object.h"
#include "extract/ppt.h"
#include "extract/xls.h"
#include "tests/unit/ole.h"

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

static void
object(const uint8_t *data, size_t size)
{
	OleStream stream = { "\001Ole10Native", data, size };
	g_autoptr(GByteArray) container = ole_container(&stream, 1);
	g_auto(Object) got = { 0 }, bare = { 0 };

	if (object_open((const char *)data, size, &bare) == OBJECT_FILE && !bare.stream.bytes) {
		g_assert(bare.file.bytes >= data);
		g_assert(bare.file.bytes + bare.file.n_bytes <= data + size);
	}
	if (object_open((const char *)container->data, container->len, &got) != OBJECT_FILE)
		return;
	g_assert(got.file.bytes >= got.stream.bytes);
	g_assert(got.file.bytes + got.file.n_bytes <= got.stream.bytes + got.stream.n_bytes);
	g_assert(!got.name || g_utf8_validate(got.name, -1, NULL));
}

static void
slides(const uint8_t *data, size_t size)
{
	bool all;
	g_autoptr(GPtrArray) objects = ppt_objects(data, size, &all);

	g_assert(objects->len <= OBJECT_MOST);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Extracted got = { 0 };
	autofd fd = -1;

	if (size < 1)
		return 0;
	charset_load(NULL);
	extract_load();
	if (data[0] % 4 == 3) {
		object(data + 1, size - 1);
		return 0;
	}
	if (data[0] % 4 == 0) {
		xls_read(data + 1, size - 1, &got);
	} else if (data[0] % 4 == 1) {
		ppt_read(data + 1, size - 1, data + 1, MIN(size - 1, 64), &got);
		slides(data + 1, size - 1);
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
