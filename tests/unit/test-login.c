/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of pipeline/login.c: what is wrong before anything is said to a server.
 * (Logins against real servers: test-session.c, test-fetch_pop3.c, doctor.t.)
 */
#include "base/errors.h"
#include "pipeline/login.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static char *dir;

typedef struct {
	const char *name;
	const char *url;
	const char *password;
	int code;
	const char *words; /* in the message */
} Case;

static const Case cases[] = {
	{ "no such file", "imaps://mail.qinghe.invalid/", "file:none", ERRORS_CONFIG,
	  "none:1:1: " },
	{ "readable by others", "pop3s://mail.qinghe.invalid/", "file:open", ERRORS_CONFIG,
	  "open:1:1: " },
	{ "not a mail server", "https://mail.qinghe.invalid/", "file:good", ERRORS_REFUSED,
	  "not the address of a mail server: https://mail.qinghe.invalid/" },
	{ "unknown host", "smtps://mail.qinghe.invalid/", "file:good", ERRORS_AGAIN,
	  "mail.qinghe.invalid is not known" },
	{ "no password at all", "smtp://mail.qinghe.invalid/", NULL, ERRORS_AGAIN,
	  "mail.qinghe.invalid is not known" },
};

static void
test_refused(const void *data)
{
	const Case *c = data;
	g_autoptr(json_t) start = json_pack("{s:s, s:s, s:s?, s:s}", "url", c->url, "user", "u",
					    "password", c->password, "directory", dir);
	g_autoptr(GError) error = NULL;
	g_autoptr(Session) session = login_session(start, &error);

	g_assert_null(session);
	g_assert_cmpint(error->code, ==, c->code);
	g_assert_nonnull(strstr(error->message, c->words));
}

int
main(int argc, char **argv)
{
	static const char *const files[] = { "good", "open" };
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	dir = g_dir_make_tmp("cb-login-XXXXXX", NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(dir, files[i], NULL);

		g_assert_true(g_file_set_contents_full(path, "secret\n", -1,
						       G_FILE_SET_CONTENTS_NONE,
						       i == 0 ? 0600 : 0644, NULL));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/login/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_refused);
	}
	failed = g_test_run();
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(dir, files[i], NULL);

		g_unlink(path);
	}
	g_rmdir(dir);
	g_free(dir);
	return failed;
}
