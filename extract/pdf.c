/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf — the text of a PDF in reading order
 *
 * poppler gives a page's lines with a rectangle for every character. A line that
 * reaches the right edge goes on in the next one, unless that is indented: so a
 * paragraph is one line again, as in a Word document. Page numbers between the
 * pages are left out, they would stand in the middle of a sentence.
 *
 * Promise: no more than PDF_PAGES pages and EXTRACT_TEXT_BYTES of text.
 * Not here: the process it runs in, which alone bounds poppler's time and memory.
 */
#include "extract/pdf.h"

#include "base/i18n.h"
#include "base/text/utf8.h"

#include <poppler.h>
#include <stdbool.h>
#include <string.h>

#define PDF_NUMBER_CHARACTERS 12 /* of a line that is only a page number: — 12 — */
#define PDF_CELL_HEIGHTS 1.2	 /* of blank between two cells of a table */
#define PDF_SET_HEIGHTS 0.6	 /* of blank that poppler or the typesetter put there */
#define PDF_NOTES 1000		 /* comments of one page */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

typedef struct {
	char *text;
	double left, right, top, height;
} PdfLine;

/* One document's text as it grows. */
typedef struct {
	GString *text;
	bool open; /* the last line goes on in the next one */
	bool full;
} PdfText;

static PopplerDocument *pdf_kept; /* while one lives, poppler keeps its tables */

static void
pdf_line_clear(void *data)
{
	g_free(((PdfLine *)data)->text);
}

/* ---- the lines of a page ---- */

static void
pdf_line_extend(PdfLine *line, const PopplerRectangle *place)
{
	if (line->height == 0) {
		line->left = place->x1;
		line->top = place->y1;
	}
	line->left = MIN(line->left, place->x1);
	line->right = MAX(line->right, place->x2);
	line->height = MAX(line->height, place->y2 - place->y1);
}

static bool
pdf_is_latin(gunichar c)
{
	return c < 128 && g_ascii_isalnum((char)c);
}

/* What stands between two characters: a tab between cells, a blank, or nothing where the
 * blank only sets Chinese and Latin apart (6 月 12 日): the writer never typed it. */
static const char *
pdf_between(const PdfLine *line, gunichar before, const PopplerRectangle *place, gunichar after,
	    bool blank)
{
	double gap = place ? place->x1 - line->right : 0;
	bool mixed = (utf8_wide(before) && pdf_is_latin(after)) ||
		     (pdf_is_latin(before) && utf8_wide(after));

	if (line->height == 0)
		return "";
	if (gap > PDF_CELL_HEIGHTS * line->height)
		return "\t";
	return blank && !(mixed && gap < PDF_SET_HEIGHTS * line->height) ? " " : "";
}

/* The line of n bytes. */
static PdfLine
pdf_line(const char *text, size_t n, const PopplerRectangle *places, guint n_places)
{
	PdfLine line = { 0 };
	GString *out = g_string_sized_new(n + 1);
	gunichar before = 0;
	bool blank = false;
	guint i = 0;

	for (const char *p = text; p < text + n; p = g_utf8_next_char(p), i++) {
		const PopplerRectangle *place = i < n_places ? &places[i] : NULL;
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isspace(c)) {
			blank = true;
			continue;
		}
		g_string_append(out, pdf_between(&line, before, place, c, blank));
		g_string_append_unichar(out, c);
		if (place && place->x2 > place->x1)
			pdf_line_extend(&line, place);
		before = c;
		blank = false;
	}
	line.text = g_string_free(out, FALSE);
	return line;
}

/* Adds a line, or its text to the last one when they stand side by side: poppler parts what
 * is set far apart, such as a table's cells or the dashes about a page number. */
static void
pdf_lines_add(GArray *lines, PdfLine line)
{
	PdfLine *last = lines->len > 0 ? &g_array_index(lines, PdfLine, lines->len - 1) : NULL;
	char *both;

	if (!last || ABS(last->top - line.top) * 2 > line.height || line.left < last->right) {
		g_array_append_val(lines, line);
		return;
	}
	both = g_strconcat(last->text,
			   line.left - last->right > PDF_CELL_HEIGHTS * line.height ? "\t" : " ",
			   line.text, NULL);
	g_free(last->text);
	g_free(line.text);
	last->text = both;
	last->right = line.right;
	last->height = MAX(last->height, line.height);
}

/* PdfLine, those with words. Yours. */
static GArray *
pdf_lines(PopplerPage *page)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(PdfLine));
	g_autofree char *text = poppler_page_get_text(page);
	g_autofree PopplerRectangle *places = NULL;
	guint n_places = 0, at = 0;

	g_array_set_clear_func(lines, pdf_line_clear);
	poppler_page_get_text_layout(page, &places, &n_places);
	for (const char *p = text ? text : ""; *p;) {
		size_t n = strcspn(p, "\n");
		guint n_characters = (guint)g_utf8_strlen(p, (gssize)n);
		guint known = MIN(n_characters, n_places - MIN(at, n_places));
		PdfLine line = pdf_line(p, n, places + MIN(at, n_places), known);

		if (*line.text)
			pdf_lines_add(lines, line);
		else
			g_free(line.text);
		at += n_characters + 1;
		p += n + (p[n] == '\n');
	}
	return lines;
}

