/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apart — 另立: what was taken for a revision is a report of its own
 *
 * When a letter makes a revision of an item, how the item stood is noted in the item's facts
 * (revised). 另立 gives it back: the words before it as the next revision, the decision, the
 * place in the draft; and the letter is judged again, with nothing to revise: it becomes an
 * item with its own number, ask and receipt, received when it was received.
 *
 * Of a letter that revised several items, each with one of its reports, that report alone is
 * split off; the others stay what they are.
 *
 * 撤销 after it takes the letter's item into the old one again, as its revision, as long as
 * nothing was decided on either.
 *
 * Promise: the letter belongs to the old item until it has one of its own.
 * Not here: what is taken for a revision (resent, amend).
 */
#ifndef CHENGBAO_PIPELINE_DESK_APART_H
#define CHENGBAO_PIPELINE_DESK_APART_H

#include "pipeline/desk/decide.h"

/* For the event item.revised of a letter, or of one `part` of it (NULL: the whole):
 * {"letter","part","was":{…}}, how the item (a row) stands. Yours. NULL: Errors: STORE. */
json_t *apart_note(Desk *desk, const json_t *item, int64_t letter, const char *part,
		   GError **error);

/* 另立, on an item (a row) that waits. Errors: REFUSED its newest revision is no letter's; STORE.
 */
bool apart_split(Desk *desk, const Actor *actor, const json_t *item, GString *did, GError **error);

/* Is 另立 the last that was decided about the item (a row)? */
bool apart_is_last(Desk *desk, const json_t *item, bool *ret_last, GError **error);

/* Takes it back. Errors: REFUSED it was decided on since, or another did it; STORE. */
bool apart_undo(Desk *desk, const Actor *actor, const json_t *item, GString *did, GError **error);

/* What a letter that is judged, or parts of it, were split off from and have no item of their own
 * yet: [{"item","revision","who","part"}], `part` where it is one of the letter's reports. Yours.
 * NULL: Errors: STORE. */
json_t *apart_from(Desk *desk, int64_t letter, GError **error);

#endif
