/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_list — the numbers that a page shows before the items of its lists
 *
 * They stand nowhere in the page's words: an item is counted when it begins, its number has its
 * place when the item's first visible character comes, and a list that counts down says where it
 * began when it is over.
 *
 * Promise: the words themselves stay as they are, so that an answer (1. 通过 of somebody who wrote
 * 通过 into a list) never becomes another command: the numbered text is a second one, for who reads
 * documents and reports.
 * Not here: how a number is written (numbering_format); counters and markers of style sheets.
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_LIST_H
#define CHENGBAO_BASE_TEXT_HTML_LIST_H

#include "base/text/html_element.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define HTML_LIST_LABELS 65536 /* numbers of one page; items behind them have none */

typedef struct {
	GArray *open;	/* the lists in one another, */
	GArray *labels; /* the numbers in the order of the text, */
	GArray *totals; /* and how many items each list has that counts down from them */
	guint n_placed; /* of the labels; the rest wait for a visible character */
} HtmlLists;

void html_lists_init(HtmlLists *lists);
void html_lists_clear(HtmlLists *lists);

/* Lists and items by their tags, the others are passed over. `shown`: it is seen, so its items
 * count; `attributes` and `style` as html_element has them. */
void html_lists_open(HtmlLists *lists, const HtmlElement *kind, const char *const *attributes,
		     const char *style, bool shown);
void html_lists_close(HtmlLists *lists, const HtmlElement *kind);

/* Words were written from `at` on: numbers that wait stand before the first visible one. */
void html_lists_place(HtmlLists *lists, const char *text, size_t at);

/* The text with its numbers; NULL: it has none. Yours. Then html_lists_moved gives where a place
 * of the text is in this one. */
char *html_lists_number(HtmlLists *lists, const char *text);
size_t html_lists_moved(const HtmlLists *lists, size_t at);

#endif
