/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seccomp — the system calls a jailed worker still has
 *
 * An allow-list; what is not on it fails with EPERM, so that a library that
 * innocently looks for a file goes on without it. Calls that only an attacker
 * makes end the process.
 *
 * Promise: no file can be opened, no socket made, nothing executed, no process
 * made or touched, no memory made executable.
 * Not here: the other walls (base/jail/jail).
 */
#ifndef CHENGBAO_BASE_JAIL_SECCOMP_H
#define CHENGBAO_BASE_JAIL_SECCOMP_H

#include <glib.h>
#include <stdbool.h>

/* `files`: files may be opened for reading, wherever Landlock lets them be; only to be
 * given where Landlock holds. Errors: AGAIN the kernel refused the filter. Source: seccomp(2). */
bool seccomp_enter(bool files, GError **error);

#endif
