/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_pieces — a piece of a list answer, checked alone
 *
 * What its verb takes must be there and nothing else.
 *
 * Not here: pieces against each other (command_weigh).
 */
#include "mail/command_pieces.h"

#include "mail/command_edit.h"
#include "mail/command_labels.h"
#include "mail/command_sense.h"

Piece *
command_piece_new(const CommandEntry *entry, CommandSpan span)
{
	Piece *piece = g_new0(Piece, 1);

	piece->entry = entry;
	piece->span = span;
	command_numbers_init(&piece->numbers);
	return piece;
}

void
command_piece_free(Piece *piece)
{
	if (piece == NULL)
		return;
	command_numbers_clear(&piece->numbers);
	command_free(piece->command);
	g_free(piece->said);
	g_free(piece);
}

void
command_piece_refuse(Piece *piece, CommandRefusalKind why)
{
	piece->refused = true;
	piece->why = why;
	g_clear_pointer(&piece->command, command_free);
}

/* 核实 伤亡几人？3备查: behind the question another piece begins. */
static bool
decides_behind(CommandReader *reader, CommandSpan span)
{
	const CommandView *view = reader->view;

	for (size_t i = span.a; i < span.b; i++) {
		size_t at = command_view_skip(view, i + 1, span.b), after = 0, verb;
		g_auto(CommandNumbers) numbers = { 0 };

		if (view->c[i] != '?' || at >= span.b)
			continue;
		command_numbers_init(&numbers);
		verb = command_numbers_read(view, at, span.b, &numbers);
		if (verb != 0 && command_words_at(view, command_view_skip(view, verb, span.b),
						  span.b, reader->context, &after) != NULL)
			return true;
		if (command_words_at(view, at, span.b, reader->context, &after) != NULL &&
		    command_numbers_read(view, command_view_skip(view, after, span.b), span.b,
					 &numbers) != 0)
			return true;
	}
	return false;
}

static bool
decides_of_lines(CommandReader *reader, CommandSpan span)
{
	const CommandView *view = reader->view;
	g_auto(CommandNumbers) numbers = { 0 };
	size_t after;

	span = command_view_trim(view, span);
	command_numbers_init(&numbers);
	after = command_numbers_read(view, span.a, span.b, &numbers);
	return after != 0 &&
	       command_words_is_word(view, (CommandSpan){ after, span.b }, reader->context);
}

static void
check_reason(CommandReader *reader, Piece *piece)
{
	const CommandView *view = reader->view;
	CommandSpan span = piece->text;
	bool asks = piece->entry->verb == COMMAND_VERIFY;

	if (decides_behind(reader, span)) {
		command_piece_refuse(piece, REFUSED_BOTH);
		return;
	}
	if (command_words_is_word(view, span, reader->context) ||
	    command_sense_is_halt(view, span)) {
		command_piece_refuse(piece, REFUSED_TWO);
		return;
	}
	/* 2退3: is 3 a line, or a reason that wants 因? 1退2通过 is of two lines. */
	if (command_numbers_alone(view, span) || decides_of_lines(reader, span)) {
		command_piece_refuse(piece, REFUSED_NO_LINE);
		return;
	}
	if (command_sense_is_condition(view, span) ||
	    command_sense_is_either(view, span, piece->entry->word) ||
	    command_sense_is_tag(view, span) ||
	    (asks ? command_sense_is_postponed(view, span)
		  : command_sense_is_question(view, span))) {
		command_piece_refuse(piece, REFUSED_QUESTION);
		return;
	}
	if (!command_take_reason(reader, piece->command, span))
		command_piece_refuse(piece, REFUSED_NO_LINE);
}

static void
check_people(CommandReader *reader, Piece *piece)
{
	const CommandView *view = reader->view;
	Command *command = piece->command;
	size_t after = command_words_people(view, piece->text.a, piece->text.b, reader->context,
					    &command->rest);

	if (after == 0 || command_words_people_more(view, after, piece->text.b))
		command_piece_refuse(piece, REFUSED_NAME);
	else if (piece->entry->verb == COMMAND_CONSULT)
		command->note = command_view_words(view, (CommandSpan){ after, piece->text.b });
	else if (command_view_skip(view, after, piece->text.b) != piece->text.b)
		command_piece_refuse(piece, REFUSED_NAME);
}

