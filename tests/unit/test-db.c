/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-db — open, bind, commit, constraint, copy, damage; every statement prepares
 *
 * Covers spool/statement.c as well.
 */
#include "spool-story.h"

#include "base/shipped.h"

#include <locale.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder, *path;

static Db *
open_db(DbMode mode)
{
	g_autoptr(GError) error = NULL;
	Db *db = db_open(path, mode, &error);

	g_assert_no_error(error);
	return db;
}

static void
begin(void)
{
	folder = story_folder();
	path = story_database(folder);
}

static void
end(void)
{
	story_remove(folder);
	g_clear_pointer(&folder, g_free);
	g_clear_pointer(&path, g_free);
}

/* Sets a letter, its subject and the letter it is a copy of. */
static bool
put_letter(Db *db, int64_t id, const char *subject, int64_t same_as, GError **error)
{
	g_autofree char *sha256 = g_strdup_printf("hash%d", (int)id);

	return db_run(db, error, "letter_insert", "ittiti", id, sha256, "p", INT64_MAX, "drop",
		      INT64_MIN) &&
	       db_run(db, error, "letter_judge", "ittttttI", id, "report", NULL, "", NULL, subject,
		      NULL, same_as);
}

static void
test_bind(void)
{
	g_autoptr(Db) db = (begin(), open_db(DB_WRITE));
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) row = NULL, rows = NULL, none = NULL;

	g_assert_true(put_letter(db, 1, "呈报「一」", 0, &error));
	g_assert_true(put_letter(db, 2, "it's; -- \"quoted\"", 1, &error));
	g_assert_no_error(error);
	g_assert_true(db_row(db, &error, &row, "letter_get", "i", INT64_C(2)));
	g_assert_cmpstr(record_string(row, "subject"), ==, "it's; -- \"quoted\"");
	g_assert_cmpint(record_integer(row, "same_as"), ==, 1);
	g_assert_cmpint(record_integer(row, "bytes"), ==, INT64_MAX);
	g_assert_cmpint(record_integer(row, "received_us"), ==, INT64_MIN);
	g_assert_cmpstr(record_string(row, "message_id"), ==, "");
	g_assert_true(json_is_null(json_object_get(row, "reason")));
	rows = db_rows(db, &error, "letter_list", "t", "");
	g_assert_cmpuint(json_array_size(rows), ==, 2);
	g_assert_true(json_is_null(json_object_get(json_array_get(rows, 0), "same_as")));
	g_assert_cmpstr(record_string(json_array_get(rows, 0), "subject"), ==, "呈报「一」");
	none = json_true();
	g_assert_true(db_row(db, &error, &none, "letter_get", "i", INT64_C(3)));
	g_assert_null(none);
	end();
}

static void
collect(void *data, int64_t key, const char *text)
{
	g_string_append_printf(data, "%" G_GINT64_FORMAT ":%s ", key, text);
}

/* How many keys the statement takes at once does not matter. */
static void
test_each(void)
{
	g_autoptr(Db) db = (begin(), open_db(DB_WRITE));
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) text = g_string_new(NULL), wanted = g_string_new(NULL);
	int64_t keys[100];

	for (int64_t i = 0; i < 100; i++) {
		keys[i] = i * 3 - 30;
		if (i % 3 != 0)
			continue;
		g_assert_true(db_run(db, &error, "holders_set", "it", keys[i], "3 1"));
		g_string_append_printf(wanted, "%" G_GINT64_FORMAT ":3 1 ", keys[i]);
	}
	g_assert_true(db_each(db, &error, "holders_get", keys, 0, collect, text));
	g_assert_cmpstr(text->str, ==, "");
	for (guint n = 0; n <= 100; n += 20) {
		g_string_truncate(text, 0);
		g_assert_true(db_each(db, &error, "holders_get", keys, n, collect, text));
		g_assert_true(db_each(db, &error, "holders_get", keys + n, 100 - n, collect, text));
		g_assert_no_error(error);
		g_assert_cmpstr(text->str, ==, wanted->str);
	}
	end();
}

