/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx_numbering — which numbers the paragraphs of a Word document in XML have
 */
#include "extract/docx_numbering.h"

#include "extract/numbering.h"

#include <stdlib.h>
#include <string.h>

#define NUMBERING_BASES 10 /* styles that a style is based on, one on the other */

typedef struct {
	NumberingList list;			       /* first: uses point to it */
	char styles[NUMBERING_LEVELS][NUMBERING_NAME]; /* whose paragraphs are of each level */
} NumberingAbstract;

/* What a style, or a paragraph, says: -1 or "" for nothing. */
typedef struct {
	int use, level;
	char style[NUMBERING_NAME]; /* that it is based on */
} NumberingSaid;

struct DocxNumbering {
	GHashTable *lists, *uses, *styles; /* id → NumberingAbstract, NumberingUse; name → said */
	char normal[NUMBERING_NAME];	   /* the style of a paragraph that names none */
	NumberingSaid paragraph;
	NumberingSaid *style; /* the open one, and so on; NULL: none */
	NumberingAbstract *list;
	NumberingUse *use;
	NumberingLevel *level;
	char *level_style; /* NULL: it is not the list's own form */
	int override;	   /* the level whose beginning is overridden */
};

static const NumberingSaid numbering_nothing = { -1, -1, "" };

static void
numbering_name(const Markup *markup, const char *name, char *ret)
{
	if (!markup_attribute(markup, name, ret, NUMBERING_NAME))
		ret[0] = '\0';
}

/* What `table` has under `key`, new when it has nothing; NULL when it is full. */
static void *
numbering_of(GHashTable *table, int key, size_t n_bytes)
{
	void *known = g_hash_table_lookup(table, GINT_TO_POINTER(key));

	if (!known && g_hash_table_size(table) < NUMBERING_MOST) {
		known = g_malloc0(n_bytes);
		g_hash_table_insert(table, GINT_TO_POINTER(key), known);
	}
	return known;
}

/* ---- lists ---- */

static void
numbering_open_list(DocxNumbering *numbering, const Markup *markup)
{
	int id = markup_number(markup, "abstractNumId", 0);

	numbering->list = numbering_of(numbering->lists, id, sizeof(NumberingAbstract));
}

static void
numbering_open_use(DocxNumbering *numbering, const Markup *markup)
{
	int id = markup_number(markup, "numId", 0);
	NumberingUse *use = numbering_of(numbering->uses, id, sizeof(NumberingUse));

	numbering->use = use;
	numbering->level = NULL;
	if (!use)
		return;
	numbering_use_clear(use);
	*use = numbering_use(NULL);
}

/* A level of a list, or the form that a use gives it. */
static void
numbering_open_level(DocxNumbering *numbering, const Markup *markup)
{
	int at = MIN(markup_number(markup, "ilvl", 0), NUMBERING_LEVELS - 1);

	numbering->level = NULL;
	numbering->level_style = NULL;
	if (numbering->list) {
		numbering->level = &numbering->list->list.levels[at];
		numbering->level_style = numbering->list->styles[at];
	} else if (numbering->use) {
		numbering_own(numbering->use, (unsigned)at, (NumberingLevel){ 0 });
		numbering->level = numbering->use->own[at];
	}
}

static void
numbering_of_level(DocxNumbering *numbering, const Markup *markup, const char *name)
{
	NumberingLevel *level = numbering->level;

	if (strcmp(name, "start") == 0)
		level->start = (unsigned)markup_number(markup, "val", 1);
	else if (strcmp(name, "numFmt") == 0)
		numbering_name(markup, "val", level->format);
	else if (strcmp(name, "lvlText") == 0)
		numbering_name(markup, "val", level->words);
	else if (strcmp(name, "pStyle") == 0 && numbering->level_style)
		numbering_name(markup, "val", numbering->level_style);
	else if (strcmp(name, "isLgl") == 0)
		level->legal = true;
}

static void
numbering_list_start(Markup *markup, void *context, const char *name)
{
	DocxNumbering *numbering = context;
	NumberingAbstract *list;
	int id;

	if (strcmp(name, "abstractNum") == 0)
		numbering_open_list(numbering, markup);
	else if (strcmp(name, "num") == 0)
		numbering_open_use(numbering, markup);
	else if (strcmp(name, "lvl") == 0)
		numbering_open_level(numbering, markup);
	else if (strcmp(name, "abstractNumId") == 0 && numbering->use) {
		id = markup_number(markup, "val", -1);
		list = g_hash_table_lookup(numbering->lists, GINT_TO_POINTER(id));
		numbering->use->list = list ? &list->list : NULL;
	} else if (strcmp(name, "lvlOverride") == 0)
		numbering->override = markup_number(markup, "ilvl", 0);
	else if (strcmp(name, "startOverride") == 0 && numbering->use &&
		 numbering->override < NUMBERING_LEVELS)
		numbering->use->starts[numbering->override] = markup_number(markup, "val", -1);
	else if (numbering->level)
		numbering_of_level(numbering, markup, name);
}

static void
numbering_list_end(Markup *markup, void *context, const char *name)
{
	DocxNumbering *numbering = context;

	(void)markup;
	if (strcmp(name, "lvl") == 0)
		numbering->level = NULL;
	else if (strcmp(name, "abstractNum") == 0)
		numbering->list = NULL;
	else if (strcmp(name, "num") == 0)
		numbering->use = NULL;
}

