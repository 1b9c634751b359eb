/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-calendar — working time over the real holidays of 2026, counted by hand
 *
 * Covers config/calendar.c and holidays.c.
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "base/clock.h"
#include "base/shipped.h"
#include "config/calendar.h"

static const CalendarHours hours[] = { { 510, 720 }, { 870, 1080 } };

static GPtrArray *
list_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static Calendar *
calendar_2026(void)
{
	const ShippedFile *file = shipped_find("share/holidays-2026.csv");
	Calendar *calendar = calendar_new("Asia/Shanghai", hours, 2);
	g_autoptr(GPtrArray) problems = list_new();

	g_assert_nonnull(file);
	g_assert_true(calendar_add_year(calendar, 2026, "holidays-2026.csv", file->bytes,
					file->n_bytes, problems));
	g_assert_cmpuint(problems->len, ==, 0);
	return calendar;
}

/* "2026-09-30 10:00[:SS]" in Shanghai, which has no summer time. */
static int64_t
moment(const char *text)
{
	g_autofree char *iso = g_strdup_printf("%s+08:00", text);
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(iso, NULL);

	g_assert_nonnull(time);
	return g_date_time_to_unix(time) * CLOCK_SECOND_US;
}

static void
assert_moment(const char *name, int64_t got, const char *wanted)
{
	g_autofree char *text = clock_rfc3339(got, "Asia/Shanghai");

	g_test_message("case %s", name);
	text[19] = '\0';
	g_assert_cmpstr(text, ==, wanted);
}

static void
test_add(void)
{
	static const struct {
		const char *from;
		int days;
		const char *due;
	} table[] = {
		/* Plain days. */
		{ "2026-11-23T10:00:00", 1, "2026-11-24T10:00:00" },
		{ "2026-11-23T10:00:07", 2, "2026-11-25T10:00:07" },
		{ "2026-11-27T10:00:00", 1, "2026-11-30T10:00:00" },
		{ "2026-11-28T10:00:00", 1, "2026-11-30T10:00:00" },
		/* Into office hours: early, the noon break, the evening, exactly the end. */
		{ "2026-11-23T07:00:00", 1, "2026-11-24T08:30:00" },
		{ "2026-11-23T12:30:00", 1, "2026-11-24T14:30:00" },
		{ "2026-11-23T12:00:00", 1, "2026-11-24T12:00:00" },
		{ "2026-11-23T18:00:00", 1, "2026-11-24T18:00:00" },
		{ "2026-11-23T18:00:01", 1, "2026-11-25T08:30:00" },
		{ "2026-11-27T20:00:00", 1, "2026-12-01T08:30:00" },
		{ "2026-11-23T00:00:00", 1, "2026-11-24T08:30:00" },
		/* No days: only into hours. */
		{ "2026-11-23T20:00:00", 0, "2026-11-24T08:30:00" },
		{ "2026-11-28T10:00:00", 0, "2026-11-30T08:30:00" },
		{ "2026-11-23T10:00:00", 0, "2026-11-23T10:00:00" },
		/* National Day: Wednesday 30 September, then Thursday 8 October;
		 * Saturday 10 October is worked. */
		{ "2026-09-30T16:00:00", 1, "2026-10-08T16:00:00" },
		{ "2026-09-30T16:00:00", 2, "2026-10-09T16:00:00" },
		{ "2026-09-30T16:00:00", 3, "2026-10-10T16:00:00" },
		{ "2026-09-30T16:00:00", 4, "2026-10-12T16:00:00" },
		{ "2026-10-04T09:00:00", 1, "2026-10-08T09:00:00" },
		/* Sunday 20 September is worked, so is Saturday 14 February. */
		{ "2026-09-18T09:00:00", 1, "2026-09-20T09:00:00" },
		{ "2026-09-18T09:00:00", 2, "2026-09-21T09:00:00" },
		{ "2026-09-24T17:00:00", 1, "2026-09-28T17:00:00" },
		{ "2026-02-13T15:00:00", 1, "2026-02-14T15:00:00" },
		{ "2026-02-14T15:00:00", 1, "2026-02-24T15:00:00" },
		{ "2026-02-27T15:00:00", 1, "2026-02-28T15:00:00" },
		{ "2026-02-28T15:00:00", 1, "2026-03-02T15:00:00" },
		{ "2026-04-30T11:00:00", 3, "2026-05-08T11:00:00" },
		{ "2026-04-30T11:00:00", 4, "2026-05-09T11:00:00" },
		{ "2025-12-31T11:00:00", 1, "2026-01-04T11:00:00" },
		/* Next year is not known: Monday to Friday. */
		{ "2026-12-31T11:00:00", 1, "2027-01-01T11:00:00" },
	};
	g_autoptr(Calendar) calendar = calendar_2026();

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
		assert_moment(table[i].from,
			      calendar_add_workdays(calendar, moment(table[i].from), table[i].days),
			      table[i].due);
}

