/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-newtext — any text as a body; also its references, fields and title
 *
 * A NUL byte divides the plain from the HTML reading.
 */
#include "mail/fields.h"
#include "mail/newtext.h"
#include "mail/reference.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *raw = g_strndup((const char *)data, size);
	g_autofree char *plain = g_utf8_make_valid(raw, -1);
	size_t used = strlen(raw);
	g_autofree char *tail =
		used < size ? g_strndup((const char *)data + used + 1, size - used - 1) : NULL;
	g_autofree char *html = tail != NULL ? g_utf8_make_valid(tail, -1) : NULL;
	const char *ids[] = { plain, NULL };
	const HtmlText page = { .fresh = html, .quote = true, .doubt = size % 2 };
	g_auto(NewText) text = { 0 };
	g_auto(References) references = { 0 };
	g_auto(Fields) fields = { 0 };
	g_autofree char *title = NULL;

	newtext_split(plain, html != NULL ? &page : NULL, "编辑甲", &text);
	g_assert(text.text != NULL && text.quoted != NULL && text.uncertain == (text.why != NULL));
	g_assert(g_utf8_validate(text.text, -1, NULL));
	reference_collect(ids, NULL, plain, plain, "desk.qinghe.example", &references);
	fields_read(plain, 0, "Asia/Shanghai", &fields);
	title = title_from(html, plain, NULL);
	g_assert(g_utf8_validate(title, -1, NULL));
	return 0;
}
