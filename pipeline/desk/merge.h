/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * merge — several reports become one item with shares
 *
 * The shares of a leading item are the mean of its own sources' and of all that
 * are merged into it; they always sum to 10000. Each item keeps the shares of
 * its own sources (base_shares), so that a merge can be undone exactly.
 *
 * Not here: what becomes of a report that is merged into a printed one (sequel).
 */
#ifndef CHENGBAO_PIPELINE_DESK_MERGE_H
#define CHENGBAO_PIPELINE_DESK_MERGE_H

#include "pipeline/desk/decide.h"

/* The row of what `item` (a row) may be merged into: it is open, approved or printed. *ret_target
 * is yours. Errors: REFUSED with what to do instead, STORE. */
bool merge_target(Desk *desk, const json_t *item, int64_t target, json_t **ret_target,
		  GError **error);

/* Merges `item` into what merge_target gave, which is not printed. Errors: REFUSED, STORE. */
bool merge_into(Desk *desk, const Actor *actor, const json_t *item, const json_t *target,
		GString *did, GError **error);

/* Takes a merged item (a row) out again; it waits. */
bool merge_undo(Desk *desk, const Actor *actor, const json_t *item, GError **error);

/* Before `lead` is withdrawn by its author: what is merged into it is of others, waits again
 * and is asked about. */
bool merge_release(Desk *desk, const Actor *actor, const json_t *lead, GError **error);

/* The mean of lists of shares, largest remainder, equal (unit, person) joined. Yours. */
json_t *merge_shares(const json_t *lists);

#endif
