/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_lines — the lines of a page of a PDF, whichever way they run
 *
 * poppler gives a page's lines with a rectangle for every character. The way of a page is that of
 * most characters: along the line to the next one, or straight below where each stands in a line
 * of its own, as programs write that place every character by itself.
 */
#include "extract/pdf_lines.h"

#include "extract/extract.h"
#include "extract/page.h"
#include "extract/symbols.h"

#include <stdbool.h>
#include <string.h>

#define PDF_FIELDS 1000 /* of one page */
#define PDF_NEXT 2.5	/* heights to the next character of a line */

typedef enum { PDF_ALONG, PDF_BACK, PDF_DOWN, PDF_UP, PDF_WAYS } PdfWay;

typedef struct {
	gunichar c;
	PopplerRectangle place;
	bool begins; /* a line of poppler's */
	bool blank;  /* one stands before it */
} PdfCharacter;

/* ---- characters ---- */

/* Fonts of signs number theirs in a place of their own, and which font it is is not told. */
static gunichar
pdf_sign(gunichar c)
{
	bool own = c >= 0xF020 && c <= 0xF0FF;
	gunichar sign = own ? symbols_sign("Wingdings", c) : 0;

	if (own && !sign)
		sign = symbols_sign("Symbol", c);
	return sign ? sign : c;
}

/* PdfCharacter, without blanks. Yours. */
static GArray *
pdf_characters(PopplerPage *page)
{
	GArray *characters = g_array_new(FALSE, FALSE, sizeof(PdfCharacter));
	g_autofree char *text = poppler_page_get_text(page);
	g_autofree PopplerRectangle *places = NULL;
	guint n_places = 0, at = 0;
	bool begins = true, blank = false;

	poppler_page_get_text_layout(page, &places, &n_places);
	for (const char *p = text ? text : ""; *p; p = g_utf8_next_char(p), at++) {
		PdfCharacter one = { .c = g_utf8_get_char(p), .begins = begins, .blank = blank };

		if (g_unichar_isspace(one.c)) {
			begins |= one.c == '\n';
			blank = true;
			continue;
		}
		one.c = pdf_sign(page_level(one.c));
		if (at < n_places)
			one.place = places[at];
		g_array_append_val(characters, one);
		begins = blank = false;
	}
	return characters;
}

static const PdfCharacter *
pdf_character(const GArray *characters, guint i)
{
	return &g_array_index(characters, PdfCharacter, i);
}

/* The way from one character to the next of its line; PDF_WAYS: it is none. */
static PdfWay
pdf_way_to(const PdfCharacter *one, const PdfCharacter *next)
{
	double x = next->place.x1 + next->place.x2 - one->place.x1 - one->place.x2;
	double y = next->place.y1 + next->place.y2 - one->place.y1 - one->place.y2;
	double size = MAX(one->place.x2 - one->place.x1, one->place.y2 - one->place.y1);

	if (next->begins && (ABS(x) > size / 2 || y < 0 || y > 2 * PDF_NEXT * size))
		return PDF_WAYS;
	if (ABS(x) >= ABS(y) && next->begins)
		return PDF_WAYS;
	if (ABS(x) >= ABS(y))
		return x < 0 ? PDF_BACK : PDF_ALONG;
	return y > 0 ? PDF_DOWN : PDF_UP;
}

/* Of what goes within lines; only where there are few of these, of what goes from one to the next,
 * since lines along the page begin below one another too. */
static PdfWay
pdf_way(const GArray *characters)
{
	guint inside[PDF_WAYS + 1] = { 0 }, n_inside = 0, n_below = 0;

	for (guint i = 1; i < characters->len; i++) {
		const PdfCharacter *next = pdf_character(characters, i);
		PdfWay way = pdf_way_to(pdf_character(characters, i - 1), next);

		inside[way] += !next->begins;
		n_inside += !next->begins;
		if (next->begins && way == PDF_DOWN)
			n_below++;
	}
	for (PdfWay way = PDF_BACK; way < PDF_WAYS; way++)
		if (2 * inside[way] > n_inside)
			return way;
	return n_below > 2 * n_inside ? PDF_DOWN : PDF_ALONG;
}

/* ---- lines along the page ---- */

static void
pdf_line_extend(PageLine *line, const PopplerRectangle *place)
{
	if (line->height == 0) {
		line->left = place->x1;
		line->top = place->y1;
	}
	line->left = MIN(line->left, place->x1);
	line->right = MAX(line->right, place->x2);
	line->height = MAX(line->height, place->y2 - place->y1);
}

/* From the character at *at on to the end of the line, or of a cell of a table; *at is then the
 * next piece's. */
static PageLine
pdf_line(const GArray *characters, guint *at)
{
	PageLine line = { 0 };
	GString *out = g_string_new(NULL);
	guint first = *at;

	for (; *at < characters->len; ++*at) {
		const PdfCharacter *one = pdf_character(characters, *at);
		/* In heights of the line. */
		double gap = line.height > 0 && one->place.x2 > one->place.x1
				     ? (one->place.x1 - line.right) / line.height
				     : 0;
		const char *between = "";

		if (*at > first && one->begins)
			break;
		if (line.height > 0)
			between = page_between(gap, pdf_character(characters, *at - 1)->c, one->c,
					       one->blank);
		if (*between == '\t')
			break;
		g_string_append(out, between);
		g_string_append_unichar(out, one->c);
		if (one->place.x2 > one->place.x1)
			pdf_line_extend(&line, &one->place);
	}
	line.text = g_string_free(out, FALSE);
	return line;
}

