/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sequel — a report that is merged into a printed one: its 续报 in the next issue
 *
 * What is sealed does not change. The report stays an item of its own, with its own shares,
 * and is approved, as by 通过, for the journal that printed the other: the chain is kept in
 * its facts, its title takes the form XX续报（一） unless it says 续报 itself, its text begins
 * with the issue and line of what it goes on with, and leaves out the sentences at its
 * beginning that were printed there. It stays a sequel when a signer sends it back or its
 * author corrects it: each approval gives it that form again.
 *
 * Promise: 撤销 gives back the title, the text and the chain of before, unless the text was
 * changed since; then it waits as the sequel that it is.
 * Not here: which earlier report the program itself finds (chain), the words (sequel_words).
 */
#ifndef CHENGBAO_PIPELINE_DESK_SEQUEL_H
#define CHENGBAO_PIPELINE_DESK_SEQUEL_H

#include "pipeline/desk/decide.h"

/* Makes `item` the sequel of `target`, which is issued (both rows of item_get), and approves
 * it. Errors: REFUSED with what to do instead, STORE. */
bool sequel_into(Desk *desk, const Actor *actor, const json_t *item, const json_t *target,
		 GString *did, GError **error);

/* Before a sequel goes on its way: its title and text in that form. *ret_why: whose sequel it
 * is, yours; NULL: it is none, nothing was done. Errors: REFUSED it says nothing new; STORE. */
bool sequel_dress(Desk *desk, const Actor *actor, const json_t *item, char **ret_why, GString *did,
		  GError **error);

/* Title and text of an item (a row with facts) as they were before that, else as they are, for
 * comparing with what its author says: members of *ret_words, yours. Errors: STORE. */
bool sequel_own(Desk *desk, const json_t *item, json_t **ret_words, GError **error);

/* Takes back what sequel_into made of an approved item; nothing for others. Errors: STORE. */
bool sequel_undo(Desk *desk, const Actor *actor, const json_t *item, GString *did, GError **error);

#endif
