/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * query — questions by mail: 状态, 进度, 得分, 查 WORDS, 帮助
 *
 * A contributor hears of what he sent in and of his unit's points; an editor gets
 * the list of what waits for him, and the ranking; the operator how the desk is.
 * The answer goes to the configured address, whoever may have asked in its name.
 *
 * Not here: the words of a question (mail/command_query).
 */
#ifndef CHENGBAO_PIPELINE_DESK_QUERY_H
#define CHENGBAO_PIPELINE_DESK_QUERY_H

#include "pipeline/desk/judge.h"

#define QUERY_ITEMS 30	 /* shown of what somebody sent in */
#define QUERY_AN_HOUR 20 /* answers to one person: two machines may be talking */

/* The words of a letter that may be a question: the new text, or the subject of a letter
 * without any; "" where there are files or it is not sure what is new. */
const char *query_words(const JudgeLetter *letter);

/* Takes a letter that is a question and nothing else. *ret_taken: it was one.
 * Errors: STORE. */
bool query_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error);

#endif
