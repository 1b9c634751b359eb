/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_pieces — pieces of a list answer, checked alone and against each other
 *
 * A number named twice is not done, neither the one way nor the other, while the
 * other numbers of the same pieces are. 其余 covers no number that the answer
 * names anywhere, refused pieces included.
 */
#include "mail/command_pieces.h"

#include "mail/command_edit.h"

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
	g_free(piece);
}

static void
piece_refuse(Piece *piece, CommandRefusalKind why)
{
	piece->refused = true;
	piece->why = why;
	g_clear_pointer(&piece->command, command_free);
}

static void
check_reason(CommandReader *reader, Piece *piece)
{
	const CommandView *view = reader->view;
	CommandSpan span = piece->text;
	int number = 0;
	size_t after;

	if (command_words_is_condition(view, span) ||
	    (piece->entry->verb != COMMAND_VERIFY && command_words_is_question(view, span))) {
		piece_refuse(piece, REFUSED_QUESTION);
		return;
	}
	piece->command->rest = command_view_words(view, span);
	span = command_view_trim(view, span);
	after = command_view_match(view, span.a, span.b, "因");
	if (after != 0)
		after = command_numbers_one(view, after, span.b, &number);
	if (after != 0 && command_view_is_boundary(view, after, span.b))
		piece->command->reason_number = number;
}

static void
check_people(CommandReader *reader, Piece *piece)
{
	const CommandView *view = reader->view;
	Command *command = piece->command;
	size_t after = command_words_people(view, piece->text.a, piece->text.b, reader->context,
					    &command->rest);

	if (after == 0)
		piece_refuse(piece, REFUSED_NAME);
	else if (piece->entry->verb == COMMAND_CONSULT)
		command->note = command_view_words(view, (CommandSpan){ after, piece->text.b });
	else if (command_view_skip(view, after, piece->text.b) != piece->text.b)
		piece_refuse(piece, REFUSED_NAME);
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
		piece_refuse(piece, REFUSED_NO_LINE);
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
		if (command->rest == NULL)
			piece_refuse(piece, REFUSED_UNKNOWN);
		return;
	case TAKES_LABEL:
	case TAKES_FREE:
	case TAKES_DATE:
		command->rest = command_view_words(view, text);
		if (command_words_is_question(view, text))
			piece_refuse(piece, REFUSED_QUESTION);
		else if (command->rest == NULL && (piece->entry->verb == COMMAND_TOPIC ||
						   piece->entry->verb == COMMAND_KIND ||
						   piece->entry->verb == COMMAND_REGISTER))
			piece_refuse(piece, REFUSED_UNKNOWN);
		else if (piece->entry->takes == TAKES_DATE && command->rest != NULL &&
			 !command_words_is_date(view, text))
			piece_refuse(piece, REFUSED_MORE);
		return;
	case TAKES_JOURNAL:
		after = command_words_journal(view, text.a, text.b, reader->context,
					      &command->journal);
		if (text.a < text.b && after != text.b)
			piece_refuse(piece, command_words_is_question(view, piece->text)
						    ? REFUSED_QUESTION
						    : REFUSED_MORE);
		return;
	case TAKES_NOTHING:
		if (text.a < text.b)
			piece_refuse(piece, REFUSED_MORE);
		return;
	}
}

void
command_piece_check(CommandReader *reader, Piece *piece)
{
	if (piece->refused)
		return;
	if (piece->entry->verb == COMMAND_SEAL ||
	    (piece->entry->verb == COMMAND_EDIT && piece->entry->takes != TAKES_TITLE)) {
		piece_refuse(piece, REFUSED_UNKNOWN);
		return;
	}
	piece->command = command_new(piece->entry->verb, piece->entry->word);
	piece->command->all = piece->all;
	piece->command->others = piece->others;
	piece->command->prefer = piece->prefer;
	check_rest(reader, piece);
	if (piece->refused)
		return;
	if (piece->numbers.broken)
		piece_refuse(piece, REFUSED_NO_LINE);
	else if (piece->entry->verb == COMMAND_MERGE && piece->entry->takes != TAKES_TARGET &&
		 piece->numbers.lines->len + piece->numbers.items->len < 2)
		piece_refuse(piece, REFUSED_NO_LINE);
}

/* ---- weighing ---- */

typedef struct Named {
	const Piece *piece;
	int64_t number; /* lines as they are, items negative */
} Named;

