/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sequel_words — how 初报, 续报 and 终报 are written
 */
#include "pipeline/desk/sequel_words.h"

#include "base/text/fold.h"
#include "base/text/numeral.h"
#include "publish/printed.h"

#include <stdbool.h>
#include <string.h>

#define SEQUEL_COUNT "(?:[（(]?第?([一二三四五六七八九十]{1,3}|\\d{1,2})[期次号]?[）)]?)?"
#define SEQUEL_XU "(?<![陆连手继持后])续报(?![送道名到警价])"
#define SEQUEL_BEGIN "（接"
#define SEQUEL_END "》）"

/* ---- titles ---- */

static GRegex *
sequel_regex(const char *pattern)
{
	GRegex *regex = g_regex_new(pattern, 0, 0, NULL);

	g_assert(regex);
	return regex;
}

const char *
sequel_words_step(const char *line)
{
	g_autoptr(GRegex) goes_on = sequel_regex(SEQUEL_XU);

	if (strstr(line, "终报"))
		return "终报";
	return g_regex_match(goes_on, line, 0, NULL) ? "续报" : NULL;
}

int
sequel_words_number(const char *title)
{
	g_autoptr(GRegex) behind = sequel_regex(SEQUEL_XU SEQUEL_COUNT);
	g_autoptr(GRegex) before =
		sequel_regex("第([一二三四五六七八九十]{1,3}|\\d{1,2})[次期号]" SEQUEL_XU);
	GRegex *const both[] = { behind, before };

	for (size_t i = 0; i < G_N_ELEMENTS(both); i++) {
		g_autoptr(GMatchInfo) found = NULL;
		g_autofree char *written = NULL;
		uint64_t value = 0;
		bool wrong = false;

		if (!g_regex_match(both[i], title, 0, &found))
			continue;
		written = g_match_info_fetch(found, 1);
		if (!written || !*written)
			continue;
		if (g_ascii_isdigit(*written))
			return (int)g_ascii_strtoll(written, NULL, 10);
		if (numeral_chinese(written, &value, &wrong) && !wrong &&
		    value <= SEQUEL_WORDS_NUMBER)
			return (int)value;
	}
	return 0;
}

/* 一 … 九十九; digits beyond. Yours. */
static char *
sequel_number(int n)
{
	static const char *const digits[] = { "",   "一", "二", "三", "四",
					      "五", "六", "七", "八", "九" };

	if (n < 1 || n > SEQUEL_WORDS_NUMBER)
		return g_strdup_printf("%d", n);
	return g_strconcat(n >= 20 ? digits[n / 10] : "", n >= 10 ? "十" : "", digits[n % 10],
			   NULL);
}

char *
sequel_words_title(const char *title, int n)
{
	/* 【首报】, 初报：, 续报（二）, 第二次续报, and 报告 behind 的. */
	g_autoptr(GRegex) step = sequel_regex(
		"[【（(]?(?:第(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[次期号])?"
		"(?:初报|首报|终报|" SEQUEL_XU ")" SEQUEL_COUNT "[】）)]?[:：]?|(?<=的)报告$");
	g_autofree char *event = g_regex_replace(step, title, -1, 0, "", 0, NULL);
	g_autofree char *number = sequel_number(n);

	g_strchomp(event);
	return g_strdup_printf("%s续报（%s）", event, number);
}

char *
sequel_words_place(const char *issue, int line)
{
	g_autofree char *printed = printed_issue(issue);

	return g_strdup_printf("%s第%d条", printed ? printed : issue, line);
}

char *
sequel_words_reference(const char *place, const char *title)
{
	return g_strdup_printf(SEQUEL_BEGIN "%s《%s" SEQUEL_END, place, title);
}

/* ---- the beginning ---- */

/* Where the sentence that begins at `at` ends, behind its stop or its line end. */
static const char *
sequel_sentence(const char *at)
{
	static const char *const stops[] = { "。", "！", "？", "!", "?", "\n" };

	for (; *at; at = g_utf8_next_char(at))
		for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
			if (g_str_has_prefix(at, stops[i]))
				return at + strlen(stops[i]);
	return at;
}

/* Letters and digits of [at, end), folded. Yours. */
static char *
sequel_key(const char *at, const char *end)
{
	g_autofree char *words = g_strndup(at, (gsize)(end - at));
	g_autofree char *folded = fold_word(words);
	GString *key = g_string_new(NULL);

	for (const char *p = folded; *p; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			g_string_append_unichar(key, g_utf8_get_char(p));
	return g_string_free(key, FALSE);
}

static GHashTable *
sequel_sentences(const char *text)
{
	GHashTable *sentences = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (const char *at = text, *end; *at; at = end) {
		end = sequel_sentence(at);
		g_hash_table_add(sentences, sequel_key(at, end));
	}
	return sentences;
}

/* Past the blanks at the head of a line. */
static const char *
sequel_indent(const char *line)
{
	while (g_unichar_isspace(g_utf8_get_char(line)))
		line = g_utf8_next_char(line);
	return line;
}

/* Is a line blank, the title again, or the reference of an earlier sequel? */
static bool
sequel_is_head(const char *line, const char *title_key)
{
	g_autofree char *said = g_strchomp(g_strdup(sequel_indent(line)));
	g_autofree char *key = sequel_key(line, line + strlen(line));

	return !*key || strcmp(key, title_key) == 0 ||
	       (g_str_has_prefix(said, SEQUEL_BEGIN) && g_str_has_suffix(said, SEQUEL_END));
}

/* Where the text begins, behind such lines; its last line is text. */
static const char *
sequel_head(const char *text, const char *title)
{
	g_autofree char *title_key = sequel_key(title, title + strlen(title));

	for (const char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
		g_autofree char *line = g_strndup(text, (gsize)(end - text));

		if (!sequel_is_head(line, title_key))
			break;
	}
	return text;
}

char *
sequel_words_rest(const char *text, const char *title, const char *printed, int *ret_n)
{
	g_autoptr(GHashTable) sentences = sequel_sentences(printed);
	const char *at = sequel_head(text, title), *line = at;

	*ret_n = 0;
	while (*at) {
		const char *end = sequel_sentence(at);
		g_autofree char *key = sequel_key(at, end);

		if (*key && !g_hash_table_contains(sentences, key))
			break;
		*ret_n += *key ? 1 : 0;
		if (end[-1] == '\n')
			line = end;
		at = end;
	}
	if (!*at)
		return g_strdup("");
	/* What is left of a paragraph is indented as the paragraph was. */
	return g_strdup_printf("%.*s%s", (int)(MIN(sequel_indent(line), at) - line), line, at);
}
