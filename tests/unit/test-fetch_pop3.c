/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of pipeline/intake/fetch_pop3.c: a real fetcher process against
 * tests/hostile-pop3.py and against a real Dovecot.
 */
#include "hostile.h"

#include <fcntl.h>
#include <locale.h>

static char *dir; /* certificate, password */
static Mailhost *host;

static json_t *
start_of(const char *url, const char *ca, const char *after, bool once)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:s}", "type", "start",
			 "source", "main", "url", url, "user", "reports", "password",
			 "file:password", "ca", ca, "after", after, "poll_s", 1, "once", once,
			 "directory", dir);
}

typedef struct {
	const char *name;
	const char *mode;
	const char *after;
	const char *known;   /* the desk has this key */
	const char *keys[5]; /* of the letters taken, in order */
	const char *parked;  /* in the last state */
	const char *errors;  /* in one of the states; NULL: none may be */
	int code;
	const char *again; /* keys that a second fetcher is given; NULL: not tried */
} HostileCase;

static const HostileCase hostile_cases[] = {
	{ "good", "good", "keep", NULL, { "u1", "u2", "u3" }, "", NULL, 0, "u1 u2 u3 " },
	{ "known", "good", "keep", "u2", { "u1", "u3" }, "", NULL, 0, NULL },
	{ "delete", "good", "delete", NULL, { "u1", "u2", "u3" }, "", NULL, 0, "" },
	{ "no uidl, keep",
	  "no-uidl",
	  "keep",
	  NULL,
	  { NULL },
	  "",
	  "needs after = delete",
	  75,
	  NULL },
	{ "no uidl, delete", "no-uidl", "delete", NULL, { "#1", "#2", "#3" }, "", NULL, 0, "" },
	{ "one uidl for all",
	  "same-uidl",
	  "keep",
	  "u1",
	  { "u1 #1", "u1 #2", "u1 #3" },
	  "",
	  NULL,
	  0,
	  NULL },
	{ "refused",
	  "refuses",
	  "delete",
	  NULL,
	  { "u1", "u3" },
	  "u2: the server refuses RETR 2: -ERR this one is broken",
	  NULL,
	  0,
	  "" },
	{ "cut for ever",
	  "cut",
	  "keep",
	  NULL,
	  { "u1", "u3" },
	  "u2: the connection to localhost was lost",
	  "was lost",
	  0,
	  NULL },
	{ "cut once", "cut-once", "keep", NULL, { "u1", "u2", "u3" }, "", "was lost", 0, NULL },
	{ "cut at quit: brought again",
	  "cut-quit",
	  "delete",
	  NULL,
	  { "u1", "u2", "u3" },
	  "",
	  "was lost",
	  75,
	  "u1 u2 u3 " },
};

static char *
keys_of(const DeskPeer *peer)
{
	GString *keys = g_string_new(NULL);

	for (guint i = 0; i < peer->taken->len; i++)
		g_string_append_printf(keys, "%s ", record_string(peer->taken->pdata[i], "key"));
	return g_string_free(keys, FALSE);
}

static void
test_hostile(const void *data)
{
	const HostileCase *c = data;
	g_autofree char *got = NULL;
	g_autofree char *joined = g_strjoinv(" ", (char **)c->keys);
	g_autofree char *wanted = g_strconcat(joined, *joined ? " " : "", NULL);
	Hostile server;
	DeskPeer peer;

	hostile_start(&server, dir, "pop3", c->mode);
	desk_peer_start(&peer, start_of(server.url, "cert.pem", c->after, true));
	peer.known = c->known;
	desk_peer_serve(&peer, 99, 99, 60);
	g_assert_true(peer.ended);
	got = keys_of(&peer);
	g_assert_cmpstr(got, ==, wanted);
	if (peer.letters->len > 0)
		g_assert_cmpstr(peer.letters->pdata[0], ==, "Subject: one\r\n\r\n+OK\r\n.\r\n");
	hostile_said(&peer, c->parked, c->errors);
	g_assert_cmpint(desk_peer_end(&peer), ==, c->code);
	if (c->again && strcmp(c->mode, "refuses") != 0) {
		g_autofree char *second = NULL;

		desk_peer_start(&peer, start_of(server.url, "cert.pem", c->after, true));
		desk_peer_serve(&peer, 99, 99, 60);
		second = keys_of(&peer);
		g_assert_cmpstr(second, ==, c->again);
		g_assert_cmpint(desk_peer_end(&peer), ==, 0);
	}
	hostile_stop(&server);
}

