/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_attribution — the line that says who wrote what is quoted below it, and when
 *
 * Private to mail/newtext*.c. Lines are as newtext_signs wants them.
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_ATTRIBUTION_H
#define CHENGBAO_MAIL_NEWTEXT_ATTRIBUTION_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
	SIGN_NONE,
	SIGN_SURE,	  /* 在 DATE，NAME <a@b> 写道： */
	SIGN_LIKELY,	  /* a date with time and no address */
	SIGN_ABOVE_MARKS, /* too little but where marked lines follow; _at does not return it */
} NewTextSign;

/* Does the line open as attributions do: with a date, or with a word that stands before one? */
bool newtext_attribution_opens(const char *line);

/* Is lines[i] (with up to two lines after it: *ret_lines all) an attribution? */
NewTextSign newtext_attribution_at(const GPtrArray *lines, guint i, guint *ret_lines);

/* 李四写道： — an attribution when quoted lines follow it. */
bool newtext_attribution_names_writer(const char *line);

#endif
