/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_number — number > 30 万元: amounts of a text that lie within bounds
 *
 * Both the rule's amounts and the text's are read by base/text/amount, so that they
 * are written in the same ways. 100余户 is more than 100户. A text is gone through once,
 * however many clauses ask.
 */
#include "filters/rule_number.h"

#include "base/i18n.h"
#include "base/text/amount.h"
#include "base/text/fold.h"

#include <math.h>
#include <string.h>

typedef enum { ABOVE, FROM, BELOW, UP_TO, EQUAL, BETWEEN } Comparison;

/* Where one begins another the longer stands first; without blanks, folded. */
static const struct {
	const char *word;
	Comparison comparison;
} comparisons[] = {
	{ ">=", FROM },	     { "≥", FROM },	   { "=>", FROM },	{ "<=", UP_TO },
	{ "≤", UP_TO },	     { "=<", UP_TO },	   { ">", ABOVE },	{ "<", BELOW },
	{ "=", EQUAL },	     { "大于等于", FROM }, { "不少于", FROM },	{ "不低于", FROM },
	{ "大于", ABOVE },   { "多于", ABOVE },	   { "超过", ABOVE },	{ "小于等于", UP_TO },
	{ "不超过", UP_TO }, { "不高于", UP_TO },  { "不多于", UP_TO }, { "小于", BELOW },
	{ "少于", BELOW },   { "低于", BELOW },	   { "等于", EQUAL },
};
static const char *const joins[] = { "to", "至", "到", "-", "~", "—", "–" };

/* Past a comparison, of either width and script, with or without a blank behind it. */
static Comparison
take_comparison(RuleCursor *cursor)
{
	rule_cursor_skip(cursor);
	for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++) {
		glong n = g_utf8_strlen(comparisons[i].word, -1);
		g_autofree char *here = NULL, *folded = NULL;

		if (g_utf8_strlen(cursor->at, -1) < n)
			continue;
		here = g_utf8_substring(cursor->at, 0, n);
		folded = fold_word(here);
		if (strcmp(folded, comparisons[i].word) != 0)
			continue;
		cursor->at = g_utf8_offset_to_pointer(cursor->at, n);
		return comparisons[i].comparison;
	}
	return BETWEEN;
}

bool
rule_number_compares(const char *folded)
{
	for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++)
		if (g_str_has_prefix(folded, comparisons[i].word))
			return true;
	return false;
}

static size_t
join_length(const char *at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(joins); i++)
		if (g_str_has_prefix(at, joins[i]))
			return strlen(joins[i]);
	return 0;
}

static bool
refuse_unit(const RuleCursor *cursor, const char *place, const char *token)
{
	return rule_cursor_problem(cursor, place,
				   _("“%s” is no number with a unit: 30 万元, 1,200 人, 三十户, "
				     "3.5亿元, 12%%, 公顷, 吨, "
				     "公里, 小时 … (years, months and days are none)"),
				   token);
}

/* Takes the next token with its unit, which may stand apart; folded. NULL with a problem. */
static char *
take_written(RuleCursor *cursor, const char **ret_place)
{
	g_autofree char *token = rule_cursor_token(cursor, ret_place);
	g_autofree char *folded = token != NULL ? fold_word(token) : NULL;
	Amount amount;

	if (folded == NULL || *folded == '\0') {
		rule_cursor_problem(cursor, *ret_place,
				    _("a number with its unit is missing: > 30 万元"));
		return NULL;
	}
	/* 30 万元: a bare number takes the token behind it along */
	if (amount_read(folded, &amount) == strlen(folded) && amount.dimension == NULL) {
		RuleCursor after = *cursor;
		g_autofree char *unit = rule_cursor_token(&after, NULL);
		g_autofree char *more = unit != NULL ? fold_word(unit) : NULL;
		g_autofree char *both = NULL;

		if (more == NULL || join_length(more) > 0)
			return g_steal_pointer(&folded);
		both = g_strconcat(folded, more, NULL);
		*cursor = after;
		return g_steal_pointer(&both);
	}
	return g_steal_pointer(&folded);
}

/* Takes one amount; in a range the first may be without unit: then its dimension is NULL. */
static bool
take_amount(RuleCursor *cursor, char **written, const char **place, Amount *ret)
{
	if (*written == NULL && (*written = take_written(cursor, place)) == NULL)
		return false;
	return amount_read(*written, ret) > 0 || refuse_unit(cursor, *place, *written);
}

/* 10 of 10至30万元 is 10万元 too. */
static void
lend_unit(Amount *low, const Amount *high)
{
	if (low->dimension != NULL && (*low->dimension != '\0' || *high->dimension == '\0'))
		return;
	low->value *= high->factor * (low->dimension == NULL ? high->scale : 1);
	low->dimension = high->dimension;
}

