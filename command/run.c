/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * run — the service
 */
#include "command/subcommands.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "pipeline/desk/clients.h"
#include "pipeline/desk/service.h"

int
run_command(const CommandLine *line, GError **error)
{
	gboolean once = FALSE;
	const GOptionEntry options[] = {
		{ "once", 0, 0, G_OPTION_ARG_NONE, &once,
		  N_("work until nothing is ready, then end; exit 1 when something needs a person"),
		  NULL },
		{ 0 },
	};
	g_auto(GStrv) args = NULL;
	g_autoptr(Office) office = NULL;
	g_autoptr(Desk) desk = NULL;
	autofd living = -1;
	bool help, person = false;

	if (!command_options(line, options, &args, &help, error))
		return -1;
	if (help)
		return 0;
	office = command_office(line, error);
	if (!office)
		return -1;
	if (!clients_reach(office, desk_new, &living, &desk, error))
		return -1;
	if (!desk) {
		errors_set(error, ERRORS_AGAIN,
			   _("%s: a service is at work on this store already; “chengbao status” "
			     "tells of it"),
			   office->spool);
		return -1;
	}
	desk->once = once;
	if (!service_run(desk, error) || !service_needs_person(desk, &person, error))
		return -1;
	return once && person ? 1 : 0;
}
