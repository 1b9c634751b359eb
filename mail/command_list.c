/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_list — an answer to a list: each piece stands alone
 *
 * Atoms are joined to pieces: numbers alone continue a verb-first piece before
 * them or a numbers-first piece after them; where both fit, all those numbers
 * are asked back. A reason runs to the next piece that is itself numbers with a
 * verb, 其余 or 全部. Then the pieces of a sentence are read together (command_beside), and
 * all weighed against each other (command_weigh).
 *
 * Promise: a piece that is not understood takes no other piece with it, and
 * every refused piece is in pieces_refused with its words.
 * Not here: which item a line is (the dispatch that showed it knows).
 */
#include "mail/command_atoms.h"
#include "mail/command_edit.h"
#include "mail/command_pieces.h"
#include "mail/command_sense.h"

typedef struct ListState {
	CommandReader *reader;
	GArray *atoms;
	GPtrArray *pieces; /* Piece */
	guint last_atom;   /* the atom after which the last piece ends */
	GArray *excepts;   /* int: 除3 */
} ListState;

static Atom *
atom_at(const ListState *state, guint i)
{
	return i < state->atoms->len ? &g_array_index(state->atoms, Atom, i) : NULL;
}

static bool
is_kind(const ListState *state, guint i, AtomKind kind)
{
	const Atom *atom = atom_at(state, i);

	return atom != NULL && atom->kind == kind;
}

static bool
is_weak(const ListState *state, guint i, AtomKind kind)
{
	return is_kind(state, i, kind) && !atom_at(state, i)->strong;
}

/* Does something that commands begin at atom i? */
static bool
is_command(const ListState *state, guint i)
{
	const Atom *atom = atom_at(state, i);

	if (atom == NULL)
		return false;
	if (atom->kind == ATOM_VERB)
		return atom->rest == atom->span.b && is_weak(state, i + 1, ATOM_NUMBERS);
	if (atom->kind == ATOM_EXCEPT && atom->entry == NULL)
		return true;
	return atom->kind == ATOM_COMMAND || atom->kind == ATOM_BOTH || atom->kind == ATOM_ALL ||
	       atom->kind == ATOM_OTHERS || atom->kind == ATOM_EXCEPT;
}

/* Does a piece of its own begin at atom i, though it is not understood (3暂不通过, 其余再看)? */
static bool
is_own_piece(const ListState *state, guint i)
{
	const Atom *atom = atom_at(state, i);

	return atom->kind == ATOM_TEXT && atom->strong &&
	       command_atoms_names_lines(state->reader, atom->span);
}

/* Takes a run of words as the piece's text, from atom i; returns the atom after it. */
static guint
take_text(ListState *state, Piece *piece, guint i, bool across)
{
	guint after = i;

	for (; atom_at(state, i) != NULL && !is_command(state, i); i++) {
		const Atom *atom = atom_at(state, i);

		if (atom->strong && (!across || is_own_piece(state, i)))
			break;
		if (atom->kind == ATOM_NUMBERS && (atom->strong || piece->text.a == piece->text.b ||
						   is_weak(state, i + 1, ATOM_VERB)))
			break;
		if (atom->kind == ATOM_IDLE || atom->kind == ATOM_PREFER)
			continue; /* 谢谢 ends a reason unless more of it follows */
		if (piece->text.a == piece->text.b)
			piece->text.a = atom->span.a;
		piece->text.b = piece->span.b = atom->span.b;
		after = i + 1;
	}
	return after;
}

/* What the piece's verb takes of the atoms from i on; returns the atom after it. */
static guint
take_rest(ListState *state, Piece *piece, guint i)
{
	Atom *next = atom_at(state, i);

	switch (piece->entry->takes) {
	case TAKES_REASON:
	case TAKES_TITLE:
		return take_text(state, piece, i, true);
	case TAKES_TARGET:
		if (piece->text.a == piece->text.b && is_weak(state, i, ATOM_NUMBERS)) {
			piece->text = next->span;
			piece->span.b = next->span.b;
			return i + 1;
		}
		return take_text(state, piece, i, false);
	default:
		return take_text(state, piece, i, false);
	}
}

