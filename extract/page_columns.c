/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_columns — the two columns of a page, one behind the other
 *
 * Rows one after another whose pieces stand on either side of one gap are columns where both sides
 * read as prose does: long lines, most of which reach their side's edge. A table's cells do not.
 */
#include "extract/page.h"

#include <string.h>

#define COLUMNS_ROWS 3	     /* a column has at least so many, */
#define COLUMNS_CHARACTERS 8 /* of so many on average, */
#define COLUMNS_FULL 0.6     /* of which this part is full */
#define COLUMNS_SLACK 1.5    /* heights that a full line may lack */
#define COLUMNS_PITCH 2.5    /* heights from one row to the next */
#define COLUMNS_GAP 0.5	     /* heights between the columns */

/* Pieces of lines [first, end) on either side of a gap that reaches from `left` to `right`. */
typedef struct {
	guint first, end;
	double left, right;
} PageGap;

static const PageLine *
columns_piece(const GArray *lines, guint i)
{
	return &g_array_index(lines, PageLine, i);
}

static guint
columns_row_end(const GArray *lines, guint first)
{
	guint end = first;

	while (end < lines->len &&
	       columns_piece(lines, end)->row == columns_piece(lines, first)->row)
		end++;
	return end;
}

/* Takes the row [end, next) into the gap; false: it crosses it, or stands apart. */
static bool
columns_take(const GArray *lines, PageGap *gap, guint next)
{
	PageGap grown = *gap;
	const PageLine *before = columns_piece(lines, gap->end - 1);
	const PageLine *row = columns_piece(lines, gap->end);

	if (row->top > before->top + COLUMNS_PITCH * MAX(row->height, before->height))
		return false;
	for (guint i = gap->end; i < next; i++) {
		const PageLine *piece = columns_piece(lines, i);
		double slack = COLUMNS_GAP * piece->height;

		if (piece->right + slack <= grown.right)
			grown.left = MAX(grown.left, piece->right);
		else if (piece->left >= grown.left + slack)
			grown.right = MIN(grown.right, piece->left);
		else
			return false;
	}
	grown.end = next;
	*gap = grown;
	return true;
}

/* Do the pieces on one side read as prose? */
static bool
columns_is_prose(const GArray *lines, const PageGap *gap, bool on_right)
{
	guint n = 0, n_full = 0;
	glong n_characters = 0;
	double edge = 0;

	for (guint i = gap->first; i < gap->end; i++)
		if ((columns_piece(lines, i)->left >= gap->right) == on_right)
			edge = MAX(edge, columns_piece(lines, i)->right);
	for (guint i = gap->first; i < gap->end; i++) {
		const PageLine *piece = columns_piece(lines, i);

		if ((piece->left >= gap->right) != on_right)
			continue;
		n++;
		n_characters += g_utf8_strlen(piece->text, -1);
		n_full += piece->right + COLUMNS_SLACK * piece->height > edge;
	}
	return n >= COLUMNS_ROWS && n_characters >= (glong)n * COLUMNS_CHARACTERS &&
	       n_full >= COLUMNS_FULL * n;
}

static void
columns_add(GArray *ordered, const PageLine *piece, guint row, guint block)
{
	PageLine copy = *piece;

	copy.text = g_strdup(piece->text);
	copy.row = row;
	copy.block = block;
	g_array_append_val(ordered, copy);
}

/* One side of the gap; its rows follow those that stand there. */
static void
columns_add_side(GArray *ordered, const GArray *lines, const PageGap *gap, bool on_right)
{
	guint before = ordered->len > 0 ? columns_piece(ordered, ordered->len - 1)->row : 0;
	guint block = ordered->len > 0 ? columns_piece(ordered, ordered->len - 1)->block + 1 : 1;

	for (guint i = gap->first; i < gap->end; i++) {
		const PageLine *piece = columns_piece(lines, i);

		if ((piece->left >= gap->right) != on_right)
			continue;
		if (i == gap->first || piece->row != columns_piece(lines, i - 1)->row ||
		    (columns_piece(lines, i - 1)->left >= gap->right) != on_right)
			before++;
		columns_add(ordered, piece, before, block);
	}
}

GArray *
page_columns(const GArray *lines)
{
	GArray *ordered = page_lines_new();
	guint block = 1, row = 0;

	for (guint first = 0, next; first < lines->len; first = next) {
		PageGap gap = { first, first, -G_MAXDOUBLE, G_MAXDOUBLE };

		next = columns_row_end(lines, first);
		if (next == first + 2) {
			gap = (PageGap){ first, next, columns_piece(lines, first)->right,
					 columns_piece(lines, first + 1)->left };
			while (gap.end < lines->len &&
			       columns_take(lines, &gap, columns_row_end(lines, gap.end)))
				continue;
		}
		if (gap.end > next && columns_is_prose(lines, &gap, false) &&
		    columns_is_prose(lines, &gap, true)) {
			columns_add_side(ordered, lines, &gap, false);
			columns_add_side(ordered, lines, &gap, true);
			next = gap.end;
			block = columns_piece(ordered, ordered->len - 1)->block + 1;
			continue;
		}
		row = ordered->len > 0 ? columns_piece(ordered, ordered->len - 1)->row + 1 : 1;
		for (guint i = first; i < next; i++)
			columns_add(ordered, columns_piece(lines, i), row, block);
	}
	return ordered;
}
