/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * withheld — who waits for an answer that the gate stopped hears that there is none
 *
 * Words that a letter asks for or says come back in its answer, and so do the passages that were
 * found; where they hold a secrecy mark the answer does not leave. Instead its reader gets one
 * that says so, with nothing of what was stopped: of a search how many hits there are, and their
 * numbers.
 *
 * Not here: what stops a mail (gate), what the operator hears (printing).
 */
#ifndef CHENGBAO_PIPELINE_DESK_WITHHELD_H
#define CHENGBAO_PIPELINE_DESK_WITHHELD_H

#include "pipeline/desk/desk.h"

/* Makes the mail due that stands for `mailing`, a row, where that answers a letter of its
 * recipient. Errors: STORE. */
bool withheld_tell(Desk *desk, const json_t *mailing, GError **error);

#endif
