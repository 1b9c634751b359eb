/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * follow — an author's letter about an item of his own
 *
 * He answers our receipt or outcome mail. What he sends for an item that was
 * returned is its next revision; for one that is being verified it is the
 * supplement; otherwise it is a note that its editor gets to read. Every such
 * letter becomes a source of the item.
 *
 * Not here: answers of those who decide (answer), new reports (report).
 */
#ifndef CHENGBAO_PIPELINE_DESK_FOLLOW_H
#define CHENGBAO_PIPELINE_DESK_FOLLOW_H

#include "pipeline/desk/judge.h"

/* May the letter speak for an item (a row): it would have been accepted as a report, and is no
 * less proven than what the editor was shown of the item's sender. */
bool follow_sound(const Desk *desk, const JudgeLetter *letter, const json_t *item);

/* `item` is a row whose sender wrote the letter. *ret_taken false: it must be judged as a
 * report of its own (it bears a mark, failed a check, or the item is settled for good). */
bool follow_take(Desk *desk, const JudgeLetter *letter, const json_t *item, bool *ret_taken,
		 GError **error);

#endif
