/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sources — the desk's side of the fetchers: one process for each source
 */
#include "pipeline/desk/sources.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/jail/channel.h"
#include "base/jail/spawn.h"
#include "base/log.h"
#include "pipeline/intake/fetch_records.h"
#include "pipeline/intake/take.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define SOURCES_TELL_US INT64_C(5000000)
#define SOURCES_RESTART_US INT64_C(100000) /* doubles with each death in a row */
#define SOURCES_DOUBLINGS 9

typedef struct {
	const Source *source;
	int channel;
	pid_t pid;
	TakePeer *peer;
	int64_t ok_us;	    /* when it was last well */
	int64_t restart_us; /* when it died: not before */
	unsigned deaths;    /* in a row */
} Fetcher;

struct DeskSources {
	Desk *desk;
	GPtrArray *fetchers; /* Fetcher */
	int64_t told_us;
};

static void
sources_stop(Fetcher *fetcher)
{
	g_clear_pointer(&fetcher->peer, take_peer_free);
	files_close(&fetcher->channel);
	if (fetcher->pid > 0) {
		kill(fetcher->pid, SIGKILL);
		waitpid(fetcher->pid, NULL, 0);
	}
	fetcher->pid = 0;
}

static void
sources_fetcher_free(void *data)
{
	Fetcher *fetcher = data;

	sources_stop(fetcher);
	g_free(fetcher);
}

static json_t *
sources_start_record(Desk *desk, const Source *source, GError **error)
{
	static const char *const after[] = { "keep", "flag", "move", "delete" };
	json_t *positions = db_rows(desk_db(desk), error, "position_list", "t", source->name);
	json_t *folders = json_array();

	if (!positions) {
		json_decref(folders);
		return NULL;
	}
	for (char **folder = source->folders; folder && *folder; folder++)
		json_array_append_new(folders, json_string(*folder));
	return json_pack(
		"{s:s, s:s, s:s, s:o, s:s?, s:s?, s:b, s:s?, s:s, s:s?, s:I, s:b, s:s, s:o, s:s, "
		"s:o}",
		"type", "start", "source", source->name, "url", source->url, "folders", folders,
		"user", source->login.user, "password", source->login.password, "oauth",
		source->login.oauth, "ca", source->login.ca_file, "after", after[source->after],
		"move_to", source->move_to, "poll_s", (json_int_t)source->poll_s, "once",
		desk->once, "mailbox", desk->office->mailbox, "positions", positions, "directory",
		desk->office->directory, "closed", desk_closed_paths(desk->office));
}

static bool
sources_start(DeskSources *sources, Fetcher *fetcher, GError **error)
{
	static const char *const args[] = { "fetcher", NULL };
	g_autoptr(json_t) start = sources_start_record(sources->desk, fetcher->source, error);
	autofd theirs = -1;

	if (!start || !channel_pair(&fetcher->channel, &theirs, error) ||
	    !spawn_worker(args, theirs, &fetcher->pid, error))
		return false;
	fetcher->peer =
		take_peer_new(sources->desk->intake, fetcher->channel, fetcher->source->name);
	return channel_send(fetcher->channel, start, -1, -1, error);
}

static char *
sources_told_path(const Desk *desk)
{
	return g_build_filename(desk->office->spool, "sources.json", NULL);
}

/* When the desk before this one last found a source well; 0: not known. */
static int64_t
sources_ok_before(const Desk *desk, const char *name)
{
	g_autofree char *path = sources_told_path(desk);
	g_autoptr(json_t) all = json_load_file(path, 0, NULL);
	size_t i;
	json_t *one;

	json_array_foreach (all, i, one)
		if (g_strcmp0(record_string(one, "source"), name) == 0)
			return record_integer(one, "last_ok_us");
	return 0;
}

DeskSources *
sources_new(Desk *desk, GError **error)
{
	g_autoptr(DeskSources) sources = g_new0(DeskSources, 1);

	sources->desk = desk;
	sources->fetchers = g_ptr_array_new_with_free_func(sources_fetcher_free);
	for (guint i = 0; i < desk->office->sources->len; i++) {
		Fetcher *fetcher = g_new0(Fetcher, 1);

		fetcher->source = desk->office->sources->pdata[i];
		fetcher->channel = -1;
		fetcher->ok_us = sources_ok_before(desk, fetcher->source->name);
		g_ptr_array_add(sources->fetchers, fetcher);
		if (!sources_start(sources, fetcher, error))
			return NULL;
	}
	return g_steal_pointer(&sources);
}

void
sources_free(DeskSources *sources)
{
	if (!sources)
		return;
	g_ptr_array_unref(sources->fetchers);
	g_free(sources);
}

