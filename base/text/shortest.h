/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shortest — what two rows of numbers have in common, by the shortest edit
 *
 * Promise: bounded: two rows that differ in more than 600 numbers between their common
 * beginning and end have nothing else in common.
 * Not here: what the numbers stand for (change).
 */
#ifndef CHENGBAO_BASE_TEXT_SHORTEST_H
#define CHENGBAO_BASE_TEXT_SHORTEST_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
	guint *ids;
	guint n;
} ShortestRow;

/* Sets each element of same_a (a->n of them) and same_b to whether it is in both; those that
 * are stand in the same order, as many in the one as in the other. */
void shortest_compare(const ShortestRow *a, const ShortestRow *b, bool *same_a, bool *same_b);

#endif
