/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet — what holds for the sheets of every table program
 */
#include "extract/sheet.h"

#include <glib.h>
#include <string.h>

bool
sheet_is_named(const char *name)
{
	static const char *const stems[] = { "Sheet", "工作表", "表" };

	for (size_t i = 0; i < G_N_ELEMENTS(stems); i++) {
		const char *rest = name + strlen(stems[i]);

		if (g_str_has_prefix(name, stems[i]) && strspn(rest, "0123456789") == strlen(rest))
			return false;
	}
	return *name != '\0';
}

void
sheet_cell(Markup *markup, char *words, int column, int *written)
{
	g_strdelimit(g_strstrip(words), "\r\n\t", ' ');
	if (!*words)
		return;
	for (int gap = MIN(column - MAX(*written, 0), SHEET_COLUMNS); gap > 0; gap--)
		markup_append(markup, "\t", 1);
	markup_append(markup, words, strlen(words));
	*written = MAX(column, 0);
}
