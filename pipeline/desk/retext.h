/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * retext — where the new text of 改 comes from
 *
 * Between the two marks above the quotation (the words have it then), between those in
 * the quotation where it was changed there, or in one attached document. Whoever sends
 * two of these has to say which; a quotation that only came along is none of them.
 *
 * Promise: documents and quotations were read in the jail, and after it was fixed who
 * wrote the letter and what it commands.
 * Not here: what the new text does to the item (edit).
 */
#ifndef CHENGBAO_PIPELINE_DESK_RETEXT_H
#define CHENGBAO_PIPELINE_DESK_RETEXT_H

#include "mail/commands.h"
#include "pipeline/desk/judge.h"

#define RETEXT_CHARACTERS 200000 /* of a document that becomes a text */

/* Gives the 改 among `commands` (if any) that names no text its text, and its title where
 * a document has a heading. item: a row. Errors: REFUSED with what to do instead. */
bool retext_find(const JudgeLetter *letter, const json_t *item, Commands *commands, GError **error);

/* The same from what was kept for a confirmation: retext_kept of before, or NULL. */
void retext_again(const json_t *kept, Commands *commands);

/* What a confirmation must keep of the text that was found: {"text","title"}; NULL where the
 * words say all. Yours. */
json_t *retext_kept(const Commands *commands);

#endif
