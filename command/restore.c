/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * restore — a backup put into an empty office
 */
#include "command/subcommands.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/record.h"
#include "command/rebuild.h"
#include "pipeline/desk/desk.h"
#include "spool/rebuild.h"

static bool
restore_say(const Office *office, GError **error)
{
	g_autoptr(Store) store = command_store(office, error);
	g_autoptr(json_t) letters = NULL;
	g_autoptr(json_t) last = NULL;

	if (!store || !db_row(store_db(store), error, &letters, "letter_count", "") ||
	    !db_row(store_db(store), error, &last, "event_last", ""))
		return false;
	printf(_("restored: %d letters, %d events\n"), (int)record_integer(letters, "n"),
	       (int)record_integer(last, "seq"));
	printf("%s\n", _("note: sending is held; chengbao outbox release"));
	return true;
}

int
restore_command(const CommandLine *line, GError **error)
{
	g_auto(GStrv) args = NULL;
	g_autoptr(Office) office = NULL;
	g_autofree char *database = NULL;
	bool help;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 1, error) || !(office = command_office(line, error)))
		return -1;
	database = desk_database_path(office);
	if (!rebuild_restore(office->spool, database, args[0], error) ||
	    !restore_say(office, error))
		return -1;
	rebuild_words(line);
	return 0;
}