/* 并入 takes one target: a line or an item. */
static void
check_target(CommandReader *reader, Piece *piece)
{
	const CommandView *view = reader->view;
	g_auto(CommandNumbers) target = { 0 };
	CommandSpan span = command_view_trim(view, piece->text);
	size_t after;

	command_numbers_init(&target);
	after = command_numbers_read(view, span.a, span.b, &target);
	if (after != span.b || target.broken || target.lines->len + target.items->len != 1 ||
	    !command_numbers_any(&piece->numbers)) {
		command_piece_refuse(piece, REFUSED_NO_LINE);
		return;
	}
	if (target.lines->len == 1) {
		piece->command->target = g_array_index(target.lines, int, 0);
		return;
	}
	piece->command->target_item = g_array_index(target.items, int64_t, 0);
	g_array_append_val(piece->numbers.items, piece->command->target_item);
}

static void
check_rest(CommandReader *reader, Piece *piece)
{
	const CommandView *view = reader->view;
	Command *command = piece->command;
	CommandSpan text = command_view_trim(view, piece->text);
	size_t after;

	switch (piece->entry->takes) {
	case TAKES_REASON:
		check_reason(reader, piece);
		return;
	case TAKES_NAME:
		check_people(reader, piece);
		return;
	case TAKES_TARGET:
		check_target(reader, piece);
		return;
	case TAKES_TITLE:
		command->edit = COMMAND_EDIT_TITLE;
		command->rest = command_edit_words(view, text);
		if (command->rest == NULL || command_edit_decides(reader, text) ||
		    command_words_is_word(view, text, reader->context))
			command_piece_refuse(piece, REFUSED_UNKNOWN);
		else if (piece->all || piece->others ||
			 piece->numbers.lines->len + piece->numbers.items->len != 1)
			command_piece_refuse(piece, REFUSED_NO_LINE); /* one title, one line */
		return;
	case TAKES_LABEL:
	case TAKES_FREE:
	case TAKES_DATE:
		text.a = command_labels_begin(view, piece->entry, text.a, text.b);
		command->rest = command_view_words(view, text);
		if (command_sense_is_question(view, text))
			command_piece_refuse(piece, REFUSED_QUESTION);
		else if (command->rest == NULL && (piece->entry->verb == COMMAND_TOPIC ||
						   piece->entry->verb == COMMAND_KIND ||
						   piece->entry->verb == COMMAND_REGISTER))
			command_piece_refuse(piece, REFUSED_UNKNOWN);
		else if (piece->entry->takes == TAKES_DATE && command->rest != NULL &&
			 !command_words_is_date(view, text))
			command_piece_refuse(piece, REFUSED_MORE);
		else if (command->rest != NULL &&
			 !command_labels_find(reader->context, command, &piece->said))
			command_piece_refuse(piece, REFUSED_LABEL);
		return;
	case TAKES_JOURNAL:
		after = command_words_journal(view, text.a, text.b, reader->context,
					      &command->journal);
		if (text.a < text.b && after != text.b)
			command_piece_refuse(piece, command_sense_is_question(view, piece->text)
							    ? REFUSED_QUESTION
							    : REFUSED_MORE);
		return;
	case TAKES_NOTHING:
		if (text.a < text.b)
			command_piece_refuse(piece, REFUSED_MORE);
		return;
	}
}

/* 以1为准: one of those that become one. */
static bool
prefers_one_of_them(const Piece *piece)
{
	const GArray *lines = piece->numbers.lines;

	if (piece->prefer == 0 || piece->prefer == piece->command->target)
		return true;
	for (guint i = 0; i < lines->len; i++)
		if (g_array_index(lines, int, i) == piece->prefer)
			return true;
	return false;
}

void
command_piece_check(CommandReader *reader, Piece *piece)
{
	if (piece->refused)
		return;
	if (piece->entry->verb == COMMAND_SEAL ||
	    (piece->entry->verb == COMMAND_EDIT && piece->entry->takes != TAKES_TITLE)) {
		command_piece_refuse(piece, REFUSED_UNKNOWN);
		return;
	}
	piece->command = command_new(piece->entry->verb, piece->entry->word);
	piece->command->all = piece->all;
	piece->command->others = piece->others;
	piece->command->prefer = piece->prefer;
	check_rest(reader, piece);
	if (piece->refused)
		return;
	if (piece->numbers.broken || !prefers_one_of_them(piece))
		command_piece_refuse(piece, REFUSED_NO_LINE);
	else if (piece->entry->verb == COMMAND_MERGE && piece->entry->takes != TAKES_TARGET &&
		 piece->numbers.lines->len + piece->numbers.items->len < 2)
		command_piece_refuse(piece, REFUSED_NO_LINE);
}
