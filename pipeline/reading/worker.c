/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * worker — a forked child of the zygote: into the jail, then job after job
 *
 * It leaves by _exit: nothing of the parent's is to be flushed or freed.
 */
#include "pipeline/reading/worker.h"

#include "base/files.h"
#include "base/jail/channel.h"
#include "pipeline/reading/jobs.h"
#include "pipeline/reading/records.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WORKER_WHY_CHARACTERS 500

bool
worker_kind(const char *word, JailKind *ret_kind)
{
	static const char *const words[] = { "reader", "extractor", "printer" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(word, words[i]) == 0) {
			*ret_kind = (JailKind)i;
			return true;
		}
	return false;
}

static bool
worker_hello(JailLevel level, const GError *failed)
{
	g_autofree char *jail = jail_level_text(level);
	g_autoptr(json_t) hello = json_object();
	autofd pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);

	record_set_string(hello, "type", "hello");
	record_set_integer(hello, "pid", getpid());
	record_set_string(hello, "jail", jail);
	json_object_set_new(hello, "memory", json_boolean(level.memory));
	record_set_string(hello, "failed", failed ? failed->message : NULL);
	return channel_send(JAIL_CHANNEL, hello, pidfd, -1, NULL);
}

/* An answer's reason is for people: short, and never a parser's whole input. */
static json_t *
worker_failed(const GError *error)
{
	g_autofree char *valid = g_utf8_make_valid(error->message, -1);
	g_autofree char *why =
		g_utf8_substring(valid, 0, MIN(g_utf8_strlen(valid, -1), WORKER_WHY_CHARACTERS));
	json_t *reply = json_object();

	record_set_string(reply, "failed", why);
	return reply;
}

static bool
worker_serve(JailKind kind, const RuleSet *rules, const json_t *job, int fd)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) reply = NULL;
	autofd result_fd = -1;
	json_t *result;

	jail_allow_cpu(kind == JAIL_EXTRACTOR ? JAIL_EXTRACTOR_CPU_S : JAIL_CPU_S);
	result = jobs_run(kind, rules, job, fd, &result_fd, &error);
	if (result) {
		reply = json_object();
		json_object_set_new(reply, "result", result);
	} else {
		reply = worker_failed(error);
	}
	if (channel_send(JAIL_CHANNEL, reply, result_fd, -1, NULL))
		return true;
	/* Too large to send, or nobody listens: the end of the channel says it. */
	return false;
}

void
worker_main(JailKind kind, int channel, const RuleSet *rules)
{
	g_autoptr(GError) error = NULL;
	JailLevel level = { 0 };

	if (!jail_enter(kind, channel, &level, &error)) {
		/* It may not have got as far as placing the channel. */
		if (channel != JAIL_CHANNEL)
			dup2(channel, JAIL_CHANNEL);
		worker_hello(level, error);
		_exit(1);
	}
	if (!worker_hello(level, NULL))
		_exit(1);
	for (;;) {
		g_autoptr(json_t) job = NULL;
		autofd fd = -1;
		int fds[2];

		if (!channel_receive(JAIL_CHANNEL, records_job, &job, fds, NULL))
			_exit(1);
		fd = fds[0];
		files_close(&fds[1]);
		if (!job || !worker_serve(kind, rules, job, fd) || kind == JAIL_EXTRACTOR)
			_exit(0);
	}
}
