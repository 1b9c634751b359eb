/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_query — questions and notices that are the whole new text
 *
 * 状态, 进度, 得分, 要点, 查 WORDS, 帮助; 发布要点, 异议, 请假; 确认 and 不是我 in
 * answer to a second mail; 上级采用 45-3 by whoever heard of it.
 *
 * Not here: the answers, and who may ask.
 */
#include "mail/command_parts.h"
#include "mail/command_sense.h"

#define RECORD_WORD "代录签发"
#define RECORD_MAX_CHARACTERS 400 /* of 代录签发 with new titles */
#define RECORD_NEAR_CHARACTERS 60 /* words that hold it and are no report */
#define RECORD_MAX_STOPS 2	  /* full stops; more are a report's */
#define QUERY_MAX_CHARACTERS 60

static size_t
skip_blank(const CommandView *view, size_t at, size_t end)
{
	while (at < end && (command_view_is_blank(view->c[at]) || view->c[at] == ':'))
		at++;
	return at;
}

static bool
is_line(const CommandView *view, CommandSpan span)
{
	for (size_t i = span.a; i < span.b; i++)
		if (view->c[i] == '\n')
			return false;
	return true;
}

/* A period behind 得分: digits, W, Q, -. */
static bool
is_period(const CommandView *view, CommandSpan span)
{
	for (size_t i = span.a; i < span.b; i++)
		if (!g_unichar_isdigit(view->c[i]) && view->c[i] != '-' && view->c[i] != 'w' &&
		    view->c[i] != 'q' && view->c[i] != '/')
			return false;
	return true;
}

static bool
read_question(CommandReader *reader)
{
	static const char *const words[] = { "状态", "进度", "得分", "要点", "帮助", NULL };
	static const bool of_period[] = { [2] = true, [3] = true, [4] = false };
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	Command *command;

	while (body.b > body.a && (view->c[body.b - 1] == '?' || view->c[body.b - 1] == ' '))
		body.b--;
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t after = command_view_match(view, body.a, body.b, words[i]);

		if (after == 0)
			continue;
		if (after != body.b &&
		    (view->c[after] != ' ' || !of_period[i] ||
		     !is_period(view, (CommandSpan){ skip_blank(view, after, body.b), body.b })))
			return false;
		command = command_add(reader, COMMAND_QUERY, words[i]);
		command->rest = command_view_words(view, (CommandSpan){ after, body.b });
		return true;
	}
	return false;
}

/* 查 WORDS; 查 alone asks how. */
static bool
read_search(CommandReader *reader)
{
	static const char *const words[] = { "查询", "查找", "查", NULL };
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	size_t after = 0;
	Command *command;

	for (size_t i = 0; words[i] != NULL && after == 0; i++)
		after = command_view_match(view, body.a, body.b, words[i]);
	if (after == 0 || (after < body.b && view->c[after] != ' ' && view->c[after] != ':') ||
	    !is_line(view, body) || body.b - body.a > QUERY_MAX_CHARACTERS)
		return false;
	command = command_add(reader, COMMAND_QUERY, "查");
	command->rest = command_view_words(view, (CommandSpan){ after, body.b });
	return true;
}

/* 发布要点 2026-12: a number must follow. */
static bool
read_plan(CommandReader *reader)
{
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	size_t after = command_view_match(view, body.a, body.b, "发布要点");
	Command *command;

	if (after == 0 || after >= body.b)
		return false;
	after = skip_blank(view, after, body.b);
	if (after >= body.b || !g_unichar_isdigit(view->c[after]))
		return false;
	command = command_add(reader, COMMAND_PLAN, "发布要点");
	command->rest = command_view_words(view, (CommandSpan){ after, body.b });
	return true;
}

/* 请假 11-20至11-24 NAME代, 请假 明天 NAME代: a day must follow. 销假 stands alone. */
static bool
read_leave(CommandReader *reader)
{
	static const char *const days[] = { "今天", "今日", "明天", "明日", "后天", NULL };
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	size_t after = command_view_match(view, body.a, body.b, "销假");
	Command *command;

	if (after != 0 && after == body.b) {
		command_add(reader, COMMAND_LEAVE, "销假");
		return true;
	}
	after = command_view_match(view, body.a, body.b, "请假");
	if (after == 0 || after >= body.b || !is_line(view, body) ||
	    body.b - body.a > QUERY_MAX_CHARACTERS || command_sense_is_question(view, body))
		return false;
	after = skip_blank(view, after, body.b);
	if (after >= body.b || (!g_unichar_isdigit(view->c[after]) &&
				!command_view_has(view, (CommandSpan){ after, after + 2 }, days)))
		return false;
	command = command_add(reader, COMMAND_LEAVE, "请假");
	command->rest = command_view_words(view, (CommandSpan){ after, body.b });
	return true;
}

