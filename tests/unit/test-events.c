/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-events — the chain and its mirror: every flipped byte is found.
 * Covers spool/events and spool/mirror.
 */
#include "spool-story.h"

#include "spool/mirror.h"

#include <locale.h>
#include <unistd.h>

#define N_EVENTS 100

static char *
mirror_path(const char *folder, const char *month)
{
	return g_strdup_printf("%s/audit/%s.jsonl", folder, month);
}

/* A store with a log of 100 small events, mirrored. */
static Store *
long_log(const char *folder)
{
	Store *store = story_open(folder);
	g_autoptr(GError) error = NULL;

	g_assert_true(db_begin(store_db(store), NULL));
	for (int i = 0; i < N_EVENTS; i++) {
		g_autofree char *params = g_strdup_printf("{'who':'某人%d','why':'试'}", i);

		g_assert_true(events_append(store, "answer.refused", story_json(params), 0,
					    STORY_US + i, NULL, NULL, &error));
	}
	g_assert_true(db_commit(store_db(store), &error));
	g_assert_true(events_mirror(store, &error));
	g_assert_no_error(error);
	return store;
}

static void
expect_sound(Store *store, int64_t n_events)
{
	g_autoptr(GError) error = NULL;
	int64_t n = -1;

	g_assert_true(events_verify(store, &n, &error));
	g_assert_no_error(error);
	g_assert_cmpint(n, ==, n_events);
}

/* Verify must refuse and its message must hold `word`. */
static void
expect_broken(Store *store, const char *what, const char *word)
{
	g_autoptr(GError) error = NULL;
	int64_t n = -1;

	if (events_verify(store, &n, &error))
		g_test_message("not found: %s", what);
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	if (error && !strstr(error->message, word))
		g_test_message("%s: %s", what, error->message);
	g_assert_true(error && strstr(error->message, word));
	g_assert_cmpint(n, ==, -1);
}

static void
test_flips_in_table(void)
{
	static const char *const texts[] = { "type", "params", "prev", "hash" };
	static const char *const numbers[] = { "at_us", "cause", "seq" };
	g_autofree char *folder = story_folder();
	g_autoptr(Store) store = long_log(folder);
	Db *db = store_db(store);

	g_assert_true(db_script(db, "PRAGMA foreign_keys=OFF; DROP TRIGGER event_no_update", NULL));
	for (int seq = 1; seq <= N_EVENTS; seq++) {
		g_autofree char *word = g_strdup_printf("event %d ", seq);

		for (size_t i = 0; i < G_N_ELEMENTS(texts) + G_N_ELEMENTS(numbers); i++) {
			bool text = i < G_N_ELEMENTS(texts);
			const char *column = text ? texts[i] : numbers[i - G_N_ELEMENTS(texts)];
			g_autofree char *what = g_strdup_printf("%s of event %d", column, seq);
			g_autofree char *sql = g_strdup_printf(
				text ? "SAVEPOINT s; UPDATE event SET %1$s = substr(%1$s, 1, %3$d) "
				       "|| CASE substr(%1$s, %3$d + 1, 1) WHEN 'x' THEN 'y' ELSE "
				       "'x' END || substr(%1$s, %3$d + 2) WHERE seq = %2$d"
				     : "SAVEPOINT s; UPDATE event SET %1$s = "
				       "COALESCE(%1$s, 0) + 1000 WHERE seq = %2$d",
				column, seq, seq % 13);

			g_assert_true(db_script(db, sql, NULL));
			expect_broken(store, what, word);
			g_assert_true(db_script(db, "ROLLBACK TO s; RELEASE s", NULL));
		}
	}
	expect_sound(store, N_EVENTS);
	story_remove(folder);
}

