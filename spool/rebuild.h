/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rebuild — rows again from the log; a copy out and a copy in
 *
 * Promise: a rebuilt store has the same rows as the log says, no tokens, and
 * holds all sending until the operator releases it. Nothing is replaced before
 * the new database is complete.
 */
#ifndef CHENGBAO_SPOOL_REBUILD_H
#define CHENGBAO_SPOOL_REBUILD_H

#include "spool/store.h"

/* Makes DATABASE anew from its event table and the mirror: every event from where it
 * still is what the chain of hashes says. The old file stays as
 * DATABASE.before-rebuild. *ret_n counts the events.
 * Errors: AGAIN a desk is at work; REFUSED nothing there; STORE, also when an event
 * is whole in neither place: then nothing was changed. */
bool rebuild_run(const char *spool, const char *database, int64_t *ret_n, GError **error);

/* Writes one tar file: a consistent copy of the database, letters, sealed bytes, mirror.
 * Works while a desk runs. Errors: STORE; REFUSED nothing there. */
bool rebuild_backup(const char *spool, const char *database, const char *to_path, GError **error);

/* Unpacks a backup into an empty spool, then checks the log and holds all sending.
 * Errors: REFUSED the spool is not empty, or the file is no whole backup: then
 * nothing stays of it. */
bool rebuild_restore(const char *spool, const char *database, const char *from_path,
		     GError **error);

#endif
