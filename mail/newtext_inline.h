/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_inline — a quotation that begins in the line of the writer's last words
 *
 * Private to mail/newtext*.c. Lines are as newtext_signs wants them.
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_INLINE_H
#define CHENGBAO_MAIL_NEWTEXT_INLINE_H

#include <glib.h>

/* Where a quotation begins behind words in lines[i] (通过 在 2026-11-23 10:00，呈报 <a@b> 写道：),
 * lines[i] becomes those words and lines[i + 1] the rest of the line.
 * Gives the words (yours; the lines need them), or NULL, the lines being as they were. */
char *newtext_inline_part(GPtrArray *lines, guint i);

#endif
