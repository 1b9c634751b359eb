/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_word — what cannot be a word of a clause
 */
#ifndef CHENGBAO_FILTERS_RULE_WORD_H
#define CHENGBAO_FILTERS_RULE_WORD_H

#include "filters/rule_cursor.h"

#define RULE_WORD_DELIMITERS "/!~%@|" /* of a regex */

/* May this stand as a word of a clause, the `n_before`th? Otherwise a problem that says
 * what was meant: a regex, a keyword without its blank, a score, a comment. */
bool rule_word_check(const RuleCursor *cursor, const char *place, const char *word,
		     size_t n_before);

#endif
