/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_seal — the signer's answer on a draft: every clause or nothing
 *
 * 同意，删3、5，7移下期，顺序 3,1,7，3改题：… is one seal with its changes; without
 * 签发, 同意, 同意签发, 同意印发 or 印发 nothing is sealed. 退回 with a reason stands alone.
 *
 * Not here: who may sign, whether the lines are in the draft.
 */
#include "mail/command_edit.h"
#include "mail/command_parts.h"

#include <string.h>

typedef enum { CHANGE_NONE, CHANGE_REMOVE, CHANGE_POSTPONE, CHANGE_TITLE } SealChange;

typedef struct SealState {
	CommandReader *reader;
	Command *seal;
	bool sealed;
	GArray *removed, *postponed, *order; /* int */
	SealChange open; /* the verb-first change just before, which numbers may continue */
	CommandRefusalKind why;
} SealState;

/* 删, 移下期, 改题 at `at`: the place after it, or 0. */
static size_t
change_read(const CommandView *view, size_t at, size_t end, SealChange *ret_change)
{
	static const char *const remove[] = { "删", "删除", "删去", "删掉", NULL };
	static const char *const postpone[] = { "移下期", "移至下期", "移到下期", NULL };
	size_t after = command_view_any(view, at, end, remove);

	*ret_change = CHANGE_REMOVE;
	if (after == 0) {
		*ret_change = CHANGE_POSTPONE;
		after = command_view_any(view, at, end, postpone);
	}
	if (after == 0) {
		*ret_change = CHANGE_TITLE;
		after = command_view_match(view, at, end, "改题");
	}
	return after;
}

static GArray *
change_list(SealState *state, SealChange change)
{
	return change == CHANGE_REMOVE ? state->removed : state->postponed;
}

static void
change_add(SealState *state, SealChange change, const CommandNumbers *numbers)
{
	if (numbers->lines->len > 0)
		g_array_append_vals(change_list(state, change), numbers->lines->data,
				    numbers->lines->len);
}

static size_t
fail(SealState *state, CommandRefusalKind why)
{
	state->why = why;
	return 0;
}

static bool
numbers_are_lines(const CommandNumbers *numbers)
{
	return numbers->lines->len > 0 && numbers->items->len == 0 && !numbers->broken &&
	       numbers->count == 0;
}

static size_t clause(SealState *state, size_t at, size_t end);

/* The title runs to the line's end, or to what is itself a clause, behind a separator or a
 * blank: 3改题：甲乙丙 删5 must not print 删5. */
static size_t
title_read(SealState *state, int line, size_t at, size_t end)
{
	const CommandView *view = state->reader->view;
	static const char *const words[] = { "签发", "同意", "同意签发", "同意印发",
					     "印发", "顺序", NULL };
	g_autofree char *title = NULL;
	CommandTitle *entry;
	size_t stop = at;

	while (stop < end && view->c[stop] != '\n') {
		size_t start = stop + 1, next;
		g_auto(CommandNumbers) numbers = { 0 };
		SealChange change;

		command_numbers_init(&numbers);
		if (!command_view_is_separator(view->c[stop]) &&
		    !command_view_is_blank(view->c[stop])) {
			stop++;
			continue;
		}
		start = command_view_skip(view, start, end);
		next = command_view_any(view, start, end, words);
		if (next != 0 && command_view_is_boundary(view, next, end))
			break;
		next = command_numbers_read(view, start, end, &numbers);
		if (next != 0 && change_read(view, next, end, &change) != 0)
			break;
		next = change_read(view, start, end, &change);
		if (next != 0 && command_numbers_read(view, next, end, &numbers) != 0)
			break;
		stop++;
	}
	title = command_edit_words(view, (CommandSpan){ at, stop });
	if (title == NULL ||
	    command_words_is_word(view, (CommandSpan){ at, stop }, state->reader->context))
		return fail(state, REFUSED_UNKNOWN);
	entry = g_new0(CommandTitle, 1);
	entry->line = line;
	entry->title = g_steal_pointer(&title);
	g_ptr_array_add(state->seal->titles, entry);
	return stop;
}

/* 3删, 第3条移下期, 3改题：… */
static size_t
numbers_first(SealState *state, size_t at, size_t end)
{
	const CommandView *view = state->reader->view;
	g_auto(CommandNumbers) numbers = { 0 };
	SealChange change;
	size_t after;

	command_numbers_init(&numbers);
	after = command_numbers_read(view, at, end, &numbers);
	if (after == 0)
		return 0;
	after = command_view_skip(view, after, end);
	after = change_read(view, after, end, &change);
	if (after == 0 || !command_view_is_boundary(view, after, end))
		return 0;
	if (!numbers_are_lines(&numbers))
		return fail(state, numbers.count > 0 ? REFUSED_COUNT : REFUSED_UNKNOWN);
	if (change == CHANGE_TITLE)
		return numbers.lines->len == 1
			       ? title_read(state, g_array_index(numbers.lines, int, 0), after, end)
			       : fail(state, REFUSED_UNKNOWN);
	change_add(state, change, &numbers);
	state->open = CHANGE_NONE;
	return after;
}

