/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recall — an approved item leaves a draft that its signers have before them
 *
 * Its author corrects or withdraws it: each who was asked to sign that draft is told at once what
 * changes, whether other lines are left in it or none. The asks of the old draft are void, so that
 * 同意签发 in answer to them prints nothing.
 *
 * Not here: leaving the draft (bulletin), what the late signer hears (answer).
 */
#ifndef CHENGBAO_PIPELINE_DESK_RECALL_H
#define CHENGBAO_PIPELINE_DESK_RECALL_H

#include "pipeline/desk/desk.h"

typedef struct {
	const char *why;    /* what happened to the item */
	const char *detail; /* a line on what is wrong in it; NULL: none */
	const char *who;    /* brought it about */
	int64_t cause;
} Recall;

/* Takes the item out of the open draft it stands in, if any. Errors: STORE. */
bool recall_item(Desk *desk, int64_t item, const Recall *recall, GError **error);

#endif
