/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * drawn — words that Word, Excel and PowerPoint draw, in parts beside the text
 *
 * One reader for all these parts: a line is a paragraph of runs, a text of a chart's cache, a
 * block of a box, an attribute. A shape of a master that holds a place for the slides' own words
 * ("click to edit") is none of ours.
 */
#include "extract/drawn.h"

#include "base/text/utf8.h"
#include "extract/docx.h"

#include <string.h>

#define DRAWN_LINE_BYTES 65536
#define DRAWN_ART_BYTES 1024 /* of one piece of WordArt */

typedef struct {
	Properties *words;
	GString *line;
	int cache, box; /* depth of the open cache of texts, of the open box; 0: none */
	bool inside;	/* a text */
	bool place;	/* a shape that holds one */
} Drawn;

/* What is no words: numbers, formulas, the number of a slide. */
static bool
drawn_is_skipped(const char *name)
{
	static const char *const skipped[] = { "numCache", "numLit", "f", "fld", "ClientData" };

	for (size_t i = 0; i < G_N_ELEMENTS(skipped); i++)
		if (strcmp(name, skipped[i]) == 0)
			return true;
	return false;
}

/* What is no XML may be no UTF-8 either. */
static void
drawn_add(const Drawn *drawn, const char *bytes)
{
	g_autofree char *words = utf8_clean(bytes, strlen(bytes));

	properties_add(drawn->words, words);
}

static void
drawn_art(const Markup *markup, const Drawn *drawn)
{
	char words[DRAWN_ART_BYTES];

	if (markup_attribute(markup, "string", words, sizeof words))
		drawn_add(drawn, words);
}

static void
drawn_start(Markup *markup, void *context, const char *name)
{
	Drawn *drawn = context;
	int depth = markup_depth(markup);

	if (drawn_is_skipped(name) || (drawn->place && strcmp(name, "txBody") == 0))
		markup_skip(markup);
	else if (strcmp(name, "t") == 0)
		drawn->inside = true;
	else if (strcmp(name, "v") == 0)
		drawn->inside = drawn->cache > 0;
	else if (strcmp(name, "strCache") == 0 || strcmp(name, "strLit") == 0)
		drawn->cache = depth;
	else if (strcmp(name, "textbox") == 0)
		drawn->box = depth;
	else if (strcmp(name, "textpath") == 0)
		drawn_art(markup, drawn);
	else if (strcmp(name, "br") == 0)
		g_string_append_c(drawn->line, '\n');
	else if (strcmp(name, "ph") == 0)
		drawn->place = true;
}

static void
drawn_end_line(Drawn *drawn)
{
	drawn_add(drawn, drawn->line->str);
	g_string_truncate(drawn->line, 0);
}

static void
drawn_end(Markup *markup, void *context, const char *name)
{
	Drawn *drawn = context;
	int depth = markup_depth(markup);

	if (strcmp(name, "t") == 0 || strcmp(name, "v") == 0)
		drawn->inside = false;
	if (strcmp(name, "p") == 0 || strcmp(name, "v") == 0 || strcmp(name, "div") == 0 ||
	    depth == drawn->box)
		drawn_end_line(drawn);
	if (depth == drawn->cache)
		drawn->cache = 0;
	else if (depth == drawn->box)
		drawn->box = 0;
	else if (strcmp(name, "sp") == 0)
		drawn->place = false;
}

static void
drawn_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	Drawn *drawn = context;

	(void)markup;
	if ((drawn->inside || drawn->box) && drawn->line->len + n_bytes <= DRAWN_LINE_BYTES)
		g_string_append_len(drawn->line, bytes, (gssize)n_bytes);
}

bool
drawn_paragraphs(Package *package, const char *folder, const char *begins)
{
	g_autofree char *whole = g_strconcat(folder, begins, NULL);
	g_autoptr(GPtrArray) names = package_members(package, whole, ".xml");

	for (guint i = 0; i < names->len; i++) {
		DocxPart part = { 0 }; /* paragraphs and runs have the names that Word gives them */

		if (!package_parse(package, names->pdata[i], &docx_handlers, &part))
			return false;
	}
	return true;
}

static bool
drawn_parts(Package *package, const char *begins, const char *ends, Properties *words)
{
	static const MarkupHandlers handlers = { drawn_start, drawn_end, drawn_characters };
	g_autoptr(GPtrArray) names = package_members(package, begins, ends);
	g_autoptr(GString) line = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++) {
		Drawn drawn = { .words = words, .line = line };

		g_string_truncate(line, 0);
		/* In the older drawing language stand tags of pages, without their ends. */
		if (!package_parse_loosely(package, names->pdata[i], &handlers, &drawn))
			return false;
	}
	return true;
}

bool
drawn_words(Package *package, const char *folder, Properties *words)
{
	static const struct {
		const char *begins, *ends;
	} parts[] = {
		{ "charts/chart", ".xml" },
		{ "drawings/", ".vml" },
		{ "slideLayouts/", ".xml" },
		{ "slideMasters/", ".xml" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *begins = g_strconcat(folder, parts[i].begins, NULL);

		if (!drawn_parts(package, begins, parts[i].ends, words))
			return false;
	}
	return true;
}
