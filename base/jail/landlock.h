/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * landlock — the kernel's own list of what a process may open
 *
 * Landlock has no library in Debian 12 and its header there is older than many
 * kernels, so its calls and constants are spelled out here.
 *
 * Promise: rights the running kernel does not know are left out.
 * Not here: what a process is allowed (base/jail/jail, base/jail/fence).
 */
#ifndef CHENGBAO_BASE_JAIL_LANDLOCK_H
#define CHENGBAO_BASE_JAIL_LANDLOCK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define LANDLOCK_WRITE_FILE (1u << 1)
#define LANDLOCK_READ_FILE (1u << 2)
#define LANDLOCK_READ_DIR (1u << 3)
#define LANDLOCK_REMOVE_FILE (1u << 5)
#define LANDLOCK_MAKE_DIR (1u << 7)
#define LANDLOCK_MAKE_FILE (1u << 8)
#define LANDLOCK_REFER (1u << 13)    /* renames from folder to folder; ABI 2 */
#define LANDLOCK_TRUNCATE (1u << 14) /* ABI 3 */

#define LANDLOCK_ABI_REFER 2 /* before it no rename from folder to folder succeeds */

/* The kernel's ABI; 0: no Landlock here. */
int landlock_abi(void);

/* A list that refuses every path and, with `network`, every TCP connection. Abstract
 * sockets and signals end at it where the ABI can do that. -1 on error.
 * Errors: AGAIN. Source: landlock(7). */
int landlock_new(int abi, bool network, GError **error);

/* Allows `rights` on a file, or on a folder and all below it. A path that is not there is
 * passed over. Errors: AGAIN. */
bool landlock_allow(int list, int abi, const char *path, uint64_t rights, GError **error);

/* From here on only the list holds, for this process and its children. It needs
 * PR_SET_NO_NEW_PRIVS. Errors: AGAIN. */
bool landlock_enter(int list, GError **error);

#endif
