/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_paragraphs — what the paragraphs of a Word 97-2003 document are: of which list, where in a
 * table
 *
 * A paragraph is what its style says, which may be based on another one, and its exceptions from
 * that. The style sheet has its head, whose length stands before it, and the styles, each behind
 * its own; one begins with bits of what it is and is based on, then there are its name and, behind
 * their lengths, its exceptions: those of paragraphs first.
 */
#include "extract/doc_paragraphs.h"

#include "extract/numbering.h"

#define SHEET_PLACE 0x00A2u
#define STYLE_KIND 0x000Fu /* bits of its second word */
#define STYLE_OF_PARAGRAPHS 1u
#define STYLE_HEAD 8u
#define STYLE_BASES 10 /* one on the other */
#define OPERATION_LEVEL 0x260Au
#define OPERATION_USE 0x460Bu
#define USE_NONE 0x07FFu

typedef struct {
	unsigned based; /* the number of another one */
	int use, level; /* -1: it says nothing */
} DocStyle;

/* Operations that say where in a table the paragraph is. */
static const struct {
	uint32_t operation;
	DocParagraphPlace place;
} paragraphs_places[] = {
	{ 0x2416, DOC_PARAGRAPH_IN_TABLE },
	{ 0x2417, DOC_PARAGRAPH_ROW },
	{ 0x244B, DOC_PARAGRAPH_INNER_CELL },
	{ 0x244C, DOC_PARAGRAPH_ROW },
};

typedef struct {
	GArray *styles;	    /* DocStyle */
	GArray *paragraphs; /* DocParagraph */
} DocParagraphs;

/* What exceptions change. */
static void
paragraphs_apply(DocStream exceptions, DocStyle *said, DocParagraphPlace *place)
{
	size_t at = 0;
	uint32_t operation, value;
	DocStream operand;

	while (doc_runs_operation(exceptions, &at, &operation, &operand)) {
		value = doc_text_number(operand, 0, operand.n_bytes < 2 ? 1 : 2);
		if (operation == OPERATION_LEVEL)
			said->level = (int)value;
		else if (operation == OPERATION_USE && value > 0xF800) /* keeps its indents */
			said->use = (int)(0x10000 - value);
		else if (operation == OPERATION_USE)
			said->use = value < USE_NONE ? (int)value : 0;
		for (size_t i = 0; i < G_N_ELEMENTS(paragraphs_places); i++)
			if (operation == paragraphs_places[i].operation && (value & 1))
				*place = MAX(*place, paragraphs_places[i].place);
	}
}

/* ---- styles ---- */

static DocStyle
paragraphs_style(DocStream style, size_t head)
{
	DocStyle ret = { 0xFFF, -1, -1 };
	unsigned kind;
	size_t at, n;
	DocParagraphPlace place = DOC_PARAGRAPH_TEXT;

	if (style.n_bytes < STYLE_HEAD || style.n_bytes < head + 2)
		return ret;
	kind = doc_text_number(style, 2, 2);
	if ((kind & STYLE_KIND) != STYLE_OF_PARAGRAPHS)
		return ret;
	ret.based = kind >> 4;
	at = head + 2 * (size_t)doc_text_number(style, head, 2) + 4; /* its name and a NUL */
	if (at > style.n_bytes || style.n_bytes - at < 4)
		return ret;
	n = MIN(doc_text_number(style, at, 2), style.n_bytes - at - 2);
	if (n > 2)
		paragraphs_apply((DocStream){ style.bytes + at + 4, n - 2 }, &ret, &place);
	return ret;
}

static void
paragraphs_styles(DocStream word, DocStream table, GArray *styles)
{
	DocStream sheet;
	size_t at, head, n;

	if (!doc_text_part(word, table, SHEET_PLACE, &sheet) || sheet.n_bytes < 6)
		return;
	head = doc_text_number(sheet, 4, 2); /* of a style, up to its name */
	for (at = 2 + doc_text_number(sheet, 0, 2);
	     at + 2 <= sheet.n_bytes && styles->len < NUMBERING_MOST;) {
		DocStyle style;

		n = doc_text_number(sheet, at, 2);
		at += 2;
		if (n > sheet.n_bytes - at)
			return;
		style = paragraphs_style((DocStream){ sheet.bytes + at, n }, head);
		g_array_append_val(styles, style);
		at += n + n % 2;
	}
}

/* What the style says, or those that it is based on. */
static DocStyle
paragraphs_by_style(const GArray *styles, unsigned number)
{
	DocStyle ret = { number, -1, -1 };

	for (int i = 0; i < STYLE_BASES && ret.based < styles->len; i++) {
		const DocStyle *style = &g_array_index(styles, DocStyle, ret.based);

		ret.use = ret.use < 0 ? style->use : ret.use;
		ret.level = ret.level < 0 ? style->level : ret.level;
		ret.based = style->based;
	}
	return ret;
}

/* ---- paragraphs ---- */

static bool
paragraphs_take(void *context, DocRange range, DocStream exceptions)
{
	DocParagraphs *all = context;
	const GArray *before = all->paragraphs;
	DocParagraph paragraph = { .range = range };
	DocStyle said = { 0, -1, -1 };

	if (before->len > 0 &&
	    range.from < g_array_index(before, DocParagraph, before->len - 1).range.to)
		return false;
	if (exceptions.n_bytes >= 2) {
		said = paragraphs_by_style(all->styles, doc_text_number(exceptions, 0, 2));
		exceptions.bytes += 2;
		exceptions.n_bytes -= 2;
		paragraphs_apply(exceptions, &said, &paragraph.place);
	}
	paragraph.use = (unsigned)MAX(said.use, 0);
	paragraph.level = (unsigned)MAX(said.level, 0);
	g_array_append_val(all->paragraphs, paragraph);
	return all->paragraphs->len < DOC_PARAGRAPHS_MOST;
}

GArray *
doc_paragraphs_read(DocStream word, DocStream table)
{
	g_autoptr(GArray) styles = g_array_new(FALSE, FALSE, sizeof(DocStyle));
	DocParagraphs all = { styles, g_array_new(FALSE, FALSE, sizeof(DocParagraph)) };

	paragraphs_styles(word, table, styles);
	doc_runs(word, table, DOC_RUNS_PARAGRAPHS, paragraphs_take, &all);
	return all.paragraphs;
}

const DocParagraph *
doc_paragraphs_at(const GArray *paragraphs, size_t at)
{
	guint low = 0, high = paragraphs->len;

	while (low < high) {
		guint middle = (low + high) / 2;
		const DocParagraph *one = &g_array_index(paragraphs, DocParagraph, middle);

		if (at < one->range.from)
			high = middle;
		else if (at >= one->range.to)
			low = middle + 1;
		else
			return one;
	}
	return NULL;
}
