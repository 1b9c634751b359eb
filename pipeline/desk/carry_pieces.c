/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry_pieces — an answer to a list, piece by piece
 */
#include "pipeline/desk/carry_pieces.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
	Carry with;
	const Commands *commands;
	int numbers[CARRY_LINES];
	int64_t items[CARRY_LINES];
	int revisions[CARRY_LINES];
	DecideLines lines;
} List;

/* The place of a line by its number; false: the list has none such. */
static bool
carry_place(const List *list, int line, size_t *ret_place)
{
	for (size_t i = 0; i < list->lines.n_items; i++)
		if (list->numbers[i] == line) {
			*ret_place = i;
			return true;
		}
	return false;
}

/* What was given to a colleague since the list was sent is his to decide; whoever is asked
 * in his place (overdue, away) may. */
static bool
carry_still_his(const List *list, int64_t item, CommandVerb verb, GError **error)
{
	g_autoptr(json_t) row = NULL;
	const char *editor;
	bool asked;

	if (list->with.actor->role != ROLE_EDITOR || verb == COMMAND_UNDO)
		return true;
	if (!db_row(desk_db(list->with.desk), error, &row, "item_get", "i", item))
		return false;
	editor = record_string(row, "editor");
	if (!editor || address_equal(editor, record_string(list->with.ask, "person")))
		return true;
	if (!carry_is_asked(list->with.desk, record_string(list->with.ask, "person"), item, &asked,
			    error))
		return false;
	if (asked)
		return true;
	return errors_set(error, ERRORS_REFUSED, _("it was given to %s meanwhile"), editor);
}

static bool
carry_line(List *list, const Command *command, int64_t item, int revision, int line, GError **error)
{
	g_autoptr(GError) refused = NULL;
	g_autoptr(GString) did = g_string_new(NULL);
	Command one = *command;
	bool ok, asked;

	one.verb = carry_verb(list->with.ask, command);
	if (!desk_step_begin(list->with.desk, error))
		return false;
	ok = carry_still_his(list, item, one.verb, &refused) &&
	     decide_command(list->with.desk, list->with.actor, item,
			    one.verb == COMMAND_UNDO ? 0 : revision, &one, &list->lines, did,
			    &refused) &&
	     /* The list showed the old revision. */
	     (one.verb != COMMAND_EDIT ||
	      carry_ask_anew(&list->with, item, did->str, &asked, &refused));
	if (!desk_step_end(list->with.desk, ok, error))
		return false;
	if (ok) {
		carry_done(list->with.desk, list->with.report, line, item, did->str);
		return true;
	}
	if (refused->code == ERRORS_STORE) {
		g_propagate_error(error, g_steal_pointer(&refused));
		return false;
	}
	{
		g_autofree char *quote =
			line ? g_strdup_printf("第%d条 %s", line, command->word)
			     : g_strdup_printf("#%" PRId64 " %s", item, command->word);

		carry_refused(list->with.report, quote, refused->message);
	}
	return true;
}

/* 合并1、4: the earlier one leads. */
static bool
carry_merge(List *list, const Command *command, GError **error)
{
	Command one = *command;
	int64_t lead = INT64_MAX;
	size_t at;

	for (size_t i = 0; i < command->n_lines; i++)
		if (carry_place(list, command->lines[i], &at))
			lead = MIN(lead, list->items[at]);
	for (size_t i = 0; i < command->n_items; i++)
		lead = MIN(lead, command->items[i]);
	one.target_item = lead;
	for (size_t i = 0; i < command->n_lines; i++) {
		int line = command->lines[i];
		g_autofree char *quote = g_strdup_printf("第%d条", line);

		if (!carry_place(list, line, &at))
			carry_refused(list->with.report, quote, _("the list has no such line"));
		else if (list->items[at] != lead &&
			 !carry_line(list, &one, list->items[at], list->revisions[at], line, error))
			return false;
	}
	for (size_t i = 0; i < command->n_items; i++)
		if (command->items[i] != lead &&
		    !carry_line(list, &one, command->items[i], 0, 0, error))
			return false;
	return true;
}

