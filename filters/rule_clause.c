/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_clause — FIELDS [SCORE] pattern [near N pattern] [max N] [from DATE] [until DATE]
 *
 * Fields are joined by commas or 、 without blanks: subject,text,attachment.
 * A pattern is words, one /regex/, number > 30 万元, or words FILE.
 * Words end at blanks and at 、 ， ； and their half-width forms. The keywords
 * near and max, and from and until before a date, end a list of words; a regex ends at its own
 * delimiter.
 *
 * Promise: nothing on the line is skipped: what is not understood is a problem.
 */
#include "filters/rule_clause.h"

#include "base/i18n.h"
#include "filters/rule_sight.h"
#include "filters/rule_word.h"
#include "filters/rule_words.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	RuleWord word;
	RuleField field;
} fields[] = {
	{ RULE_WORD_SUBJECT, RULE_SUBJECT },
	{ RULE_WORD_TEXT, RULE_TEXT },
	{ RULE_WORD_BODY, RULE_BODY },
	{ RULE_WORD_FROM, RULE_FROM },
	{ RULE_WORD_ATTACHMENT, RULE_ATTACHMENT },
	{ RULE_WORD_UNIT, RULE_UNIT },
	{ RULE_WORD_HEADER, RULE_HEADER },
};

static bool
is_separator(gunichar character)
{
	return rule_cursor_is_blank(character) || character == 0x3001 || character == 0xff0c ||
	       character == 0xff1b || character == ',' || character == ';';
}

/* A keyword with a sign stuck to it: say which key, rather than "unknown". */
static bool
unknown_field(const RuleCursor *cursor, const char *place, const char *token)
{
	size_t n = strcspn(token, "=:+-/,;");
	const char *at = token;
	g_autofree char *hint = rule_cursor_suggestion(token, RULE_WORD_LET, RULE_WORD_HEADER);

	while (*at != '\0' && rule_cursor_half(at) == 0 && (size_t)(at - token) < n)
		at = g_utf8_next_char(at);
	if (*at != '\0' && at != token) {
		g_autofree char *head = g_strndup(token, (size_t)(at - token));

		if (rule_cursor_word(head) != RULE_WORD_NONE)
			return rule_cursor_problem(cursor, place + (at - token),
						   _("a blank is missing after “%s”"), head);
	}
	return rule_cursor_problem(cursor, place,
				   _("unknown word “%s”%s: a line begins with a field (subject "
				     "text body attachment from unit header), let, when or KEY ="),
				   token, hint);
}

static bool
parse_header_name(RuleCursor *cursor, RuleClause *clause)
{
	const char *place;
	g_autofree char *name = rule_cursor_token(cursor, &place);

	if (name == NULL)
		return rule_cursor_problem(cursor, place, _("header needs the name of a header"));
	if (strchr("+-", *name) != NULL)
		return rule_cursor_problem(cursor, place,
					   _("header needs the name of a header before the score"));
	for (const char *at = name; *at != '\0'; at++)
		if (*at <= ' ' || *at > '~' || *at == ':')
			return rule_cursor_problem(
				cursor, place + (at - name),
				_("a header's name has letters, digits and - only; "
				  "no colon"));
	clause->header = g_ascii_strdown(name, -1);
	return true;
}

/* Adds the field of this name, which stands at place. */
static bool
add_field(RuleCursor *cursor, RuleClause *clause, const char *place, const char *name)
{
	RuleWord word = rule_cursor_word(name);
	size_t i = 0;

	if (*name == '\0')
		return rule_cursor_problem(cursor, place,
					   _("a field is missing: fields are joined by commas "
					     "without blanks, subject,text"));
	while (i < G_N_ELEMENTS(fields) && fields[i].word != word)
		i++;
	if (i == G_N_ELEMENTS(fields))
		return unknown_field(cursor, place, name);
	if ((clause->fields & 1u << fields[i].field) != 0)
		return rule_cursor_problem(cursor, place, _("“%s” stands here twice"), name);
	clause->fields |= 1u << fields[i].field;
	if ((clause->fields & 1u << RULE_HEADER) != 0 && clause->fields != 1u << RULE_HEADER)
		return rule_cursor_problem(cursor, place,
					   _("header goes with no other field: write it in a line "
					     "of its own"));
	return true;
}

