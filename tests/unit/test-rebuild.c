/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-rebuild — the same rows again from the log, copies out and in.
 * Covers spool/rebuild, spool/backup and, by reading a mirror again, spool/mirror.
 */
#include "spool-story.h"

#include <locale.h>
#include <sys/wait.h>
#include <unistd.h>

/* A spool with the whole story and its mirror, closed. */
static char *
told(char **ret_database, char **ret_tables)
{
	static const char *const places[] = { "letters/2026/11/23/aa",
					      "letters/2026/11/23/bb",
					      "letters/2026/11/23/cc",
					      "outbox/d1",
					      "outbox/d2",
					      "issues/e1" };
	char *folder = story_folder();
	g_autoptr(Store) store = story_open(folder);
	g_autoptr(GError) error = NULL;

	story_tell(store);
	events_mirror(store, &error);
	g_assert_no_error(error);
	db_run(store_db(store), &error, "token_insert", "tiii", "t", INT64_C(1), INT64_C(1),
	       INT64_C(1));
	g_assert_no_error(error);
	/* What the rows name. */
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *path = g_build_filename(folder, places[i], NULL);
		g_autofree char *above = g_path_get_dirname(path);

		g_mkdir_with_parents(above, 0700);
		g_assert_true(g_file_set_contents(path, "信", -1, NULL));
	}
	g_clear_pointer(&store, store_close);
	*ret_database = story_database(folder);
	*ret_tables = story_tables(*ret_database);
	return folder;
}

static void
expect_story(const char *what, const char *folder, const char *database, const char *tables)
{
	g_autofree char *now = story_tables(database);
	g_autofree char *dispatches =
		story_query(database, "SELECT state FROM dispatch ORDER BY id");
	g_autofree char *tokens = story_query(database, "SELECT COUNT(*) FROM token");
	g_autofree char *sending =
		story_query(database, "SELECT value FROM meta WHERE name = 'sending'");
	g_autofree char *fresh = g_strconcat(database, ".rebuild", NULL);
	g_autoptr(Store) store = story_open(folder);
	g_autoptr(GError) error = NULL;
	int64_t n = 0;

	g_test_message("%s", what);
	g_assert_cmpstr(now, ==, tables);
	g_assert_cmpstr(dispatches, ==, "sent\nheld\n");
	g_assert_cmpstr(tokens, ==, "0\n");
	g_assert_cmpstr(sending, ==, "held\n");
	g_assert_false(g_file_test(fresh, G_FILE_TEST_EXISTS));
	g_assert_true(events_verify(store, &n, &error));
	g_assert_no_error(error);
	g_assert_cmpint(n, ==, G_N_ELEMENTS(story_events));
	g_assert_true(db_check(store_db(store), &error));
	/* The log goes on where it was. */
	g_assert_true(events_mirror(store, &error));
	g_assert_true(
		story_append(store, "answer.refused", "{'why':'再一次'}", 0, STORY_US, &error));
	g_assert_true(events_mirror(store, &error));
	g_assert_true(events_verify(store, &n, &error));
	g_assert_no_error(error);
}

static void
test_every_type_is_told(void)
{
	static const ApplyRule *const tables[] = { apply_letter_rules, apply_item_rules,
						   apply_mail_rules, apply_issue_rules };

	for (size_t t = 0; t < G_N_ELEMENTS(tables); t++)
		for (const ApplyRule *rule = tables[t]; rule->type; rule++) {
			const char *found = NULL;

			for (size_t i = 0; i < G_N_ELEMENTS(story_events); i++)
				if (strcmp(story_events[i].type, rule->type) == 0)
					found = rule->type;
			g_assert_cmpstr(found, ==, rule->type);
		}
}

/* ---- what a rebuild must survive ---- */

static void
spare(const char *folder, const char *database)
{
	(void)folder;
	(void)database;
}

static void
truncate_database(const char *folder, const char *database)
{
	(void)folder;
	g_assert_cmpint(truncate(database, 4096 * 5 + 100), ==, 0);
}

static void
empty_database(const char *folder, const char *database)
{
	(void)folder;
	g_assert_cmpint(truncate(database, 0), ==, 0);
}

