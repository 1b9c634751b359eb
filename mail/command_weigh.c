/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_weigh — the pieces of a list answer against each other
 *
 * A number named twice is not done, neither the one way nor the other, while the
 * other numbers of the same pieces are. 其余 covers no number that the answer
 * names anywhere, refused pieces included.
 */
#include "mail/command_pieces.h"
#include "mail/command_sense.h"

#include <inttypes.h>

#define PIECES_MAX 400
#define NUMBERS_MAX 3000

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
		command_piece_refuse(piece, REFUSED_TWICE);
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
					   : g_strdup_printf("#%" PRId64, -number);
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

/* Does another piece take away what this one merges into? */
static bool
is_target_gone(const GPtrArray *pieces, const Piece *merge)
{
	for (guint k = 0; k < pieces->len; k++) {
		const Piece *other = g_ptr_array_index(pieces, k);
		size_t times;

		if (other->refused || !numbers_hold(other, merge->command->target, &times))
			continue;
		if (other == merge || other->entry->verb == COMMAND_RETURN ||
		    other->entry->verb == COMMAND_FILE || other->entry->verb == COMMAND_MERGE)
			return true;
	}
	return false;
}

/* 4并入1，退1: what is merged into must stay; of 4并入1，1并入4 neither is done. */
static void
targets_check(GPtrArray *pieces)
{
	g_autoptr(GPtrArray) gone = g_ptr_array_new();

	for (guint i = 0; i < pieces->len; i++) {
		Piece *merge = g_ptr_array_index(pieces, i);

		if (!merge->refused && merge->command->target != 0 && is_target_gone(pieces, merge))
			g_ptr_array_add(gone, merge);
	}
	for (guint i = 0; i < gone->len; i++)
		command_piece_refuse(g_ptr_array_index(gone, i), REFUSED_TWO);
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
				command_piece_refuse(a, REFUSED_TWO);
				command_piece_refuse(b, REFUSED_TWO);
			}
		}
}

/* Does one of its pieces end as a decision does, of lines that are not known: 一三五通过? */
static bool
ends_deciding(const CommandView *view, CommandSpan span)
{
	static const char *const words[] = { "通过", "同意", "采用", "退回", "退稿", "备查",
					     "不用", "暂缓", "用",   "过",   "退",   "存",
					     "缓",   "可",   "可以", NULL };

	for (size_t i = span.a; i < span.b; i++) {
		size_t after = command_view_any(view, i, span.b, words);

		if (after != 0 && command_view_is_boundary(view, after, span.b))
			return true;
	}
	return false;
}

/* 一三五通过，其余退回: of which lines is not known, so the rest is not known either. Words that
 * name a line (3再看) take that line out of it. */
static bool
is_of_unknown_lines(const CommandView *view, const Piece *piece, bool others)
{
	g_autoptr(GArray) mentioned = g_array_new(FALSE, FALSE, sizeof(int));

	command_numbers_mentioned(view, piece->span, mentioned);
	if (mentioned->len > 0 || command_sense_is_harmless(view, piece->span))
		return false;
	return others || ends_deciding(view, piece->span);
}

/* Is a reason of 其余退回 or 其余备查 a decision the other way: 一三五通过? */
static bool
says_more(const CommandView *view, const Piece *piece)
{
	static const char *const words[] = { "通过", "采用", NULL };

	for (size_t i = piece->text.a; i < piece->text.b; i++) {
		size_t after = command_view_any(view, i, piece->text.b, words);

		if (after != 0 && command_view_is_boundary(view, after, piece->text.b))
			return true;
	}
	return false;
}

/* 全部通过，除了农业局那条: what the exception means is not known, so nothing is. */
static void
exceptions_check(const CommandReader *reader, GPtrArray *pieces, bool others)
{
	bool unknown = false;

	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);
		CommandSpan span = piece->refused ? piece->span : piece->text;

		if (piece->refused || piece->all || piece->others)
			unknown = unknown || command_sense_is_exception(reader->view, span);
		/* 前3条通过，其余备查: what the rest is hangs on what was not understood. */
		if (piece->refused && piece->entry == NULL)
			unknown = unknown || piece->count > 0 ||
				  command_sense_is_selection(reader->view, span) ||
				  is_of_unknown_lines(reader->view, piece, others);
		/* 其余退回，一三五通过: no reason ends so. */
		if (!piece->refused && piece->others)
			unknown = unknown || says_more(reader->view, piece);
	}
	for (guint i = 0; unknown && i < pieces->len; i++) {
		Piece *piece = g_ptr_array_index(pieces, i);

		if (!piece->refused && (piece->all || piece->others))
			command_piece_refuse(piece, REFUSED_UNKNOWN);
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

/* No person writes so many; weighing them would cost more than it is worth. */
static bool
are_too_many(const GPtrArray *pieces)
{
	size_t numbers = 0;

	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);

		numbers += piece->numbers.lines->len + piece->numbers.items->len;
	}
	return pieces->len > PIECES_MAX || numbers > NUMBERS_MAX;
}

void
command_pieces_weigh(CommandReader *reader, GPtrArray *pieces, const GArray *excepts)
{
	bool covers = false, others = false;

	if (are_too_many(pieces)) {
		command_refuse(reader, REFUSED_UNKNOWN, reader->body);
		return;
	}
	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = g_ptr_array_index(pieces, i);

		covers = covers || piece->all || piece->others;
		others = others || piece->others;
	}
	exceptions_check(reader, pieces, others);
	quantities_check(pieces);
	targets_check(pieces);
	twice_refuse(reader, pieces);
	for (guint i = 0; i < pieces->len; i++) {
		Piece *piece = g_ptr_array_index(pieces, i);

		if (!piece->refused && piece->excepted && !covers)
			command_piece_refuse(piece, REFUSED_UNKNOWN);
		if (!piece->refused || piece->why == REFUSED_TWICE)
			continue; /* numbers named twice are told already */
		command_refuse_saying(reader, piece->why, piece->span, piece->said);
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
