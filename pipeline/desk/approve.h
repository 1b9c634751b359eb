/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * approve — 通过: the next step of the sign-off, or the next draft of a journal
 *
 * Promise: nobody approves a report of his own, under whichever of his addresses, and no
 * step is skipped. The journal that a step named holds until a later one names another.
 * Not here: whether the item may be decided on (decide), drafts (bulletin).
 */
#ifndef CHENGBAO_PIPELINE_DESK_APPROVE_H
#define CHENGBAO_PIPELINE_DESK_APPROVE_H

#include "pipeline/desk/decide.h"

/* item: a row; did: receives what was done. Errors: REFUSED with the reason, STORE. */
bool approve_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
		  GString *did, GError **error);

#endif
