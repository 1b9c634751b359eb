/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * init — a ready-to-run office in a new folder
 *
 * The sample office that the program carries inside itself, with its drop
 * folder and its outgoing folder.
 *
 * Promise: nothing that is there already is touched: DIR must be new or empty.
 */
#include "command/subcommands.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/shipped.h"

#define INIT_PREFIX "share/office/"

static bool
init_empty(const char *directory, GError **error)
{
	g_autoptr(GError) inner = NULL;
	g_autoptr(GDir) dir = g_dir_open(directory, 0, &inner);

	if (dir && g_dir_read_name(dir))
		return errors_set(error, ERRORS_REFUSED, _("%s is not empty: name a new folder"),
				  directory);
	if (!dir && !g_error_matches(inner, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		return errors_set(error, ERRORS_REFUSED, "%s", inner->message);
	return true;
}

static bool
init_write(const char *directory, const ShippedFile *file, GError **error)
{
	g_autofree char *path = g_build_filename(directory, file->name + strlen(INIT_PREFIX), NULL);
	g_autofree char *folder = g_path_get_dirname(path);
	autofd fd = -1;

	if (g_mkdir_with_parents(folder, 0755) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", folder);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", path);
	return files_write(fd, file->bytes, file->n_bytes, error);
}

static bool
init_folders(const char *directory, GError **error)
{
	static const char *const folders[] = { "inbox",	       "inbox/tmp",    "inbox/new",
					       "inbox/cur",    "outgoing",     "outgoing/tmp",
					       "outgoing/new", "outgoing/cur", "assess",
					       "templates" };

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = g_build_filename(directory, folders[i], NULL);

		if (!files_make_dir(path, error))
			return false;
	}
	return true;
}

int
init_command(const CommandLine *line, GError **error)
{
	g_auto(GStrv) args = NULL;
	bool help;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 1, error) || !init_empty(args[0], error))
		return -1;
	if (g_mkdir_with_parents(args[0], 0755) < 0) {
		errors_errno(error, ERRORS_STORE, errno, "%s", args[0]);
		return -1;
	}
	for (const ShippedFile *file = shipped_all(); file->name; file++)
		if (g_str_has_prefix(file->name, INIT_PREFIX) && !init_write(args[0], file, error))
			return -1;
	if (!init_folders(args[0], error))
		return -1;
	command_say(
		_("%s is an office now. What to do next:\n"
		  "  1. write your names into office.conf and people.csv\n"
		  "  2. chengbao -C %s check\n"
		  "  3. put a letter into inbox/new, or: chengbao -C %s ingest LETTER.eml\n"
		  "  4. chengbao -C %s run --once     (mail that goes out lies in outgoing/new)\n"),
		args[0], args[0], args[0], args[0]);
	return 0;
}