static void
zero_database(const char *folder, const char *database)
{
	g_autofree char *zeros = g_malloc0(8192);

	(void)folder;
	g_assert_true(g_file_set_contents(database, zeros, 8192, NULL));
}

static void
lose_database(const char *folder, const char *database)
{
	(void)folder;
	g_assert_cmpint(unlink(database), ==, 0);
}

static void
foreign_database(const char *folder, const char *database)
{
	(void)folder;
	unlink(database);
	g_assert_true(g_file_set_contents(database, "", 0, NULL));
	g_free(story_query(database, "CREATE TABLE other (a)"));
}

static void
change_event(const char *folder, const char *database)
{
	(void)folder;
	g_free(story_query(database, "DROP TRIGGER event_no_update"));
	g_free(story_query(database, "UPDATE event SET params = replace(params, '农', '渔')"));
}

static void
lose_mirror(const char *folder, const char *database)
{
	g_autofree char *path = g_build_filename(folder, "audit/2026-11.jsonl", NULL);

	(void)database;
	g_assert_cmpint(unlink(path), ==, 0);
}

static void
tear_mirror(const char *folder, const char *database)
{
	g_autofree char *path = g_build_filename(folder, "audit/2026-11.jsonl", NULL);

	(void)database;
	g_assert_cmpint(truncate(path, 5000), ==, 0);
}

static void
leave_dead_rebuild(const char *folder, const char *database)
{
	g_autofree char *fresh = g_strconcat(database, ".rebuild", NULL);

	(void)folder;
	g_assert_true(g_file_set_contents(fresh, "half", 4, NULL));
}

static const struct {
	const char *name;
	void (*harm)(const char *folder, const char *database);
} harms[] = {
	{ "nothing", spare },
	{ "truncated database", truncate_database },
	{ "empty database", empty_database },
	{ "zeroed database", zero_database },
	{ "no database", lose_database },
	{ "another program's database", foreign_database },
	{ "changed events", change_event },
	{ "no mirror", lose_mirror },
	{ "torn mirror", tear_mirror },
	{ "a dead rebuild", leave_dead_rebuild },
};

static void
test_rebuild(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(harms); i++) {
		g_autofree char *database = NULL, *tables = NULL;
		g_autofree char *folder = told(&database, &tables);
		g_autoptr(GError) error = NULL;
		int64_t n = 0;

		harms[i].harm(folder, database);
		if (!rebuild_run(folder, database, &n, &error))
			g_test_message("%s: %s", harms[i].name, error->message);
		g_assert_no_error(error);
		g_assert_cmpint(n, ==, G_N_ELEMENTS(story_events));
		expect_story(harms[i].name, folder, database, tables);
		/* And once more: the same. */
		g_assert_true(rebuild_run(folder, database, &n, &error));
		g_assert_cmpint(n, ==, G_N_ELEMENTS(story_events) + 1);
		story_remove(folder);
	}
}