/* Is this line only a page number: 3, - 3 -, —3—, 第3页, 3/12? */
static bool
pdf_is_number(const PdfLine *line)
{
	static const char allowed[] = "-–—―－·/ 　第页共";
	bool digit = false;

	if (g_utf8_strlen(line->text, -1) > PDF_NUMBER_CHARACTERS)
		return false;
	for (const char *p = line->text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isdigit(c))
			digit = true;
		else if (!g_utf8_strchr(allowed, -1, c))
			return false;
	}
	return digit;
}

/* ---- paragraphs ---- */

static bool
pdf_last_wide(const GString *text)
{
	const char *last = g_utf8_find_prev_char(text->str, text->str + text->len);

	return last && utf8_wide(g_utf8_get_char(last));
}

static void
pdf_append(PdfText *out, const char *text)
{
	size_t n = strlen(text);

	if (out->text->len + n + 1 > EXTRACT_TEXT_BYTES) {
		out->full = true;
		return;
	}
	if (out->open && !pdf_last_wide(out->text) && !utf8_wide(g_utf8_get_char(text)))
		g_string_append_c(out->text, ' ');
	else if (!out->open && out->text->len > 0)
		g_string_append_c(out->text, '\n');
	g_string_append_len(out->text, text, (gssize)n);
}

static void
pdf_page_text(PdfText *out, const GArray *lines)
{
	double left = G_MAXDOUBLE, right = 0;
	guint first = 0, end = lines->len;
	const PdfLine *line = (const PdfLine *)(const void *)lines->data;

	if (first < end && pdf_is_number(&line[first]))
		first++;
	if (first < end && pdf_is_number(&line[end - 1]))
		end--;
	for (guint i = first; i < end; i++) {
		left = MIN(left, line[i].left);
		right = MAX(right, line[i].right);
	}
	for (guint i = first; i < end && !out->full; i++) {
		/* An indented line begins a paragraph, whatever the one before looked like. */
		if (line[i].left > left + line[i].height || strchr(line[i].text, '\t'))
			out->open = false;
		pdf_append(out, line[i].text);
		/* A table's row ends where it ends. */
		out->open = line[i].height > 0 && !strchr(line[i].text, '\t') &&
			    line[i].right + 1.5 * line[i].height > right &&
			    line[i].right - line[i].left > 10 * line[i].height;
	}
}

/* ---- the document ---- */

static void
pdf_page_notes(PopplerPage *page, GString *notes)
{
	GList *list = poppler_page_get_annot_mapping(page);
	guint n = 0;

	for (GList *one = list; one && n < PDF_NOTES; one = one->next, n++) {
		PopplerAnnotMapping *mapping = one->data;
		g_autofree char *text = poppler_annot_get_contents(mapping->annot);
		const char *words = text ? g_strstrip(text) : "";

		if (*words && notes->len + strlen(words) + 1 < EXTRACT_TEXT_BYTES)
			g_string_append_printf(notes, "\n%s", words);
	}
	poppler_page_free_annot_mapping(list);
}

static void
pdf_pages(PopplerDocument *document, Extracted *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) notes = g_string_new(NULL);
	PdfText out = { .text = text };
	int n = poppler_document_get_n_pages(document);

	for (int i = 0; i < MIN(n, PDF_PAGES) && !out.full; i++) {
		g_autoptr(PopplerPage) page = poppler_document_get_page(document, i);
		g_autoptr(GArray) lines = page ? pdf_lines(page) : NULL;

		if (!page)
			continue;
		pdf_page_text(&out, lines);
		pdf_page_notes(page, notes);
	}
	g_string_append_len(text, notes->str, (gssize)notes->len);
	ret->content = g_string_free(g_steal_pointer(&text), FALSE);
	ret->outcome = EXTRACT_READ;
	if (n > PDF_PAGES || out.full) {
		ret->outcome = EXTRACT_LIMIT;
		ret->why = g_strdup(_("the document is too long; only its beginning was read"));
	}
}

static void
pdf_refuse(const GError *error, Extracted *ret)
{
	bool encrypted = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

	ret->outcome = encrypted ? EXTRACT_ENCRYPTED : EXTRACT_FAILED;
	ret->why =
		g_strdup(encrypted ? _("the document has a password; please send it without one")
				   : _("the PDF file is damaged; please save the document as docx "
				       "or paste the text into the mail and send it again"));
}

void
pdf_load(void)
{
	static const char nothing[] = "%PDF-1.4\n"
				      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
				      "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
				      "xref\n0 3\n0000000000 65535 f \n"
				      "0000000009 00000 n \n0000000052 00000 n \n"
				      "trailer<</Size 3/Root 1 0 R>>\nstartxref\n96\n%%EOF\n";
	g_autoptr(GBytes) bytes = g_bytes_new_static(nothing, sizeof nothing - 1);

	if (!pdf_kept)
		pdf_kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
}

void
pdf_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(GBytes) borrowed = g_bytes_new_static(bytes, n_bytes);
	g_autoptr(GError) error = NULL;
	g_autoptr(PopplerDocument) document =
		poppler_document_new_from_bytes(borrowed, NULL, &error);

	if (document)
		pdf_pages(document, ret);
	else
		pdf_refuse(error, ret);
}
