/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-several — any subject, text and documents as one letter of several reports
 *
 * Apart by NUL: the subject, the text, then names and contents of documents. What is found
 * are pieces of what was given, two and more or none.
 */
#include "base/text/charset.h"
#include "base/text/fold.h"
#include "base/text/utf8.h"
#include "mail/several.h"

#include <stdint.h>
#include <string.h>

#define DOCUMENTS 6

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *pieces[2 + 2 * DOCUMENTS] = { NULL };
	SeveralDocument documents[DOCUMENTS];
	size_t n = 0, n_documents;
	g_auto(Several) several = { 0 };

	charset_load(NULL);
	fold_load(NULL);
	for (; n < G_N_ELEMENTS(pieces) && size > 0; n++) {
		const uint8_t *end = memchr(data, 0, size);
		size_t length = end ? (size_t)(end - data) : size;

		pieces[n] = utf8_clean((const char *)data, length);
		data += MIN(length + 1, size);
		size -= MIN(length + 1, size);
	}
	n_documents = n > 2 ? (n - 1) / 2 : 0;
	for (size_t i = 0; i < n_documents; i++)
		documents[i] = (SeveralDocument){ pieces[2 + 2 * i], pieces[3 + 2 * i] };
	several_find(pieces[0], pieces[1] ? pieces[1] : "", documents, n_documents, &several);
	g_assert(several.parts->len != 1 && several.parts->len <= SEVERAL_MOST);
	for (guint i = 0; i < several.parts->len; i++) {
		const SeveralPart *part = several.parts->pdata[i];

		g_assert(part->document < (int)n_documents);
		g_assert(g_utf8_validate(part->title, -1, NULL));
		g_assert(g_utf8_validate(part->text, -1, NULL));
	}
	for (size_t i = 0; i < n; i++)
		g_free(pieces[i]);
	return 0;
}
