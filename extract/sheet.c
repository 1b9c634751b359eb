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
