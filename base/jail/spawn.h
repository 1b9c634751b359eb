/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spawn — starting our own program again as a worker
 *
 * Promise: the worker begins with a clean environment, its channel as
 * descriptor SPAWN_CHANNEL, standard error, and nothing else of ours; it dies
 * with its parent.
 * Not here: what the worker may do then (base/jail/jail).
 */
#ifndef CHENGBAO_BASE_JAIL_SPAWN_H
#define CHENGBAO_BASE_JAIL_SPAWN_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

#define SPAWN_CHANNEL 3

/* Runs `/proc/self/exe worker ARGS…` (ARGS ends with NULL). `channel_end` is borrowed:
 * close it afterwards, or the worker's death is not seen.
 *
 * The environment keeps LANG, LANGUAGE, LC_*, TZ, CHENGBAO_*, LD_PRELOAD, SSL_CERT_* and the
 * sanitizers' options.
 * Gives:  *ret_pid, to be waited for by the caller.
 * Errors: AGAIN no process could be made. A program that cannot be executed is
 *         seen as the end of the channel.
 */
bool spawn_worker(const char *const *args, int channel_end, pid_t *ret_pid, GError **error);

/* Another program than /proc/self/exe; for tests. Borrowed. */
void spawn_set_program(const char *path);

#endif
