/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_edit — the forms in which an answer changes a text
 *
 * 改题：… · “甲”改为“乙” · 删第2段 · 改, with the text between the ask's marks.
 * What is replaced and what comes instead are the writer's own characters.
 *
 * Not here: applying an edit (pipeline/desk), marks inside a quotation.
 */
#include "mail/command_edit.h"

#include "base/text/quote_mark.h"

#include <string.h>

/* Some open with the closing mark: ”甲”. */
static gunichar
closing_of(gunichar c)
{
	return c == 0x201D || c == 0x2019 ? c : quote_mark_closing(c);
}

/* A title is also named in 《》. */
static gunichar
title_closing_of(gunichar c)
{
	return c == 0x300A ? 0x300B : closing_of(c);
}

/* “…” at `at`: the place after the closing mark and the text inside, or 0. */
static size_t
quoted_read(const CommandView *view, size_t at, size_t end, char **ret_text)
{
	gunichar closing = at < end ? closing_of(view->c[at]) : 0;

	if (closing == 0)
		return 0;
	for (size_t i = at + 1; i < end && view->c[i] != '\n'; i++)
		if (view->c[i] == closing || (closing == 0x201D && view->c[i] == '"')) {
			g_free(*ret_text);
			*ret_text = g_strndup(view->source + view->from[at + 1],
					      view->from[i] - view->from[at + 1]);
			return i + 1;
		}
	return 0;
}

static size_t
replace_read(CommandReader *reader, size_t at, size_t end)
{
	static const char *const joins[] = { "改为", "改成", "换成", NULL };
	const CommandView *view = reader->view;
	g_autofree char *from = NULL, *to = NULL;
	Command *command;
	size_t after = command_view_match(view, at, end, "把"), next;

	if (after == 0)
		after = command_view_match(view, at, end, "将");
	if (after != 0)
		at = after;
	at = quoted_read(view, at, end, &from);
	if (at == 0 || *from == '\0')
		return 0;
	at = command_view_skip(view, at, end);
	next = command_view_any(view, at, end, joins);
	if (next == 0)
		return 0;
	next = quoted_read(view, command_view_skip(view, next, end), end, &to);
	if (next == 0 || !command_view_is_boundary(view, next, end))
		return 0;
	command = command_add(reader, COMMAND_EDIT, "改为");
	command->edit = COMMAND_EDIT_REPLACE;
	command->from = g_steal_pointer(&from);
	command->to = g_steal_pointer(&to);
	command->rest = g_strdup_printf("“%s”改为“%s”", command->from, command->to);
	return next;
}

/* 删第2段, 删除第二段, 第2段删 */
static size_t
delete_read(CommandReader *reader, size_t at, size_t end)
{
	static const char *const verbs[] = { "删除", "删去", "删掉", "删", NULL };
	const CommandView *view = reader->view;
	Command *command;
	size_t next, start = at;
	int paragraph = 0;

	next = command_view_any(view, at, end, verbs);
	if (next != 0)
		at = next;
	at = command_view_match(view, at, end, "第");
	at = at != 0 ? command_numbers_one(view, at, end, &paragraph) : 0;
	at = at != 0 ? command_view_match(view, at, end, "段") : 0;
	if (at != 0 && next == 0)
		at = next = command_view_any(view, at, end, verbs);
	if (at == 0 || next == 0 || paragraph < 1 || !command_view_is_boundary(view, at, end))
		return 0;
	command = command_add(reader, COMMAND_EDIT, "删");
	command->edit = COMMAND_EDIT_DELETE;
	command->paragraph = paragraph;
	command->rest = command_view_text(view, (CommandSpan){ start, at });
	return at;
}

size_t
command_edit_form(CommandReader *reader, size_t at, size_t end)
{
	size_t after = replace_read(reader, at, end);

	return after != 0 ? after : delete_read(reader, at, end);
}

char *
command_edit_words(const CommandView *view, CommandSpan span)
{
	gunichar closing;
	size_t stop;

	span = command_view_trim(view, span);
	closing = span.b - span.a >= 3 ? title_closing_of(view->c[span.a]) : 0;
	/* “甲”和“乙” is not one quotation. */
	for (stop = span.a + 1; closing != 0 && stop < span.b && view->c[stop] != closing;)
		stop++;
	if (closing != 0 && stop == span.b - 1) {
		span.a++;
		span.b--;
	}
	return span.a < span.b ? command_view_text(view, span) : NULL;
}

/* Is the whole of a piece another edit (…，删第2段)? */
static bool
is_form(CommandReader *reader, size_t start, size_t stop)
{
	guint before = reader->out->list->len;
	size_t after = command_edit_form(reader, start, stop);

	g_ptr_array_set_size(reader->out->list, (gint)before);
	return after != 0 && command_view_skip(reader->view, after, stop) == stop;
}

