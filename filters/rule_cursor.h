/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_cursor — walking along one line of a rule file
 *
 * Knows blanks (half- and full-width), the keywords in both languages, and
 * where in the line it stands, so that every complaint has its column.
 */
#ifndef CHENGBAO_FILTERS_RULE_CURSOR_H
#define CHENGBAO_FILTERS_RULE_CURSOR_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RULE_CURSOR_SENTENCE SIZE_MAX
#define RULE_CURSOR_NEAR_MAX 10000 /* characters */

typedef struct {
	const char *file;
	size_t line;
	const char *start, *at; /* the line and where we are; NUL-terminated */
	GPtrArray *problems;
} RuleCursor;

typedef enum {
	RULE_WORD_NONE,
	RULE_WORD_TOPIC,
	RULE_WORD_KIND,
	RULE_WORD_MARK,
	RULE_WORD_ANGLE,
	RULE_WORD_CHECK,
	RULE_WORD_GROUP,
	RULE_WORD_THRESHOLD,
	RULE_WORD_TIER,
	RULE_WORD_SAY,
	RULE_WORD_EXAMPLE,
	RULE_WORD_COUNTER_EXAMPLE,
	RULE_WORD_LET,
	RULE_WORD_WHEN,
	RULE_WORD_AND,
	RULE_WORD_OR,
	RULE_WORD_NOT,
	RULE_WORD_NEAR,
	RULE_WORD_MAX,
	RULE_WORD_SUBJECT,
	RULE_WORD_TEXT,
	RULE_WORD_BODY,
	RULE_WORD_ATTACHMENT,
	RULE_WORD_FROM,
	RULE_WORD_UNIT,
	RULE_WORD_HEADER,
	RULE_WORD_NUMBER,
	RULE_WORD_WORDS,
	RULE_WORD_INCLUDE,
	RULE_WORD_SENTENCE,
	RULE_WORD_SINCE,
	RULE_WORD_UNTIL,
} RuleWord;

RuleCursor rule_cursor_at(const char *file, size_t line, const char *text, GPtrArray *problems);

/* Adds a problem at `place` (in the line; NULL: where the cursor stands). Returns false. */
bool rule_cursor_problem(const RuleCursor *cursor, const char *place, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

void rule_cursor_skip(RuleCursor *cursor); /* blanks */
bool rule_cursor_at_end(const RuleCursor *cursor);

/* The run of non-blank characters here, and past it; NULL at the end. Yours.
 * *ret_place (may be NULL) is where it began. */
char *rule_cursor_token(RuleCursor *cursor, const char **ret_place);

/* The blank-free run here without moving. Yours; NULL at the end. */
char *rule_cursor_peek(const RuleCursor *cursor);

/* The keyword a word is, in either language, either width, either script. */
RuleWord rule_cursor_word(const char *token);

/* The English keyword, for messages. */
const char *rule_cursor_name(RuleWord word);

/* ` (did you mean “X”?)` among the keywords from..to, or "". Yours. */
char *rule_cursor_suggestion(const char *token, RuleWord from, RuleWord to);

/* Takes a whole number lowest..highest; otherwise a problem that says what of. */
bool rule_cursor_number(RuleCursor *cursor, const char *what, int lowest, int highest,
			int *ret_number);

/* Takes what follows near: a number of characters, or sentence (RULE_CURSOR_SENTENCE). */
bool rule_cursor_near(RuleCursor *cursor, size_t *ret_chars);

/* Is the keyword one that begins a window of dates? from is the field's word too. */
bool rule_cursor_is_since(const char *token);

/* Half-width character of a full-width sign at `at` (［ → [), or 0. */
char rule_cursor_half(const char *at);

/* Is this character a blank of a rule line? */
bool rule_cursor_is_blank(gunichar character);

#endif
