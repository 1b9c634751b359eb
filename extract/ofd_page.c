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
#define OFD_PAGE 10000.0	/* no page is taller */
#define OFD_NEXT 2.5		/* sizes to the next character of a line */

typedef enum { OFD_ALONG, OFD_DOWN, OFD_UP, OFD_WAYS } OfdWay;

/* A text code on the page. */
typedef struct {
	char *text;
	double x, y;   /* where its first character begins; of a level one, the foot of it */
	double length; /* from there to the last one's end */
	double size;   /* of a character */
	OfdWay way;
	glong n; /* characters */
} OfdPiece;

typedef struct {
	double boundary[4]; /* x y w h, in millimetres */
	double matrix[6];   /* of the object in its boundary */
	double size;	    /* of the font */
	double x, y;	    /* of the text code; one that names none goes on from the last */
	double along, down; /* from the first character to the last */
	bool has_along, has_down;
	bool upright; /* lines run down where nothing else says so */
} OfdObject;

typedef struct {
	GArray *pieces; /* OfdPiece */
	GString *code;	/* characters of the open text code */
	GString *remarks;
	size_t n_bytes;
	OfdObject object;
	bool in_code, in_remark;
	GPtrArray *templates; /* the IDs of those below it; NULL: not asked */
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

/* The sum of DeltaX or DeltaY: "3.2 3.2 g 5 4.1", where g repeats. */
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
	object->upright = ofd_attribute(markup, "ReadDirection", 0) == 90;
}

static void
ofd_start_code(Markup *markup, OfdPage *page)
{
	OfdObject *object = &page->object;
	g_autofree char *deltas = g_malloc(OFD_NUMBERS_BYTES);

	object->x = ofd_attribute(markup, "X", object->x);
	object->y = ofd_attribute(markup, "Y", object->y);
	object->has_along = markup_attribute(markup, "DeltaX", deltas, OFD_NUMBERS_BYTES);
	object->along = object->has_along ? ofd_advance(deltas) : 0;
	object->has_down = markup_attribute(markup, "DeltaY", deltas, OFD_NUMBERS_BYTES);
	object->down = object->has_down ? ofd_advance(deltas) : 0;
	page->in_code = true;
	g_string_truncate(page->code, 0);
}

static void
ofd_start_template(Markup *markup, OfdPage *page)
{
	char id[32];

	if (page->templates && page->templates->len < OFD_TEMPLATES &&
	    markup_attribute(markup, "TemplateID", id, sizeof id))
		g_ptr_array_add(page->templates, g_strdup(id));
}

static void
ofd_start(Markup *markup, void *context, const char *name)
{
	OfdPage *page = context;

	if (strcmp(name, "TextObject") == 0)
		ofd_start_object(markup, page);
	else if (strcmp(name, "TextCode") == 0)
		ofd_start_code(markup, page);
	else if (strcmp(name, "Template") == 0)
		ofd_start_template(markup, page);
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

/* Which way a text code goes and how far, in the page's millimetres. */
static OfdWay
ofd_way(const OfdObject *object, double advance, double *ret_length)
{
	const double *m = object->matrix;
	bool given = object->has_along || object->has_down;
	double along = given ? object->along : object->upright ? 0 : advance;
	double down = given ? object->down : object->upright ? advance : 0;
	double x = m[0] * along + m[2] * down, y = m[1] * along + m[3] * down;

	*ret_length = MAX(fabs(x), fabs(y));
	if (fabs(y) <= fabs(x))
		return OFD_ALONG;
	return y > 0 ? OFD_DOWN : OFD_UP;
}

/* Signs of lines that run down, as they are in level ones. */
static char *
ofd_level(const char *text)
{
	GString *level = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p))
		g_string_append_unichar(level, page_level(g_utf8_get_char(p)));
	return g_string_free(level, FALSE);
}

