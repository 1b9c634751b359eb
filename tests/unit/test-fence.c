/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-fence — the fence of fence.c with landlock.c and confine.c, tried from inside
 *
 * Each attempt is made by a forked child behind the fence; its exit code is the
 * errno it met. An office lies in a folder of its own: spool/, drop/, secrets/.
 */
#include "base/files.h"
#include "base/jail/fence.h"
#include "base/jail/landlock.h"
#include "base/wire/maildir.h"
#include "pipeline/confine.h"
#include "folder.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *dir;
static int handed; /* opened by the "desk" before the fence */

static char *
in(const char *name)
{
	return g_build_filename(dir, name, NULL);
}

static int
try_at(const char *name, int flags)
{
	g_autofree char *path = in(name);
	autofd fd = open(path, flags | O_CLOEXEC, 0600);

	return fd < 0 ? errno : 0;
}

static int
try_read_allowed(void)
{
	return try_at("secrets/imap", O_RDONLY);
}

static int
try_write_read_only(void)
{
	return try_at("secrets/imap", O_WRONLY);
}

static int
try_other_secret(void)
{
	return try_at("secrets/smtp", O_RDONLY);
}

static int
try_database(void)
{
	return try_at("spool/desk.db", O_RDONLY);
}

static int
try_make_in_spool(void)
{
	return try_at("spool/new", O_WRONLY | O_CREAT);
}

static int
try_list_spool(void)
{
	return try_at("spool", O_RDONLY | O_DIRECTORY);
}

static int
try_deliver(void)
{
	g_autofree char *drop = in("drop");
	g_autofree char *moved = in("moved");

	return maildir_deliver(drop, "1.a", handed, NULL, NULL) &&
			       maildir_keep(drop, "1.a", NULL, "S", NULL) &&
			       maildir_deliver(drop, "2.a", handed, NULL, NULL) &&
			       maildir_keep(drop, "2.a", moved, "", NULL) &&
			       maildir_deliver(drop, "3.a", handed, NULL, NULL) &&
			       maildir_remove(drop, "3.a", NULL)
		       ? 0
		       : errno;
}

static int
try_rename_out(void)
{
	g_autofree char *from = in("drop/new/0.a");
	g_autofree char *to = in("spool/0.a");

	return rename(from, to) < 0 ? errno : 0;
}

static int
try_exec(void)
{
	execl("/bin/true", "true", NULL);
	return errno;
}

static int
try_handed_file(void)
{
	return pwrite(handed, "x", 1, 0) == 1 && ftruncate(handed, 9) == 0 ? 0 : errno;
}

static int
try_memory_file(void)
{
	autofd fd = files_sealed("record", "x", 1, NULL);

	return fd < 0 ? errno : 0;
}

static int
try_system(void)
{
	autofd null = open("/dev/null", O_RDWR | O_CLOEXEC);
	autofd hosts = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
	autofd self = open("/proc/self/status", O_RDONLY | O_CLOEXEC);

	return null < 0 || hosts < 0 || self < 0 ? errno : 0;
}

static int
try_names(void)
{
	struct addrinfo *found = NULL;
	int code = getaddrinfo("localhost", "25", NULL, &found);

	if (code == 0)
		freeaddrinfo(found);
	return code == 0 ? 0 : ENOENT;
}

/* Nobody answers at the discard port, but it is not the fence that says so. */
static int
try_connect(void)
{
	autofd fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(9) };

	there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (connect(fd, (struct sockaddr *)&there, sizeof there) < 0 && errno == ECONNREFUSED)
		return 0;
	return errno;
}

static int
try_state_stands(void)
{
	return fence_state() == FENCE_STANDS ? 0 : ESTALE;
}

static int
try_rename_maildir(void)
{
	g_autofree char *drop = in("drop");
	g_autofree char *other = in("other");

	return rename(drop, other) < 0 ? errno : 0;
}

