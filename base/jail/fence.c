/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fence — the few paths of a worker that talks to the network
 */
#include "base/jail/fence.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/jail/landlock.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#if defined(__SANITIZE_ADDRESS__)
#define FENCE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FENCE_SANITIZED 1
#endif
#endif
#ifndef FENCE_SANITIZED
#define FENCE_SANITIZED 0
#endif

#define FENCE_READS (LANDLOCK_READ_FILE | LANDLOCK_READ_DIR)
#define FENCE_WRITES                                                                               \
	(FENCE_READS | LANDLOCK_WRITE_FILE | LANDLOCK_REMOVE_FILE | LANDLOCK_MAKE_DIR |            \
	 LANDLOCK_MAKE_FILE | LANDLOCK_REFER | LANDLOCK_TRUNCATE)

/* Names of hosts and users, certificates, zones, libraries and character sets that are
 * loaded late. The files below /etc may be links to anywhere. */
static const FencePath fence_system[] = {
	{ "/etc", FENCE_READ },
	{ "/usr", FENCE_READ },
	{ "/lib", FENCE_READ },
	{ "/lib32", FENCE_READ },
	{ "/lib64", FENCE_READ },
	{ "/run", FENCE_READ },
	{ "/var/run", FENCE_READ },
	{ "/var/lib/ca-certificates", FENCE_READ },
	{ "/etc/resolv.conf", FENCE_READ },
	{ "/etc/hosts", FENCE_READ },
	{ "/etc/nsswitch.conf", FENCE_READ },
	{ "/etc/localtime", FENCE_READ },
	{ "/proc/self", FENCE_READ },
	{ "/dev/random", FENCE_READ },
	{ "/dev/urandom", FENCE_READ },
	{ "/dev/null", FENCE_WRITE },
	{ NULL, FENCE_READ },
};

typedef struct {
	char *path;
	bool there;
	dev_t device;
	ino_t inode;
} FencePlace;

static GArray *fence_places; /* FencePlace; NULL: no fence */

static void
fence_look(const char *path, FencePlace *ret_place)
{
	struct stat facts;

	*ret_place = (FencePlace){ .there = stat(path, &facts) == 0 };
	if (ret_place->there) {
		ret_place->device = facts.st_dev;
		ret_place->inode = facts.st_ino;
	}
}

static void
fence_remember(const FencePath *paths)
{
	fence_places = g_array_new(FALSE, FALSE, sizeof(FencePlace));
	for (; paths->path; paths++) {
		FencePlace place;

		fence_look(paths->path, &place);
		place.path = g_strdup(paths->path);
		g_array_append_val(fence_places, place);
	}
}

FenceState
fence_state(void)
{
	FenceState state = FENCE_STANDS;

	for (guint i = 0; fence_places && i < fence_places->len; i++) {
		const FencePlace *before = &g_array_index(fence_places, FencePlace, i);
		FencePlace now;

		fence_look(before->path, &now);
		if (now.there &&
		    (!before->there || now.device != before->device || now.inode != before->inode))
			return FENCE_MOVED;
		if (before->there && !now.there)
			state = FENCE_GONE;
	}
	return state;
}

/* Without links; as it is written when it leads nowhere. Yours. */
static char *
fence_real(const char *path)
{
	char *real = realpath(path, NULL);
	char *copy = g_strdup(real ? real : path);

	free(real);
	return copy;
}

static bool
fence_contains(const char *path, const char *closed)
{
	g_autofree char *real = fence_real(path);
	size_t n = strlen(real);

	if (strcmp(real, "/") == 0)
		return true;
	return strncmp(closed, real, n) == 0 && (closed[n] == '/' || closed[n] == '\0');
}

static const char *
fence_first(const FencePath *paths, const char *closed)
{
	for (; paths->path; paths++)
		if (fence_contains(paths->path, closed))
			return paths->path;
	return NULL;
}

const char *
fence_opens(const FencePath *paths, const char *closed)
{
	g_autofree char *real = fence_real(closed);
	const char *first = fence_first(paths, real);

	return first ? first : fence_first(fence_system, real);
}

static bool
fence_allow(int list, int abi, const FencePath *paths, GError **error)
{
	for (; paths->path; paths++)
		if (!landlock_allow(list, abi, paths->path,
				    paths->access == FENCE_WRITE ? FENCE_WRITES : FENCE_READS,
				    error))
			return false;
	return true;
}

/* Letters go from folder to folder by renaming, which the first ABI always refuses. */
static bool
fence_can(int abi, const FencePath *paths)
{
	bool writes = false;

	for (; paths->path; paths++)
		writes = writes || paths->access == FENCE_WRITE;
	return abi >= (writes ? LANDLOCK_ABI_REFER : 1);
}

bool
fence_enter(const FencePath *paths, GError **error)
{
	int abi = landlock_abi();
	autofd list = -1;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot give up privileges");
	/* A sanitizer looks at its own process when it ends. */
	if (!FENCE_SANITIZED && prctl(PR_SET_DUMPABLE, 0) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot give up privileges");
	if (!fence_can(abi, paths))
		return true;
	/* Looked at before it is allowed: what is replaced in between counts as moved. */
	fence_remember(paths);
	list = landlock_new(abi, false, error);
	return list >= 0 && fence_allow(list, abi, fence_system, error) &&
	       fence_allow(list, abi, paths, error) && landlock_enter(list, error);
}
