/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recorded — 代录签发: an editor notes that the signer signed on paper or by telephone
 *
 * Only where office.conf says `[trust] allow-recorded-signoff = yes`. It is always
 * confirmed from the editor's configured address, and the signer is always told.
 *
 * Promise: what was recorded is never taken for the signer's own word: the issue, its
 * history and its event name both.
 * Not here: sealing (seal).
 */
#ifndef CHENGBAO_PIPELINE_DESK_RECORDED_H
#define CHENGBAO_PIPELINE_DESK_RECORDED_H

#include "pipeline/desk/mail.h"
#include "pipeline/desk/unasked.h"

/* The draft that these words are about: when it changes, their confirmation is void. */
bool recorded_about(const Unasked *unasked, const Command *command, MailAsk *ask, GError **error);

/* Seals by the editor's word, with the changes that it names; the signer is told. Errors: REFUSED
 * with what to write instead; STORE. */
bool recorded_carry(const Unasked *unasked, const Command *command, GError **error);

#endif
