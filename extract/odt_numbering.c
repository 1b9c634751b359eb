/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odt_numbering — which numbers the paragraphs of an OpenDocument have
 */
#include "extract/odt_numbering.h"

#include "extract/numbering.h"

#include <stdlib.h>
#include <string.h>

#define NUMBERING_BASES 10 /* styles that a style is based on, one on the other */
#define NUMBERING_FORMAT 64

/* What a style of paragraphs says. */
typedef struct {
	char based[NUMBERING_NAME];
	char list[NUMBERING_NAME];
	bool listed; /* it names a list style, or says that there is none: "" */
} OdtStyle;

struct OdtNumbering {
	GHashTable *lists;	  /* list style → NumberingList, never counted */
	GPtrArray *counted;	  /* NumberingList that count, */
	GHashTable *by_id, *last; /* by the id and by the style of a list: the last one */
	GHashTable *styles;	  /* of paragraphs → OdtStyle */
	NumberingList *outline;	  /* that headings are counted by; NULL: none */
	NumberingList *style;	  /* the open list style; NULL: none */
	unsigned depth;		  /* of lists in one another */
	unsigned n_headers;	  /* open: parts of lists that have no number */
	bool fresh;		  /* the next paragraph begins an item, */
	unsigned start;		  /* which has this number; 0: the next one */
	NumberingList *list;	  /* the open outermost list; NULL: not known yet, or none */
	char id[NUMBERING_NAME];  /* of that one, */
	char on[NUMBERING_NAME];  /* and of the one that it goes on with */
	bool goes_on;		  /* with the last one of its style */
};

static void
odt_name(const Markup *markup, const char *attribute, char *ret)
{
	if (!markup_attribute(markup, attribute, ret, NUMBERING_NAME))
		ret[0] = '\0';
}

/* Takes the value; it lives as long as the table. NULL: the table is full. */
static void *
odt_keep(GHashTable *table, const char *key, void *value)
{
	if (g_hash_table_size(table) >= NUMBERING_MOST) {
		g_free(value);
		return NULL;
	}
	g_hash_table_replace(table, g_strdup(key), value);
	return value;
}

/* ---- styles ---- */

/* The formats whose names are their first signs: "一, 二, 三, ...". Source: ODF 1.3 part 3,
 * §19.500, and what LibreOffice writes beyond it. */
