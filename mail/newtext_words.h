/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_words — what of a text could be part of a command
 *
 * Blanks, marks of lists and tables, links and pictures in brackets tell nothing: programs
 * write them into one form of a letter and not into the other. All texts are clean UTF-8.
 *
 * Not here: what the words mean (commands).
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_WORDS_H
#define CHENGBAO_MAIL_NEWTEXT_WORDS_H

#include <stdbool.h>

/* Do both tell the same? */
bool newtext_words_same(const char *one, const char *other);

/* Do the words stand somewhere in the text? False where they tell nothing. */
bool newtext_words_hold(const char *text, const char *words);

#endif
