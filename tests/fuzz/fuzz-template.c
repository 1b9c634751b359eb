/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-template — libFuzzer target: a template and its context
 *
 * The input is the template's source up to the first NUL, then JSON. The first
 * octet's lowest bit chooses text or HTML.
 */
#include <stdint.h>
#include <string.h>

#include "base/record.h"
#include "publish/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *
partial(const char *name, void *user)
{
	return strcmp(name, "self") == 0 ? user : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *source = NULL, *page = NULL;
	g_autoptr(json_t) context = NULL;
	g_autoptr(GError) error = NULL;
	const uint8_t *split;
	Template template = { "fuzz", NULL, TEMPLATE_TEXT, partial, NULL };
	size_t n_bytes = 0;

	if (size < 2)
		return 0;
	template.mode = data[0] & 1 ? TEMPLATE_HTML : TEMPLATE_TEXT;
	split = memchr(data + 1, 0, size - 1);
	source = g_strndup((const char *)data + 1, split ? (size_t)(split - data - 1) : size - 1);
	template.source = source;
	template.user = source;
	if (split)
		context = json_loadb((const char *)split + 1, (size_t)(data + size - split - 1), 0,
				     NULL);
	if (!context)
		context = json_object();
	page = template_render(&template, context, &n_bytes, &error);
	g_assert((page != NULL) == (error == NULL));
	if (page) {
		g_assert(n_bytes <= TEMPLATE_MAX_BYTES && strlen(page) == n_bytes);
		g_assert(g_utf8_validate(page, -1, NULL));
		for (const char *p = page; *p; p = g_utf8_next_char(p))
			g_assert(template_shows(g_utf8_get_char(p)));
	}
	return 0;
}
