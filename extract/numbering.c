/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbering — the numbers that Word writes before paragraphs: 一、 （二） 3.
 *
 * Several lists of a document (w:num) may count on in one (w:abstractNum), whose levels each have
 * a count; a paragraph of one level lets the deeper ones begin anew.
 */
#include "extract/numbering.h"

#include <stdlib.h>
#include <string.h>

#define NUMBERING_LEVELS 9
#define NUMBERING_BASES 10 /* styles that a style is based on, one on the other */
#define NUMBERING_NAME 64  /* bytes of a style's id, a format, the words about a number */

typedef struct {
	unsigned start, count;
	bool begun, legal; /* all levels in decimals */
	char format[NUMBERING_NAME], words[NUMBERING_NAME], style[NUMBERING_NAME];
} NumberingLevel;

typedef struct {
	NumberingLevel levels[NUMBERING_LEVELS];
} NumberingList;

typedef struct {
	NumberingList *list; /* NULL: unknown */
	int starts[NUMBERING_LEVELS];
	bool used;
} NumberingUse;

/* What a style, or a paragraph, says: -1 or "" for nothing. */
typedef struct {
	int use, level;
	char style[NUMBERING_NAME]; /* that it is based on */
} NumberingSaid;

struct Numbering {
	GHashTable *lists, *uses, *styles; /* id → NumberingList, NumberingUse; name → said */
	char normal[NUMBERING_NAME];	   /* the style of a paragraph that names none */
	NumberingSaid paragraph;
	NumberingSaid *style; /* the open one, and so on; NULL: none */
	NumberingList *list;
	NumberingUse *use;
	NumberingLevel *level;
	int override; /* the level whose beginning is overridden */
};

static const NumberingSaid numbering_nothing = { -1, -1, "" };

static int
numbering_value(const Markup *markup, const char *name, int otherwise)
{
	char value[16];

	return markup_attribute(markup, name, value, sizeof value)
		       ? (int)CLAMP(strtol(value, NULL, 10), 0, 1000000)
		       : otherwise;
}

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
numbering_open_list(Numbering *numbering, const Markup *markup)
{
	int id = numbering_value(markup, "abstractNumId", 0);

	numbering->list = numbering_of(numbering->lists, id, sizeof(NumberingList));
}

static void
numbering_open_use(Numbering *numbering, const Markup *markup)
{
	int id = numbering_value(markup, "numId", 0);
	NumberingUse *use = numbering_of(numbering->uses, id, sizeof(NumberingUse));

	numbering->use = use;
	for (size_t i = 0; use && i < NUMBERING_LEVELS; i++)
		use->starts[i] = -1;
}

static void
numbering_of_level(NumberingLevel *level, const Markup *markup, const char *name)
{
	if (strcmp(name, "start") == 0)
		level->start = (unsigned)numbering_value(markup, "val", 1);
	else if (strcmp(name, "numFmt") == 0)
		numbering_name(markup, "val", level->format);
	else if (strcmp(name, "lvlText") == 0)
		numbering_name(markup, "val", level->words);
	else if (strcmp(name, "pStyle") == 0)
		numbering_name(markup, "val", level->style);
	else if (strcmp(name, "isLgl") == 0)
		level->legal = true;
}

static void
numbering_list_start(Markup *markup, void *context, const char *name)
{
	Numbering *numbering = context;
	int id;

	if (strcmp(name, "abstractNum") == 0)
		numbering_open_list(numbering, markup);
	else if (strcmp(name, "num") == 0)
		numbering_open_use(numbering, markup);
	else if (strcmp(name, "lvl") == 0 && numbering->list) {
		id = numbering_value(markup, "ilvl", 0);
		numbering->level = &numbering->list->levels[MIN(id, NUMBERING_LEVELS - 1)];
	} else if (strcmp(name, "abstractNumId") == 0 && numbering->use) {
		id = numbering_value(markup, "val", -1);
		numbering->use->list = g_hash_table_lookup(numbering->lists, GINT_TO_POINTER(id));
	} else if (strcmp(name, "lvlOverride") == 0)
		numbering->override = numbering_value(markup, "ilvl", 0);
	else if (strcmp(name, "startOverride") == 0 && numbering->use &&
		 numbering->override < NUMBERING_LEVELS)
		numbering->use->starts[numbering->override] = numbering_value(markup, "val", -1);
	else if (numbering->level)
		numbering_of_level(numbering->level, markup, name);
}

static void
numbering_list_end(Markup *markup, void *context, const char *name)
{
	Numbering *numbering = context;

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
		said->use = numbering_value(markup, "val", -1);
	else if (strcmp(name, "ilvl") == 0)
		said->level = numbering_value(markup, "val", -1);
	else if (strcmp(name, style) == 0)
		numbering_name(markup, "val", said->style);
}