static const char *
odt_format(const char *format)
{
	static const char *const formats[][2] = {
		{ "1", "decimal" },
		{ "a", "lowerLetter" },
		{ "A", "upperLetter" },
		{ "i", "lowerRoman" },
		{ "I", "upperRoman" },
		{ "一", "chineseCounting" },
		{ "壹", "chineseLegalSimplified" },
		{ "壱", "ideographLegalTraditional" },
		{ "甲", "ideographTraditional" },
		{ "子", "ideographZodiac" },
		{ "１", "decimalFullWidth" },
		{ "①", "decimalEnclosedCircle" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (g_str_has_prefix(format, formats[i][0]))
			return formats[i][1];
	return *format ? "decimal" : "none";
}

/* The numbers of the levels that are shown, a point between them, in their prefix and suffix. */
static void
odt_words(const Markup *markup, NumberingList *list, unsigned at)
{
	char prefix[NUMBERING_NAME], suffix[NUMBERING_NAME];
	unsigned shown =
		(unsigned)CLAMP(markup_number(markup, "display-levels", 1), 1, (int)at + 1);
	g_autoptr(GString) words = g_string_new(NULL);
	NumberingLevel *level = &list->levels[at];

	odt_name(markup, "num-prefix", prefix);
	odt_name(markup, "num-suffix", suffix);
	for (unsigned i = at + 1 - shown; i <= at && strcmp(level->format, "none") != 0; i++)
		if (strcmp(list->levels[i].format, "none") != 0)
			g_string_append_printf(words, "%s%%%u", words->len ? "." : "", i + 1);
	g_string_prepend(words, prefix);
	g_string_append(words, suffix);
	numbering_words(level, words->str);
}

static void
odt_level(const Markup *markup, NumberingList *list, bool bullet)
{
	unsigned at = (unsigned)CLAMP(markup_number(markup, "level", 1), 1, NUMBERING_LEVELS) - 1;
	NumberingLevel *level = &list->levels[at];
	char format[NUMBERING_FORMAT];

	odt_name(markup, "num-format", format);
	g_strlcpy(level->format, bullet ? "bullet" : odt_format(format), sizeof level->format);
	level->start = (unsigned)markup_number(markup, "start-value", 1);
	odt_words(markup, list, at);
}

static void
odt_paragraph_style(OdtNumbering *numbering, const Markup *markup)
{
	char name[NUMBERING_NAME], family[NUMBERING_NAME];
	OdtStyle *style;

	odt_name(markup, "family", family);
	odt_name(markup, "name", name);
	if (strcmp(family, "paragraph") != 0)
		return;
	style = odt_keep(numbering->styles, name, g_new0(OdtStyle, 1));
	if (!style)
		return;
	odt_name(markup, "parent-style-name", style->based);
	style->listed =
		markup_attribute(markup, "list-style-name", style->list, sizeof style->list);
}

/* False: it is no element of styles. */
static bool
odt_style(OdtNumbering *numbering, const Markup *markup, const char *name)
{
	char id[NUMBERING_NAME];

	if (strcmp(name, "style") == 0)
		odt_paragraph_style(numbering, markup);
	else if (strcmp(name, "list-style") == 0) {
		odt_name(markup, "name", id);
		numbering->style = odt_keep(numbering->lists, id, g_new0(NumberingList, 1));
	} else if (strcmp(name, "outline-style") == 0) {
		g_free(numbering->outline);
		numbering->style = numbering->outline = g_new0(NumberingList, 1);
	} else if (g_str_has_prefix(name, "list-level-style-") && numbering->style)
		odt_level(markup, numbering->style, !g_str_has_suffix(name, "number"));
	else if (strcmp(name, "outline-level-style") == 0 && numbering->style)
		odt_level(markup, numbering->style, false);
	else
		return false;
	return true;
}

/* The style that says which list style its paragraphs have. NULL: none does. */
static const OdtStyle *
odt_listed(const OdtNumbering *numbering, const char *name)
{
	const OdtStyle *style = g_hash_table_lookup(numbering->styles, name);

	for (int i = 0; i < NUMBERING_BASES && style && !style->listed; i++)
		style = g_hash_table_lookup(numbering->styles, style->based);
	return style && style->listed ? style : NULL;
}

/* ---- lists ---- */

/* The list that the open one counts in, of this style: one that it goes on with, or a new one. */
static NumberingList *
odt_count_by(OdtNumbering *numbering, const char *style)
{
	const NumberingList *kind = g_hash_table_lookup(numbering->lists, style);
	NumberingList *list = NULL;

	if (!kind)
		return NULL;
	if (*numbering->on)
		list = g_hash_table_lookup(numbering->by_id, numbering->on);
	if (!list && (numbering->goes_on || *numbering->on))
		list = g_hash_table_lookup(numbering->last, style);
	if (!list && numbering->counted->len < NUMBERING_MOST) {
		list = g_memdup2(kind, sizeof *kind);
		g_ptr_array_add(numbering->counted, list);
	}
	if (list && *numbering->id)
		g_hash_table_replace(numbering->by_id, g_strdup(numbering->id), list);
	if (list)
		g_hash_table_replace(numbering->last, g_strdup(style), list);
	return list;
}

static void
odt_open_list(OdtNumbering *numbering, const Markup *markup)
{
	char style[NUMBERING_NAME], goes_on[8];

	if (numbering->depth++ > 0)
		return;
	odt_name(markup, "style-name", style);
	odt_name(markup, "id", numbering->id);
	odt_name(markup, "continue-list", numbering->on);
	numbering->goes_on =
		markup_attribute(markup, "continue-numbering", goes_on, sizeof goes_on) &&
		strcmp(goes_on, "true") == 0;
	numbering->list = odt_count_by(numbering, style);
}

static void
odt_open_item(OdtNumbering *numbering, const Markup *markup)
{
	numbering->fresh = true;
	numbering->start = (unsigned)markup_number(markup, "start-value", 0);
}

/* ---- paragraphs ---- */

static void
odt_next(NumberingList *list, unsigned level, unsigned start, GString *out)
{
	NumberingUse use = numbering_use(list);
	unsigned at = MIN(level, NUMBERING_LEVELS - 1);

	if (start > 0 && list) { /* this one has that number */
		list->begun[at] = true;
		list->counts[at] = start - 1;
	}
	numbering_next(&use, at, out);
}

static void
odt_item(OdtNumbering *numbering, const Markup *markup, GString *out)
{
	char name[NUMBERING_NAME];
	const OdtStyle *style;

	if (!numbering->fresh || numbering->n_headers > 0)
		return;
	numbering->fresh = false;
	if (!numbering->list) {
		odt_name(markup, "style-name", name);
		style = odt_listed(numbering, name);
		numbering->list = style ? odt_count_by(numbering, style->list) : NULL;
	}
	odt_next(numbering->list, numbering->depth - 1, numbering->start, out);
}

static void
odt_heading(OdtNumbering *numbering, const Markup *markup, GString *out)
{
	char name[NUMBERING_NAME], plain[8];
	const OdtStyle *style;
	unsigned level = (unsigned)markup_number(markup, "outline-level", 1);

	odt_name(markup, "style-name", name);
	odt_name(markup, "is-list-header", plain);
	style = odt_listed(numbering, name);
	if ((style && !*style->list) || strcmp(plain, "true") == 0 || level == 0)
		return;
	odt_next(numbering->outline, level - 1, (unsigned)markup_number(markup, "start-value", 0),
		 out);
}

/* ---- the whole ---- */

bool
odt_numbering_start(OdtNumbering *numbering, Markup *markup, const char *name, GString *out)
{
	g_string_truncate(out, 0);
	if (odt_style(numbering, markup, name))
		return false;
	if (strcmp(name, "list") == 0)
		odt_open_list(numbering, markup);
	else if (strcmp(name, "list-item") == 0)
		odt_open_item(numbering, markup);
	else if (strcmp(name, "list-header") == 0)
		numbering->n_headers++;
	else if (numbering->depth > 0 && (strcmp(name, "p") == 0 || strcmp(name, "h") == 0))
		odt_item(numbering, markup, out);
	else if (strcmp(name, "h") == 0)
		odt_heading(numbering, markup, out);
	return out->len > 0;
}

void
odt_numbering_end(OdtNumbering *numbering, const char *name)
{
	if (strcmp(name, "list") == 0 && numbering->depth > 0)
		numbering->depth--;
	else if (strcmp(name, "list-item") == 0)
		numbering->fresh = false;
	else if (strcmp(name, "list-header") == 0 && numbering->n_headers > 0)
		numbering->n_headers--;
}

OdtNumbering *
odt_numbering_new(void)
{
	OdtNumbering *numbering = g_new0(OdtNumbering, 1);

	numbering->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	numbering->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	numbering->counted = g_ptr_array_new_with_free_func(g_free);
	numbering->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	numbering->last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return numbering;
}

void
odt_numbering_free(OdtNumbering *numbering)
{
	if (!numbering)
		return;
	g_hash_table_unref(numbering->lists);
	g_hash_table_unref(numbering->styles);
	g_hash_table_unref(numbering->by_id);
	g_hash_table_unref(numbering->last);
	g_ptr_array_unref(numbering->counted);
	g_free(numbering->outline);
	g_free(numbering);
}
