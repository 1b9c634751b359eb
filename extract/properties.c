/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * properties — what a document says about itself: title, subject, keywords …
 */
#include "extract/properties.h"

#include <string.h>

#define PROPERTIES_BYTES 4096 /* of one property */

typedef struct {
	const GString *text; /* the document's, to say nothing twice */
	GString *value;
	bool inside;
} Properties;

static bool
properties_is_one(const char *name)
{
	static const char *const names[] = {
		"title",    "subject",	     "keywords", "keyword",	 "description",
		"category", "contentStatus", "lpwstr",	 "user-defined", "abstract",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (g_ascii_strcasecmp(name, names[i]) == 0)
			return true;
	return false;
}

static void
properties_start(Markup *markup, void *context, const char *name)
{
	Properties *properties = context;

	(void)markup;
	if (!properties_is_one(name))
		return;
	properties->inside = true;
	g_string_truncate(properties->value, 0);
}

static void
properties_end(Markup *markup, void *context, const char *name)
{
	Properties *properties = context;

	if (!properties->inside || !properties_is_one(name))
		return;
	properties->inside = false;
	g_strstrip(properties->value->str);
	if (!*properties->value->str || strstr(properties->text->str, properties->value->str))
		return;
	markup_break(markup);
	markup_append(markup, properties->value->str, strlen(properties->value->str));
}

static void
properties_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	Properties *properties = context;

	(void)markup;
	if (properties->inside && properties->value->len + n_bytes <= PROPERTIES_BYTES)
		g_string_append_len(properties->value, bytes, (gssize)n_bytes);
}

bool
properties_append(Package *package, const char *member)
{
	static const MarkupHandlers handlers = { properties_start, properties_end,
						 properties_characters };
	g_autoptr(GString) value = g_string_new(NULL);
	Properties properties = { package_text(package), value, false };

	return package_parse(package, member, &handlers, &properties);
}

bool
properties_of_ooxml(Package *package)
{
	return properties_append(package, "docProps/core.xml") &&
	       properties_append(package, "docProps/custom.xml");
}