static void
test_missing_events(void)
{
	static const struct {
		const char *name, *sql, *word;
	} cases[] = {
		{ "the first", "DELETE FROM event WHERE seq = 1", "event 1 is missing" },
		{ "one inside", "DELETE FROM event WHERE seq = 50", "event 50 is missing" },
		{ "the last", "DELETE FROM event WHERE seq = 100", "audit/2026-11.jsonl" },
		{ "all", "DELETE FROM event", "audit/2026-11.jsonl" },
		{ "bytes that are no text",
		  "UPDATE event SET params = CAST(x'ff80' AS TEXT) WHERE seq = 9", "event 9 was" },
		{ "a blob", "UPDATE event SET hash = x'00' WHERE seq = 9", "event 9 was" },
	};
	g_autofree char *folder = story_folder();
	g_autoptr(Store) store = long_log(folder);
	Db *db = store_db(store);

	g_assert_true(db_script(db,
				"PRAGMA foreign_keys=OFF; DROP TRIGGER event_no_update; "
				"DROP TRIGGER event_no_delete",
				NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_assert_true(db_script(db, "SAVEPOINT s", NULL));
		g_assert_true(db_script(db, cases[i].sql, NULL));
		expect_broken(store, cases[i].name, cases[i].word);
		g_assert_true(db_script(db, "ROLLBACK TO s; RELEASE s", NULL));
	}
	story_remove(folder);
}

/* Every byte of a short mirror, every 41st of a long one. */
static void
flip_mirror(Store *store, const char *path, size_t step)
{
	g_autofree char *bytes = NULL;
	size_t n = 0;

	g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
	for (size_t at = 0; at < n; at += step) {
		g_autofree char *what = g_strdup_printf("byte %zu of %zu", at, n);

		bytes[at] ^= (char)(1 << at % 8);
		g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
		expect_broken(store, what, "audit/");
		bytes[at] ^= (char)(1 << at % 8);
	}
	g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
}

static void
test_flips_in_mirror(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *path = mirror_path(folder, "2026-11");
	g_autoptr(Store) store = long_log(folder);

	flip_mirror(store, path, 41);
	expect_sound(store, N_EVENTS);
	story_remove(folder);
}

static void
test_every_byte_of_mirror(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *path = mirror_path(folder, "2026-11");
	g_autoptr(Store) store = story_open(folder);

	for (int i = 0; i < 3; i++)
		g_assert_true(
			story_append(store, "answer.refused", "{'why':'试'}", 0, STORY_US, NULL));
	g_assert_true(events_mirror(store, NULL));
	flip_mirror(store, path, 1);
	expect_sound(store, 3);
	story_remove(folder);
}

/* Wherever a crash tore the last line, it is no fault and is written again. */
static void
test_torn_mirror(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *path = mirror_path(folder, "2026-11");
	g_autofree char *whole = NULL;
	size_t n = 0;

	store_close(long_log(folder));
	g_assert_true(g_file_get_contents(path, &whole, &n, NULL));
	for (size_t cut = 0; cut <= n; cut += 97) {
		g_autoptr(Store) store = story_open(folder);
		g_autoptr(GError) error = NULL;
		g_autofree char *now = NULL;

		g_assert_cmpint(truncate(path, (off_t)cut), ==, 0);
		expect_sound(store, N_EVENTS);
		g_assert_true(events_mirror(store, &error));
		g_assert_no_error(error);
		g_assert_true(g_file_get_contents(path, &now, NULL, NULL));
		g_assert_cmpstr(now, ==, whole);
	}
	story_remove(folder);
}

/* A clock that jumps over months and back: the order of all lines is that of seq. */
static void
test_months(void)
{
	static const int64_t days[] = { 0, 30, 60, -1, 31, 0, 61 };
	static const char *const months[] = { "2026-11", "2026-12", "2027-01" };
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autoptr(Store) store = story_open(folder);
	g_autoptr(GError) error = NULL;
	int64_t n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
		g_assert_true(story_append(store, "answer.refused", "{'why':'试'}", 0,
					   STORY_US + days[i] * 24 * STORY_HOUR_US, &error));
		g_assert_true(events_mirror(store, &error));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
		g_autofree char *path = mirror_path(folder, months[i]);

		g_assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
	}
	expect_sound(store, G_N_ELEMENTS(days));
	g_clear_pointer(&store, store_close);
	unlink(database);
	g_assert_true(rebuild_run(folder, database, &n, &error));
	g_assert_no_error(error);
	g_assert_cmpint(n, ==, G_N_ELEMENTS(days));
	story_remove(folder);
}