static void
numbering_open_style(Numbering *numbering, const Markup *markup)
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
	if (numbering_value(markup, "default", 0) == 1)
		g_strlcpy(numbering->normal, id, sizeof numbering->normal);
}

static void
numbering_style_start(Markup *markup, void *context, const char *name)
{
	Numbering *numbering = context;

	if (strcmp(name, "style") == 0)
		numbering_open_style(numbering, markup);
	else if (numbering->style)
		numbering_say(numbering->style, markup, name, "basedOn");
}

/* The style that gives a list, from this one down to what it is based on; *ret_level is -1 where
 * only the list knows it. NULL: none does. */
static const char *
numbering_by_style(const Numbering *numbering, const char *style, int *ret_use, int *ret_level)
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

/* ---- counting ---- */

/* The level of the list that is this style's. */
static int
numbering_level_of(const NumberingList *list, const char *style)
{
	for (int i = 0; i < NUMBERING_LEVELS && style; i++)
		if (strcmp(list->levels[i].style, style) == 0)
			return i;
	return 0;
}

static void
numbering_count(NumberingUse *use, int at)
{
	NumberingLevel *levels = use->list->levels;

	for (int i = 0; i < NUMBERING_LEVELS; i++) {
		NumberingLevel *level = &levels[i];

		if (!use->used && use->starts[i] >= 0 && i >= at)
			level->begun = false;
		if (i > at)
			level->begun = false;
		else if (i == at && level->begun)
			level->count++;
		else if (!level->begun) {
			level->count =
				use->starts[i] >= 0 ? (unsigned)use->starts[i] : level->start;
			level->begun = true;
		}
	}
	use->used = true;
}

/* %1 in the words about a number is the first level's. */
static void
numbering_write(const NumberingList *list, int at, Markup *markup)
{
	const NumberingLevel *level = &list->levels[at];
	g_autoptr(GString) out = g_string_new(NULL);

	if (strcmp(level->format, "bullet") == 0)
		return;
	for (const char *p = level->words; *p; p++) {
		if (*p == '%' && p[1] >= '1' && p[1] <= '9') {
			const NumberingLevel *named = &list->levels[*++p - '1'];

			numbering_format(level->legal ? "decimal" : named->format, named->count,
					 out);
		} else {
			g_string_append_c(out, *p);
		}
	}
	/* Latin numbers stand apart from the words, lest 1. and 2万 make 1.2万. */
	if (out->len > 0 && (guchar)out->str[out->len - 1] < 0x80 && out->str[out->len - 1] != ' ')
		g_string_append_c(out, ' ');
	markup_append(markup, out->str, out->len);
}

static void
numbering_paragraph(Numbering *numbering, Markup *markup)
{
	const NumberingSaid *said = &numbering->paragraph;
	const char *style = *said->style ? said->style : numbering->normal;
	int id = -1, level = -1;
	NumberingUse *use;

	style = numbering_by_style(numbering, style, &id, &level);
	if (said->use >= 0)
		id = said->use;
	if (said->level >= 0)
		level = said->level;
	use = id > 0 ? g_hash_table_lookup(numbering->uses, GINT_TO_POINTER(id)) : NULL;
	if (!use || !use->list)
		return;
	level = level < 0 ? numbering_level_of(use->list, style) : MIN(level, NUMBERING_LEVELS - 1);
	numbering_count(use, level);
	numbering_write(use->list, level, markup);
}

void
numbering_start(Numbering *numbering, Markup *markup, const char *name)
{
	if (strcmp(name, "p") == 0)
		numbering->paragraph = numbering_nothing;
	else
		numbering_say(&numbering->paragraph, markup, name, "pStyle");
}

void
numbering_end(Numbering *numbering, Markup *markup, const char *name)
{
	if (strcmp(name, "pPr") == 0)
		numbering_paragraph(numbering, markup);
}

/* ---- the whole ---- */

void
numbering_free(Numbering *numbering)
{
	if (!numbering)
		return;
	g_hash_table_unref(numbering->lists);
	g_hash_table_unref(numbering->uses);
	g_hash_table_unref(numbering->styles);
	g_free(numbering);
}

bool
numbering_read(Package *package, Numbering **ret)
{
	static const MarkupHandlers lists = { numbering_list_start, numbering_list_end, NULL };
	static const MarkupHandlers styles = { numbering_style_start, NULL, NULL };
	Numbering *numbering;

	*ret = NULL;
	if (!package_has(package, "word/numbering.xml"))
		return true;
	numbering = g_new0(Numbering, 1);
	numbering->lists = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	numbering->uses = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	numbering->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	numbering->paragraph = numbering_nothing;
	*ret = numbering;
	return package_parse(package, "word/numbering.xml", &lists, numbering) &&
	       package_parse(package, "word/styles.xml", &styles, numbering);
}