/* An event that is whole nowhere: nothing may be thrown away behind it. */
static void
test_rebuild_refuses(void)
{
	g_autofree char *database = NULL, *tables = NULL, *after = NULL;
	g_autofree char *folder = told(&database, &tables);
	g_autoptr(GError) error = NULL;
	int64_t n = 0;

	change_event(folder, database);
	tear_mirror(folder, database);
	tables = (g_free(tables), story_tables(database));
	g_assert_false(rebuild_run(folder, database, &n, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	after = story_tables(database);
	g_assert_cmpstr(after, ==, tables);
	story_remove(folder);
}

static void
test_rebuild_busy(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autofree char *nowhere = g_build_filename(folder, "gone", NULL);
	g_autoptr(GError) error = NULL;
	int64_t n = 0;

	g_assert_false(rebuild_run(nowhere, database, &n, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_clear_error(&error);
	{
		g_autoptr(Store) store = story_open(folder);

		g_assert_false(rebuild_run(folder, database, &n, &error));
		g_assert_error(error, ERRORS, ERRORS_AGAIN);
	}
	story_remove(folder);
}

/* ---- backup ---- */

/* Writes refusals until it is told to stop: a desk that goes on meanwhile. */
static pid_t
start_writer(const char *folder)
{
	pid_t child = fork();

	if (child != 0)
		return child;
	{
		g_autoptr(Store) store = story_open(folder);

		for (int i = 0; i < 100000; i++)
			if (!story_append(store, "answer.refused", "{'why':'试'}", 0, STORY_US,
					  NULL) ||
			    !events_mirror(store, NULL))
				break;
	}
	_exit(1);
}

static void
test_backup_while_writing(void)
{
	g_autofree char *database = NULL, *tables = NULL;
	g_autofree char *folder = told(&database, &tables);
	g_autofree char *file = g_build_filename(folder, "backup.tar", NULL);
	g_autoptr(GError) error = NULL;
	pid_t writer = start_writer(folder);

	for (int i = 0; i < 5; i++) {
		g_autofree char *other = story_folder();
		g_autofree char *there = story_database(other);
		int64_t n = 0;

		g_usleep(50000);
		g_assert_true(rebuild_backup(folder, database, file, &error));
		g_assert_no_error(error);
		g_assert_true(rebuild_restore(other, there, file, &error));
		g_assert_no_error(error);
		{
			g_autoptr(Store) store = story_open(other);

			g_assert_true(events_verify(store, &n, &error));
			g_assert_true(events_mirror(store, &error));
			g_assert_no_error(error);
			g_assert_cmpint(n, >=, G_N_ELEMENTS(story_events));
		}
		story_remove(other);
	}
	kill(writer, SIGKILL);
	waitpid(writer, NULL, 0);
	story_remove(folder);
}

static void
expect_empty(const char *folder)
{
	g_autofree char *sql = g_strdup_printf("find %s -type f ! -name lock | wc -l", folder);
	const char *argv[] = { "sh", "-c", sql, NULL };
	g_autofree char *out = NULL;

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
		     NULL);
	g_assert_cmpstr(g_strstrip(out), ==, "0");
}

static void
test_restore(void)
{
	g_autofree char *database = NULL, *tables = NULL, *bytes = NULL;
	g_autofree char *folder = told(&database, &tables);
	g_autofree char *file = g_build_filename(folder, "backup.tar", NULL);
	g_autofree char *cut = g_build_filename(folder, "cut.tar", NULL);
	g_autofree char *other = story_folder();
	g_autofree char *there = story_database(other);
	g_autofree char *letter = g_build_filename(other, "letters/2026/11/23/aa", NULL);
	g_autofree char *before = g_strconcat(there, ".before-rebuild", NULL);
	g_autoptr(GError) error = NULL;
	size_t n = 0;

	g_assert_true(rebuild_backup(folder, database, file, &error));
	g_assert_no_error(error);
	g_assert_true(g_file_get_contents(file, &bytes, &n, NULL));
	/* A copy that was cut anywhere is refused, and leaves nothing. */
	for (size_t at = 0; at < n - 1024; at += 512) {
		bool header = memcmp(bytes + at + 257, "ustar", 5) == 0;

		if (!header &&
		    (at % (512 * 7) != 0 || memcmp(bytes + at, "\0\0\0\0\0\0\0\0", 8) == 0))
			continue;
		g_assert_true(g_file_set_contents(cut, bytes, (gssize)at, NULL));
		if (rebuild_restore(other, there, cut, &error))
			g_test_message("a backup of %zu of %zu bytes was taken", at, n);
		g_assert_error(error, ERRORS, ERRORS_REFUSED);
		g_clear_error(&error);
		expect_empty(other);
	}
	g_assert_true(rebuild_restore(other, there, file, &error));
	g_assert_no_error(error);
	g_assert_false(g_file_test(before, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(letter, G_FILE_TEST_IS_REGULAR));
	/* Only into an empty office. */
	g_assert_false(rebuild_restore(other, there, file, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	expect_story("restored", other, there, tables);
	story_remove(other);
	story_remove(folder);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/rebuild/story", test_every_type_is_told);
	g_test_add_func("/rebuild/harms", test_rebuild);
	g_test_add_func("/rebuild/refuses", test_rebuild_refuses);
	g_test_add_func("/rebuild/busy", test_rebuild_busy);
	g_test_add_func("/backup/writing", test_backup_while_writing);
	g_test_add_func("/backup/restore", test_restore);
	return g_test_run();
}
