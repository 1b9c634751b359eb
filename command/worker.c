/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * worker — the program started again as one of its own workers
 *
 * `chengbao worker reading|fetcher|sender|resolver` is for base/jail/spawn alone: the
 * channel to the desk is descriptor SPAWN_CHANNEL.
 */
#include "command/subcommands.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/jail/spawn.h"
#include "pipeline/intake/fetcher.h"
#include "pipeline/outward/sender.h"
#include "pipeline/reading/resolver.h"
#include "pipeline/reading/zygote.h"

#include <string.h>

int
worker_command(const CommandLine *line, GError **error)
{
	const char *kind = line->argc > 1 ? line->argv[1] : "";

	if (strcmp(kind, "reading") == 0)
		return reading_main(SPAWN_CHANNEL, line->argc > 2 ? line->argv[2] : NULL);
	if (strcmp(kind, "fetcher") == 0)
		return fetcher_main(SPAWN_CHANNEL);
	if (strcmp(kind, "sender") == 0)
		return sender_main(SPAWN_CHANNEL);
	if (strcmp(kind, "resolver") == 0)
		return resolver_main(SPAWN_CHANNEL);
	errors_set(error, ERRORS_USAGE, _("worker is started by chengbao itself"));
	return -1;
}
