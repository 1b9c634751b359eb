/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rebuild — what a store made from its log still lacks
 */
#ifndef CHENGBAO_COMMAND_REBUILD_H
#define CHENGBAO_COMMAND_REBUILD_H

#include "command/command.h"

/* What letters say is not in the log: they are read again, so that search finds them. Where that
 * cannot be now it says so on standard error, and the next run does it. */
void rebuild_words(const CommandLine *line);

#endif
