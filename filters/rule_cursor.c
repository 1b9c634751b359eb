/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_cursor — walking along one line of a rule file
 *
 * A clerk types with a Chinese input method switched on: full-width signs,
 * digits, blanks and traditional keywords mean what their plain forms mean.
 */
#include "filters/rule_cursor.h"

#include "base/i18n.h"
#include "base/lines.h"
#include "base/text/fold.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	RuleWord word;
	const char *english, *chinese;
} keywords[] = {
	{ RULE_WORD_TOPIC, "topic", "主题" },
	{ RULE_WORD_KIND, "kind", "类型" },
	{ RULE_WORD_MARK, "mark", "标记" },
	{ RULE_WORD_ANGLE, "angle", "角度" },
	{ RULE_WORD_CHECK, "check", "体例" },
	{ RULE_WORD_GROUP, "group", "大类" },
	{ RULE_WORD_THRESHOLD, "threshold", "门槛" },
	{ RULE_WORD_TIER, "tier", "级别" },
	{ RULE_WORD_SAY, "say", "提示" },
	{ RULE_WORD_EXAMPLE, "example", "例" },
	{ RULE_WORD_COUNTER_EXAMPLE, "counter-example", "非例" },
	{ RULE_WORD_LET, "let", "设" },
	{ RULE_WORD_WHEN, "when", "当" },
	{ RULE_WORD_AND, "and", "且" },
	{ RULE_WORD_OR, "or", "或" },
	{ RULE_WORD_NOT, "not", "非" },
	{ RULE_WORD_NEAR, "near", "相距" },
	{ RULE_WORD_MAX, "max", "最多" },
	{ RULE_WORD_NUMBER, "number", "数值" },
	{ RULE_WORD_WORDS, "words", "词表" },
	{ RULE_WORD_INCLUDE, "include", "引入" },
	{ RULE_WORD_SENTENCE, "sentence", "同句" },
	{ RULE_WORD_SINCE, "since", "自" },
	{ RULE_WORD_UNTIL, "until", "至" },
	{ RULE_WORD_SUBJECT, "subject", "标题" },
	{ RULE_WORD_TEXT, "text", "全文" },
	{ RULE_WORD_BODY, "body", "正文" },
	{ RULE_WORD_ATTACHMENT, "attachment", "附件名" },
	{ RULE_WORD_FROM, "from", "发件人" },
	{ RULE_WORD_UNIT, "unit", "单位" },
	{ RULE_WORD_HEADER, "header", "信头" },
};

RuleCursor
rule_cursor_at(const char *file, size_t line, const char *text, GPtrArray *problems)
{
	RuleCursor cursor = { file, line, text, text, problems };

	rule_cursor_skip(&cursor);
	return cursor;
}

bool
rule_cursor_problem(const RuleCursor *cursor, const char *place, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;
	size_t column = 0;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	if (place == NULL)
		place = cursor->at;
	for (const char *at = cursor->start; at < place && *at != '\0'; at = g_utf8_next_char(at))
		column++;
	lines_problem(cursor->problems, cursor->file, (int)cursor->line, (int)column + 1, "%s",
		      message);
	return false;
}

bool
rule_cursor_is_blank(gunichar character)
{
	return character == ' ' || character == '\t' || character == 0x3000 || character == 0xa0 ||
	       character == 0xfeff || character == 0x200b;
}

void
rule_cursor_skip(RuleCursor *cursor)
{
	while (*cursor->at != '\0' && rule_cursor_is_blank(g_utf8_get_char(cursor->at)))
		cursor->at = g_utf8_next_char(cursor->at);
}

bool
rule_cursor_at_end(const RuleCursor *cursor)
{
	RuleCursor copy = *cursor;

	rule_cursor_skip(&copy);
	return *copy.at == '\0';
}

char *
rule_cursor_token(RuleCursor *cursor, const char **ret_place)
{
	const char *from;

	rule_cursor_skip(cursor);
	from = cursor->at;
	if (ret_place != NULL)
		*ret_place = from;
	while (*cursor->at != '\0' && !rule_cursor_is_blank(g_utf8_get_char(cursor->at)))
		cursor->at = g_utf8_next_char(cursor->at);
	return cursor->at == from ? NULL : g_strndup(from, (size_t)(cursor->at - from));
}

char *
rule_cursor_peek(const RuleCursor *cursor)
{
	RuleCursor copy = *cursor;

	return rule_cursor_token(&copy, NULL);
}

static RuleWord
look_up(const char *token)
{
	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
		if (g_ascii_strcasecmp(token, keywords[i].english) == 0 ||
		    strcmp(token, keywords[i].chinese) == 0)
			return keywords[i].word;
	return RULE_WORD_NONE;
}

RuleWord
rule_cursor_word(const char *token)
{
	RuleWord word = look_up(token);
	g_autofree char *folded = NULL;

	/* no keyword is longer than counter-example, in full-width letters */
	if (word != RULE_WORD_NONE || strlen(token) > 45 || g_str_is_ascii(token))
		return word;
	folded = fold_word(token);
	return look_up(folded);
}

const char *
rule_cursor_name(RuleWord word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
		if (keywords[i].word == word)
			return keywords[i].english;
	return "";
}

char *
rule_cursor_suggestion(const char *token, RuleWord from, RuleWord to)
{
	const char *candidates[2 * G_N_ELEMENTS(keywords) + 1] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
		if (keywords[i].word >= from && keywords[i].word <= to) {
			candidates[n++] = keywords[i].english;
			candidates[n++] = keywords[i].chinese;
		}
	return lines_suggestion(token, candidates);
}

bool
rule_cursor_number(RuleCursor *cursor, const char *what, int lowest, int highest, int *ret_number)
{
	const char *place;
	g_autofree char *token = rule_cursor_token(cursor, &place), *folded = NULL;
	char *end;
	long number;

	if (token == NULL)
		return rule_cursor_problem(cursor, place, _("%s needs a number"), what);
	folded = fold_word(token);
	if (!g_ascii_isdigit(folded[0]))
		return rule_cursor_problem(cursor, place, _("%s needs a number, not “%s”"), what,
					   token);
	number = strtol(folded, &end, 10);
	if (*end != '\0')
		return rule_cursor_problem(cursor, place, _("%s needs a number, not “%s”"), what,
					   token);
	if (strlen(folded) > 9 || number < lowest || number > highest)
		return rule_cursor_problem(cursor, place, _("%s is from %d to %d"), what, lowest,
					   highest);
	*ret_number = (int)number;
	return true;
}

bool
rule_cursor_near(RuleCursor *cursor, size_t *ret_chars)
{
	g_autofree char *token = rule_cursor_peek(cursor);
	int number;

	if (token != NULL && rule_cursor_word(token) == RULE_WORD_SENTENCE) {
		g_free(rule_cursor_token(cursor, NULL));
		*ret_chars = RULE_CURSOR_SENTENCE;
		return true;
	}
	if (!rule_cursor_number(cursor, "near", 0, RULE_CURSOR_NEAR_MAX, &number))
		return false;
	*ret_chars = (size_t)number;
	return true;
}

bool
rule_cursor_is_since(const char *token)
{
	g_autofree char *folded = fold_word(token);

	return rule_cursor_word(token) == RULE_WORD_SINCE ||
	       g_ascii_strcasecmp(folded, "from") == 0;
}

char
rule_cursor_half(const char *at)
{
	gunichar character = g_utf8_get_char(at);

	return character > 0xff00 && character < 0xff5f ? (char)(character - 0xfee0) : 0;
}
