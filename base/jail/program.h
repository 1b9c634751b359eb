/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * program — a foreign program, run beside us
 *
 * No shell: a path and its arguments as they are. It begins with an empty
 * environment, in /, in a session of its own, with /dev/null for input and output
 * and with limits; it gains no privileges and dies with its parent.
 *
 * Promise: starting it waits for nothing; whoever it started ends with it.
 * Not here: our own program as a worker (base/jail/spawn), when to give up.
 */
#ifndef CHENGBAO_BASE_JAIL_PROGRAM_H
#define CHENGBAO_BASE_JAIL_PROGRAM_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

#define PROGRAM_CPU_S 20
#define PROGRAM_MEMORY_BYTES (1024ul << 20)
#define PROGRAM_FILE_BYTES (16ul << 20)
#define PROGRAM_FILES 64

typedef struct {
	pid_t pid; /* 0: none runs */
	int fd;	   /* readable when it has ended */
} Program;

/* Starts `path` (absolute) with ARGS, ended by NULL, behind its name.
 * Errors: AGAIN no process could be made. That it cannot be executed is seen at its end. */
bool program_start(const char *path, const char *const *args, Program *ret_program, GError **error);

/* Ends it and all it started, if it has not ended; NULL: it had ended well, else what was
 * wrong. Yours. */
char *program_end(Program *program);

#endif