/* Where the name ends: before clauses that run to the end, or at the end. 0: nowhere. */
static size_t
record_name_end(CommandReader *reader, size_t at, Command *record)
{
	const CommandView *view = reader->view;
	size_t end = reader->body.b;

	for (; at < end; at++) {
		bool separator = command_view_is_separator(view->c[at]);

		if (!separator && !command_view_is_blank(view->c[at]))
			continue;
		if (command_seal_clauses(reader, (CommandSpan){ at, end }, record))
			return at;
		if (separator)
			return 0; /* a name holds none */
	}
	return end;
}

/* 代录签发《政务信息》 科长丙，删3，2移下期 */
static bool
read_record(CommandReader *reader)
{
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	size_t after = command_view_match(view, body.a, body.b, RECORD_WORD), end;
	Command *command;

	if (after == 0 || !command_view_is_boundary(view, after, body.b) ||
	    body.b - body.a > RECORD_MAX_CHARACTERS || command_sense_is_question(view, body) ||
	    command_sense_is_condition(view, body))
		return false;
	command = command_add(reader, COMMAND_RECORD, RECORD_WORD);
	end = record_name_end(reader, after, command);
	command->rest = command_view_words(view, (CommandSpan){ after, end });
	if (end == 0)
		command_drop_all(reader);
	return end != 0;
}

/* A report that speaks of 代录签发 is longer, and prose. */
CommandTried
command_query_tries(const CommandReader *reader)
{
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	size_t length = body.b - body.a, n_stops = 0;
	size_t after = command_view_match(view, body.a, body.b, RECORD_WORD);
	bool begins = after != 0 &&
		      (command_view_is_boundary(view, after, body.b) || view->c[after] == '?');
	bool held = false;

	if (length > RECORD_MAX_CHARACTERS)
		return TRIED_NOT;
	for (size_t i = body.a; i < body.b; i++) {
		held = held || command_view_match(view, i, body.b, RECORD_WORD) != 0;
		n_stops += view->c[i] == 0x3002; /* 。 */
	}
	if (begins && (length <= RECORD_NEAR_CHARACTERS || n_stops <= RECORD_MAX_STOPS))
		return TRIED_PLAINLY;
	return held && length <= RECORD_NEAR_CHARACTERS ? TRIED_NEARLY : TRIED_NOT;
}

/* 异议 N reason */
static bool
read_appeal(CommandReader *reader)
{
	const CommandView *view = reader->view;
	CommandSpan body = reader->body;
	g_auto(CommandNumbers) numbers = { 0 };
	size_t after = command_view_match(view, body.a, body.b, "异议");
	Command *command;

	command_numbers_init(&numbers);
	if (after == 0)
		return false;
	after = command_numbers_read(view, skip_blank(view, after, body.b), body.b, &numbers);
	if (after == 0 || numbers.broken || numbers.lines->len + numbers.items->len != 1 ||
	    !command_view_is_boundary(view, after, body.b))
		return false;
	command = command_add(reader, COMMAND_APPEAL, "异议");
	for (guint i = 0; i < numbers.lines->len; i++) {
		int64_t item = g_array_index(numbers.lines, int, i);

		g_array_append_val(numbers.items, item);
	}
	g_array_set_size(numbers.lines, 0);
	command_take_numbers(command, &numbers);
	command->rest = command_view_words(view, (CommandSpan){ after, body.b });
	return true;
}

bool
command_query_read(CommandReader *reader)
{
	return read_question(reader) || read_search(reader) || read_plan(reader) ||
	       read_leave(reader) || read_record(reader) || read_appeal(reader);
}

bool
command_confirm_read(CommandReader *reader)
{
	static const struct {
		const char *word;
		CommandVerb verb;
	} words[] = { { "确认", COMMAND_CONFIRM },
		      { "confirm", COMMAND_CONFIRM },
		      { "不是我", COMMAND_DENY } };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t after = command_view_match(reader->view, reader->body.a, reader->body.b,
						  words[i].word);

		while (after != 0 && after < reader->body.b && reader->view->c[after] == '.')
			after++;
		if (after == reader->body.b) {
			command_add(reader, words[i].verb, words[i].word);
			return true;
		}
	}
	return false;
}
