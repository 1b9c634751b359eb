/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_labels — the items of the archive as letters whose topic and kind a person settled
 */
#ifndef CHENGBAO_COMMAND_RULES_LABELS_H
#define CHENGBAO_COMMAND_RULES_LABELS_H

#include <jansson.h>

#include "command/command.h"

/* What a person made of an item, and what the office's rules say of its letter now. */
typedef struct {
	int64_t item;
	const char *topic, *kind; /* NULL: no topic */
	bool corrected;		  /* by 主题 or 类型, not only let stand */
	const json_t *reading;	  /* topics, kind_of_item */
} RulesLabel;

typedef void RulesLabelled(const RulesLabel *label, void *closure);

/* Calls for every item that a person decided on or corrected, received from `since` (a day; NULL:
 * all) on. Items held for a secrecy mark and those without a letter are left out.
 * Gives: *ret_n_unread letters that could not be read. Errors: USAGE, CONFIG, STORE. */
bool rules_labels(const CommandLine *line, const char *since, RulesLabelled *call, void *closure,
		  guint *ret_n_unread, GError **error);

#endif
