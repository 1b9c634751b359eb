/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * program — a foreign program, run beside us
 *
 * Everything that needs memory is done before fork; after it only calls that are
 * safe there are made.
 */
#include "base/jail/program.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM_NOT_EXECUTED 127

static bool
program_limit(void)
{
	static const struct {
		int resource;
		rlim_t most;
	} limits[] = {
		{ RLIMIT_CPU, PROGRAM_CPU_S },
		{ RLIMIT_AS, PROGRAM_MEMORY_BYTES },
		{ RLIMIT_FSIZE, PROGRAM_FILE_BYTES },
		{ RLIMIT_NOFILE, PROGRAM_FILES },
		{ RLIMIT_CORE, 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
		struct rlimit limit = { limits[i].most, limits[i].most };

		if (setrlimit((__rlimit_resource_t)limits[i].resource, &limit) < 0)
			return false;
	}
	return true;
}

static void
program_reset_signals(void)
{
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static G_NORETURN void
program_child(const char *path, char **args, int null, pid_t parent)
{
	char *nothing[] = { NULL };

	if (setsid() < 0 || chdir("/") < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
		_exit(PROGRAM_NOT_EXECUTED);
	if (syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, 0) != 0)
		for (int fd = STDERR_FILENO + 1; fd < 4096; fd++)
			close(fd);
	program_reset_signals();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || !program_limit())
		_exit(PROGRAM_NOT_EXECUTED);
	execve(path, args, nothing);
	_exit(PROGRAM_NOT_EXECUTED);
}

bool
program_start(const char *path, const char *const *args, Program *ret_program, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	autofd null = open("/dev/null", O_RDWR | O_CLOEXEC);
	pid_t parent = getpid();
	Program program;

	g_ptr_array_add(all, (char *)path);
	for (; *args; args++)
		g_ptr_array_add(all, (char *)*args);
	g_ptr_array_add(all, NULL);
	if (null < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot open /dev/null");
	program.pid = fork();
	if (program.pid < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot start %s", path);
	if (program.pid == 0)
		program_child(path, (char **)all->pdata, null, parent);
	program.fd = (int)syscall(SYS_pidfd_open, program.pid, 0);
	if (program.fd < 0) {
		int number = errno;

		g_free(program_end(&program));
		return errors_errno(error, ERRORS_AGAIN, number, "cannot watch %s", path);
	}
	*ret_program = program;
	return true;
}

/* Its session is killed while its own number is still taken: nobody else can have it. */
char *
program_end(Program *program)
{
	siginfo_t ended = { 0 };
	bool by_itself =
		waitid(P_PID, (id_t)program->pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
		ended.si_pid == program->pid;
	int status = 0;

	kill(-program->pid, SIGKILL);
	kill(program->pid, SIGKILL);
	while (waitpid(program->pid, &status, 0) < 0 && errno == EINTR)
		;
	files_close(&program->fd);
	program->pid = 0;
	if (!by_itself)
		return g_strdup(_("it did not end"));
	if (WIFSIGNALED(status))
		return g_strdup_printf(_("it was ended by signal %d"), WTERMSIG(status));
	if (WEXITSTATUS(status) == PROGRAM_NOT_EXECUTED)
		return g_strdup(_("it cannot be executed (exit 127)"));
	return WEXITSTATUS(status) == 0
		       ? NULL
		       : g_strdup_printf(_("it ended with exit %d"), WEXITSTATUS(status));
}