/* ---- styles and paragraphs ---- */

static void
numbering_say(NumberingSaid *said, const Markup *markup, const char *name, const char *style)
{
	if (strcmp(name, "numId") == 0)
		said->use = markup_number(markup, "val", -1);
	else if (strcmp(name, "ilvl") == 0)
		said->level = markup_number(markup, "val", -1);
	else if (strcmp(name, style) == 0)
		numbering_name(markup, "val", said->style);
}

static void
numbering_open_style(DocxNumbering *numbering, const Markup *markup)
{
	char id[NUMBERING_NAME], kind[NUMBERING_NAME];

	numbering->style = NULL;
	numbering_name(markup, "styleId", id);
	numbering_name(markup, "type", kind);
	if (strcmp(kind, "paragraph") != 0 ||
	    g_hash_table_size(numbering->styles) >= NUMBERING_MOST)
		return;
	numbering->style = g_memdup2(&numbering_nothing, sizeof numbering_nothing);
	g_hash_table_replace(numbering->styles, g_strdup(id), numbering->style);
	if (markup_number(markup, "default", 0) == 1)
		g_strlcpy(numbering->normal, id, sizeof numbering->normal);
}

static void
numbering_style_start(Markup *markup, void *context, const char *name)
{
	DocxNumbering *numbering = context;

	if (strcmp(name, "style") == 0)
		numbering_open_style(numbering, markup);
	else if (numbering->style)
		numbering_say(numbering->style, markup, name, "basedOn");
}

/* The style that gives a list, from this one down to what it is based on; *ret_level is -1 where
 * only the list knows it. NULL: none does. */
static const char *
numbering_by_style(const DocxNumbering *numbering, const char *style, int *ret_use, int *ret_level)
{
	*ret_level = -1;
	for (int i = 0; i < NUMBERING_BASES && *style; i++) {
		const NumberingSaid *said = g_hash_table_lookup(numbering->styles, style);

		if (!said)
			return NULL;
		if (*ret_level < 0)
			*ret_level = said->level;
		if (said->use >= 0) {
			*ret_use = said->use;
			return style;
		}
		style = said->style;
	}
	return NULL;
}

/* ---- paragraphs ---- */

/* The level of the list that is this style's. */
static int
numbering_level_of(const NumberingUse *use, const char *style)
{
	const NumberingAbstract *of = (const NumberingAbstract *)(const void *)use->list;

	for (int i = 0; i < NUMBERING_LEVELS && of && style; i++)
		if (strcmp(of->styles[i], style) == 0)
			return i;
	return 0;
}

static void
numbering_paragraph(DocxNumbering *numbering, Markup *markup)
{
	const NumberingSaid *said = &numbering->paragraph;
	const char *style = *said->style ? said->style : numbering->normal;
	g_autoptr(GString) out = g_string_new(NULL);
	int id = -1, level = -1;
	NumberingUse *use;

	style = numbering_by_style(numbering, style, &id, &level);
	if (said->use >= 0)
		id = said->use;
	if (said->level >= 0)
		level = said->level;
	use = id > 0 ? g_hash_table_lookup(numbering->uses, GINT_TO_POINTER(id)) : NULL;
	if (!use)
		return;
	numbering_next(use, (unsigned)(level < 0 ? numbering_level_of(use, style) : level), out);
	markup_append(markup, out->str, out->len);
}

void
docx_numbering_start(DocxNumbering *numbering, Markup *markup, const char *name)
{
	if (strcmp(name, "p") == 0)
		numbering->paragraph = numbering_nothing;
	else
		numbering_say(&numbering->paragraph, markup, name, "pStyle");
}

void
docx_numbering_end(DocxNumbering *numbering, Markup *markup, const char *name)
{
	if (strcmp(name, "pPr") == 0)
		numbering_paragraph(numbering, markup);
}

/* ---- the whole ---- */

static void
numbering_free_use(void *use)
{
	numbering_use_clear(use);
	g_free(use);
}

void
docx_numbering_free(DocxNumbering *numbering)
{
	if (!numbering)
		return;
	g_hash_table_unref(numbering->lists);
	g_hash_table_unref(numbering->uses);
	g_hash_table_unref(numbering->styles);
	g_free(numbering);
}

const MarkupHandlers docx_numbering_lists = { numbering_list_start, numbering_list_end, NULL };
const MarkupHandlers docx_numbering_styles = { numbering_style_start, NULL, NULL };

DocxNumbering *
docx_numbering_new(void)
{
	DocxNumbering *numbering = g_new0(DocxNumbering, 1);

	numbering->lists = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	numbering->uses = g_hash_table_new_full(NULL, NULL, NULL, numbering_free_use);
	numbering->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	numbering->paragraph = numbering_nothing;
	return numbering;
}

bool
docx_numbering_read(Package *package, DocxNumbering **ret)
{
	g_autofree char *lists = package_part(package, "word/numbering");
	g_autofree char *styles = package_part(package, "word/styles");

	*ret = NULL;
	if (!lists)
		return true;
	*ret = docx_numbering_new();
	return package_parse(package, lists, &docx_numbering_lists, *ret) &&
	       (!styles || package_parse(package, styles, &docx_numbering_styles, *ret));
}
