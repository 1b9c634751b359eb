/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * add — a report that came by telephone or on paper
 *
 * The file, or standard input, goes to the desk beside the words.
 * Not here: whose report it is, what becomes of it (pipeline/desk/orders_add).
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/files.h"
#include "base/i18n.h"
#include "command/input.h"

/* The words as the desk takes them: every option with its value, the file by its name. */
static void
add_words(GPtrArray *words, const GOptionEntry *entries, const char *file)
{
	for (const GOptionEntry *entry = entries; entry->long_name; entry++) {
		const char *value = *(char *const *)entry->arg_data;

		if (!value)
			continue;
		g_ptr_array_add(words, g_strconcat("--", entry->long_name, NULL));
		g_ptr_array_add(words, g_strdup(value));
	}
	if (strcmp(file, "-") == 0)
		return;
	g_ptr_array_add(words, g_strdup("--file"));
	g_ptr_array_add(words, g_path_get_basename(file));
}

int
add_command(const CommandLine *line, GError **error)
{
	g_autofree char *unit = NULL, *author = NULL, *title = NULL, *told = NULL, *by = NULL;
	g_autofree char *kind = NULL;
	const GOptionEntry entries[] = {
		{ "unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("whose report it is"), N_("U") },
		{ "author", 0, 0, G_OPTION_ARG_STRING, &author, N_("who told or wrote it"),
		  N_("NAME") },
		{ "title", 0, 0, G_OPTION_ARG_STRING, &title, N_("its title; else its first line"),
		  N_("T") },
		{ "told", 0, 0, G_OPTION_ARG_STRING, &told,
		  N_("when: 2026-11-23 09:30, or 09:30 of today"), N_("TIME") },
		{ "by", 0, 0, G_OPTION_ARG_STRING, &by, N_("phone (default) or paper"), N_("WAY") },
		{ "kind", 0, 0, G_OPTION_ARG_STRING, &kind,
		  N_("its kind, which else follows from the text"), N_("K") },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) args = NULL;
	CommandLine order = *line;
	const char *file;
	autofd input = -1;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 0, 1, error))
		return -1;
	file = args[0] ? args[0] : "-";
	input = input_open(file, error);
	if (input < 0)
		return -1;
	g_ptr_array_add(words, g_strdup(line->argv[0]));
	add_words(words, entries, file);
	order.argc = (int)words->len;
	order.argv = (char **)words->pdata;
	return command_order_with(&order, input, error);
}
