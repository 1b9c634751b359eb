/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * jail — what a worker gives up before it reads a byte from outside
 *
 * The order is fixed: descriptors, user, no new privileges, limits, Landlock,
 * seccomp. Each step only takes away. A kernel without Landlock gives a lower
 * level, which the caller shows; without seccomp a worker does not start.
 *
 * Promise: after jail_enter the process can read and write the descriptors it
 * is handed, use memory up to its limit, and leave; nothing else. The extractor
 * can also read the one folder that jail_let_extractor_read named.
 * Not here: what must be loaded before (pipeline/reading/zygote).
 */
#ifndef CHENGBAO_BASE_JAIL_JAIL_H
#define CHENGBAO_BASE_JAIL_JAIL_H

#include <glib.h>
#include <stdbool.h>

typedef enum { JAIL_READER, JAIL_EXTRACTOR, JAIL_PRINTER } JailKind;

#define JAIL_CHANNEL 3			/* where the channel is afterwards */
#define JAIL_MEMORY_BYTES (512ul << 20) /* address space; watched by the parent under ASan */
#define JAIL_FILE_BYTES (64ul << 20)	/* any one file, memory files too */
#define JAIL_CPU_S 60			/* per job, see jail_allow_cpu */
#define JAIL_EXTRACTOR_CPU_S 20

typedef struct {
	bool user;    /* runs as another, unprivileged user */
	int landlock; /* ABI in force; 0 = none */
	bool seccomp;
	bool memory; /* RLIMIT_AS set; false in a sanitizer build */
} JailLevel;

/* Looks up the unprivileged user (nobody), while files may still be read. Call it once
 * before forking; jail_enter calls it otherwise. */
void jail_prepare(void);

/* Lets the extractor, and no other worker, open files below `folder` (borrowed for good) for
 * reading. Where the kernel has no Landlock it may open none. Call it before forking. */
void jail_let_extractor_read(const char *folder);

/* Enters the jail; there is no way out but the end of the process.
 *
 * `channel` becomes descriptor JAIL_CHANNEL, 0-2 are /dev/null (2 stays in a sanitizer
 * build), every other descriptor is closed.
 * Errors: AGAIN a step the kernel should allow failed; the caller must end.
 * Source: landlock(7), seccomp(2), RELIABILITY §5.7.
 */
bool jail_enter(JailKind kind, int channel, JailLevel *ret_level, GError **error);

/* Grants CPU time for one more job: what was used so far plus `seconds`. */
void jail_allow_cpu(unsigned seconds);

/* "user+landlock7+seccomp"; "none" for an empty level. Yours. */
char *jail_level_text(JailLevel level);

#endif
