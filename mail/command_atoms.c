/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_atoms — an answer to a list, cut into the smallest things that mean something
 *
 * Blanks and separators end an atom; numbers and a verb that touch are one. How
 * atoms join (通过 1, 1,3通过, a reason over several pieces) is not decided here.
 */
#include "mail/command_atoms.h"

#include <string.h>

static void
atom_clear(Atom *atom)
{
	command_numbers_clear(&atom->numbers);
}

/* The end of the word at `at`: the next blank or separator. */
static size_t
word_end(const CommandView *view, size_t at, size_t end)
{
	while (at < end && !command_view_is_blank(view->c[at]) &&
	       !command_view_is_separator(view->c[at]))
		at++;
	return at;
}

/* 全部 or 其余 with its little words: the place after, or 0. */
static size_t
quantity_read(const CommandView *view, size_t at, size_t end, AtomKind *ret_kind)
{
	static const char *const all[] = { "全部", "全都", NULL };
	static const char *const others[] = {
		"其余", "其他", "其它", "余下", "剩下", "剩余", NULL
	};
	static const char *const little[] = { "各条", "几条", "的", "都", "均",
					      "全部", "一律", "皆", NULL };
	size_t after = command_view_any(view, at, end, all), next;

	*ret_kind = ATOM_ALL;
	if (after == 0) {
		*ret_kind = ATOM_OTHERS;
		after = command_view_any(view, at, end, others);
	}
	while (after != 0 && (next = command_view_any(view, after, end, little)) != 0)
		after = next;
	return after;
}

/* 全部通过, 其余 备查 */
static bool
read_quantity(const CommandReader *reader, size_t at, size_t end, Atom *atom)
{
	const CommandView *view = reader->view;
	AtomKind kind;
	size_t after = quantity_read(view, at, end, &kind), next = 0;

	if (after == 0)
		return false;
	after = command_view_skip(view, after, end);
	atom->entry = command_words_at(view, after, end, reader->context, &next);
	if (atom->entry == NULL)
		return false;
	atom->kind = kind;
	atom->rest = next;
	return true;
}

/* 通过全部, 备查其余: after a verb. */
static bool
read_verb_quantity(const CommandReader *reader, size_t after, size_t end, Atom *atom)
{
	AtomKind kind;
	size_t next = quantity_read(reader->view, command_view_skip(reader->view, after, end), end,
				    &kind);

	if (next == 0 || !command_view_is_boundary(reader->view, next, end))
		return false;
	atom->kind = kind;
	atom->rest = next;
	return true;
}

/* 3条 without 第; the whole word belongs to it (采用3条, 3条采用). */
static bool
read_count(const CommandView *view, size_t end, size_t after, Atom *atom)
{
	if (atom->numbers.count == 0)
		return false;
	atom->kind = ATOM_COUNT;
	atom->rest = word_end(view, after, end);
	return true;
}

/* 除3, 除3外, 除3退 */
static bool
read_except(const CommandReader *reader, size_t at, size_t end, Atom *atom)
{
	static const char *const openings[] = { "除了", "除去", "除", NULL };
	static const char *const closings[] = { "以外", "之外", "外", NULL };
	const CommandView *view = reader->view;
	size_t after = command_view_any(view, at, end, openings), next;

	if (after == 0)
		return false;
	after = command_numbers_read(view, command_view_skip(view, after, end), end,
				     &atom->numbers);
	if (after == 0)
		return false;
	if (read_count(view, end, after, atom))
		return true; /* 除3条: which three? */
	atom->kind = ATOM_EXCEPT;
	next = command_view_any(view, after, end, closings);
	if (next != 0) {
		atom->rest = next;
		return true;
	}
	atom->entry = command_words_at(view, after, end, reader->context, &next);
	if (atom->entry != NULL)
		after = next;
	atom->rest = after;
	return atom->entry != NULL || command_view_is_boundary(view, after, end);
}

/* 以1为准 */
static bool
read_prefer(const CommandView *view, size_t at, size_t end, Atom *atom)
{
	size_t after = command_view_match(view, at, end, "以");

	if (after != 0)
		after = command_numbers_read(view, after, end, &atom->numbers);
	if (after != 0)
		after = command_view_match(view, after, end, "为准");
	if (after == 0 || atom->numbers.lines->len != 1)
		return false;
	atom->kind = ATOM_PREFER;
	atom->rest = after;
	return true;
}

