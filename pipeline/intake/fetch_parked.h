/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_parked — letters that cannot be fetched, so that the others go on
 *
 * A letter that failed FETCH_TRIES times is parked: named to the operator,
 * passed over, and tried once more every FETCH_PARKED_S.
 *
 * Not here: which error counts (the sources decide).
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_FETCH_PARKED_H
#define CHENGBAO_PIPELINE_INTAKE_FETCH_PARKED_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define FETCH_TRIES 3
#define FETCH_PARKED_S 3600

typedef struct FetchParked FetchParked;

FetchParked *fetch_parked_new(void);
void fetch_parked_free(FetchParked *parked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchParked, fetch_parked_free)

/* The letter `key` failed; `n_bytes` is what came of it (0: nothing). `now_us` monotonic. */
void fetch_parked_fail(FetchParked *parked, const char *key, uint64_t n_bytes, const char *reason,
		       int64_t now_us);

/* Failed for good, without more tries. */
void fetch_parked_set(FetchParked *parked, const char *key, const char *reason, int64_t now_us);

/* It went well, or is gone. */
void fetch_parked_forget(FetchParked *parked, const char *key);

/* Is it to be passed over now? */
bool fetch_parked_is(const FetchParked *parked, const char *key, int64_t now_us);

/* Did it fail at least FETCH_TRIES - 1 times, each time with these n_bytes? Then
 * the length the server announces is a guess (Exchange), and the bytes are whole. */
bool fetch_parked_agrees(const FetchParked *parked, const char *key, uint64_t n_bytes);

/* Letters that failed but are not parked yet. */
unsigned fetch_parked_waiting(const FetchParked *parked);

/* `KEY: REASON` of those parked. Yours: GPtrArray of char *. */
GPtrArray *fetch_parked_list(const FetchParked *parked);

#endif
