/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-store — letters kept under their hash, the lock, frozen bytes, the sweep
 */
#include "spool-story.h"

#include "base/hash.h"

#include <fcntl.h>
#include <locale.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static StoreTaken
fill(Store *store, const char *bytes, size_t n)
{
	StoreTaken taken = { .file = { .fd = -1 } };
	g_autoptr(GError) error = NULL;

	g_assert_true(store_new_file(store, &taken.file, &error));
	g_assert_no_error(error);
	g_assert_true(files_write(taken.file.fd, bytes, n, &error));
	return taken;
}

static void
drop(StoreTaken *taken)
{
	store_drop_file(&taken->file);
	g_clear_pointer(&taken->place, g_free);
}

static int
count_files(const char *folder, const char *below)
{
	g_autofree char *path = g_build_filename(folder, below, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	int n = 0;

	while (dir && g_dir_read_name(dir))
		n++;
	return n;
}

static void
expect_place(Store *store, const char *place, const char *bytes, size_t n)
{
	g_autoptr(GError) error = NULL;
	autofd fd = store_open_place(store, place, &error);
	g_autofree char *read = NULL;
	size_t n_read = 0;

	g_assert_no_error(error);
	read = files_read_fd(fd, 1 << 20, &n_read, &error);
	g_assert_cmpuint(n_read, ==, n);
	g_assert_true(read && memcmp(read, bytes, n) == 0);
	g_assert_cmpint(write(fd, "x", 1), ==, -1);
}

/* Groups of every size on both sides of the one where the flush changes. */
static void
test_take_group(void)
{
	static const int sizes[] = { 1, 2, 8, 9, 40 };
	g_autofree char *folder = story_folder();
	g_autoptr(Store) store = story_open(folder);
	int total = 0;

	for (size_t s = 0; s < G_N_ELEMENTS(sizes); s++) {
		StoreTaken group[40];
		g_autoptr(GError) error = NULL;
		char texts[40][64];

		for (int i = 0; i < sizes[s]; i++) {
			g_snprintf(texts[i], 64, "From: a\r\n\r\n信%zu-%d\r\n", s, i);
			group[i] = fill(store, texts[i], strlen(texts[i]));
		}
		g_assert_cmpint(count_files(folder, "tmp"), ==, sizes[s]);
		/* 23:30 UTC is the next day in Shanghai. */
		g_assert_true(store_take_group(store, group, (size_t)sizes[s],
					       STORY_US + 31 * STORY_HOUR_US / 2, "Asia/Shanghai",
					       &error));
		g_assert_no_error(error);
		for (int i = 0; i < sizes[s]; i++) {
			g_autofree char *sha256 = hash_hex(texts[i], strlen(texts[i]));
			g_autofree char *place = g_strconcat("letters/2026/11/24/", sha256, NULL);

			g_assert_cmpstr(group[i].sha256, ==, sha256);
			g_assert_cmpstr(group[i].place, ==, place);
			g_assert_cmpint(group[i].bytes, ==, (int64_t)strlen(texts[i]));
			g_assert_null(group[i].file.path);
			expect_place(store, place, texts[i], strlen(texts[i]));
			drop(&group[i]);
		}
		total += sizes[s];
		g_assert_cmpint(count_files(folder, "tmp"), ==, 0);
		g_assert_cmpint(count_files(folder, "letters/2026/11/24"), ==, total);
	}
	story_remove(folder);
}

static void
test_same_bytes(void)
{
	g_autofree char *folder = story_folder();
	g_autoptr(Store) store = story_open(folder);
	StoreTaken group[3] = { fill(store, "same", 4), fill(store, "same", 4),
				fill(store, "a\0b", 3) };
	g_autoptr(GError) error = NULL;

	g_assert_true(store_take_group(store, group, 3, STORY_US, NULL, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(group[0].place, ==, group[1].place);
	g_assert_cmpint(count_files(folder, "letters/2026/11/23"), ==, 2);
	expect_place(store, group[0].place, "same", 4);
	expect_place(store, group[2].place, "a\0b", 3);
	for (size_t i = 0; i < 3; i++)
		drop(&group[i]);
	story_remove(folder);
}

/* The day's folder cannot be made: nothing may be acknowledged. */
static void
test_take_fails(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *letters = g_build_filename(folder, "letters", NULL);
	g_autoptr(Store) store = story_open(folder);
	StoreTaken taken = fill(store, "a", 1);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(rmdir(letters), ==, 0);
	g_assert_true(g_file_set_contents(letters, "in the way", -1, NULL));
	g_assert_false(store_take_group(store, &taken, 1, STORY_US, NULL, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	drop(&taken);
	g_assert_cmpint(count_files(folder, "tmp"), ==, 0);
	story_remove(folder);
}

static void
test_lock(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autoptr(GError) error = NULL;
	g_autoptr(Store) store = NULL;
	pid_t child;
	char ready;
	int ends[2];

	g_assert_cmpint(pipe(ends), ==, 0);
	child = fork();
	if (child == 0) {
		Store *held = story_open(folder);

		if (held && write(ends[1], "r", 1) == 1)
			pause();
		_exit(0);
	}
	g_assert_cmpint(read(ends[0], &ready, 1), ==, 1);
	g_assert_null(store_open(folder, database, DB_WRITE, &error));
	g_assert_error(error, ERRORS, ERRORS_AGAIN);
	g_clear_error(&error);
	store = store_open(folder, database, DB_READ, &error);
	g_assert_no_error(error);
	g_clear_pointer(&store, store_close);
	/* A lock dies with its holder. */
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	store = store_open(folder, database, DB_WRITE, &error);
	g_assert_no_error(error);
	g_assert_nonnull(store);
	close(ends[0]);
	close(ends[1]);
	story_remove(folder);
}

static void
test_freeze(void)
{
	g_autofree char *folder = story_folder();
	g_autoptr(Store) store = story_open(folder);
	g_autoptr(GError) error = NULL;
	g_autofree char *place = store_freeze(store, "outbox", "bytes\0!", 7, &error);
	g_autofree char *again = store_freeze(store, "outbox", "bytes\0!", 7, &error);
	g_autofree char *sha256 = hash_hex("bytes\0!", 7);
	g_autofree char *wanted = g_strconcat("outbox/", sha256, NULL);
	int fd;

	g_assert_no_error(error);
	g_assert_cmpstr(place, ==, wanted);
	g_assert_cmpstr(again, ==, wanted);
	expect_place(store, place, "bytes\0!", 7);
	g_assert_cmpint(count_files(folder, "outbox"), ==, 1);
	store_erase_place(store, place);
	store_erase_place(store, place);
	fd = store_open_place(store, place, &error);
	g_assert_cmpint(fd, ==, -1);
	g_assert_error(error, ERRORS, ERRORS_STORE);
	g_clear_error(&error);
	g_assert_null(store_freeze(store, "nowhere", "x", 1, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	story_remove(folder);
}

static void
test_sweep(void)
{
	g_autofree char *folder = story_folder();
	g_autoptr(Store) store = story_open(folder);
	StoreTaken dead[3] = { fill(store, "a", 1), fill(store, "b", 1), fill(store, "c", 1) };
	StoreTaken kept = fill(store, "kept", 4);

	g_assert_true(store_take_group(store, &kept, 1, STORY_US, NULL, NULL));
	g_assert_cmpint(count_files(folder, "tmp"), ==, 3);
	store_sweep(store);
	g_assert_cmpint(count_files(folder, "tmp"), ==, 0);
	expect_place(store, kept.place, "kept", 4);
	for (size_t i = 0; i < 3; i++)
		drop(&dead[i]);
	drop(&kept);
	story_remove(folder);
}

static void
test_folders(void)
{
	g_autofree char *above = story_folder();
	g_autofree char *folder = g_build_filename(above, "spool", NULL);
	g_autofree char *database = story_database(folder);
	g_autoptr(GError) error = NULL;
	g_autofree char *epoch = NULL;
	struct stat facts;

	g_assert_null(store_open(folder, database, DB_READ, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
	for (int i = 0; i < 2; i++) {
		g_autoptr(Store) store = story_open(folder);

		g_assert_cmpstr(store_folder(store), ==, folder);
		g_assert_cmpuint(strlen(store_epoch(store)), ==, 9);
		if (epoch)
			g_assert_cmpstr(store_epoch(store), ==, epoch);
		g_free(epoch);
		epoch = g_strdup(store_epoch(store));
		g_assert_cmpint(store_mirrored(store), ==, -1);
		store_set_mirrored(store, 7);
		g_assert_cmpint(store_mirrored(store), ==, 7);
	}
	g_assert_cmpint(stat(folder, &facts), ==, 0);
	g_assert_cmpuint(facts.st_mode & 0777, ==, 0700);
	g_assert_cmpint(stat(database, &facts), ==, 0);
	g_assert_cmpuint(facts.st_mode & 0077, ==, 0);
	story_remove(above);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/store/take-group", test_take_group);
	g_test_add_func("/store/same-bytes", test_same_bytes);
	g_test_add_func("/store/take-fails", test_take_fails);
	g_test_add_func("/store/lock", test_lock);
	g_test_add_func("/store/freeze", test_freeze);
	g_test_add_func("/store/sweep", test_sweep);
	g_test_add_func("/store/folders", test_folders);
	return g_test_run();
}
