/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * settle — 以4为准: the differing numbers of a merge, as the named report has them
 *
 * The leading item keeps its words; where both speak of the same quantity and differ
 * (base/text/contrast), the other's stands in a new revision of it, which is asked about
 * anew, or goes into the open draft.
 */
#ifndef CHENGBAO_PIPELINE_DESK_SETTLE_H
#define CHENGBAO_PIPELINE_DESK_SETTLE_H

#include "pipeline/desk/decide.h"

/* `by`: the row of the item whose numbers count. Errors: REFUSED a number cannot be placed;
 * STORE. */
bool settle_numbers(Desk *desk, const Actor *actor, int64_t lead, const json_t *by, GString *did,
		    GError **error);

#endif