static Piece *
piece_add(ListState *state, const Atom *atom, CommandNumbers *numbers)
{
	Piece *piece = command_piece_new(atom->entry, atom->span);

	command_numbers_take(&piece->numbers, numbers);
	if (atom->rest < atom->span.b)
		piece->text = (CommandSpan){ atom->rest, atom->span.b };
	g_ptr_array_add(state->pieces, piece);
	return piece;
}

static guint
finish(ListState *state, Piece *piece, guint i)
{
	i = take_rest(state, piece, i);
	state->last_atom = i;
	return i;
}

/* One piece refused as it stands, with the weak words behind it: words before a verb may turn
 * it round. */
static guint
step_refuse(ListState *state, guint i, CommandRefusalKind kind)
{
	const Atom *first = atom_at(state, i);
	Piece *piece = command_piece_new(NULL, first->span);
	bool all = (first->kind == ATOM_TEXT || first->kind == ATOM_VERB) &&
		   !command_sense_is_harmless(state->reader->view, first->span);

	piece->refused = true;
	piece->why = kind;
	piece->count = first->kind == ATOM_COUNT ? first->numbers.count : 0;
	g_ptr_array_add(state->pieces, piece);
	for (i++; atom_at(state, i) != NULL && !atom_at(state, i)->strong &&
		  (all || (!is_command(state, i) && !is_kind(state, i, ATOM_NUMBERS)));
	     i++)
		piece->span.b = atom_at(state, i)->span.b;
	if (kind == REFUSED_UNKNOWN &&
	    (command_sense_is_question(state->reader->view, piece->span) ||
	     command_sense_is_condition(state->reader->view, piece->span)))
		piece->why = REFUSED_QUESTION;
	return i;
}

static Piece *
last_piece(const ListState *state)
{
	return state->pieces->len > 0 ? g_ptr_array_index(state->pieces, state->pieces->len - 1)
				      : NULL;
}

/* 通过1,3,2退: the piece before, the numbers and the piece after come back together. */
static guint
numbers_both(ListState *state, guint after)
{
	Piece *piece = last_piece(state);

	piece->refused = true;
	piece->why = REFUSED_BOTH;
	piece->span.b = atom_at(state, after)->span.b;
	state->last_atom = 0;
	for (after++; atom_at(state, after) != NULL && !is_command(state, after) &&
		      !is_kind(state, after, ATOM_NUMBERS);
	     after++)
		piece->span.b = atom_at(state, after)->span.b;
	return after;
}

/* Numbers alone: with the verb before, the verb after, or neither. */
static guint
step_numbers(ListState *state, guint i)
{
	g_auto(CommandNumbers) run = { 0 };
	Piece *before = last_piece(state), *piece;
	guint next = i;
	bool fits_before, fits_after;
	size_t start = atom_at(state, i)->span.a;

	command_numbers_init(&run);
	for (; is_kind(state, next, ATOM_NUMBERS); next++)
		command_numbers_take(&run, &atom_at(state, next)->numbers);
	fits_before = before != NULL && state->last_atom == i && !before->refused &&
		      before->verb_first && before->text.a == before->text.b;
	fits_after = (is_kind(state, next, ATOM_COMMAND) && !atom_at(state, next)->verb_first) ||
		     is_weak(state, next, ATOM_VERB);
	if (fits_before && fits_after)
		return numbers_both(state, next);
	if (fits_before) {
		command_numbers_take(&before->numbers, &run);
		before->span.b = atom_at(state, next - 1)->span.b;
		return finish(state, before, next);
	}
	if (!fits_after)
		return step_refuse(state, i, REFUSED_NO_LINE);
	command_numbers_take(&run, &atom_at(state, next)->numbers);
	piece = piece_add(state, atom_at(state, next), &run);
	piece->span.a = start;
	return finish(state, piece, next + 1);
}

