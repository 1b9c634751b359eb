/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit — an editor's change of a title or text: a new revision
 *
 * Revisions are never changed; each keeps who wrote it. A text that lost more
 * than half of itself on the way (a cut-off reply) is refused.
 */
#ifndef CHENGBAO_PIPELINE_DESK_EDIT_H
#define CHENGBAO_PIPELINE_DESK_EDIT_H

#include "pipeline/desk/decide.h"

/* Makes the next revision of `item` (a row) by an edit command. Errors: REFUSED with what
 * does not fit, STORE. */
bool edit_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
	       GString *did, GError **error);

#endif
