/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ranking — entries and counts in, a table with ranks out
 */
#ifndef CHENGBAO_ASSESS_RANKING_H
#define CHENGBAO_ASSESS_RANKING_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Makes the ranking of units, or of persons.
 *
 * entries: [{"unit","person","hundredths",…}], the period's ledger lines
 * counts:  [{"unit","person","submitted","adopted"}]; several of one unit add up
 * units:   ["…"], every unit to be named even with nothing (ignored for persons)
 * Gives:   a list, yours, of {"unit","person","points":"12.50","rank","submitted",
 *          "adopted"}, best first; person is null in a ranking of units. Equal points share
 *          a rank and the next one skips; among them more adopted, then the order of
 *          `units`, then of first mention decides the place in the list.
 */
json_t *ranking_make(const json_t *entries, const json_t *counts, const json_t *units,
		     bool by_person);

/* "12.50", "-0.05". Yours. */
char *ranking_points(int64_t hundredths);

#endif
