/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * events — the log of everything that changed, each event chained to the last
 *
 * An event has a type, complete parameters as canonical JSON, its cause (a
 * letter), the hashes of the rules, people and scheme in force, the hash of the
 * event before it and its own: SHA-256 over all of these. events_append writes
 * it and has apply make the rows, in the caller's transaction.
 *
 * Promise: no row changes without its event; a changed or missing event is
 * found by events_verify.
 * Not here: what an event does to rows (spool/apply).
 */
#ifndef CHENGBAO_SPOOL_EVENTS_H
#define CHENGBAO_SPOOL_EVENTS_H

#include "spool/store.h"

/* What was in force when the office decided; hashes, borrowed, may be NULL. */
typedef struct {
	const char *rules, *people, *scheme;
} EventsForce;

/* Appends one event inside an open transaction.
 *
 * `params` is taken. cause 0 = none. *ret_seq may be NULL.
 * Errors: STORE; REFUSED a constraint forbids what it says (an illegal move).
 */
bool events_append(Store *store, const char *type, json_t *params, int64_t cause, int64_t at_us,
		   const EventsForce *force, int64_t *ret_seq, GError **error);

/* Checks the whole chain in the database and in the mirror.
 * Errors: REFUSED naming the first bad event. *ret_n counts events. */
bool events_verify(Store *store, int64_t *ret_n, GError **error);

/* Appends what the mirror audit/YYYY-MM.jsonl does not have yet (spool/mirror).
 * Errors: STORE, also when the mirror has events that the database does not have. */
bool events_mirror(Store *store, GError **error);

/* Whether a row, from wherever it was read, is event `seq` behind the one of hash
 * `prev` (NULL: the first). Errors: REFUSED. */
bool events_follows(const json_t *row, int64_t seq, const char *prev, GError **error);

/* Writes an event row as it is (rebuild) and applies it. `row` is a row of the table. */
bool events_replay(Store *store, const json_t *row, GError **error);

/* Parses one line of the mirror to an event row. Yours. Errors: STORE. */
json_t *events_parse_line(const char *line, size_t n_bytes, GError **error);

#endif
