/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_desk — the fetcher's side of its talk with the desk
 *
 * A source gives letters one after another and gets acknowledgements when they
 * come; at most FETCH_TICKETS letters are on their way, so that the desk can
 * make one group of many. The channel's end is found out by fetch_desk_gone.
 *
 * Not here: where letters come from (fetch_maildir, fetch_mbox, fetch_imap, fetch_pop3).
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_FETCH_DESK_H
#define CHENGBAO_PIPELINE_INTAKE_FETCH_DESK_H

#include "base/record.h"

typedef struct FetchDesk FetchDesk;

/* What became durable: the letter that was given with `item`. */
typedef void (*FetchDone)(void *source, void *item);

/* `channel` is borrowed. `done` is called with `source` for each durable letter. */
FetchDesk *fetch_desk_new(int channel);
void fetch_desk_free(FetchDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchDesk, fetch_desk_free)

void fetch_desk_set_done(FetchDesk *desk, FetchDone done, void *source);

/* The first record. Yours. Errors: USAGE it is not `start`. */
json_t *fetch_desk_start(FetchDesk *desk, GError **error);

/* Asks for a file; waits while FETCH_TICKETS are on their way. False when the desk is gone. */
bool fetch_desk_open(FetchDesk *desk, int64_t *ret_ticket, int *ret_fd);

/* What is told of a letter beside its bytes. */
typedef struct {
	const char *key;
	const char *folder; /* NULL outside IMAP */
	uint32_t uidvalidity;
	uint32_t uid;
	uint32_t mark;
	uint64_t n_bytes;
	int64_t received_us;
	const char *envelope_from;
} FetchLetter;

/* The file is whole; `item` comes back with done. False when the desk is gone. */
bool fetch_desk_taken(FetchDesk *desk, int64_t ticket, const FetchLetter *letter, void *item);
bool fetch_desk_drop(FetchDesk *desk, int64_t ticket);

/* Has the desk a letter of this source that came with this key? False when it is gone. */
bool fetch_desk_known(FetchDesk *desk, const char *key, bool *ret_known);

/* How the source is; `problem` NULL: well. `parked` are letters set aside (char *). */
bool fetch_desk_state(FetchDesk *desk, const char *problem, bool idle, const GPtrArray *parked);

/* Hears what the desk says now, waiting at most timeout_ms (-1: for something). */
bool fetch_desk_hear(FetchDesk *desk, int timeout_ms);

bool fetch_desk_gone(const FetchDesk *desk);
unsigned fetch_desk_outstanding(const FetchDesk *desk);
int fetch_desk_fd(const FetchDesk *desk);

#endif
