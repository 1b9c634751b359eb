/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_number — number > 30 万元: amounts of a text that lie within bounds
 */
#ifndef CHENGBAO_FILTERS_RULE_NUMBER_H
#define CHENGBAO_FILTERS_RULE_NUMBER_H

#include "filters/rule_cursor.h"
#include "filters/rule_span.h"

typedef struct {
	double low, high; /* -HUGE_VAL, HUGE_VAL: open */
	bool low_counts, high_counts;
	const char *dimension; /* base/text/amount; interned */
} RuleNumber;

/* Takes what stands behind the keyword: > 30 万元, 10 to 30 人, 不少于三十户. */
bool rule_number_take(RuleCursor *cursor, RuleNumber *ret);

/* Does a folded text begin with a comparison? */
bool rule_number_compares(const char *folded);

/* All amounts of a folded text, in order: what every number looks through. Of Amount
 * (base/text/amount), their dimensions interned. Yours. */
GArray *rule_number_amounts(const char *text);

/* Appends up to `limit` places (RuleSpan) of amounts within the bounds. */
void rule_number_find(const RuleNumber *number, const GArray *amounts, size_t limit, GArray *spans);

#endif