/* 10至30万元, 10 to 30 万元, 10万元 - 30万元. */
static bool
take_range(RuleCursor *cursor, RuleNumber *ret)
{
	const char *place = NULL, *first;
	g_autofree char *written = NULL, *rest = NULL;
	Amount low, high;
	size_t join;

	if (!take_amount(cursor, &written, &place, &low))
		return false;
	first = place;
	rest = g_strdup(written + low.to);
	if (*rest == '\0') {
		g_autofree char *token = rule_cursor_peek(cursor);
		g_autofree char *folded = token != NULL ? fold_word(token) : NULL;

		if (folded == NULL || join_length(folded) == 0)
			return rule_cursor_problem(cursor, place,
						   _("a comparison is missing: number > 30 万元, "
						     "number 10 to 30 万元"));
		g_free(rest);
		rest = g_steal_pointer(&folded);
		g_free(rule_cursor_token(cursor, &place));
	}
	join = join_length(rest);
	if (join == 0)
		return refuse_unit(cursor, place, written);
	g_free(written);
	written = rest[join] != '\0' ? g_strdup(rest + join) : NULL;
	/* 10-30 万元: the unit stands apart */
	if (written != NULL && amount_read(written, &high) == strlen(written) &&
	    high.dimension == NULL) {
		g_autofree char *unit = rule_cursor_token(cursor, NULL);
		g_autofree char *folded = unit != NULL ? fold_word(unit) : NULL;
		char *both = g_strconcat(written, folded != NULL ? folded : "", NULL);

		g_free(written);
		written = both;
	}
	if (!take_amount(cursor, &written, &place, &high))
		return false;
	if (high.to != strlen(written) || high.dimension == NULL)
		return refuse_unit(cursor, place, written);
	lend_unit(&low, &high);
	if (strcmp(low.dimension, high.dimension) != 0)
		return rule_cursor_problem(cursor, first, _("the two ends have different units"));
	if (amount_compare(low.value, high.value) > 0)
		return rule_cursor_problem(cursor, first, _("the range ends before it begins"));
	*ret = (RuleNumber){ low.value, high.value, true, true, high.dimension };
	return true;
}

bool
rule_number_take(RuleCursor *cursor, RuleNumber *ret)
{
	Comparison comparison = take_comparison(cursor);
	const char *place = NULL;
	g_autofree char *written = NULL;
	Amount amount;
	bool from, to;

	if (comparison == BETWEEN) {
		if (!take_range(cursor, ret))
			return false;
		ret->dimension = g_intern_static_string(ret->dimension);
		return true;
	}
	if (!take_amount(cursor, &written, &place, &amount))
		return false;
	if (amount.to != strlen(written) || amount.dimension == NULL)
		return refuse_unit(cursor, place, written);
	from = comparison == ABOVE || comparison == FROM || comparison == EQUAL;
	to = comparison == BELOW || comparison == UP_TO || comparison == EQUAL;
	*ret = (RuleNumber){ from ? amount.value : -HUGE_VAL, to ? amount.value : HUGE_VAL,
			     comparison != ABOVE, comparison != BELOW,
			     g_intern_static_string(amount.dimension) };
	return true;
}

static bool
is_within(const RuleNumber *number, const Amount *amount)
{
	int low = isinf(number->low) ? 1 : amount_compare(amount->value, number->low);
	int high = isinf(number->high) ? -1 : amount_compare(amount->value, number->high);

	/* 100余 lies just above 100 */
	if (amount->more) {
		low = low == 0 ? 1 : low;
		high = high == 0 ? 1 : high;
	}
	return (low > 0 || (low == 0 && number->low_counts)) &&
	       (high < 0 || (high == 0 && number->high_counts));
}

GArray *
rule_number_amounts(const char *text)
{
	GArray *amounts = g_array_new(FALSE, FALSE, sizeof(Amount));
	Amount amount;

	for (size_t at = 0; amount_next(text, at, &amount); at = amount.to) {
		amount.dimension = g_intern_static_string(amount.dimension);
		g_array_append_val(amounts, amount);
	}
	return amounts;
}

void
rule_number_find(const RuleNumber *number, const GArray *amounts, size_t limit, GArray *spans)
{
	size_t n = 0;

	for (guint i = 0; i < amounts->len && n < limit; i++) {
		const Amount *amount = &g_array_index(amounts, Amount, i);
		RuleSpan span = { amount->from, amount->to };

		if (amount->dimension != number->dimension || !is_within(number, amount))
			continue;
		g_array_append_val(spans, span);
		n++;
	}
}
