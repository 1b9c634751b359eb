/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of pipeline/intake/fetcher.c with fetch_desk.c, fetch_source.c,
 * fetch_maildir.c, fetch_mbox.c and fetch_records.c: a real fetcher process.
 */
#include "base/jail/landlock.h"
#include "base/wire/maildir.h"
#include "desk_peer.h"
#include "folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sys/stat.h>

static char *dir;

static json_t *
start_of(const char *url, const char *after, bool once)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:s}", "type", "start", "source",
			 "drop", "url", url, "after", after, "move_to", "moved", "poll_s", 600,
			 "once", once, "directory", dir);
}

static char *
path_of(const char *place, const char *name)
{
	return g_build_filename(dir, "inbox", place, name, NULL);
}

static bool
there(const char *place, const char *name)
{
	g_autofree char *path = path_of(place, name);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void
put(const char *name, const char *bytes)
{
	g_autofree char *inbox = g_build_filename(dir, "inbox", NULL);
	autofd fd = memfd_create("letter", MFD_CLOEXEC);

	g_assert_true(maildir_make(inbox, NULL));
	g_assert_true(files_write(fd, bytes, strlen(bytes), NULL));
	g_assert_true(maildir_deliver(inbox, name, fd, NULL, NULL));
}

static const struct {
	const char *after, *place, *kept;
} afters[] = { { "keep", "cur", "0a:2," },
	       { "flag", "cur", "1a:2,S" },
	       { "move", "../moved/cur", "2a:2," },
	       { "delete", NULL, NULL } };

static void
test_after(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(afters); i++) {
		g_autofree char *a = g_strdup_printf("%zua", i);
		g_autofree char *b = g_strdup_printf("%zub", i);
		DeskPeer peer;

		g_test_message("%s", afters[i].after);
		put(a, "Subject: a\n\n报告\n");
		put(b, "Subject: b\r\n\r\n8-bit \xb9\xfe\r\n");
		desk_peer_start(&peer, start_of("maildir:inbox", afters[i].after, true));
		peer.hold = true;
		desk_peer_serve(&peer, 2, 0, 60);
		g_assert_cmpuint(peer.letters->len, ==, 2);
		g_assert_cmpstr(peer.letters->pdata[0], ==, "Subject: a\n\n报告\n");
		g_assert_cmpstr(record_string(peer.taken->pdata[1], "key"), ==, b);
		g_assert_cmpint(record_integer(peer.taken->pdata[0], "received_us"), >, 0);
		/* Nothing is acknowledged before it is durable. */
		desk_peer_serve(&peer, 99, 0, 1);
		g_assert_true(there("new", a));
		desk_peer_done(&peer, 1);
		desk_peer_done(&peer, 2);
		desk_peer_serve(&peer, 99, 99, 60);
		g_assert_true(peer.ended);
		g_assert_cmpuint(peer.n_idle, ==, 1);
		g_assert_null(peer.error);
		g_assert_false(there("new", a));
		g_assert_true(!afters[i].place || there(afters[i].place, afters[i].kept));
		g_assert_cmpint(desk_peer_end(&peer), ==, 0);
	}
}

static void
test_watch(void)
{
	DeskPeer peer;
	g_autofree char *path = path_of("new", "slow");
	autofd slow = -1;

	desk_peer_start(&peer, start_of("maildir:inbox", "delete", false));
	desk_peer_serve(&peer, 0, 1, 60);
	g_assert_cmpuint(peer.n_idle, ==, 1);
	/* long before the next poll */
	put("w", "Subject: w\n\n");
	desk_peer_serve(&peer, 1, 1, 60);
	g_assert_cmpuint(peer.letters->len, ==, 1);
	/* A file that is still written to is no letter yet. */
	slow = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	g_assert_cmpint(write(slow, "Subject: half", 13), ==, 13);
	desk_peer_serve(&peer, 2, 0, 1);
	g_assert_cmpuint(peer.letters->len, ==, 1);
	g_assert_cmpint(write(slow, " and whole\n\n", 12), ==, 12);
	files_close(&slow);
	desk_peer_serve(&peer, 2, 0, 60);
	g_assert_cmpuint(peer.letters->len, ==, 2);
	if (peer.letters->len == 2)
		g_assert_cmpstr(peer.letters->pdata[1], ==, "Subject: half and whole\n\n");
	g_assert_cmpint(desk_peer_end(&peer), ==, 0);
}

