/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spawn — starting our own program again as a worker
 *
 * Everything that needs memory is done before fork; after it only calls that
 * are safe there are made.
 */
#include "base/jail/spawn.h"

#include "base/errors.h"
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *spawn_program = "/proc/self/exe";

static const char *const spawn_kept[] = {
	"LANG=",	  "LANGUAGE=",	   "LC_",	"TZ=",
	"CHENGBAO_",	  "LD_PRELOAD=",   "SSL_CERT_", "ASAN_OPTIONS=",
	"UBSAN_OPTIONS=", "LSAN_OPTIONS=",
};

void
spawn_set_program(const char *path)
{
	spawn_program = path;
}

static bool
spawn_keeps(const char *variable)
{
	for (size_t i = 0; i < G_N_ELEMENTS(spawn_kept); i++)
		if (g_str_has_prefix(variable, spawn_kept[i]))
			return true;
	return false;
}

/* Borrowed strings; free the array. */
static char **
spawn_environment(void)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (char **variable = environ; variable && *variable; variable++)
		if (spawn_keeps(*variable))
			g_ptr_array_add(kept, *variable);
	g_ptr_array_add(kept, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&kept), FALSE);
}

static char **
spawn_arguments(const char *const *args)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();

	g_ptr_array_add(all, (char *)"chengbao");
	g_ptr_array_add(all, (char *)"worker");
	for (; *args; args++)
		g_ptr_array_add(all, (char *)*args);
	g_ptr_array_add(all, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

static void
spawn_reset_signals(void)
{
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
spawn_close_rest(void)
{
	if (syscall(SYS_close_range, SPAWN_CHANNEL + 1, ~0u, 0) == 0)
		return;
	for (int fd = SPAWN_CHANNEL + 1; fd < 4096; fd++)
		close(fd);
}

static G_NORETURN void
spawn_child(int channel_end, int null, pid_t parent, char **args, char **environment)
{
	/* The channel may be 0-2 in a program started without them. */
	int channel = fcntl(channel_end, F_DUPFD, SPAWN_CHANNEL + 1);

	if (channel < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
	    dup2(channel, SPAWN_CHANNEL) < 0)
		_exit(127);
	spawn_close_rest();
	spawn_reset_signals();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	execve(spawn_program, args, environment);
	_exit(127);
}

bool
spawn_worker(const char *const *args, int channel_end, pid_t *ret_pid, GError **error)
{
	g_autofree char **arguments = spawn_arguments(args);
	g_autofree char **environment = spawn_environment();
	autofd null = open("/dev/null", O_RDWR | O_CLOEXEC);
	pid_t parent = getpid();
	pid_t pid;

	if (null < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot open /dev/null");
	pid = fork();
	if (pid < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot start a worker");
	if (pid == 0)
		spawn_child(channel_end, null, parent, arguments, environment);
	*ret_pid = pid;
	return true;
}
