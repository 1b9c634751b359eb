/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool_worker — one worker as the desk sees it: a channel, a pidfd, a deadline
 *
 * Not here: which job it gets (pool), what it does (worker).
 */
#ifndef CHENGBAO_PIPELINE_READING_POOL_WORKER_H
#define CHENGBAO_PIPELINE_READING_POOL_WORKER_H

#include "base/record.h"
#include "pipeline/reading/generation.h"
#include "pipeline/reading/pool.h"

typedef struct {
	PoolKind kind;
	Generation *generation; /* borrowed */
	int channel;		/* non-blocking */
	int pidfd;		/* -1 until it has greeted */
	int64_t pid;
	bool greeted;	   /* it is in its jail */
	bool watch_memory; /* its jail has no memory limit: a sanitizer build */
	char *jail;
	void *job; /* pool's; NULL: idle */
	size_t n_jobs;
	int64_t deadline_us; /* monotonic; INT64_MAX: none */
} PoolWorker;

/* Asks the generation for a worker. Errors: AGAIN. */
PoolWorker *pool_worker_new(Generation *generation, const char *kind, GError **error);
void pool_worker_free(PoolWorker *worker); /* closes the channel, upon which it ends */
void pool_worker_kill(PoolWorker *worker);

/* Takes its first record; `greeted` says whether it had come. Errors: AGAIN it did not start. */
bool pool_worker_greet(PoolWorker *worker, GError **error);

/* Takes its answer to `job` (NULL: it has none and may say nothing).
 * Gives:  *ret_reply, yours, NULL when nothing was there; *ret_fd or -1.
 * Errors: MAIL it is gone, or said what no honest worker says. */
bool pool_worker_hear(PoolWorker *worker, const char *job, json_t **ret_reply, int *ret_fd,
		      GError **error);

/* False: it is gone. */
bool pool_worker_send(PoolWorker *worker, const json_t *job, int fd1, int fd2);

/* Has it taken more memory than a jail allows? Only where the jail itself cannot say. */
bool pool_worker_is_fat(const PoolWorker *worker);

#endif
