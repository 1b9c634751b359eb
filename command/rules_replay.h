/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_replay — what changed rules would have made of the letters of the past
 */
#ifndef CHENGBAO_COMMAND_RULES_REPLAY_H
#define CHENGBAO_COMMAND_RULES_REPLAY_H

#include "command/command.h"

typedef struct {
	const char *folder; /* with the new *.rules; NULL: the office's files as they are now */
	const char *since;  /* a day; NULL: all */
	bool json;
} RulesReplay;

/* Prints the items whose topics, kind, marks or editor would be others.
 * Gives: 0, or 1 when a letter could not be read; -1 on error.
 * Errors: CONFIG the new rules (already printed); USAGE; STORE. */
int rules_replay(const CommandLine *line, const RulesReplay *options, GError **error);

#endif
