/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amend — an author's new letter that corrects or withdraws what he sent before
 *
 * 更正, 以此件为准, 修改稿 (amend_words), in a new letter or in answer to our receipt, and half of
 * an item of his own of the last week in the text: that is its next revision. 撤回 or 作废 with the
 * title or number of such an item withdraws it. Whatever is less plain is a report like any other.
 *
 * A short letter that names slips, “1200台”应为“1020台” (slip), does the same with these words
 * changed. Whose words do not stand there once is asked about as it is, with what its author says.
 *
 * An item that waits is asked about anew; one that was approved leaves its draft
 * first; of one that is printed the editor is told, and an erratum is his matter: of slips it is
 * proposed as an item (resent).
 * Not here: answers to our own mails (follow), what looks alike (similar).
 */
#ifndef CHENGBAO_PIPELINE_DESK_AMEND_H
#define CHENGBAO_PIPELINE_DESK_AMEND_H

#include "pipeline/desk/decide.h"
#include "pipeline/desk/judge.h"

#define AMEND_DAYS 7
#define AMEND_SHARE 0.5 /* of the item, found again in the letter */

/* What an item is to say now. */
typedef struct {
	const char *title, *text;
	const char *part; /* of the letter, where it brings several; NULL: the whole */
	const char *said; /* the slips that it names (slip); NULL: it brings the whole text */
	bool resent;	  /* sent again as if new (resent), not as a correction */
} AmendWords;

/* The letter, which its caller judges, becomes the next revision of the item (a row of
 * item_get) that is not printed: it waits, out of its draft, and is asked about anew.
 * Errors: STORE. */
bool amend_revise(Desk *desk, const JudgeLetter *letter, const json_t *item,
		  const AmendWords *words, GError **error);

/* The same of a letter that was judged before and belongs to an item already; `actor` says so. */
bool amend_again(Desk *desk, const Actor *actor, const JudgeLetter *letter, const json_t *item,
		 const AmendWords *words, GError **error);

/* *ret_taken: the letter was one. Errors: STORE. */
bool amend_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error);

#endif
