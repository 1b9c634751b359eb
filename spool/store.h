/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * store — the spool of one office: its lock, its database, its bytes
 *
 * Bytes of letters and of what we send lie in files named by their SHA-256;
 * rows refer to them by a Place, which is opaque outside this room. One process
 * at a time opens the store for writing: the desk.
 *
 * Promise: store_take_group and store_flush return only when the bytes survive
 * power loss; a killed process leaves at most files in tmp/ that nothing names.
 * Not here: what the rows mean (events, apply), who decides (pipeline/desk).
 */
#ifndef CHENGBAO_SPOOL_STORE_H
#define CHENGBAO_SPOOL_STORE_H

#include "spool/db.h"

typedef struct Store Store;

/* Opens the spool folder. For DB_WRITE the lock is taken and folders are made.
 * Errors: AGAIN another process holds the lock; STORE; REFUSED nothing to read. */
Store *store_open(const char *spool, const char *database, DbMode mode, GError **error);
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

Db *store_db(Store *store);
const char *store_folder(const Store *store);

/* A number that changes with every new, rebuilt or restored store; stands in
 * Message-IDs. Borrowed; store_fresh_epoch: yours. */
const char *store_epoch(const Store *store);
char *store_fresh_epoch(void);

/* The last event that the mirror of the log holds; -1 = not looked yet. */
int64_t store_mirrored(const Store *store);
void store_set_mirrored(Store *store, int64_t seq);

/* A file that is being filled: in tmp/, not yet a letter. */
typedef struct {
	int fd;
	char *path;
} StoreFile;

/* Errors: STORE (full disk: nothing is lost, the source keeps the letter). */
bool store_new_file(Store *store, StoreFile *ret_file, GError **error);
/* Closes and removes it, unless it was taken. */
void store_drop_file(StoreFile *file);

typedef struct {
	StoreFile file;
	char sha256[65];
	char *place;
	int64_t bytes;
} StoreTaken;

/* Makes a group of filled files durable under their places: flush of each, rename
 * of each, one flush of each folder. Files whose bytes are there already just go.
 * Errors: STORE: none of the group may be acknowledged. */
bool store_take_group(Store *store, StoreTaken *taken, size_t n_taken, int64_t now_us,
		      const char *zone, GError **error);

/* Bytes that must never change again, under their hash; gives the place, yours. They are
 * durable after the next store_flush, which must come before the commit of any row that
 * names them. */
char *store_freeze(Store *store, const char *folder, const void *bytes, size_t n_bytes,
		   GError **error);

/* Makes everything frozen since the last call durable, with one flush of each folder. */
bool store_flush(Store *store, GError **error);

/* A read-only descriptor of what a place holds, or -1. Errors: STORE. */
int store_open_place(const Store *store, const char *place, GError **error);

/* Removes what a place holds: a second copy of bytes that lie elsewhere already. */
void store_erase_place(Store *store, const char *place);

/* Removes what a killed process left in tmp/. */
void store_sweep(Store *store);

#endif
