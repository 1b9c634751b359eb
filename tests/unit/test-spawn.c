/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-spawn — a worker begins with its channel and a clean house
 *
 * The test is its own worker: `test-spawn worker …` reports what it sees.
 */
#include "base/jail/channel.h"
#include "base/jail/spawn.h"

#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const RecordField report[] = {
	{ .name = "args", .type = RECORD_TEXTS, .max = 10 },
	{ .name = "kept", .type = RECORD_TEXT, .optional = true, .max = 100 },
	{ .name = "secret", .type = RECORD_TEXT, .optional = true, .max = 100 },
	{ .name = "fds", .type = RECORD_INTEGER },
	{ .name = NULL },
};

static int
count_fds(void)
{
	int n = 0;

	for (int fd = 0; fd < 200; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static int
worker(int argc, char **argv)
{
	g_autoptr(json_t) record = json_object();
	json_t *args = json_array();

	for (int i = 1; i < argc; i++)
		json_array_append_new(args, json_string(argv[i]));
	json_object_set_new(record, "args", args);
	record_set_string(record, "kept", getenv("CHENGBAO_KEPT"));
	record_set_string(record, "secret", getenv("MAIL_PASSWORD"));
	record_set_integer(record, "fds", count_fds());
	return channel_send(SPAWN_CHANNEL, record, -1, -1, NULL) ? 0 : 1;
}

static void
test_worker(void)
{
	const char *args[] = { "reading", "/一个 办公室", NULL };
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) record = NULL;
	const json_t *seen;
	int ours, theirs, fds[2], status, leak = open("/dev/null", O_RDONLY);
	pid_t pid;

	setenv("CHENGBAO_KEPT", "留下", 1);
	setenv("MAIL_PASSWORD", "secret", 1);
	g_assert_true(channel_pair(&ours, &theirs, NULL));
	g_assert_true(spawn_worker(args, theirs, &pid, &error));
	g_assert_no_error(error);
	close(theirs);
	g_assert_true(channel_receive(ours, report, &record, fds, &error));
	g_assert_no_error(error);
	seen = record_member(record, "args");
	g_assert_cmpstr(json_string_value(json_array_get(seen, 0)), ==, "worker");
	g_assert_cmpstr(json_string_value(json_array_get(seen, 1)), ==, "reading");
	g_assert_cmpstr(json_string_value(json_array_get(seen, 2)), ==, "/一个 办公室");
	g_assert_cmpstr(record_string(record, "kept"), ==, "留下");
	g_assert_null(record_string(record, "secret"));
	g_assert_cmpint(record_integer(record, "fds"), ==, 4);
	waitpid(pid, &status, 0);
	g_assert_cmpint(status, ==, 0);
	close(leak);
	close(ours);
}

static void
test_no_program(void)
{
	const char *args[] = { "reading", NULL };
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) record = NULL;
	int ours, theirs, fds[2];
	pid_t pid;

	spawn_set_program("/nonexistent/chengbao");
	g_assert_true(channel_pair(&ours, &theirs, NULL));
	g_assert_true(spawn_worker(args, theirs, &pid, &error));
	close(theirs);
	g_assert_true(channel_receive(ours, report, &record, fds, &error));
	g_assert_null(record);
	waitpid(pid, NULL, 0);
	close(ours);
	spawn_set_program("/proc/self/exe");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	if (argc > 1 && strcmp(argv[1], "worker") == 0)
		return worker(argc, argv);
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/spawn/worker", test_worker);
	g_test_add_func("/spawn/no-program", test_no_program);
	return g_test_run();
}
