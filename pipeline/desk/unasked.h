/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unasked — words of the desk that answer no ask: 请假, 销假, 发布要点, 代录签发
 *
 * One way for all of them: the whole letter is the command; its sender is proven, or the
 * words go to his configured address to be confirmed; what cannot be done comes back with
 * what to write instead, at most once an hour.
 *
 * Not here: what each of them does (leave, plan, recorded), questions (query).
 */
#ifndef CHENGBAO_PIPELINE_DESK_UNASKED_H
#define CHENGBAO_PIPELINE_DESK_UNASKED_H

#include "mail/commands.h"
#include "pipeline/desk/judge.h"

/* Such words on their way; everything borrowed. */
typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const Person *person;
	const char *evidence; /* what proved them */
	const char *document; /* the letter's first document, when its words are one line */
} Unasked;

/* *ret_taken false: the letter is something else. Errors: STORE. */
bool unasked_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error);

/* The same for words that nearly are 代录签发: they are answered, and make no item. For a letter
 * that answers no ask. */
bool unasked_tried(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error);

/* Carries out words that were confirmed; `letter` is the confirmation. Errors: STORE. */
bool unasked_confirmed(Desk *desk, const JudgeLetter *letter, const char *words, GError **error);

/* Makes a mail to `to` due that follows from them. `params` is taken. */
bool unasked_mail(const Unasked *unasked, const char *template_name, const char *to, int64_t issue,
		  json_t *params, GError **error);

#endif
