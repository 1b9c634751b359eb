/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender_relay — one relay, whatever its kind
 *
 * Not here: the talk with the desk (sender).
 */
#ifndef CHENGBAO_PIPELINE_OUTWARD_SENDER_RELAY_H
#define CHENGBAO_PIPELINE_OUTWARD_SENDER_RELAY_H

#include "base/record.h"
#include "base/wire/smtp.h"

typedef struct SenderRelay SenderRelay;

/* From the checked start record (borrowed for the relay's life). Errors: USAGE. */
SenderRelay *sender_relay_new(const json_t *start, GError **error);
void sender_relay_free(SenderRelay *relay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SenderRelay, sender_relay_free)

/* Hands over one dispatch; `name` is its identity for a Maildir. mail->dot is
 * called before the letter can leave. Yours; never NULL. */
SmtpOutcome *sender_relay_send(SenderRelay *relay, const char *name, const SmtpMail *mail);

#endif