static bool
is_rival(const Piece *a, const Piece *b)
{
	return a->entry->verb == b->entry->verb || (command_words_is_decision(a->entry->verb) &&
						    command_words_is_decision(b->entry->verb));
}

static bool
numbers_hold(const Piece *piece, int64_t number, size_t *ret_times)
{
	*ret_times = 0;
	for (guint i = 0; number > 0 && i < piece->numbers.lines->len; i++)
		*ret_times += g_array_index(piece->numbers.lines, int, i) == number;
	for (guint i = 0; number < 0 && i < piece->numbers.items->len; i++)
		*ret_times += g_array_index(piece->numbers.items, int64_t, i) == -number;
	return *ret_times > 0;
}

/* Is the number decided more than once over all pieces? */
static bool
is_twice(const GPtrArray *pieces, const Piece *self, int64_t number)
{
	size_t times = 0;

	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);
		size_t here;

		if (piece->refused || (piece != self && !is_rival(self, piece)))
			continue;
		if (numbers_hold(piece, number, &here))
			times += here;
		/* 全部 names every line; only 除3 takes one out. */
		if (piece != self && piece->all && !self->excepted && number > 0)
			times++;
	}
	return times > 1;
}

static void
twice_collect(const GPtrArray *pieces, GArray *twice)
{
	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);

		for (guint k = 0; !piece->refused && k < piece->numbers.lines->len; k++) {
			Named named = { piece, g_array_index(piece->numbers.lines, int, k) };

			if (is_twice(pieces, piece, named.number))
				g_array_append_val(twice, named);
		}
		for (guint k = 0; !piece->refused && k < piece->numbers.items->len; k++) {
			Named named = { piece, -g_array_index(piece->numbers.items, int64_t, k) };

			if (piece->command->target_item != -named.number &&
			    is_twice(pieces, piece, named.number))
				g_array_append_val(twice, named);
		}
	}
}

static bool
named_has(const GArray *twice, const Piece *piece, int64_t number)
{
	for (guint i = 0; i < twice->len; i++) {
		const Named *named = &g_array_index(twice, Named, i);

		if (named->piece == piece && named->number == number)
			return true;
	}
	return false;
}

/* Takes the numbers named twice out of the piece; a merge that lost one is refused. */
static void
piece_drop(CommandReader *reader, Piece *piece, const GArray *twice)
{
	GArray *lines = piece->numbers.lines, *items = piece->numbers.items;
	guint before = lines->len + items->len;

	for (guint k = lines->len; k-- > 0;)
		if (named_has(twice, piece, g_array_index(lines, int, k)))
			g_array_remove_index(lines, k);
	for (guint k = items->len; k-- > 0;)
		if (named_has(twice, piece, -g_array_index(items, int64_t, k)))
			g_array_remove_index(items, k);
	if (before == lines->len + items->len)
		return;
	if (piece->entry->verb == COMMAND_MERGE)
		command_refuse(reader, REFUSED_TWICE, piece->span);
	if (lines->len + items->len == 0 || piece->entry->verb == COMMAND_MERGE)
		piece_refuse(piece, REFUSED_TWICE);
}

/* One refusal for each number: what else its pieces named is done. */
static void
twice_tell(CommandReader *reader, const GArray *twice)
{
	for (guint i = 0; i < twice->len; i++) {
		int64_t number = g_array_index(twice, Named, i).number;
		CommandRefusal *refusal;
		bool told = false;

		for (guint k = 0; k < i; k++)
			told = told || g_array_index(twice, Named, k).number == number;
		if (told)
			continue;
		command_refuse(reader, REFUSED_TWICE, (CommandSpan){ 0, 0 });
		refusal = g_ptr_array_index(reader->out->pieces_refused,
					    reader->out->pieces_refused->len - 1);
		g_free(refusal->text);
		refusal->text = number > 0 ? g_strdup_printf("%d", (int)number)
					   : g_strdup_printf("#%" G_GINT64_FORMAT, -number);
		if (number > 0) {
			refusal->lines = g_new(int, 1);
			refusal->lines[0] = (int)number;
			refusal->n_lines = 1;
		}
	}
}

static void
twice_refuse(CommandReader *reader, GPtrArray *pieces)
{
	g_autoptr(GArray) twice = g_array_new(FALSE, FALSE, sizeof(Named));

	twice_collect(pieces, twice);
	twice_tell(reader, twice);
	for (guint i = 0; twice->len > 0 && i < pieces->len; i++) {
		Piece *piece = g_ptr_array_index(pieces, i);

		if (!piece->refused)
			piece_drop(reader, piece, twice);
	}
}