void
sources_poll(const DeskSources *sources, GArray *polled)
{
	for (guint i = 0; i < sources->fetchers->len; i++) {
		const Fetcher *fetcher = sources->fetchers->pdata[i];
		struct pollfd one = { .fd = fetcher->channel, .events = POLLIN };

		if (fetcher->channel >= 0)
			g_array_append_val(polled, one);
	}
}

static void
sources_died(DeskSources *sources, Fetcher *fetcher, const char *why)
{
	if (why)
		log_line(LOG_ERROR, "source %s: %s", fetcher->source->name, why);
	sources_stop(fetcher);
	fetcher->restart_us = sources->desk->now_us +
			      (SOURCES_RESTART_US << MIN(fetcher->deaths, SOURCES_DOUBLINGS));
	fetcher->deaths++;
}

/* Leaves the states where `status` finds them; now and then, and at once a change.
 * It is a hint for people, so nothing waits for it and nothing fails with it. */
static void
sources_tell(DeskSources *sources, bool at_once)
{
	Desk *desk = sources->desk;
	g_autofree char *path = sources_told_path(desk);
	g_autoptr(json_t) all = json_array();
	g_autofree char *text = NULL;
	GHashTableIter iter;
	void *state;

	if (!at_once && desk->now_us < sources->told_us + SOURCES_TELL_US)
		return;
	sources->told_us = desk->now_us;
	g_hash_table_iter_init(&iter, desk->sources);
	while (g_hash_table_iter_next(&iter, NULL, &state))
		json_array_append_new(all, json_loads(state, 0, NULL));
	text = record_text(all);
	g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

/* How the source is; kept for `status`, and an error is told once while it lasts. */
static void
sources_state(DeskSources *sources, Fetcher *fetcher, const json_t *record)
{
	Desk *desk = sources->desk;
	const char *error = record_string(record, "error");
	const char *kept = g_hash_table_lookup(desk->sources, fetcher->source->name);
	g_autoptr(json_t) before = kept ? json_loads(kept, 0, NULL) : NULL;
	g_autoptr(json_t) state = json_object();
	bool changed = !before || g_strcmp0(record_string(before, "error"), error) != 0;

	fetcher->deaths = 0;
	if (!error)
		fetcher->ok_us = desk->now_us;
	record_set_string(state, "source", fetcher->source->name);
	record_set_integer(state, "last_ok_us", fetcher->ok_us);
	record_set_string(state, "error", error);
	if (error && changed)
		log_line(LOG_ERROR, "source %s: %s", fetcher->source->name, error);
	g_hash_table_replace(desk->sources, g_strdup(fetcher->source->name), record_text(state));
	sources_tell(sources, changed);
}

static void
sources_hear_one(DeskSources *sources, Fetcher *fetcher)
{
	g_autoptr(json_t) record = NULL;
	g_autoptr(GError) error = NULL;
	int fds[2] = { -1, -1 };

	if (!channel_receive(fetcher->channel, fetch_records_from_fetcher, &record, fds, &error)) {
		sources_died(sources, fetcher, error->message);
		return;
	}
	files_close(&fds[0]);
	files_close(&fds[1]);
	if (!record)
		sources_died(sources, fetcher, NULL);
	else if (strcmp(record_string(record, "type"), "state") == 0)
		sources_state(sources, fetcher, record);
	else if (!take_record(fetcher->peer, record, &error))
		sources_died(sources, fetcher, error->message);
}

bool
sources_hear(DeskSources *sources, int fd, GError **error)
{
	(void)error;
	for (guint i = 0; i < sources->fetchers->len; i++) {
		Fetcher *fetcher = sources->fetchers->pdata[i];

		if (fetcher->channel == fd)
			sources_hear_one(sources, fetcher);
	}
	return true;
}

bool
sources_restart(DeskSources *sources, GError **error)
{
	Desk *desk = sources->desk;

	for (guint i = 0; i < sources->fetchers->len; i++) {
		Fetcher *fetcher = sources->fetchers->pdata[i];

		if (fetcher->channel >= 0 || desk->once || desk->now_us < fetcher->restart_us)
			continue;
		if (!sources_start(sources, fetcher, error))
			return false;
	}
	return true;
}

size_t
sources_alive(const DeskSources *sources)
{
	size_t n = 0;

	for (guint i = 0; i < sources->fetchers->len; i++)
		n += ((const Fetcher *)sources->fetchers->pdata[i])->channel >= 0;
	return n;
}

int64_t
sources_next(const DeskSources *sources)
{
	int64_t next = INT64_MAX;

	for (guint i = 0; i < sources->fetchers->len; i++) {
		const Fetcher *fetcher = sources->fetchers->pdata[i];

		if (fetcher->channel < 0 && !sources->desk->once)
			next = MIN(next, fetcher->restart_us);
	}
	return next;
}
