/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry_pieces — an answer to a list, piece by piece
 *
 * For carry alone. Each piece stands alone: it is done whole, or comes back quoted with the
 * reason and leaves no trace.
 *
 * Not here: reading the words (mail/command_list), what a verb does to an item (decide).
 */
#ifndef CHENGBAO_PIPELINE_DESK_CARRY_PIECES_H
#define CHENGBAO_PIPELINE_DESK_CARRY_PIECES_H

#include "pipeline/desk/carry.h"

/* One answer on its way; `report` is filled. */
typedef struct {
	Desk *desk;
	const Actor *actor;
	const json_t *ask;
	json_t *report;
} Carry;

/* Carries out all pieces of an answer to carry->ask, a list. Errors: STORE. */
bool carry_pieces(const Carry *carry, const Commands *commands, GError **error);

/* What was done, and what was not, for the acknowledgement. line: of the list; 0: none. */
void carry_done(Desk *desk, json_t *report, int line, int64_t item, const char *what);
void carry_refused(json_t *report, const char *quote, const char *why);

/* Is one of the open asks about this item this person's? */
bool carry_is_asked(Desk *desk, const char *person, int64_t item, bool *ret_yes, GError **error);

/* A new revision is asked about anew, with what was done to it on top: whoever edited and is
 * asked himself (*ret_asked) has his acknowledgement in that mail. */
bool carry_ask_anew(const Carry *carry, int64_t item, const char *did, bool *ret_asked,
		    GError **error);

#endif
