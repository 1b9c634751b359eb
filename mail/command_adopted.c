/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_adopted — 上级采用 45-3, 上级批示 2026/45-3 王副省长
 *
 * An adoption told by somebody who is not the office above: the issue and line
 * are named, what follows is who and where, as written.
 */
#include "mail/command_parts.h"
#include "mail/command_sense.h"

typedef struct Told {
	int year, issue;
	GArray *lines; /* int */
} Told;

static void
told_clear(Told *told)
{
	g_clear_pointer(&told->lines, g_array_unref);
}

/* 第 at `at` is optional. */
static size_t
number_read(const CommandView *view, size_t at, size_t end, int *ret_value)
{
	size_t after = command_view_match(view, at, end, "第");

	return command_numbers_one(view, after != 0 ? after : at, end, ret_value);
}

/* 45-3, 2026/45-3, 45期3, 45:3 · *line_only: a 3 that continues the issue before. */
static size_t
place_read(const CommandView *view, size_t at, size_t end, Told *told, int *ret_line,
	   bool *line_only)
{
	int first = 0, second = 0;
	size_t after = number_read(view, at, end, &first);

	*line_only = false;
	if (after == 0)
		return 0;
	if (after < end && view->c[after] == '/') {
		told->year = first;
		after = number_read(view, after + 1, end, &first);
		if (after == 0)
			return 0;
	}
	if (after < end &&
	    (view->c[after] == '-' || view->c[after] == ':' || view->c[after] == 0x671F)) { /* 期 */
		bool period = view->c[after] == 0x671F;
		bool counts = command_view_match(view, after + 1, end, "第") == 0;
		size_t next = number_read(view, after + 1, end, &second);

		if (next == 0)
			return 0;
		/* 45期2条 tells how many, 45期第2条 which. */
		if (period && counts && next < end && view->c[next] == 0x6761)
			return 0;
		told->issue = first;
		*ret_line = second;
		after = next;
	} else {
		*line_only = true;
		*ret_line = first;
	}
	if (after < end && view->c[after] == 0x6761) /* 条 */
		after++;
	return after;
}

static Told *
told_for(GArray *all, const Told *place)
{
	Told *last = all->len > 0 ? &g_array_index(all, Told, all->len - 1) : NULL;
	Told told = *place;

	if (last != NULL && last->year == place->year && last->issue == place->issue)
		return last;
	told.lines = g_array_new(FALSE, FALSE, sizeof(int));
	g_array_append_val(all, told);
	return &g_array_index(all, Told, all->len - 1);
}

/* The list of places; the place after it, or 0. */
static size_t
places_read(const CommandView *view, size_t at, size_t end, GArray *all)
{
	Told place = { 0, 0, NULL };
	size_t done = 0;

	for (;;) {
		int line = 0;
		bool line_only;
		size_t after;

		at = command_view_skip(view, at, end);
		after = place_read(view, at, end, &place, &line, &line_only);
		if (after == 0 || line < 1 || place.issue == 0 || (line_only && place.issue == 0) ||
		    !command_view_is_boundary(view, after, end))
			return done;
		g_array_append_val(told_for(all, &place)->lines, line);
		done = after;
		if (after >= end || (view->c[after] != 0x3001 && view->c[after] != ','))
			return done;
		at = after + 1;
	}
}

bool
command_adopted_read(CommandReader *reader)
{
	static const char *const words[] = { "上级采用", "上级批示", "上级转报", NULL };
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Told));
	size_t after = 0, at = 0;
	const char *word = NULL;

	g_array_set_clear_func(all, (GDestroyNotify)told_clear);
	for (size_t i = 0; words[i] != NULL && after == 0; i++) {
		word = words[i];
		after = command_view_match(view, body.a, body.b, word);
	}
	if (after == 0 || !(command_view_is_boundary(view, after, body.b) ||
			    g_unichar_isdigit(view->c[after]) || view->c[after] == 0x7B2C))
		return false;
	while (after < body.b && (view->c[after] == ' ' || view->c[after] == ':'))
		after++;
	at = places_read(view, after, body.b, all);
	if (at == 0) {
		g_auto(CommandNumbers) numbers = { 0 };

		command_numbers_init(&numbers);
		command_numbers_read(view, after, body.b, &numbers);
		command_refuse(reader, numbers.count > 0 ? REFUSED_COUNT : REFUSED_NO_LINE, body);
		((CommandRefusal *)g_ptr_array_index(reader->out->pieces_refused, 0))->count =
			numbers.count;
		return true;
	}
	if (command_sense_is_question(view, (CommandSpan){ at, body.b })) {
		command_refuse(reader, REFUSED_QUESTION, body);
		return true;
	}
	for (guint i = 0; i < all->len; i++) {
		const Told *told = &g_array_index(all, Told, i);
		Command *command = command_add(reader, COMMAND_ADOPT, word);

		command->issue = told->issue;
		command->issue_year = told->year;
		command->lines = command_steal_lines(told->lines, &command->n_lines);
		command->rest = command_view_words(view, (CommandSpan){ at, body.b });
	}
	return true;
}