static bool
parse_fields(RuleCursor *cursor, RuleClause *clause)
{
	const char *place;
	g_autofree char *token = rule_cursor_token(cursor, &place);
	const char *from = token, *end;

	if (token == NULL)
		return rule_cursor_problem(cursor, place, _("a field is missing"));
	do {
		g_autofree char *name = NULL;

		for (end = from; *end != '\0' && !is_separator(g_utf8_get_char(end));)
			end = g_utf8_next_char(end);
		name = g_strndup(from, (size_t)(end - from));
		if (!add_field(cursor, clause, place + (from - token), name))
			return false;
		from = *end != '\0' ? g_utf8_next_char(end) : end;
	} while (*end != '\0');
	return clause->fields != 1u << RULE_HEADER || parse_header_name(cursor, clause);
}

static bool
is_signed(const char *token)
{
	char half = token != NULL ? rule_cursor_half(token) : 0;

	return token != NULL && (strchr("+-", *token) != NULL || half == '+' || half == '-' ||
				 g_str_has_prefix(token, "−"));
}

/* +4 -5 ＋4: a sign and digits, alone. Anything else is left for the words. */
static bool
parse_score(RuleCursor *cursor, RuleClause *clause, RuleSectionType section)
{
	g_autofree char *token = rule_cursor_peek(cursor), *next = NULL;
	const char *sign = token, *place;
	char half = token != NULL ? rule_cursor_half(token) : 0;
	int number;
	RuleCursor after;

	if (!is_signed(token))
		return true;
	rule_cursor_skip(cursor);
	place = cursor->at;
	if (section != RULE_TOPIC)
		return rule_cursor_problem(cursor, place, _("a score stands in topics only"));
	after = *cursor;
	after.at = g_utf8_next_char(after.at);
	if (*after.at == '\0' || rule_cursor_is_blank(g_utf8_get_char(after.at)))
		return rule_cursor_problem(cursor, place,
					   _("a score is a sign and a number without a blank: +4"));
	if (!rule_cursor_number(&after, _("score"), 1, RULE_SCORE_MAX, &number))
		return false;
	clause->score = *sign == '+' || half == '+' ? number : -number;
	*cursor = after;
	next = rule_cursor_peek(cursor);
	if (is_signed(next) && g_unichar_isdigit(g_utf8_get_char(g_utf8_next_char(next)))) {
		rule_cursor_skip(cursor);
		return rule_cursor_problem(cursor, NULL, _("a clause has one score"));
	}
	return true;
}

/* The end of the regex that begins at `from`, behind its delimiter; NULL if none. */
static const char *
regex_end(const char *from, char delimiter)
{
	for (const char *at = from; *at != '\0'; at = g_utf8_next_char(at)) {
		if (*at == delimiter)
			return at;
		if (*at == '\\' && at[1] != '\0')
			at++;
	}
	return NULL;
}

