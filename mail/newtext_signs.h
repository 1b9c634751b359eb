/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_signs — the lines by which mail programs begin a quotation
 *
 * Private to mail/newtext*.c. Lines are UTF-8, without line end, literal &nbsp;
 * and no-break blanks already plain blanks, both ends trimmed.
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_SIGNS_H
#define CHENGBAO_MAIL_NEWTEXT_SIGNS_H

#include <glib.h>
#include <stdbool.h>

#define NEWTEXT_RULE 5 /* characters of a rule that stands for itself */

/* The line without leading quotation marks (> ＞) and blanks; *ret_marks how many. */
const char *newtext_signs_unmark(const char *line, int *ret_marks);

/* Our own separator, also quoted or with other numbers of '='. */
bool newtext_signs_is_ours(const char *line);

/* >>> 李四 2026-11-23 15:04 >>> : a separator whose marks are none. */
bool newtext_signs_is_chevrons(const char *line);

/* -----原始邮件-----, ——原邮件——, 【原始邮件】, 以下是原邮件：… What stands behind the second rule
 * (-----原始邮件-----发件人: …) is of the quotation. */
bool newtext_signs_is_separator(const char *line);

/* A line that belongs to the quotation when it stands above its header block: the words of a
 * separator without dashes (原始邮件), between rules a date or words about a mail, or a name, a
 * time between dashes and a subject. */
bool newtext_signs_is_heading(const char *line);

/* Only dashes, underscores, equal signs or the like, also wide ones; `least` of them or more. */
bool newtext_signs_is_rule(const char *line, int least);

/* Does the text stand between rules, ---- or ==== ? */
bool newtext_signs_is_ruled(const char *text);

#endif
