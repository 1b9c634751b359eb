/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of pipeline/intake/fetch_imap.c and fetch_imap_letter.c: a real
 * fetcher process against tests/hostile-imap.py and against a real Dovecot.
 */
#include "tests/unit/desk_peer.h"
#include "tests/unit/mailhost.h"

#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>

static char *dir; /* certificate, password */
static Mailhost *host;

static json_t *
start_of(const char *url, const char *ca, const char *after, bool once)
{
	json_t *start = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:s}", "type",
				  "start", "source", "main", "url", url, "user", "reports",
				  "password", "file:imap", "ca", ca, "after", after, "move_to",
				  "已处理", "poll_s", 60, "once", once, "directory", dir);

	return start;
}

typedef struct {
	const char *mode;
	const char *keys[4]; /* of the letters taken, in order */
	uint32_t marks[3];
	const char *parked; /* in the last state */
	const char *errors; /* in one of the states; NULL: none may be */
	int code;
} HostileCase;

static const HostileCase hostile_cases[] = {
	{ "good", { "INBOX 100/1", "INBOX 100/2", "INBOX 100/3" }, { 1, 2, 3 }, "", NULL, 0 },
	{ "unsafe-login",
	  { "INBOX 100/1", "INBOX 100/2", "INBOX 100/3" },
	  { 1, 2, 3 },
	  "",
	  NULL,
	  0 },
	{ "wrong-uid",
	  { "INBOX 100/1", "INBOX 100/3" },
	  { 1, 1 },
	  "INBOX 100/2: letter 2 was asked for and another one came",
	  NULL,
	  0 },
	{ "nil",
	  { "INBOX 100/1", "INBOX 100/3" },
	  { 1, 1 },
	  "INBOX 100/2: the server has no bytes",
	  NULL,
	  0 },
	{ "quoted", { "INBOX 100/1", "INBOX 100/3", "INBOX 100/2" }, { 1, 1, 3 }, "", NULL, 0 },
	{ "cut",
	  { "INBOX 100/1", "INBOX 100/3" },
	  { 1, 1 },
	  "INBOX 100/2: the connection to localhost was lost",
	  "was lost",
	  0 },
	{ "cut-once",
	  { "INBOX 100/1", "INBOX 100/2", "INBOX 100/3" },
	  { 1, 2, 3 },
	  "",
	  "was lost",
	  0 },
	{ "guess", { "INBOX 100/1", "INBOX 100/3", "INBOX 100/2" }, { 1, 1, 3 }, "", NULL, 0 },
	{ "lie", { "INBOX 100/1", "INBOX 100/3", "INBOX 100/2" }, { 1, 1, 3 }, "", NULL, 0 },
	{ "uidvalidity", { "INBOX 101/1" }, { 1 }, "", "was lost", 75 },
};

/* The server's port; it ends when *ret_stdin is closed. */
static char *
start_hostile(const char *mode, GPid *ret_pid, int *ret_stdin)
{
	g_autofree char *cert = g_build_filename(dir, "cert.pem", NULL);
	g_autofree char *key = g_build_filename(dir, "key.pem", NULL);
	const char *argv[] = { "python3", "tests/hostile-imap.py", cert, key, mode, NULL };
	autofd out = -1;
	char port[16] = "";

	g_assert_true(g_spawn_async_with_pipes(NULL, (char **)argv, NULL,
					       G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
					       NULL, NULL, ret_pid, ret_stdin, &out, NULL, NULL));
	g_assert_cmpint(read(out, port, sizeof port - 1), >, 0);
	return g_strdup_printf("imaps://localhost:%d/", (int)strtol(port, NULL, 10));
}

static void
test_hostile(const void *data)
{
	const HostileCase *c = data;
	g_autofree char *url = NULL;
	autofd in = -1;
	GPid pid = 0;
	DeskPeer peer;
	size_t n = 0;

	url = start_hostile(c->mode, &pid, &in);
	desk_peer_start(&peer, start_of(url, "cert.pem", "keep", true));
	desk_peer_serve(&peer, 99, 99, 30);
	g_assert_true(peer.ended);
	for (; c->keys[n] && n < peer.taken->len; n++) {
		const json_t *taken = peer.taken->pdata[n];

		g_assert_cmpstr(record_string(taken, "key"), ==, c->keys[n]);
		g_assert_cmpint(record_integer(taken, "mark"), ==, c->marks[n]);
		g_assert_cmpint(record_integer(taken, "received_us"), ==,
				1795393800 * CLOCK_SECOND_US);
	}
	g_assert_null(c->keys[n]);
	g_assert_cmpuint(peer.taken->len, ==, n);
	g_assert_cmpstr(peer.letters->pdata[0], ==, "Subject: one\r\n\r\nx A1 OK\r\n");
	if (*c->parked)
		g_assert_nonnull(strstr(peer.parked, c->parked));
	else
		g_assert_cmpstr(peer.parked, ==, "");
	if (c->errors)
		g_assert_nonnull(strstr(peer.errors, c->errors));
	else
		g_assert_cmpstr(peer.errors, ==, "");
	g_assert_cmpint(desk_peer_end(&peer), ==, c->code);
	files_close(&in);
	waitpid(pid, NULL, 0);
}

