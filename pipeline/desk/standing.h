/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standing — who has how many points in a period, from the ledger
 *
 * Not here: what a point is given for (points, assess/).
 */
#ifndef CHENGBAO_PIPELINE_DESK_STANDING_H
#define CHENGBAO_PIPELINE_DESK_STANDING_H

#include "config/office.h"
#include "spool/db.h"

typedef struct {
	char *period;	 /* its name: 2026-11 */
	json_t *ranking; /* of units or persons, as ranking_make gives it */
	json_t *entries; /* rows of entry_list */
	json_t *units;	 /* names of the units that could send something in */
} Standing;

/* The standing in `period` (2026-11, 2026W47, 2026Q4, 2026). Gives: *ret, free with
 * standing_clear. Errors: USAGE no such period; STORE. */
bool standing_read(Db *db, const Office *office, const char *period, bool by_person, Standing *ret,
		   GError **error);
void standing_clear(Standing *standing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Standing, standing_clear)

/* The name of the period that `word` means at a moment: NULL this month, `last` the month
 * before it, anything else itself. Yours. */
char *standing_period(const char *zone, const char *word, int64_t now_us);

#endif
