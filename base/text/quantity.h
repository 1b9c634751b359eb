/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quantity — the numbers of a text that can contradict those of another
 *
 * Two reports of one event differ in their numbers first: 3人 and 4人. A number
 * counts with its unit; written in Chinese it is the same number (三人 is 3人),
 * except before units that mostly follow a mere 一 (一个, 一次, 一条).
 */
#ifndef CHENGBAO_BASE_TEXT_QUANTITY_H
#define CHENGBAO_BASE_TEXT_QUANTITY_H

#include <glib.h>

#define QUANTITY_MAX 1000 /* of one text; later ones are not listed */

/* The quantities of a folded text in order, as `3人`, `12.5万元`, `100余户`, `30%`,
 * `6月12日15时`. Ordinals (第3条) and numbers without a unit are left out. Yours. */
GPtrArray *quantity_find(const char *folded);

/* The same, and where each begins and ends in `folded`. */
typedef struct {
	const char *from, *to;
} QuantityPlace;
GPtrArray *quantity_find_places(const char *folded, GArray **ret_places);

#endif