/* 4并入1，退1: what is merged into must stay. */
static void
targets_check(GPtrArray *pieces)
{
	for (guint i = 0; i < pieces->len; i++) {
		Piece *merge = g_ptr_array_index(pieces, i);

		for (guint k = 0; !merge->refused && k < pieces->len; k++) {
			const Piece *other = g_ptr_array_index(pieces, k);
			size_t times;

			if (other->refused || merge->command->target == 0 ||
			    !numbers_hold(other, merge->command->target, &times))
				continue;
			if (other == merge || other->entry->verb == COMMAND_RETURN ||
			    other->entry->verb == COMMAND_FILE ||
			    other->entry->verb == COMMAND_MERGE)
				piece_refuse(merge, REFUSED_TWO);
		}
	}
}

/* Two 全部, two 其余, or one of each, of rival verbs: none is done. */
static void
quantities_check(GPtrArray *pieces)
{
	for (guint i = 0; i < pieces->len; i++)
		for (guint k = i + 1; k < pieces->len; k++) {
			Piece *a = g_ptr_array_index(pieces, i), *b = g_ptr_array_index(pieces, k);

			if ((a->all || a->others) && (b->all || b->others) && a->entry != NULL &&
			    b->entry != NULL && is_rival(a, b)) {
				piece_refuse(a, REFUSED_TWO);
				piece_refuse(b, REFUSED_TWO);
			}
		}
}

static void
except_add(GArray *except, int line)
{
	for (guint i = 0; i < except->len; i++)
		if (g_array_index(except, int, i) == line)
			return;
	if (except->len < 4 * COMMANDS_MAX_RANGE)
		g_array_append_val(except, line);
}

/* What 全部 leaves out: 除3 and what was refused; 其余 also all that is named. */
static void
except_fill(CommandReader *reader, const GPtrArray *pieces, const GArray *excepts, Piece *self)
{
	g_autoptr(GArray) except = g_array_new(FALSE, FALSE, sizeof(int));
	const GPtrArray *refused = reader->out->pieces_refused;

	for (guint i = 0; i < excepts->len; i++)
		except_add(except, g_array_index(excepts, int, i));
	for (guint i = 0; i < refused->len; i++) {
		const CommandRefusal *refusal = g_ptr_array_index(refused, i);

		for (size_t k = 0; k < refusal->n_lines; k++)
			except_add(except, refusal->lines[k]);
	}
	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);
		g_autoptr(GArray) mentioned = g_array_new(FALSE, FALSE, sizeof(int));

		if (piece == self || (self->all && !piece->refused))
			continue;
		command_numbers_mentioned(reader->view, piece->span, mentioned);
		for (guint k = 0; k < piece->numbers.lines->len; k++)
			except_add(except, g_array_index(piece->numbers.lines, int, k));
		for (guint k = 0; k < mentioned->len; k++)
			except_add(except, g_array_index(mentioned, int, k));
	}
	self->command->except = command_steal_lines(except, &self->command->n_except);
}

void
command_pieces_weigh(CommandReader *reader, GPtrArray *pieces, const GArray *excepts)
{
	bool covers = false;

	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);

		covers = covers || piece->all || piece->others;
	}
	quantities_check(pieces);
	targets_check(pieces);
	twice_refuse(reader, pieces);
	for (guint i = 0; i < pieces->len; i++) {
		Piece *piece = g_ptr_array_index(pieces, i);

		if (!piece->refused && piece->excepted && !covers)
			piece_refuse(piece, REFUSED_UNKNOWN);
		if (!piece->refused || piece->why == REFUSED_TWICE)
			continue; /* numbers named twice are told already */
		command_refuse(reader, piece->why, piece->span);
		((CommandRefusal *)g_ptr_array_index(reader->out->pieces_refused,
						     reader->out->pieces_refused->len - 1))
			->count = piece->count;
	}
	for (guint i = 0; i < pieces->len; i++) {
		Piece *piece = g_ptr_array_index(pieces, i);

		if (piece->refused)
			continue;
		command_take_numbers(piece->command, &piece->numbers);
		if (piece->all || piece->others)
			except_fill(reader, pieces, excepts, piece);
		g_ptr_array_add(reader->out->list, g_steal_pointer(&piece->command));
	}
}
