/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * places — whether the bytes that rows name are there, unchanged; what no row names
 *
 * A letter, a mail that was made and a sealed issue each have a file whose name
 * is the SHA-256 of its bytes.
 *
 * Promise: places_verify finds a lost file and every changed byte; places_sweep
 * removes nothing that a row names, and never a letter.
 * Not here: the log and its mirror (spool/events).
 */
#ifndef CHENGBAO_SPOOL_PLACES_H
#define CHENGBAO_SPOOL_PLACES_H

#include "spool/store.h"

typedef struct {
	int64_t letters, mails, issues;
	/* Letters held for a secrecy mark that are not here: no backup carries them. */
	int64_t withheld;
} PlacesCount;

/* Told after each file: how many of all were looked at. */
typedef void PlacesTold(void *context, int64_t n_done, int64_t n_all);

/* Reads every file that a row names. `told` may be NULL.
 * Errors: REFUSED naming the first letter, mail or issue whose bytes are not what they
 * were, and what to do; AGAIN no descriptor or memory; STORE. */
bool places_verify(Store *store, PlacesTold *told, void *context, PlacesCount *ret_count,
		   GError **error);

/* Removes from outbox/ and issues/ what a killed or rolled back group left there, when
 * there are more files than rows. Only under the lock, when the mirror of the log agreed
 * with the database: files of rows that an old copy does not know would go too.
 * *ret_n counts what was removed. Errors: STORE. */
bool places_sweep(Store *store, int64_t *ret_n, GError **error);

#endif
