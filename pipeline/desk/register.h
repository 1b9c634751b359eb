/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * register — an unknown sender's letter becomes the report of a known one
 *
 * 登记 UNIT NAME adds him to people.csv from the day of his letter on, and the
 * letter goes on as if he had stood there; 登记一次 lets this one letter in, for no
 * unit; 不收 files it, and he hears nothing.
 *
 * Not here: who may (rights), that it is always confirmed (answer).
 */
#ifndef CHENGBAO_PIPELINE_DESK_REGISTER_H
#define CHENGBAO_PIPELINE_DESK_REGISTER_H

#include "mail/commands.h"
#include "pipeline/desk/decide.h"

/* Carries the command out on a held item (a row). Errors: STORE; REFUSED in words. */
bool register_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
		   GString *did, GError **error);

#endif
