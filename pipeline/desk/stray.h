/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stray — words that decide, from somebody of the desk whom nothing was asked
 *
 * A colleague answers an ask that was forwarded to him, an editor writes 登记 though the chief was
 * asked, a deputy signs whose signer is not away: nothing is done. Who is proven hears whose the
 * matter is and what has to be written by whom, at most once an hour.
 *
 * Not here: answers of those who were asked (answer).
 */
#ifndef CHENGBAO_PIPELINE_DESK_STRAY_H
#define CHENGBAO_PIPELINE_DESK_STRAY_H

#include "pipeline/desk/judge.h"

/* A letter that refers to the ask of another and decides nothing: its writer is told, if he is of
 * the desk and his words are a decision; and who was asked hears, once an hour, that somebody
 * answered in his place: it may have been himself, from a mailbox nobody knows. Its kind is its
 * caller's. Errors: STORE. */
bool stray_tell(Desk *desk, const JudgeLetter *letter, const json_t *ask, GError **error);

/* An approver's letter that refers to no ask of his: an adoption by hand, or decisions that are
 * asked back. *ret_taken false: it is a report like any other. Errors: STORE. */
bool stray_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error);

#endif
