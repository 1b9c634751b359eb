/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_view — an answer as characters to match, each knowing its bytes
 *
 * fold_text drops blanks inside Chinese and joins wrapped lines, which is right for
 * topics and wrong here: a blank and a line end carry meaning in an answer. So each
 * character is folded alone. All traditional ones are: not only those of the verbs, but of
 * every word that turns a verb round (退回嗎, 如屬實).
 */
#include "mail/command_view.h"

#include "base/text/fold.h"

#include <string.h>

/* Pairs of letterspaced characters that are one word (同 意), as official hands write. */
static const char *const spaced[] = { "通过", "同意", "可以", "采用", "备查", "阅存",
				      "不用", "退回", "退稿", "退改", "核实", "补充",
				      "合并", "转交", "送审", "暂缓", "加急", "平件",
				      "放行", "撤销", "签发", "印发", "确认", NULL };

static gunichar
fold_dash(gunichar c)
{
	static const gunichar dashes[] = { 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212,
					   0x2500, 0xFF0D, 0xFF5E, 0x301C, 0x223C, '~',	   0 };

	for (size_t i = 0; dashes[i] != 0; i++)
		if (c == dashes[i])
			return '-';
	return c;
}

/* 0 for a character that is left out. */
static gunichar
fold_character(gunichar c)
{
	if (c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF ||
	    c == 0xFE0E || c == 0xFE0F || c == '\r')
		return 0;
	if (c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
	    c == 0x205F)
		return ' ';
	c = fold_dash(c);
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	switch (c) {
	case 0xFF64: /* ､ */
		return 0x3001;
	case 0xFF61: /* ｡ */
		return 0x3002;
	case 0x2713: /* ✓ */
	case 0x2714:
		return 0x221A; /* √ */
	case 0x2028:
	case 0x2029:
	case 0x0B:
	case 0x0C:
		return '\n';
	default:
		return fold_alone(c);
	}
}

/* Is "X blank Y" at `at` a letterspaced word standing alone? */
static bool
view_is_spaced(const CommandView *view, size_t at)
{
	if (at > 0 && !command_view_is_boundary(view, at - 1, view->n))
		return false;
	if (at + 2 >= view->n || view->c[at + 1] != ' ' ||
	    !command_view_is_boundary(view, at + 3, view->n))
		return false;
	for (size_t i = 0; spaced[i] != NULL; i++)
		if (g_utf8_get_char(spaced[i]) == view->c[at] &&
		    g_utf8_get_char(g_utf8_next_char(spaced[i])) == view->c[at + 2])
			return true;
	return false;
}

/* Blanks that join nothing: inside 1、 3, 第 3 条, 3 - 5, and 同 意. */
static bool
view_is_idle_blank(const CommandView *view, size_t at)
{
	gunichar before = at > 0 ? view->c[at - 1] : 0;
	gunichar after = at + 1 < view->n ? view->c[at + 1] : 0;

	if (view->c[at] != ' ')
		return false;
	if (before == 0x3001 || after == 0x3001 || before == 0x7B2C /* 第 */ || before == '#')
		return true;
	if (g_unichar_isdigit(before) && (after == 0x6761 || after == 0x53F7 /* 条 号 */))
		return true;
	if (after == '-' && g_unichar_isdigit(before))
		return at + 2 < view->n &&
		       (view->c[at + 2] == ' ' || g_unichar_isdigit(view->c[at + 2]));
	if (before == '-' && g_unichar_isdigit(after))
		return at > 1 &&
		       (g_unichar_isdigit(view->c[at - 2]) ||
			(at > 2 && view->c[at - 2] == ' ' && g_unichar_isdigit(view->c[at - 3])));
	return at > 0 && view_is_spaced(view, at - 1);
}

static void
view_compact(CommandView *view)
{
	g_autofree bool *idle = g_new0(bool, view->n + 1);
	size_t kept = 0;

	for (size_t i = 0; i < view->n; i++)
		idle[i] = view_is_idle_blank(view, i);
	for (size_t i = 0; i < view->n; i++) {
		if (idle[i])
			continue;
		view->c[kept] = view->c[i];
		view->from[kept] = view->from[i];
		view->to[kept] = view->to[i];
		kept++;
	}
	view->n = kept;
	view->c[kept] = 0;
}

CommandView *
command_view_new(const char *source)
{
	CommandView *view = g_new0(CommandView, 1);
	size_t n_bytes = strlen(source);

	view->source = source;
	view->c = g_new0(gunichar, n_bytes + 1);
	view->from = g_new0(uint32_t, n_bytes + 1);
	view->to = g_new0(uint32_t, n_bytes + 1);
	for (const char *p = source; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = fold_character(g_utf8_get_char(p));

		if (c == 0)
			continue;
		view->c[view->n] = c;
		view->from[view->n] = (uint32_t)(p - source);
		view->to[view->n] = (uint32_t)(g_utf8_next_char(p) - source);
		view->n++;
	}
	view_compact(view);
	return view;
}

void
command_view_free(CommandView *view)
{
	if (view == NULL)
		return;
	g_free(view->c);
	g_free(view->from);
	g_free(view->to);
	g_free(view);
}

