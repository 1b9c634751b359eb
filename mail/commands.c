/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * commands — what the words of an answer ask for
 *
 * The frame (salutation, courtesy, signature) is taken off; then the scope says
 * which readers may try the body, the narrowest first. Where the question is
 * not known, the readers of one item, of a draft and of a list are tried in that
 * order, and 采用 with line numbers is an adoption.
 *
 * Promise: what no reader knows changes nothing; the words come back whole.
 * Not here: who may command, what the lines mean, whether the state allows it.
 */
#include "mail/commands.h"

#include "base/i18n.h"
#include "base/text/fold.h"
#include "mail/command_parts.h"

#include <string.h>

/* In a letter that may be a report, a list is believed only in a short text. */
#define UNKNOWN_LIST_CHARACTERS 2000

static void
command_title_free(CommandTitle *title)
{
	g_free(title->title);
	g_free(title);
}

void
command_free(Command *command)
{
	if (command == NULL)
		return;
	g_free(command->word);
	g_free(command->lines);
	g_free(command->items);
	g_free(command->except);
	g_free(command->rest);
	g_free(command->note);
	g_strfreev(command->labels);
	g_free(command->reasons);
	g_free(command->journal);
	g_free(command->from);
	g_free(command->to);
	g_free(command->title);
	g_free(command->order);
	g_free(command->removed);
	g_free(command->postponed);
	g_clear_pointer(&command->titles, g_ptr_array_unref);
	g_free(command);
}

void
command_refusal_free(CommandRefusal *refusal)
{
	if (refusal == NULL)
		return;
	g_free(refusal->text);
	g_free(refusal->why);
	g_free(refusal->lines);
	g_free(refusal);
}

void
commands_free(Commands *commands)
{
	if (commands == NULL)
		return;
	g_clear_pointer(&commands->list, g_ptr_array_unref);
	g_clear_pointer(&commands->pieces_refused, g_ptr_array_unref);
	g_free(commands->not_understood);
	g_free(commands->why);
	g_free(commands);
}

Command *
command_new(CommandVerb verb, const char *word)
{
	Command *command = g_new0(Command, 1);

	command->verb = verb;
	command->word = g_strdup(word);
	command->titles = g_ptr_array_new_with_free_func((GDestroyNotify)command_title_free);
	return command;
}

Command *
command_add(CommandReader *reader, CommandVerb verb, const char *word)
{
	Command *command = command_new(verb, word);

	g_ptr_array_add(reader->out->list, command);
	return command;
}

int *
command_steal_lines(GArray *lines, size_t *ret_n)
{
	*ret_n = lines->len;
	return lines->len > 0 ? g_memdup2(lines->data, lines->len * sizeof(int)) : NULL;
}

void
command_take_numbers(Command *command, CommandNumbers *numbers)
{
	g_free(command->lines);
	g_free(command->items);
	command->lines = command_steal_lines(numbers->lines, &command->n_lines);
	command->n_items = numbers->items->len;
	command->items = numbers->items->len > 0 ? g_memdup2(numbers->items->data,
							     numbers->items->len * sizeof(int64_t))
						 : NULL;
}

/* 因3, 因3、5, 因3 因5 at `at`: the place after it, or 0. */
static size_t
reasons_read(const CommandView *view, size_t at, size_t end, GArray *into)
{
	g_auto(CommandNumbers) numbers = { 0 };
	size_t after = command_view_match(view, at, end, "因"), next;

	command_numbers_init(&numbers);
	if (after != 0)
		after = command_numbers_read(view, command_view_skip(view, after, end), end,
					     &numbers);
	if (after == 0 || numbers.count > 0 || numbers.items->len > 0 ||
	    !command_view_is_boundary(view, after, end))
		return 0;
	if (numbers.broken)
		g_array_set_size(numbers.lines, 0);
	g_array_append_vals(into, numbers.lines->data, numbers.lines->len);
	for (next = after; next < end && (view->c[next] == ' ' || view->c[next] == ',' ||
					  view->c[next] == 0x3001);)
		next++;
	next = reasons_read(view, next, end, into);
	return next != 0 ? next : after;
}

