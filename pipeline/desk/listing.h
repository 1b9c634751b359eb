/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * listing — the lines of a person's list, numbered through the week
 *
 * An item keeps its number in all lists that a person gets in one week (from Monday, the
 * office's zone), and what is new goes on counting: an answer to yesterday's list with
 * today's numbers means the same items.
 *
 * Not here: sending a list, carrying out its answer (carry).
 */
#ifndef CHENGBAO_PIPELINE_DESK_LISTING_H
#define CHENGBAO_PIPELINE_DESK_LISTING_H

#include "pipeline/desk/desk.h"

/* Lines {"n","item","revision"} for rows of items, at most `n_most`. Yours; NULL: STORE. */
json_t *listing_lines(Desk *desk, const char *person, const json_t *rows, size_t n_most,
		      GError **error);

#endif
