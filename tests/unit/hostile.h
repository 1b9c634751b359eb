/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hostile — a mailbox server that misbehaves, and a fetcher's files
 *
 * Wraps tests/hostile-PROTOCOL.py MODE. The folder holds its certificate (cert.pem) and
 * the words that a source's `password` names: file:password, file:wrong, file:token.
 */
#ifndef CHENGBAO_TESTS_HOSTILE_H
#define CHENGBAO_TESTS_HOSTILE_H

#include "desk_peer.h"
#include "folder.h"
#include "mailhost.h"

#include <stdlib.h>

typedef struct Hostile {
	char *url; /* PROTOCOLs://localhost:PORT/ */
	GPid pid;
	int in; /* it ends when this is closed */
} Hostile;

/* A word that a login needs, in a file for its user alone. */
static inline void
hostile_secret(const char *folder, const char *name, const char *word)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *line = g_strconcat(word, "\n", NULL);

	g_assert_true(
		g_file_set_contents_full(path, line, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* The folder of all tests of one program, for folder_run(). */
static inline char *
hostile_folder(const char *name)
{
	char *folder = folder_new(name);
	g_autofree char *cert = g_build_filename(folder, "cert.pem", NULL);
	g_autofree char *key = g_build_filename(folder, "key.pem", NULL);

	hostile_secret(folder, "password", "test-password");
	hostile_secret(folder, "wrong", "nonsense");
	hostile_secret(folder, "token", "fresh-token");
	g_assert_true(mailhost_certificate(cert, key));
	return folder;
}

static inline void
hostile_start(Hostile *server, const char *folder, const char *protocol, const char *mode)
{
	g_autofree char *cert = g_build_filename(folder, "cert.pem", NULL);
	g_autofree char *key = g_build_filename(folder, "key.pem", NULL);
	g_autofree char *script = g_strdup_printf("tests/hostile-%s.py", protocol);
	const char *argv[] = { "python3", script, cert, key, mode, NULL };
	autofd out = -1;
	char port[16] = "";

	g_assert_true(g_spawn_async_with_pipes(
		NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL,
		NULL, &server->pid, &server->in, &out, NULL, NULL));
	g_assert_cmpint(read(out, port, sizeof port - 1), >, 0);
	server->url = g_strdup_printf("%ss://localhost:%d/", protocol, (int)strtol(port, NULL, 10));
}

static inline void
hostile_stop(Hostile *server)
{
	files_close(&server->in);
	waitpid(server->pid, NULL, 0);
	g_clear_pointer(&server->url, g_free);
}

/* What the desk was told: of parked letters ("" for none), of trouble (NULL for none). */
static inline void
hostile_said(const DeskPeer *peer, const char *parked, const char *errors)
{
	if (*parked)
		g_assert_nonnull(strstr(peer->parked, parked));
	else
		g_assert_cmpstr(peer->parked, ==, "");
	if (errors)
		g_assert_nonnull(strstr(peer->errors, errors));
	else
		g_assert_cmpstr(peer->errors, ==, "");
}

/* A real server refuses the login: `start` has everything but the wrong word. */
static inline void
hostile_wrong_password(json_t *start)
{
	DeskPeer peer;

	json_object_set_new(start, "password", json_string("file:wrong"));
	desk_peer_start(&peer, start);
	desk_peer_serve(&peer, 99, 99, 60);
	g_assert_nonnull(strstr(peer.errors, "refuses the login of reports"));
	g_assert_cmpint(desk_peer_end(&peer), ==, 75);
}

#endif
