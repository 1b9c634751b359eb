/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_when — conditions: names joined by near, not, and, or
 *
 * A descent of one function per binding strength: near binds first, then not,
 * and, or. Round brackets, of either width, group.
 */
#include "filters/rule_when.h"

#include "base/i18n.h"

#include <string.h>

static RuleWhen *parse_or(RuleCursor *cursor, const RuleSection *section, int depth);

static char
bracket_at(const char *at)
{
	char half = rule_cursor_half(at);
	char sign = half != 0 ? half : *at;

	return sign == '(' || sign == ')' ? sign : 0;
}

/* A bracket, or everything up to a blank or bracket. NULL at the end. */
static char *
take_token(RuleCursor *cursor, const char **ret_place)
{
	const char *from;

	rule_cursor_skip(cursor);
	*ret_place = from = cursor->at;
	if (bracket_at(from) != 0) {
		cursor->at = g_utf8_next_char(from);
		return g_strdup_printf("%c", bracket_at(from));
	}
	while (*cursor->at != '\0' && bracket_at(cursor->at) == 0 &&
	       !rule_cursor_is_blank(g_utf8_get_char(cursor->at)))
		cursor->at = g_utf8_next_char(cursor->at);
	return cursor->at == from ? NULL : g_strndup(from, (size_t)(cursor->at - from));
}

/* Takes this keyword if it is next. */
static bool
take_word(RuleCursor *cursor, RuleWord word)
{
	RuleCursor after = *cursor;
	const char *place;
	g_autofree char *token = take_token(&after, &place);

	if (token == NULL || rule_cursor_word(token) != word)
		return false;
	*cursor = after;
	return true;
}

static RuleWhen *
parse_name(const RuleCursor *cursor, const RuleSection *section, const char *token,
	   const char *place)
{
	static const RuleWord joining[] = { RULE_WORD_AND, RULE_WORD_OR, RULE_WORD_NOT,
					    RULE_WORD_NEAR };
	RuleWord word = rule_cursor_word(token);

	for (guint i = 0; i < section->lets->len; i++) {
		const RuleLet *let = section->lets->pdata[i];

		if (strcmp(let->name, token) == 0) {
			RuleWhen *when = rule_when_new(RULE_WHEN_NAME, NULL, NULL);

			when->let = i;
			return when;
		}
	}
	for (size_t i = 0; i < G_N_ELEMENTS(joining); i++)
		if (word == joining[i]) {
			rule_cursor_problem(cursor, place, _("a name is missing before “%s”"),
					    token);
			return NULL;
		}
	rule_cursor_problem(cursor, place,
			    _("no let in this section defines “%s” (blanks stand around and, or, "
			      "not, near)"),
			    token);
	return NULL;
}

static RuleWhen *
parse_primary(RuleCursor *cursor, const RuleSection *section, int depth)
{
	const char *place, *close;
	g_autofree char *token = take_token(cursor, &place), *bracket = NULL;
	g_autoptr(RuleWhen) inner = NULL;

	if (token == NULL) {
		rule_cursor_problem(cursor, place, _("a name is missing"));
		return NULL;
	}
	if (strcmp(token, "(") != 0)
		return parse_name(cursor, section, token, place);
	inner = parse_or(cursor, section, depth + 1);
	if (inner == NULL)
		return NULL;
	bracket = take_token(cursor, &close);
	if (g_strcmp0(bracket, ")") != 0) {
		rule_cursor_problem(cursor, close, _("“)” is missing"));
		return NULL;
	}
	return g_steal_pointer(&inner);
}

static RuleWhen *
parse_near(RuleCursor *cursor, const RuleSection *section, int depth)
{
	g_autoptr(RuleWhen) left = parse_primary(cursor, section, depth);

	while (left != NULL) {
		g_autoptr(RuleWhen) right = NULL;
		RuleWhen *both;
		const char *place;
		size_t n_chars;

		rule_cursor_skip(cursor);
		place = cursor->at;
		if (!take_word(cursor, RULE_WORD_NEAR))
			break;
		if (!rule_cursor_near(cursor, &n_chars))
			return NULL;
		right = parse_primary(cursor, section, depth);
		if (right == NULL)
			return NULL;
		if (left->type > RULE_WHEN_NEAR || right->type > RULE_WHEN_NAME) {
			rule_cursor_problem(cursor, place, _("near stands between two names"));
			return NULL;
		}
		both = rule_when_new(RULE_WHEN_NEAR, g_steal_pointer(&left),
				     g_steal_pointer(&right));
		both->n_chars = n_chars;
		left = both;
	}
	return g_steal_pointer(&left);
}

static RuleWhen *
parse_not(RuleCursor *cursor, const RuleSection *section, int depth)
{
	bool negated = false;
	RuleWhen *inner;

	while (take_word(cursor, RULE_WORD_NOT))
		negated = !negated;
	inner = parse_near(cursor, section, depth);
	return inner != NULL && negated ? rule_when_new(RULE_WHEN_NOT, inner, NULL) : inner;
}

static RuleWhen *
parse_and(RuleCursor *cursor, const RuleSection *section, int depth)
{
	g_autoptr(RuleWhen) left = parse_not(cursor, section, depth);

	while (left != NULL && take_word(cursor, RULE_WORD_AND)) {
		RuleWhen *right = parse_not(cursor, section, depth);

		if (right == NULL)
			return NULL;
		left = rule_when_new(RULE_WHEN_AND, g_steal_pointer(&left), right);
	}
	return g_steal_pointer(&left);
}

static RuleWhen *
parse_or(RuleCursor *cursor, const RuleSection *section, int depth)
{
	g_autoptr(RuleWhen) left = NULL;

	if (depth > RULE_WHEN_DEPTH) {
		rule_cursor_problem(cursor, NULL, _("too many brackets inside each other"));
		return NULL;
	}
	left = parse_and(cursor, section, depth);
	while (left != NULL && take_word(cursor, RULE_WORD_OR)) {
		RuleWhen *right = parse_and(cursor, section, depth);

		if (right == NULL)
			return NULL;
		left = rule_when_new(RULE_WHEN_OR, g_steal_pointer(&left), right);
	}
	return g_steal_pointer(&left);
}

RuleWhen *
rule_when_parse(RuleCursor *cursor, const RuleSection *section)
{
	g_autoptr(RuleWhen) when = parse_or(cursor, section, 0);
	const char *place;
	g_autofree char *left_over = NULL;

	if (when == NULL)
		return NULL;
	left_over = take_token(cursor, &place);
	if (left_over != NULL) {
		rule_cursor_problem(cursor, place, _("and, or or near is missing before “%s”"),
				    left_over);
		return NULL;
	}
	return g_steal_pointer(&when);
}
