/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_labels — the words behind 主题 and 类型: names that the office's rules define
 *
 * Private to mail/command*.c.
 */
#ifndef CHENGBAO_MAIL_COMMAND_LABELS_H
#define CHENGBAO_MAIL_COMMAND_LABELS_H

#include "mail/command_parts.h"

#define COMMAND_LABELS_MOST 9 /* topics of one answer */
#define COMMAND_LABELS_NEAR 6 /* offered instead of one that is none */

/* Where a label begins behind its verb: after the = that some write. */
size_t command_labels_begin(const CommandView *view, const CommandEntry *entry, size_t at,
			    size_t end);

/* Finds command->rest among the names of the context and gives them to command->labels as the
 * rules write them. Any words do where the context names none.
 *
 * Gives: true; false: *ret_why (yours) says which word is none and what is near. */
bool command_labels_find(const CommandContext *context, Command *command, char **ret_why);

#endif
