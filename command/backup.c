/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * backup — a consistent copy of the store in one file, while the service runs
 */
#include "command/subcommands.h"

#include <sys/stat.h>

#include "base/i18n.h"
#include "base/record.h"
#include "pipeline/desk/desk.h"
#include "spool/rebuild.h"

static bool
backup_say(Store *store, const char *path, GError **error)
{
	g_autoptr(json_t) letters = NULL;
	g_autoptr(json_t) last = NULL;
	struct stat facts = { 0 };

	if (!db_row(store_db(store), error, &letters, "letter_count", "") ||
	    !db_row(store_db(store), error, &last, "event_last", ""))
		return false;
	stat(path, &facts);
	command_say(_("%s: %d letters, %d events, %jd bytes\n"), path,
		    (int)record_integer(letters, "n"), (int)record_integer(last, "seq"),
		    (intmax_t)facts.st_size);
	return true;
}

int
backup_command(const CommandLine *line, GError **error)
{
	g_auto(GStrv) args = NULL;
	g_auto(CommandRoom) room = { 0 };
	g_autofree char *database = NULL;
	bool help;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 1, error) || !command_open(line, &room, error))
		return -1;
	database = desk_database_path(room.office);
	if (!rebuild_backup(room.office->spool, database, args[0], error) ||
	    !backup_say(room.store, args[0], error))
		return -1;
	return 0;
}
