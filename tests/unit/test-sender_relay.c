/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of pipeline/outward/sender.c, sender_relay.c and sender_records.c: a
 * real sender process before a Maildir and a real Postfix.
 */
#include "base/clock.h"
#include "base/files.h"
#include "base/jail/channel.h"
#include "base/wire/maildir.h"
#include "pipeline/outward/sender.h"
#include "pipeline/outward/sender_records.h"
#include "folder.h"
#include "mailhost.h"

#include <locale.h>
#include <sys/mman.h>
#include <sys/wait.h>

#define LETTER                                                                                     \
	"From: reports@example.test\r\nTo: editor1@example.test\r\nSubject: a\r\n\r\n.\r\n=E6\r\n"

static char *dir;
static Mailhost *host;

typedef struct {
	int channel;
	pid_t pid;
} SenderPeer;

static void
peer_start(SenderPeer *peer, const char *url, const char *user, const char *password)
{
	g_autoptr(json_t) start = json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:s, s:s}", "type",
					    "start", "url", url, "user", user, "password", password,
					    "ca", host ? mailhost_fact(host, "MAILHOST_CA") : NULL,
					    "helo", "desk.example.test", "directory", dir);
	int theirs;

	g_assert_true(channel_pair(&peer->channel, &theirs, NULL));
	peer->pid = fork();
	if (peer->pid == 0) {
		close(peer->channel);
		_exit(sender_main(theirs));
	}
	close(theirs);
	g_assert_true(channel_send(peer->channel, start, -1, -1, NULL));
}

