/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_flow — a page's words as they are laid out: lines, blanks, tabs
 *
 * Line ends and blanks are wishes that come true when the next visible character
 * does: many of them are one, those at the ends are none.
 *
 * Not here: which elements wish for what (html).
 */
#ifndef CHENGBAO_BASE_TEXT_HTML_FLOW_H
#define CHENGBAO_BASE_TEXT_HTML_FLOW_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
	GString *text;
	unsigned n_lines;	/* wished for: 1, or 2 for an empty one between */
	bool blank, blank_line; /* a blank; one that is a line end of the source */
	bool tab;		/* a second cell: whatever line the first one ended */
} HtmlFlow;

/* A line of its own begins. */
void html_flow_line(HtmlFlow *flow);

/* One more line end. */
void html_flow_break(HtmlFlow *flow);

/* The next cell of a row begins. */
void html_flow_cell(HtmlFlow *flow);

/* Where we are in the text, before blanks that may yet be trimmed. */
size_t html_flow_place(const HtmlFlow *flow);

/* Lays out clean UTF-8; `pre`: its line ends are line ends. */
void html_flow_write(HtmlFlow *flow, const char *text, size_t n, bool pre);

#endif