static void
test_transaction(void)
{
	g_autoptr(Db) db = (begin(), open_db(DB_WRITE));
	g_autoptr(Db) reader = open_db(DB_READ);
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) row = NULL;

	g_assert_true(db_begin(db, &error));
	g_assert_true(put_letter(db, 1, "a", 0, &error));
	g_assert_true(db_row(reader, &error, &row, "letter_get", "i", INT64_C(1)));
	g_assert_null(row);
	db_rollback(db);
	db_rollback(db); /* nothing open: nothing happens */
	g_assert_true(db_begin(db, &error));
	g_assert_true(put_letter(db, 2, "b", 0, &error));
	g_assert_true(db_commit(db, &error));
	g_assert_true(db_row(reader, &error, &row, "letter_get", "i", INT64_C(1)));
	g_assert_null(row);
	g_assert_true(db_row(reader, &error, &row, "letter_get", "i", INT64_C(2)));
	g_assert_nonnull(row);
	/* A commit of nothing open fails as one whose outcome is unknown. */
	g_assert_false(db_commit(db, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	g_clear_error(&error);
	g_assert_false(put_letter(reader, 3, "c", 0, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	end();
}

static void
test_constraints(void)
{
	g_autoptr(Db) db = (begin(), open_db(DB_WRITE));
	g_autoptr(GError) error = NULL;

	g_assert_true(put_letter(db, 1, "a", 0, &error));
	g_assert_false(put_letter(db, 1, "a", 0, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_clear_error(&error);
	g_assert_false(put_letter(db, 2, "a", 9, &error)); /* no letter 9 */
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_clear_error(&error);
	g_assert_false(db_script(db, "INSERT INTO meta VALUES ('a', NULL)", &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	end();
}

/* A letter survives the death of its writer as soon as the commit has returned. */
static void
test_killed_writer(void)
{
	begin();
	db_close(open_db(DB_WRITE));
	for (int64_t id = 1; id <= 5; id++) {
		g_autoptr(json_t) row = NULL;
		pid_t child = fork();

		if (child == 0) {
			Db *db = open_db(DB_WRITE);

			if (db_begin(db, NULL) && put_letter(db, id, "a", 0, NULL) &&
			    db_commit(db, NULL) && db_begin(db, NULL) &&
			    put_letter(db, id + 100, "b", 0, NULL))
				kill(getpid(), SIGKILL);
			_exit(1);
		}
		waitpid(child, NULL, 0);
		{
			g_autoptr(Db) db = open_db(DB_WRITE);

			g_assert_true(db_row(db, NULL, &row, "letter_get", "i", id));
			g_assert_nonnull(row);
			json_decref(row);
			g_assert_true(db_row(db, NULL, &row, "letter_get", "i", id + 100));
			g_assert_null(row);
			g_assert_true(db_check(db, NULL));
		}
	}
	end();
}

static void
test_open(void)
{
	/* One statement each: what makes a file that is not ours. */
	static const char *const wrong[][2] = {
		{ "CREATE TABLE other (a)", NULL },
		{ "CREATE TABLE other (a)", "PRAGMA application_id=77" },
	};
	g_autoptr(GError) error = NULL;

	begin();
	g_assert_null(db_open(path, DB_READ, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		unlink(path);
		for (size_t j = 0; j < 2 && wrong[i][j]; j++)
			g_free(story_query(path, wrong[i][j]));
		for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
			g_autofree char *tables = NULL;

			g_clear_error(&error);
			g_assert_null(db_open(path, (DbMode)mode, &error));
			g_assert_error(error, ERRORS, ERRORS_STORE);
			tables = story_query(path, "SELECT name FROM sqlite_schema");
			g_assert_cmpstr(tables, ==, "other\n");
		}
	}
	/* Ours, but of a later program. */
	unlink(path);
	db_close(open_db(DB_WRITE));
	g_free(story_query(path, "PRAGMA user_version=99"));
	for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
		g_clear_error(&error);
		g_assert_null(db_open(path, (DbMode)mode, &error));
		g_assert_error(error, ERRORS, ERRORS_STORE);
	}
	g_assert_true(g_file_set_contents(path, "no database at all, but long enough", -1, NULL));
	g_clear_error(&error);
	g_assert_null(db_open(path, DB_WRITE, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	end();
}

/* Whatever bit is flipped: opening, checking and reading end, and a log that is
 * found sound is the log that was written. */
static void
test_flipped(void)
{
	g_autofree char *bytes = NULL;
	size_t n = 0;
	g_autofree char *log = NULL;
	int n_found = 0;

	begin();
	{
		g_autoptr(Store) store = story_open(folder);

		story_tell(store);
	}
	log = story_query(path, "SELECT * FROM event ORDER BY seq");
	g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
	for (int seed = 0; seed < 300; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)seed);
		size_t at = (size_t)g_rand_int_range(rand, 0, (gint32)n);
		g_autoptr(Store) store = NULL;
		char flip = (char)(1 << g_rand_int_range(rand, 0, 8));
		int64_t n_events = 0;

		bytes[at] ^= flip;
		g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
		bytes[at] ^= flip;
		store = store_open(folder, path, DB_WRITE, NULL);
		if (!store || !db_check(store_db(store), NULL) ||
		    !events_verify(store, &n_events, NULL)) {
			n_found++;
		} else {
			g_autofree char *now =
				story_query(path, "SELECT * FROM event ORDER BY seq");

			g_assert_cmpstr(now, ==, log);
		}
	}
	g_test_message("%d of 300 flips were found", n_found);
	g_assert_cmpint(n_found, >, 0);
	end();
}

static void
test_copy(void)
{
	g_autoptr(Db) db = (begin(), open_db(DB_WRITE));
	g_autofree char *copy_path = g_build_filename(folder, "it's a copy.db", NULL);
	g_autoptr(Db) copy = NULL;
	g_autoptr(json_t) row = NULL;

	g_assert_true(put_letter(db, 1, "a", 0, NULL));
	g_assert_true(db_copy(db, copy_path, NULL));
	g_assert_true(put_letter(db, 2, "b", 0, NULL));
	copy = db_open(copy_path, DB_READ, NULL);
	g_assert_nonnull(copy);
	g_assert_true(db_row(copy, NULL, &row, "letter_get", "i", INT64_C(1)));
	g_assert_nonnull(row);
	json_decref(row);
	g_assert_true(db_row(copy, NULL, &row, "letter_get", "i", INT64_C(2)));
	g_assert_null(row);
	/* A file that is there is not written over. */
	g_assert_false(db_copy(db, copy_path, NULL));
	end();
}

/* Through sqlite3_prepare with our schema, as the program does. */
static void
test_statements(void)
{
	g_autofree char *both = g_strconcat(shipped_find("spool/statements.sql")->bytes,
					    shipped_find("spool/statements-find.sql")->bytes, NULL);
	g_auto(GStrv) blocks = g_strsplit(both, "-- name: ", -1);
	int n = 0;

	begin();
	db_close(open_db(DB_WRITE));
	for (char **block = blocks + 1; *block; block++, n++) {
		g_autofree char *sql = g_strconcat("EXPLAIN ", strchr(*block, '\n'), NULL);
		g_autofree char *plan = story_query(path, sql);

		g_assert_cmpuint(strlen(plan), >, 0);
	}
	g_assert_cmpint(n, >, 90);
	end();
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/db/bind", test_bind);
	g_test_add_func("/db/each", test_each);
	g_test_add_func("/db/transaction", test_transaction);
	g_test_add_func("/db/constraints", test_constraints);
	g_test_add_func("/db/killed-writer", test_killed_writer);
	g_test_add_func("/db/open", test_open);
	g_test_add_func("/db/flipped", test_flipped);
	g_test_add_func("/db/copy", test_copy);
	g_test_add_func("/db/statements", test_statements);
	return g_test_run();
}
