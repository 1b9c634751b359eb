/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mailhost — a private Dovecot and Postfix for one test program
 *
 * Wraps tests/mailhost.sh. Without root or the servers there is none, and the
 * tests say so loudly and are skipped.
 */
#ifndef CHENGBAO_TESTS_MAILHOST_H
#define CHENGBAO_TESTS_MAILHOST_H

#include "base/wire/maildir.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
	char *dir;
	GHashTable *facts; /* KEY=VALUE */
	GPid keeper;	   /* stops the servers when we are gone, however that came */
	int keeper_in;
} Mailhost;

static inline bool
mailhost_run(const char *command, const char *dir, char **ret_out)
{
	const char *argv[] = { "bash", "tests/mailhost.sh", command, dir, NULL };
	GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL |
			    (ret_out ? 0 : G_SPAWN_STDOUT_TO_DEV_NULL);
	int status = -1;

	return g_spawn_sync(NULL, (char **)argv, NULL, flags, NULL, NULL, ret_out, NULL, &status,
			    NULL) &&
	       status == 0;
}

/* A certificate for localhost that signed itself, for scripted servers. */
static inline bool
mailhost_certificate(const char *cert, const char *key)
{
	const char *argv[] = { "openssl",  "req",
			       "-x509",	   "-newkey",
			       "rsa:2048", "-nodes",
			       "-days",	   "2",
			       "-subj",	   "/CN=localhost",
			       "-addext",  "subjectAltName=DNS:localhost",
			       "-keyout",  key,
			       "-out",	   cert,
			       NULL };
	int status = -1;

	return g_spawn_sync(NULL, (char **)argv, NULL,
			    G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
			    NULL, &status, NULL) &&
	       status == 0;
}

/* Can there be one on this machine? */
static inline bool
mailhost_possible(void)
{
	static const char *const needed[] = { "/usr/sbin/dovecot", "/usr/sbin/postfix",
					      "/usr/sbin/opendkim" };

	for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
		if (!g_file_test(needed[i], G_FILE_TEST_EXISTS))
			return false;
	return geteuid() == 0;
}

/* The test to add when mailhost_start gave NULL. */
static inline void
mailhost_missing(void)
{
	if (mailhost_possible())
		g_test_fail_printf("tests/mailhost.sh does not start");
	else
		g_test_skip("NO PRIVATE MAIL HOST (root, dovecot, postfix, opendkim): nothing "
			    "was tested against real servers");
}

/* A shell that waits for our end and then cleans up. */
static inline void
mailhost_keep(Mailhost *host)
{
	const char *argv[] = { "bash", "-c",
			       "cat >/dev/null; bash tests/mailhost.sh stop \"$0\"; rm -rf \"$0\"",
			       host->dir, NULL };

	g_spawn_async_with_pipes(NULL, (char **)argv, NULL,
				 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
					 G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
				 NULL, NULL, &host->keeper, &host->keeper_in, NULL, NULL, NULL);
}

/* NULL: there is none on this machine. */
static inline Mailhost *
mailhost_start(void)
{
	Mailhost *host;
	g_autofree char *out = NULL;
	g_auto(GStrv) lines = NULL;

	if (!mailhost_possible())
		return NULL;
	host = g_new0(Mailhost, 1);
	host->dir = g_dir_make_tmp("cb-mail-XXXXXX", NULL);
	chmod(host->dir, 0755);
	mailhost_keep(host);
	if (!mailhost_run("start", host->dir, &out)) {
		g_test_message("tests/mailhost.sh start %s failed", host->dir);
		return NULL;
	}
	host->facts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	lines = g_strsplit(out, "\n", -1);
	for (char **line = lines; *line; line++) {
		char *equals = strchr(*line, '=');

		if (equals)
			g_hash_table_insert(host->facts, g_strndup(*line, (gsize)(equals - *line)),
					    g_strdup(equals + 1));
	}
	return host;
}

static inline const char *
mailhost_fact(const Mailhost *host, const char *key)
{
	return g_hash_table_lookup(host->facts, key);
}

/* `SCHEME://localhost:PORT/` for e.g. imaps and IMAPS_PORT. Yours. */
static inline char *
mailhost_url(const Mailhost *host, const char *scheme, const char *port)
{
	return g_strdup_printf("%s://localhost:%s/", scheme, mailhost_fact(host, port));
}

/* A user's Maildir. Yours. */
static inline char *
mailhost_maildir(const Mailhost *host, const char *user)
{
	return g_strdup_printf("%s/mail/%s/Maildir", host->dir, user);
}

/* A letter into the user reports' Maildir, as the mail server would. */
static inline void
mailhost_deliver(const Mailhost *host, const char *name, const char *text)
{
	g_autofree char *maildir = mailhost_maildir(host, "reports");
	g_autofree char *home = g_path_get_dirname(maildir);
	g_autofree char *made = g_build_filename(maildir, "tmp", name, NULL);
	g_autofree char *path = g_build_filename(maildir, "new", name, NULL);
	const char *subs[] = { "", "new", "cur", "tmp" };

	g_mkdir_with_parents(home, 0755);
	g_assert_cmpint(chown(home, 8, 8), ==, 0);
	g_assert_true(maildir_make(maildir, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(subs); i++) {
		g_autofree char *sub = g_build_filename(maildir, subs[i], NULL);

		g_assert_cmpint(chown(sub, 8, 8), ==, 0);
	}
	/* It is the user's before Dovecot can see it, who takes it to cur at once. */
	g_assert_true(g_file_set_contents(made, text, -1, NULL));
	g_assert_cmpint(chown(made, 8, 8), ==, 0);
	g_assert_cmpint(g_rename(made, path), ==, 0);
}

static inline void
mailhost_stop(Mailhost *host)
{
	close(host->keeper_in);
	waitpid(host->keeper, NULL, 0);
	g_hash_table_unref(host->facts);
	g_free(host->dir);
	g_free(host);
}

#endif
