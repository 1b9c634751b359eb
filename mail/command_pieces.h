/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_pieces — pieces of a list answer, checked alone and against each other
 *
 * Private to mail/command*.c.
 */
#ifndef CHENGBAO_MAIL_COMMAND_PIECES_H
#define CHENGBAO_MAIL_COMMAND_PIECES_H

#include "mail/command_parts.h"

typedef struct Piece {
	const CommandEntry *entry; /* NULL: refused words */
	CommandNumbers numbers;
	CommandSpan span; /* the whole piece */
	CommandSpan text; /* what follows the verb and its numbers; empty when a == b */
	bool verb_first, all, others, excepted;
	int prefer;
	int count;
	bool refused;
	CommandRefusalKind why;
	char *said;	  /* what the writer is told instead of what the kind says; or NULL */
	Command *command; /* made by check */
} Piece;

Piece *command_piece_new(const CommandEntry *entry, CommandSpan span);
void command_piece_free(Piece *piece);

/* Marks it refused; its command is gone. */
void command_piece_refuse(Piece *piece, CommandRefusalKind why);

/* Makes piece->command from its words, or marks it refused. */
void command_piece_check(CommandReader *reader, Piece *piece);

/* Refuses what a refused piece of the same sentence turns round: 1通过，但要核实. */
void command_beside_check(CommandReader *reader, GPtrArray *pieces);

/* Numbers named twice, several 全部, what 其余 covers; then moves the commands of
 * good pieces to reader->out and refuses the others. */
void command_pieces_weigh(CommandReader *reader, GPtrArray *pieces, const GArray *excepts);

#endif