bool
command_take_reason(CommandReader *reader, Command *command, CommandSpan span)
{
	const CommandView *view = reader->view;
	g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(int));
	size_t after;

	/* 退回😡 gives none. */
	command->rest = command_view_has_words(view, span) ? command_view_words(view, span) : NULL;
	span = command_view_trim(view, span);
	after = reasons_read(view, span.a, span.b, reasons);
	if (after == 0)
		return true;
	if (reasons->len == 0 || reasons->len > COMMANDS_MAX_REASONS)
		return false;
	command->reasons = command_steal_lines(reasons, &command->n_reasons);
	command->note = command_view_words(view, (CommandSpan){ after, span.b });
	return true;
}

static const char *
refusal_why(CommandRefusalKind kind)
{
	switch (kind) {
	case REFUSED_NO_LINE:
		return _("numbers and a verb belong together");
	case REFUSED_COUNT:
		return _("this is a count, not a line number");
	case REFUSED_TWICE:
		return _("the number is named twice");
	case REFUSED_BOTH:
		return _("the numbers fit the word before and the word after them");
	case REFUSED_QUESTION:
		return _("a question or a condition decides nothing");
	case REFUSED_NAME:
		return _("nobody of this name is known");
	case REFUSED_LABEL:
		return _("no rule knows this topic or kind");
	case REFUSED_MORE:
		return _("there is more text than this word takes");
	case REFUSED_TWO:
		return _("these decisions exclude each other");
	case REFUSED_UNKNOWN:
		break;
	}
	return _("these words are not known");
}

void
command_refuse(CommandReader *reader, CommandRefusalKind kind, CommandSpan span)
{
	CommandRefusal *refusal = g_new0(CommandRefusal, 1);
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(int));
	CommandSpan trimmed = span;

	while (trimmed.b > trimmed.a && (command_view_is_blank(reader->view->c[trimmed.b - 1]) ||
					 command_view_is_separator(reader->view->c[trimmed.b - 1])))
		trimmed.b--;
	refusal->kind = kind;
	refusal->text = command_view_text(reader->view, trimmed);
	refusal->why = g_strdup(refusal_why(kind));
	command_numbers_mentioned(reader->view, trimmed, lines);
	refusal->lines = command_steal_lines(lines, &refusal->n_lines);
	g_ptr_array_add(reader->out->pieces_refused, refusal);
}

void
command_refuse_saying(CommandReader *reader, CommandRefusalKind kind, CommandSpan span,
		      const char *why)
{
	CommandRefusal *refusal;

	command_refuse(reader, kind, span);
	refusal = g_ptr_array_index(reader->out->pieces_refused,
				    reader->out->pieces_refused->len - 1);
	if (why != NULL) {
		g_free(refusal->why);
		refusal->why = g_strdup(why);
	}
}

void
command_drop_all(CommandReader *reader)
{
	g_ptr_array_set_size(reader->out->list, 0);
}

/* 采用 with line numbers is an adoption when the question is not known. */
static void
unknown_adoptions(Commands *out)
{
	for (guint i = 0; i < out->list->len; i++) {
		Command *command = g_ptr_array_index(out->list, i);

		if (command->verb == COMMAND_APPROVE && command->n_lines > 0 &&
		    strcmp(command->word, "采用") == 0)
			command->verb = COMMAND_ADOPT;
	}
}

static void
unknown_list(CommandReader *reader)
{
	Commands *out = reader->out;

	if (reader->body.b - reader->body.a > UNKNOWN_LIST_CHARACTERS)
		return;
	g_ptr_array_set_size(out->pieces_refused, 0);
	command_list_read(reader);
	if (out->list->len == 0)
		return;
	/* A report may hold a piece that looks like a command; an answer is mostly commands. */
	if (out->pieces_refused->len > out->list->len) {
		g_ptr_array_set_size(out->list, 0);
		return;
	}
	unknown_adoptions(out);
}

static bool
unknown_try(CommandReader *reader, bool (*read)(CommandReader *))
{
	command_drop_all(reader);
	g_ptr_array_set_size(reader->out->pieces_refused, 0);
	return read(reader);
}

