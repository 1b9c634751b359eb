/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/secret.c.
 */
#include "base/errors.h"
#include "base/wire/secret.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const struct {
	const char *name;
	const char *bytes;
	unsigned mode;
	const char *secret; /* NULL: refused */
	const char *words;
} cases[] = {
	{ "one line", "ABCD1234\n", 0600, "ABCD1234", NULL },
	{ "no line end", "ABCD1234", 0400, "ABCD1234", NULL },
	{ "Windows line end", "密码 x\r\nmore\n", 0600, "密码 x", NULL },
	{ "others may read", "ABCD1234\n", 0644, NULL, "chmod 600" },
	{ "the group may read", "ABCD1234\n", 0640, NULL, "chmod 600" },
	{ "empty", "", 0600, NULL, "is missing" },
	{ "first line empty", "\nABCD\n", 0600, NULL, "is missing" },
	{ "a tab in it", "AB\tCD\n", 0600, NULL, ":1:3: a control character" },
};

static void
test_files(void)
{
	g_autofree char *dir = g_dir_make_tmp("cb-secret-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "imap", NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		char *secret;

		g_test_message("%s", cases[i].name);
		g_unlink(path);
		g_assert_true(g_file_set_contents(path, cases[i].bytes, -1, NULL));
		g_chmod(path, cases[i].mode);
		secret = secret_read("file:imap", dir, &error);
		g_assert_cmpstr(secret, ==, cases[i].secret);
		if (!cases[i].secret) {
			g_assert_error(error, ERRORS, ERRORS_CONFIG);
			g_assert_nonnull(strstr(error->message, cases[i].words));
			g_assert_null(strstr(error->message, "ABCD"));
		}
		secret_free(secret);
	}
	g_unlink(path);
	g_assert_null(secret_read("file:imap", dir, NULL));
	g_assert_null(secret_read("ABCD1234", dir, NULL));
	g_rmdir(dir);
	secret_free(NULL);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/secret/files", test_files);
	return g_test_run();
}
