/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fate — the states a dispatch comes to, and who hears of them
 *
 * Every row here is a dispatch as it was before the try: `attempts` counts those
 * before. A deferred one waits longer each time; an uncertain issue waits for a
 * person, all else is sent again with the same Message-ID.
 *
 * Source: RFC 5321 4.5.4.1, RELIABILITY 5.2.
 * Not here: when to try, and with which process (outbox).
 */
#ifndef CHENGBAO_PIPELINE_OUTWARD_FATE_H
#define CHENGBAO_PIPELINE_OUTWARD_FATE_H

#include "pipeline/desk/desk.h"

#define FATE_GIVE_UP 40 /* attempts: about a day and a half */

/* Moves a dispatch; next_us 0: no time of its own. recipients: the sender's list, or NULL.
 * Errors: STORE, for all here. */
bool fate_move(Desk *desk, const json_t *row, const char *state, int64_t attempts, int64_t next_us,
	       const json_t *recipients, GError **error);

/* Tells the operator about a dispatch, unless it is an alarm itself. `subject` NULL: without it. */
bool fate_alarm(Desk *desk, const json_t *row, const char *what, const char *subject,
		GError **error);

/* Nobody can say whether it arrived. `attempts` counts this try. */
bool fate_uncertain(Desk *desk, const json_t *row, int64_t attempts, const json_t *recipients,
		    GError **error);

/* What a try came to: sent, deferred, failed, uncertain. */
bool fate_settle(Desk *desk, const json_t *row, const char *outcome, const json_t *recipients,
		 GError **error);

#endif
