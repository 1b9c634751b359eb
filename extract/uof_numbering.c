/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * uof_numbering — which numbers the paragraphs of a document in UOF have
 */
#include "extract/uof_numbering.h"

#include "extract/numbering.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct UofNumbering {
	GHashTable *lists;     /* id → NumberingList */
	NumberingList *open;   /* the one that is described; NULL: none */
	NumberingLevel *level; /* of it; NULL: none */
	GString *value;	       /* of the open element of a level; NULL: none */
};

UofNumbering *
uof_numbering_new(void)
{
	UofNumbering *numbering = g_new0(UofNumbering, 1);

	numbering->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return numbering;
}

void
uof_numbering_free(UofNumbering *numbering)
{
	if (!numbering)
		return;
	if (numbering->value)
		g_string_free(numbering->value, TRUE);
	g_hash_table_unref(numbering->lists);
	g_free(numbering);
}

static void
uof_open_list(UofNumbering *numbering, const Markup *markup)
{
	char id[NUMBERING_NAME];

	if (!markup_attribute(markup, "标识符", id, sizeof id) ||
	    g_hash_table_size(numbering->lists) >= NUMBERING_MOST)
		return;
	numbering->open = g_new0(NumberingList, 1);
	numbering->level = NULL; /* of a list of this name that is still open and goes away */
	g_hash_table_replace(numbering->lists, g_strdup(id), numbering->open);
}

static void
uof_open_level(UofNumbering *numbering, const Markup *markup)
{
	int at = markup_number(markup, "级别值", 0);

	numbering->level = &numbering->open->levels[MIN(at, NUMBERING_LEVELS - 1)];
	numbering->level->start = 1;
	g_strlcpy(numbering->level->format, "bullet", sizeof numbering->level->format);
}

/* A paragraph's. It may begin anew, with a number of its own. */
static void
uof_paragraph(UofNumbering *numbering, Markup *markup)
{
	char id[NUMBERING_NAME], anew[8];
	unsigned at = (unsigned)MIN(markup_number(markup, "编号级别", 0), NUMBERING_LEVELS - 1);
	g_autoptr(GString) out = g_string_new(NULL);
	NumberingUse use;

	if (!markup_attribute(markup, "编号引用", id, sizeof id))
		return;
	use = numbering_use(g_hash_table_lookup(numbering->lists, id));
	if (!use.list)
		return;
	if (markup_attribute(markup, "重新编号", anew, sizeof anew) &&
	    (strcmp(anew, "true") == 0 || strcmp(anew, "1") == 0))
		use.starts[at] = markup_number(markup, "起始编号", (int)use.list->levels[at].start);
	numbering_next(&use, at, out);
	markup_append(markup, out->str, out->len);
}

void
uof_numbering_start(UofNumbering *numbering, Markup *markup, const char *name)
{
	if (strcmp(name, "自动编号") == 0)
		uof_open_list(numbering, markup);
	else if (strcmp(name, "自动编号信息") == 0)
		uof_paragraph(numbering, markup);
	else if (strcmp(name, "级别") == 0 && numbering->open)
		uof_open_level(numbering, markup);
	else if (numbering->level && !numbering->value)
		numbering->value = g_string_new(NULL);
}

/* chinese-legal-simplified is what Word calls chineseLegalSimplified. */
static void
uof_format(const char *words, NumberingLevel *level)
{
	size_t n = 0;

	for (; *words && n + 1 < sizeof level->format; words++)
		if (*words == '-' && words[1])
			level->format[n++] = g_ascii_toupper(*++words);
		else
			level->format[n++] = *words;
	level->format[n] = '\0';
}

static void
uof_said(NumberingLevel *level, const char *name, char *words)
{
	g_strstrip(words);
	if (strcmp(name, "编号格式") == 0)
		uof_format(words, level);
	else if (strcmp(name, "编号格式表示") == 0)
		numbering_words(level, words);
	else if (strcmp(name, "起始编号") == 0)
		level->start = (unsigned)CLAMP(strtol(words, NULL, 10), 0, 9999);
}

void
uof_numbering_end(UofNumbering *numbering, const char *name)
{
	if (numbering->level && numbering->value) {
		uof_said(numbering->level, name, numbering->value->str);
		g_string_free(numbering->value, TRUE);
		numbering->value = NULL;
	}
	if (strcmp(name, "级别") == 0)
		numbering->level = NULL;
	else if (strcmp(name, "自动编号") == 0)
		numbering->open = NULL;
}

void
uof_numbering_characters(UofNumbering *numbering, const char *bytes, size_t n_bytes)
{
	if (numbering->value && numbering->value->len + n_bytes < NUMBERING_NAME)
		g_string_append_len(numbering->value, bytes, (gssize)n_bytes);
}
