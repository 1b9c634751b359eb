/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-clock — moments as RFC 3339 and the year of a zone
 */
#include "base/clock.h"

#include <glib.h>
#include <locale.h>
#include <stddef.h>
#include <string.h>

/* 2026-12-31T16:30:00.999999Z: next year in Shanghai already. */
#define EVE_US INT64_C(1798734600999999)

static const struct {
	const char *name;
	int64_t time_us;
	const char *zone, *text;
	int year;
} cases[] = {
	{ "UTC", EVE_US, NULL, "2026-12-31T16:30:00+00:00", 2026 },
	{ "Shanghai", EVE_US, "Asia/Shanghai", "2027-01-01T00:30:00+08:00", 2027 },
	{ "west", EVE_US, "America/New_York", "2026-12-31T11:30:00-05:00", 2026 },
	{ "half an hour", EVE_US, "Asia/Kolkata", "2026-12-31T22:00:00+05:30", 2026 },
	{ "a zone that is none is UTC", EVE_US, "Asia/Nowhere", "2026-12-31T16:30:00+00:00", 2026 },
	{ "the first", 0, NULL, "1970-01-01T00:00:00+00:00", 1970 },
	{ "Shanghai's summer time of 1986", INT64_C(520000000000000), "Asia/Shanghai",
	  "1986-06-24T21:26:40+09:00", 1986 },
};

/* The three forms of the day that `text` (RFC 3339) begins with. */
static void
expect_day(int64_t time_us, const char *zone, char *text)
{
	g_autofree char *day = clock_day_text(time_us, zone);
	g_autofree char *number = g_strdup_printf("%d", clock_day(time_us, zone));
	char from_date[20];
	GDate date;

	text[strlen("2026-12-31")] = '\0';
	g_assert_cmpstr(day, ==, text);
	clock_date(time_us, zone, &date);
	g_date_strftime(from_date, sizeof from_date, "%Y%m%d", &date);
	g_assert_cmpstr(from_date, ==, number);
	g_date_strftime(from_date, sizeof from_date, "%Y-%m-%d", &date);
	g_assert_cmpstr(from_date, ==, text);
}

static void
test_text(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = clock_rfc3339(cases[i].time_us, cases[i].zone);

		g_assert_cmpstr(text, ==, cases[i].text);
		g_assert_cmpint(clock_year(cases[i].time_us, cases[i].zone), ==, cases[i].year);
		expect_day(cases[i].time_us, cases[i].zone, text);
	}
}

static void
test_now(void)
{
	int64_t wall = clock_now_us(), steady = clock_monotonic_us();

	g_assert_cmpint(wall, >, INT64_C(1700000000) * CLOCK_SECOND_US);
	g_usleep(20000);
	g_assert_cmpint(clock_monotonic_us() - steady, >=, 20000);
	g_assert_cmpint(clock_monotonic_us() - steady, <, 20 * CLOCK_SECOND_US);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/clock/text", test_text);
	g_test_add_func("/clock/now", test_now);
	return g_test_run();
}
