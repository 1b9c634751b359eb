/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * correct — 主题 类型 加急 平件: what the program thought, corrected
 *
 * Kind 紧急 makes an item urgent; 加急 does, and leaves the kind. What becomes urgent, or
 * routine, while it waits has the time of such an item from now.
 */
#ifndef CHENGBAO_PIPELINE_DESK_CORRECT_H
#define CHENGBAO_PIPELINE_DESK_CORRECT_H

#include "pipeline/desk/decide.h"

/* item: a row; did: receives what was done. Errors: STORE. */
bool correct_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
		  GString *did, GError **error);

#endif
