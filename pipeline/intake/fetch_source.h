/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_source — what every kind of source needs, and the kinds there are
 *
 * Not here: the talk with the desk (fetch_desk).
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_FETCH_SOURCE_H
#define CHENGBAO_PIPELINE_INTAKE_FETCH_SOURCE_H

#include "pipeline/intake/fetch_desk.h"
#include "pipeline/intake/fetch_parked.h"

/* What becomes of a letter at its source once it is durable here. */
typedef enum { FETCH_KEEP, FETCH_FLAG, FETCH_MOVE, FETCH_DELETE } FetchAfter;

typedef struct {
	const json_t *start; /* the checked start record, borrowed */
	const char *url;
	const char *directory;
	FetchAfter after;
	const char *move_to; /* NULL unless FETCH_MOVE */
	int poll_s;
	bool once;
	FetchDesk *desk;
	FetchParked *parked;
} FetchSource;

/* Reads a start record. Errors: USAGE `after` or `move_to` makes no sense. */
bool fetch_source_read(const json_t *start, FetchSource *ret_source, GError **error);

/* The path in `KIND:PATH`, absolute. Yours. */
char *fetch_source_path(const FetchSource *source, const char *path);

/* Tells the desk that all is well. */
bool fetch_source_well(const FetchSource *source, bool idle);

/* Tells the desk of trouble. */
bool fetch_source_ill(const FetchSource *source, const GError *why);

/* Hears the desk for this long, whatever it says. False when it is gone. */
bool fetch_source_pause(const FetchSource *source, int64_t milliseconds);

/* Something else lies now at one of our paths, which only a new fetcher may open: leave,
 * and the desk starts one. Never with `once`. */
bool fetch_source_moved(const FetchSource *source);

/* Everything behind `from` to `to`. Errors: MAIL nothing there, too long, or
 * not readable; STORE `to` cannot be written. */
bool fetch_source_copy(int from, int to, uint64_t *ret_n_bytes, GError **error);

/* The kinds. Each works until the desk is gone or, with `once`, nothing is left.
 * Gives: the exit code of fetcher_main. */
int fetch_maildir_run(FetchSource *source);
int fetch_mbox_run(FetchSource *source);
int fetch_imap_run(FetchSource *source);
int fetch_pop3_run(FetchSource *source);

#endif
