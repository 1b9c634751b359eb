/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * away — who is away now, and who is asked in his place
 *
 * While a leave lasts, what would be asked of him is asked of his deputy, and what
 * he was asked before of both. A vacation's automatic reply decides nothing: it asks
 * the deputy of people.csv too.
 *
 * Promise: nobody stands in who may not decide at this desk himself; what bears a
 * secrecy mark is asked of nobody else.
 * Not here: how a leave begins and ends (leave), what is overdue (overdue).
 */
#ifndef CHENGBAO_PIPELINE_DESK_AWAY_H
#define CHENGBAO_PIPELINE_DESK_AWAY_H

#include "pipeline/desk/judge.h"

/* His leave that lasts at a moment, of several what he wrote last; *ret_row NULL: none. Yours. */
bool away_row(Desk *desk, const char *person, int64_t at_us, json_t **ret_row, GError **error);

/* Who stands in for this person now; *ret_deputy NULL: he is here, or nobody does. */
bool away_deputy(Desk *desk, const Person *person, const Person **ret_deputy, GError **error);

/* Could this one (NULL: no) be his deputy? */
bool away_may_stand_in(const Person *person, const Person *deputy);

/* Who is asked about an item (a row) in place of *person while he is away, or while his deputy is
 * away too that one's; then params, of the mail, say for whom. */
bool away_stand_in(Desk *desk, const json_t *item, const Person **person, json_t *params,
		   GError **error);

/* Asks the deputies of all who are away about what these were asked. Errors: STORE. */
bool away_hand_over(Desk *desk, GError **error);

/* The automatic reply of somebody who is asked something. Errors: STORE. */
bool away_vacation(Desk *desk, const JudgeLetter *letter, GError **error);

/* Who is away or will be: [{"address","name","deputy","from","until"}], days as 2026-11-20,
 * both counted. NULL: errors as db_rows. Yours. */
json_t *away_list(Db *db, const Office *office, int64_t now_us, GError **error);

/* How somebody is called in a mail. */
const char *away_name(const Person *person);

#endif
