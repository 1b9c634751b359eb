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

/* What a piece is about. line: 0 where the words name it by #812. */
typedef struct {
	int64_t item;
	int revision, line;
} Subject;

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

static void
carry_refused_one(const List *list, const Command *command, const Subject *subject, const char *why)
{
	g_autofree char *quote =
		subject->line ? g_strdup_printf("第%d条 %s", subject->line, command->word)
			      : g_strdup_printf("#%" PRId64 " %s", subject->item, command->word);

	carry_refused(list->with.report, quote, why);
}

static bool
carry_line(List *list, const Command *command, const Subject *subject, bool *ret_done,
	   GError **error)
{
	g_autoptr(GError) refused = NULL;
	g_autoptr(GString) did = g_string_new(NULL);
	Command one = *command;
	int64_t item = subject->item;
	bool ok, asked;

	one.verb = carry_verb(list->with.ask, command);
	if (!desk_step_begin(list->with.desk, error))
		return false;
	ok = carry_still_his(list, item, one.verb, &refused) &&
	     decide_command(list->with.desk, list->with.actor, item,
			    one.verb == COMMAND_UNDO ? 0 : subject->revision, &one, &list->lines,
			    did, &refused) &&
	     /* The list showed the old revision. */
	     (one.verb != COMMAND_EDIT ||
	      carry_ask_anew(&list->with, item, did->str, &asked, &refused));
	if (!desk_step_end(list->with.desk, ok, error))
		return false;
	*ret_done = ok;
	if (ok)
		carry_done(list->with.desk, list->with.report, subject->line, item, did->str);
	else if (refused->code == ERRORS_STORE)
		g_propagate_error(error, g_steal_pointer(&refused));
	else
		carry_refused_one(list, command, subject, refused->message);
	return !refused || refused->code != ERRORS_STORE;
}

/* ---- merges ---- */

static bool
carry_is_printed(Desk *desk, int64_t item, bool *ret_yes, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "item_get", "i", item))
		return false;
	*ret_yes = g_strcmp0(record_string(row, "state"), "issued") == 0;
	return true;
}

/* Of 合并1、4 what is printed leads, else the earlier one, which then is no subject any more;
 * *ret_lead 0: several are printed. */
static bool
carry_lead(const List *list, GArray *subjects, int64_t *ret_lead, GError **error)
{
	guint at = 0, n_printed = 0;

	for (guint i = 0; i < subjects->len; i++) {
		int64_t item = g_array_index(subjects, Subject, i).item;
		bool printed;

		if (!carry_is_printed(list->with.desk, item, &printed, error))
			return false;
		n_printed += printed;
		if (printed || (n_printed == 0 && item < g_array_index(subjects, Subject, at).item))
			at = i;
	}
	*ret_lead = n_printed > 1 ? 0 : g_array_index(subjects, Subject, at).item;
	if (n_printed < 2)
		g_array_remove_index(subjects, at);
	return true;
}

/* Into what is printed: they become one item, the earlier one leads, and that is its 续报. */
static bool
carry_sequel(List *list, const Command *command, GArray *subjects, GError **error)
{
	Command one = *command;
	guint first = 0;
	bool done, led;

	for (guint i = 1; i < subjects->len; i++)
		if (g_array_index(subjects, Subject, i).item <
		    g_array_index(subjects, Subject, first).item)
			first = i;
	if (!carry_line(list, command, &g_array_index(subjects, Subject, first), &led, error))
		return false;
	one.target = 0;
	one.target_item = g_array_index(subjects, Subject, first).item;
	for (guint i = 0; i < subjects->len; i++) {
		const Subject *subject = &g_array_index(subjects, Subject, i);

		if (i == first)
			continue;
		if (!led)
			carry_refused_one(list, command, subject,
					  _("the first of them, which it goes with, was not done"));
		else if (!carry_line(list, &one, subject, &done, error))
			return false;
	}
	return true;
}

/* The item of a line of the list; 0: there is none. */
static int64_t
carry_item_of(const List *list, int line)
{
	size_t at;

	return line && carry_place(list, line, &at) ? list->items[at] : 0;
}

