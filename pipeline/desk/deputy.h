/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * deputy — who signs in place of a signer who is away
 *
 * A signer who is on leave (请假 … 代) is not asked: his deputy is, under his own name and
 * for as long as the leave lasts. A proven vacation reply asks the deputy of people.csv
 * too. The table of rights has a row of its own for it (seal-for).
 *
 * Promise: whoever wrote a line of the draft is not asked to sign it in another's place;
 * the issue, its history and its event name both, and the signer is told.
 * Not here: leaves (away, leave), what sealing does (seal), 代录签发 (recorded).
 */
#ifndef CHENGBAO_PIPELINE_DESK_DEPUTY_H
#define CHENGBAO_PIPELINE_DESK_DEPUTY_H

#include "pipeline/desk/decide.h"

/* A draft on its way to its signers. */
typedef struct {
	int64_t issue, edition;
	int64_t cause; /* letter, or 0 */
} DeputyDraft;

/* Asks the signers (Persons), each or his deputy, and nobody twice. Errors: STORE. */
bool deputy_ask(Desk *desk, const DeputyDraft *draft, const GPtrArray *signers, GError **error);

/* Asks the deputy also about a draft (the row of an open ask `sign`) that the signer was asked
 * about; vacation: his mail program said that he is away. */
bool deputy_ask_also(Desk *desk, const json_t *ask, const Person *signer, const Person *deputy,
		     bool vacation, GError **error);

/* For whom the asked person would sign; NULL: for himself. */
const Person *deputy_signer(const Desk *desk, const json_t *ask);

/* May he still? Errors: REFUSED with the reason; STORE. */
bool deputy_check(Desk *desk, const Actor *actor, const json_t *ask, GError **error);

/* Tells the signer that an issue was sealed in his place. */
bool deputy_tell(Desk *desk, const Actor *actor, int64_t issue, GError **error);

#endif
