/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pptx — the text of a PowerPoint presentation
 *
 * The presentation lists its slides by the names of its relations; what no list names is no
 * slide. Paragraphs, runs and tables have the names that Word gives them.
 */
#include "extract/pptx.h"

#include "extract/docx.h"
#include "extract/drawn.h"
#include "extract/package.h"
#include "extract/properties.h"

#include <string.h>

typedef struct {
	GPtrArray *ids;	    /* char *, in the order of the slides */
	GPtrArray *members; /* char *, beside them; NULL: no relation names it */
} Pptx;

static void
pptx_start(Markup *markup, void *context, const char *name)
{
	Pptx *pptx = context;
	char id[PACKAGE_NAME_BYTES];

	if (strcmp(name, "sldId") != 0 || pptx->ids->len >= PPTX_SLIDES ||
	    !markup_attribute_in(markup, "relationships", "id", id, sizeof id))
		return;
	g_ptr_array_add(pptx->ids, g_strdup(id));
	g_ptr_array_add(pptx->members, NULL);
}

static void
pptx_relation_start(Markup *markup, void *context, const char *name)
{
	Pptx *pptx = context;
	char id[PACKAGE_NAME_BYTES];
	g_autofree char *member = NULL;

	if (!package_relation(markup, name, "ppt/", id, sizeof id, &member))
		return;
	for (guint i = 0; i < pptx->ids->len; i++)
		if (!pptx->members->pdata[i] && strcmp(pptx->ids->pdata[i], id) == 0)
			pptx->members->pdata[i] = g_strdup(member);
}

/* The number of a slide and the day of printing are fields, and nobody's words. A comment has no
 * paragraphs. */
static void
pptx_words_start(Markup *markup, void *context, const char *name)
{
	if (strcmp(name, "fld") == 0)
		markup_skip(markup);
	else
		docx_handlers.start(markup, context, strcmp(name, "text") == 0 ? "t" : name);
}

static void
pptx_words_end(Markup *markup, void *context, const char *name)
{
	bool comment = strcmp(name, "text") == 0;

	docx_handlers.end(markup, context, comment ? "t" : name);
	if (comment)
		markup_break(markup);
}

static bool
pptx_words(Package *package, const char *member)
{
	const MarkupHandlers handlers = { pptx_words_start, pptx_words_end,
					  docx_handlers.characters };
	DocxPart part = { 0 };

	return package_parse(package, member, &handlers, &part);
}

static bool
pptx_slides(Package *package, const Pptx *pptx)
{
	for (guint i = 0; i < pptx->members->len; i++)
		if (!pptx->members->pdata[i] || !package_has(package, pptx->members->pdata[i]))
			return package_damaged(package);
		else if (!pptx_words(package, pptx->members->pdata[i]))
			return false;
	return true;
}

/* notesSlide1.xml, comment1.xml …; their numbers may have gaps. */
static bool
pptx_sides(Package *package, const char *begins)
{
	g_autoptr(GPtrArray) names = package_members(package, begins, ".xml");

	for (guint i = 0; i < names->len; i++)
		if (!pptx_words(package, names->pdata[i]))
			return false;
	return true;
}

void
pptx_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	static const MarkupHandlers presentation = { pptx_start, NULL, NULL };
	static const MarkupHandlers relations = { pptx_relation_start, NULL, NULL };
	g_autoptr(Package) package = package_open(bytes, n_bytes);
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func(g_free);
	g_auto(Properties) words = { 0 };
	Pptx pptx = { ids, members };

	properties_init(&words);
	if (package_require(package, "ppt/presentation.xml", &presentation, &pptx) &&
	    package_require(package, "ppt/_rels/presentation.xml.rels", &relations, &pptx) &&
	    pptx_slides(package, &pptx) && drawn_paragraphs(package, "ppt/", DRAWN_DIAGRAMS) &&
	    pptx_sides(package, "ppt/notesSlides/notesSlide") &&
	    pptx_sides(package, "ppt/comments/") && drawn_words(package, "ppt/", &words)) {
		properties_say(&words, package_text(package));
		properties_of_ooxml(package);
	}
	package_finish(package, ret);
}