static bool
carry_excepted(const Command *command, int line)
{
	for (size_t i = 0; i < command->n_except; i++)
		if (command->except[i] == line)
			return true;
	return false;
}

/* A number that the answer names and the list does not have: it may be another list's, and
 * what 其余 and 全部 mean is not sure. 0: none. */
static int
carry_strange(const List *list, const Command *command)
{
	const Commands *commands = list->commands;
	size_t at;

	for (guint i = 0; i < commands->list->len; i++) {
		const Command *one = commands->list->pdata[i];

		for (size_t k = 0; k < one->n_lines; k++)
			if (!carry_place(list, one->lines[k], &at))
				return one->lines[k];
	}
	/* 除6; of an answer that was not understood whole these may be any number in it. */
	for (size_t k = 0;
	     command->all && commands->pieces_refused->len == 0 && k < command->n_except; k++)
		if (!carry_place(list, command->except[k], &at))
			return command->except[k];
	return 0;
}

/* 全部, 其余 */
static bool
carry_quantity(List *list, const Command *command, GError **error)
{
	int strange = carry_strange(list, command);

	if (strange) {
		g_autofree char *quote =
			g_strdup_printf("%s%s", command->all ? "全部" : "其余", command->word);
		g_autofree char *why = g_strdup_printf(
			_("the list has no line %d: it is not sure what this covers"), strange);

		carry_refused(list->with.report, quote, why);
		return true;
	}
	for (size_t i = 0; i < list->lines.n_items; i++)
		if (!carry_excepted(command, list->numbers[i]) &&
		    !carry_line(list, command, list->items[i], list->revisions[i], list->numbers[i],
				error))
			return false;
	return true;
}

static bool
carry_piece(List *list, const Command *command, GError **error)
{
	size_t at;

	if (command->verb == COMMAND_MERGE && !command->target && !command->target_item &&
	    command->n_lines + command->n_items > 1)
		return carry_merge(list, command, error);
	for (size_t i = 0; i < command->n_lines; i++) {
		int line = command->lines[i];
		g_autofree char *quote = g_strdup_printf("第%d条", line);

		if (!carry_place(list, line, &at))
			carry_refused(list->with.report, quote, _("the list has no such line"));
		else if (!carry_line(list, command, list->items[at], list->revisions[at], line,
				     error))
			return false;
	}
	for (size_t i = 0; i < command->n_items; i++)
		/* Of a merge the last is what it goes into. */
		if (!(command->verb == COMMAND_MERGE &&
		      command->items[i] == command->target_item) &&
		    !carry_line(list, command, command->items[i], 0, 0, error))
			return false;
	return (!command->all && !command->others) || carry_quantity(list, command, error);
}

static void
carry_read_lines(List *list)
{
	g_autoptr(json_t) params = desk_json(list->with.ask, "params");
	size_t i;
	json_t *line;

	json_array_foreach (json_object_get(params, "lines"), i, line) {
		if (i >= CARRY_LINES)
			break;
		list->numbers[i] = (int)record_integer(line, "n");
		list->items[i] = record_integer(line, "item");
		list->revisions[i] = (int)record_integer(line, "revision");
		list->lines.n_items = i + 1;
	}
	list->lines.numbers = list->numbers;
	list->lines.items = list->items;
	list->lines.revisions = list->revisions;
}

bool
carry_pieces(const Carry *carry, const Commands *commands, GError **error)
{
	List list = { .with = *carry, .commands = commands };

	carry_read_lines(&list);
	for (guint i = 0; i < commands->list->len; i++)
		if (!carry_piece(&list, commands->list->pdata[i], error))
			return false;
	for (guint i = 0; commands->pieces_refused && i < commands->pieces_refused->len; i++) {
		const CommandRefusal *refusal = commands->pieces_refused->pdata[i];

		carry_refused(carry->report, refusal->text, refusal->why);
	}
	return true;
}
