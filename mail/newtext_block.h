/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_block — the header block that a mail program sets above what it quotes
 *
 * Private to mail/newtext*.c. Lines are as newtext_signs wants them.
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_BLOCK_H
#define CHENGBAO_MAIL_NEWTEXT_BLOCK_H

#include <glib.h>
#include <stdbool.h>

/* Does a header block (发件人：… 发送时间：… 主题：…) begin at lines[i]? It names the sender and
 * has two more labels, within a few lines or on the same line. Where another label stands first,
 * the block goes on without an empty line and has each label once: 主题：三农 above the block of
 * a quotation is an answer. */
bool newtext_block_begins(const GPtrArray *lines, guint i);

#endif
