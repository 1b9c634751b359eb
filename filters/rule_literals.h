/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_literals — where in a text any of many literals stands, in one look
 *
 * Promise: every place of every literal is found, in the order of the text, or the caller
 * hears that it was not.
 * Not here: which regex needs which literals (rule_index).
 */
#ifndef CHENGBAO_FILTERS_RULE_LITERALS_H
#define CHENGBAO_FILTERS_RULE_LITERALS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
	uint32_t literal, at; /* a byte of the text */
} RulePlace;

typedef struct RuleLiterals RuleLiterals;

RuleLiterals *rule_literals_new(void);
void rule_literals_free(RuleLiterals *literals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleLiterals, rule_literals_free)

/* The number of a literal of 1 or more bytes of UTF-8, the same for the same bytes: 0, 1, … */
uint32_t rule_literals_add(RuleLiterals *literals, const char *bytes);
uint32_t rule_literals_n(const RuleLiterals *literals);

/* After the last literal, before the first text. */
void rule_literals_seal(RuleLiterals *literals);

/* Appends the places in n bytes of valid UTF-8 to `places` (RulePlace). False: the text is too
 * long, or there are more than `limit`. */
bool rule_literals_find(const RuleLiterals *literals, const char *text, size_t n_bytes,
			size_t limit, GArray *places);

#endif
