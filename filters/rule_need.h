/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_need — the literals without which a regex cannot match
 *
 * Of /(?:春耕|备耕).{0,20}(进展|进度)/ a text that matches holds one of the first
 * group and one of the second, begins to match where one of the first stands, and
 * takes 92 bytes at most: both stand within that.
 *
 * Promise: what is not understood yields nothing; a group that is given is
 * necessary for every match PCRE2 can find, under UTF and UCP.
 * Not here: looking for the literals (rule_index).
 */
#ifndef CHENGBAO_FILTERS_RULE_NEED_H
#define CHENGBAO_FILTERS_RULE_NEED_H

#include <glib.h>

#define RULE_NEED_GROUPS 4
#define RULE_NEED_LITERALS 64 /* of one group */
#define RULE_NEED_BYTES 64    /* of one literal */

typedef struct {
	GPtrArray *groups; /* of GPtrArray of char *: every match holds one of each; may be empty */
	GPtrArray *lead;   /* every match begins with one of these; NULL: not known */
	gsize most;	   /* bytes that a match takes; G_MAXSIZE: not known */
} RuleNeed;

/* Takes a regex that PCRE2 accepts. Gives: *ret; free with rule_need_clear.
 * Source: pcre2pattern(3). */
void rule_need_of(const char *regex, RuleNeed *ret);
void rule_need_clear(RuleNeed *need);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RuleNeed, rule_need_clear)

#endif
