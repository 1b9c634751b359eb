/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool_events — what happens to a pool's workers and jobs between two waits
 *
 * The pool's inside, for pool.c alone.
 */
#ifndef CHENGBAO_PIPELINE_READING_POOL_EVENTS_H
#define CHENGBAO_PIPELINE_READING_POOL_EVENTS_H

#include "pipeline/reading/generation.h"
#include "pipeline/reading/pool.h"
#include "pipeline/reading/pool_worker.h"

typedef struct {
	PoolKind kind;
	json_t *record;
	int fds[2];
	PoolDone done;
	void *closure;
	int tries;
	bool alone; /* wants a worker that has done nothing before */
} PoolJob;

struct Pool {
	char *office_directory; /* NULL: none */
	size_t most[POOL_KINDS];
	int epoll;
	int wall_ms;
	char *jail;
	Generation *current;	/* NULL: died, restart_us says when the next is started */
	GPtrArray *generations; /* all, the current one among them */
	GPtrArray *workers;	/* PoolWorker */
	GQueue jobs[POOL_KINDS];
	size_t n_running;
	int64_t restart_us;
};

void pool_job_free(PoolJob *job);

/* Starts a worker, which will get `job` (NULL: whatever comes) once it is in its jail. */
bool pool_start(Pool *pool, PoolKind kind, PoolJob *job);
void pool_drop_worker(Pool *pool, PoolWorker *worker);
size_t pool_count(const Pool *pool, PoolKind kind); /* workers of the current generation */

void pool_hand_out_all(Pool *pool);

/* Makes a new generation the current one, waiting for it or not. Errors: AGAIN, CONFIG. */
bool pool_generation(Pool *pool, bool wait, GError **error);

/* Ends generations that have neither workers nor work to come. */
void pool_sweep(Pool *pool);

#endif