static bool
carry_merge(List *list, const Command *command, GArray *subjects, GError **error)
{
	Command one = *command;
	int64_t target =
		command->target_item ? command->target_item : carry_item_of(list, command->target);
	bool together = !command->target && !command->target_item &&
			command->n_lines + command->n_items > 1;
	bool printed = false, done;

	if (together && subjects->len > 0) {
		if (!carry_lead(list, subjects, &target, error))
			return false;
		one.target_item = target;
	}
	for (guint i = 0; together && !target && i < subjects->len; i++)
		carry_refused_one(list, command, &g_array_index(subjects, Subject, i),
				  _("several of these are printed: say into which, 并入#812"));
	if (together && !target)
		return true;
	if (target && !carry_is_printed(list->with.desk, target, &printed, error))
		return false;
	if (printed && subjects->len > 1)
		return carry_sequel(list, &one, subjects, error);
	for (guint i = 0; i < subjects->len; i++)
		if (!carry_line(list, &one, &g_array_index(subjects, Subject, i), &done, error))
			return false;
	return true;
}

/* ---- what a piece is about ---- */

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
	/* 135退回 beside 全部通过: it may have been meant of 1, 3 and 5. */
	for (guint i = 0; i < commands->pieces_refused->len; i++) {
		const CommandRefusal *refusal = commands->pieces_refused->pdata[i];

		for (size_t k = 0; k < refusal->n_lines; k++)
			if (!carry_place(list, refusal->lines[k], &at))
				return refusal->lines[k];
	}
	/* 除6; the reasons of other pieces hold numbers too, and 其余 leaves those out as well. */
	for (size_t k = 0; command->all && k < command->n_except; k++)
		if (!carry_place(list, command->except[k], &at))
			return command->except[k];
	return 0;
}

/* 全部, 其余 */
static void
carry_quantity(const List *list, const Command *command, GArray *subjects)
{
	int strange = carry_strange(list, command);

	if (strange) {
		g_autofree char *quote =
			g_strdup_printf("%s%s", command->all ? "全部" : "其余", command->word);
		g_autofree char *why = g_strdup_printf(
			_("the list has no line %d: it is not sure what this covers"), strange);

		carry_refused(list->with.report, quote, why);
		return;
	}
	for (size_t i = 0; i < list->lines.n_items; i++) {
		Subject one = { list->items[i], list->revisions[i], list->numbers[i] };

		if (!carry_excepted(command, list->numbers[i]))
			g_array_append_val(subjects, one);
	}
}

/* Lines that the list does not have come back quoted. Yours. */
static GArray *
carry_subjects(const List *list, const Command *command)
{
	GArray *subjects = g_array_new(FALSE, TRUE, sizeof(Subject));
	size_t at;

	for (size_t i = 0; i < command->n_lines; i++) {
		Subject one = { .line = command->lines[i] };
		g_autofree char *quote = g_strdup_printf("第%d条", one.line);

		if (!carry_place(list, one.line, &at)) {
			carry_refused(list->with.report, quote, _("the list has no such line"));
			continue;
		}
		one.item = list->items[at];
		one.revision = list->revisions[at];
		g_array_append_val(subjects, one);
	}
	for (size_t i = 0; i < command->n_items; i++) {
		Subject one = { .item = command->items[i] };

		/* Of a merge the last is what it goes into. */
		if (command->verb != COMMAND_MERGE || one.item != command->target_item)
			g_array_append_val(subjects, one);
	}
	if (command->all || command->others)
		carry_quantity(list, command, subjects);
	return subjects;
}

static bool
carry_piece(List *list, const Command *command, GError **error)
{
	g_autoptr(GArray) subjects = carry_subjects(list, command);
	bool done;

	if (command->verb == COMMAND_MERGE)
		return carry_merge(list, command, subjects, error);
	for (guint i = 0; i < subjects->len; i++)
		if (!carry_line(list, command, &g_array_index(subjects, Subject, i), &done, error))
			return false;
	return true;
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

bool
carry_prints(Desk *desk, const json_t *ask, const Command *command)
{
	List list = { .with = { .desk = desk, .ask = ask } };
	g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t item = command->target_item;
	bool printed = false;

	carry_read_lines(&list);
	g_array_append_val(named, item);
	item = carry_item_of(&list, command->target);
	g_array_append_val(named, item);
	g_array_append_vals(named, command->items, (guint)command->n_items);
	for (size_t i = 0; i < command->n_lines; i++) {
		item = carry_item_of(&list, command->lines[i]);
		g_array_append_val(named, item);
	}
	for (guint i = 0; i < named->len && !printed; i++)
		if (!carry_is_printed(desk, g_array_index(named, int64_t, i), &printed, NULL))
			return true;
	return printed;
}
