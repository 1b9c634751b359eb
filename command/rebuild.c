/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rebuild — the rows made again from the log
 */
#include "command/rebuild.h"

#include <stdio.h>

#include "base/i18n.h"
#include "command/subcommands.h"
#include "pipeline/desk/desk.h"
#include "pipeline/desk/indexing.h"
#include "spool/rebuild.h"

static bool
rebuild_letters(const CommandLine *line, GError **error)
{
	g_autoptr(Desk) desk = desk_new(command_directory(line, NULL), error);
	bool done = false;

	while (desk && !done)
		if (!indexing_step(desk, &done, error) || !desk_flush(desk, error))
			return false;
	return desk != NULL;
}

void
rebuild_words(const CommandLine *line)
{
	g_autoptr(GError) why = NULL;

	if (!rebuild_letters(line, &why))
		fprintf(stderr, _("chengbao: search finds no letters until the next run: %s\n"),
			why->message);
}

int
rebuild_command(const CommandLine *line, GError **error)
{
	g_auto(GStrv) args = NULL;
	g_autoptr(Office) office = NULL;
	g_autofree char *database = NULL;
	int64_t n = 0;
	bool help;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 0, 0, error) || !(office = command_office(line, error)))
		return -1;
	database = desk_database_path(office);
	if (!rebuild_run(office->spool, database, &n, error))
		return -1;
	printf(_("rebuilt from %d events\n"), (int)n);
	rebuild_words(line);
	printf("%s\n", _("note: sending is held; chengbao outbox release"));
	return 0;
}