/* The State Council's 2026 notice leaves 248 workdays; each week counted by hand. */
static void
test_year(void)
{
	static const int workdays[] = { 21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23 };
	g_autoptr(Calendar) calendar = calendar_2026();

	for (int month = 1; month <= 12; month++) {
		int n = 0;

		for (int day = 1; day <= 31; day++)
			n += calendar_is_workday(calendar, 2026, month, day);
		g_test_message("month %d", month);
		g_assert_cmpint(n, ==, workdays[month - 1]);
	}
	g_assert_false(calendar_is_workday(calendar, 2026, 2, 30));
	g_assert_false(calendar_is_workday(calendar, 2026, 13, 1));
	g_assert_true(calendar_knows_year(calendar, 2026));
	g_assert_false(calendar_knows_year(calendar, 2027));
}

/* The workdays of 2026 as the notice has them, a character a day. */
static const char year_2026[] = "...111111..11111..11111..11111." /* January */
				".11111..111111.........11111"	  /* February */
				".11111..11111..11111..11111..11" /* March */
				"111...1111..11111..11111..1111"  /* April */
				".....1111.11111..11111..11111.." /* May */
				"11111..11111..1111...11111..11"  /* June */
				"111..11111..11111..11111..11111" /* July */
				"..11111..11111..11111..11111..1" /* August */
				"1111..11111..11111.11111...111"  /* September */
				".......111.11111..11111..11111." /* October */
				".11111..11111..11111..11111..1"  /* November */
				"1111..11111..11111..11111..1111" /* December */;

static bool
works(int day)
{
	return year_2026[day] == '1';
}

/* From a day of the year and a minute of it, a minute at a time, to the next of office hours. */
static void
walk(int *day, int *minute)
{
	while (!works(*day) ||
	       !((*minute >= 510 && *minute <= 720) || (*minute >= 870 && *minute <= 1080))) {
		*day += *minute + 1 == 1440;
		*minute = (*minute + 1) % 1440;
	}
}

/* Every half hour of the year, and one to three workdays later: as walked through by minutes. */
static void
test_walked(void)
{
	g_autoptr(Calendar) calendar = calendar_2026();
	int64_t start = moment("2026-01-01T00:00:00");
	int n_tried = 0;

	for (int half = 0; half < 355 * 48; half++)
		for (int n = 0; n <= 3; n++) {
			int day = half / 48, minute = half % 48 * 30;
			int64_t from = start + (int64_t)half * 30 * 60 * CLOCK_SECOND_US, got, due;

			got = calendar_add_workdays(calendar, from, n);
			for (int left = n; left > 0; left -= works(day))
				day++;
			walk(&day, &minute);
			due = start + ((int64_t)day * 1440 + minute) * 60 * CLOCK_SECOND_US;
			n_tried++;
			if (got == due)
				continue;
			g_test_message("day %d, half hour %d, %d workdays", half / 48 + 1,
				       half % 48, n);
			g_assert_cmpint(got, ==, due);
			return;
		}
	g_assert_cmpint(n_tried, ==, 68160);
}

static void
test_next(void)
{
	static const int once[] = { 960, -1 }, twice[] = { 540, 960, -1 };
	static const struct {
		unsigned days;
		const int *minutes;
		const char *after, *next;
	} table[] = {
		{ 0x1f, once, "2026-11-23T15:59:59", "2026-11-23T16:00:00" },
		{ 0x1f, once, "2026-11-23T16:00:00", "2026-11-24T16:00:00" },
		{ 0x1f, once, "2026-11-27T16:00:00", "2026-11-30T16:00:00" },
		{ 0x1f, twice, "2026-11-23T10:00:00", "2026-11-23T16:00:00" },
		{ 0x1f, twice, "2026-11-23T16:00:00", "2026-11-24T09:00:00" },
		{ 0x05, once, "2026-11-23T17:00:00", "2026-11-25T16:00:00" },
		{ 0x1f, once, "2026-09-30T16:00:00", "2026-10-08T16:00:00" },
		{ 0x7f, once, "2026-10-09T16:00:00", "2026-10-10T16:00:00" },
		{ 0x1f, once, "2026-10-09T16:00:00", "2026-10-12T16:00:00" },
	};
	g_autoptr(Calendar) calendar = calendar_2026();

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
		assert_moment(table[i].after,
			      calendar_next(calendar, table[i].days, table[i].minutes,
					    moment(table[i].after)),
			      table[i].next);
	g_assert_cmpint(calendar_next(calendar, 0, once, 0), ==, INT64_MAX);
	/* A holiday, and a Sunday. */
	g_assert_cmpint(calendar_next_daily(calendar, once, moment("2026-10-01T00:00:00")) -
				moment("2026-10-01T00:00:00"),
			==, once[0] * INT64_C(60000000));
	g_assert_cmpint(calendar_next_daily(calendar, once, moment("2026-10-03T23:59:00")) -
				moment("2026-10-04T00:00:00"),
			==, once[0] * INT64_C(60000000));
	g_assert_cmpint(calendar_next(calendar, 0x60, once, moment("2027-01-01T00:00:00")), ==,
			INT64_MAX);
}

