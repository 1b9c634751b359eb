/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * once — words that stand in a text a single time, so that no guess is needed which are meant
 */
#include "base/text/once.h"

#include <string.h>

static bool
once_goes_on(char c)
{
	return g_ascii_isdigit(c) || c == '.' || c == ',';
}

/* Is what stands at `at` the middle of a longer number? */
static bool
once_is_part(const char *text, const char *at, size_t n)
{
	const char *end = at + n;

	if (g_ascii_isdigit(*at) && at > text && once_goes_on(at[-1]))
		return true;
	return g_ascii_isdigit(end[-1]) &&
	       (g_ascii_isdigit(*end) || (once_goes_on(*end) && g_ascii_isdigit(end[1])));
}

OnceCount
once_find(const Folded *text, const char *words, size_t *ret_from, size_t *ret_to)
{
	size_t n = strlen(words), place;
	const char *found = NULL;

	for (const char *at = text->text; (at = strstr(at, words)) != NULL; at++) {
		if (once_is_part(text->text, at, n))
			continue;
		if (found)
			return ONCE_SEVERAL;
		found = at;
	}
	if (!found)
		return ONCE_NOWHERE;
	place = (size_t)(found - text->text);
	fold_span(text, place, place + n, ret_from, ret_to);
	return ONCE_FOUND;
}