static int
peer_end(SenderPeer *peer)
{
	int status = -1;

	close(peer->channel);
	waitpid(peer->pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Sends and gives the result; *ret_dot: the dot was told before. */
static json_t *
peer_send(SenderPeer *peer, int dispatch, const char *to, const char *bytes, bool *ret_dot)
{
	g_autofree char *name = g_strdup_printf("%d.7", dispatch);
	g_autoptr(json_t) send =
		json_pack("{s:s, s:i, s:s, s:s, s:o}", "type", "send", "dispatch", dispatch, "name",
			  name, "from", "reports@example.test", "recipients", json_array());
	g_auto(GStrv) all = g_strsplit(to, ",", -1);
	autofd fd = files_sealed("frozen", bytes, strlen(bytes), NULL);

	for (char **one = all; *one; one++)
		json_array_append_new(json_object_get(send, "recipients"), json_string(*one));
	g_assert_true(channel_send(peer->channel, send, fd, -1, NULL));
	*ret_dot = false;
	for (;;) {
		json_t *record = NULL;
		int fds[2];

		g_assert_true(channel_receive(peer->channel, sender_records_from_sender, &record,
					      fds, NULL));
		if (!record)
			return json_pack("{s:s, s:s}", "outcome", "gone", "reply", "");
		g_assert_cmpint(record_integer(record, "dispatch"), ==, dispatch);
		if (strcmp(record_string(record, "type"), "dot") != 0)
			return record;
		g_assert_false(*ret_dot);
		*ret_dot = true;
		json_decref(record);
	}
}

typedef struct {
	const char *name;
	const char *to;
	const char *bytes;
	const char *outcome;
	const char *states; /* of the recipients, joined by `,` */
	const char *words;  /* in the reply */
	bool dot;
} SendCase;

static void
check_send(SenderPeer *peer, int dispatch, const SendCase *c)
{
	g_autoptr(json_t) result = NULL;
	g_autoptr(GString) states = g_string_new(NULL);
	json_t *recipient;
	size_t i;
	bool dot;

	g_test_message("%s", c->name);
	result = peer_send(peer, dispatch, c->to, c->bytes, &dot);
	json_array_foreach (record_member(result, "recipients"), i, recipient)
		g_string_append_printf(states, "%s%s", i ? "," : "",
				       record_string(recipient, "state"));
	g_assert_cmpstr(record_string(result, "outcome"), ==, c->outcome);
	g_assert_cmpstr(states->str, ==, c->states);
	g_assert_nonnull(strstr(record_string(result, "reply"), c->words));
	g_assert_cmpint(dot, ==, c->dot);
}

static void
test_maildir(void)
{
	static const SendCase cases[] = {
		{ "first", "a@x.test", LETTER, "sent", "sent", "put into", true },
		{ "LF is fine in a file", "a@x.test", "A: 1\n\nx\n", "sent", "sent", "put into",
		  true },
		{ "bad address", "a@x.test,b c@x.test", LETTER, "failed", "failed,failed",
		  "send to", false },
	};
	static const SendCase again = {
		"again", "a@x.test", LETTER, "sent", "sent", "already", true
	};
	g_autofree char *outgoing = g_build_filename(dir, "outgoing", NULL);
	g_autofree char *file = g_build_filename(outgoing, "new", "0.7.chengbao", NULL);
	g_autofree char *bytes = NULL;
	g_autoptr(GPtrArray) entries = NULL;
	SenderPeer peer;
	size_t n_bytes;

	peer_start(&peer, "maildir:outgoing", NULL, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		check_send(&peer, (int)i, &cases[i]);
	check_send(&peer, 0, &again);
	bytes = files_read_path(file, 10000, &n_bytes, NULL);
	g_assert_cmpstr(bytes, ==, LETTER);
	g_assert_true(maildir_list(outgoing, true, 100, &entries, NULL));
	g_assert_cmpuint(entries->len, ==, 2);
	g_assert_cmpint(peer_end(&peer), ==, 0);
}

static void
test_smtp(void)
{
	static const SendCase cases[] = {
		{ "first", "editor1@example.test", LETTER, "sent", "sent", "250 ", true },
		{ "same line", "editor1@example.test,upper@example.test", LETTER, "sent",
		  "sent,sent", "250 ", true },
		{ "one refused", "nobody@example.test,upper@example.test", LETTER, "failed",
		  "failed,sent", "550 ", true },
		{ "all refused", "nobody@example.test", LETTER, "failed", "failed", "550 ", false },
		{ "LF never leaves", "upper@example.test", "A: 1\n\nx\n", "failed", "failed",
		  "lone CR or LF", false },
		{ "line still good", "upper@example.test", LETTER, "sent", "sent", "250 ", true },
	};
	g_autofree char *url = mailhost_url(host, "smtp", "SUBMISSION_PORT");
	SenderPeer peer;

	peer_start(&peer, url, "reports", "file:smtp");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		check_send(&peer, (int)i, &cases[i]);
	/* The relay goes away and comes back; the stale line is noticed before the dot. */
	g_assert_true(mailhost_run("stop", host->dir, NULL));
	check_send(&peer, 20,
		   &(SendCase){ "gone", "upper@example.test", LETTER, "deferred", "deferred",
				"does not take the connection", false });
	g_assert_true(mailhost_run("start", host->dir, NULL));
	check_send(&peer, 21, &cases[0]);
	g_assert_cmpint(peer_end(&peer), ==, 0);
}

static void
test_login(void)
{
	static const SendCase wrong = {
		"wrong password", "upper@example.test",		  LETTER, "deferred",
		"deferred",	  "refuses the login of reports", false
	};
	static const SendCase open = { "open to all", "upper@example.test", LETTER, "deferred",
				       "deferred",    "chmod 600",	    false };
	g_autofree char *url = mailhost_url(host, "smtps", "SUBMISSIONS_PORT");
	SenderPeer peer;

	peer_start(&peer, url, "reports", "file:wrong");
	check_send(&peer, 1, &wrong);
	g_assert_cmpint(peer_end(&peer), ==, 0);
	peer_start(&peer, url, "reports", "file:open");
	check_send(&peer, 1, &open);
	g_assert_cmpint(peer_end(&peer), ==, 0);
}

static void
test_wrong_start(void)
{
	SenderPeer peer;

	peer_start(&peer, "imap://x/", NULL, NULL);
	g_assert_cmpint(peer_end(&peer), ==, 64);
}

static void
make_password(const char *name, const char *text, int mode)
{
	g_autofree char *path = g_build_filename(dir, name, NULL);

	g_assert_true(
		g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, NULL));
}

int
main(int argc, char **argv)
{
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = folder_new("relay");
	make_password("smtp", "test-password\n", 0600);
	make_password("wrong", "nonsense\n", 0600);
	make_password("open", "test-password\n", 0644);
	host = mailhost_start();
	g_test_add_func("/sender_relay/maildir", test_maildir);
	g_test_add_func("/sender_relay/wrong start", test_wrong_start);
	if (host) {
		g_test_add_func("/sender_relay/smtp", test_smtp);
		g_test_add_func("/sender_relay/login", test_login);
	} else {
		g_printerr(
			"SKIPPED: no private mail host: sending was not tested against Postfix\n");
	}
	failed = folder_run(dir);
	if (host)
		mailhost_stop(host);
	return failed;
}
