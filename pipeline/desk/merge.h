/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * merge — several reports become one item with shares
 *
 * The shares of a leading item are the mean of its own sources' and of all that
 * are merged into it; they always sum to 10000. Each item keeps the shares of
 * its own sources (base_shares), so that a merge can be undone exactly.
 */
#ifndef CHENGBAO_PIPELINE_DESK_MERGE_H
#define CHENGBAO_PIPELINE_DESK_MERGE_H

#include "pipeline/desk/decide.h"

/* Merges `item` (a row) into target. Errors: REFUSED, STORE. */
bool merge_into(Desk *desk, const Actor *actor, const json_t *item, int64_t target, GString *did,
		GError **error);

/* Takes a merged item (a row) out again; it waits. */
bool merge_undo(Desk *desk, const Actor *actor, const json_t *item, GError **error);

/* The mean of lists of shares, largest remainder, equal (unit, person) joined. Yours. */
json_t *merge_shares(const json_t *lists);

#endif