/* 删3、5, 删第3条, 移下期 7 */
static size_t
change_first(SealState *state, size_t at, size_t end)
{
	const CommandView *view = state->reader->view;
	g_auto(CommandNumbers) numbers = { 0 };
	SealChange change;
	size_t after = change_read(view, at, end, &change);

	command_numbers_init(&numbers);
	if (after == 0 || change == CHANGE_TITLE)
		return 0;
	after = command_view_skip(view, after, end);
	after = command_numbers_read(view, after, end, &numbers);
	if (after == 0)
		return fail(state, REFUSED_NO_LINE);
	if (numbers.count > 0)
		return fail(state, REFUSED_COUNT);
	if (!numbers_are_lines(&numbers) || !command_view_is_boundary(view, after, end))
		return fail(state, REFUSED_UNKNOWN);
	change_add(state, change, &numbers);
	state->open = change;
	return after;
}

/* A piece of numbers alone continues the change before it or the one after it. */
static size_t
numbers_alone(SealState *state, size_t at, size_t end)
{
	const CommandView *view = state->reader->view;
	g_auto(CommandNumbers) numbers = { 0 };
	SealChange change;
	bool before = state->open != CHANGE_NONE, after_fits = false;
	size_t next, verb = 0;

	command_numbers_init(&numbers);
	for (next = at; next < end;) {
		size_t after = command_numbers_read(view, next, end, &numbers);

		if (after == 0 || !numbers_are_lines(&numbers))
			return fail(state, numbers.count > 0 ? REFUSED_COUNT : REFUSED_UNKNOWN);
		verb = change_read(view, command_view_skip(view, after, end), end, &change);
		after_fits = verb != 0 && change != CHANGE_TITLE;
		next = after;
		while (next < end && (view->c[next] == ',' || view->c[next] == ' '))
			next++;
		if (after_fits || next >= end || !g_unichar_isdigit(view->c[next]))
			break;
	}
	if (before && after_fits)
		return fail(state, REFUSED_BOTH);
	if (after_fits && command_view_is_boundary(view, verb, end)) {
		change_add(state, change, &numbers);
		return verb;
	}
	if (!before)
		return fail(state, REFUSED_NO_LINE);
	change_add(state, state->open, &numbers);
	return next;
}

static size_t
order_read(SealState *state, size_t at, size_t end)
{
	const CommandView *view = state->reader->view;
	size_t after = command_view_match(view, at, end, "顺序"), line;

	if (after == 0)
		return 0;
	for (line = after; line < end && view->c[line] != '\n';)
		line++;
	if (state->order->len > 0 || !command_numbers_order(view, after, line, state->order))
		return fail(state, REFUSED_UNKNOWN);
	state->open = CHANGE_NONE;
	return line;
}

static size_t
seal_read(SealState *state, size_t at, size_t end)
{
	static const char *const words[] = { "签发", "同意", "同意签发",     "同意印发",
					     "印发", "seal", "仍按签发办理", "仍按同意签发办理",
					     NULL };
	const CommandView *view = state->reader->view;
	size_t after = command_view_any(view, at, end, words);

	if (after == 0 || !command_view_is_boundary(view, after, end))
		return 0;
	state->sealed = true;
	state->open = CHANGE_NONE;
	g_free(state->seal->word);
	state->seal->word = command_view_text(view, (CommandSpan){ at, after });
	return after;
}

/* 第3条删，其余签发: what is left, after something was taken out. */
static size_t
rest_read(SealState *state, size_t at, size_t end)
{
	static const char *const words[] = { "其余", "其他", "其它", "余下", "剩下", NULL };
	const CommandView *view = state->reader->view;
	size_t after = command_view_any(view, at, end, words), next;

	if (after == 0 || state->removed->len + state->postponed->len == 0)
		return 0;
	next = command_view_any(view, after, end, (const char *const[]){ "都", "均", NULL });
	return seal_read(state, next != 0 ? next : after, end);
}

static size_t
clause(SealState *state, size_t at, size_t end)
{
	size_t after;

	state->why = REFUSED_UNKNOWN;
	if ((after = seal_read(state, at, end)) != 0 || (after = rest_read(state, at, end)) != 0 ||
	    (after = order_read(state, at, end)) != 0 ||
	    (after = change_first(state, at, end)) != 0)
		return after;
	if (state->why != REFUSED_UNKNOWN)
		return 0;
	/* Numbers that touch their verb, with nothing open before, first. */
	after = numbers_first(state, at, end);
	return after != 0 || state->why != REFUSED_UNKNOWN ? after : numbers_alone(state, at, end);
}

