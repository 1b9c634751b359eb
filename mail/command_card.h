/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_card — the card that a mail program or a writer sets below an answer
 *
 * Private to mail/command*.c.
 */
#ifndef CHENGBAO_MAIL_COMMAND_CARD_H
#define CHENGBAO_MAIL_COMMAND_CARD_H

#include "mail/command_view.h"
#include "mail/commands.h"

/* Where the card that closes [start, end) begins, or `end`: there is none. The end is trimmed. */
size_t command_card_begins(const CommandView *view, size_t start, size_t end,
			   const CommandContext *context);

#endif
