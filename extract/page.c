/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page — lines that stand somewhere on a page, made paragraphs again
 */
#include "extract/page.h"

#include "base/text/utf8.h"
#include "extract/extract.h"

#include <string.h>

#define PAGE_NUMBER_CHARACTERS 12 /* of a line that is only a page number: — 12 — */
#define PAGE_CELL_HEIGHTS 1.2	  /* of blank between two cells of a table */
#define PAGE_BLANK_HEIGHTS 0.2	  /* of blank between two words of Latin */
#define PAGE_SET_HEIGHTS 0.6	  /* of blank that the typesetter put there */

/* ---- lines ---- */

static void
page_line_clear(void *data)
{
	g_free(((PageLine *)data)->text);
}

GArray *
page_lines_new(void)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(PageLine));

	g_array_set_clear_func(lines, page_line_clear);
	return lines;
}

static bool
page_is_latin(gunichar c)
{
	return c < 128 && g_ascii_isalnum((char)c);
}

const char *
page_between(double gap, gunichar before, gunichar after, bool blank)
{
	bool mixed = (utf8_wide(before) && page_is_latin(after)) ||
		     (page_is_latin(before) && utf8_wide(after));

	if (gap > PAGE_CELL_HEIGHTS)
		return "\t";
	return blank && !(mixed && gap < PAGE_SET_HEIGHTS) ? " " : "";
}

static gunichar
page_last_character(const char *text, size_t n)
{
	const char *last = g_utf8_find_prev_char(text, text + n);

	return last ? g_utf8_get_char(last) : 0;
}

/* Do both stand at one height of the page? */
static bool
page_same_row(const PageLine *a, const PageLine *b)
{
	double apart = ABS(a->top + a->height / 2 - b->top - b->height / 2);

	return apart * 2 < MAX(a->height, b->height);
}

/* Makes `left` the two lines' text and room; takes the text of `right`. */
static void
page_join(PageLine *left, PageLine right)
{
	double height = MAX(MAX(left->height, right.height), 1e-3);
	double gap = (right.left - left->right) / height;
	const char *between = page_between(gap, page_last_character(left->text, strlen(left->text)),
					   g_utf8_get_char(right.text), gap > PAGE_BLANK_HEIGHTS);
	char *both = g_strconcat(left->text, between, right.text, NULL);

	g_free(left->text);
	g_free(right.text);
	left->text = both;
	left->right = right.right;
	left->top = MIN(left->top, right.top);
	left->height = height;
}

void
page_lines_add(GArray *lines, PageLine line)
{
	PageLine *last = lines->len > 0 ? &g_array_index(lines, PageLine, lines->len - 1) : NULL;
	double slack = last ? PAGE_BLANK_HEIGHTS * MAX(last->height, line.height) : 0;

	if (last && page_same_row(last, &line) && line.left >= last->right - slack) {
		page_join(last, line);
	} else if (last && page_same_row(last, &line) && line.right <= last->left + slack) {
		PageLine right = *last;

		*last = line;
		page_join(last, right);
	} else {
		g_array_append_val(lines, line);
	}
}

/* ---- paragraphs ---- */

/* Is this line only a page number: 3, - 3 -, —3—, 第3页, 3/12? */
static bool
page_is_number(const PageLine *line)
{
	static const char allowed[] = "-–—―－·/ 　第页共";
	bool digit = false;

	if (g_utf8_strlen(line->text, -1) > PAGE_NUMBER_CHARACTERS)
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

static void
page_append(PageText *out, const char *text)
{
	size_t n = strlen(text);

	if (out->text->len + n + 1 > EXTRACT_TEXT_BYTES) {
		out->full = true;
		return;
	}
	if (out->open && !utf8_wide(page_last_character(out->text->str, out->text->len)) &&
	    !utf8_wide(g_utf8_get_char(text)))
		g_string_append_c(out->text, ' ');
	else if (!out->open && out->text->len > 0)
		g_string_append_c(out->text, '\n');
	g_string_append_len(out->text, text, (gssize)n);
}

void
page_text_add(PageText *out, const GArray *lines)
{
	double left = G_MAXDOUBLE, right = 0;
	guint first = 0, end = lines->len;
	const PageLine *line = (const PageLine *)(const void *)lines->data;

	if (first < end && page_is_number(&line[first]))
		first++;
	if (first < end && page_is_number(&line[end - 1]))
		end--;
	for (guint i = first; i < end; i++) {
		left = MIN(left, line[i].left);
		right = MAX(right, line[i].right);
	}
	for (guint i = first; i < end && !out->full; i++) {
		/* An indented line begins a paragraph, whatever the one before looked like. */
		if (line[i].left > left + line[i].height || strchr(line[i].text, '\t'))
			out->open = false;
		page_append(out, line[i].text);
		/* A table's row ends where it ends. */
		out->open = line[i].height > 0 && !strchr(line[i].text, '\t') &&
			    line[i].right + 1.5 * line[i].height > right &&
			    line[i].right - line[i].left > 10 * line[i].height;
	}
}
