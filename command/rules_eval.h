/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_eval — how good the rules are, on letters whose topics a person named
 */
#ifndef CHENGBAO_COMMAND_RULES_EVAL_H
#define CHENGBAO_COMMAND_RULES_EVAL_H

#include "command/command.h"

/* LABELS (options) is a CSV of lines `letter,topics`: the path of an .eml beside the file, and
 * topics apart by 、 or ; (none: it is of no topic). Prints for every topic how many letters were
 * given it rightly, wrongly and not, with precision and recall, and the letters behind each error;
 * and how often each clause hit for a topic that is right. LABELS NULL: the items of the archive
 * that a person decided on or corrected (rules_labels), their first topic and their kind. Gives the
 * exit code; -1 on error: USAGE, REFUSED, CONFIG, MAIL, STORE. */
typedef struct {
	const char *labels;
	const char *since; /* a day; of the archive */
	const char *at;	   /* a day on which the letters of LABELS came; NULL: their own date */
	bool json;
} RulesEval;

int rules_eval(const CommandLine *line, const RulesEval *options, GError **error);

#endif