static const struct {
	const char *name;
	int (*attempt)(void);
	int expected;
} attempts[] = {
	{ "read what is allowed", try_read_allowed, 0 },
	{ "write what may be read", try_write_read_only, EACCES },
	{ "read the secret beside it", try_other_secret, EACCES },
	{ "open the database", try_database, EACCES },
	{ "make a file in the spool", try_make_in_spool, EACCES },
	{ "list the spool", try_list_spool, EACCES },
	{ "a Maildir's whole work", try_deliver, 0 },
	{ "rename a letter into the spool", try_rename_out, EACCES },
	{ "rename the Maildir itself", try_rename_maildir, EACCES },
	{ "execute", try_exec, EACCES },
	{ "a descriptor handed over", try_handed_file, 0 },
	{ "a memory file", try_memory_file, 0 },
	{ "the system's own files", try_system, 0 },
	{ "names of hosts", try_names, 0 },
	{ "connect", try_connect, 0 },
	{ "nothing has moved", try_state_stands, 0 },
};

static json_t *
start_of(void)
{
	g_autofree char *spool = in("spool");

	return json_pack("{s:s, s:s, s:[s]}", "directory", dir, "password", "file:secrets/imap",
			 "closed", spool);
}

/* The exit code of a child: that of `attempt` behind the fence of these Maildirs. */
static int
fenced(const char *const *maildirs, int (*attempt)(void))
{
	g_autoptr(json_t) start = start_of();
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit(confine(start, NULL, maildirs, NULL) ? attempt() : 255);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 256;
}

static bool
can_fence(void)
{
	if (landlock_abi() >= LANDLOCK_ABI_REFER)
		return true;
	g_test_skip("SKIP: this kernel has no Landlock that can do it");
	return false;
}

static void
test_attempts(void)
{
	static const char *const maildirs[] = { "drop", "moved", NULL };

	if (!can_fence())
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++) {
		g_test_message("%s", attempts[i].name);
		g_assert_cmpint(fenced(maildirs, attempts[i].attempt), ==, attempts[i].expected);
	}
}

/* The resolver needs nothing but the system's own and the network. */
static const struct {
	const char *name;
	int (*attempt)(void);
	int expected;
} resolver_attempts[] = {
	{ "read a secret", try_other_secret, EACCES },
	{ "read the one that others may", try_read_allowed, EACCES },
	{ "open the database", try_database, EACCES },
	{ "list the spool", try_list_spool, EACCES },
	{ "make a file in the spool", try_make_in_spool, EACCES },
	{ "execute", try_exec, EACCES },
	{ "the system's own files", try_system, 0 },
	{ "names of hosts", try_names, 0 },
	{ "connect", try_connect, 0 },
};

static void
test_resolver(void)
{
	g_autofree char *spool = in("spool");
	static const char *const nothing[] = { NULL };

	for (size_t i = 0; i < G_N_ELEMENTS(resolver_attempts) && can_fence(); i++) {
		g_autoptr(json_t) start =
			json_pack("{s:s, s:[s]}", "directory", dir, "closed", spool);
		int status = 0;
		pid_t pid = fork();

		if (pid == 0)
			_exit(confine(start, NULL, nothing, NULL) ? resolver_attempts[i].attempt()
								  : 255);
		waitpid(pid, &status, 0);
		g_test_message("%s", resolver_attempts[i].name);
		g_assert_cmpint(WIFEXITED(status) ? WEXITSTATUS(status) : 256, ==,
				resolver_attempts[i].expected);
	}
}

/* Told by the child's end of a pipe: 's', 'g', 'm' after each change outside. */
static void
watch_state(int ask, int say)
{
	char byte;

	while (read(ask, &byte, 1) == 1) {
		byte = "sgm"[fence_state()];
		if (write(say, &byte, 1) != 1)
			return;
	}
}

static char
state_now(int ask, int hear)
{
	char byte = '?';

	g_assert_cmpint(write(ask, "?", 1), ==, 1);
	g_assert_cmpint(read(hear, &byte, 1), ==, 1);
	return byte;
}