/* Is the rest of a piece what the verb takes: nothing, a label, #812? */
static bool
is_whole(const CommandView *view, const CommandEntry *entry, size_t after, size_t stop)
{
	g_auto(CommandNumbers) target = { 0 };
	size_t at = command_view_skip(view, after, stop);

	command_numbers_init(&target);
	if (entry->takes == TAKES_LABEL || at == stop)
		return true;
	return entry->takes == TAKES_TARGET &&
	       command_numbers_read(view, at, stop, &target) == stop && !target.broken &&
	       target.items->len == 1 && target.lines->len == 0;
}

/* Where the title ends: before last pieces that are whole verbs (…，通过) or edits. */
static size_t
title_end(CommandReader *reader, size_t at, size_t line)
{
	const CommandView *view = reader->view;
	size_t stop = line;

	for (size_t i = line; i > at; i--) {
		const CommandEntry *entry;
		size_t start, after = 0;

		if (!command_view_is_separator(view->c[i - 1]))
			continue;
		start = command_view_skip(view, i, stop);
		entry = command_words_at(view, start, stop, reader->context, &after);
		if (start < stop && !is_form(reader, start, stop) &&
		    (entry == NULL || !is_whole(view, entry, after, stop)))
			return stop;
		stop = i - 1;
	}
	return stop;
}

bool
command_edit_decides(CommandReader *reader, CommandSpan span)
{
	const CommandView *view = reader->view;

	span = command_view_trim(view, span);
	for (size_t at = span.a + 1; at < span.b; at++) {
		const CommandEntry *entry;
		size_t after = 0;

		if (!command_view_is_blank(view->c[at - 1]) && view->c[at - 1] != '?')
			continue;
		entry = command_words_at(view, at, span.b, reader->context, &after);
		if (entry != NULL && (after == span.b || entry->takes == TAKES_LABEL))
			return true;
	}
	return false;
}

/* A title has words, and is one: in 改题：甲，改题：乙 it is not clear which. */
static bool
is_title(const CommandView *view, CommandSpan span)
{
	static const char *const again[] = { "改题:", NULL };

	if (command_view_has(view, span, again))
		return false;
	for (size_t i = span.a; i < span.b; i++)
		if (g_unichar_isalnum(view->c[i]))
			return true;
	return false;
}

size_t
command_edit_title(CommandReader *reader, size_t after, size_t end)
{
	const CommandView *view = reader->view;
	g_autofree char *title = NULL;
	Command *command;
	size_t line = after;

	while (line < end && view->c[line] != '\n')
		line++;
	line = title_end(reader, after, line);
	title = command_edit_words(view, (CommandSpan){ after, line });
	if (title == NULL || !is_title(view, (CommandSpan){ after, line }) ||
	    command_edit_decides(reader, (CommandSpan){ after, line }) ||
	    command_words_is_word(view, (CommandSpan){ after, line }, reader->context))
		return 0;
	command = command_add(reader, COMMAND_EDIT, "改题");
	command->edit = COMMAND_EDIT_TITLE;
	command->rest = g_steal_pointer(&title);
	return line;
}

/* 改，见附件: the place behind it, else `after`. */
static size_t
pointer_read(const CommandView *view, size_t after, size_t end)
{
	static const char *const words[] = { "见附件", "详见附件", "请见附件", "以附件为准",
					     "附件",   "如下",	   NULL };
	size_t at = after;

	while (at < end && (command_view_is_blank(view->c[at]) ||
			    command_view_is_separator(view->c[at]) || view->c[at] == ':'))
		at++;
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t next = command_view_match(view, at, end, words[i]);

		if (next != 0 && command_view_is_boundary(view, next, end))
			return next;
	}
	return after;
}

size_t
command_edit_text(CommandReader *reader, const char *word, size_t after, size_t end)
{
	const CommandView *view = reader->view;
	Command *command = command_add(reader, COMMAND_EDIT, word);
	g_autofree char *rest = command_view_text(view, (CommandSpan){ after, end });
	const char *begin = strstr(rest, COMMANDS_EDIT_BEGIN);
	const char *stop = begin != NULL ? strstr(begin, COMMANDS_EDIT_END) : NULL;

	command->edit = COMMAND_EDIT_TEXT;
	command->and_approve = strcmp(word, "改并通过") == 0;
	if (stop == NULL)
		return pointer_read(view, after, end);
	begin += strlen(COMMANDS_EDIT_BEGIN);
	command->rest = g_strstrip(g_strndup(begin, (size_t)(stop - begin)));
	return end;
}
