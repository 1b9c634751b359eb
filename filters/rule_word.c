/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_word — what cannot be a word of a clause
 *
 * A list of words takes whatever stands there. What a clerk surely meant otherwise
 * (最多3, 自11-01, 数值大于30万元, +4 behind the words, # and a remark) would be
 * looked for in letters and never be found: it is refused, and the message says what to
 * write, also for him who did mean the word.
 *
 * Not here: the keywords that end a list of words (rule_clause).
 */
#include "filters/rule_word.h"

#include "base/i18n.h"
#include "base/text/amount.h"
#include "base/text/fold.h"
#include "filters/rule_number.h"
#include "filters/rule_window.h"

#include <string.h>

static bool
is_number(const char *rest)
{
	return *rest != '\0' && strspn(rest, "0123456789") == strlen(rest);
}

static bool
is_distance(const char *rest)
{
	return is_number(rest) || rule_cursor_word(rest) == RULE_WORD_SENTENCE;
}

static bool
is_amounts(const char *rest)
{
	Amount amount;

	return rule_number_compares(rest) || amount_read(rest, &amount) > 0;
}

static bool
is_path(const char *rest)
{
	return strchr(rest, '/') != NULL || g_str_has_suffix(rest, ".txt");
}

/* What may follow these keywords, without the blank that belongs between. */
static const struct {
	const char *keyword;
	bool (*is_argument)(const char *rest);
} arguments[] = {
	{ "near", is_distance },
	{ "相距", is_distance },
	{ "max", is_number },
	{ "最多", is_number },
	{ "number", is_amounts },
	{ "数值", is_amounts },
	{ "words", is_path },
	{ "词表", is_path },
	{ "from", rule_window_is_date },
	{ "since", rule_window_is_date },
	{ "自", rule_window_is_date },
	{ "until", rule_window_is_date },
	{ "至", rule_window_is_date },
};

/* 最多3: the characters of the keyword that a folded word begins with; 0: none. */
static size_t
stuck(const char *folded)
{
	for (size_t i = 0; i < G_N_ELEMENTS(arguments); i++) {
		size_t n = strlen(arguments[i].keyword);

		if (g_ascii_strncasecmp(folded, arguments[i].keyword, n) == 0 &&
		    arguments[i].is_argument(folded + n))
			return (size_t)g_utf8_strlen(arguments[i].keyword, -1);
	}
	return 0;
}

/* Why this sign, of either width, does not begin a word; NULL when it does. */
static const char *
sign_refusal(const char *folded, size_t n_before)
{
	if (*folded == '#')
		return _("a comment stands on a line of its own (to look for #, write a regex: "
			 "/#/)");
	if (strcmp(folded, "=") == 0)
		return _("= stands after a key only, or after let NAME");
	if (n_before > 0 && strchr("+-", *folded) != NULL && is_number(folded + 1))
		return _("the score stands before the words: text +4 春耕");
	return NULL;
}

bool
rule_word_check(const RuleCursor *cursor, const char *place, const char *word, size_t n_before)
{
	RuleWord keyword = rule_cursor_word(word);
	g_autofree char *folded = fold_word(word);
	char half = rule_cursor_half(word);
	const char *refusal = NULL;
	size_t n = stuck(folded);

	if (strchr(RULE_WORD_DELIMITERS, *word) != NULL)
		refusal = _("a clause has words or one regex, not both");
	else if (half != 0 && strchr("/~@|", half) != NULL)
		refusal = _("a regex begins with the half-width sign: press / with the input "
			    "method off");
	else if (*folded == '"' || *folded == '\'')
		refusal = _("words stand without quotation marks");
	else if (keyword == RULE_WORD_NEAR || keyword == RULE_WORD_MAX)
		refusal = _("near and max need something before them (to look for the word "
			    "itself, write a regex: /最多/)");
	else if (keyword == RULE_WORD_AND || keyword == RULE_WORD_OR || keyword == RULE_WORD_NOT)
		refusal =
			_("any of the words hits; what joins clauses is near, or let and when (to "
			  "look for the word itself, write a regex: /或/)");
	else if (g_str_has_suffix(folded, "/") && folded[1] != '\0')
		refusal = _("a regex begins with / too: /春耕/");
	else
		refusal = sign_refusal(folded, n_before);
	if (refusal != NULL)
		return rule_cursor_problem(cursor, place, "%s", refusal);
	if (n > 0) {
		g_autofree char *head = g_utf8_substring(word, 0, (glong)n);

		return rule_cursor_problem(cursor, g_utf8_offset_to_pointer(place, (glong)n),
					   _("a blank is missing after “%s” (to look for the word "
					     "itself, write a regex: /%s/)"),
					   head, folded);
	}
	return true;
}