/* Positions are believed only for the same UIDVALIDITY. */
static void
test_positions(void)
{
	static const struct {
		int uidvalidity, uid;
		unsigned n_letters;
	} cases[] = { { 100, 2, 1 }, { 100, 3, 0 }, { 99, 3, 3 } };

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		autofd in = -1;
		GPid pid = 0;
		g_autofree char *url = start_hostile("good", &pid, &in);
		json_t *start = start_of(url, "cert.pem", "keep", true);
		DeskPeer peer;

		json_object_set_new(start, "positions",
				    json_pack("[{s:s, s:i, s:i}]", "folder", "INBOX", "uidvalidity",
					      cases[i].uidvalidity, "uid", cases[i].uid));
		desk_peer_start(&peer, start);
		desk_peer_serve(&peer, 99, 99, 30);
		g_assert_cmpuint(peer.letters->len, ==, cases[i].n_letters);
		g_assert_cmpint(desk_peer_end(&peer), ==, 0);
		files_close(&in);
		waitpid(pid, NULL, 0);
	}
}

/* IDLE brings a letter within a second; it is moved only after `done`. */
static void
test_real(void)
{
	g_autofree char *url = mailhost_url(host, "imaps", "IMAPS_PORT");
	g_autofree char *maildir = mailhost_maildir(host, "reports");
	g_autofree char *moved = g_build_filename(maildir, ".&XfJZBHQG-", NULL);
	g_autoptr(GPtrArray) left = NULL;
	int64_t began_us;
	DeskPeer peer;

	mailhost_deliver(host, "1.a", "Subject: before\r\n\r\n一\r\n");
	desk_peer_start(&peer, start_of(url, mailhost_fact(host, "MAILHOST_CA"), "move", false));
	desk_peer_serve(&peer, 1, 1, 10);
	g_assert_cmpuint(peer.letters->len, ==, 1);
	g_assert_cmpstr(peer.errors, ==, "");
	desk_peer_serve(&peer, 1, peer.n_idle + 1, 1);
	began_us = clock_monotonic_us();
	mailhost_deliver(host, "2.b", "Subject: while idle\r\n\r\n二\r\n");
	desk_peer_serve(&peer, 2, 0, 5);
	g_assert_cmpuint(peer.letters->len, ==, 2);
	g_assert_cmpint(clock_monotonic_us() - began_us, <, 2 * CLOCK_SECOND_US);
	if (peer.letters->len == 2)
		g_assert_cmpstr(peer.letters->pdata[1], ==, "Subject: while idle\r\n\r\n二\r\n");
	desk_peer_serve(&peer, 2, peer.n_idle + 1, 3);
	g_assert_cmpint(desk_peer_end(&peer), ==, 0);
	g_assert_true(maildir_list(maildir, true, 100, &left, NULL));
	g_assert_cmpuint(left->len, ==, 0);
	g_clear_pointer(&left, g_ptr_array_unref);
	g_assert_true(maildir_list(moved, true, 100, &left, NULL));
	g_assert_cmpuint(left ? left->len : 0, ==, 2);
}

static void
test_wrong_password(void)
{
	g_autofree char *url = mailhost_url(host, "imaps", "IMAPS_PORT");
	json_t *start = start_of(url, mailhost_fact(host, "MAILHOST_CA"), "keep", true);
	DeskPeer peer;

	json_object_set_new(start, "password", json_string("file:wrong"));
	desk_peer_start(&peer, start);
	desk_peer_serve(&peer, 99, 99, 20);
	g_assert_nonnull(strstr(peer.errors, "refuses the login of reports"));
	g_assert_cmpint(desk_peer_end(&peer), ==, 75);
}

static bool
make_files(void)
{
	g_autofree char *cert = g_build_filename(dir, "cert.pem", NULL);
	g_autofree char *key = g_build_filename(dir, "key.pem", NULL);
	g_autofree char *good = g_build_filename(dir, "imap", NULL);
	g_autofree char *wrong = g_build_filename(dir, "wrong", NULL);

	return g_file_set_contents_full(good, "test-password\n", -1, G_FILE_SET_CONTENTS_NONE, 0600,
					NULL) &&
	       g_file_set_contents_full(wrong, "nonsense\n", -1, G_FILE_SET_CONTENTS_NONE, 0600,
					NULL) &&
	       mailhost_certificate(cert, key);
}

int
main(int argc, char **argv)
{
	const char *remove[] = { "rm", "-rf", NULL, NULL };
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = g_dir_make_tmp("cb-imap-XXXXXX", NULL);
	g_assert_true(make_files());
	for (size_t i = 0; i < G_N_ELEMENTS(hostile_cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/fetch_imap/hostile/%s", hostile_cases[i].mode);

		g_test_add_data_func(path, &hostile_cases[i], test_hostile);
	}
	g_test_add_func("/fetch_imap/positions", test_positions);
	host = mailhost_start();
	if (host) {
		g_test_add_func("/fetch_imap/real", test_real);
		g_test_add_func("/fetch_imap/wrong password", test_wrong_password);
	} else {
		g_test_add_func("/fetch_imap/mailhost", mailhost_missing);
	}
	failed = g_test_run();
	if (host)
		mailhost_stop(host);
	remove[2] = dir;
	g_spawn_sync(NULL, (char **)remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
		     NULL);
	g_free(dir);
	return failed;
}
