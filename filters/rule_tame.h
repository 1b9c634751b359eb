/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_tame — a regex proven harmless by its structure, without trying it
 */
#ifndef CHENGBAO_FILTERS_RULE_TAME_H
#define CHENGBAO_FILTERS_RULE_TAME_H

#include <stddef.h>

/* At most so many backtracking points does PCRE2 take from one starting place on any text of
 * n_chars characters. Takes a regex that PCRE2 accepts under UTF and UCP.
 * Gives: the bound; INFINITY where the regex is not understood or has none worth telling.
 * Source: pcre2pattern(3), pcre2_set_match_limit in pcre2api(3). */
double rule_tame_steps(const char *regex, size_t n_chars);

#endif
