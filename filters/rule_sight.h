/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_sight — what a regex asks for and folded text never holds
 */
#ifndef CHENGBAO_FILTERS_RULE_SIGHT_H
#define CHENGBAO_FILTERS_RULE_SIGHT_H

#include <stddef.h>

/* The first literal of a regex, which PCRE2 accepts, that folding leaves in no text: ：, Ａ,
 * 機, a blank beside Chinese. Gives: why and what to write, yours, and *ret_offset, in bytes,
 * where; NULL: there is none. Classes such as [:：] are not looked into. */
char *rule_sight_find(const char *regex, size_t *ret_offset);

#endif
