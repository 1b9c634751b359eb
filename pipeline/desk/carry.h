/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry — the commands of one answer, carried out on what its ask was about
 *
 * An ask about one item, and a draft, are all or nothing; in a list each piece
 * stands alone: good lines are done, the others come back quoted.
 */
#ifndef CHENGBAO_PIPELINE_DESK_CARRY_H
#define CHENGBAO_PIPELINE_DESK_CARRY_H

#include "pipeline/desk/decide.h"

#define CARRY_LINES 200 /* of one list */

/* Reads words in the scope of an ask (a row). Yours. */
Commands *carry_read(Desk *desk, const json_t *ask, const char *words, const Person *person);

/* The verb a command stands for in answer to this ask: 同意 on a draft is seal. */
CommandVerb carry_verb(const json_t *ask, const Command *command);

/* Does a merge name what is printed? Then it is an approval too (sequel). True as well when the
 * store does not say. */
bool carry_prints(Desk *desk, const json_t *ask, const Command *command);

/* Carries out. *ret_report: members `done` and `refused` for the acknowledgement; yours.
 * Errors: REFUSED nothing was done, with the reason; STORE. */
bool carry_out(Desk *desk, const Actor *actor, const json_t *ask, const Commands *commands,
	       json_t **ret_report, GError **error);

/* Makes the list mail of a person's open items due, with its ask. Errors: REFUSED there is
 * nothing open, or nobody of that address. */
bool carry_list(Desk *desk, const char *address, size_t *ret_n, GError **error);

#endif
