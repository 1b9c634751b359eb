/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outcome — authors hear what became of their reports
 *
 * Every item ends with an outcome mail to whoever sent it; those whose reports
 * were merged into another hear how that one ended. Who is not of this office
 * is told nothing.
 *
 * Not here: receipts (report), adoptions (adoption).
 */
#ifndef CHENGBAO_PIPELINE_DESK_OUTCOME_H
#define CHENGBAO_PIPELINE_DESK_OUTCOME_H

#include "pipeline/desk/desk.h"

/* Makes the mails due. outcome: a state, or "verifying": a question, for the item's own
 * author alone. reason: may be NULL. Errors: STORE. */
bool outcome_tell(Desk *desk, int64_t item, const char *outcome, const char *reason, int64_t cause,
		  GError **error);

#endif
