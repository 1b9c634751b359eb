/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * jail — what a worker gives up before it reads a byte from outside
 */
#include "base/jail/jail.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/jail/landlock.h"
#include "base/jail/seccomp.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define JAIL_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define JAIL_SANITIZED 1
#endif
#endif
#ifndef JAIL_SANITIZED
#define JAIL_SANITIZED 0
#endif

#define JAIL_MAX_FDS 32

static uid_t jail_uid = 65534;
static gid_t jail_gid = 65534;
static bool jail_prepared;
static const char *jail_folder; /* the extractor may read below it; NULL: nothing */

void
jail_prepare(void)
{
	const struct passwd *nobody = getpwnam("nobody");

	if (nobody && nobody->pw_uid != 0) {
		jail_uid = nobody->pw_uid;
		jail_gid = nobody->pw_gid;
	}
	jail_prepared = true;
}

static bool
jail_close_fds(int channel, GError **error)
{
	autofd null = open("/dev/null", O_RDWR | O_CLOEXEC);
	int last = JAIL_SANITIZED ? STDOUT_FILENO : STDERR_FILENO;

	if (null < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot open /dev/null");
	for (int fd = 0; fd <= last; fd++)
		if (dup2(null, fd) < 0)
			return errors_errno(error, ERRORS_AGAIN, errno, "cannot close descriptors");
	if (channel != JAIL_CHANNEL && dup2(channel, JAIL_CHANNEL) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot place the channel");
	/* Not the library's wrapper: kernels before 5.9 lack the call. */
	if (syscall(SYS_close_range, JAIL_CHANNEL + 1, ~0u, 0) < 0)
		for (int fd = JAIL_CHANNEL + 1; fd < 4096; fd++)
			close(fd);
	null = -1;
	return true;
}

static bool
jail_drop_user(JailLevel *level, GError **error)
{
	if (geteuid() != 0)
		return true;
	if (setgroups(0, NULL) < 0 || setresgid(jail_gid, jail_gid, jail_gid) < 0 ||
	    setresuid(jail_uid, jail_uid, jail_uid) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno,
				    "cannot become an unprivileged user");
	level->user = true;
	return true;
}

static bool
jail_no_new_privileges(GError **error)
{
	pid_t parent = getppid();

	/* The change of user has cleared the death signal; it is set again here. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    prctl(PR_SET_DUMPABLE, 0) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot give up privileges");
	if (getppid() != parent)
		_exit(1);
	return true;
}

static bool
jail_limit(int resource, rlim_t value, GError **error)
{
	struct rlimit limit = { value, value };

	if (setrlimit((__rlimit_resource_t)resource, &limit) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot set limit %d", resource);
	return true;
}

/* What `ps` and `top` show: which worker it is that eats the processor. */
static void
jail_name_process(JailKind kind)
{
	static const char *const names[] = { "cb-reader", "cb-extractor", "cb-printer" };

	prctl(PR_SET_NAME, names[kind]);
}

static unsigned
jail_cpu_used(void)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	return (unsigned)(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
}

void
jail_allow_cpu(unsigned seconds)
{
	struct rlimit limit;

	/* Only the soft limit moves: past it SIGXCPU ends the process. */
	getrlimit(RLIMIT_CPU, &limit);
	limit.rlim_cur = jail_cpu_used() + 1 + seconds;
	if (limit.rlim_max != RLIM_INFINITY && limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_CPU, &limit);
}

static bool
jail_set_limits(JailKind kind, JailLevel *level, GError **error)
{
	/* An over-long memory file must be an error of write, not a death. */
	signal(SIGXFSZ, SIG_IGN);
	if (!jail_limit(RLIMIT_FSIZE, JAIL_FILE_BYTES, error) ||
	    !jail_limit(RLIMIT_NOFILE, JAIL_MAX_FDS, error) || !jail_limit(RLIMIT_CORE, 0, error) ||
	    !jail_limit(RLIMIT_NPROC, 0, error))
		return false;
	jail_allow_cpu(kind == JAIL_EXTRACTOR ? JAIL_EXTRACTOR_CPU_S : JAIL_CPU_S);
	/* ASan's shadow alone is terabytes of address space. */
	if (!JAIL_SANITIZED) {
		if (!jail_limit(RLIMIT_AS, JAIL_MEMORY_BYTES, error))
			return false;
		level->memory = true;
	}
	return true;
}

void
jail_let_extractor_read(const char *folder)
{
	jail_folder = folder;
}

/* Only the extractor, and only where Landlock refuses everything else. */
static bool
jail_opens_files(JailKind kind, int abi)
{
	return kind == JAIL_EXTRACTOR && abi > 0 && jail_folder;
}

static bool
jail_landlock(JailKind kind, JailLevel *level, GError **error)
{
	int abi = landlock_abi();
	autofd list = -1;

	if (abi == 0)
		return true; /* an older kernel: the level says so */
	list = landlock_new(abi, true, error);
	if (list < 0)
		return false;
	if (jail_opens_files(kind, abi) &&
	    !landlock_allow(list, abi, jail_folder, LANDLOCK_READ_FILE, error))
		return false;
	if (!landlock_enter(list, error))
		return false;
	level->landlock = abi;
	return true;
}

bool
jail_enter(JailKind kind, int channel, JailLevel *ret_level, GError **error)
{
	JailLevel level = { 0 };

	if (!jail_prepared)
		jail_prepare();
	jail_name_process(kind);
	if (!jail_close_fds(channel, error) || !jail_drop_user(&level, error) ||
	    !jail_no_new_privileges(error) || !jail_set_limits(kind, &level, error) ||
	    !jail_landlock(kind, &level, error) ||
	    !seccomp_enter(jail_opens_files(kind, level.landlock), error))
		return false;
	level.seccomp = true;
	*ret_level = level;
	return true;
}

char *
jail_level_text(JailLevel level)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

	if (level.user)
		g_ptr_array_add(words, g_strdup("user"));
	if (level.landlock > 0)
		g_ptr_array_add(words, g_strdup_printf("landlock%d", level.landlock));
	if (level.seccomp)
		g_ptr_array_add(words, g_strdup("seccomp"));
	if (words->len == 0)
		return g_strdup("none");
	g_ptr_array_add(words, NULL);
	return g_strjoinv("+", (char **)words->pdata);
}
