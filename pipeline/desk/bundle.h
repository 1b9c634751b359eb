/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bundle — acknowledgements that wait for each other: one mail for many answers
 *
 * Who decides ten items by ten replies gets one mail that numbers what was done;
 * 撤销 with a number answers it. An acknowledgement waits at most `[relay]
 * acknowledge` for the next one, counted from the first. It does not wait when
 * something was not done, was urgent, was proven by a code alone, or was sealed.
 *
 * Promise: every answer is acknowledged once; while it waits it is a mailing that
 * is due later, and survives what other mailings survive.
 * Not here: what was done (carry), receipts and outcomes, which never wait.
 */
#ifndef CHENGBAO_PIPELINE_DESK_BUNDLE_H
#define CHENGBAO_PIPELINE_DESK_BUNDLE_H

#include "pipeline/desk/mail.h"

#define BUNDLE_NO_WAIT INT64_MAX

/* Makes the acknowledgement of an answer to `ask` due, at once or with those to come. */
bool bundle_acknowledge(Desk *desk, const json_t *ask, MailOrder *order, GError **error);

/* Writes to everyone for whom the first of his acknowledgements has waited until `until_us`;
 * BUNDLE_NO_WAIT: to all. *ret_any (may be NULL): to somebody. Errors: STORE. */
bool bundle_step(Desk *desk, int64_t until_us, bool *ret_any, GError **error);

#endif
