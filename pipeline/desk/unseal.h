/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unseal — the one way out for an item that bears a tier 1 mark
 *
 * Its words are in no row: only its letter has them. The operator at the machine,
 * with a reason, has the letter read again; what it says then becomes the item's
 * next revision.
 */
#ifndef CHENGBAO_PIPELINE_DESK_UNSEAL_H
#define CHENGBAO_PIPELINE_DESK_UNSEAL_H

#include "pipeline/desk/decide.h"

/* Fills the item (a row) from its letter. Errors: REFUSED it cannot be read; STORE. */
bool unseal_item(Desk *desk, const Actor *actor, const json_t *item, GError **error);

#endif