static void
unknown_read(CommandReader *reader)
{
	if (unknown_try(reader, command_confirm_read) || unknown_try(reader, command_item_read) ||
	    unknown_try(reader, command_seal_read))
		return;
	command_drop_all(reader);
	unknown_list(reader);
}

/* Everything or nothing: a reader that failed leaves no command behind. */
static void
whole_read(CommandReader *reader, bool (*read)(CommandReader *))
{
	if (!read(reader))
		command_drop_all(reader);
}

static void
scope_read(CommandReader *reader)
{
	CommandScope scope = reader->context->scope;

	if (scope != SCOPE_CONFIRM && command_query_read(reader))
		return;
	if (scope != SCOPE_CONFIRM && scope != SCOPE_ISSUE && command_adopted_read(reader))
		return;
	switch (scope) {
	case SCOPE_ITEM:
		whole_read(reader, command_item_read);
		break;
	case SCOPE_DRAFT:
		whole_read(reader, command_seal_read);
		break;
	case SCOPE_CONFIRM:
		whole_read(reader, command_confirm_read);
		break;
	case SCOPE_LIST:
	case SCOPE_ISSUE:
		command_list_read(reader);
		break;
	case SCOPE_UNKNOWN:
		unknown_read(reader);
		break;
	}
}

/* not_understood: the whole text when nothing was done, else the refused pieces. */
static void
remains_set(CommandReader *reader)
{
	Commands *out = reader->out;
	g_autoptr(GString) text = g_string_new(NULL);

	if (out->list->len == 0) {
		out->not_understood = command_view_text(reader->view, reader->body);
	} else if (out->pieces_refused->len > 0) {
		for (guint i = 0; i < out->pieces_refused->len; i++) {
			const CommandRefusal *refusal = g_ptr_array_index(out->pieces_refused, i);

			g_string_append_printf(text, "%s%s", i > 0 ? "；" : "", refusal->text);
		}
		out->not_understood = g_strdup(text->str);
	}
	if (out->not_understood == NULL)
		return;
	if (out->pieces_refused->len == 0)
		command_refuse(reader, REFUSED_UNKNOWN, reader->body);
	out->why = g_strdup(((CommandRefusal *)g_ptr_array_index(out->pieces_refused, 0))->why);
}

/* Without the table of characters 退回嗎 would read as 退回. */
static bool
unreadable(const char *text, char **ret_why)
{
	g_autoptr(GError) error = NULL;

	if (strlen(text) > COMMANDS_MAX_BYTES || !g_utf8_validate(text, -1, NULL))
		*ret_why = g_strdup(_("this is not the text of an answer"));
	else if (!fold_load(&error))
		*ret_why = g_strdup(error->message);
	return *ret_why != NULL;
}

Commands *
commands_read(const char *new_text, const CommandContext *context)
{
	Commands *out = g_new0(Commands, 1);
	g_autoptr(CommandView) view = NULL;
	CommandReader reader;

	out->list = g_ptr_array_new_with_free_func((GDestroyNotify)command_free);
	out->pieces_refused = g_ptr_array_new_with_free_func((GDestroyNotify)command_refusal_free);
	if (new_text == NULL)
		new_text = "";
	if (unreadable(new_text, &out->why)) {
		g_autofree char *head = g_strndup(new_text, 200);

		out->not_understood = g_utf8_make_valid(head, -1);
		return out;
	}
	view = command_view_new(new_text);
	reader = (CommandReader){ .view = view, .context = context, .out = out };
	reader.body = command_frame_body(view, context);
	out->empty = reader.body.a >= reader.body.b;
	if (out->empty)
		return out;
	scope_read(&reader);
	if (out->list->len > 0 && context->scope != SCOPE_LIST && context->scope != SCOPE_ISSUE &&
	    context->scope != SCOPE_UNKNOWN)
		g_ptr_array_set_size(out->pieces_refused, 0);
	remains_set(&reader);
	if (out->list->len == 0 && context->scope == SCOPE_UNKNOWN)
		out->tried_record = command_query_tries(&reader);
	return out;
}
