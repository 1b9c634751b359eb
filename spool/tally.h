/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tally — points for items, and which have most
 *
 * A letter's prints name a thousand items, each once or twice: they are counted in a table of
 * their own hash, as sorting them took longer than reading them.
 *
 * Not here: what a point is for (seen).
 */
#ifndef CHENGBAO_SPOOL_TALLY_H
#define CHENGBAO_SPOOL_TALLY_H

#include <glib.h>
#include <stdint.h>

typedef struct Tally Tally;

Tally *tally_new(void);
void tally_free(Tally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)

/* Nobody has any points again; what it has grown to stays. */
void tally_clear(Tally *tally);

void tally_add(Tally *tally, int64_t item, int points);

/* Sets `items` (of n_most > 0) to those with most points, most first; of equals the one with the
 * higher number first. Gives how many there are. */
guint tally_best(const Tally *tally, int64_t *items, guint n_most);

#endif