static RulePattern *
parse_regex(RuleCursor *cursor, RuleEngine *engine)
{
	const char *from = cursor->at + 1, *end = regex_end(from, *cursor->at);
	g_autoptr(RulePattern) pattern = NULL;
	g_autofree char *regex = NULL, *why = NULL;
	size_t offset;

	if (end == NULL) {
		rule_cursor_problem(cursor, NULL, _("the regex has no closing %c"), *cursor->at);
		return NULL;
	}
	if (end == from) {
		rule_cursor_problem(cursor, NULL, _("the regex is empty"));
		return NULL;
	}
	if (end[1] != '\0' && !rule_cursor_is_blank(g_utf8_get_char(end + 1))) {
		rule_cursor_problem(
			cursor, end + 1,
			_("a blank is missing after the regex; a %c inside it is "
			  "written \\%c, and options such as (?i) stand at its beginning"),
			*cursor->at, *cursor->at);
		return NULL;
	}
	regex = g_strndup(from, (size_t)(end - from));
	pattern = rule_pattern_regex(engine, regex, &offset, &why);
	if (pattern == NULL || (why = rule_sight_find(regex, &offset)) != NULL) {
		rule_cursor_problem(cursor, from + MIN(offset, strlen(regex)), "%s", why);
		return NULL;
	}
	cursor->at = end + 1;
	return g_steal_pointer(&pattern);
}

/* One word, up to a separator, and past the separators. NULL at the end. */
static char *
take_word(RuleCursor *cursor, const char **ret_place)
{
	const char *from;

	while (*cursor->at != '\0' && is_separator(g_utf8_get_char(cursor->at)))
		cursor->at = g_utf8_next_char(cursor->at);
	*ret_place = from = cursor->at;
	while (*cursor->at != '\0' && !is_separator(g_utf8_get_char(cursor->at)))
		cursor->at = g_utf8_next_char(cursor->at);
	return cursor->at == from ? NULL : g_strndup(from, (size_t)(cursor->at - from));
}

/* Is what stands here, behind separators, from or until with its date? */
static bool
begins_window(RuleCursor cursor)
{
	while (*cursor.at != '\0' && is_separator(g_utf8_get_char(cursor.at)))
		cursor.at = g_utf8_next_char(cursor.at);
	return rule_window_begins(&cursor);
}

static RulePattern *
parse_words(RuleCursor *cursor)
{
	g_autoptr(RulePattern) pattern = rule_pattern_words();

	while (!rule_cursor_at_end(cursor)) {
		RuleCursor before = *cursor;
		const char *place, *refusal = NULL;
		g_autofree char *word = take_word(cursor, &place);
		RuleWord keyword = word != NULL ? rule_cursor_word(word) : RULE_WORD_NONE;

		if (word == NULL)
			break;
		if (rule_pattern_n_words(pattern) > 0 &&
		    (keyword == RULE_WORD_NEAR || keyword == RULE_WORD_MAX ||
		     begins_window(before))) {
			*cursor = before;
			break;
		}
		if (!rule_word_check(cursor, place, word, rule_pattern_n_words(pattern)))
			return NULL;
		if (rule_pattern_n_words(pattern) >= RULE_WORDS_MAX)
			refusal = _("too many words in one clause");
		else if (!rule_pattern_add_word(pattern, word))
			refusal = _("nothing of this word is left when it is folded");
		if (refusal != NULL) {
			rule_cursor_problem(cursor, place, "%s", refusal);
			return NULL;
		}
	}
	if (rule_pattern_n_words(pattern) == 0) {
		rule_cursor_problem(cursor, NULL, _("words or a /regex/ are missing"));
		return NULL;
	}
	return g_steal_pointer(&pattern);
}

/* The first word, also where a sign is stuck to it: number>30万元. Yours. */
static char *
take_keyword(RuleCursor *cursor)
{
	const char *from;

	rule_cursor_skip(cursor);
	from = cursor->at;
	while (*cursor->at != '\0' && !is_separator(g_utf8_get_char(cursor->at)) &&
	       strchr("<>=", *cursor->at) == NULL &&
	       (rule_cursor_half(cursor->at) == 0 ||
		strchr("<>=", rule_cursor_half(cursor->at)) == NULL) &&
	       g_utf8_get_char(cursor->at) != U'≥' && g_utf8_get_char(cursor->at) != U'≤')
		cursor->at = g_utf8_next_char(cursor->at);
	return g_strndup(from, (size_t)(cursor->at - from));
}

