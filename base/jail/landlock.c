/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * landlock — the kernel's own list of what a process may open
 */
#include "base/jail/landlock.h"

#include "base/errors.h"
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LANDLOCK_CALL_CREATE 444
#define LANDLOCK_CALL_ADD 445
#define LANDLOCK_CALL_RESTRICT 446
#define LANDLOCK_FLAG_VERSION 1u
#define LANDLOCK_PATH_BENEATH 1

#define LANDLOCK_ON_FILES (LANDLOCK_WRITE_FILE | LANDLOCK_READ_FILE | LANDLOCK_TRUNCATE)

typedef struct {
	uint64_t handled_access_fs;
	uint64_t handled_access_net;
	uint64_t scoped;
} LandlockRuleset;

typedef struct {
	uint64_t allowed_access;
	int32_t parent_fd;
} __attribute__((packed)) LandlockBeneath;

int
landlock_abi(void)
{
	long abi = syscall(LANDLOCK_CALL_CREATE, NULL, 0, LANDLOCK_FLAG_VERSION);

	return abi < 1 ? 0 : (int)abi;
}

static uint64_t
landlock_rights(int abi)
{
	uint64_t rights = 0x1fff;

	if (abi >= LANDLOCK_ABI_REFER)
		rights |= LANDLOCK_REFER;
	if (abi >= 3)
		rights |= LANDLOCK_TRUNCATE;
	if (abi >= 5)
		rights |= 0x8000; /* ioctl on devices */
	return rights;
}

int
landlock_new(int abi, bool network, GError **error)
{
	LandlockRuleset ruleset = { .handled_access_fs = landlock_rights(abi) };
	int list;

	if (abi >= 4 && network)
		ruleset.handled_access_net = 3; /* bind and connect TCP */
	if (abi >= 6)
		ruleset.scoped = 3; /* abstract sockets, signals */
	list = (int)syscall(LANDLOCK_CALL_CREATE, &ruleset, sizeof ruleset, 0);
	if (list < 0)
		errors_errno(error, ERRORS_AGAIN, errno, "cannot enter Landlock");
	return list;
}

bool
landlock_allow(int list, int abi, const char *path, uint64_t rights, GError **error)
{
	autofd fd = open(path, O_PATH | O_CLOEXEC);
	LandlockBeneath rule = { .allowed_access = rights & landlock_rights(abi), .parent_fd = fd };
	struct stat facts;

	if (fd < 0 || fstat(fd, &facts) < 0)
		return true;
	/* A file takes no rights of folders. */
	if (!S_ISDIR(facts.st_mode))
		rule.allowed_access &= LANDLOCK_ON_FILES;
	if (syscall(LANDLOCK_CALL_ADD, list, LANDLOCK_PATH_BENEATH, &rule, 0) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot allow %s in Landlock",
				    path);
	return true;
}

bool
landlock_enter(int list, GError **error)
{
	if (syscall(LANDLOCK_CALL_RESTRICT, list, 0) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot enter Landlock");
	return true;
}
