/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-conf — arbitrary bytes as people.csv, holidays, a scheme and config lines
 *
 * Promise: no input crashes, hangs or leaks; every problem has a place; what loads
 * without a problem can be asked.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "assess/scheme.h"
#include "base/lines.h"
#include "config/calendar.h"
#include "config/roster.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes);

static void
check_places(const GPtrArray *problems, const char *file)
{
	for (guint i = 0; i < problems->len; i++) {
		const char *problem = problems->pdata[i];

		g_assert(g_str_has_prefix(problem, file));
		g_assert(g_ascii_isdigit(problem[strlen(file) + 1]));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
	static const CalendarHours hours[] = { { 510, 720 } };
	const char *bytes = (const char *)data;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Calendar) calendar = calendar_new("Asia/Shanghai", hours, 1);
	g_autoptr(Roster) roster = roster_read("f", "UTC", bytes, n_bytes, problems, notes);
	g_autoptr(Scheme) scheme = scheme_load("f", bytes, n_bytes, problems);
	g_autofree char *text = lines_utf8("f", bytes, n_bytes, problems);
	g_autoptr(GPtrArray) lines = text ? lines_parse("f", text, problems) : NULL;

	calendar_add_year(calendar, 2026, "f", bytes, n_bytes, problems);
	calendar_add_workdays(calendar, 0, 3);
	for (guint i = 0; lines && i < lines->len; i++) {
		g_autoptr(GPtrArray) words = lines_words(lines->pdata[i], i % 2);

		g_assert(words->len <= strlen(((Line *)lines->pdata[i])->value) + 1);
	}
	if (roster)
		roster_editor(roster, "春耕备耕", "三农", 0);
	check_places(problems, "f");
	lines_sort(problems, 0);
	return 0;
}
