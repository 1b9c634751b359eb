/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ofd_page — the words that lie on one page of an OFD document, as lines
 */
#include "extract/ofd_page.h"

#include "base/text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define OFD_NUMBERS_BYTES 65536 /* of one DeltaX */
#define OFD_SIZE 4.0		/* of text that names none, in millimetres */

typedef struct {
	double boundary[4]; /* x y w h, in millimetres */
	double matrix[6];   /* of the object in its boundary */
	double size;	    /* of the font */
	double x, y;	    /* of the text code; one that names none goes on from the last */
	double advance;	    /* from the first character to the last */
	bool has_advance;
} OfdObject;

typedef struct {
	GArray *pieces; /* PageLine */
	GString *code;	/* characters of the open text code */
	GString *remarks;
	size_t n_bytes;
	OfdObject object;
	bool in_code, in_remark;
	char template[32];
} OfdPage;

/* Reads up to n numbers apart by blanks; how many there were. */
static size_t
ofd_numbers(const char *text, double *ret, size_t n)
{
	size_t i = 0;

	for (char *end; i < n; text = end, i++) {
		double number = g_ascii_strtod(text, &end);

		if (end == text)
			break;
		ret[i] = isfinite(number) ? number : 0;
	}
	return i;
}

static double
ofd_attribute(const Markup *markup, const char *name, double otherwise)
{
	char value[64];
	double number;

	if (!markup_attribute(markup, name, value, sizeof value) || !ofd_numbers(value, &number, 1))
		return otherwise;
	return number;
}

/* The sum of DeltaX: "3.2 3.2 g 5 4.1", where g repeats. */
static double
ofd_advance(const char *deltas)
{
	double sum = 0;

	for (char *end;; deltas = end) {
		double times = 1, delta;

		deltas += strspn(deltas, " \t\r\n");
		if (*deltas == 'g' || *deltas == 'G') {
			times = g_ascii_strtod(deltas + 1, &end);
			deltas = end;
		}
		delta = g_ascii_strtod(deltas, &end);
		if (end == deltas)
			return isfinite(sum) ? sum : 0;
		sum += times * delta;
	}
}

static void
ofd_start_object(Markup *markup, OfdPage *page)
{
	static const double still[6] = { 1, 0, 0, 1, 0, 0 };
	OfdObject *object = &page->object;
	char value[256];

	memset(object, 0, sizeof *object);
	if (markup_attribute(markup, "Boundary", value, sizeof value))
		ofd_numbers(value, object->boundary, 4);
	if (!markup_attribute(markup, "CTM", value, sizeof value) ||
	    ofd_numbers(value, object->matrix, 6) != 6)
		memcpy(object->matrix, still, sizeof still);
	object->size = ofd_attribute(markup, "Size", OFD_SIZE);
}

static void
ofd_start_code(Markup *markup, OfdPage *page)
{
	OfdObject *object = &page->object;
	g_autofree char *deltas = g_malloc(OFD_NUMBERS_BYTES);

	object->x = ofd_attribute(markup, "X", object->x);
	object->y = ofd_attribute(markup, "Y", object->y);
	object->has_advance = markup_attribute(markup, "DeltaX", deltas, OFD_NUMBERS_BYTES);
	object->advance = object->has_advance ? ofd_advance(deltas) : 0;
	page->in_code = true;
	g_string_truncate(page->code, 0);
}

static void
ofd_start(Markup *markup, void *context, const char *name)
{
	OfdPage *page = context;

	if (strcmp(name, "TextObject") == 0)
		ofd_start_object(markup, page);
	else if (strcmp(name, "TextCode") == 0)
		ofd_start_code(markup, page);
	else if (strcmp(name, "Template") == 0 && !*page->template)
		markup_attribute(markup, "TemplateID", page->template, sizeof page->template);
	else if (strcmp(name, "Remark") == 0)
		page->in_remark = true;
}

