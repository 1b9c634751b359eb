/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * judge — what a letter is to the office, and who deals with it
 *
 * By evidence, in this order: our own mail come back, an automatic letter, an
 * answer to an ask (by token, else by locator), a superior's answer to an
 * issue, words of an approver without reference, a report of a known sender, a
 * stranger's letter. Nothing is dropped: each letter ends with a kind.
 */
#ifndef CHENGBAO_PIPELINE_DESK_JUDGE_H
#define CHENGBAO_PIPELINE_DESK_JUDGE_H

#include "pipeline/desk/desk.h"

/* A letter on its way through the desk; everything borrowed. */
typedef struct {
	int64_t letter, received_us;
	const json_t *reading; /* records_reading */
	const json_t *texts;   /* [{"name","content"}], one for each attachment */
	const char *from;      /* "" when none was read */
	const Person *person;  /* of the roster, at the time of receipt; NULL: a stranger */
	const json_t *apart;   /* what it was split off from (apart); else NULL */
	const json_t *told;    /* what the operator says of a report he took down; else NULL */
	const json_t *meant;   /* {"item": a printed row, "text": put right} (amend); else NULL */
} JudgeLetter;

/* Judges a letter that was read. Errors: STORE; REFUSED, MAIL: it cannot take effect. */
bool judge_letter(Desk *desk, int64_t letter, int64_t received_us, const json_t *reading,
		  const json_t *texts, GError **error);

/* A letter that no reader could read: kind `dead`, the operator is told. */
bool judge_unreadable(Desk *desk, int64_t letter, const char *why, GError **error);

/* Closes a letter's way: its kind, and why where that needs saying. `more` (taken,
 * may be NULL) has further members: content, same_as, subject. */
bool judge_done(Desk *desk, const JudgeLetter *letter, const char *kind, const char *reason,
		json_t *more, GError **error);

/* Records that something was tried and not done. */
bool judge_refuse(Desk *desk, const JudgeLetter *letter, const char *why, GError **error);

/* Whether the letter's sender is proven by a method the office accepts. */
bool judge_proven(const Desk *desk, const JudgeLetter *letter);

#endif
