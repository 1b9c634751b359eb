/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/maildir.c.
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/wire/maildir.h"
#include "folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char *dir;

static int
bytes_fd(const char *bytes)
{
	int fd = memfd_create("letter", MFD_CLOEXEC);

	g_assert_true(files_write(fd, bytes, strlen(bytes), NULL));
	return fd;
}

static char *
path_of(const char *place, const char *name)
{
	return g_build_filename(dir, place, name, NULL);
}

static void
test_deliver_once(void)
{
	g_autofree char *fresh = path_of("new", "7.1.chengbao");
	g_autofree char *seen = path_of("cur", "7.1.chengbao:2,RS");
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	autofd fd = bytes_fd("Subject: a\r\n\r\n期\r\n");
	autofd other = bytes_fd("other bytes under the same name");
	size_t n_bytes;
	bool again = true;

	g_assert_true(maildir_deliver(dir, "7.1.chengbao", fd, &again, &error));
	g_assert_no_error(error);
	g_assert_false(again);
	g_assert_true(maildir_deliver(dir, "7.1.chengbao", other, &again, &error));
	g_assert_true(again);
	bytes = files_read_path(fresh, 1000, &n_bytes, NULL);
	g_assert_cmpstr(bytes, ==, "Subject: a\r\n\r\n期\r\n");
	/* Read by somebody: it was delivered all the same. */
	g_assert_cmpint(rename(fresh, seen), ==, 0);
	g_assert_true(maildir_deliver(dir, "7.1.chengbao", fd, &again, &error));
	g_assert_true(again);
	g_assert_false(g_file_test(fresh, G_FILE_TEST_EXISTS));
	/* 7.1 is not 7.10. */
	g_assert_true(maildir_deliver(dir, "7.1", fd, &again, &error));
	g_assert_false(again);
	g_assert_true(maildir_remove(dir, "7.1", &error));
	g_unlink(seen);
}

static void
test_bad_names(void)
{
	static const char *const names[] = { "", ".", "..", "../x", "a/b", ".hidden" };
	autofd fd = bytes_fd("x");

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_assert_false(maildir_deliver(dir, names[i], fd, NULL, NULL));
		g_assert_false(maildir_remove(dir, names[i], NULL));
		g_assert_false(maildir_keep(dir, names[i], NULL, "", NULL));
		g_assert_cmpint(maildir_open(dir, MAILDIR_NEW, names[i], NULL), ==, -1);
	}
}

static void
put(const char *name, time_t second)
{
	autofd fd = bytes_fd(name);
	g_autofree char *path = path_of("new", name);
	struct timespec times[2] = { { second, 0 }, { second, 0 } };

	g_assert_true(maildir_deliver(dir, name, fd, NULL, NULL));
	g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static void
test_list(void)
{
	static const char *const wanted[] = { "z", "a", "b", "c" };
	g_autofree char *link = path_of("new", "link");
	g_autofree char *sub = path_of("new", "sub");
	g_autofree char *pipe = path_of("new", "pipe");
	g_autoptr(GPtrArray) entries = NULL;
	g_autoptr(GError) error = NULL;

	put("b", 200);
	put("a", 200);
	put("c", 300);
	put("z", 100);
	g_assert_cmpint(symlink("/etc/passwd", link), ==, 0);
	g_assert_cmpint(mkdir(sub, 0700), ==, 0);
	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	g_assert_true(maildir_list(dir, true, 100, &entries, &error));
	g_assert_cmpuint(entries->len, ==, 4);
	for (guint i = 0; i < MIN(entries->len, 4); i++) {
		const MaildirEntry *entry = g_ptr_array_index(entries, i);

		g_assert_cmpstr(entry->name, ==, wanted[i]);
		g_assert_cmpuint(entry->n_bytes, ==, 1);
	}
	g_assert_cmpint(maildir_open(dir, MAILDIR_NEW, "link", &error), ==, -1);
	g_assert_error(error, ERRORS, ERRORS_MAIL);
	g_clear_error(&error);
	g_assert_cmpint(maildir_open(dir, MAILDIR_NEW, "pipe", &error), ==, -1);
	g_assert_error(error, ERRORS, ERRORS_MAIL);
	g_clear_error(&error);
	g_assert_cmpint(maildir_open(dir, MAILDIR_NEW, "gone", &error), ==, -1);
	g_assert_error(error, ERRORS, ERRORS_AGAIN);
	g_clear_pointer(&entries, g_ptr_array_unref);
	g_assert_true(maildir_list(dir, false, 2, &entries, NULL));
	g_assert_cmpuint(entries->len, ==, 2);
}

static void
test_keep(void)
{
	g_autofree char *kept = path_of("cur", "a:2,S");
	g_autoptr(GPtrArray) entries = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(maildir_keep(dir, "a", NULL, "S", &error));
	g_assert_no_error(error);
	g_assert_true(g_file_test(kept, G_FILE_TEST_EXISTS));
	g_assert_true(maildir_keep(dir, "a", NULL, "S", &error)); /* once more: done */
	put("d", 50);
	g_assert_true(maildir_keep(dir, "d", NULL, "", &error));
	put("e", 50);
	g_assert_true(maildir_list(dir, true, 100, &entries, NULL));
	g_assert_cmpuint(entries->len, ==, 6);
	g_assert_true(maildir_remove(dir, "e", &error));
	g_assert_true(maildir_remove(dir, "e", &error));
}

static void
test_missing(void)
{
	g_autoptr(GPtrArray) entries = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(maildir_is(dir));
	g_assert_false(maildir_is("/nowhere"));
	g_assert_false(maildir_list("/nowhere", false, 10, &entries, &error));
	g_assert_error(error, ERRORS, ERRORS_AGAIN);
	g_assert_null(entries);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = folder_new("maildir");
	g_assert_true(maildir_make(dir, NULL));
	g_test_add_func("/maildir/1 deliver once", test_deliver_once);
	g_test_add_func("/maildir/2 bad names", test_bad_names);
	g_test_add_func("/maildir/3 list", test_list);
	g_test_add_func("/maildir/4 keep", test_keep);
	g_test_add_func("/maildir/5 missing", test_missing);
	return folder_run(dir);
}
