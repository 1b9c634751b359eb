/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * take — letters from fetchers into the group
 *
 * A peer (a fetcher, or `ingest` on the desk's socket) asks for files, fills
 * them and reports them whole. The group takes all that wait at once; each peer
 * hears `done` after the commit and only then acknowledges to its source.
 *
 * Promise: a letter is in the store before its source may forget it; the same
 * bytes twice are one letter with two arrivals.
 * Not here: how letters are fetched (fetcher), what they say (pipeline/reading).
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_TAKE_H
#define CHENGBAO_PIPELINE_INTAKE_TAKE_H

#include "base/record.h"

struct Desk;
typedef struct DeskIntake DeskIntake;
typedef struct TakePeer TakePeer;

DeskIntake *take_new(struct Desk *desk);
void take_free(DeskIntake *intake);

/* A peer's channel (borrowed fd, named source). */
TakePeer *take_peer_new(DeskIntake *intake, int channel, const char *source);
void take_peer_free(TakePeer *peer); /* its unfinished files go */

/* One record of a peer: open, taken, drop. Errors: MAIL the peer breaks the protocol. */
bool take_record(TakePeer *peer, const json_t *record, GError **error);

/* Adds a whole file directly: ingest without a desk. *result is filled by take_flush.
 * `store_file` is a StoreFile that is handed over; it must have come from store_new_file. */
typedef struct {
	int64_t letter;
	char sha256[65];
	char *place;
	bool again;
} TakeResult;
bool take_direct(DeskIntake *intake, void *store_file, const char *source, const char *arrived,
		 TakeResult *result, GError **error);

/* Puts every waiting letter into the open group. Errors: STORE. */
bool take_flush(DeskIntake *intake, GError **error);

size_t take_waiting(const DeskIntake *intake);

#endif
