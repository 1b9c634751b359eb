/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_eval — how good the rules are, on letters whose topics a person named
 */
#ifndef CHENGBAO_COMMAND_RULES_EVAL_H
#define CHENGBAO_COMMAND_RULES_EVAL_H

#include "command/command.h"

/* LABELS is a CSV of lines `letter,topics`: the path of an .eml beside the file, and topics apart
 * by 、 or ; (none: it is of no topic). Prints for every topic how many letters were given it
 * rightly, wrongly and not, with precision and recall, and the letters behind each error.
 * Gives the exit code; -1 on error: USAGE, REFUSED, CONFIG, MAIL. */
int rules_eval(const CommandLine *line, const char *labels, bool json, GError **error);

#endif
