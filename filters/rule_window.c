/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_window — the days on which a section or clause counts
 */
#include "filters/rule_window.h"

#include "base/i18n.h"
#include "base/text/fold.h"

#include <stdlib.h>
#include <string.h>

#define YEARLY 10000 /* a day of every year is less */

/* Past the sign between two numbers of a date; 0: none stands here. */
static size_t
sign_length(const char *at)
{
	static const char *const signs[] = { "-", "/", ".", "年", "月" };

	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
		if (g_str_has_prefix(at, signs[i]))
			return strlen(signs[i]);
	return 0;
}

/* The date in a folded token; 0: it is none. */
static int
date_of(const char *token)
{
	int numbers[3] = { 0 }, n = 0;
	const char *at = token;

	while (n < 3 && g_ascii_isdigit(*at)) {
		char *end;
		unsigned long number = strtoul(at, &end, 10);

		if (end - at > 4)
			return 0;
		numbers[n++] = (int)number;
		at = n < 3 ? end + sign_length(end) : end;
	}
	if (strcmp(at, "日") == 0)
		at += strlen("日");
	if (*at != '\0' || n < 2)
		return 0;
	if (n == 2) { /* in some year: 29 February is a day */
		numbers[2] = numbers[1];
		numbers[1] = numbers[0];
		numbers[0] = 0;
	}
	if ((n == 3 && numbers[0] < 1900) || numbers[1] < 1 || numbers[1] > 12 || numbers[2] < 1 ||
	    numbers[2] > 31 ||
	    !g_date_valid_dmy((GDateDay)numbers[2], (GDateMonth)numbers[1],
			      n == 3 ? (GDateYear)numbers[0] : 2024))
		return 0;
	return numbers[0] * 10000 + numbers[1] * 100 + numbers[2];
}

bool
rule_window_take(RuleCursor *cursor, bool since, RuleWindow *window)
{
	const char *place;
	g_autofree char *token = rule_cursor_token(cursor, &place);
	g_autofree char *folded = token != NULL ? fold_word(token) : NULL;
	int day = folded != NULL ? date_of(folded) : 0;
	int *end = since ? &window->since : &window->until;

	if (token == NULL)
		return rule_cursor_problem(
			cursor, place, _("a date is missing: 2026-03-01, or 03-01 for every year"));
	if (day == 0)
		return rule_cursor_problem(
			cursor, place, _("“%s” is no date: 2026-03-01, or 03-01 for every year"),
			token);
	if (*end != 0)
		return rule_cursor_problem(cursor, place, _("from and until stand once each"));
	*end = day;
	return true;
}

bool
rule_window_check(const RuleCursor *cursor, const char *place, const RuleWindow *window)
{
	bool once = window->since >= YEARLY || window->until >= YEARLY;
	bool yearly = (window->since > 0 && window->since < YEARLY) ||
		      (window->until > 0 && window->until < YEARLY);

	if (yearly && (once || window->since == 0 || window->until == 0))
		return rule_cursor_problem(
			cursor, place,
			_("from and until go together: both with a year, or both without"));
	if (once && window->since > 0 && window->until > 0 && window->since > window->until)
		return rule_cursor_problem(cursor, place,
					   _("until lies before from: it would never count"));
	return true;
}

bool
rule_window_holds(const RuleWindow *window, int day)
{
	if (day == 0 || (window->since == 0 && window->until == 0))
		return true;
	if (window->since > 0 && window->since < YEARLY) {
		day %= YEARLY;
		if (window->since > window->until) /* over the new year */
			return day >= window->since || day <= window->until;
	}
	return day >= window->since && (window->until == 0 || day <= window->until);
}

bool
rule_window_begins(const RuleCursor *cursor)
{
	RuleCursor after = *cursor;
	g_autofree char *token = rule_cursor_token(&after, NULL);
	g_autofree char *date = NULL, *folded = NULL;

	if (token == NULL ||
	    (!rule_cursor_is_since(token) && rule_cursor_word(token) != RULE_WORD_UNTIL))
		return false;
	date = rule_cursor_token(&after, NULL);
	folded = date != NULL ? fold_word(date) : NULL;
	return folded != NULL && g_ascii_isdigit(*folded);
}

bool
rule_window_is_date(const char *folded)
{
	return date_of(folded) != 0;
}
