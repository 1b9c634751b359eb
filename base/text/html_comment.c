/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_comment — the words inside a page's comments
 */
#include "base/text/html_comment.h"

#include "base/text/html_element.h"

#include <string.h>

/* Behind the end tag of what begins at `at`, a name; the end of all when there is none. */
static const char *
html_comment_behind(const char *at, const char *end, const char *name)
{
	size_t n = strlen(name);

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		at++;
		if ((size_t)(end - at) > n && *at == '/' &&
		    g_ascii_strncasecmp(at + 1, name, n) == 0)
			return at + 1 + n;
	}
	return end;
}

void
html_comment_words(const char *at, gsize n, GString *out)
{
	const char *end = at + n, *stop;

	if (n > 0 && *at == '[' && (stop = memchr(at, '>', n))) /* [if gte mso 9]> */
		at = stop + 1;
	while (at < end) {
		const char *name;

		stop = memchr(at, '<', (size_t)(end - at));
		stop = stop ? stop : end;
		g_string_append_len(out, at, stop - at);
		name = html_element_wordless(stop, (size_t)(end - stop));
		at = name ? html_comment_behind(stop + 1, end, name) : stop;
		stop = memchr(at, '>', (size_t)(end - at));
		at = stop ? stop + 1 : end;
	}
}