static bool
has_twice(const GArray *a, const GArray *b)
{
	for (guint i = 0; i < a->len; i++)
		for (guint k = a == b ? i + 1 : 0; k < b->len; k++)
			if (g_array_index(a, int, i) == g_array_index(b, int, k))
				return true;
	return false;
}

static bool
titles_twice(const SealState *state)
{
	const GPtrArray *titles = state->seal->titles;

	for (guint i = 0; i < titles->len; i++) {
		const CommandTitle *title = g_ptr_array_index(titles, i);

		for (guint k = 0; k < state->removed->len; k++)
			if (g_array_index(state->removed, int, k) == title->line)
				return true;
		for (guint k = i + 1; k < titles->len; k++)
			if (((const CommandTitle *)g_ptr_array_index(titles, k))->line ==
			    title->line)
				return true;
	}
	return false;
}

static bool
seal_check(SealState *state)
{
	if (!state->sealed)
		return fail(state, REFUSED_NO_LINE) != 0;
	if (has_twice(state->removed, state->removed) ||
	    has_twice(state->removed, state->postponed) ||
	    has_twice(state->postponed, state->postponed) ||
	    has_twice(state->order, state->order) || has_twice(state->order, state->removed) ||
	    has_twice(state->order, state->postponed) || titles_twice(state))
		return fail(state, REFUSED_TWICE) != 0;
	return true;
}

/* 退回 with a reason, alone: as the reader of one item reads it. */
static bool
return_read(CommandReader *reader)
{
	const Command *command;

	if (reader->context->scope == SCOPE_UNKNOWN || !command_item_read(reader))
		return false;
	command = g_ptr_array_index(reader->out->list, 0);
	return reader->out->list->len == 1 && command->verb == COMMAND_RETURN;
}

static bool
clauses_read(SealState *state)
{
	CommandReader *reader = state->reader;
	const CommandView *view = reader->view;
	size_t at = reader->body.a, end = reader->body.b;

	while (at < end) {
		size_t after;

		if (command_view_is_blank(view->c[at]) || command_view_is_separator(view->c[at])) {
			at++;
			continue;
		}
		after = command_frame_courtesy(view, at, end);
		if (after == 0)
			after = clause(state, at, end);
		if (after == 0 || after <= at)
			return false;
		if (after < end && view->c[after] == '.') {
			/* 删3.5: two lines, or something else? */
			if (after + 1 < end && g_unichar_isdigit(view->c[after + 1]))
				return fail(state, REFUSED_NO_LINE) != 0;
			after++;
		}
		at = after;
	}
	return seal_check(state);
}

/* Fills `seal` with the clauses of a span; `sealed`: that it is signed was said already. */
static bool
seal_fill(CommandReader *reader, bool sealed, Command *seal, CommandRefusalKind *ret_why)
{
	g_autoptr(GArray) removed = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GArray) postponed = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(int));
	SealState state = { .reader = reader,
			    .sealed = sealed,
			    .removed = removed,
			    .postponed = postponed,
			    .order = order,
			    .seal = seal };

	if (!clauses_read(&state)) {
		*ret_why = state.why;
		return false;
	}
	seal->removed = command_steal_lines(removed, &seal->n_removed);
	seal->postponed = command_steal_lines(postponed, &seal->n_postponed);
	seal->order = command_steal_lines(order, &seal->n_order);
	return true;
}

bool
command_seal_clauses(const CommandReader *reader, CommandSpan span, Command *into)
{
	g_autofree char *word = g_strdup(into->word);
	CommandReader part = *reader;
	CommandRefusalKind why;
	bool ok;

	part.body = span;
	ok = seal_fill(&part, true, into, &why);
	g_free(into->word);
	into->word = g_steal_pointer(&word);
	if (!ok)
		g_ptr_array_set_size(into->titles, 0);
	return ok;
}

bool
command_seal_read(CommandReader *reader)
{
	CommandRefusalKind why = REFUSED_UNKNOWN;
	Command *seal = command_new(COMMAND_SEAL, "签发");

	if (seal_fill(reader, false, seal, &why)) {
		g_ptr_array_add(reader->out->list, seal);
		return true;
	}
	command_free(seal);
	command_drop_all(reader);
	if (return_read(reader))
		return true;
	command_drop_all(reader);
	g_ptr_array_set_size(reader->out->pieces_refused, 0);
	command_refuse(reader, why, reader->body);
	return false;
}
