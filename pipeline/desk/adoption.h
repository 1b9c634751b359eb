/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adoption — what an office above did with an item, booked once
 *
 * Proof and reference are required of a superior's answer to an issue; a count
 * (采用3条) books nothing, and the candidates are offered to the chief.
 */
#ifndef CHENGBAO_PIPELINE_DESK_ADOPTION_H
#define CHENGBAO_PIPELINE_DESK_ADOPTION_H

#include "pipeline/desk/judge.h"
#include "mail/commands.h"

/* A superior's answer to our issue. */
bool adoption_notice(Desk *desk, const JudgeLetter *letter, const Superior *superior, int64_t issue,
		     GError **error);

/* A superior's letter that answers nothing of ours: kept, the chief is told. */
bool adoption_circular(Desk *desk, const JudgeLetter *letter, const Superior *superior,
		       GError **error);

/* 上级采用 45-3 … from an editor or chief. */
bool adoption_by_mail(Desk *desk, const JudgeLetter *letter, const Commands *commands,
		      GError **error);

/* Books one. *ret_new false: it was booked already. `reference` NULL: our issue's number.
 * Errors: REFUSED there is no such line; STORE. */
bool adoption_book(Desk *desk, const Superior *superior, int64_t issue, int line, const char *kind,
		   const char *reference, int64_t cause, bool *ret_new, GError **error);

#endif
