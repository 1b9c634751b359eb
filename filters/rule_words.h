/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_words — words FILE: a list of words in a file of its own
 */
#ifndef CHENGBAO_FILTERS_RULE_WORDS_H
#define CHENGBAO_FILTERS_RULE_WORDS_H

#include "filters/rule.h"
#include "filters/rule_cursor.h"

#define RULE_WORDS_FILE_MAX 20000 /* of one file */

/* Takes the path behind the keyword and reads its file: one word a line, # comments.
 * Gives: the words, yours; NULL when a problem was added, those of the file at its lines. */
RulePattern *rule_words_take(RuleCursor *cursor, RuleFiles *files);

#endif
