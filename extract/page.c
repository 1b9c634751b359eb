/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page — lines that stand somewhere on a page, made paragraphs again
 */
#include "extract/page.h"

#include "base/text/utf8.h"
#include "extract/extract.h"

#include <string.h>

#define PAGE_NUMBER_CHARACTERS 12 /* of a line that is only a page number: — 12 — */
#define PAGE_ROW_PIECES 200
#define PAGE_PIECES_BACK 400   /* in which the row of one is looked for */
#define PAGE_CELL_HEIGHTS 1.2  /* of blank between two cells of a table */
#define PAGE_BLANK_HEIGHTS 0.2 /* of blank between two words of Latin */
#define PAGE_WIDE_HEIGHTS 0.4  /* the same of Chinese, which may be set apart; a blank is 0.5 */
#define PAGE_SET_HEIGHTS 0.6   /* of blank that the typesetter put there */

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

gunichar
page_level(gunichar c)
{
	static const struct {
		gunichar upright, level;
	} signs[] = { { 0xFE10, 0xFF0C }, { 0xFE11, 0x3001 }, { 0xFE12, 0x3002 },
		      { 0xFE13, 0xFF1A }, { 0xFE14, 0xFF1B }, { 0xFE15, 0xFF01 },
		      { 0xFE16, 0xFF1F }, { 0xFE17, 0x3016 }, { 0xFE18, 0x3017 },
		      { 0xFE19, 0x2026 }, { 0xFE31, 0x2014 }, { 0xFE35, 0xFF08 },
		      { 0xFE36, 0xFF09 }, { 0xFE39, 0x3014 }, { 0xFE3A, 0x3015 },
		      { 0xFE3B, 0x3010 }, { 0xFE3C, 0x3011 }, { 0xFE3D, 0x300A },
		      { 0xFE3E, 0x300B }, { 0xFE3F, 0x3008 }, { 0xFE40, 0x3009 },
		      { 0xFE41, 0x300C }, { 0xFE42, 0x300D }, { 0xFE43, 0x300E },
		      { 0xFE44, 0x300F } };

	for (size_t i = 0; i < G_N_ELEMENTS(signs) && c >= 0xFE10 && c <= 0xFE44; i++)
		if (signs[i].upright == c)
			return signs[i].level;
	return c;
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
	gunichar before = page_last_character(left->text, strlen(left->text));
	gunichar after = g_utf8_get_char(right.text);
	bool wide = utf8_wide(before) && utf8_wide(after);
	const char *between = page_between(gap, before, after,
					   gap > (wide ? PAGE_WIDE_HEIGHTS : PAGE_BLANK_HEIGHTS));
	char *both = g_strconcat(left->text, between, right.text, NULL);

	g_free(left->text);
	g_free(right.text);
	left->text = both;
	left->right = right.right;
	left->top = MIN(left->top, right.top);
	left->height = height;
}

/* Is there room for the line in the row of n pieces, and at the height of one? */
static bool
page_fits(const PageLine *row, guint n, const PageLine *line)
{
	bool level = false;

	for (guint i = 0; i < n; i++) {
		double slack = PAGE_BLANK_HEIGHTS * MAX(row[i].height, line->height);

		if (line->left < row[i].right - slack && line->right > row[i].left + slack)
			return false;
		level |= page_same_row(&row[i], line);
	}
	return level;
}

void
page_lines_add(GArray *lines, PageLine line)
{
	const PageLine *all = (const PageLine *)(const void *)lines->data;
	guint end = lines->len;

	line.row = end > 0 ? all[end - 1].row + 1 : 1;
	while (end > 0 && lines->len - end < PAGE_PIECES_BACK) {
		guint n = 0, at = end;

		while (n < end && all[end - 1 - n].row == all[end - 1].row)
			n++;
		if (n < PAGE_ROW_PIECES && page_fits(&all[end - n], n, &line)) {
			line.row = all[end - 1].row;
			while (at > end - n && all[at - 1].left > line.left)
				at--;
			g_array_insert_val(lines, at, line);
			return;
		}
		end -= n;
	}
	g_array_append_val(lines, line);
}

