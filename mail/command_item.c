/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_item — an answer about one item: all of it is understood, or nothing is done
 *
 * The body is a row of clauses. Each is a verb with what it takes; 退, 不用 and
 * 核实 take the rest of the text. One decision may stand with 主题 类型 加急 平件
 * 改题. There are no lines: a number after a verb is not understood.
 *
 * Not here: pieces of a list (command_list), the edit forms (command_edit).
 */
#include "base/i18n.h"
#include "mail/command_edit.h"
#include "mail/command_labels.h"
#include "mail/command_parts.h"
#include "mail/command_sense.h"

#include <string.h>

static size_t
refuse(CommandReader *reader, CommandRefusalKind kind)
{
	g_ptr_array_set_size(reader->out->pieces_refused, 0);
	command_refuse(reader, kind, reader->body);
	return 0;
}

static size_t
piece_end(const CommandView *view, size_t at, size_t end)
{
	while (at < end && !command_view_is_separator(view->c[at]))
		at++;
	return at;
}

/* Is the trimmed span nothing but numbers? */
/* 退2, 退第2条, 退2处: a number that stands directly behind a verb. */
static bool
is_line_use(const CommandView *view, size_t after, size_t end, const char *word)
{
	g_auto(CommandNumbers) numbers = { 0 };
	size_t stop;

	command_numbers_init(&numbers);
	stop = command_numbers_read(view, after, end, &numbers);
	if (stop == 0)
		return false;
	return command_view_is_boundary(view, stop, end) || g_utf8_strlen(word, -1) == 1;
}

/* A question ends a piece too: 核实 伤亡几人？通过 */
static size_t
sentence_end(const CommandView *view, size_t at, size_t end)
{
	while (at < end && !command_view_is_separator(view->c[at]) && view->c[at] != '?')
		at++;
	return at;
}

/* Does a piece of the reason say another decision (退 缺数据，通过)? */
static bool
reason_decides(CommandReader *reader, CommandSpan span)
{
	const CommandView *view = reader->view;
	g_autofree char *names = NULL;
	size_t at = span.a;

	while (at < span.b) {
		size_t stop = sentence_end(view, at, span.b);
		size_t start = command_view_skip(view, at, stop), after = 0;
		const CommandEntry *entry =
			command_words_at(view, start, stop, reader->context, &after);

		if (entry != NULL && command_words_is_decision(entry->verb) &&
		    command_view_skip(view, after, stop) == stop)
			return true;
		if (entry != NULL && entry->takes == TAKES_NAME &&
		    command_words_people(view, after, stop, reader->context, &names) != 0)
			return true;
		at = stop + 1;
	}
	return false;
}

static size_t
take_reason(CommandReader *reader, const CommandEntry *entry, size_t after, size_t end)
{
	const CommandView *view = reader->view;
	CommandSpan span = { after, end };
	Command *command;

	if (is_line_use(view, after, end, entry->word) || command_numbers_alone(view, span))
		return refuse(reader, REFUSED_NO_LINE);
	if (command_sense_is_condition(view, span) ||
	    command_sense_is_either(view, span, entry->word) || command_sense_is_tag(view, span) ||
	    (entry->verb == COMMAND_VERIFY && command_sense_is_postponed(view, span)) ||
	    (span.b > span.a && view->c[span.b - 1] == '?' && !command_view_has_words(view, span)))
		return refuse(reader, REFUSED_QUESTION);
	if (entry->verb != COMMAND_VERIFY && command_sense_is_question(view, span))
		return refuse(reader, REFUSED_QUESTION);
	if (reason_decides(reader, span) || command_words_is_word(view, span, reader->context) ||
	    command_sense_is_halt(view, span))
		return refuse(reader, REFUSED_TWO);
	command = command_add(reader, entry->verb, entry->word);
	return command_take_reason(reader, command, span) ? end : refuse(reader, REFUSED_NO_LINE);
}