/* An older copy of the database in the newer one's place: nothing goes on. */
static void
test_old_database(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autofree char *copy = g_strconcat(database, ".copy", NULL);
	g_autoptr(Store) store = long_log(folder);
	g_autoptr(GError) error = NULL;
	int64_t n = 0;

	g_assert_true(db_copy(store_db(store), copy, NULL));
	g_assert_true(story_append(store, "answer.refused", "{'why':'后来'}", 0, STORY_US, NULL));
	g_assert_true(events_mirror(store, NULL));
	g_clear_pointer(&store, store_close);
	g_assert_cmpint(rename(copy, database), ==, 0);
	store = story_open(folder);
	g_assert_false(events_mirror(store, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	g_assert_true(error && strstr(error->message, "event 101") &&
		      strstr(error->message, "chengbao rebuild"));
	g_clear_error(&error);
	g_clear_pointer(&store, store_close);
	g_assert_true(rebuild_run(folder, database, &n, &error));
	g_assert_no_error(error);
	g_assert_cmpint(n, ==, N_EVENTS + 1);
	story_remove(folder);
}

static void
test_append(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autofree char *rows = NULL;
	g_autoptr(Store) store = story_open(folder);
	g_autoptr(GError) error = NULL;
	EventsForce force = { "r", "p", "s" };
	int64_t seq = 0;

	g_assert_false(story_append(store, "item.exploded", "{}", 0, STORY_US, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	g_assert_true(strstr(error->message, "item.exploded") != NULL);
	g_clear_error(&error);
	g_assert_true(db_begin(store_db(store), &error));
	g_assert_true(events_append(store, "answer.refused", story_json("{'why':'乙','a':[1]}"), 7,
				    STORY_US, &force, &seq, &error));
	g_assert_cmpint(seq, ==, 1);
	g_assert_true(db_commit(store_db(store), &error));
	rows = story_query(
		database,
		"SELECT seq, at_us, type, params, cause, rules, people, scheme FROM event");
	g_assert_cmpstr(rows, ==,
			"1|1795420800000000|answer.refused|{\"a\":[1],\"why\":\"乙\"}|7|r|p|s\n");
	expect_sound(store, 1);
	story_remove(folder);
}

static void
test_mirror_length(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *path = mirror_path(folder, "2026-11");
	g_autofree char *bytes = NULL;
	size_t n = 0;

	store_close(long_log(folder));
	g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
	g_assert_cmpuint(mirror_length(bytes, n, N_EVENTS), ==, n);
	g_assert_cmpuint(mirror_length(bytes, n, 1000), ==, n);
	g_assert_cmpuint(mirror_length(bytes, n, 1), ==, (size_t)(strchr(bytes, '\n') + 1 - bytes));
	g_assert_cmpuint(mirror_length(bytes, n, 0), ==, 0);
	g_assert_cmpuint(mirror_length(bytes, n - 1, N_EVENTS), <, n - 1);
	g_assert_cmpuint(mirror_length(NULL, 0, 5), ==, 0);
	story_remove(folder);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/events/append", test_append);
	g_test_add_func("/events/flips-in-table", test_flips_in_table);
	g_test_add_func("/events/missing", test_missing_events);
	g_test_add_func("/events/flips-in-mirror", test_flips_in_mirror);
	g_test_add_func("/events/every-byte-of-mirror", test_every_byte_of_mirror);
	g_test_add_func("/events/torn-mirror", test_torn_mirror);
	g_test_add_func("/events/months", test_months);
	g_test_add_func("/events/old-database", test_old_database);
	g_test_add_func("/events/mirror-length", test_mirror_length);
	return g_test_run();
}
