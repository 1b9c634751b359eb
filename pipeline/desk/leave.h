/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leave — 请假 11-20至11-24 NAME代 and 销假
 *
 * The last day or 销假 ends it. Both who goes and who stands in are told.
 *
 * Not here: what it does to asks (away).
 */
#ifndef CHENGBAO_PIPELINE_DESK_LEAVE_H
#define CHENGBAO_PIPELINE_DESK_LEAVE_H

#include "pipeline/desk/judge.h"

/* Takes a letter that is 请假 or 销假 and nothing else: done when its sender is proven,
 * confirmed from the configured address otherwise. Errors: STORE. */
bool leave_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error);

/* Carries out the words that were confirmed. Errors: STORE. */
bool leave_confirmed(Desk *desk, const JudgeLetter *letter, const char *words, GError **error);

#endif
