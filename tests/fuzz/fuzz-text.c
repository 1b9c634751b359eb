/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-text — any bytes in any charset, as a page, folded, counted; as a folder's name
 *
 * The first byte chooses the charset's label.
 */
#include <stdint.h>
#include <string.h>

#include "base/text/charset.h"
#include "base/text/decode.h"
#include "base/text/fingerprint.h"
#include "base/text/fold.h"
#include "base/text/html.h"
#include "base/text/utf8.h"
#include "base/wire/mutf7.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fuzz_fold(const char *text)
{
	g_autoptr(Folded) folded = fold_text(text);
	g_autoptr(GArray) print = fingerprint_make(folded->text);
	g_autoptr(GPtrArray) numbers = fingerprint_numbers(folded->text);
	g_autofree char *content = fingerprint_content_hash(folded->text);

	g_assert(folded->n_bytes == strlen(folded->text));
	g_assert(utf8_valid(folded->text, folded->n_bytes));
	g_assert(folded->origin[folded->n_bytes] == folded->n_original);
	for (size_t i = 0; i < folded->n_bytes; i++)
		g_assert(folded->origin[i] <= folded->origin[i + 1]);
	g_assert(fingerprint_containment(print, print) >= 0);
}

static void
fuzz_page(const char *text)
{
	HtmlText *page = html_to_text(text, strlen(text));

	g_assert(utf8_valid(page->text, strlen(page->text)));
	g_assert(utf8_valid(page->fresh, strlen(page->fresh)));
	g_assert(!page->numbered == !page->numbered_fresh);
	g_assert(utf8_valid(html_seen(page), strlen(html_seen(page))));
	g_assert(strlen(html_seen(page)) >= strlen(page->text));
	g_assert(page->quote || strcmp(page->text, page->fresh) == 0);
	html_free(page);
}

static void
fuzz_folder_name(const char *name)
{
	g_autofree char *decoded = mutf7_decode(name);
	g_autofree char *encoded = mutf7_encode(name);
	g_autofree char *back = encoded ? mutf7_decode(encoded) : NULL;

	g_assert(!decoded || utf8_valid(decoded, strlen(decoded)));
	g_assert(!encoded || (back && strcmp(back, name) == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const labels[] = { NULL,	  "gb2312",	 "gb18030", "big5",
					      "utf-8",	  "utf-16",	 "hz",	    "iso-2022-cn",
					      "utf-7",	  "us-ascii",	 "latin1",  "shift_jis",
					      "euc-kr",	  "koi8-r",	 "x-evil",  "iso-2022-jp",
					      "utf-16le", "windows-1251" };
	g_autofree char *text = NULL;
	CharsetFinding finding;

	if (size < 1)
		return 0;
	charset_load(NULL);
	fold_load(NULL);
	text = charset_to_utf8(labels[data[0] % G_N_ELEMENTS(labels)], (const char *)data + 1,
			       size - 1, &finding);
	g_assert(utf8_valid(text, strlen(text)));
	g_assert(finding.used && strlen(finding.declared) < sizeof finding.declared);
	fuzz_fold(text);
	fuzz_page(text);
	fuzz_folder_name(text);
	return 0;
}
