/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext — what the writer wrote now, apart from what was quoted
 *
 * Not here: decoding of bodies, HTML to text, reading of commands.
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_H
#define CHENGBAO_MAIL_NEWTEXT_H

#include <glib.h>
#include <stdbool.h>

#include "base/text/html.h"

/* The line our own asks carry: everything from it on is quotation. */
#define NEWTEXT_SEPARATOR "======== 请在此行以上答复 ========"

/* Bodies beyond this many bytes are split within it; the rest counts as quoted. */
#define NEWTEXT_MAX_BYTES (8u << 20)

typedef struct NewText {
	char *text;	/* never NULL; trimmed; "" when nothing new was written */
	char *quoted;	/* never NULL; from the first sign of a quotation on */
	bool uncertain; /* where the quotation begins is not sure: take no command */
	char *why;	/* NULL unless uncertain; a message for a clerk */
} NewText;

/* Separates new text from quotations, separators, header blocks and footers.
 *
 * `plain` is the text body (UTF-8) or NULL; `html` the HTML body or NULL;
 * `sender_name` the writer's name or NULL (a signature under a dashed line is
 * dropped when it is only name, address or telephone).
 * Gives: *ret, newtext_clear it. Readings of plain and HTML that differ in
 * anything but blanks make it uncertain, and so does a blockquote in the new text
 * that may be a quotation.
 */
void newtext_split(const char *plain, const HtmlText *html, const char *sender_name, NewText *ret);

void newtext_clear(NewText *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NewText, newtext_clear)

#endif
