/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_edit — the forms in which an answer changes a text
 *
 * Private to mail/command*.c. Each returns the place after the form, or 0.
 */
#ifndef CHENGBAO_MAIL_COMMAND_EDIT_H
#define CHENGBAO_MAIL_COMMAND_EDIT_H

#include "mail/command_parts.h"

/* “甲”改为“乙” and 删第2段 at `at`; adds the command. 0 when none stands here. */
size_t command_edit_form(CommandReader *reader, size_t at, size_t end);

/* The title after 改题：, to the line's end or to a last piece that is a verb; adds
 * the command. */
size_t command_edit_title(CommandReader *reader, size_t after, size_t end);

/* Does a title end with a blank and a whole verb (改题：春耕开局良好 通过)? Which of the two is
 * meant is no guess. */
bool command_edit_decides(CommandReader *reader, CommandSpan span);

/* A title within a span, without enclosing quotation marks; NULL when empty. Yours. */
char *command_edit_words(const CommandView *view, CommandSpan span);

/* 改 or 改并通过, with the text between the marks when it is in the answer. */
size_t command_edit_text(CommandReader *reader, const char *word, size_t after, size_t end);

#endif