static GArray *
pdf_lines_along(const GArray *characters)
{
	GArray *lines = page_lines_new();

	for (guint at = 0; at < characters->len;)
		page_lines_add(lines, pdf_line(characters, &at));
	return lines;
}

/* ---- lines in other ways ---- */

static int
pdf_compare(const void *a, const void *b)
{
	const PopplerRectangle *one = &((const PdfCharacter *)a)->place;
	const PopplerRectangle *other = &((const PdfCharacter *)b)->place;

	if (one->y1 != other->y1)
		return one->y1 < other->y1 ? -1 : 1;
	return (one->x1 > other->x1) - (one->x1 < other->x1);
}

/* Turns the page so that its lines run along it, each a line of characters of one place. */
static void
pdf_turn(GArray *characters, PdfWay way, double width, double height)
{
	double line = -G_MAXDOUBLE;

	for (guint i = 0; i < characters->len; i++) {
		PdfCharacter *one = &g_array_index(characters, PdfCharacter, i);
		PopplerRectangle at = one->place;

		if (way == PDF_DOWN)
			one->place =
				(PopplerRectangle){ at.y1, width - at.x2, at.y2, width - at.x1 };
		else if (way == PDF_UP)
			one->place =
				(PopplerRectangle){ height - at.y2, at.x1, height - at.y1, at.x2 };
		else
			one->place = (PopplerRectangle){ width - at.x2, height - at.y2,
							 width - at.x1, height - at.y1 };
		one->blank &= !one->begins;
	}
	g_array_sort(characters, pdf_compare);
	/* Narrow characters and wide ones of a line have one middle and not one top. */
	for (guint i = 0; i < characters->len; i++) {
		PdfCharacter *one = &g_array_index(characters, PdfCharacter, i);

		one->begins = (one->place.y1 + one->place.y2) / 2 > line;
		if (one->begins)
			line = one->place.y2;
		one->place.y1 = one->begins ? one->place.y1 : (one - 1)->place.y1;
	}
	g_array_sort(characters, pdf_compare);
	for (guint i = 0; i < characters->len; i++) {
		PdfCharacter *one = &g_array_index(characters, PdfCharacter, i);

		one->begins = i == 0 || one->place.y1 > (one - 1)->place.y1;
	}
}

/* ---- forms ---- */

/* What is filled into the field. NULL: nothing. Yours. */
static char *
pdf_field_value(PopplerFormField *field)
{
	switch (poppler_form_field_get_field_type(field)) {
	case POPPLER_FORM_FIELD_TEXT:
		return poppler_form_field_text_get_text(field);
	case POPPLER_FORM_FIELD_CHOICE:
		for (int i = 0; i < poppler_form_field_choice_get_n_items(field); i++)
			if (poppler_form_field_choice_is_item_selected(field, i))
				return poppler_form_field_choice_get_item(field, i);
		return poppler_form_field_choice_is_editable(field)
			       ? poppler_form_field_choice_get_text(field)
			       : NULL;
	default:
		return NULL;
	}
}

/* A form may carry a picture of what is filled in, which is text of the page. */
static void
pdf_field(PopplerPage *page, const PopplerFormFieldMapping *mapping, double height, GArray *lines)
{
	PopplerRectangle area = { mapping->area.x1, height - mapping->area.y2, mapping->area.x2,
				  height - mapping->area.y1 };
	g_autofree char *value = pdf_field_value(mapping->field);
	g_autofree char *shown = poppler_page_get_text_for_area(page, &area);
	PageLine line = { .left = area.x1, .top = area.y1, .height = MAX(area.y2 - area.y1, 0) };

	if (!value || !*g_strstrip(value) || (shown && *g_strstrip(shown)))
		return;
	line.right = MIN(area.x2, area.x1 + line.height * (double)g_utf8_strlen(value, -1));
	line.text = g_steal_pointer(&value);
	page_lines_place(lines, line);
}

static void
pdf_fields(PopplerPage *page, double height, GArray *lines)
{
	GList *list = poppler_page_get_form_field_mapping(page);
	guint n = 0;

	for (GList *one = list; one && n < PDF_FIELDS; one = one->next, n++)
		pdf_field(page, one->data, height, lines);
	poppler_page_free_form_field_mapping(list);
}

GArray *
pdf_lines(PopplerPage *page)
{
	g_autoptr(GArray) characters = pdf_characters(page);
	PdfWay way = pdf_way(characters);
	double width, height;
	GArray *lines;

	poppler_page_get_size(page, &width, &height);
	if (way != PDF_ALONG)
		pdf_turn(characters, way, width, height);
	lines = pdf_lines_along(characters);
	if (way == PDF_ALONG)
		pdf_fields(page, height, lines);
	return lines;
}
