/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_json — commands in the form of the record
 *
 * verb, lines, items and rest are always there; the rest of a command only
 * where the words said it.
 */
#include "mail/commands.h"

static json_t *
lines_json(const int *lines, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_integer(lines[i]));
	return array;
}

static void
set_lines(json_t *object, const char *key, const int *lines, size_t n)
{
	if (n > 0)
		json_object_set_new(object, key, lines_json(lines, n));
}

static void
set_text(json_t *object, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new(object, key, json_string(text));
}

static void
set_number(json_t *object, const char *key, int64_t number)
{
	if (number != 0)
		json_object_set_new(object, key, json_integer(number));
}

static void
set_true(json_t *object, const char *key, bool value)
{
	if (value)
		json_object_set_new(object, key, json_true());
}

static void
set_edit(json_t *object, const Command *command)
{
	static const char *const forms[] = { "text", "title", "replace", "delete" };

	if (command->verb != COMMAND_EDIT)
		return;
	set_text(object, "edit", forms[command->edit]);
	set_number(object, "paragraph", command->paragraph);
	set_text(object, "replace", command->from);
	set_text(object, "with", command->to);
	set_true(object, "and_approve", command->and_approve);
}

static void
set_seal(json_t *object, const Command *command)
{
	json_t *titles;

	set_lines(object, "order", command->order, command->n_order);
	set_lines(object, "removed", command->removed, command->n_removed);
	set_lines(object, "postponed", command->postponed, command->n_postponed);
	if (command->titles == NULL || command->titles->len == 0)
		return;
	titles = json_array();
	for (guint i = 0; i < command->titles->len; i++) {
		const CommandTitle *title = g_ptr_array_index(command->titles, i);

		json_array_append_new(titles, json_pack("{s:i, s:s}", "line", title->line, "title",
							title->title));
	}
	json_object_set_new(object, "titles", titles);
}

static json_t *
command_json(const Command *command)
{
	json_t *object = json_object();
	json_t *items = json_array();

	for (size_t i = 0; i < command->n_items; i++)
		json_array_append_new(items, json_integer(command->items[i]));
	json_object_set_new(object, "verb", json_string(command_word(command->verb)));
	json_object_set_new(object, "lines", lines_json(command->lines, command->n_lines));
	json_object_set_new(object, "items", items);
	json_object_set_new(object, "rest",
			    command->rest != NULL ? json_string(command->rest) : json_null());
	json_object_set_new(object, "word", json_string(command->word));
	set_true(object, "all", command->all);
	set_true(object, "others", command->others);
	set_lines(object, "except", command->except, command->n_except);
	set_text(object, "note", command->note);
	set_number(object, "reason", command->n_reasons > 0 ? command->reasons[0] : 0);
	if (command->n_reasons > 1)
		set_lines(object, "reasons", command->reasons, command->n_reasons);
	set_number(object, "target", command->target);
	set_number(object, "target_item", command->target_item);
	set_number(object, "prefer", command->prefer);
	set_text(object, "journal", command->journal);
	set_number(object, "issue", command->issue);
	set_number(object, "issue_year", command->issue_year);
	set_true(object, "insist", command->insist);
	set_edit(object, command);
	set_seal(object, command);
	return object;
}

json_t *
commands_json(const Commands *commands)
{
	json_t *array = json_array();

	for (guint i = 0; i < commands->list->len; i++)
		json_array_append_new(array, command_json(g_ptr_array_index(commands->list, i)));
	return array;
}
