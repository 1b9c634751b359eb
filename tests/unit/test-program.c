/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-program — a foreign program begins with nothing of ours and ends whole
 */
#include "base/jail/program.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *folder;

/* A script of its own in the folder. Yours. */
static char *
script(const char *text)
{
	char *path = g_build_filename(folder, "program", NULL);
	g_autofree char *whole = g_strdup_printf("#!/bin/sh\ncd %s || exit 9\n%s\n", folder, text);

	unlink(path);
	g_assert_true(g_file_set_contents(path, whole, -1, NULL));
	g_assert_cmpint(g_chmod(path, 0700), ==, 0);
	return path;
}

/* Runs it to its end; what program_end says. Yours. */
static char *
run(const char *path, const char *const *args)
{
	g_autoptr(GError) error = NULL;
	Program program = { 0, -1 };
	struct pollfd ended;

	g_assert_true(program_start(path, args, &program, &error));
	g_assert_no_error(error);
	ended = (struct pollfd){ .fd = program.fd, .events = POLLIN };
	g_assert_cmpint(poll(&ended, 1, 20000), ==, 1);
	return program_end(&program);
}

static char *
read_file(const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	char *text = NULL;

	g_file_get_contents(path, &text, NULL, NULL);
	unlink(path);
	return text ? text : g_strdup("");
}

static void
test_clean(void)
{
	g_autofree char *path =
		script("printf '%s|' \"$@\" >args; cat /proc/$$/environ >env\n"
		       "ls /proc/$$/fd >fds; cat >input\n"
		       "cut -d' ' -f6 /proc/$$/stat >sid; echo $$ >pid; ulimit -c >core");
	const char *args[] = { "12", "农业 局; rm -rf /; $(id) `id`", "", NULL };
	int null = open("/dev/null", O_RDONLY), leak = fcntl(null, F_DUPFD, 100);
	g_autofree char *why = NULL;
	static const struct {
		const char *file, *text;
	} seen[] = {
		{ "args", "12|农业 局; rm -rf /; $(id) `id`||" },
		{ "env", "" },
		{ "input", "" },
		{ "core", "0\n" },
	};

	setenv("MAIL_PASSWORD", "secret", 1);
	why = run(path, args);
	close(null);
	close(leak);
	g_assert_cmpstr(why, ==, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(seen); i++) {
		g_autofree char *text = read_file(seen[i].file);

		g_test_message("%s", seen[i].file);
		g_assert_cmpstr(text, ==, seen[i].text);
	}
	{
		g_autofree char *fds = read_file("fds"), *sid = read_file("sid"),
				*pid = read_file("pid");

		/* 0, 1, 2 and what the shell opens itself, from 10 on; nothing of ours. */
		g_assert_null(strstr(fds, "\n3\n"));
		g_assert_cmpint(leak, >=, 100);
		g_assert_null(strstr(fds, "100"));
		g_assert_cmpstr(sid, ==, pid);
	}
}

static void
test_ends(void)
{
	static const struct {
		const char *text, *why;
	} table[] = {
		{ "exit 0", NULL },
		{ "exit 3", "it ended with exit 3" },
		{ "kill -TERM $$", "it was ended by signal 15" },
		{ "ulimit -t 1; while :; do :; done", "it was ended by signal 9" },
	};
	const char *none[] = { NULL };

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *path = script(table[i].text);
		g_autofree char *why = run(path, none);

		g_test_message("%s", table[i].text);
		g_assert_cmpstr(why, ==, table[i].why);
	}
	{
		g_autofree char *path = g_build_filename(folder, "nowhere", NULL);
		g_autofree char *why = run(path, none);

		g_assert_cmpstr(why, ==, "it cannot be executed (exit 127)");
	}
}

/* One that does not end is ended, with its children. */
static void
test_killed(void)
{
	g_autofree char *path = script("sleep 300 & echo $! >child; sleep 300");
	const char *none[] = { NULL };
	g_autoptr(GError) error = NULL;
	Program program = { 0, -1 };
	g_autofree char *child = NULL, *why = NULL, *proc = NULL;

	g_assert_true(program_start(path, none, &program, &error));
	g_assert_no_error(error);
	for (int i = 0; i < 1000 && (!child || !*child); i++) {
		g_free(child);
		g_usleep(20000);
		child = read_file("child");
	}
	why = program_end(&program);
	g_assert_cmpstr(why, ==, "it did not end");
	g_assert_cmpint(program.pid, ==, 0);
	g_assert_cmpint(program.fd, ==, -1);
	proc = g_strdup_printf("/proc/%s/fd/0", g_strstrip(child));
	for (int i = 0; i < 1000 && g_file_test(proc, G_FILE_TEST_EXISTS); i++)
		g_usleep(20000);
	g_assert_false(g_file_test(proc, G_FILE_TEST_EXISTS));
}

int
main(int argc, char **argv)
{
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	folder = g_dir_make_tmp("chengbao-program-XXXXXX", NULL);
	g_test_add_func("/program/clean", test_clean);
	g_test_add_func("/program/ends", test_ends);
	g_test_add_func("/program/killed", test_killed);
	failed = g_test_run();
	{
		g_autofree char *path = g_build_filename(folder, "program", NULL);

		unlink(path);
		rmdir(folder);
	}
	return failed;
}
