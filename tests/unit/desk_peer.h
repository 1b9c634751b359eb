/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * desk_peer — the desk's side of a fetcher, for tests
 *
 * The fetcher runs in a child; letters go into memory files. Letters are
 * acknowledged at once unless `hold` is set.
 */
#ifndef CHENGBAO_TESTS_DESK_PEER_H
#define CHENGBAO_TESTS_DESK_PEER_H

#include "base/clock.h"
#include "base/files.h"
#include "base/jail/channel.h"
#include "base/wire/maildir.h"
#include "pipeline/intake/fetch_records.h"
#include "pipeline/intake/fetcher.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
	int channel;
	pid_t pid;
	bool hold;
	const char *known; /* the key that the desk has already; NULL none */
	unsigned n_asks;
	int64_t n_tickets;
	int fds[4096];
	GPtrArray *letters; /* char *, in order */
	GPtrArray *taken;   /* json_t *, the records */
	unsigned n_drops;
	unsigned n_idle;
	char *error;  /* the last of all states, NULL well */
	char *errors; /* all of them */
	char *parked; /* of the last state, joined */
	bool ended;
} DeskPeer;

static inline void
desk_peer_start(DeskPeer *peer, json_t *start)
{
	int theirs;

	*peer = (DeskPeer){ .letters = g_ptr_array_new_with_free_func(g_free),
			    .taken = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref),
			    .errors = g_strdup("") };
	g_assert_true(channel_pair(&peer->channel, &theirs, NULL));
	peer->pid = fork();
	if (peer->pid == 0) {
		close(peer->channel);
		_exit(fetcher_main(theirs));
	}
	close(theirs);
	g_assert_true(channel_send(peer->channel, start, -1, -1, NULL));
	json_decref(start);
}

static inline void
desk_peer_done(DeskPeer *peer, int64_t ticket)
{
	g_autoptr(json_t) done =
		json_pack("{s:s, s:I, s:I, s:b}", "type", "done", "ticket", (json_int_t)ticket,
			  "letter", (json_int_t)ticket, "again", 0);

	channel_send(peer->channel, done, -1, -1, NULL);
}

static inline void
desk_peer_state(DeskPeer *peer, const json_t *record)
{
	const char *error = record_string(record, "error");
	g_autoptr(GString) parked = g_string_new(NULL);
	const json_t *list = record_member(record, "parked");
	json_t *one;
	size_t i;

	json_array_foreach (list, i, one)
		g_string_append_printf(parked, "%s\n", json_string_value(one));
	if (error) {
		char *all = g_strconcat(peer->errors, error, "\n", NULL);

		g_free(peer->errors);
		peer->errors = all;
	}
	g_free(peer->error);
	peer->error = g_strdup(error);
	g_free(peer->parked);
	peer->parked = g_string_free(g_steal_pointer(&parked), FALSE);
	peer->n_idle += record_bool(record, "idle");
}

static inline void
desk_peer_record(DeskPeer *peer, json_t *record)
{
	const char *type = record_string(record, "type");
	int64_t ticket = record_integer(record, "ticket");

	if (strcmp(type, "open") == 0) {
		int fd = memfd_create("letter", MFD_CLOEXEC);
		g_autoptr(json_t) file = json_pack("{s:s, s:I}", "type", "file", "ticket",
						   (json_int_t)++peer->n_tickets);

		g_assert_cmpint(peer->n_tickets, <, 4096);
		peer->fds[peer->n_tickets] = fd;
		channel_send(peer->channel, file, fd, -1, NULL);
	} else if (strcmp(type, "taken") == 0) {
		size_t n_bytes = 0;
		char *bytes = files_read_fd(peer->fds[ticket], 64 << 20, &n_bytes, NULL);

		g_assert_cmpint((int64_t)n_bytes, ==, record_integer(record, "bytes"));
		files_close(&peer->fds[ticket]);
		g_ptr_array_add(peer->letters, bytes);
		g_ptr_array_add(peer->taken, json_incref(record));
		if (!peer->hold)
			desk_peer_done(peer, ticket);
	} else if (strcmp(type, "drop") == 0) {
		files_close(&peer->fds[ticket]);
		peer->n_drops++;
	} else if (strcmp(type, "ask") == 0) {
		g_autoptr(json_t) known =
			json_pack("{s:s, s:b}", "type", "known", "known",
				  g_strcmp0(record_string(record, "key"), peer->known) == 0);

		peer->n_asks++;
		channel_send(peer->channel, known, -1, -1, NULL);
	} else if (strcmp(type, "state") == 0) {
		desk_peer_state(peer, record);
	}
}

/* Serves until there are n_letters and n_idle quiet states, the fetcher ended, or the time is over.
 */
static inline void
desk_peer_serve(DeskPeer *peer, unsigned n_letters, unsigned n_idle, int seconds)
{
	int64_t until_us = clock_monotonic_us() + seconds * CLOCK_SECOND_US;

	while (!peer->ended && (peer->letters->len < n_letters || peer->n_idle < n_idle)) {
		struct pollfd wait = { peer->channel, POLLIN, 0 };
		int64_t left_ms = (until_us - clock_monotonic_us()) / 1000;
		g_autoptr(json_t) record = NULL;
		int fds[2];

		if (left_ms <= 0 || poll(&wait, 1, (int)left_ms) <= 0)
			break;
		g_assert_true(channel_receive(peer->channel, fetch_records_from_fetcher, &record,
					      fds, NULL));
		if (record)
			desk_peer_record(peer, record);
		else
			peer->ended = true;
	}
}

/* Serves until so many letters lie in the Maildir; false when they do not come to that. */
static inline bool
desk_peer_serve_until(DeskPeer *peer, const char *maildir, unsigned n_letters)
{
	for (int i = 0; i < 600; i++) {
		g_autoptr(GPtrArray) entries = NULL;

		if (maildir_list(maildir, true, 100, &entries, NULL) && entries &&
		    entries->len == n_letters)
			return true;
		desk_peer_serve(peer, G_MAXUINT, G_MAXUINT, 1);
		if (peer->ended)
			g_usleep(50000);
	}
	return false;
}

/* Hangs up; the fetcher's exit code. */
static inline int
desk_peer_end(DeskPeer *peer)
{
	int status = -1;

	close(peer->channel);
	for (int i = 0; i < 1200 && waitpid(peer->pid, &status, WNOHANG) == 0; i++)
		g_usleep(50000);
	if (status == -1) {
		kill(peer->pid, SIGKILL);
		waitpid(peer->pid, NULL, 0);
	}
	g_ptr_array_unref(peer->letters);
	g_ptr_array_unref(peer->taken);
	g_free(peer->error);
	g_free(peer->errors);
	g_free(peer->parked);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