static size_t
take_people(CommandReader *reader, const CommandEntry *entry, size_t after, size_t end)
{
	static const char *const tails[] = { "审核", "处理", "办理", "阅处", "审", "阅", NULL };
	const CommandView *view = reader->view;
	g_autofree char *names = NULL;
	Command *command;
	size_t stop = command_words_people(view, after, end, reader->context, &names);

	if (stop == 0 || command_words_people_more(view, stop, end))
		return refuse(reader, REFUSED_NAME);
	if (entry->verb == COMMAND_ASSIGN) {
		for (size_t i = 0; tails[i] != NULL; i++) {
			size_t tail = command_view_match(view, command_view_skip(view, stop, end),
							 end, tails[i]);

			if (tail != 0 && command_view_is_boundary(view, tail, end)) {
				stop = tail;
				break;
			}
		}
		if (!command_view_is_boundary(view, stop, end))
			return refuse(reader, REFUSED_NAME);
	}
	if (entry->verb == COMMAND_CONSULT &&
	    (reason_decides(reader, (CommandSpan){ stop, end }) ||
	     command_sense_is_either(view, (CommandSpan){ stop, end }, entry->word) ||
	     command_sense_is_halt(view, (CommandSpan){ stop, end })))
		return refuse(reader, REFUSED_TWO);
	command = command_add(reader, entry->verb, entry->word);
	command->rest = g_steal_pointer(&names);
	if (entry->verb == COMMAND_ASSIGN)
		return stop;
	command->note = command_view_words(view, (CommandSpan){ stop, end });
	return end;
}

static size_t
take_target(CommandReader *reader, const CommandEntry *entry, size_t after, size_t end)
{
	const CommandView *view = reader->view;
	g_auto(CommandNumbers) numbers = { 0 };
	Command *command;
	size_t stop;

	command_numbers_init(&numbers);
	after = command_view_skip(view, after, end);
	stop = command_numbers_read(view, after, end, &numbers);
	if (stop == 0 || numbers.lines->len > 0 || numbers.items->len != 1 ||
	    !command_view_is_boundary(view, stop, end))
		return refuse(reader, REFUSED_NO_LINE);
	command = command_add(reader, COMMAND_MERGE, entry->word);
	command_take_numbers(command, &numbers);
	command->target_item = command->items[0];
	return stop;
}

/* Where a label ends: at the piece's end, or before a blank and another verb or a courtesy. */
static size_t
label_end(CommandReader *reader, size_t at, size_t end)
{
	const CommandView *view = reader->view;
	size_t stop = piece_end(view, at, end);

	at = command_view_skip(view, at, stop);
	for (; at < stop; at++) {
		size_t next = command_view_skip(view, at, stop), after = 0;

		if (next > at &&
		    (command_words_at(view, next, stop, reader->context, &after) != NULL ||
		     command_frame_courtesy(view, next, end) != 0))
			return at;
	}
	return stop;
}

/* What is said behind 放行 and perhaps 已核不涉密, which is another word for it. */
static CommandSpan
behind_release(CommandReader *reader, CommandSpan span)
{
	const CommandView *view = reader->view;
	size_t after = 0;
	const CommandEntry *entry = command_words_at(view, command_view_skip(view, span.a, span.b),
						     span.b, reader->context, &after);

	if (entry != NULL && entry->verb == COMMAND_RELEASE)
		span.a = after;
	return span;
}

/* 暂缓，下周一: where the date behind a comma ends, or `stop`. */
static size_t
date_end(const CommandView *view, size_t stop, size_t end)
{
	size_t next;

	if (stop >= end || view->c[stop] != ',')
		return stop;
	next = piece_end(view, stop + 1, end);
	return command_words_is_date(view, (CommandSpan){ stop + 1, next }) ? next : stop;
}

static size_t
take_label(CommandReader *reader, const CommandEntry *entry, size_t after, size_t end)
{
	const CommandView *view = reader->view;
	size_t begin = command_labels_begin(view, entry, after, end);
	size_t stop = entry->takes == TAKES_LABEL ? label_end(reader, begin, end)
						  : piece_end(view, after, end);
	CommandSpan span = { begin, stop };
	g_autofree char *rest = NULL;
	g_autofree char *why = NULL;
	Command *command;

	if (entry->verb == COMMAND_RELEASE)
		span.b = stop = end;
	if (entry->takes == TAKES_DATE && command_view_skip(view, begin, stop) == stop)
		span.b = stop = date_end(view, stop, end);
	rest = command_view_words(view, span);
	if (entry->takes == TAKES_DATE && rest != NULL && !command_words_is_date(view, span))
		return refuse(reader, REFUSED_MORE);
	if (rest == NULL && entry->takes != TAKES_DATE && entry->verb != COMMAND_RELEASE)
		return refuse(reader, REFUSED_UNKNOWN);
	if (command_sense_is_question(view, span) || command_sense_is_condition(view, span))
		return refuse(reader, REFUSED_QUESTION);
	if (entry->verb == COMMAND_RELEASE &&
	    (reason_decides(reader, behind_release(reader, span)) ||
	     command_sense_is_either(view, span, entry->word) || command_sense_is_halt(view, span)))
		return refuse(reader, REFUSED_TWO);
	if (command_numbers_alone(view, span) ||
	    (entry->takes != TAKES_DATE && is_line_use(view, after, end, entry->word)))
		return refuse(reader, REFUSED_NO_LINE);
	command = command_add(reader, entry->verb, entry->word);
	command->rest = g_steal_pointer(&rest);
	if (command_labels_find(reader->context, command, &why))
		return stop;
	g_ptr_array_set_size(reader->out->pieces_refused, 0);
	command_refuse_saying(reader, REFUSED_LABEL, reader->body, why);
	return 0;
}

