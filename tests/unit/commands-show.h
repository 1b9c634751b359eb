/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * commands-show — commands as one line, for tables of answers in tests
 *
 * "approve[1,3] return[2]{缺数据} ~不错": verb, lines, #items, {rest}; then
 * refused pieces behind ~ (of a whole answer: ~ and its kind).
 */
#ifndef CHENGBAO_TESTS_COMMANDS_SHOW_H
#define CHENGBAO_TESTS_COMMANDS_SHOW_H

#include "mail/commands.h"

static void
show_lines(GString *text, const char *open, const int *lines, size_t n, const char *close)
{
	if (n == 0)
		return;
	g_string_append(text, open);
	for (size_t i = 0; i < n; i++)
		g_string_append_printf(text, "%s%d", i > 0 ? "," : "", lines[i]);
	g_string_append(text, close);
}

static void
show_command(GString *text, const Command *command)
{
	if (text->len > 0)
		g_string_append_c(text, ' ');
	g_string_append(text, command_word(command->verb));
	show_lines(text, "[", command->lines, command->n_lines, "]");
	for (size_t i = 0; i < command->n_items; i++)
		g_string_append_printf(text, "#%d", (int)command->items[i]);
	if (command->all)
		g_string_append(text, "*");
	if (command->others)
		g_string_append(text, "+");
	show_lines(text, "-(", command->except, command->n_except, ")");
	if (command->issue != 0)
		g_string_append_printf(text, "@%d/%d", command->issue_year, command->issue);
	if (command->target != 0)
		g_string_append_printf(text, ">%d", command->target);
	if (command->target_item != 0)
		g_string_append_printf(text, ">#%d", (int)command->target_item);
	if (command->prefer != 0)
		g_string_append_printf(text, "=%d", command->prefer);
	if (command->journal != NULL)
		g_string_append_printf(text, "《%s》", command->journal);
	if (command->labels != NULL) {
		g_autofree char *labels = g_strjoinv("、", command->labels);

		g_string_append_printf(text, "{%s}", labels);
	} else if (command->rest != NULL) {
		g_string_append_printf(text, "{%s}", command->rest);
	}
	if (command->note != NULL)
		g_string_append_printf(text, "<%s>", command->note);
	show_lines(text, "因", command->reasons, command->n_reasons, "");
	if (command->insist)
		g_string_append(text, "!");
	show_lines(text, " 删(", command->removed, command->n_removed, ")");
	show_lines(text, " 移(", command->postponed, command->n_postponed, ")");
	show_lines(text, " 序(", command->order, command->n_order, ")");
	for (guint i = 0; command->titles != NULL && i < command->titles->len; i++) {
		const CommandTitle *title = g_ptr_array_index(command->titles, i);

		g_string_append_printf(text, " 题(%d:%s)", title->line, title->title);
	}
}

/* Only what would be done. Yours. */
G_GNUC_UNUSED static char *
show_decided(const Commands *commands)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < commands->list->len; i++)
		show_command(text, g_ptr_array_index(commands->list, i));
	return g_string_free(text, FALSE);
}

/* Yours. */
static char *
show_commands(const Commands *commands)
{
	static const char *const kinds[] = { "unknown",	 "no-line", "count", "twice", "both",
					     "question", "name",    "label", "more",  "two" };
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < commands->list->len; i++)
		show_command(text, g_ptr_array_index(commands->list, i));
	for (guint i = 0; i < commands->pieces_refused->len; i++) {
		const CommandRefusal *refusal = g_ptr_array_index(commands->pieces_refused, i);

		g_string_append_printf(text, "%s~%s:%s", text->len > 0 ? " " : "",
				       kinds[refusal->kind], refusal->text);
		if (refusal->count != 0)
			g_string_append_printf(text, "=%d", refusal->count);
	}
	if (commands->empty)
		g_string_append(text, "(empty)");
	return g_string_free(text, FALSE);
}

#endif