static void
test_state(void)
{
	static const char *const maildirs[] = { "drop", NULL };
	g_autoptr(json_t) start = start_of();
	g_autofree char *drop = in("drop");
	g_autofree char *other = in("other");
	g_autofree char *third = in("third");
	g_autofree char *secret = in("secrets/imap");
	int ask[2], say[2];
	pid_t pid;

	if (!can_fence())
		return;
	g_assert_true(pipe(ask) == 0 && pipe(say) == 0);
	g_unlink(secret);
	pid = fork();
	if (pid == 0) {
		close(ask[1]);
		if (confine(start, NULL, maildirs, NULL))
			watch_state(ask[0], say[1]);
		_exit(0);
	}
	close(say[1]);
	g_assert_cmpint(state_now(ask[1], say[0]), ==, 's');
	g_rename(drop, other);
	g_assert_cmpint(state_now(ask[1], say[0]), ==, 'g');
	g_assert_true(maildir_make(drop, NULL));
	g_assert_cmpint(state_now(ask[1], say[0]), ==, 'm');
	g_rename(drop, third);
	g_rename(other, drop);
	g_assert_cmpint(state_now(ask[1], say[0]), ==, 's');
	/* A password that was missing comes. */
	g_assert_true(files_replace(secret, "p\n", 2, NULL));
	g_assert_cmpint(state_now(ask[1], say[0]), ==, 'm');
	close(ask[1]);
	waitpid(pid, NULL, 0);
	close(ask[0]);
	close(say[0]);
	g_assert_cmpint(fenced(maildirs, try_state_stands), ==, 0);
}

/* Where the paths would open the spool there is no fence: the worker goes on. */
static const struct {
	const char *maildir;
	int database;
} opened[] = {
	{ "drop", EACCES },
	{ "missing", EACCES },	   /* it is made */
	{ "deep/er/drop", 0 },	   /* it cannot be made: the office's folder is the nearest */
	{ ".", 0 },		   /* the office itself */
	{ "away/er/drop", EACCES } /* the nearest folder is not the spool's */
};

static void
test_opened(void)
{
	if (!can_fence())
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(opened); i++) {
		const char *const maildirs[] = { opened[i].maildir, NULL };

		g_test_message("%s", opened[i].maildir);
		g_assert_cmpint(fenced(maildirs, try_database), ==, opened[i].database);
	}
}

static void
test_opens(void)
{
	static const FencePath paths[] = { { "/srv/office", FENCE_READ },
					   { "/srv/office2/drop", FENCE_WRITE },
					   { NULL, FENCE_READ } };

	g_assert_cmpstr(fence_opens(paths, "/srv/office/spool"), ==, "/srv/office");
	g_assert_cmpstr(fence_opens(paths, "/srv/office"), ==, "/srv/office");
	g_assert_null(fence_opens(paths, "/srv/office2/spool"));
	g_assert_null(fence_opens(paths, "/srv/office2"));
	g_assert_cmpstr(fence_opens(paths, "/etc/office/spool"), ==, "/etc");
	g_assert_cmpint(fence_state(), ==, FENCE_STANDS);
}

static void
make_office(void)
{
	static const char *const files[] = { "secrets/imap", "secrets/smtp", "spool/desk.db" };
	static const char *const dirs[] = { "secrets", "spool", "away" };
	static const char *const maildirs[] = { "drop", "moved" };
	g_autofree char *letter = in("drop/new/0.a");
	g_autofree char *taken = in("spool/letter");

	for (size_t i = 0; i < G_N_ELEMENTS(dirs); i++) {
		g_autofree char *path = in(dirs[i]);

		g_assert_true(files_make_dir(path, NULL));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(maildirs); i++) {
		g_autofree char *path = in(maildirs[i]);

		g_assert_true(maildir_make(path, NULL));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = in(files[i]);

		g_assert_true(files_replace(path, "x\n", 2, NULL));
	}
	g_assert_true(files_replace(letter, "x\n", 2, NULL));
	handed = open(taken, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	g_assert_true(files_write(handed, "Subject: a\n\n", 12, NULL));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = folder_new("fence");
	make_office();
	g_test_add_func("/fence/opens", test_opens);
	g_test_add_func("/fence/attempts", test_attempts);
	g_test_add_func("/fence/resolver", test_resolver);
	g_test_add_func("/fence/opened", test_opened);
	g_test_add_func("/fence/state", test_state);
	return folder_run(dir);
}