/* More letters than tickets, and one that cannot be taken. */
static void
test_many(void)
{
	DeskPeer peer;

	for (int i = 0; i < 100; i++) {
		g_autofree char *name = g_strdup_printf("%03d", i);

		put(name, i == 50 ? "" : name);
	}
	desk_peer_start(&peer, start_of("maildir:inbox", "keep", true));
	peer.hold = true;
	desk_peer_serve(&peer, FETCH_TICKETS, 0, 60);
	desk_peer_serve(&peer, 99, 0, 1);
	g_assert_cmpuint(peer.letters->len, ==, FETCH_TICKETS);
	peer.hold = false;
	for (int i = 1; i <= FETCH_TICKETS; i++)
		desk_peer_done(&peer, i);
	desk_peer_serve(&peer, 999, 99, 60);
	g_assert_cmpuint(peer.letters->len, ==, 99);
	g_assert_cmpuint(peer.n_drops, ==, 3);
	g_assert_cmpstr(peer.parked, ==, "050: the file is empty\n");
	g_assert_true(there("new", "050"));
	g_assert_cmpint(desk_peer_end(&peer), ==, 0);
}

static void
test_mbox(void)
{
	static const char file[] =
		"From wang@qinghe.example Mon Nov 23 08:30:00 2026\nA: 1\n\nx\n\n"
		"From li Mon Nov 23 08:31:00 2026\nB: 2\n\n>From y\n";
	g_autofree char *path = g_build_filename(dir, "old.mbox", NULL);
	DeskPeer peer;

	g_assert_true(g_file_set_contents(path, file, -1, NULL));
	desk_peer_start(&peer, start_of("mbox:old.mbox", "keep", true));
	desk_peer_serve(&peer, 99, 99, 60);
	g_assert_cmpuint(peer.letters->len, ==, 2);
	g_assert_cmpstr(peer.letters->pdata[0], ==, "A: 1\n\nx\n");
	g_assert_cmpstr(peer.letters->pdata[1], ==, "B: 2\n\nFrom y\n");
	g_assert_cmpstr(record_string(peer.taken->pdata[0], "envelope_from"), ==,
			"wang@qinghe.example");
	g_assert_cmpint(desk_peer_end(&peer), ==, 0);
}

static const struct {
	const char *url;
	int code;
} wrongs[] = { { "mbox:nowhere", 75 }, { "gopher://x/", 64 }, { "maildir:old.mbox", 75 } };

static void
test_wrong(void)
{
	DeskPeer peer;

	for (size_t i = 0; i < G_N_ELEMENTS(wrongs); i++) {
		desk_peer_start(&peer, start_of(wrongs[i].url, "keep", true));
		desk_peer_serve(&peer, 99, 99, 60);
		g_assert_nonnull(peer.error);
		g_assert_cmpint(desk_peer_end(&peer), ==, wrongs[i].code);
	}
	desk_peer_start(&peer, start_of("maildir:inbox", "burn", true));
	desk_peer_serve(&peer, 99, 99, 60);
	g_assert_cmpint(desk_peer_end(&peer), ==, 64);
}

/* A password that comes later lies outside the fence: the fetcher ends, and the next one that
 * the desk starts may read it. */
static void
test_password_comes(void)
{
	g_autofree char *path = g_build_filename(dir, "password", NULL);

	for (int i = 0; i < 2; i++) {
		json_t *start = start_of("imap://127.0.0.1:9", "keep", false);
		DeskPeer peer;

		json_object_set_new(start, "user", json_string("u"));
		json_object_set_new(start, "password", json_string("file:password"));
		desk_peer_start(&peer, start);
		for (int k = 0; k < 60 && !peer.ended && !*peer.errors; k++)
			desk_peer_serve(&peer, 99, 99, 1);
		g_assert_cmpint(g_str_has_suffix(peer.errors, "No such file or directory\n"), ==,
				i == 0);
		g_assert_cmpstr(peer.errors, !=, "");
		if (i == 0) {
			g_assert_true(files_replace(path, "geheim\n", 7, NULL));
			desk_peer_serve(&peer, 99, 99, landlock_abi() > 0 ? 60 : 5);
			g_assert_cmpint(peer.ended, ==, landlock_abi() > 0);
		}
		desk_peer_end(&peer);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = folder_new("fetcher");
	g_test_add_func("/fetcher/after", test_after);
	g_test_add_func("/fetcher/watch", test_watch);
	g_test_add_func("/fetcher/many", test_many);
	g_test_add_func("/fetcher/mbox", test_mbox);
	g_test_add_func("/fetcher/wrong", test_wrong);
	g_test_add_func("/fetcher/password-comes", test_password_comes);
	return folder_run(dir);
}