/* How wide the characters are where nothing says so, but for the last: 1 is a full one. */
static double
ofd_widths(const char *text, double *ret_last)
{
	double sum = 0;

	*ret_last = 0;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		sum += *ret_last;
		*ret_last = utf8_wide(g_utf8_get_char(p)) ? 1 : 0.5;
	}
	return sum;
}

/* Puts the text code on the page. Blanks at its ends are room, not words. */
static void
ofd_end_code(Markup *markup, OfdPage *page)
{
	const OfdObject *object = &page->object;
	const double *m = object->matrix;
	double scale = sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
	double size = object->size * (scale > 0 ? scale : 1);
	double last, advance = ofd_widths(page->code->str, &last) * size;
	PageLine piece = { .height = size > 0 ? size : OFD_SIZE };

	page->in_code = false;
	g_strstrip(page->code->str);
	if (!*page->code->str)
		return;
	if (page->pieces->len >= OFD_PIECES) {
		markup_stop(markup, MARKUP_FULL);
		return;
	}
	if (object->has_advance)
		advance = object->advance * (m[0] != 0 ? fabs(m[0]) : 1);
	piece.left = object->boundary[0] + m[0] * object->x + m[2] * object->y + m[4];
	piece.top = object->boundary[1] + m[1] * object->x + m[3] * object->y + m[5] - piece.height;
	piece.right = piece.left + advance + last * size;
	piece.text = g_strdup(page->code->str);
	g_array_append_val(page->pieces, piece);
}

static void
ofd_end(Markup *markup, void *context, const char *name)
{
	OfdPage *page = context;

	if (strcmp(name, "TextCode") == 0)
		ofd_end_code(markup, page);
	else if (strcmp(name, "Remark") == 0) {
		page->in_remark = false;
		if (page->remarks)
			g_string_append_c(page->remarks, '\n');
	}
}

static void
ofd_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	OfdPage *page = context;
	GString *into = page->in_code ? page->code : page->in_remark ? page->remarks : NULL;

	if (!into)
		return;
	page->n_bytes += n_bytes;
	if (page->n_bytes > EXTRACT_TEXT_BYTES)
		markup_stop(markup, MARKUP_FULL);
	else
		g_string_append_len(into, bytes, (gssize)n_bytes);
}

/* ---- the order of reading ---- */

static int
ofd_by_top(const void *a, const void *b)
{
	double x = ((const PageLine *)a)->top, y = ((const PageLine *)b)->top;

	return (x > y) - (x < y);
}

static int
ofd_by_left(const void *a, const void *b)
{
	double x = ((const PageLine *)a)->left, y = ((const PageLine *)b)->left;

	return (x > y) - (x < y);
}

/* Moves the pieces into lines: those at one height from left to right. */
static void
ofd_into_lines(GArray *pieces, GArray *lines)
{
	PageLine *piece = (PageLine *)(void *)pieces->data;

	if (pieces->len > 0)
		qsort(piece, pieces->len, sizeof *piece, ofd_by_top);
	for (guint from = 0, to; from < pieces->len; from = to) {
		for (to = from + 1; to < pieces->len; to++)
			if (piece[to].top - piece[from].top > piece[from].height / 2)
				break;
		qsort(piece + from, to - from, sizeof *piece, ofd_by_left);
		for (guint i = from; i < to; i++) {
			page_lines_add(lines, piece[i]);
			piece[i].text = NULL;
		}
	}
}

bool
ofd_page_read(Package *package, const char *member, GArray *lines, char ret_template[32],
	      GString *remarks)
{
	static const MarkupHandlers handlers = { ofd_start, ofd_end, ofd_characters };
	g_autoptr(GString) code = g_string_new(NULL);
	g_autoptr(GArray) pieces = page_lines_new();
	OfdPage page = { .pieces = pieces, .code = code, .remarks = remarks };
	bool good = package_parse(package, member, &handlers, &page);

	ofd_into_lines(pieces, lines);
	if (ret_template)
		g_strlcpy(ret_template, page.template, sizeof page.template);
	return good;
}
