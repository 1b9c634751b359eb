/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-files — whole reads and writes, sealed memory, replacing a file
 */
#include "base/errors.h"
#include "base/files.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder;

static char *
at(const char *name)
{
	return g_build_filename(folder, name, NULL);
}

static void
test_descriptors(void)
{
	int kept = -1, number;

	{
		autofd fd = open("/dev/null", O_RDONLY);

		number = fd;
		g_assert_cmpint(fcntl(number, F_GETFD), >=, 0);
	}
	g_assert_cmpint(fcntl(number, F_GETFD), ==, -1);
	{
		autofd fd = open("/dev/null", O_RDONLY);

		kept = files_steal(&fd);
		g_assert_cmpint(fd, ==, -1);
	}
	g_assert_cmpint(fcntl(kept, F_GETFD), >=, 0);
	files_close(&kept);
	files_close(&kept);
	g_assert_cmpint(kept, ==, -1);
}

static void
test_read(void)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 300000 };
	g_autofree char *path = at("read");
	g_autofree char *bytes = g_malloc(300000);
	g_autoptr(GError) error = NULL;
	size_t n = 99;

	for (size_t i = 0; i < 300000; i++)
		bytes[i] = (char)(i * 7);
	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		g_autofree char *back = NULL;

		g_assert_true(g_file_set_contents(path, bytes, (gssize)sizes[i], NULL));
		back = files_read_path(path, sizes[i], &n, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(n, ==, sizes[i]);
		g_assert_true(memcmp(back, bytes, n) == 0 && back[n] == '\0');
	}
	n = 99;
	g_assert_null(files_read_path(path, 299999, &n, &error));
	g_assert_error(error, ERRORS, ERRORS_CONFIG);
	g_assert_true(g_str_has_prefix(error->message, path));
	g_assert_true(strstr(error->message, ":1:1: longer than 299999 bytes") != NULL);
	g_assert_cmpuint(n, ==, 99);
	g_clear_error(&error);
	unlink(path);
	g_assert_null(files_read_path(path, 9, &n, &error));
	g_assert_error(error, ERRORS, ERRORS_CONFIG);
	g_assert_true(strstr(error->message, ":1:1: cannot open: No such file") != NULL);
	g_clear_error(&error);
	g_assert_null(files_read_fd(-1, 9, &n, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
}

static void
test_sealed(void)
{
	g_autoptr(GError) error = NULL;
	autofd fd = files_sealed("t", "信\0件", 7, &error);
	g_autofree char *back = NULL;
	size_t n = 0;

	g_assert_no_error(error);
	back = files_read_fd(fd, 7, &n, &error);
	g_assert_cmpuint(n, ==, 7);
	g_assert_true(back && memcmp(back, "信\0件", 7) == 0);
	g_assert_cmpint(pwrite(fd, "x", 1, 0), ==, -1);
	g_assert_cmpint(ftruncate(fd, 1), ==, -1);
	g_assert_cmpint(ftruncate(fd, 99), ==, -1);
	g_assert_cmpint(fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL), ==, -1);
	g_assert_true(mmap(NULL, 7, PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED);
}

static void
test_replace(void)
{
	g_autofree char *path = at("replaced");
	g_autofree char *missing = at("gone/replaced");
	g_autofree char *is_folder = at("in-the-way");
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) dir = NULL;
	struct stat facts;
	const char *name;

	g_assert_true(files_replace(path, "eins", 4, &error));
	g_assert_true(files_replace(path, "zwei!", 5, &error));
	g_assert_no_error(error);
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "zwei!");
	g_assert_cmpint(stat(path, &facts), ==, 0);
	g_assert_cmpuint(facts.st_mode & 0777, ==, 0600);
	g_assert_false(files_replace(missing, "x", 1, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	g_clear_error(&error);
	g_assert_true(files_make_dir(is_folder, NULL));
	g_assert_false(files_replace(is_folder, "x", 1, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	/* What failed leaves nothing beside. */
	dir = g_dir_open(folder, 0, NULL);
	while ((name = g_dir_read_name(dir)))
		g_assert_false(g_str_has_suffix(name, ".new"));
}

/* A file that may grow to 1000 octets only stands for a full disk. */
static void
test_full(void)
{
	g_autofree char *path = at("full");
	pid_t child = fork();
	int status = -1;

	if (child == 0) {
		struct rlimit limit = { 1000, 1000 };
		g_autofree char *bytes = g_malloc0(5000);
		g_autoptr(GError) error = NULL;

		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(files_replace(path, bytes, 5000, &error)	      ? 1
		      : !g_error_matches(error, ERRORS, ERRORS_STORE) ? 2
		      : g_file_test(path, G_FILE_TEST_EXISTS)	      ? 3
								      : 0);
	}
	waitpid(child, &status, 0);
	g_assert_cmpint(status, ==, 0);
}

static void
test_dirs(void)
{
	g_autofree char *path = at("made");
	g_autofree char *deep = at("no/such");
	g_autoptr(GError) error = NULL;
	struct stat facts;

	g_assert_true(files_make_dir(path, &error));
	g_assert_true(files_make_dir(path, &error));
	g_assert_no_error(error);
	g_assert_cmpint(stat(path, &facts), ==, 0);
	g_assert_cmpuint(facts.st_mode & 0777, ==, 0700);
	g_assert_true(files_flush_dir(path, &error));
	g_assert_false(files_make_dir(deep, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	g_clear_error(&error);
	g_assert_false(files_flush_dir(deep, &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	folder = folder_new("files");
	g_test_add_func("/files/descriptors", test_descriptors);
	g_test_add_func("/files/read", test_read);
	g_test_add_func("/files/sealed", test_sealed);
	g_test_add_func("/files/replace", test_replace);
	g_test_add_func("/files/full", test_full);
	g_test_add_func("/files/dirs", test_dirs);
	return folder_run(folder);
}