/* (1) before what is decided of it */
static size_t
enclosed_read(const CommandView *view, size_t at, size_t end, CommandNumbers *into)
{
	int value = 0;
	size_t after = 0;

	if (at < end && view->c[at] == '(')
		after = command_numbers_one(view, at + 1, end, &value);
	if (after == 0 || after >= end || view->c[after] != ')' || value < 1 ||
	    value > COMMANDS_MAX_LINE)
		return 0;
	g_array_append_val(into->lines, value);
	return after + 1;
}

/* 1、2都通过, 3条均备查: the word in between says nothing. */
static size_t
skip_both(const CommandView *view, size_t at, size_t end)
{
	static const char *const words[] = { "都", "均", NULL };
	size_t after = command_view_any(view, at, end, words);

	return after != 0 ? after : at;
}

/* 1、3, 1、3通过, and 3除外 */
static bool
read_numbers_first(const CommandReader *reader, size_t at, size_t end, Atom *atom)
{
	static const char *const without[] = { "除外", "例外", "不算", NULL };
	const CommandView *view = reader->view;
	size_t after = enclosed_read(view, at, end, &atom->numbers), verb, next = 0;

	if (after == 0)
		after = command_numbers_read(view, at, end, &atom->numbers);
	if (after == 0)
		return false;
	if (atom->numbers.broken)
		return false;
	verb = after;
	if (verb < end && (view->c[verb] == 0x3001 || view->c[verb] == '.' ||
			   view->c[verb] == ':' || view->c[verb] == ')'))
		verb++;
	atom->entry =
		command_words_at(view, skip_both(view, verb, end), end, reader->context, &next);
	if (atom->entry != NULL && atom->numbers.count == 0) {
		atom->kind = ATOM_COMMAND;
		atom->rest = next;
		return true;
	}
	atom->entry = NULL;
	if (read_count(view, end, after, atom))
		return true;
	next = command_view_any(view, after, end, without);
	if (next != 0 && command_view_is_boundary(view, next, end)) {
		atom->kind = ATOM_EXCEPT;
		atom->rest = next;
		return true;
	}
	if (!command_view_is_boundary(view, after, end) ||
	    (verb < end && !command_view_is_boundary(view, verb, end)))
		return false;
	atom->kind = ATOM_NUMBERS;
	atom->rest = verb;
	return true;
}

bool
command_atoms_names_lines(const CommandReader *reader, CommandSpan span)
{
	static const char *const begins[] = { "通过", "同意", "采用", "备查", "退回",
					      "退稿", "核实", "暂",   "不",   "未",
					      "先",   "再",   "缓",   "待",   NULL };
	const CommandView *view = reader->view;
	g_auto(CommandNumbers) numbers = { 0 };
	AtomKind kind;
	size_t after;

	if (quantity_read(view, span.a, span.b, &kind) != 0)
		return true;
	command_numbers_init(&numbers);
	after = command_numbers_read(view, span.a, span.b, &numbers);
	return after != 0 && numbers.count == 0 &&
	       command_view_any(view, skip_both(view, after, span.b), span.b, begins) != 0;
}

static bool
read_verb_first(const CommandReader *reader, size_t at, size_t end, Atom *atom)
{
	const CommandView *view = reader->view;
	size_t after = 0, numbers, next = 0;

	atom->entry = command_words_at(view, at, end, reader->context, &after);
	if (atom->entry == NULL)
		return false;
	atom->kind = ATOM_VERB;
	atom->rest = after;
	if (read_verb_quantity(reader, after, end, atom))
		return true;
	numbers = after < end && view->c[after] == ':' ? command_view_skip(view, after + 1, end)
						       : after;
	numbers = command_numbers_read(view, numbers, end, &atom->numbers);
	if (numbers == 0)
		return true;
	if (read_count(view, end, numbers, atom))
		return true;
	if (!atom->numbers.broken &&
	    command_words_at(view, numbers, end, reader->context, &next) != NULL) {
		atom->kind = ATOM_BOTH;
		atom->rest = word_end(view, next, end);
		return true;
	}
	/* 通过1— is a range that has no end. */
	if (atom->numbers.broken || !command_view_is_boundary(view, numbers, end) ||
	    (numbers < end && view->c[numbers] == '-')) {
		atom->entry = NULL;
		return false;
	}
	atom->kind = ATOM_COMMAND;
	atom->verb_first = true;
	atom->rest = numbers;
	return true;
}

