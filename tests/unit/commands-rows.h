/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * commands-rows — tables of answers and what they command, in an office of invented names
 */
#ifndef CHENGBAO_TESTS_COMMANDS_ROWS_H
#define CHENGBAO_TESTS_COMMANDS_ROWS_H

#include "commands-show.h"

#include <string.h>

typedef struct CommandRow {
	const char *text, *wanted; /* NULL: no command, whatever the reason */
} CommandRow;

static const char *const row_names[] = {
	"编辑甲", "编辑乙", "科长丙", "应急管理局", "民政局", NULL
};
static const char *const row_journals[] = { "政务信息", "专报", NULL };

/* Each answer gives what is wanted of it. */
static inline void
check_rows(CommandScope scope, const CommandRow *rows, size_t n)
{
	CommandContext context = { scope, row_names, "编辑甲", row_journals, NULL, NULL };

	for (size_t i = 0; i < n; i++) {
		g_autoptr(Commands) commands = commands_read(rows[i].text, &context);
		g_autofree char *shown = show_commands(commands);

		if (rows[i].wanted == NULL && commands->list->len > 0)
			g_test_message("「%s」 must command nothing, gave %s", rows[i].text, shown);
		if (rows[i].wanted != NULL && strcmp(shown, rows[i].wanted) != 0)
			g_test_message("「%s」 gave %s", rows[i].text, shown);
		if (rows[i].wanted == NULL) {
			g_assert_cmpuint(commands->list->len, ==, 0);
			g_assert_true(commands->empty ? commands->not_understood == NULL
						      : commands->why != NULL);
		} else {
			g_assert_cmpstr(shown, ==, rows[i].wanted);
		}
	}
}

#endif
