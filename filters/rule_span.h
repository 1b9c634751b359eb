/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_span — a place in folded text
 */
#ifndef CHENGBAO_FILTERS_RULE_SPAN_H
#define CHENGBAO_FILTERS_RULE_SPAN_H

#include <stddef.h>

typedef struct {
	size_t from, to; /* bytes of the folded text */
} RuleSpan;

#endif
