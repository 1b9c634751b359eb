/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * consult — 问 NAME: what others say of an item before it is decided
 *
 * Persons and units may be asked (征求 应急管理局、民政局), also those who only send in.
 * What each answers goes to the editor; when all have answered the item waits again
 * and he is asked anew. He may decide at any time without them.
 *
 * Not here: the author's own word (核实: follow).
 */
#ifndef CHENGBAO_PIPELINE_DESK_CONSULT_H
#define CHENGBAO_PIPELINE_DESK_CONSULT_H

#include "mail/commands.h"
#include "pipeline/desk/decide.h"
#include "pipeline/desk/judge.h"

#define CONSULT_PERSONS 10 /* asked by one word */

/* Asks those the command names about a waiting item (a row). Errors: STORE; REFUSED in words. */
bool consult_ask(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
		 GString *did, GError **error);

/* Takes the letter as an answer to a consultation that `dispatch` (a row) asked for. *ret_taken
 * false: it is none, or it bears a mark, failed a check. Errors: STORE. */
bool consult_answer(Desk *desk, const JudgeLetter *letter, const json_t *dispatch, bool *ret_taken,
		    GError **error);

#endif
