/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_suggest — words that the items without a topic share
 */
#ifndef CHENGBAO_COMMAND_RULES_SUGGEST_H
#define CHENGBAO_COMMAND_RULES_SUGGEST_H

#include "command/command.h"

/* Prints the words, how many items with and without a topic hold them, and some of the latter,
 * received from `since` (a day; NULL: all) on. Gives: 0, or 1 when there are none; -1 on error:
 * USAGE, CONFIG, STORE. */
int rules_suggest(const CommandLine *line, const char *since, bool json, GError **error);

#endif
