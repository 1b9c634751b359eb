/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * overdue — what waits too long: reminders, the next person, the editors' lists
 *
 * A reminder is the ask mailed once more when it is due. An item that still waits
 * is asked of a further person, and of whoever answers first it is the decision: of
 * the deputy of the one asked, then of the chief, urgent ones of the duty officer
 * too. Urgent ones go on at a quarter, a half and the whole of their time (5, 10 and
 * 20 minutes of 20m) by the clock; others one deadline of working time after theirs.
 * Who is away is asked when there is nobody else, else who stands in for him.
 * For urgent ones the office's own program is run at each of these steps (alert).
 *
 * Promise: each step is taken once, whatever restarts; what was decided meanwhile
 * is not asked again.
 * Not here: parked items (parked), the journals' hours (bulletin).
 */
#ifndef CHENGBAO_PIPELINE_DESK_OVERDUE_H
#define CHENGBAO_PIPELINE_DESK_OVERDUE_H

#include "pipeline/desk/desk.h"

#define OVERDUE_EVERY_US (INT64_C(60) * 1000000) /* looked for at most so often */

typedef struct DeskOverdue DeskOverdue;

DeskOverdue *overdue_new(struct Desk *desk);
void overdue_free(DeskOverdue *overdue);

/* Something urgent came: the next step is not the one of the next minute. */
void overdue_hurry(DeskOverdue *overdue);

/* Does what is due now. Errors: STORE. */
bool overdue_step(DeskOverdue *overdue, GError **error);

#endif
