/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool — the desk's side of readers, extractors and printers
 *
 * Jobs wait here until a jailed worker is free; answers are checked against the
 * table of their job and handed to the closure. A worker that dies or overruns
 * costs its job alone: the job is tried once more in a fresh worker, then
 * fails with the reason.
 *
 * Promise: pool_dispatch and pool_submit never block; PoolDone is called
 * exactly once for each job, unless the pool is freed first.
 * Not here: what an answer means (pipeline/desk).
 */
#ifndef CHENGBAO_PIPELINE_READING_POOL_H
#define CHENGBAO_PIPELINE_READING_POOL_H

#include "base/record.h"

typedef enum { POOL_READER, POOL_EXTRACTOR, POOL_PRINTER } PoolKind;
#define POOL_KINDS 3

#define POOL_WALL_MS 30000 /* a job's wall time */

typedef struct Pool Pool;

/* result and fd are borrowed (dup the fd to keep it); result is NULL exactly when error is
 * set (MAIL: this job cannot be done, with the reason). The callback may submit jobs. */
typedef void (*PoolDone)(void *closure, json_t *result, int fd, const GError *error);

/* Starts a generation and waits until it is loaded and its first reader is in its jail.
 * `office_directory` NULL: shipped rules, empty roster. n_readers >= 1.
 * Errors: CONFIG every problem of the office's files, one per line; AGAIN no process. */
Pool *pool_new(const char *office_directory, size_t n_readers, GError **error);
void pool_free(Pool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pool, pool_free)

int pool_fd(const Pool *pool);	       /* readable: call pool_dispatch */
int pool_timeout_ms(const Pool *pool); /* call it then at the latest; -1 = no need */
void pool_dispatch(Pool *pool);	       /* takes answers, ends overruns, hands out jobs */
size_t pool_pending(const Pool *pool); /* jobs not yet answered */

/* Takes `job` (a record of records_job, its "job" says which); fd and fd2 are dup'ed, -1 none. */
void pool_submit(Pool *pool, PoolKind kind, json_t *job, int fd, int fd2, PoolDone done,
		 void *closure);

/* One job, waited for; other jobs go on meanwhile. Takes `job`.
 * Gives:  *ret_result and *ret_fd (-1 none), yours; ret_fd may be NULL.
 * Errors: MAIL as in PoolDone. */
bool pool_run(Pool *pool, PoolKind kind, json_t *job, int fd, json_t **ret_result, int *ret_fd,
	      GError **error);

/* A new generation with the office's files as they are now; workers of the old one finish.
 * Waits for it. Errors: as pool_new; the old generation then stays. */
bool pool_reload(Pool *pool, GError **error);

const char *pool_rules_hash(const Pool *pool); /* of the generation that gets new jobs */
/* The topics and kinds that its rules define, in file order:
 * {"topics":[{"topic","group"}…],"kinds":["紧急"…]}. Borrowed, until the next pool_reload. */
const json_t *pool_labels(const Pool *pool);
const char *pool_jail(const Pool *pool); /* jail_level_text of its first worker */

/* Wall time of each later job; for tests. */
void pool_set_wall_ms(Pool *pool, int wall_ms);

#endif
