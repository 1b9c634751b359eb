/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * indexing — what letters say, into the index of search
 *
 * A letter is found by its subject, unless that is the subject of a mail of ours which it answers,
 * its new text, the names and texts of its files and its sender. It enters with its judgement, in
 * one transaction; the letters of an item that was held are read again when that item is decided.
 * After an upgrade, a rebuild or a restore without them the service reads those that are missing, a
 * few in each round.
 *
 * Promise: of a letter with a mark that nobody released, or of which the rules cannot tell whether
 * it has one, no word is written.
 * Not here: which letters may be found at all (the view findable), and the index (spool/search).
 */
#ifndef CHENGBAO_PIPELINE_DESK_INDEXING_H
#define CHENGBAO_PIPELINE_DESK_INDEXING_H

#include "pipeline/desk/desk.h"

/* A letter that was just judged, by its reading and the texts of its files. Errors: STORE. */
bool indexing_judged(Desk *desk, int64_t letter, const json_t *reading, const json_t *texts,
		     GError **error);

/* The letters of an item that left `held`, read again. One that cannot be read stays out.
 * Errors: STORE, AGAIN, CONFIG. */
bool indexing_decided(Desk *desk, int64_t item, GError **error);

/* Some of the letters that are missing; *ret_done: none is. Errors: as above. */
bool indexing_step(Desk *desk, bool *ret_done, GError **error);

#endif
