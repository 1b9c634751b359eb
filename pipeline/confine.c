/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * confine — a fetcher or sender sees no path but those its server needs
 */
#include "pipeline/confine.h"

#include "base/i18n.h"
#include "base/jail/fence.h"
#include "base/log.h"
#include "base/wire/maildir.h"

#include <string.h>

typedef struct {
	const char *directory;
	GArray *paths;	 /* FencePath */
	GPtrArray *kept; /* their strings */
} Confine;

/* Takes `path`. */
static void
confine_add(Confine *confine, char *path, FenceAccess access)
{
	FencePath one = { path, access };

	g_ptr_array_add(confine->kept, path);
	g_array_append_val(confine->paths, one);
}

static void
confine_add_file(Confine *confine, const char *path)
{
	if (path)
		confine_add(confine, g_canonicalize_filename(path, confine->directory), FENCE_READ);
}

static void
confine_add_maildir(Confine *confine, const char *maildir)
{
	char *path = g_canonicalize_filename(maildir, confine->directory);

	/* Where it cannot be made, its first use says why. */
	maildir_make(path, NULL);
	while (!g_file_test(path, G_FILE_TEST_EXISTS) && strcmp(path, "/") != 0) {
		char *parent = g_path_get_dirname(path);

		g_free(path);
		path = parent;
	}
	confine_add(confine, path, FENCE_WRITE);
}

static void
confine_add_all(Confine *confine, const json_t *start, const char *file,
		const char *const *maildirs)
{
	const char *password = record_string(start, "password");

	for (; *maildirs; maildirs++)
		confine_add_maildir(confine, *maildirs);
	confine_add_file(confine, file);
	confine_add_file(confine, record_string(start, "ca"));
	if (password && g_str_has_prefix(password, "file:"))
		confine_add_file(confine, password + strlen("file:"));
	for (size_t i = 0; i < 2; i++) /* where OpenSSL looks instead of its own place */
		confine_add_file(confine, g_getenv(i == 0 ? "SSL_CERT_FILE" : "SSL_CERT_DIR"));
}

/* The path that would open what is closed; NULL: none. */
static const char *
confine_opens(const json_t *start, const FencePath *paths)
{
	const json_t *closed = record_member(start, "closed");
	const char *path = NULL;
	json_t *one;
	size_t i;

	json_array_foreach (closed, i, one)
		if (!path)
			path = fence_opens(paths, json_string_value(one));
	return path;
}

bool
confine(const json_t *start, const char *file, const char *const *maildirs, GError **error)
{
	g_autoptr(GArray) paths = g_array_new(TRUE, TRUE, sizeof(FencePath));
	g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
	Confine self = { record_string(start, "directory"), paths, kept };
	const FencePath *list;
	const char *opens;

	confine_add_all(&self, start, file, maildirs);
	list = (const FencePath *)(void *)paths->data;
	opens = confine_opens(start, list);
	if (!opens)
		return fence_enter(list, error);
	log_line(LOG_INFO, _("%s contains the spool: a worker that needs it runs without a fence"),
		 opens);
	return true;
}
