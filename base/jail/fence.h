/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fence — the few paths of a worker that talks to the network
 *
 * Inside, only the named paths and the system's own (names, certificates,
 * zones, character sets) can be opened, and nothing can be executed. Open
 * descriptors and the network are as before. What is allowed is what lay at a
 * path when the fence was entered: whoever finds that something else lies there
 * now (fence_state) ends, and is started again by the desk with a new fence.
 *
 * Promise: a kernel that cannot do it leaves the worker as it was.
 * Not here: which paths (pipeline/confine).
 */
#ifndef CHENGBAO_BASE_JAIL_FENCE_H
#define CHENGBAO_BASE_JAIL_FENCE_H

#include <glib.h>
#include <stdbool.h>

typedef enum { FENCE_READ, FENCE_WRITE } FenceAccess;

typedef struct {
	const char *path; /* absolute; NULL ends the list */
	FenceAccess access;
} FencePath;

typedef enum {
	FENCE_STANDS, /* also without a fence */
	FENCE_GONE,   /* a path is not there any more */
	FENCE_MOVED,  /* a path leads to something that was not there before */
} FenceState;

/* Enters the fence, once; there is no way out but the end of the process. A path that is
 * not there is closed, also when it comes later.
 *
 * Errors: AGAIN a step the kernel should allow failed; the caller must end.
 * Source: landlock(7). */
bool fence_enter(const FencePath *paths, GError **error);

/* The first path, of these or of the system's, below or at which `closed` lies; NULL: none.
 * Borrowed. */
const char *fence_opens(const FencePath *paths, const char *closed);

/* Is what fence_enter allowed still what lies there? */
FenceState fence_state(void);

#endif