bool
command_view_is_blank(gunichar c)
{
	return c == ' ';
}

bool
command_view_is_separator(gunichar c)
{
	return c == ',' || c == ';' || c == 0x3002 || c == '!' || c == '\n';
}

bool
command_view_is_boundary(const CommandView *view, size_t at, size_t end)
{
	static const gunichar punctuation[] = U".:、()-/《“”\"[]【】「」";
	gunichar c;

	if (at >= end)
		return true;
	c = view->c[at];
	if (command_view_is_blank(c) || command_view_is_separator(c))
		return true;
	for (size_t i = 0; punctuation[i] != 0; i++)
		if (punctuation[i] == c)
			return true;
	return false;
}

size_t
command_view_skip(const CommandView *view, size_t at, size_t end)
{
	while (at < end && command_view_is_blank(view->c[at]))
		at++;
	return at;
}

CommandSpan
command_view_trim(const CommandView *view, CommandSpan span)
{
	while (span.a < span.b &&
	       (command_view_is_blank(view->c[span.a]) ||
		command_view_is_separator(view->c[span.a]) || view->c[span.a] == ':' ||
		view->c[span.a] == '-' || view->c[span.a] == 0x3001 || view->c[span.a] == '.'))
		span.a++;
	while (span.a < span.b && (command_view_is_blank(view->c[span.b - 1]) ||
				   command_view_is_separator(view->c[span.b - 1]) ||
				   view->c[span.b - 1] == '.' || view->c[span.b - 1] == 0x3001))
		span.b--;
	return span;
}

char *
command_view_text(const CommandView *view, CommandSpan span)
{
	while (span.a < span.b && g_unichar_isspace(view->c[span.a]))
		span.a++;
	while (span.a < span.b && g_unichar_isspace(view->c[span.b - 1]))
		span.b--;
	if (span.a >= span.b)
		return g_strdup("");
	return g_strndup(view->source + view->from[span.a],
			 view->to[span.b - 1] - view->from[span.a]);
}

char *
command_view_words(const CommandView *view, CommandSpan span)
{
	span = command_view_trim(view, span);
	if (span.b - span.a >= 2 && view->c[span.a] == '(' && view->c[span.b - 1] == ')') {
		span.a++;
		span.b--;
		span = command_view_trim(view, span);
	}
	return span.a < span.b ? command_view_text(view, span) : NULL;
}

/* The character at the front of a word of ours, its length: asked millions of times. */
static inline size_t
view_take(const char *word, gunichar *ret)
{
	const unsigned char *at = (const unsigned char *)word;

	if (at[0] < 0x80) {
		*ret = at[0];
		return 1;
	}
	if (at[0] >= 0xE0 && at[0] < 0xF0) {
		*ret = (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
		return 3;
	}
	*ret = g_utf8_get_char(word);
	return (size_t)(g_utf8_next_char(word) - word);
}

/* command_view_match, without a call for each word of a list. */
static inline size_t
view_match(const CommandView *view, size_t at, size_t end, const char *word)
{
	while (*word != '\0') {
		gunichar wanted;

		word += view_take(word, &wanted);
		if (at >= end || view->c[at] != wanted)
			return 0;
		at++;
	}
	return at;
}

size_t
command_view_match(const CommandView *view, size_t at, size_t end, const char *word)
{
	return view_match(view, at, end, word);
}

size_t
command_view_any(const CommandView *view, size_t at, size_t end, const char *const *words)
{
	size_t best = 0;

	for (size_t i = 0; words[i] != NULL; i++) {
		size_t after = view_match(view, at, end, words[i]);

		if (after > best)
			best = after;
	}
	return best;
}

size_t
command_view_name(const CommandView *view, size_t at, size_t end, const char *name)
{
	if (name == NULL || *name == '\0')
		return 0;
	for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar wanted = fold_character(g_utf8_get_char(p));

		if (wanted == 0 || wanted == ' ')
			continue;
		at = command_view_skip(view, at, end);
		if (at >= end || view->c[at] != wanted)
			return 0;
		at++;
	}
	return at;
}

size_t
command_view_names(const CommandView *view, size_t at, size_t end, const char *const *names)
{
	size_t best = 0;

	for (size_t i = 0; names != NULL && names[i] != NULL; i++) {
		size_t after = command_view_name(view, at, end, names[i]);

		if (after > best)
			best = after;
	}
	return best;
}

bool
command_view_has_words(const CommandView *view, CommandSpan span)
{
	for (size_t i = span.a; i < span.b; i++)
		if (g_unichar_isalnum(view->c[i]))
			return true;
	return false;
}

bool
command_view_has(const CommandView *view, CommandSpan span, const char *const *words)
{
	for (size_t k = 0; words[k] != NULL; k++) {
		gunichar first;

		view_take(words[k], &first);
		for (size_t i = span.a; i < span.b; i++)
			if (view->c[i] == first && view_match(view, i, span.b, words[k]) != 0)
				return true;
	}
	return false;
}

bool
command_view_is_one(const CommandView *view, CommandSpan span, const char *const *words)
{
	span = command_view_trim(view, span);
	return span.a < span.b && command_view_any(view, span.a, span.b, words) == span.b;
}
