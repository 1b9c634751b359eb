/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amend_parts — a letter that amends an item, and what it can do to it
 *
 * Private to pipeline/desk/amend*.c.
 */
#ifndef CHENGBAO_PIPELINE_DESK_AMEND_PARTS_H
#define CHENGBAO_PIPELINE_DESK_AMEND_PARTS_H

#include "pipeline/desk/amend.h"
#include "pipeline/desk/amend_words.h"

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	char *title, *text;
	char *part; /* of the letter, where it corrects several; NULL: the whole */
	AmendKind kind;
	json_t *item;	      /* a row of item_get; what the letter is about */
	int64_t id, revision; /* of what amend_correct made */
	Actor actor;
} Amend;

void amend_clear(Amend *amend);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Amend, amend_clear)

/* What was received before is not looked at. */
int64_t amend_since(const JudgeLetter *letter);

/* Whose letter it is, who acts by it. */
void amend_set_actor(Amend *amend);

int64_t amend_id(const Amend *amend);

/* Can the item still be changed? */
bool amend_is_open(const Amend *amend);

/* The letter becomes a source of it. part: of the letter, NULL the whole. Errors: STORE. */
bool amend_source(const Amend *amend, const char *part, GError **error);

/* Back to waiting, out of a draft, whose signers are told (detail: what is wrong, or NULL), asks
 * void: nobody decides on what is no longer so. amend->item may be gone then. Errors: STORE. */
bool amend_reopen(Amend *amend, const char *detail, GError **error);

/* The words are the next revision, which is asked about. Errors: STORE. */
bool amend_correct(Amend *amend, const AmendWords *words, GError **error);

/* Its author hears that the letter came, and that it is that revision. Errors: STORE. */
bool amend_receipt(const Amend *amend, GError **error);

/* It is printed, merged or held: its editor is told, and decides what comes of it. Errors: STORE.
 */
bool amend_note(const Amend *amend, GError **error);

/* *ret_taken: the letter names slips (slip), and it is certain in which item. *ret_alone: it is
 * about slips and nothing else. Errors: STORE. */
bool amend_take_slips(Desk *desk, const JudgeLetter *letter, bool *ret_taken, bool *ret_alone,
		      GError **error);

#endif
