/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * properties — what a document says about itself: title, subject, keywords …
 */
#include "extract/properties.h"

#include <string.h>

#define PROPERTIES_VALUES 1000
#define PROPERTIES_NAME_BYTES 256

void
properties_init(Properties *properties)
{
	*properties = (Properties){ .values = g_ptr_array_new_with_free_func(g_free),
				    .value = g_string_new(NULL) };
}

void
properties_clear(Properties *properties)
{
	g_clear_pointer(&properties->values, g_ptr_array_unref);
	if (properties->value)
		g_string_free(properties->value, TRUE);
	properties->value = NULL;
}

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

bool
properties_is_program(const char *name)
{
	/* Of WPS, of SharePoint, of what LibreOffice takes over from Office. */
	static const char *const names[] = { "ICV", "ContentTypeId", "AppVersion" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return g_str_has_prefix(name, "KSO");
}

/* Properties with a name of their own have it in an attribute. */
static bool
properties_is_own(const Markup *markup, const char *element)
{
	char name[PROPERTIES_NAME_BYTES];

	return (strcmp(element, "property") == 0 || strcmp(element, "user-defined") == 0) &&
	       markup_attribute(markup, "name", name, sizeof name) && properties_is_program(name);
}

void
properties_open(Properties *properties, const Markup *markup)
{
	properties->depth = markup_depth(markup);
	g_string_truncate(properties->value, 0);
}

/* Titles that programs give when nobody does: a presentation of pictures has no words. */
static bool
properties_is_made(const char *words)
{
	static const char *const made[] = { "PowerPoint 演示文稿", "PowerPoint Presentation",
					    "WPS 演示", "幻灯片 1", "Slide 1" };

	for (size_t i = 0; i < G_N_ELEMENTS(made); i++)
		if (strcmp(words, made[i]) == 0)
			return true;
	return false;
}

void
properties_add(Properties *properties, const char *value)
{
	g_autofree char *words = g_strstrip(g_strdup(value));

	if (*words && !properties_is_made(words) && properties->values->len < PROPERTIES_VALUES)
		g_ptr_array_add(properties->values, g_steal_pointer(&words));
}

static void
properties_start(Markup *markup, void *context, const char *name)
{
	if (properties_is_own(markup, name))
		markup_skip(markup);
	else if (properties_is_one(name))
		properties_open(context, markup);
}

static void
properties_end(Markup *markup, void *context, const char *name)
{
	Properties *properties = context;

	(void)name;
	if (properties->depth != markup_depth(markup))
		return;
	properties->depth = 0;
	properties_add(properties, properties->value->str);
}

static void
properties_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	Properties *properties = context;

	(void)markup;
	if (properties->depth > 0 && properties->value->len + n_bytes <= PROPERTIES_BYTES)
		g_string_append_len(properties->value, bytes, (gssize)n_bytes);
}

const MarkupHandlers properties_handlers = { properties_start, properties_end,
					     properties_characters };

void
properties_say(const Properties *properties, GString *text)
{
	for (guint i = 0; i < properties->values->len; i++) {
		const char *value = properties->values->pdata[i];

		if (strstr(text->str, value) || text->len + strlen(value) + 1 > EXTRACT_TEXT_BYTES)
			continue;
		if (text->len > 0 && text->str[text->len - 1] != '\n')
			g_string_append_c(text, '\n');
		g_string_append(text, value);
	}
}

bool
properties_append(Package *package, const char *member)
{
	g_auto(Properties) properties = { 0 };
	bool good;

	properties_init(&properties);
	good = package_parse(package, member, &properties_handlers, &properties);
	properties_say(&properties, package_text(package));
	return good;
}

bool
properties_of_ooxml(Package *package)
{
	return properties_append(package, "docProps/core.xml") &&
	       properties_append(package, "docProps/custom.xml");
}
