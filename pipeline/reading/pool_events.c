/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool_events — what happens to a pool's workers and jobs between two waits
 *
 * A worker is starting, idle or busy with one job. A job that needs a process
 * of its own (a document's, or a second try) is given to the worker it was
 * started for.
 */
#include "pipeline/reading/pool_events.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/log.h"
#include "pipeline/reading/pool_worker.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>

#define POOL_RESTART_US (2 * CLOCK_SECOND_US) /* after a generation died */
#define POOL_TRIES 2
#define POOL_WORKER_JOBS 500 /* then a reader makes room for a fresh one */

static const char *const pool_kinds[POOL_KINDS] = { "reader", "extractor", "printer" };

void
pool_job_free(PoolJob *job)
{
	if (!job)
		return;
	json_decref(job->record);
	files_close(&job->fds[0]);
	files_close(&job->fds[1]);
	g_free(job);
}

static void
pool_watch(Pool *pool, int fd)
{
	struct epoll_event wanted = { .events = EPOLLIN, .data.fd = fd };

	if (epoll_ctl(pool->epoll, EPOLL_CTL_ADD, fd, &wanted) < 0)
		log_line(LOG_ERROR, "cannot watch a worker: %s", g_strerror(errno));
}

/* The job is over: told once, then gone. */
static void
pool_answer(PoolJob *job, json_t *result, int fd, const GError *error)
{
	if (job->done)
		job->done(job->closure, result, fd, error);
	pool_job_free(job);
}

static PoolJob *
pool_detach(Pool *pool, PoolWorker *worker)
{
	PoolJob *job = worker->job;

	worker->job = NULL;
	if (job)
		pool->n_running--;
	return job;
}

void
pool_drop_worker(Pool *pool, PoolWorker *worker)
{
	worker->generation->n_workers--;
	g_ptr_array_remove_fast(pool->workers, worker);
}

/* A worker is gone or not to be trusted any more. Its job is tried once again, alone. */
static void
pool_lose(Pool *pool, PoolWorker *worker, ErrorsCode code, const char *why)
{
	PoolJob *job = pool_detach(pool, worker);
	g_autoptr(GError) error = NULL;

	pool_worker_kill(worker);
	pool_drop_worker(pool, worker);
	if (!job)
		return;
	if (++job->tries < POOL_TRIES) {
		job->alone = true;
		g_queue_push_head(&pool->jobs[job->kind], job);
		return;
	}
	errors_set(&error, code, _("the %s gave up on this twice: %s"), pool_kinds[job->kind], why);
	pool_answer(job, NULL, -1, error);
}

static bool
pool_give(Pool *pool, PoolWorker *worker)
{
	PoolJob *job = worker->job;

	worker->deadline_us = clock_monotonic_us() + pool->wall_ms * INT64_C(1000);
	worker->n_jobs++;
	if (pool_worker_send(worker, job->record, job->fds[0], job->fds[1]))
		return true;
	pool_lose(pool, worker, ERRORS_MAIL, _("the process ended"));
	return false;
}

bool
pool_start(Pool *pool, PoolKind kind, PoolJob *job)
{
	g_autoptr(GError) error = NULL;
	PoolWorker *worker = pool_worker_new(pool->current, pool_kinds[kind], &error);

	if (!worker) {
		log_line(LOG_ERROR, "%s", error->message);
		return false;
	}
	worker->kind = kind;
	worker->job = job;
	worker->deadline_us = clock_monotonic_us() + pool->wall_ms * INT64_C(1000);
	pool->current->n_workers++;
	if (job)
		pool->n_running++;
	g_ptr_array_add(pool->workers, worker);
	pool_watch(pool, worker->channel);
	return true;
}

size_t
pool_count(const Pool *pool, PoolKind kind)
{
	size_t n = 0;

	for (guint i = 0; i < pool->workers->len; i++) {
		const PoolWorker *worker = pool->workers->pdata[i];

		n += worker->kind == kind && worker->generation == pool->current;
	}
	return n;
}

static PoolWorker *
pool_idle(const Pool *pool, PoolKind kind)
{
	for (guint i = 0; i < pool->workers->len; i++) {
		PoolWorker *worker = pool->workers->pdata[i];

		if (worker->kind == kind && worker->greeted && !worker->job &&
		    worker->generation == pool->current)
			return worker;
	}
	return NULL;
}

/* Hands out the first job of a kind. False: nothing more can be done now. */
static bool
pool_hand_out(Pool *pool, PoolKind kind)
{
	PoolJob *job = g_queue_peek_head(&pool->jobs[kind]);
	bool fresh = job && (job->alone || kind == POOL_EXTRACTOR);
	PoolWorker *idle = job ? pool_idle(pool, kind) : NULL;

	if (!job || !pool->current || !pool->current->hash)
		return false;
	if (idle && !fresh) {
		g_queue_pop_head(&pool->jobs[kind]);
		idle->job = job;
		pool->n_running++;
		pool_give(pool, idle);
		return true;
	}
	if (idle && pool_count(pool, kind) >= pool->most[kind])
		pool_drop_worker(pool, idle);
	if (pool_count(pool, kind) >= pool->most[kind] || !pool_start(pool, kind, job))
		return false;
	g_queue_pop_head(&pool->jobs[kind]);
	return true;
}

void
pool_hand_out_all(Pool *pool)
{
	for (PoolKind kind = 0; kind < POOL_KINDS; kind++)
		while (pool_hand_out(pool, kind))
			;
}

/* After its answer a worker waits for the next job, or has done its work. */
static void
pool_rest(Pool *pool, PoolWorker *worker)
{
	worker->deadline_us = INT64_MAX;
	if (worker->kind == POOL_EXTRACTOR || worker->generation != pool->current ||
	    worker->n_jobs >= POOL_WORKER_JOBS)
		pool_drop_worker(pool, worker);
}

static void
pool_hello(Pool *pool, PoolWorker *worker)
{
	g_autoptr(GError) error = NULL;

	if (!pool_worker_greet(worker, &error)) {
		pool_lose(pool, worker, ERRORS_AGAIN, error->message);
		return;
	}
	if (!worker->greeted)
		return;
	if (!pool->jail)
		pool->jail = g_strdup(worker->jail);
	worker->deadline_us = INT64_MAX;
	if (worker->job)
		pool_give(pool, worker);
}

static void
pool_hear_worker(Pool *pool, PoolWorker *worker)
{
	g_autoptr(json_t) reply = NULL;
	g_autoptr(GError) error = NULL;
	autofd fd = -1;
	PoolJob *job = worker->job;

	if (!worker->greeted) {
		pool_hello(pool, worker);
		return;
	}
	if (!pool_worker_hear(worker, job ? record_string(job->record, "job") : NULL, &reply, &fd,
			      &error)) {
		pool_lose(pool, worker, ERRORS_MAIL, error->message);
		return;
	}
	if (!reply)
		return;
	pool_detach(pool, worker);
	pool_rest(pool, worker);
	if (record_string(reply, "failed"))
		errors_set(&error, ERRORS_MAIL, "%s", record_string(reply, "failed"));
	pool_answer(job, error ? NULL : json_object_get(reply, "result"), error ? -1 : fd, error);
}

void
pool_sweep(Pool *pool)
{
	for (guint i = pool->generations->len; i-- > 0;) {
		Generation *generation = pool->generations->pdata[i];

		if (generation != pool->current && generation->n_workers == 0)
			g_ptr_array_remove_index_fast(pool->generations, i);
	}
}

static void
pool_hear_generation(Pool *pool, Generation *generation)
{
	g_autoptr(GError) error = NULL;

	if (generation_hear(generation, &error))
		return;
	log_line(LOG_ERROR, "%s", error->message);
	epoll_ctl(pool->epoll, EPOLL_CTL_DEL, generation->control, NULL);
	files_close(&generation->control);
	if (generation == pool->current) {
		pool->current = NULL;
		/* Files that are wrong now are seldom right a moment later. */
		pool->restart_us = clock_monotonic_us() +
				   (error->code == ERRORS_CONFIG ? 15 : 1) * POOL_RESTART_US;
	}
}

static void
pool_event(Pool *pool, int fd)
{
	for (guint i = 0; i < pool->workers->len; i++)
		if (((PoolWorker *)pool->workers->pdata[i])->channel == fd) {
			pool_hear_worker(pool, pool->workers->pdata[i]);
			return;
		}
	for (guint i = 0; i < pool->generations->len; i++)
		if (((Generation *)pool->generations->pdata[i])->control == fd) {
			pool_hear_generation(pool, pool->generations->pdata[i]);
			return;
		}
}

static void
pool_end_overruns(Pool *pool)
{
	int64_t now_us = clock_monotonic_us();

	/* From the end: a loss moves the last worker to its place. */
	for (guint i = pool->workers->len; i-- > 0;) {
		PoolWorker *worker = i < pool->workers->len ? pool->workers->pdata[i] : NULL;
		g_autofree char *why = NULL;

		if (!worker)
			continue; /* an answer's closure has changed the list */
		if (worker->deadline_us <= now_us)
			why = g_strdup_printf(_("it took longer than %d seconds"),
					      MAX(1, pool->wall_ms / 1000));
		else if (pool_worker_is_fat(worker))
			why = g_strdup(_("it took too much memory"));
		if (why)
			pool_lose(pool, worker, ERRORS_MAIL, why);
	}
}

bool
pool_generation(Pool *pool, bool wait, GError **error)
{
	g_autoptr(Generation) next = generation_start(pool->office_directory, error);

	if (!next || (wait && !generation_wait(next, error)))
		return false;
	pool_watch(pool, next->control);
	g_ptr_array_add(pool->generations, next);
	pool->current = g_steal_pointer(&next);
	return true;
}

static void
pool_restart(Pool *pool)
{
	g_autoptr(GError) error = NULL;

	if (pool->current || clock_monotonic_us() < pool->restart_us)
		return;
	if (!pool_generation(pool, false, &error)) {
		log_line(LOG_ERROR, "%s", error->message);
		pool->restart_us = clock_monotonic_us() + POOL_RESTART_US;
	}
}

void
pool_dispatch(Pool *pool)
{
	struct epoll_event events[32];
	int n = epoll_wait(pool->epoll, events, G_N_ELEMENTS(events), 0);

	for (int i = 0; i < n; i++)
		pool_event(pool, events[i].data.fd);
	pool_end_overruns(pool);
	pool_restart(pool);
	pool_hand_out_all(pool);
	pool_sweep(pool);
}
