/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holidays — holidays-YEAR.csv into a calendar
 *
 * A year of the office's own replaces the shipped one whole. A year that is
 * not there is told when it is near, by check and by status, and stops nothing: the
 * desk goes on with Monday to Friday.
 */
#include "config/calendar.h"

#include <string.h>

#include "base/clock.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "base/shipped.h"
#include "config/calendar_days.h"
#include "config/csv.h"

#define HOLIDAYS_MAX_BYTES (256u << 10)
#define HOLIDAYS_SOON_US (31 * 86400 * CLOCK_SECOND_US) /* deadlines reach no further */
#define SHIPPED_PREFIX "share/"

/* `holidays-2026.csv` → 2026; 0 when the name is another. */
static int
holidays_year(const char *name)
{
	const char *digits = name + strlen("holidays-");

	if (!g_str_has_prefix(name, "holidays-") || strlen(digits) != strlen("2026.csv") ||
	    strspn(digits, "0123456789") != 4 || strcmp(digits + 4, ".csv") != 0)
		return 0;
	return (int)g_ascii_strtoll(digits, NULL, 10);
}

static bool
holidays_row(Calendar *calendar, int year, const char *file, const CsvRow *row, GHashTable *seen,
	     GPtrArray *problems)
{
	const char *day = csv_cell(row, 1);
	GDate date;

	if (!calendar_date(csv_cell(row, 0), &date)) {
		lines_problem(problems, file, row->line, csv_column(row, 0),
			      _("“%s” is no date like 2026-10-01"), csv_cell(row, 0));
		return false;
	}
	if (g_date_get_year(&date) != year) {
		lines_problem(problems, file, row->line, csv_column(row, 0),
			      _("%s is not in %d, the year of this file"), csv_cell(row, 0), year);
		return false;
	}
	if (strcmp(day, "off") != 0 && strcmp(day, "work") != 0) {
		lines_problem(problems, file, row->line, csv_column(row, 1),
			      _("“%s” must be off or work"), day);
		return false;
	}
	if (!g_hash_table_add(seen, GUINT_TO_POINTER(g_date_get_julian(&date)))) {
		lines_problem(problems, file, row->line, csv_column(row, 0),
			      _("%s stands twice in this file"), csv_cell(row, 0));
		return false;
	}
	calendar_set_day(calendar, &date, strcmp(day, "work") == 0);
	return true;
}

bool
calendar_add_year(Calendar *calendar, int year, const char *file, const char *bytes, size_t n_bytes,
		  GPtrArray *problems)
{
	guint n_problems = problems->len;
	g_autofree char *text = lines_utf8(file, bytes, n_bytes, problems);
	g_autoptr(GPtrArray) rows = text ? csv_parse(file, text, true, problems) : NULL;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	for (guint i = 0; rows && i < rows->len; i++) {
		const CsvRow *row = rows->pdata[i];

		if (i == 0 && strcmp(csv_cell(row, 0), "date") == 0)
			continue;
		holidays_row(calendar, year, file, row, seen, problems);
	}
	if (problems->len > n_problems)
		return false;
	calendar_set_year(calendar, year);
	return true;
}

/* The office's own years; a year whose file is broken counts as known: its errors are said. */
static void
holidays_own(Calendar *calendar, const char *directory, GPtrArray *problems)
{
	g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		int year = holidays_year(name);
		g_autofree char *path = g_build_filename(directory, name, NULL);
		g_autofree char *bytes = NULL;
		g_autoptr(GError) error = NULL;
		size_t n_bytes = 0;

		if (year == 0)
			continue;
		calendar_set_year(calendar, year);
		bytes = files_read_path(path, HOLIDAYS_MAX_BYTES, &n_bytes, &error);
		if (bytes)
			calendar_add_year(calendar, year, name, bytes, n_bytes, problems);
		else
			lines_problem(problems, name, 1, 1, "%s",
				      error->message + strlen(path) + strlen(":1:1: "));
	}
}

static void
holidays_shipped(Calendar *calendar, GPtrArray *problems, GPtrArray *notes)
{
	for (const ShippedFile *file = shipped_all(); file->name; file++) {
		const char *name = file->name + strlen(SHIPPED_PREFIX);
		int year = g_str_has_prefix(file->name, SHIPPED_PREFIX) ? holidays_year(name) : 0;

		if (year == 0 || calendar_knows_year(calendar, year))
			continue;
		if (calendar_add_year(calendar, year, name, file->bytes, file->n_bytes, problems))
			g_ptr_array_add(notes, g_strdup_printf(_("%s: there is none; the shipped "
								 "holidays stand in"),
							       name));
	}
}

int
calendar_missing_year(const Calendar *calendar, int64_t now_us)
{
	int year = clock_year(now_us, "Asia/Shanghai");
	int soon = clock_year(now_us + HOLIDAYS_SOON_US, "Asia/Shanghai");

	while (year <= soon && calendar_knows_year(calendar, year))
		year++;
	return year <= soon ? year : 0;
}

bool
calendar_load_years(Calendar *calendar, const char *directory, GPtrArray *problems,
		    GPtrArray *notes)
{
	guint n_problems = problems->len;
	int missing;

	holidays_own(calendar, directory, problems);
	holidays_shipped(calendar, problems, notes);
	missing = calendar_missing_year(calendar, clock_now_us());
	if (missing != 0)
		g_ptr_array_add(notes, g_strdup_printf(_("holidays-%d.csv: there is none; in %d "
							 "Monday to Friday are workdays"),
						       missing, missing));
	return problems->len == n_problems;
}