/* A bearer token instead of a password; an expired one is told. */
static void
test_oauth(void)
{
	static const struct {
		const char *file;
		unsigned n_letters;
		int code;
	} cases[] = { { "file:token", 3, 0 }, { "file:wrong", 0, 75 } };

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		Hostile server;
		json_t *start;
		DeskPeer peer;

		hostile_start(&server, dir, "pop3", "oauth");
		start = start_of(server.url, "cert.pem", "keep", true);
		json_object_set_new(start, "password", json_string(cases[i].file));
		json_object_set_new(start, "oauth", json_true());
		desk_peer_start(&peer, start);
		desk_peer_serve(&peer, 99, 99, 60);
		g_assert_cmpuint(peer.letters->len, ==, cases[i].n_letters);
		if (cases[i].code)
			g_assert_nonnull(strstr(peer.errors, "token"));
		g_assert_cmpint(desk_peer_end(&peer), ==, cases[i].code);
		hostile_stop(&server);
	}
}

/* A dead desk: nothing that was not durable is removed. */
static void
test_not_durable(void)
{
	Hostile server;
	DeskPeer peer;

	hostile_start(&server, dir, "pop3", "good");
	desk_peer_start(&peer, start_of(server.url, "cert.pem", "delete", true));
	peer.hold = true;
	desk_peer_serve(&peer, 3, 0, 60);
	g_assert_cmpuint(peer.letters->len, ==, 3);
	desk_peer_end(&peer);
	desk_peer_start(&peer, start_of(server.url, "cert.pem", "delete", true));
	desk_peer_serve(&peer, 99, 99, 60);
	g_assert_cmpuint(peer.letters->len, ==, 3);
	g_assert_cmpint(desk_peer_end(&peer), ==, 0);
	hostile_stop(&server);
}

/* STARTTLS and TLS against Dovecot; the poll finds what comes later; only what is
 * durable is removed. */
static void
test_real(const void *data)
{
	bool tls = GPOINTER_TO_INT(data);
	g_autofree char *url =
		mailhost_url(host, tls ? "pop3s" : "pop3", tls ? "POP3S_PORT" : "POP3_PORT");
	g_autofree char *maildir = mailhost_maildir(host, "reports");
	DeskPeer peer;

	mailhost_deliver(host, "1.a", "Subject: before\r\n\r\n.一\r\n..\r\n");
	desk_peer_start(&peer, start_of(url, mailhost_fact(host, "MAILHOST_CA"), "delete", false));
	desk_peer_serve(&peer, 1, 1, 60);
	g_assert_cmpuint(peer.letters->len, ==, 1);
	g_assert_cmpstr(peer.errors, ==, "");
	if (peer.letters->len == 1)
		g_assert_cmpstr(peer.letters->pdata[0], ==, "Subject: before\r\n\r\n.一\r\n..\r\n");
	mailhost_deliver(host, "2.b", "Subject: later\r\n\r\n二\r\n");
	desk_peer_serve(&peer, 2, 0, 60);
	g_assert_cmpuint(peer.letters->len, ==, 2);
	g_assert_true(desk_peer_serve_until(&peer, maildir, 0));
	g_assert_cmpint(desk_peer_end(&peer), ==, 0);
}

static void
test_wrong_password(void)
{
	g_autofree char *url = mailhost_url(host, "pop3s", "POP3S_PORT");

	hostile_wrong_password(start_of(url, mailhost_fact(host, "MAILHOST_CA"), "keep", true));
}

int
main(int argc, char **argv)
{
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = hostile_folder("pop3");
	for (size_t i = 0; i < G_N_ELEMENTS(hostile_cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/fetch_pop3/hostile/%s", hostile_cases[i].name);

		g_test_add_data_func(path, &hostile_cases[i], test_hostile);
	}
	g_test_add_func("/fetch_pop3/oauth", test_oauth);
	g_test_add_func("/fetch_pop3/not durable", test_not_durable);
	host = mailhost_start();
	if (host) {
		g_test_add_data_func("/fetch_pop3/real/pop3s", GINT_TO_POINTER(1), test_real);
		g_test_add_data_func("/fetch_pop3/real/starttls", NULL, test_real);
		g_test_add_func("/fetch_pop3/wrong password", test_wrong_password);
	} else {
		g_test_add_func("/fetch_pop3/mailhost", mailhost_missing);
	}
	failed = folder_run(dir);
	if (host)
		mailhost_stop(host);
	return failed;
}
