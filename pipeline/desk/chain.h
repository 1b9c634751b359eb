/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chain — 初报, 续报, 终报: which earlier item a report goes on with
 *
 * A report whose title or first line calls itself 续报 or 终报 belongs to the item of the
 * last weeks whose title, or whose day and place, it shares; one of the same unit before
 * others. The item stays its own; the editor sees what it goes on with.
 *
 * Not here: letters that answer one of our mails (follow), corrections (amend).
 */
#ifndef CHENGBAO_PIPELINE_DESK_CHAIN_H
#define CHENGBAO_PIPELINE_DESK_CHAIN_H

#include "pipeline/desk/desk.h"

/* After fold_load. Adds to `facts`, when the report is a follow-up and something fits,
 * `chain`: {step: 续报 or 终报, item: what it goes on with, title: of that, first: the chain's
 * first item, n: how many it has with this one}. unit may be NULL. Errors: STORE. */
bool chain_add(Desk *desk, const char *title, const char *text, const char *unit, json_t *facts,
	       GError **error);

#endif
