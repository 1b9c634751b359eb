/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * generation — the desk's end of one zygote
 */
#include "pipeline/reading/generation.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/jail/spawn.h"
#include "pipeline/reading/records.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

Generation *
generation_start(const char *office_directory, GError **error)
{
	const char *args[] = { "reading", office_directory ? office_directory : "", NULL };
	g_autoptr(Generation) generation = g_new0(Generation, 1);
	autofd theirs = -1;

	generation->control = -1;
	if (!channel_pair(&generation->control, &theirs, error) ||
	    !spawn_worker(args, theirs, &generation->pid, error))
		return NULL;
	fcntl(generation->control, F_SETFL, O_NONBLOCK);
	return g_steal_pointer(&generation);
}

void
generation_free(Generation *generation)
{
	if (!generation)
		return;
	files_close(&generation->control);
	if (generation->pid > 0) {
		kill(generation->pid, SIGKILL);
		waitpid(generation->pid, NULL, 0);
	}
	g_free(generation->hash);
	json_decref(generation->labels);
	g_free(generation);
}

static bool
generation_problems(const json_t *lines, GError **error)
{
	g_autoptr(GString) all = g_string_new(NULL);
	size_t i;
	json_t *line;

	json_array_foreach ((json_t *)lines, i, line)
		g_string_append_printf(all, "%s%s", i ? "\n" : "", json_string_value(line));
	return errors_set(error, ERRORS_CONFIG, "%s",
			  all->len ? all->str : _("the rules could not be loaded"));
}

bool
generation_hear(Generation *generation, GError **error)
{
	struct pollfd ready = { generation->control, POLLIN, 0 };
	g_autoptr(json_t) said = NULL;
	int fds[2];

	if (poll(&ready, 1, 0) <= 0)
		return true;
	if (!channel_receive(generation->control, records_zygote, &said, fds, error))
		return false;
	files_close(&fds[0]);
	files_close(&fds[1]);
	if (!said)
		return errors_set(error, ERRORS_AGAIN,
				  _("the parent of the reading workers has ended"));
	if (strcmp(record_string(said, "type"), "ready") != 0)
		return generation_problems(record_member(said, "lines"), error);
	g_free(generation->hash);
	generation->hash = g_strdup(record_string(said, "hash"));
	if (!generation->hash)
		generation->hash = g_strdup("");
	json_decref(generation->labels);
	generation->labels = json_pack("{s:O?, s:O?}", "topics", json_object_get(said, "topics"),
				       "kinds", json_object_get(said, "kinds"));
	return true;
}

bool
generation_wait(Generation *generation, GError **error)
{
	int64_t until = clock_monotonic_us() + GENERATION_LOAD_MS * INT64_C(1000);

	while (!generation->hash) {
		struct pollfd ready = { generation->control, POLLIN, 0 };

		poll(&ready, 1, 1000);
		if (!generation_hear(generation, error))
			return false;
		if (clock_monotonic_us() > until)
			return errors_set(error, ERRORS_AGAIN,
					  _("the reading workers did not load in time"));
	}
	return true;
}

bool
generation_fork(Generation *generation, const char *kind, int child_end, GError **error)
{
	g_autoptr(json_t) request = json_pack("{s:s, s:s}", "type", "fork", "kind", kind);

	return channel_send(generation->control, request, child_end, -1, error);
}
