/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-tally — who has most points, against sorting
 */
#include "spool/tally.h"

#include <locale.h>

#define ITEMS 3000
#define MOST 8

static void
add(Tally *tally, int64_t item, int points, int n)
{
	for (int i = 0; i < n; i++)
		tally_add(tally, item, points);
}

static void
test_best(void)
{
	g_autoptr(Tally) tally = tally_new();
	int64_t items[MOST];

	g_assert_cmpuint(tally_best(tally, items, MOST), ==, 0);
	add(tally, 7, 3, 1);
	add(tally, -2, 1, 4); /* a document */
	add(tally, 12, 1, 3);
	add(tally, INT64_MAX, 1, 2);
	g_assert_cmpuint(tally_best(tally, items, MOST), ==, 4);
	g_assert_cmpint(items[0], ==, -2);
	g_assert_cmpint(items[1], ==, 12); /* of equals the higher number */
	g_assert_cmpint(items[2], ==, 7);
	g_assert_cmpint(items[3], ==, INT64_MAX);
	g_assert_cmpuint(tally_best(tally, items, 2), ==, 2);
	g_assert_cmpint(items[0], ==, -2);
	g_assert_cmpint(items[1], ==, 12);
	tally_clear(tally);
	g_assert_cmpuint(tally_best(tally, items, MOST), ==, 0);
	add(tally, 12, 2, 1);
	g_assert_cmpuint(tally_best(tally, items, MOST), ==, 1);
	g_assert_cmpint(items[0], ==, 12);
}

static int *points; /* of each item */

static gint
compare(gconstpointer a, gconstpointer b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return points[x] != points[y] ? points[y] - points[x] : (x < y) - (x > y);
}

/* So many that the table grows; numbers that lie close and far. */
static void
test_many(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20261129);
	g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(Tally) tally = tally_new();
	int64_t items[MOST];

	points = g_new0(int, ITEMS * 512 + 1);
	for (int i = 0; i < 3 * ITEMS; i++) {
		int64_t item = g_rand_int_range(rand, 0, ITEMS);
		int n = g_rand_int_range(rand, 1, 8);

		item = (item % 2 ? item : item * 512) + 1;
		tally_add(tally, item, n);
		points[item] += n;
	}
	for (int64_t i = 1; i <= ITEMS * 512; i++)
		if (points[i] > 0)
			g_array_append_val(sorted, i);
	g_array_sort(sorted, compare);
	g_assert_cmpuint(tally_best(tally, items, MOST), ==, MOST);
	for (guint i = 0; i < MOST; i++)
		g_assert_cmpint(items[i], ==, g_array_index(sorted, int64_t, i));
	g_clear_pointer(&points, g_free);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/tally/best", test_best);
	g_test_add_func("/tally/many", test_many);
	return g_test_run();
}