static void
test_period(void)
{
	static const struct {
		const char *name, *from, *until;
	} table[] = {
		{ "2026-11", "2026-11-01T00:00:00", "2026-12-01T00:00:00" },
		{ "2026-12", "2026-12-01T00:00:00", "2027-01-01T00:00:00" },
		{ "2026W47", "2026-11-16T00:00:00", "2026-11-23T00:00:00" },
		{ "2026W01", "2025-12-29T00:00:00", "2026-01-05T00:00:00" },
		{ "2026W53", "2026-12-28T00:00:00", "2027-01-04T00:00:00" },
		{ "2026Q4", "2026-10-01T00:00:00", "2027-01-01T00:00:00" },
		{ "2026", "2026-01-01T00:00:00", "2027-01-01T00:00:00" },
	};
	static const char *const none[] = { "",	      "26",	    "2026-13", "2026-00",
					    "2026-1", "2026W00",    "2025W53", "2026Q0",
					    "2026Q5", "2026-11-01", "last",    "2026 ",
					    "2026q4" };
	int64_t from = 7, until = 7;

	for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
		g_test_message("case %s", none[i]);
		g_assert_false(calendar_period("Asia/Shanghai", none[i], &from, &until));
		g_assert_cmpint(from, ==, 7);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_assert_true(calendar_period("Asia/Shanghai", table[i].name, &from, &until));
		assert_moment(table[i].name, from, table[i].from);
		assert_moment(table[i].name, until, table[i].until);
	}
	g_assert_true(calendar_period(NULL, "1970", &from, &until));
	g_assert_cmpint(from, ==, 0);
}

static void
test_day(void)
{
	static const struct {
		const char *at, *from, *until;
	} table[] = {
		{ "2026-11-23T00:00:00", "2026-11-23T00:00:00", "2026-11-24T00:00:00" },
		{ "2026-11-23T23:59:59", "2026-11-23T00:00:00", "2026-11-24T00:00:00" },
		{ "2026-12-31T12:00:00", "2026-12-31T00:00:00", "2027-01-01T00:00:00" },
		{ "2028-02-28T01:00:00", "2028-02-28T00:00:00", "2028-02-29T00:00:00" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		int64_t from = 7, until = 7;

		calendar_day("Asia/Shanghai", moment(table[i].at), &from, &until);
		assert_moment(table[i].at, from, table[i].from);
		assert_moment(table[i].at, until, table[i].until);
	}
}

static void
test_files(void)
{
	static const struct {
		const char *name, *text, *problem;
	} table[] = {
		{ "good", "# x\n2027-01-01,off,元旦\n", NULL },
		{ "date", "date,day,name\n2027-1x,off,\n",
		  "holidays-2027.csv:2:1: “2027-1x” is no date like 2026-10-01" },
		{ "year", "date,day\n2026-01-01,off\n",
		  "holidays-2027.csv:2:1: 2026-01-01 is not in 2027, the year of this file" },
		{ "day", "# a\ndate,day\n2027-01-01, on\n",
		  "holidays-2027.csv:3:13: “on” must be off or work" },
		{ "twice", "2027-01-01,off\n2027-01-01,work\n",
		  "holidays-2027.csv:2:1: 2027-01-01 stands twice in this file" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(Calendar) calendar = calendar_new("Asia/Shanghai", hours, 2);
		g_autoptr(GPtrArray) problems = list_new(), notes = list_new();
		g_autofree char *folder = g_dir_make_tmp("chengbao-days-XXXXXX", NULL);
		g_autofree char *path = g_build_filename(folder, "holidays-2027.csv", NULL);

		g_assert_true(g_file_set_contents(path, table[i].text, -1, NULL));
		calendar_load_years(calendar, folder, problems, notes);
		g_test_message("case %s", table[i].name);
		g_assert_cmpuint(problems->len, ==, table[i].problem ? 1 : 0);
		if (problems->len)
			g_assert_cmpstr(problems->pdata[0], ==, table[i].problem);
		else
			g_assert_false(calendar_is_workday(calendar, 2027, 1, 1));
		g_assert_cmpstr(notes->pdata[0], ==,
				"holidays-2026.csv: there is none; the shipped holidays stand in");
		g_assert_false(calendar_is_workday(calendar, 2026, 10, 1));
		g_unlink(path);
		g_rmdir(folder);
	}
}

static void
test_missing_year(void)
{
	static const struct {
		const char *now;
		int year;
	} table[] = {
		{ "2026-11-30 23:59:59", 0 },
		{ "2026-12-01 00:00:00", 2027 },
		{ "2027-06-01 08:00:00", 2027 },
		{ "2025-12-31 08:00:00", 2025 },
	};
	g_autoptr(Calendar) calendar = calendar_2026();

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_test_message("case %s", table[i].now);
		g_assert_cmpint(calendar_missing_year(calendar, moment(table[i].now)), ==,
				table[i].year);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/calendar/add", test_add);
	g_test_add_func("/calendar/year", test_year);
	g_test_add_func("/calendar/walked", test_walked);
	g_test_add_func("/calendar/next", test_next);
	g_test_add_func("/calendar/period", test_period);
	g_test_add_func("/calendar/day", test_day);
	g_test_add_func("/calendar/files", test_files);
	g_test_add_func("/calendar/missing year", test_missing_year);
	return g_test_run();
}
