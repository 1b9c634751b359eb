/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of pipeline/intake/fetch_imap.c and fetch_imap_letter.c: a real
 * fetcher process against tests/hostile-imap.py and against a real Dovecot.
 */
#include "hostile.h"

#include <fcntl.h>
#include <locale.h>

static char *dir; /* certificate, password */
static Mailhost *host;

static json_t *
start_of(const char *url, const char *ca, const char *after, bool once)
{
	json_t *start = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:s}", "type",
				  "start", "source", "main", "url", url, "user", "reports",
				  "password", "file:password", "ca", ca, "after", after, "move_to",
				  "已处理", "poll_s", 600, "once", once, "directory", dir);

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

static void
test_hostile(const void *data)
{
	const HostileCase *c = data;
	Hostile server;
	DeskPeer peer;
	size_t n = 0;

	hostile_start(&server, dir, "imap", c->mode);
	desk_peer_start(&peer, start_of(server.url, "cert.pem", "keep", true));
	desk_peer_serve(&peer, 99, 99, 60);
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
	hostile_said(&peer, c->parked, c->errors);
	g_assert_cmpint(desk_peer_end(&peer), ==, c->code);
	hostile_stop(&server);
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
		Hostile server;
		json_t *start;
		DeskPeer peer;

		hostile_start(&server, dir, "imap", "good");
		start = start_of(server.url, "cert.pem", "keep", true);
		json_object_set_new(start, "positions",
				    json_pack("[{s:s, s:i, s:i}]", "folder", "INBOX", "uidvalidity",
					      cases[i].uidvalidity, "uid", cases[i].uid));
		desk_peer_start(&peer, start);
		desk_peer_serve(&peer, 99, 99, 60);
		g_assert_cmpuint(peer.letters->len, ==, cases[i].n_letters);
		g_assert_cmpint(desk_peer_end(&peer), ==, 0);
		hostile_stop(&server);
	}
}

/* IDLE brings a letter long before the next poll; it is moved only after `done`. */
static void
test_real(void)
{
	g_autofree char *url = mailhost_url(host, "imaps", "IMAPS_PORT");
	g_autofree char *maildir = mailhost_maildir(host, "reports");
	g_autofree char *moved = g_build_filename(maildir, ".&XfJZBHQG-", NULL);
	DeskPeer peer;

	mailhost_deliver(host, "1.a", "Subject: before\r\n\r\n一\r\n");
	desk_peer_start(&peer, start_of(url, mailhost_fact(host, "MAILHOST_CA"), "move", false));
	desk_peer_serve(&peer, 1, 1, 60);
	g_assert_cmpuint(peer.letters->len, ==, 1);
	g_assert_cmpstr(peer.errors, ==, "");
	g_assert_true(desk_peer_serve_until(&peer, moved, 1));
	mailhost_deliver(host, "2.b", "Subject: while idle\r\n\r\n二\r\n");
	desk_peer_serve(&peer, 2, 0, 60);
	g_assert_cmpuint(peer.letters->len, ==, 2);
	if (peer.letters->len == 2)
		g_assert_cmpstr(peer.letters->pdata[1], ==, "Subject: while idle\r\n\r\n二\r\n");
	g_assert_true(desk_peer_serve_until(&peer, moved, 2));
	g_assert_true(desk_peer_serve_until(&peer, maildir, 0));
	g_assert_cmpint(desk_peer_end(&peer), ==, 0);
}

static void
test_wrong_password(void)
{
	g_autofree char *url = mailhost_url(host, "imaps", "IMAPS_PORT");

	hostile_wrong_password(start_of(url, mailhost_fact(host, "MAILHOST_CA"), "keep", true));
}

int
main(int argc, char **argv)
{
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = hostile_folder("imap");
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
	failed = folder_run(dir);
	if (host)
		mailhost_stop(host);
	return failed;
}
