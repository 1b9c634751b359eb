/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender — the process that hands dispatches to the relay
 *
 * It knows the relay and its password, and gets each dispatch as an open file
 * with its envelope; it sees neither the database nor the spool. The relay's
 * connection stays open between dispatches.
 *
 * Promise: `dot` is told before the letter can have left; without it the
 * dispatch may be sent again without fear.
 * Not here: when to try again, holding, the bytes (pipeline/desk, pipeline/outward).
 */
#ifndef CHENGBAO_PIPELINE_OUTWARD_SENDER_H
#define CHENGBAO_PIPELINE_OUTWARD_SENDER_H

/* The body of the process; `channel` (base/jail/channel) is its link to the
 * desk, whose first record must be `start`. Relays: maildir:PATH, smtp://…
 * (STARTTLS), smtps://…  Each `send` is answered by one `result`, in order.
 * `outcome` is the worst of the recipients' states: uncertain, deferred,
 * failed, sent; only those deferred need another attempt.
 * Gives: the exit code: 0 when the desk hung up, 64 when `start` makes no sense. */
int sender_main(int channel);

#endif