static RulePattern *
parse_pattern(RuleCursor *cursor, RuleSet *set)
{
	RuleCursor after = *cursor;
	g_autofree char *token = NULL;
	RuleNumber number;

	rule_cursor_skip(cursor);
	if (*cursor->at != '\0' && strchr(RULE_WORD_DELIMITERS, *cursor->at) != NULL)
		return parse_regex(cursor, set->engine);
	token = take_keyword(&after);
	switch (rule_cursor_word(token)) {
	case RULE_WORD_NUMBER:
		*cursor = after;
		return rule_number_take(cursor, &number) ? rule_pattern_number(&number) : NULL;
	case RULE_WORD_WORDS:
		*cursor = after;
		return rule_words_take(cursor, set->files);
	default:
		return parse_words(cursor);
	}
}

static bool
parse_window(RuleCursor *cursor, RuleClause *clause, RuleSectionType section, bool since)
{
	RuleCursor before = *cursor;
	g_autofree char *keyword = rule_cursor_token(cursor, NULL);

	rule_cursor_skip(&before);
	if (section == RULE_MARK)
		return rule_cursor_problem(&before, NULL, _("%s does not stand in marks"), keyword);
	return rule_window_take(cursor, since, &clause->window);
}

/* near N pattern, or max N, or a window; false: a problem, or nothing of these. */
static bool
parse_one_tail(RuleCursor *cursor, RuleSet *set, RuleClause *clause, RuleSectionType section,
	       bool *has_max)
{
	RuleCursor before = *cursor;
	const char *place;
	g_autofree char *token = rule_cursor_token(cursor, &place);
	RuleWord word = token != NULL ? rule_cursor_word(token) : RULE_WORD_NONE;
	int number;

	if (word == RULE_WORD_NEAR && clause->near_pattern == NULL && !*has_max) {
		if (!rule_cursor_near(cursor, &clause->near_chars))
			return false;
		clause->near_pattern = parse_pattern(cursor, set);
		return clause->near_pattern != NULL;
	}
	if (word == RULE_WORD_MAX && !*has_max) {
		*has_max = true;
		if (section != RULE_TOPIC)
			return rule_cursor_problem(cursor, place, _("%s stands in topics only"),
						   token);
		if (!rule_cursor_number(cursor, "max", 1, RULE_COUNT_MAX, &number))
			return false;
		clause->max = (size_t)number;
		return true;
	}
	if (token != NULL && (word == RULE_WORD_UNTIL || rule_cursor_is_since(token))) {
		*cursor = before;
		return parse_window(cursor, clause, section, word != RULE_WORD_UNTIL);
	}
	return rule_cursor_problem(cursor, place,
				   _("“%s” cannot stand here: only near N, then max N, then from "
				     "and until with a date may follow, each once"),
				   token != NULL ? token : "");
}

/* What may follow the pattern, then nothing. */
static bool
parse_tail(RuleCursor *cursor, RuleSet *set, RuleClause *clause, RuleSectionType section)
{
	const char *began = cursor->at;
	bool has_max = false;

	while (!rule_cursor_at_end(cursor)) {
		while (is_separator(g_utf8_get_char(cursor->at)))
			cursor->at = g_utf8_next_char(cursor->at);
		if (!parse_one_tail(cursor, set, clause, section, &has_max))
			return false;
	}
	return rule_window_check(cursor, began, &clause->window);
}

RuleClause *
rule_clause_parse(RuleCursor *cursor, RuleSet *set, const char *file, RuleSectionType section)
{
	g_autoptr(RuleClause) clause = rule_clause_new(file, cursor->line);

	if (!parse_fields(cursor, clause) || !parse_score(cursor, clause, section))
		return NULL;
	clause->pattern = parse_pattern(cursor, set);
	if (clause->pattern == NULL || !parse_tail(cursor, set, clause, section))
		return NULL;
	return g_steal_pointer(&clause);
}
