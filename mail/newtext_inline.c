/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_inline — a quotation that begins in the line of the writer's last words
 *
 * Programs that make the plain text out of a page lose line ends: 通过 ---原始邮件--- 发件人: …
 * The words before the quotation are the writer's, so the place must be sure: a separator between
 * rules, a header block, or an attribution that has an address and whose writer does not stand
 * before it (张三 在 2026-11-23 写道：).
 *
 * Not here: what separators, blocks and attributions are.
 */
#include "mail/newtext_inline.h"

#include "mail/newtext_attribution.h"
#include "mail/newtext_block.h"
#include "mail/newtext_signs.h"
#include "mail/newtext_traces.h"

#include <stdbool.h>
#include <string.h>

#define LINE_MAX_BYTES 1200 /* a longer line is prose */
#define RULE "---"
#define WORDLESS " \t-=_*|" /* what is no word before a quotation */

/* The separator in the midst of the line, or NULL. */
static const char *
separator_in(const char *line)
{
	for (const char *p = strstr(line, RULE); p != NULL; p = strstr(p, RULE)) {
		if (p > line && newtext_signs_is_separator(p))
			return p;
		p += strspn(p, "-");
	}
	return NULL;
}

/* The header block in the midst of lines[i], or NULL. */
static const char *
block_in(GPtrArray *lines, guint i)
{
	static const char *const labels[] = { "发件人", "寄件者", "寄件人", "From:" };
	const char *line = g_ptr_array_index(lines, i);

	for (size_t k = 0; k < G_N_ELEMENTS(labels); k++) {
		const char *at = strstr(line, labels[k]);
		bool begins;

		if (!at || at == line || (at[-1] != ' ' && at[-1] != '\t'))
			continue;
		lines->pdata[i] = (char *)at;
		begins = newtext_block_begins(lines, i);
		lines->pdata[i] = (char *)line;
		if (begins)
			return at;
	}
	return NULL;
}

/* Is the address of an attribution that begins at `at` behind a name or a comma of its own? */
static bool
names_its_writer(const char *at)
{
	const char *p = strchr(at, '<'), *address = strchr(at, '@');

	if (!address)
		return false;
	if (!p || p > address)
		for (p = address; p > at && (g_ascii_isalnum(p[-1]) || strchr(".-_+", p[-1])); p--)
			;
	while (p > at && strchr(" \"'\t", p[-1]))
		p--;
	return p > at && !g_ascii_isdigit(p[-1]);
}

/* The first place behind the first character where an attribution may begin, or NULL. */
static const char *
attribution_next(const char *line)
{
	bool opened = newtext_attribution_opens(line); /* its date is not another's */

	for (const char *p = g_utf8_next_char(line); *p != '\0'; p = g_utf8_next_char(p)) {
		bool apart = p > line && strchr(" -.,;\t", p[-1]);

		if (g_str_has_prefix(p, "在")) {
			const char *q = p + strlen("在");

			q += strspn(q, " ");
			if (g_ascii_isdigit(*q) || g_str_has_prefix(q, "星期"))
				return p;
		} else if (apart && g_str_has_prefix(p, "On ") && newtext_traces_date(p)) {
			return p;
		} else if (apart && !opened && g_ascii_isdigit(*p) &&
			   strspn(p, "0123456789") == 4 && newtext_traces_date(p)) {
			return p;
		}
	}
	return NULL;
}

/* The attribution in the midst of lines[i], or NULL. */
static const char *
attribution_in(GPtrArray *lines, guint i)
{
	char *line = g_ptr_array_index(lines, i);
	const char *address = strchr(line, '@'), *at;
	guint n;
	NewTextSign sign;

	/* Below, at the latest, that is asked for; most lines have neither. */
	if (!address && !strstr(line, "On "))
		return NULL;
	at = attribution_next(line);
	/* A name with an address before the date is the quoted writer's. */
	if (!at || (address && address < at))
		return NULL;
	lines->pdata[i] = (char *)at;
	sign = newtext_attribution_at(lines, i, &n);
	lines->pdata[i] = line;
	return sign == SIGN_SURE && (g_str_has_prefix(at, "On ") || names_its_writer(at)) ? at
											  : NULL;
}

/* The words of [line, at), without blanks and rules behind them; NULL: there are none. Yours. */
static char *
words_before(const char *line, const char *at)
{
	const char *start = line + strspn(line, WORDLESS);

	while (at > start && strchr(WORDLESS, at[-1]))
		at--;
	return at > start ? g_strndup(line, (size_t)(at - line)) : NULL;
}

char *
newtext_inline_part(GPtrArray *lines, guint i)
{
	const char *line = g_ptr_array_index(lines, i), *at;
	size_t n = strlen(line);
	int marks;
	char *words;

	newtext_signs_unmark(line, &marks);
	if (n == 0 || n > LINE_MAX_BYTES || marks > 0)
		return NULL;
	at = separator_in(line);
	if (!at)
		at = block_in(lines, i);
	if (!at)
		at = attribution_in(lines, i);
	words = at && !newtext_signs_is_separator(line) ? words_before(line, at) : NULL;
	if (words) {
		g_ptr_array_insert(lines, (int)i + 1, (char *)at);
		lines->pdata[i] = words;
	}
	return words;
}
