/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * escapes.h — ways out of a jailed process, each true when it got out
 */
#ifndef CHENGBAO_TESTS_UNIT_ESCAPES_H
#define CHENGBAO_TESTS_UNIT_ESCAPES_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

static pid_t outside; /* the test itself */

static bool
try_open(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool
try_create(void)
{
	return open("/tmp/escaped", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool
try_proc(void)
{
	return syscall(SYS_open, "/proc/self/mem", O_RDWR) >= 0;
}

static bool
try_openat2(void)
{
	uint64_t how[3] = { O_RDONLY, 0, 0 };

	return syscall(SYS_openat2, AT_FDCWD, "/", how, sizeof how) >= 0;
}

static bool
try_stat(void)
{
	struct stat found;

	return stat("/etc/passwd", &found) == 0;
}

static bool
try_unlink(void)
{
	return unlink("/tmp/nothing-here") == 0 || errno == ENOENT;
}

static bool
try_rename(void)
{
	return rename("/tmp/nothing-here", "/tmp/nothing-there") == 0 || errno == ENOENT;
}

static bool
try_tcp(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool
try_udp(void)
{
	return socket(AF_INET, SOCK_DGRAM, 0) >= 0;
}

static bool
try_unix(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool
try_socketpair(void)
{
	int ends[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
}

static bool
try_connect(void)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX, .sun_path = "/run/x" };

	return connect(JAIL_CHANNEL, (struct sockaddr *)&name, sizeof name) == 0 || errno == ENOENT;
}

static bool
try_exec(void)
{
	char *args[] = { (char *)"true", NULL };

	execv("/bin/true", args);
	return false;
}

static bool
try_exec_self(void)
{
	return syscall(SYS_execveat, JAIL_CHANNEL, "", NULL, NULL, AT_EMPTY_PATH) == 0;
}

static bool
try_fork(void)
{
	return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0;
}

static bool
try_vfork(void)
{
	return fork() >= 0;
}

static bool
try_ptrace(void)
{
	return ptrace(PTRACE_ATTACH, outside, 0, 0) == 0;
}

static bool
try_read_memory(void)
{
	char byte;
	struct iovec here = { &byte, 1 };
	struct iovec there = { (void *)&outside, 1 };

	return process_vm_readv(outside, &here, 1, &there, 1, 0) == 1;
}

static bool
try_kill(void)
{
	return kill(outside, 0) == 0;
}

static bool
try_tgkill(void)
{
	return syscall(SYS_tgkill, outside, outside, 0) == 0;
}

static bool
try_pidfd_kill(void)
{
	int pidfd = (int)syscall(SYS_pidfd_open, outside, 0);

	return pidfd >= 0;
}

static bool
try_root(void)
{
	return setuid(0) == 0;
}

static bool
try_chroot(void)
{
	return chroot("/") == 0;
}

static bool
try_mount(void)
{
	return syscall(SYS_mount, "none", "/mnt", "tmpfs", 0, NULL) == 0;
}

static bool
try_unshare(void)
{
	return syscall(SYS_unshare, 0x10000000) == 0;
}

static bool
try_executable_memory(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0) != MAP_FAILED;
}

static bool
try_make_executable(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool
try_raise_limit(void)
{
	struct rlimit limit = { JAIL_FILE_BYTES * 2, JAIL_FILE_BYTES * 2 };

	return setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

static bool
try_other_limit(void)
{
	struct rlimit limit = { 0, 0 };

	return prlimit(outside, RLIMIT_CORE, &limit, NULL) == 0;
}

static bool
try_big_file(void)
{
	int fd = memfd_create("big", 0);

	return fd >= 0 && ftruncate(fd, (off_t)JAIL_FILE_BYTES + 1) == 0;
}

static bool
try_many_files(void)
{
	for (int i = 0; i < 100; i++)
		if (memfd_create("many", 0) < 0)
			return false;
	return true;
}

static bool
try_keys(void)
{
	return syscall(SYS_keyctl, 0, 0, 0, 0, 0) >= 0;
}

static bool
try_io_uring(void)
{
	char parameters[120] = { 0 };

	return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
}

static bool
try_bpf(void)
{
	return syscall(SYS_bpf, 0, NULL, 0) >= 0 || errno == EFAULT || errno == EINVAL;
}

static bool
try_old_word_size(void)
{
#if defined(__x86_64__)
	long pid = -1;

	/* getpid by the 32-bit gate, whose numbers a filter could confuse. */
	__asm__ volatile("int $0x80" : "=a"(pid) : "a"(20) : "memory", "r8", "r9", "r10", "r11");
	return pid > 0;
#else
	return false;
#endif
}

static const struct {
	const char *name;
	bool (*attempt)(void);
} escapes[] = {
	{ "open a file", try_open },
	{ "create a file", try_create },
	{ "open its own memory", try_proc },
	{ "openat2", try_openat2 },
	{ "stat a path", try_stat },
	{ "unlink", try_unlink },
	{ "rename", try_rename },
	{ "TCP socket", try_tcp },
	{ "UDP socket", try_udp },
	{ "Unix socket", try_unix },
	{ "socketpair", try_socketpair },
	{ "connect the channel elsewhere", try_connect },
	{ "exec", try_exec },
	{ "execveat", try_exec_self },
	{ "clone", try_fork },
	{ "fork", try_vfork },
	{ "ptrace", try_ptrace },
	{ "read another's memory", try_read_memory },
	{ "signal another", try_kill },
	{ "tgkill another", try_tgkill },
	{ "pidfd of another", try_pidfd_kill },
	{ "become root", try_root },
	{ "chroot", try_chroot },
	{ "mount", try_mount },
	{ "unshare", try_unshare },
	{ "map executable memory", try_executable_memory },
	{ "make memory executable", try_make_executable },
	{ "raise a limit", try_raise_limit },
	{ "another's limits", try_other_limit },
	{ "a memory file past the limit", try_big_file },
	{ "many descriptors", try_many_files },
	{ "keyrings", try_keys },
	{ "io_uring", try_io_uring },
	{ "bpf", try_bpf },
	{ "32-bit system calls", try_old_word_size },
};

#endif
