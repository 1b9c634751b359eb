/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * points — what happened to an item, booked in the ledger by the scheme in force
 */
#ifndef CHENGBAO_PIPELINE_DESK_POINTS_H
#define CHENGBAO_PIPELINE_DESK_POINTS_H

#include "pipeline/desk/desk.h"

typedef struct {
	const char *type; /* issued, adopted */
	int64_t item;
	const char *journal, *level, *kind, *superior; /* NULL where they do not apply */
	int64_t cause;
} PointsEvent;

/* Books the entries of one event for the shares of its item. Errors: STORE. */
bool points_book(Desk *desk, const PointsEvent *event, GError **error);

#endif
