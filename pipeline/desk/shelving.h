/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shelving — reads the reference folder's documents when they change
 *
 * The files of [reference] folder (not those of folders in it) are looked at when the
 * service starts and every minute; what is new or changed goes through the jailed
 * extractor, its text onto the shelf (spool/shelf). At the start letters wait for it,
 * but not longer than SHELVING_WAIT_S.
 *
 * Not here: comparing with what they say (similar).
 */
#ifndef CHENGBAO_PIPELINE_DESK_SHELVING_H
#define CHENGBAO_PIPELINE_DESK_SHELVING_H

#include "pipeline/desk/desk.h"

#define SHELVING_WAIT_S 20

typedef struct DeskShelving DeskShelving;

DeskShelving *shelving_new(Desk *desk);
void shelving_free(DeskShelving *shelving);

/* Puts what was read onto the shelf, hands out what is to be read. Errors: STORE, AGAIN. */
bool shelving_step(DeskShelving *shelving, GError **error);

/* Whether letters should still wait: the first look is not over. */
bool shelving_first(const DeskShelving *shelving);

#endif
