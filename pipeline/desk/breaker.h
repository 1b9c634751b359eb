/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * breaker — who writes like a machine is not answered like a person
 *
 * What calls itself automatic is never answered (judge). This is for the rest: a program that
 * answers our answers under ever new words and says nothing of itself.
 */
#ifndef CHENGBAO_PIPELINE_DESK_BREAKER_H
#define CHENGBAO_PIPELINE_DESK_BREAKER_H

#include "pipeline/desk/judge.h"

#define BREAKER_LETTERS 100 /* of one address within an hour are answered of themselves */

/* Whether this letter's sender gets no automatic answer, because as many came from him within
 * the hour. The operator is told when that begins. Errors: STORE. */
bool breaker_holds(Desk *desk, const JudgeLetter *letter, bool *ret_holds, GError **error);

#endif
