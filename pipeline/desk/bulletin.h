/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bulletin — issues: drafted, signed off by reply, sealed, on their way up
 *
 * A journal has at most one open draft; what is approved meanwhile joins it in a
 * new edition, which voids the asks of the old. The number becomes final in the
 * sealing transaction, per year and in total without gap or repeat.
 *
 * Promise: a sealed issue's bytes never change; it is mailed to each superior once.
 */
#ifndef CHENGBAO_PIPELINE_DESK_BULLETIN_H
#define CHENGBAO_PIPELINE_DESK_BULLETIN_H

#include "pipeline/desk/decide.h"

/* Puts what is approved for a journal into its draft and asks the signers.
 * *ret_issue (may be NULL) = 0 when there was nothing. Errors: STORE. */
bool bulletin_draft(Desk *desk, const Journal *journal, int64_t cause, int64_t *ret_issue,
		    GError **error);

/* A signer's answer to a draft. Adds to `report`. Errors: REFUSED, STORE. */
bool bulletin_answer(Desk *desk, const Actor *actor, const json_t *ask, const Commands *commands,
		     json_t *report, GError **error);

typedef struct {
	int64_t issue, position;
} BulletinPlace;

/* Puts an item, in its newest revision, back where it stood in a draft. *ret_there false: that
 * draft is sealed meanwhile, nothing was done. */
bool bulletin_put_back(Desk *desk, const BulletinPlace *place, int64_t item, int64_t cause,
		       bool *ret_there, GError **error);

/* Takes an item out of the open draft it stands in, if any (undo). */
bool bulletin_forget(Desk *desk, int64_t item, int64_t cause, GError **error);

/* An item's units or numbers have changed: a new edition, with the same lines and its newest
 * revision, of the open draft it stands in, if any. */
bool bulletin_renew(Desk *desk, int64_t item, int64_t cause, GError **error);

/* Seals an open issue: the operator's command, a recorded sign-off. clauses (删3 …): NULL as it
 * is. */
bool bulletin_seal(Desk *desk, const Actor *actor, int64_t issue, const Commands *clauses,
		   json_t *report, GError **error);

/* Changes the lines of an open issue: `lines` of {"item","revision"}, taken; signers are
 * asked anew. */
bool bulletin_change(Desk *desk, int64_t issue, json_t *lines, int64_t cause, GError **error);

/* Drafts those journals whose hour has come since their last draft. */
bool bulletin_schedule(Desk *desk, GError **error);

/* When the next journal's hour comes; INT64_MAX: none. */
int64_t bulletin_next(const Desk *desk);

/* Who may sign an issue of this journal now (borrowed Persons; free the array). */
GPtrArray *bulletin_signers(const Desk *desk, const Journal *journal);

#endif
