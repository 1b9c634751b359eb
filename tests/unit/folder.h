/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * folder — a test program's own folder, gone when it ends
 */
#ifndef CHENGBAO_TESTS_FOLDER_H
#define CHENGBAO_TESTS_FOLDER_H

#include <glib.h>

/* A new folder below the machine's temporary one. Yours, see folder_run(). */
static inline char *
folder_new(const char *name)
{
	g_autofree char *template = g_strconcat("cb-", name, "-XXXXXX", NULL);
	char *folder = g_dir_make_tmp(template, NULL);

	g_assert_nonnull(folder);
	return folder;
}

static inline void
folder_remove(const char *folder)
{
	const char *argv[] = { "rm", "-rf", "--", folder, NULL };

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
		     NULL);
}

/* Runs the tests, then removes and frees `folder`; main's exit code. */
static inline int
folder_run(char *folder)
{
	int failed = g_test_run();

	folder_remove(folder);
	g_free(folder);
	return failed;
}

#endif
