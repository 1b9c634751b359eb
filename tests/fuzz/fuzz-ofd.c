/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-ofd — any XML in the parts of an OFD, a workbook, slides, an OpenDocument, a docx, a UOF
 *
 * The first byte chooses the format; then come the parts' bytes, each up to a NUL, in the
 * order of `parts`. They are packed into a zip that is stored, so that the fuzzer meets the
 * readers and not the checksums.
 */
#include "extract/docx.h"
#include "extract/enclosed.h"
#include "extract/odt.h"
#include "extract/ofd.h"
#include "extract/pptx.h"
#include "extract/uof.h"
#include "extract/xlsx.h"

#include <stdint.h>
#include <string.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_enclosed(const char *bytes, size_t n_bytes, const char *name, const ExtractWithin *within,
	      Extracted *ret)
{
	(void)bytes, (void)within;
	*ret = (Extracted){ .outcome = n_bytes % 2 ? EXTRACT_READ : EXTRACT_FAILED };
	ret->why = n_bytes % 2 ? NULL : g_strdup(name);
	ret->content = g_strdup(name);
}

/* What lies in a package, whatever the package says. */
static void
enclosed(const char *bytes, size_t n_bytes, Extracted *ret)
{
	ret->content = g_strdup("");
	enclosed_read(bytes, n_bytes, read_enclosed, &(ExtractWithin){ 0 }, ret);
}

static const struct {
	void (*read)(const char *bytes, size_t n_bytes, Extracted *ret);
	const char *parts[6];
} formats[] = {
	{ ofd_read, { "OFD.xml", "D/D.xml", "D/P.xml", "D/T.xml", "D/A.xml", "D/N.xml" } },
	{ xlsx_read,
	  { "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/s.xml", "xl/sharedStrings.xml",
	    "xl/styles.xml", "xl/comments1.xml" } },
	{ pptx_read,
	  { "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "ppt/s.xml",
	    "ppt/notesSlides/notesSlide1.xml", "ppt/comments/comment1.xml", "docProps/core.xml" } },
	{ odt_read,
	  { "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml", "O/content.xml" } },
	{ docx_read,
	  { "word/document.xml", "word/drawings/v.vml", "word/charts/chart1.xml",
	    "word/diagrams/data1.xml", "word/numbering.xml", "docProps/custom.xml" } },
	{ enclosed,
	  { "word/_rels/d.xml.rels", "word/a", "xl/worksheets/_rels/s.xml.rels", "xl/b",
	    "ppt/slides/_rels/s.xml.rels", "ppt/c" } },
	{ enclosed, { "OFD.xml", "D/D.xml", "D/A.xml", "D/a", "D/b", "content.xml" } },
	{ uof_read, { "_meta/meta.xml", "graphics.xml", "content.xml" } },
};

static GByteArray *
pack(const char *const *parts, const uint8_t *data, size_t size)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	GByteArray *bytes = g_byte_array_new();
	zip_stat_t stat;

	zip_source_keep(source);
	for (int i = 0; i < 6 && parts[i] && size > 0; i++) {
		const uint8_t *end = memchr(data, 0, size);
		size_t n = end ? (size_t)(end - data) : size;
		zip_int64_t at =
			zip_file_add(archive, parts[i], zip_source_buffer(archive, data, n, 0), 0);

		zip_set_file_compression(archive, (zip_uint64_t)at, ZIP_CM_STORE, 0);
		data += MIN(n + 1, size);
		size -= MIN(n + 1, size);
	}
	if (zip_close(archive) == 0 && zip_source_open(source) == 0) {
		zip_source_stat(source, &stat);
		g_byte_array_set_size(bytes, (guint)stat.size);
		zip_source_read(source, bytes->data, stat.size);
		zip_source_close(source);
	} else {
		zip_discard(archive);
	}
	zip_source_free(source);
	return bytes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_auto(Extracted) got = { 0 };
	g_autoptr(GByteArray) bytes = NULL;
	size_t format;

	if (size < 2)
		return 0;
	format = data[0] % G_N_ELEMENTS(formats);
	bytes = pack(formats[format].parts, data + 1, size - 1);
	formats[format].read((const char *)bytes->data, bytes->len, &got);
	g_assert(g_utf8_validate(got.content, -1, NULL));
	g_assert(strlen(got.content) <= EXTRACT_TEXT_BYTES);
	g_assert((got.why == NULL) == (got.outcome == EXTRACT_READ));
	return 0;
}
