/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_beside — what a refused piece makes of those beside it
 *
 * A piece of a list answer stands alone, but words that name no line of their own may speak of
 * the piece before them or the one after: 1通过，但要核实 is no approval. Only a comma joins
 * them; behind a full stop or a line end they speak of nothing.
 *
 * Promise: a piece is only ever refused here, never made.
 * Not here: what the words are (command_sense); numbers, 全部 and 其余 (command_weigh).
 */
#include "mail/command_pieces.h"
#include "mail/command_sense.h"

/* Does nothing but a comma stand between two pieces? */
static bool
is_one_sentence(const CommandView *view, const Piece *a, const Piece *b)
{
	if (a->span.b > b->span.a)
		return false;
	for (size_t i = a->span.b; i < b->span.a; i++)
		if (view->c[i] != ',' && !command_view_is_blank(view->c[i]))
			return false;
	return true;
}

/* The words of a refused piece behind its own line numbers. */
static CommandSpan
behind_numbers(const CommandView *view, CommandSpan span)
{
	g_auto(CommandNumbers) numbers = { 0 };
	size_t after;

	command_numbers_init(&numbers);
	after = command_numbers_read(view, span.a, span.b, &numbers);
	return (CommandSpan){ after != 0 ? after : span.a, span.b };
}

/* 如无误，1通过 and 1通过，除非有误: the condition takes the pieces of its sentence along; so do
 * 先别，1通过 and 1通过，算了. 2改后通过 is of 2 alone. */
static bool
takes_along(const CommandView *view, CommandSpan span)
{
	CommandSpan words = behind_numbers(view, span);

	if (words.a > span.a)
		return command_sense_is_condition(view, words) &&
		       !command_sense_is_concluded(view, words);
	return command_sense_is_condition(view, span) || command_sense_is_halt(view, span) ||
	       command_sense_is_denial(view, span);
}

/* 1通过，是吗 and 1通过，但要核实; what names a line (但3要核实) is of that line. */
static bool
takes_back(const CommandView *view, CommandSpan span)
{
	g_autoptr(GArray) mentioned = g_array_new(FALSE, FALSE, sizeof(int));

	command_numbers_mentioned(view, span, mentioned);
	if (mentioned->len > 0)
		return command_view_match(view, span.a, span.b, "前提") != 0;
	return command_sense_is_tag(view, span) || command_sense_is_reserve(view, span);
}

/* 1通过，退回: of which line is the other? */
static bool
says_otherwise(const CommandReader *reader, CommandSpan span, const CommandEntry *than)
{
	size_t after;
	const CommandEntry *entry =
		command_words_at(reader->view, span.a, span.b, reader->context, &after);

	return entry != NULL && than != NULL && entry->verb != than->verb &&
	       entry->verb != COMMAND_SEAL && entry->verb != COMMAND_ADOPT &&
	       command_words_is_decision(entry->verb) && command_words_is_decision(than->verb);
}

/* A refused piece, and those that it turns round. */
static void
refuse_beside(CommandReader *reader, const Piece *piece, Piece *before, Piece *after)
{
	const CommandView *view = reader->view;
	bool both = takes_along(view, piece->span);

	if (before != NULL && is_one_sentence(view, before, piece)) {
		if (both || takes_back(view, piece->span))
			command_piece_refuse(before, REFUSED_QUESTION);
		else if (piece->why == REFUSED_NO_LINE &&
			 says_otherwise(reader, piece->span, before->entry))
			command_piece_refuse(before, REFUSED_TWO);
	}
	if (after != NULL && is_one_sentence(view, piece, after) &&
	    (both || command_sense_is_awaited(view, piece->span)))
		command_piece_refuse(after, REFUSED_QUESTION);
}

void
command_beside_check(CommandReader *reader, GPtrArray *pieces)
{
	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);

		if (piece->refused && piece->entry == NULL)
			refuse_beside(
				reader, piece, i > 0 ? g_ptr_array_index(pieces, i - 1) : NULL,
				i + 1 < pieces->len ? g_ptr_array_index(pieces, i + 1) : NULL);
	}
}