static bool
read_idle(const CommandReader *reader, size_t at, size_t end, Atom *atom)
{
	const CommandView *view = reader->view;
	size_t line = at, after = command_frame_courtesy(view, at, end);

	if (after != 0 && word_end(view, after, end) == after) {
		atom->kind = ATOM_IDLE;
		atom->rest = after;
		return true;
	}
	while (line < reader->body.b && view->c[line] != '\n')
		line++;
	if ((at != 0 && view->c[at - 1] != '\n') ||
	    !command_frame_is_signature(view, (CommandSpan){ at, line }, reader->context))
		return false;
	atom->kind = ATOM_IDLE;
	atom->rest = line;
	return true;
}

static void
numbers_reset(Atom *atom)
{
	command_numbers_empty(&atom->numbers);
	atom->entry = NULL;
}

/* `end` is the end of the piece (no separator before it). */
static void
atom_read(const CommandReader *reader, size_t at, size_t end, Atom *atom)
{
	static const char *const fronts[] = { "把", "将", NULL };
	size_t front = command_view_any(reader->view, at, end, fronts);
	bool known = read_idle(reader, at, end, atom) || read_prefer(reader->view, at, end, atom);

	if (!known) {
		numbers_reset(atom);
		known = read_except(reader, at, end, atom);
	}
	if (!known) {
		numbers_reset(atom);
		known = read_quantity(reader, at, end, atom);
	}
	if (!known) {
		numbers_reset(atom);
		known = read_numbers_first(reader, front != 0 ? front : at, end, atom);
	}
	if (!known) {
		numbers_reset(atom);
		known = read_verb_first(reader, at, end, atom);
	}
	if (!known) {
		numbers_reset(atom);
		atom->kind = ATOM_TEXT;
		atom->rest = word_end(reader->view, at, end);
	}
	atom->span = (CommandSpan){ at, atom->rest };
	/* Words glued behind a command are its rest; behind 除3外 they are a new atom. */
	if (atom->kind != ATOM_EXCEPT || atom->entry != NULL)
		atom->span.b = word_end(reader->view, atom->rest, end);
	if (atom->span.b < atom->rest)
		atom->span.b = atom->rest;
}

/* A line with a mark of quotation is nobody's answer, whatever it says. */
static bool
quoted_read(const CommandView *view, size_t at, size_t end, Atom *atom)
{
	size_t line = at;

	while (line > 0 && command_view_is_blank(view->c[line - 1]))
		line--;
	if ((view->c[at] != '>' && view->c[at] != '|') || (line > 0 && view->c[line - 1] != '\n'))
		return false;
	for (line = at; line < end && view->c[line] != '\n';)
		line++;
	atom->span = (CommandSpan){ at, line };
	atom->rest = line;
	return true;
}

GArray *
command_atoms_read(const CommandReader *reader)
{
	const CommandView *view = reader->view;
	GArray *atoms = g_array_new(FALSE, FALSE, sizeof(Atom));
	size_t at = reader->body.a, end = reader->body.b;
	bool strong = true;

	g_array_set_clear_func(atoms, (GDestroyNotify)atom_clear);
	while (at < end) {
		Atom atom = { .kind = ATOM_TEXT };
		size_t piece = at;

		if (command_view_is_blank(view->c[at]) || command_view_is_separator(view->c[at])) {
			strong = strong || command_view_is_separator(view->c[at]);
			at++;
			continue;
		}
		while (piece < end && !command_view_is_separator(view->c[piece]))
			piece++;
		command_numbers_init(&atom.numbers);
		if (!quoted_read(view, at, end, &atom))
			atom_read(reader, at, piece, &atom);
		atom.strong = strong;
		strong = false;
		at = atom.span.b > at ? atom.span.b : at + 1;
		g_array_append_val(atoms, atom);
	}
	return atoms;
}
