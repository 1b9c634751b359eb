/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outbox — dispatches on their way: one sender process, a state for each recipient
 *
 * `attempting` is committed before the sender gets the bytes; what it reports is
 * committed before the next. A sender that died before the final dot leaves
 * `deferred`, after it `uncertain`; what is found `attempting` at the start is
 * uncertain, unless the relay is a Maildir, whose names make a repeat harmless.
 *
 * Promise: no dispatch goes to a relay twice unless its state says why; every
 * try has the same bytes and Message-ID.
 * Source: RFC 5321 4.5.4, RFC 1047; RELIABILITY 5.2.
 */
#ifndef CHENGBAO_PIPELINE_OUTWARD_OUTBOX_H
#define CHENGBAO_PIPELINE_OUTWARD_OUTBOX_H

#include "base/record.h"

struct Desk;
typedef struct DeskSending DeskSending;

DeskSending *outbox_new(struct Desk *desk);
void outbox_free(DeskSending *sending);

/* After a start: what was under way when the last desk ended. Errors: STORE. */
bool outbox_recover(DeskSending *sending, GError **error);

/* Hands the next ready dispatch to the sender when it is free. Errors: STORE. */
bool outbox_begin(DeskSending *sending, GError **error);

/* The sender's channel for poll, -1 when there is none; call outbox_hear when readable. */
int outbox_fd(const DeskSending *sending);
bool outbox_hear(DeskSending *sending, GError **error);

bool outbox_busy(const DeskSending *sending);
/* False while nothing may be sent: held, or senders died one after the other. */
bool outbox_may_begin(const DeskSending *sending);
/* Would outbox_begin find something to send now? Errors: STORE. */
bool outbox_ready(const DeskSending *sending, bool *ret_ready, GError **error);

/* Before the end: waits for the sender's word on what it has, then takes it back as
 * that of a sender which died. Errors: STORE. */
bool outbox_stop(DeskSending *sending, int patience_ms, GError **error);

/* When outbox_begin has something to do again; INT64_MAX: not by time alone. */
int64_t outbox_next(const DeskSending *sending);

#endif