/* 采用 alone, by an office above: the desk knows whether the issue has one line. */
static bool
is_bare_adoption(const ListState *state, guint i)
{
	if (atom_at(state, i)->entry->verb != COMMAND_ADOPT)
		return false;
	for (guint k = 0; k < state->atoms->len; k++)
		if (k != i && !is_kind(state, k, ATOM_IDLE))
			return false;
	return true;
}

/* 通过 1、3: a verb, a blank, numbers. */
static guint
step_verb(ListState *state, guint i)
{
	Atom *atom = atom_at(state, i);
	guint after = i + 1;
	Piece *piece;

	if (!is_command(state, i)) {
		if (!is_bare_adoption(state, i))
			return step_refuse(state, i, REFUSED_NO_LINE);
		return finish(state, piece_add(state, atom, &atom->numbers), after);
	}
	piece = piece_add(state, atom, &atom_at(state, after)->numbers);
	piece->verb_first = true;
	piece->span.b = atom_at(state, after)->span.b;
	after++;
	if (is_weak(state, after, ATOM_VERB) && !is_command(state, after))
		return numbers_both(state, after); /* 通过 1 退 */
	return finish(state, piece, after);
}

static guint
step_except(ListState *state, guint i)
{
	Atom *atom = atom_at(state, i);
	const GArray *lines = atom->numbers.lines;
	Piece *piece;

	if (lines->len > 0)
		g_array_append_vals(state->excepts, lines->data, lines->len);
	if (atom->entry == NULL)
		return i + 1;
	piece = piece_add(state, atom, &atom->numbers);
	piece->excepted = true;
	return finish(state, piece, i + 1);
}

static guint
step(ListState *state, guint i)
{
	Atom *atom = atom_at(state, i);
	Piece *piece = last_piece(state);

	switch (atom->kind) {
	case ATOM_IDLE:
		return i + 1;
	case ATOM_NUMBERS:
		return step_numbers(state, i);
	case ATOM_VERB:
		return step_verb(state, i);
	case ATOM_EXCEPT:
		return step_except(state, i);
	case ATOM_COUNT:
		return step_refuse(state, i, REFUSED_COUNT);
	case ATOM_BOTH:
		return step_refuse(state, i, REFUSED_BOTH);
	case ATOM_PREFER:
		if (piece == NULL || piece->refused || piece->entry->verb != COMMAND_MERGE)
			return step_refuse(state, i, REFUSED_UNKNOWN);
		piece->prefer = g_array_index(atom->numbers.lines, int, 0);
		return i + 1;
	case ATOM_COMMAND:
	case ATOM_ALL:
	case ATOM_OTHERS:
		piece = piece_add(state, atom, &atom->numbers);
		piece->verb_first = atom->kind == ATOM_COMMAND && atom->verb_first;
		piece->all = atom->kind == ATOM_ALL;
		piece->others = atom->kind == ATOM_OTHERS;
		return finish(state, piece, i + 1);
	case ATOM_TEXT:
		break;
	}
	return step_refuse(state, i, REFUSED_UNKNOWN);
}

void
command_list_read(CommandReader *reader)
{
	g_autoptr(GArray) atoms = command_atoms_read(reader);
	g_autoptr(GArray) excepts = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GPtrArray) pieces =
		g_ptr_array_new_with_free_func((GDestroyNotify)command_piece_free);
	ListState state = {
		.reader = reader, .atoms = atoms, .pieces = pieces, .excepts = excepts
	};

	for (guint i = 0; i < atoms->len;) {
		guint next = step(&state, i);

		i = next > i ? next : i + 1;
	}
	for (guint i = 0; i < pieces->len; i++)
		command_piece_check(reader, g_ptr_array_index(pieces, i));
	command_beside_check(reader, pieces);
	command_pieces_weigh(reader, pieces, excepts);
}
