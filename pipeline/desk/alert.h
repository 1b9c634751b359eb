/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * alert — the office's own program that rings a telephone for what is urgent
 *
 * `[review] alert` is run with two words, the number of an item and its unit, when an
 * urgent item arrives and each time it is asked of a further person (overdue). What
 * the program does with them is its own affair: a text message, a call.
 *
 * Each alert is an event of its own, and so is each try before it begins: a desk that
 * was killed meanwhile does not ring again. A program that fails is tried again, at
 * most ALERT_TRIES times; then `status` says so. One runs at a time, beside the desk,
 * which waits for it nowhere. A stranger's letter rings no telephone, and nothing
 * rings more than ALERT_HOUR times in an hour.
 *
 * Not here: how it is run (base/jail/program), when a step is due (overdue).
 */
#ifndef CHENGBAO_PIPELINE_DESK_ALERT_H
#define CHENGBAO_PIPELINE_DESK_ALERT_H

#include "pipeline/desk/desk.h"

#define ALERT_TRIES 3
#define ALERT_AGAIN_S 60 /* times the tries so far */
#define ALERT_PATIENCE_S 30
#define ALERT_HOUR 20

typedef struct DeskAlerts DeskAlerts;

DeskAlerts *alert_new(Desk *desk);
void alert_free(DeskAlerts *alerts);

/* Makes an alert due for this step of an urgent item (a row; 0: it has arrived), unless there
 * was one for it since `ask`, the first of its open asks (0: none), was opened. Errors: STORE. */
bool alert_item(Desk *desk, const json_t *item, int64_t ask, int64_t step, GError **error);

/* After a start: what ran when the last desk ended is not run again. Errors: STORE. */
bool alert_recover(DeskAlerts *alerts, GError **error);

/* Begins the next that is due, and ends one that takes too long. Errors: STORE. */
bool alert_step(DeskAlerts *alerts, GError **error);

/* For poll, -1 when none runs; alert_hear when readable. Errors: STORE. */
int alert_fd(const DeskAlerts *alerts);
bool alert_hear(DeskAlerts *alerts, GError **error);

/* One runs; one would begin now. */
bool alert_busy(const DeskAlerts *alerts);
bool alert_ready(const DeskAlerts *alerts, bool *ret_ready, GError **error);

/* When alert_step has something to do again; INT64_MAX: not by time alone. */
int64_t alert_next(const DeskAlerts *alerts);

#endif
