/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chain — 初报, 续报, 终报: which earlier item a report goes on with
 *
 * A report whose title or first line calls itself 续报 or 终报 belongs to the item of the
 * last weeks whose title, or whose day and place, it shares; one of the same unit before
 * others. The item stays its own; the editor sees what it goes on with. `merged` in a chain
 * says that an editor made it one.
 *
 * Not here: what an editor joins with a printed item (sequel), letters that answer one of our
 * mails (follow), corrections (amend).
 */
#ifndef CHENGBAO_PIPELINE_DESK_CHAIN_H
#define CHENGBAO_PIPELINE_DESK_CHAIN_H

#include "pipeline/desk/desk.h"

#define CHAIN_OPEN_DAYS 7

/* After fold_load. Adds to `facts`, when the report is a follow-up and something fits,
 * `chain`: {step: 续报 or 终报, item: what it goes on with, title: of that, first: the chain's
 * first item, n: how many it has with this one}. unit may be NULL. Errors: STORE. */
bool chain_add(Desk *desk, const char *title, const char *text, const char *unit, json_t *facts,
	       GError **error);

/* What such a `chain` says of a report that goes on with the item of `row`, one of item_get.
 * Yours. */
json_t *chain_after(const json_t *row, const char *step);

/* Which sequel an item would be among those of its chain that are printed or will be: one more
 * than there are, and than the highest number in their titles. Errors: STORE. */
bool chain_number(Db *db, const json_t *chain, int64_t item, int *ret_n, GError **error);

/* The chains of the last two months, a single 初报 or 首报 among them, that no 终报 has ended
 * and whose last report came CHAIN_OPEN_DAYS ago or earlier.
 *
 * Gives:  a list in the order of the first items: {first, title of it, item: the last, n: how
 *         many, days: since then}. Yours.
 * Errors: STORE. */
json_t *chain_unfinished(Db *db, int64_t now_us, GError **error);

#endif