/* 合并#812、#813 */
static size_t
take_merge(CommandReader *reader, const CommandEntry *entry, size_t after, size_t end)
{
	CommandEntry target = *entry;

	target.takes = TAKES_TARGET;
	return take_target(reader, &target, after, end);
}

static size_t
take(CommandReader *reader, const CommandEntry *entry, size_t after, size_t end)
{
	Command *command;
	size_t stop;

	switch (entry->takes) {
	case TAKES_REASON:
		return take_reason(reader, entry, after, end);
	case TAKES_NAME:
		return take_people(reader, entry, after, end);
	case TAKES_TARGET:
		return take_target(reader, entry, after, end);
	case TAKES_DATE:
	case TAKES_LABEL:
	case TAKES_FREE:
		return take_label(reader, entry, after, end);
	case TAKES_TITLE:
		stop = command_edit_title(reader, after, end);
		return stop != 0 ? stop : refuse(reader, REFUSED_UNKNOWN);
	case TAKES_JOURNAL:
	case TAKES_NOTHING:
		break;
	}
	if (entry->verb == COMMAND_MERGE)
		return take_merge(reader, entry, after, end);
	if (entry->verb == COMMAND_EDIT)
		return command_edit_text(reader, entry->word, after, end);
	command = command_add(reader, entry->verb, entry->word);
	if (entry->takes == TAKES_JOURNAL) {
		stop = command_words_journal(reader->view, after, end, reader->context,
					     &command->journal);
		return stop != 0 ? stop : after;
	}
	return after;
}

/* 仍按通过办理 */
static size_t
take_insist(CommandReader *reader, size_t at, size_t end)
{
	static const struct {
		const char *words;
		CommandVerb verb;
		const char *word;
	} forms[] = { { "仍按通过办理", COMMAND_APPROVE, "通过" },
		      { "仍按同意办理", COMMAND_APPROVE, "同意" },
		      { "仍按采用办理", COMMAND_APPROVE, "采用" },
		      { "仍按退回办理", COMMAND_RETURN, "退回" },
		      { "仍按退稿办理", COMMAND_RETURN, "退稿" },
		      { "仍按备查办理", COMMAND_FILE, "备查" },
		      { "仍按不用办理", COMMAND_FILE, "不用" },
		      { "仍按核实办理", COMMAND_VERIFY, "核实" },
		      { "仍按暂缓办理", COMMAND_PARK, "暂缓" } };

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		size_t after = command_view_match(reader->view, at, end, forms[i].words);

		if (after != 0 && command_view_is_boundary(reader->view, after, end)) {
			command_add(reader, forms[i].verb, forms[i].word)->insist = true;
			return after;
		}
	}
	return 0;
}

static size_t
clause(CommandReader *reader, size_t at, size_t end)
{
	const CommandView *view = reader->view;
	const CommandEntry *entry;
	size_t after = take_insist(reader, at, end);

	if (after == 0)
		after = command_edit_form(reader, at, end);
	if (after != 0)
		return after;
	entry = command_words_at(view, at, end, reader->context, &after);
	if (entry != NULL && entry->verb != COMMAND_SEAL && entry->verb != COMMAND_ADOPT)
		return take(reader, entry, after, end);
	if (command_numbers_alone(view, (CommandSpan){ at, piece_end(view, at, end) }))
		return refuse(reader, REFUSED_NO_LINE);
	if (command_sense_is_question(view, (CommandSpan){ at, end }) ||
	    command_sense_is_condition(view, (CommandSpan){ at, end }))
		return refuse(reader, REFUSED_QUESTION);
	return refuse(reader, REFUSED_UNKNOWN);
}

