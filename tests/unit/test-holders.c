/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-holders — the newest holders of a print in one row, in whatever order they come
 */
#include "spool/holders.h"

#include "spool-story.h"

#include <locale.h>

#define PRINT INT64_C(-2147483648) /* the lowest of 32 bits */
#define PRINTS 75		   /* of a text, more than are asked for at once */

static char *folder, *path;
static Db *db;

static void
start(void)
{
	folder = story_folder();
	path = story_database(folder);
	db = db_open(path, DB_WRITE, NULL);
	g_assert_nonnull(db);
}

static void
stop(void)
{
	g_clear_pointer(&db, db_close);
	story_remove(folder);
	g_clear_pointer(&folder, g_free);
	g_clear_pointer(&path, g_free);
}

/* PRINT alone, as the prints of a text. */
static GArray *
alone(void)
{
	GArray *prints = g_array_new(FALSE, FALSE, sizeof(int64_t));

	return g_array_append_vals(prints, &(int64_t){ PRINT }, 1);
}

static void
add(int64_t item)
{
	g_autoptr(GArray) prints = alone();
	g_autoptr(GError) error = NULL;

	g_assert_true(holders_add(db, prints, item, &error));
	g_assert_no_error(error);
}

static void
take(int64_t item)
{
	g_autoptr(GArray) prints = alone();
	g_autoptr(GError) error = NULL;

	g_assert_true(holders_remove(db, prints, item, &error));
	g_assert_no_error(error);
}

static void
collect(void *data, int64_t print, const char *row)
{
	g_assert_cmpint(print, ==, PRINT);
	g_string_append(data, row);
}

/* The row as it stands, "" when there is none, and what is read of it, `n` items. */
static void
check(const char *row, guint n)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	Holders holders = { 0 };

	g_assert_true(db_each(db, &error, "holders_get", &(int64_t){ PRINT }, 1, collect, text));
	g_assert_cmpstr(text->str, ==, row);
	g_assert_true(holders_get(db, &(int64_t){ PRINT }, 1, &holders, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(holders.n, ==, n);
	for (guint i = 1; i < MIN(n, holders.n); i++)
		g_assert_cmpint(holders.items[i - 1], >, holders.items[i]);
}

static void
test_row(void)
{
	Holders holders = { 0 };

	start();
	check("", 0);
	take(4);
	check("", 0);
	add(811343);
	check("811343", 1);
	add(811310);
	add(812345);
	check("812345 1002 33", 3);
	add(811343); /* again */
	check("812345 1002 33", 3);
	add(-3); /* a document of the reference folder */
	add(INT64_MAX / 2);
	check("4611686018427387903 4611686018426575558 1002 33 811313", 5);
	g_assert_true(holders_get(db, &(int64_t){ PRINT }, 1, &holders, NULL));
	g_assert_cmpint(holders.items[0], ==, INT64_MAX / 2);
	g_assert_cmpint(holders.items[3], ==, 811310);
	g_assert_cmpint(holders.items[4], ==, -3);
	take(INT64_MAX / 2);
	take(811343);
	take(5); /* is not there */
	check("812345 1035 811313", 3);
	take(812345);
	take(811310);
	check("-3", 1);
	add(-2);
	check("-2 1", 2);
	take(-3);
	take(-2);
	check("", 0);
	stop();
}

/* The prints of a text, one of them twice, and some that nobody holds. */
static void
test_text(void)
{
	static const int64_t asked[] = { 3, 9, 1, 9, 6, 2 };
	static const guint wanted[] = { 1, 2, 0, 2, 1, 0 };
	g_autoptr(GArray) prints = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) few = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GError) error = NULL;
	Holders holders[HOLDERS_AT_ONCE];

	start();
	for (int64_t i = 0; i < PRINTS; i++)
		g_array_append_vals(prints, &(int64_t){ i / 2 * 3 }, 1);
	g_array_append_vals(few, &(int64_t){ 9 }, 1);
	g_assert_true(holders_add(db, prints, 7, &error));
	g_assert_true(holders_add(db, few, 8, &error));
	g_assert_true(holders_get(db, asked, G_N_ELEMENTS(asked), holders, &error));
	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
		g_test_message("%d", (int)asked[i]);
		g_assert_cmpuint(holders[i].n, ==, wanted[i]);
	}
	g_assert_cmpint(holders[1].items[0], ==, 8);
	g_assert_cmpint(holders[3].items[1], ==, 7);
	for (guint i = 0; i < PRINTS; i++) {
		g_assert_true(
			holders_get(db, &g_array_index(prints, int64_t, i), 1, holders, &error));
		g_assert_cmpint(holders[0].items[holders[0].n - 1], ==, 7);
	}
	g_assert_true(holders_remove(db, prints, 7, &error));
	g_assert_true(holders_get(db, asked, G_N_ELEMENTS(asked), holders, &error));
	g_assert_cmpuint(holders[0].n, ==, 0);
	g_assert_cmpuint(holders[3].n, ==, 1);
	g_assert_true(holders_get(db, asked, 0, holders, &error));
	g_assert_no_error(error);
	stop();
}

/* More than a row names: the highest numbers stay, whichever came first. */
static void
test_full(void)
{
	g_autoptr(GString) full = g_string_new("200");
	g_autoptr(GString) less = g_string_new("200");

	start();
	for (int64_t i = 0; i < 200; i++)
		add(i * 77 % 200 + 1); /* each number up to 200 once */
	for (int i = 1; i < HOLDERS_MOST; i++)
		g_string_append(full, " 1");
	check(full->str, HOLDERS_MOST);
	add(200 - HOLDERS_MOST); /* below the last */
	add(1);
	check(full->str, HOLDERS_MOST);
	take(1); /* not named any more */
	check(full->str, HOLDERS_MOST);
	take(199);
	g_string_append(less, " 2");
	for (int i = 3; i < HOLDERS_MOST; i++)
		g_string_append(less, " 1");
	check(less->str, HOLDERS_MOST - 1);
	add(201);
	add(199);
	g_string_printf(full, "201");
	for (int i = 1; i < HOLDERS_MOST; i++)
		g_string_append(full, " 1");
	check(full->str, HOLDERS_MOST);
	stop();
}

/* What another hand wrote into the file is read without harm. */
static void
test_damaged(void)
{
	static const char *const rows[] = { " ", "x", "12 x 3", "--", "999999999999999999999999" };
	g_autoptr(GString) endless = g_string_new("9");
	g_autoptr(GError) error = NULL;
	Holders holders = { 0 };

	start();
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i]);
		g_assert_true(db_run(db, &error, "holders_set", "it", PRINT, rows[i]));
		g_assert_true(holders_get(db, &(int64_t){ PRINT }, 1, &holders, &error));
		g_assert_cmpuint(holders.n, <=, HOLDERS_MOST);
		add(7);
	}
	for (int i = 0; i < 1000; i++)
		g_string_append(endless, " 1");
	g_assert_true(db_run(db, &error, "holders_set", "it", PRINT, endless->str));
	g_assert_true(holders_get(db, &(int64_t){ PRINT }, 1, &holders, &error));
	g_assert_cmpuint(holders.n, ==, HOLDERS_MOST);
	g_assert_no_error(error);
	stop();
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/holders/row", test_row);
	g_test_add_func("/holders/text", test_text);
	g_test_add_func("/holders/full", test_full);
	g_test_add_func("/holders/damaged", test_damaged);
	return g_test_run();
}
