/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool_worker — one worker as the desk sees it: a channel, a pidfd, a deadline
 */
#include "pipeline/reading/pool_worker.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/jail/jail.h"
#include "pipeline/reading/records.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

PoolWorker *
pool_worker_new(Generation *generation, const char *kind, GError **error)
{
	autofd ours = -1;
	autofd theirs = -1;
	PoolWorker *worker;

	if (!channel_pair(&ours, &theirs, error) ||
	    !generation_fork(generation, kind, theirs, error))
		return NULL;
	fcntl(ours, F_SETFL, O_NONBLOCK);
	worker = g_new0(PoolWorker, 1);
	worker->generation = generation;
	worker->channel = files_steal(&ours);
	worker->pidfd = -1;
	return worker;
}

void
pool_worker_kill(PoolWorker *worker)
{
	if (worker->pidfd >= 0)
		syscall(SYS_pidfd_send_signal, worker->pidfd, SIGKILL, NULL, 0);
}

void
pool_worker_free(PoolWorker *worker)
{
	if (!worker)
		return;
	files_close(&worker->channel);
	files_close(&worker->pidfd);
	g_free(worker->jail);
	g_free(worker);
}

static bool
pool_worker_quiet(const PoolWorker *worker)
{
	struct pollfd ready = { worker->channel, POLLIN, 0 };

	return poll(&ready, 1, 0) <= 0;
}

bool
pool_worker_greet(PoolWorker *worker, GError **error)
{
	g_autoptr(json_t) hello = NULL;
	int fds[2];

	if (pool_worker_quiet(worker))
		return true;
	if (!channel_receive(worker->channel, records_hello, &hello, fds, error))
		return false;
	worker->pidfd = fds[0];
	files_close(&fds[1]);
	if (!hello)
		return errors_set(error, ERRORS_AGAIN, _("it ended before it was ready"));
	if (record_string(hello, "failed"))
		return errors_set(error, ERRORS_AGAIN, "%s", record_string(hello, "failed"));
	worker->pid = record_integer(hello, "pid");
	worker->watch_memory = !record_bool(hello, "memory");
	worker->jail = g_strdup(record_string(hello, "jail"));
	worker->greeted = true;
	return true;
}

bool
pool_worker_hear(PoolWorker *worker, const char *job, json_t **ret_reply, int *ret_fd,
		 GError **error)
{
	static const RecordField nothing[] = { { .name = NULL } };
	const RecordField *table = records_reply(job);
	g_autoptr(json_t) reply = NULL;
	autofd fd = -1;
	int fds[2];

	*ret_reply = NULL;
	*ret_fd = -1;
	if (pool_worker_quiet(worker))
		return true;
	if (!channel_receive(worker->channel, table ? table : nothing, &reply, fds, error))
		return false;
	fd = fds[0];
	files_close(&fds[1]);
	if (!reply)
		return errors_set(error, ERRORS_MAIL, _("the process ended"));
	if (!table)
		return errors_set(error, ERRORS_MAIL, "it spoke without being asked");
	if (!records_sound(job, reply, error))
		return false;
	*ret_reply = g_steal_pointer(&reply);
	*ret_fd = files_steal(&fd);
	return true;
}

bool
pool_worker_send(PoolWorker *worker, const json_t *job, int fd1, int fd2)
{
	g_autoptr(GError) error = NULL;

	return channel_send(worker->channel, job, fd1, fd2, &error);
}

bool
pool_worker_is_fat(const PoolWorker *worker)
{
	char path[64], line[128] = "";
	unsigned long resident = 0;
	autofd fd = -1;

	if (!worker->watch_memory || !worker->job || worker->pid <= 1)
		return false;
	snprintf(path, sizeof path, "/proc/%lld/statm", (long long)worker->pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, line, sizeof line - 1) <= 0)
		return false;
	if (sscanf(line, "%*u %lu", &resident) != 1)
		return false;
	/* ASan's shadow and its quarantine of freed memory come on top. */
	return resident * (unsigned long)sysconf(_SC_PAGESIZE) > 2 * JAIL_MEMORY_BYTES;
}
