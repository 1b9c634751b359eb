/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_parts — the readers of answers, one per kind of question
 *
 * Private to mail/command*.c. Each reads a body (an answer without salutation,
 * courtesy and signature) and fills `out`.
 */
#ifndef CHENGBAO_MAIL_COMMAND_PARTS_H
#define CHENGBAO_MAIL_COMMAND_PARTS_H

#include "mail/command_numbers.h"
#include "mail/command_view.h"
#include "mail/command_words.h"
#include "mail/commands.h"

typedef struct CommandReader {
	const CommandView *view;
	const CommandContext *context;
	CommandSpan body;
	Commands *out;
} CommandReader;

/* command_frame: what stands around the command. */
CommandSpan command_frame_body(const CommandView *view, const CommandContext *context);
size_t command_frame_courtesy(const CommandView *view, size_t at, size_t end);
/* Is the line [a, b) nothing but the sender's name? */
bool command_frame_is_signature(const CommandView *view, CommandSpan line,
				const CommandContext *context);

/* Each true when it recognised the whole body (commands are in out). */
bool command_query_read(CommandReader *reader);

/* How near the body comes to 代录签发 without being it. */
CommandTried command_query_tries(const CommandReader *reader);
bool command_item_read(CommandReader *reader);
bool command_seal_read(CommandReader *reader);
bool command_confirm_read(CommandReader *reader);

/* Gives `into` what 删3, 3移下期, 顺序 …, 3改题：… in the span change; nothing of it when the
 * span holds anything else (false). */
bool command_seal_clauses(const CommandReader *reader, CommandSpan span, Command *into);

/* 上级采用 45-3 …; also true when it began so and could not be read (refused then). */
bool command_adopted_read(CommandReader *reader);

/* Pieces; refused ones are in out->pieces_refused. */
void command_list_read(CommandReader *reader);

/* commands.c: building. */
Command *command_new(CommandVerb verb, const char *word);
Command *command_add(CommandReader *reader, CommandVerb verb, const char *word);
void command_take_numbers(Command *command, CommandNumbers *numbers);
/* The words of a reason and the numbers behind 因; false when a number cannot be one. */
bool command_take_reason(CommandReader *reader, Command *command, CommandSpan span);
void command_refuse(CommandReader *reader, CommandRefusalKind kind, CommandSpan span);
/* The same with words of its own for the writer (NULL: those of the kind). */
void command_refuse_saying(CommandReader *reader, CommandRefusalKind kind, CommandSpan span,
			   const char *why);
void command_drop_all(CommandReader *reader);
int *command_steal_lines(GArray *lines, size_t *ret_n);

#endif