/* Puts the text code on the page. Blanks at its ends are room, not words. */
static void
ofd_end_code(Markup *markup, OfdPage *page)
{
	const OfdObject *object = &page->object;
	const double *m = object->matrix;
	double scale = sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
	double last, advance = ofd_widths(page->code->str, &last) * object->size;
	OfdPiece piece = { .size = object->size * (scale > 0 ? scale : 1) };

	page->in_code = false;
	g_strstrip(page->code->str);
	if (!*page->code->str)
		return;
	if (page->pieces->len >= OFD_PIECES) {
		markup_stop(markup, MARKUP_FULL);
		return;
	}
	if (!(piece.size > 0))
		piece.size = OFD_SIZE;
	piece.way = ofd_way(object, advance, &piece.length);
	piece.length += (piece.way == OFD_ALONG ? last : 1) * piece.size;
	piece.x = object->boundary[0] + m[0] * object->x + m[2] * object->y + m[4];
	piece.y = object->boundary[1] + m[1] * object->x + m[3] * object->y + m[5];
	if (piece.way != OFD_ALONG && fabs(m[3]) >= fabs(m[1])) /* upright characters */
		piece.y -= piece.size;
	piece.text = ofd_level(page->code->str);
	piece.n = g_utf8_strlen(piece.text, -1);
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

/* ---- the way of the page ---- */

/* Does a piece of one character stand straight below the one before it? */
static bool
ofd_is_below(const OfdPiece *one, const OfdPiece *other)
{
	double down = other->y - one->y;

	return one->n == 1 && other->n == 1 && fabs(other->x - one->x) < one->size / 2 &&
	       down > one->size / 2 && down < OFD_NEXT * one->size;
}

/* The way of most characters: of those in one piece, and of pieces that are drawn one after the
 * other, as programs write that place every character by itself. */
static OfdWay
ofd_page_way(const GArray *pieces)
{
	const OfdPiece *piece = (const OfdPiece *)(const void *)pieces->data;
	glong n[OFD_WAYS] = { 0 };

	for (guint i = 0; i < pieces->len; i++) {
		bool below = i > 0 && ofd_is_below(&piece[i - 1], &piece[i]);

		n[piece[i].way] += piece[i].n - 1;
		if (i > 0 && piece[i].n == 1)
			n[below ? OFD_DOWN : OFD_ALONG]++;
	}
	for (OfdWay way = OFD_DOWN; way < OFD_WAYS; way++)
		if (n[way] > 2 * (n[OFD_DOWN] + n[OFD_UP] + n[OFD_ALONG] - n[way]))
			return way;
	return OFD_ALONG;
}

/* A piece on a page that is turned so that its lines run along it. What runs another way takes the
 * room of a character. Takes its text. */
static PageLine
ofd_line(OfdPiece *piece, OfdWay way)
{
	double length = piece->way == way || piece->n == 1 ? piece->length : piece->size;
	double across = piece->way == OFD_ALONG ? piece->length : piece->size;
	double top = piece->way == OFD_ALONG ? piece->y - piece->size : piece->y;
	PageLine line = { .text = g_steal_pointer(&piece->text), .height = piece->size };

	switch (way) {
	case OFD_DOWN: /* from right to left; narrow and wide ones have one middle */
		line.left = top;
		line.top = -(piece->x + across / 2 + piece->size / 2);
		break;
	case OFD_UP:
		line.left = OFD_PAGE - piece->y;
		line.top = piece->x - piece->size;
		break;
	default:
		line.left = piece->x;
		line.top = top;
	}
	line.right = line.left + length;
	return line;
}

static void
ofd_piece_clear(void *piece)
{
	g_free(((OfdPiece *)piece)->text);
}

/* The pieces as PageLine. Yours. */
static GArray *
ofd_turned(GArray *pieces)
{
	OfdWay way = ofd_page_way(pieces);
	GArray *lines = page_lines_new();

	for (guint i = 0; i < pieces->len; i++) {
		PageLine line = ofd_line(&g_array_index(pieces, OfdPiece, i), way);

		g_array_append_val(lines, line);
	}
	return lines;
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
ofd_page_read(Package *package, const char *member, GArray *lines, GPtrArray *templates,
	      GString *remarks)
{
	static const MarkupHandlers handlers = { ofd_start, ofd_end, ofd_characters };
	g_autoptr(GString) code = g_string_new(NULL);
	g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(OfdPiece));
	g_autoptr(GArray) turned = NULL;
	OfdPage page = {
		.pieces = pieces, .code = code, .remarks = remarks, .templates = templates
	};
	bool good;

	g_array_set_clear_func(pieces, ofd_piece_clear);
	good = package_require(package, member, &handlers, &page);
	turned = ofd_turned(pieces);
	ofd_into_lines(turned, lines);
	return good;
}
