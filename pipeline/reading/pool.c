/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool — the desk's side of readers, extractors and printers
 *
 * Everything happens in pool_dispatch and pool_submit, by pool_events; nothing
 * there waits.
 */
#include "pipeline/reading/pool.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "pipeline/reading/pool_events.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

int
pool_timeout_ms(const Pool *pool)
{
	int64_t until_us = pool->current ? INT64_MAX : pool->restart_us;
	int64_t left_ms;
	bool watch = false;

	for (guint i = 0; i < pool->workers->len; i++) {
		const PoolWorker *worker = pool->workers->pdata[i];

		until_us = MIN(until_us, worker->deadline_us);
		watch |= worker->job && worker->watch_memory;
	}
	if (until_us == INT64_MAX && !watch)
		return -1;
	left_ms = until_us == INT64_MAX ? 200 : (until_us - clock_monotonic_us()) / 1000 + 1;
	if (watch)
		left_ms = MIN(left_ms, 200);
	return (int)CLAMP(left_ms, 0, 60000);
}

/* A reading copy with an offset of its own: the worker cannot write the original. */
static int
pool_borrow(int fd)
{
	char path[64];
	int copy;

	if (fd < 0)
		return -1;
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	copy = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	return copy >= 0 ? copy : fcntl(fd, F_DUPFD_CLOEXEC, 0);
}

/* A snapshot's shape is the printer's business: it travels as text. */
static void
pool_flatten(json_t *record)
{
	const json_t *snapshot = record_member(record, "snapshot");
	g_autofree char *text = json_is_object(snapshot) ? record_text(snapshot) : NULL;

	if (text)
		record_set_string(record, "snapshot", text);
}

void
pool_submit(Pool *pool, PoolKind kind, json_t *record, int fd, int fd2, PoolDone done,
	    void *closure)
{
	PoolJob *job = g_new0(PoolJob, 1);

	*job = (PoolJob){ .kind = kind, .record = record, .done = done, .closure = closure };
	pool_flatten(record);
	job->fds[0] = pool_borrow(fd);
	job->fds[1] = pool_borrow(fd2);
	g_queue_push_tail(&pool->jobs[kind], job);
	pool_hand_out_all(pool);
}

size_t
pool_pending(const Pool *pool)
{
	size_t n = pool->n_running;

	for (PoolKind kind = 0; kind < POOL_KINDS; kind++)
		n += g_queue_get_length((GQueue *)&pool->jobs[kind]);
	return n;
}

/* Readers that are there before the first letter. */
static void
pool_warm(Pool *pool)
{
	while (pool_count(pool, POOL_READER) < pool->most[POOL_READER])
		if (!pool_start(pool, POOL_READER, NULL))
			return;
}

static bool
pool_wait_for_jail(Pool *pool, GError **error)
{
	int64_t until_us = clock_monotonic_us() + GENERATION_LOAD_MS * INT64_C(1000);

	while (!pool->jail) {
		struct pollfd ready = { pool->epoll, POLLIN, 0 };

		poll(&ready, 1, 100);
		pool_dispatch(pool);
		if (!pool->jail && pool->workers->len == 0)
			return errors_set(error, ERRORS_AGAIN, _("no reading worker could start"));
		if (clock_monotonic_us() > until_us)
			return errors_set(error, ERRORS_AGAIN,
					  _("the reading workers did not load in time"));
	}
	return true;
}

Pool *
pool_new(const char *office_directory, size_t n_readers, GError **error)
{
	g_autoptr(Pool) pool = g_new0(Pool, 1);

	pool->office_directory = g_strdup(office_directory);
	pool->most[POOL_READER] = pool->most[POOL_EXTRACTOR] = MAX(n_readers, 1);
	pool->most[POOL_PRINTER] = 1;
	pool->wall_ms = POOL_WALL_MS;
	pool->workers = g_ptr_array_new_with_free_func((GDestroyNotify)pool_worker_free);
	pool->generations = g_ptr_array_new_with_free_func((GDestroyNotify)generation_free);
	pool->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (pool->epoll < 0) {
		errors_errno(error, ERRORS_AGAIN, errno, "cannot watch workers");
		return NULL;
	}
	if (!pool_generation(pool, true, error))
		return NULL;
	pool_warm(pool);
	return pool_wait_for_jail(pool, error) ? g_steal_pointer(&pool) : NULL;
}

void
pool_free(Pool *pool)
{
	if (!pool)
		return;
	for (guint i = 0; i < pool->workers->len; i++)
		pool_job_free(((PoolWorker *)pool->workers->pdata[i])->job);
	for (PoolKind kind = 0; kind < POOL_KINDS; kind++)
		g_queue_clear_full(&pool->jobs[kind], (GDestroyNotify)pool_job_free);
	g_ptr_array_unref(pool->workers);
	g_ptr_array_unref(pool->generations);
	files_close(&pool->epoll);
	g_free(pool->jail);
	g_free(pool->office_directory);
	g_free(pool);
}

bool
pool_reload(Pool *pool, GError **error)
{
	Generation *before = pool->current;

	if (!pool_generation(pool, true, error))
		return false;
	for (guint i = pool->workers->len; i-- > 0;) {
		PoolWorker *worker = pool->workers->pdata[i];

		if (worker->generation == before && !worker->job)
			pool_drop_worker(pool, worker);
	}
	pool_warm(pool);
	pool_sweep(pool);
	return true;
}

int
pool_fd(const Pool *pool)
{
	return pool->epoll;
}

const char *
pool_rules_hash(const Pool *pool)
{
	return pool->current && pool->current->hash ? pool->current->hash : "";
}

const json_t *
pool_labels(const Pool *pool)
{
	return pool->current ? pool->current->labels : NULL;
}

const char *
pool_jail(const Pool *pool)
{
	return pool->jail ? pool->jail : "none";
}

void
pool_set_wall_ms(Pool *pool, int wall_ms)
{
	pool->wall_ms = wall_ms;
}