/* May `b` stand with `a`? Two edits may; of the others only one decision. */
static bool
may_stand(const Command *a, const Command *b)
{
	bool title_a = a->verb == COMMAND_EDIT && a->edit == COMMAND_EDIT_TITLE;
	bool title_b = b->verb == COMMAND_EDIT && b->edit == COMMAND_EDIT_TITLE;

	if (a->verb == COMMAND_EDIT && b->verb == COMMAND_EDIT)
		return !(title_a && title_b) &&
		       (a->paragraph == 0 || a->paragraph != b->paragraph) &&
		       a->edit != COMMAND_EDIT_TEXT && b->edit != COMMAND_EDIT_TEXT;
	/* Of which of the two items would the other word speak? */
	if (a->verb == b->verb || a->verb == COMMAND_SPLIT || b->verb == COMMAND_SPLIT)
		return false;
	if ((a->verb == COMMAND_URGENT && b->verb == COMMAND_ROUTINE) ||
	    (a->verb == COMMAND_ROUTINE && b->verb == COMMAND_URGENT))
		return false;
	return title_a || title_b || !command_words_is_decision(a->verb) ||
	       !command_words_is_decision(b->verb);
}

/* 同意，通过 is one approval. */
static void
join_approvals(GPtrArray *list)
{
	for (guint i = 0; i + 1 < list->len; i++) {
		const Command *a = g_ptr_array_index(list, i);
		const Command *b = g_ptr_array_index(list, i + 1);

		if (a->verb == COMMAND_APPROVE && b->verb == COMMAND_APPROVE &&
		    a->journal == NULL) {
			g_ptr_array_remove_index(list, i);
			i--;
		}
	}
}

/* The edits beside an approval, in the answer's words; NULL where it does more. Yours. */
static char *
edits_approved(const GPtrArray *list)
{
	g_autoptr(GString) edits = g_string_new(NULL);
	bool approves = false;

	for (guint i = 0; i < list->len; i++) {
		const Command *command = g_ptr_array_index(list, i);

		approves = approves || command->verb == COMMAND_APPROVE;
		if (command->verb == COMMAND_APPROVE)
			continue;
		if (command->verb != COMMAND_EDIT || command->edit == COMMAND_EDIT_TEXT)
			return NULL;
		g_string_append_printf(edits, "%s%s%s", edits->len > 0 ? "，" : "",
				       command->edit == COMMAND_EDIT_TITLE ? "改题：" : "",
				       command->rest);
	}
	return approves && edits->len > 0 ? g_string_free(g_steal_pointer(&edits), FALSE) : NULL;
}

/* “甲”改为“乙”，通过: what is to be sent instead. */
static bool
refuse_pair(CommandReader *reader)
{
	g_autofree char *edits = edits_approved(reader->out->list);
	g_autofree char *why = NULL;

	if (edits == NULL)
		return refuse(reader, REFUSED_TWO) != 0;
	why = g_strdup_printf(_("a change of the text and an approval are two answers: first "
				"answer “%s” alone, then answer 通过 to the mail that shows the "
				"new text"),
			      edits);
	g_ptr_array_set_size(reader->out->pieces_refused, 0);
	command_refuse_saying(reader, REFUSED_TWO, reader->body, why);
	return false;
}

static bool
check(CommandReader *reader)
{
	GPtrArray *list = reader->out->list;

	join_approvals(list);
	for (guint i = 0; i < list->len; i++)
		for (guint k = i + 1; k < list->len; k++)
			if (!may_stand(g_ptr_array_index(list, i), g_ptr_array_index(list, k)))
				return refuse_pair(reader);
	return list->len > 0;
}

bool
command_item_read(CommandReader *reader)
{
	const CommandView *view = reader->view;
	size_t at = reader->body.a, end = reader->body.b;

	while (at < end) {
		size_t after, line = at;

		if (command_view_is_blank(view->c[at]) || command_view_is_separator(view->c[at])) {
			at++;
			continue;
		}
		while (line < end && view->c[line] != '\n')
			line++;
		if ((at == 0 || view->c[at - 1] == '\n') &&
		    command_frame_is_signature(view, (CommandSpan){ at, line }, reader->context)) {
			at = line;
			continue;
		}
		after = command_frame_courtesy(view, at, end);
		if (after == 0)
			after = clause(reader, at, end);
		if (after == 0)
			return false;
		if (after < end && view->c[after] == '.')
			after++; /* 通过. */
		while (after < end && view->c[after] == '-')
			after++; /* 通过~~ */
		at = after;
	}
	return check(reader);
}
