/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rights — the table role × evidence × verb, as the desk uses it
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/i18n.h"
#include "command/table.h"
#include "pipeline/desk/rights.h"

int
rights_command(const CommandLine *line, GError **error)
{
	g_auto(GStrv) args = NULL;
	g_autofree char *text = rights_text();
	g_auto(GStrv) rows = g_strsplit(g_strchomp(text), "\n", -1);
	g_auto(GStrv) heads = g_strsplit(rows[0], "\t", -1);
	g_autoptr(Table) table = table_new((const char *const *)heads);
	bool help;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 0, 0, error))
		return -1;
	for (char **row = rows + 1; *row; row++) {
		g_auto(GStrv) cells = g_strsplit(*row, "\t", -1);

		if (g_strv_length(cells) == g_strv_length(heads))
			table_add(table, (const char *const *)cells);
	}
	table_print(table);
	return 0;
}
