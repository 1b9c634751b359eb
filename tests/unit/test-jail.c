/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-jail — the walls of jail.c and seccomp.c, tried from inside
 *
 * Each attempt is made by a forked child in the real jail: refused means an
 * error or the child's death by seccomp. What a worker needs is tried as well.
 */
#include "base/files.h"
#include "base/jail/channel.h"
#include "base/jail/jail.h"
#include "base/jail/landlock.h"
#include "base/jail/seccomp.h"
#include "tests/unit/escapes.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Exit codes of the child: 0 refused, 1 it got out, 2 no jail. */
static int
run_as(JailKind kind, bool (*attempt)(void))
{
	int ours, theirs, status;
	pid_t pid;

	g_assert_true(channel_pair(&ours, &theirs, NULL));
	pid = fork();
	if (pid == 0) {
		JailLevel level;

		if (!jail_enter(kind, theirs, &level, NULL))
			_exit(2);
		_exit(attempt() ? 1 : 0);
	}
	close(ours);
	close(theirs);
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGSYS ? 0 : 100 + WTERMSIG(status);
	return WEXITSTATUS(status);
}

static int
run_in_jail(bool (*attempt)(void))
{
	return run_as(JAIL_READER, attempt);
}

/* Nobody gets out, whatever his work is; nor does the one who may read a folder. */
static void
test_escapes(void)
{
	static const JailKind kinds[] = { JAIL_READER, JAIL_EXTRACTOR, JAIL_PRINTER };

	jail_let_extractor_read("/usr/share/poppler");
	for (size_t i = 0; i < G_N_ELEMENTS(escapes) * G_N_ELEMENTS(kinds); i++) {
		size_t at = i / G_N_ELEMENTS(kinds);
		int result = run_as(kinds[i % G_N_ELEMENTS(kinds)], escapes[at].attempt);

		if (result != 0)
			g_test_message("%s: %d", escapes[at].name, result);
		g_assert_cmpint(result, ==, 0);
	}
	jail_let_extractor_read(NULL);
}

static bool
read_table(void)
{
	return open("/usr/share/poppler/cMap/Adobe-GB1/GBK-EUC-H", O_RDONLY) >= 0;
}

static bool
write_table(void)
{
	return open("/usr/share/poppler/cMap/Adobe-GB1/GBK-EUC-H", O_RDWR) >= 0;
}

static bool
read_outside_by_dots(void)
{
	return open("/usr/share/poppler/../../../etc/passwd", O_RDONLY) >= 0;
}

static bool
list_folder(void)
{
	return open("/usr/share/poppler/cMap", O_RDONLY | O_DIRECTORY) >= 0;
}

/* The extractor opens files of its folder to read; where the kernel has no Landlock, none. */
static void
test_folder(void)
{
	int can = landlock_abi() > 0;

	jail_let_extractor_read("/usr/share/poppler");
	g_assert_cmpint(run_as(JAIL_EXTRACTOR, read_table), ==, can);
	g_assert_cmpint(run_as(JAIL_EXTRACTOR, write_table), ==, 0);
	g_assert_cmpint(run_as(JAIL_EXTRACTOR, read_outside_by_dots), ==, 0);
	g_assert_cmpint(run_as(JAIL_EXTRACTOR, list_folder), ==, 0);
	g_assert_cmpint(run_as(JAIL_READER, read_table), ==, 0);
	g_assert_cmpint(run_as(JAIL_PRINTER, read_table), ==, 0);
	jail_let_extractor_read(NULL);
	g_assert_cmpint(run_as(JAIL_EXTRACTOR, read_table), ==, 0);
}

static bool
use_what_is_allowed(void)
{
	g_autoptr(json_t) record = json_pack("{s:s}", "text", "在里面");
	char *much = g_malloc(8 << 20);
	int fd = files_sealed("inside", "内容", 6, NULL);
	bool good = fd >= 0 && getpid() > 1;

	memset(much, 1, 8 << 20);
	g_free(much);
	good &= channel_send(JAIL_CHANNEL, record, fd, -1, NULL);
	/* Output goes nowhere, but harms nobody. */
	return good && write(STDOUT_FILENO, "x", 1) == 1;
}

static bool
child_talks(int channel)
{
	JailLevel level;

	return jail_enter(JAIL_READER, channel, &level, NULL) && use_what_is_allowed();
}

static void
test_allowed(void)
{
	static const RecordField table[] = { { .name = "text", .type = RECORD_TEXT, .max = 100 },
					     { .name = NULL } };
	g_autoptr(json_t) record = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	int ours, theirs, fds[2], status;
	size_t n;
	pid_t pid;

	g_assert_true(channel_pair(&ours, &theirs, NULL));
	pid = fork();
	if (pid == 0)
		_exit(child_talks(theirs) ? 0 : 1);
	close(theirs);
	g_assert_true(channel_receive(ours, table, &record, fds, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(record_string(record, "text"), ==, "在里面");
	text = files_read_fd(fds[0], 100, &n, NULL);
	g_assert_cmpstr(text, ==, "内容");
	waitpid(pid, &status, 0);
	g_assert_cmpint(status, ==, 0);
	close(fds[0]);
	close(ours);
}

static bool
try_memory(void)
{
	for (int i = 0; i < 64; i++) {
		char *piece = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE,
				   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		if (piece == MAP_FAILED)
			return false;
	}
	return true;
}

static void
test_memory(void)
{
	JailLevel level = { 0 };
	int result;

	(void)level;
#if defined(__SANITIZE_ADDRESS__)
	g_test_skip("a sanitizer build has no limit of address space; the parent watches");
	return;
#endif
	result = run_in_jail(try_memory);
	g_assert_cmpint(result, ==, 0);
}

static void
test_level(void)
{
	static const struct {
		JailLevel level;
		const char *text;
	} cases[] = {
		{ { true, 7, true, true }, "user+landlock7+seccomp" },
		{ { false, 2, true, true }, "landlock2+seccomp" },
		{ { false, 0, true, true }, "seccomp" },
		{ { false, 0, false, false }, "none" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = jail_level_text(cases[i].level);

		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

static void
test_seccomp_alone(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(seccomp_enter(false, NULL) && open("/etc/passwd", O_RDONLY) < 0 ? 0 : 1);
	waitpid(pid, &status, 0);
	g_assert_cmpint(status, ==, 0);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	outside = getpid();
	g_test_add_func("/jail/escapes", test_escapes);
	g_test_add_func("/jail/folder", test_folder);
	g_test_add_func("/jail/allowed", test_allowed);
	g_test_add_func("/jail/memory", test_memory);
	g_test_add_func("/jail/level", test_level);
	g_test_add_func("/jail/seccomp", test_seccomp_alone);
	return g_test_run();
}
