/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page — lines that stand somewhere on a page, made paragraphs again
 *
 * A line that reaches the right edge goes on in the next one, unless that is
 * indented: so a paragraph is one line again, as in a Word document. Page numbers
 * between the pages are left out, they would stand in the middle of a sentence.
 *
 * Two columns of prose come one behind the other.
 *
 * Not here: how a format says where its words stand (pdf, ofd).
 */
#ifndef CHENGBAO_EXTRACT_PAGE_H
#define CHENGBAO_EXTRACT_PAGE_H

#include <glib.h>
#include <stdbool.h>

/* Lengths in one unit, whatever the format's is; `top` grows downwards. */
typedef struct {
	char *text; /* never "" */
	double left, right, top, height;
	guint row;   /* pieces of one number stand side by side; page_lines_add counts */
	guint block; /* lines of one number have their edges in common; page_columns counts */
} PageLine;

/* One document's text as it grows, up to EXTRACT_TEXT_BYTES. */
typedef struct {
	GString *text;
	bool open; /* the last line goes on in the next one */
	bool full;
} PageText;

/* An array of PageLine that frees them. Yours. */
GArray *page_lines_new(void);

/* Signs as they stand in lines that run down are the same signs: ︒ is 。 */
gunichar page_level(gunichar c);

/* What stands between two characters of a line that are `gap` apart, in heights of the line: a
 * tab between cells, a blank, or nothing where the blank only sets Chinese and Latin apart (6 月
 * 12 日): the writer never typed it. `blank`: the format has one there. */
const char *page_between(double gap, gunichar before, gunichar after, bool blank);

/* Adds a line (taken), into the last of the rows that it is level with and that has room there: a
 * table's cells, in whatever order they come, the dashes about a page number. */
void page_lines_add(GArray *lines, PageLine line);

/* Adds a line (taken) at its height of the page, among lines that stand in reading order. */
void page_lines_place(GArray *lines, PageLine line);

/* The lines in the order of their columns, a text set in two. An array of PageLine, yours. */
GArray *page_columns(const GArray *lines);

/* Appends a page's lines, which stand in reading order. */
void page_text_add(PageText *out, const GArray *lines);

#endif
