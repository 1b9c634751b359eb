/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of pipeline/intake/fetch_folder.c and fetch_parked.c.
 */
#include "base/clock.h"
#include "pipeline/intake/fetch_folder.h"
#include "pipeline/intake/fetch_parked.h"

#include <locale.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchFolder, fetch_folder_free)

static void
test_mark(void)
{
	static const struct {
		char did; /* t taken, f failed */
		uint32_t uid, mark;
	} steps[] = { { 't', 6, 6 },  { 'f', 8, 7 },   { 't', 9, 7 },  { 'f', 12, 7 },
		      { 't', 8, 11 }, { 't', 15, 11 }, { 't', 12, 15 } };
	g_autoptr(FetchFolder) folder = fetch_folder_new("INBOX", 7, 5);

	g_assert_true(fetch_folder_opened(folder, 7));
	g_assert_cmpuint(fetch_folder_mark(folder), ==, 5);
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		if (steps[i].did == 't')
			fetch_folder_taken(folder, steps[i].uid);
		else
			fetch_folder_failed(folder, steps[i].uid);
		g_assert_cmpuint(fetch_folder_mark(folder), ==, steps[i].mark);
	}
}

static void
test_work(void)
{
	static const uint32_t found[] = { 4, 9, 11, 20 };
	static const uint32_t wanted[] = { 3, 7, 11, 20 };
	g_autoptr(FetchFolder) folder = fetch_folder_new("INBOX", 7, 0);
	g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GArray) work = NULL;

	fetch_folder_failed(folder, 7);
	fetch_folder_failed(folder, 3);
	fetch_folder_taken(folder, 10);
	g_array_append_vals(list, found, G_N_ELEMENTS(found));
	work = fetch_folder_work(folder, list);
	g_assert_cmpuint(work->len, ==, G_N_ELEMENTS(wanted));
	for (guint i = 0; i < MIN(work->len, G_N_ELEMENTS(wanted)); i++)
		g_assert_cmpuint(g_array_index(work, uint32_t, i), ==, wanted[i]);
}

static void
test_uidvalidity(void)
{
	g_autoptr(FetchFolder) folder = fetch_folder_new("INBOX", 7, 50);

	fetch_folder_failed(folder, 60);
	g_assert_true(fetch_folder_opened(folder, 8));
	g_assert_cmpuint(fetch_folder_mark(folder), ==, 0);
	g_assert_true(fetch_folder_opened(folder, 8)); /* settled: counted anew */
	g_assert_true(fetch_folder_opened(folder, 9));
	g_assert_true(fetch_folder_opened(folder, 10));
	g_assert_false(fetch_folder_opened(folder, 11));
}

static void
test_parked(void)
{
	g_autoptr(FetchParked) parked = fetch_parked_new();
	g_autoptr(GPtrArray) list = NULL;
	int64_t later_us = (FETCH_PARKED_S + 1) * CLOCK_SECOND_US;

	fetch_parked_fail(parked, "b", 10, "lost", 0);
	fetch_parked_fail(parked, "b", 10, "lost", 0);
	g_assert_cmpuint(fetch_parked_waiting(parked), ==, 1);
	g_assert_false(fetch_parked_is(parked, "b", 0));
	g_assert_true(fetch_parked_agrees(parked, "b", 10));
	g_assert_false(fetch_parked_agrees(parked, "b", 11));
	fetch_parked_fail(parked, "b", 11, "lost again", 0);
	g_assert_false(fetch_parked_agrees(parked, "b", 11));
	g_assert_true(fetch_parked_is(parked, "b", 1));
	g_assert_false(fetch_parked_is(parked, "b", later_us)); /* once an hour */
	fetch_parked_fail(parked, "b", 0, "lost still", later_us);
	g_assert_true(fetch_parked_is(parked, "b", later_us + 1));
	fetch_parked_set(parked, "a", "too large", 0);
	g_assert_cmpuint(fetch_parked_waiting(parked), ==, 0);
	list = fetch_parked_list(parked);
	g_assert_cmpuint(list->len, ==, 2);
	g_assert_cmpstr(list->pdata[0], ==, "a: too large");
	g_assert_cmpstr(list->pdata[1], ==, "b: lost still");
	fetch_parked_forget(parked, "b");
	g_assert_false(fetch_parked_is(parked, "b", later_us + 1));
	g_assert_false(fetch_parked_agrees(parked, "c", 0));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/fetch_folder/mark", test_mark);
	g_test_add_func("/fetch_folder/work", test_work);
	g_test_add_func("/fetch_folder/uidvalidity", test_uidvalidity);
	g_test_add_func("/fetch_parked/parked", test_parked);
	return g_test_run();
}
