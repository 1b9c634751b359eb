/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool_run — one job, waited for
 *
 * For commands, which have nothing else to do meanwhile.
 *
 * Not here: everything else of the pool (pool).
 */
#include "pipeline/reading/pool.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"

#include <fcntl.h>
#include <poll.h>

#define POOL_RUN_US (600 * CLOCK_SECOND_US)

/* Shared by the waiter and the job: the last of them frees it. */
typedef struct {
	bool answered, abandoned;
	json_t *result;
	int fd;
	GError *error;
} Waiting;

static void
pool_run_free(Waiting *waiting)
{
	json_decref(waiting->result);
	files_close(&waiting->fd);
	g_clear_error(&waiting->error);
	g_free(waiting);
}

static void
pool_run_done(void *closure, json_t *result, int fd, const GError *error)
{
	Waiting *waiting = closure;

	waiting->answered = true;
	waiting->result = json_incref(result);
	waiting->fd = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
	waiting->error = error ? g_error_copy(error) : NULL;
	if (waiting->abandoned)
		pool_run_free(waiting);
}

bool
pool_run(Pool *pool, PoolKind kind, json_t *job, int fd, json_t **ret_result, int *ret_fd,
	 GError **error)
{
	int64_t until_us = clock_monotonic_us() + POOL_RUN_US;
	Waiting *waiting = g_new0(Waiting, 1);
	bool good;

	waiting->fd = -1;
	pool_submit(pool, kind, job, fd, -1, pool_run_done, waiting);
	while (!waiting->answered && clock_monotonic_us() < until_us) {
		struct pollfd ready = { pool_fd(pool), POLLIN, 0 };
		int timeout_ms = pool_timeout_ms(pool);

		poll(&ready, 1, timeout_ms < 0 ? 1000 : timeout_ms);
		pool_dispatch(pool);
	}
	if (!waiting->answered) {
		waiting->abandoned = true;
		return errors_set(error, ERRORS_AGAIN, _("the reading workers do not answer"));
	}
	good = !waiting->error;
	if (good) {
		*ret_result = json_incref(waiting->result);
		if (ret_fd)
			*ret_fd = files_steal(&waiting->fd);
	} else {
		g_propagate_error(error, g_steal_pointer(&waiting->error));
	}
	pool_run_free(waiting);
	return good;
}