void
page_lines_place(GArray *lines, PageLine line)
{
	const PageLine *all = (const PageLine *)(const void *)lines->data;
	guint at = 0, below;

	while (at < lines->len && all[at].top <= line.top + line.height / 2 &&
	       !page_same_row(&all[at], &line))
		at++;
	below = at;
	while (at < lines->len && page_same_row(&all[at], &line) && all[at].left < line.left)
		at++;
	line.row = at > below					       ? all[at - 1].row
		   : at < lines->len && page_same_row(&all[at], &line) ? all[at].row
		   : lines->len > 0				       ? G_MAXUINT - lines->len
								       : 1;
	g_array_insert_val(lines, at, line);
}

/* The pieces of each row in one line. Yours. */
static GArray *
page_rows(const GArray *lines)
{
	GArray *rows = page_lines_new();

	for (guint i = 0; i < lines->len; i++) {
		PageLine piece = g_array_index(lines, PageLine, i);
		PageLine *last =
			rows->len > 0 ? &g_array_index(rows, PageLine, rows->len - 1) : NULL;

		piece.text = g_strdup(piece.text);
		if (last && last->row == piece.row)
			page_join(last, piece);
		else
			g_array_append_val(rows, piece);
	}
	return rows;
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

/* Behind the signs of a class, at most n of them. */
static const char *
page_skip(const char *text, const char *signs, int n)
{
	for (; n > 0 && *text && g_utf8_strchr(signs, -1, g_utf8_get_char(text)); n--)
		text = g_utf8_next_char(text);
	return text;
}

/* Does it begin as a part of a report does: 一、 （二） 3.? */
static bool
page_is_item(const char *text)
{
	static const char numerals[] = "〇零一二三四五六七八九十百";
	const char *open = page_skip(text, "（(", 1), *number = page_skip(open, numerals, 4);
	const char *digits = page_skip(open, "0123456789０１２３４５６７８９", 2);
	const char *end = number > open ? number : digits;

	if (end == open)
		return false;
	if (open > text)
		return page_skip(end, "）)", 1) > end;
	if (number > open)
		return page_skip(end, "、", 1) > end;
	/* 1.2 is none. */
	return page_skip(end, "、．.", 1) > end && !g_ascii_isdigit(*page_skip(end, "、．.", 1));
}

/* Has a sentence ended, and the next line begins a part? A last line may be full by chance. */
static bool
page_ends_before(const GString *text, const char *next)
{
	gunichar last = page_last_character(text->str, text->len);

	return last && g_utf8_strchr("。！？；：”）…", -1, last) && page_is_item(next);
}

/* The rows of one block. Gives its right edge. */
static double
page_block_add(PageText *out, const PageLine *line, guint n)
{
	double left = G_MAXDOUBLE, right = 0;

	for (guint i = 0; i < n; i++) {
		left = MIN(left, line[i].left);
		right = MAX(right, line[i].right);
	}
	for (guint i = 0; i < n && !out->full; i++) {
		/* An indented line begins a paragraph, whatever the one before looked like. */
		if (line[i].left > left + line[i].height || strchr(line[i].text, '\t') ||
		    page_ends_before(out->text, line[i].text))
			out->open = false;
		page_append(out, line[i].text);
		/* A table's row ends where it ends. */
		out->open = line[i].height > 0 && !strchr(line[i].text, '\t') &&
			    line[i].right + 1.5 * line[i].height > right &&
			    line[i].right - line[i].left > 10 * line[i].height;
	}
	return right;
}

void
page_text_add(PageText *out, const GArray *lines)
{
	g_autoptr(GArray) ordered = page_columns(lines), rows = page_rows(ordered);
	guint first = 0, end = rows->len;
	const PageLine *line = (const PageLine *)(const void *)rows->data;
	double right = -G_MAXDOUBLE;

	if (first < end && page_is_number(&line[first]))
		first++;
	if (first < end && page_is_number(&line[end - 1]))
		end--;
	for (guint n; first < end; first += n) {
		n = 1;
		while (first + n < end && line[first + n].block == line[first].block)
			n++;
		/* What stands beside the block before goes on with it, what stands below does not.
		 */
		out->open = out->open && (right < 0 || line[first].left > right);
		right = page_block_add(out, line + first, n);
	}
}
