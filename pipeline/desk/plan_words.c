/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan_words — 发布要点 2026-12 and what follows it, read as points with their words
 */
#include "pipeline/desk/plan_words.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/plan_guess.h"

#include <string.h>

#define PLAN_BACK 3	     /* months: 12月 in January is the last one */
#define PLAN_WORD_LETTERS 20 /* a longer word is a sentence */
#define PLAN_LINES 1000	     /* of a text; the last has all the rest */

static void
point_free(void *data)
{
	PlanPoint *point = data;

	g_free(point->text);
	g_strfreev(point->words);
	g_free(point);
}

void
plan_words_clear(PlanWords *words)
{
	g_clear_pointer(&words->month, g_free);
	g_clear_pointer(&words->points, g_ptr_array_unref);
}

/* ---- the month ---- */

/* 12月 without a year: this year's, the last one's when that is just over, the next one's
 * when this year's is long over. */
static int
month_year(int month, const GDate *today)
{
	int year = g_date_get_year(today), now = (int)g_date_get_month(today);

	if (month - now > 12 - PLAN_BACK)
		return year - 1;
	return now - month > PLAN_BACK ? year + 1 : year;
}

/* A number of `most` digits, ASCII or full-width. 0: none. */
static int
month_number(const char **at, int most)
{
	int number = 0;

	for (; most > 0; most--) {
		int digit = g_unichar_digit_value(g_utf8_get_char(*at));

		if (digit < 0)
			break;
		number = number * 10 + digit;
		*at = g_utf8_next_char(*at);
	}
	return number;
}

static bool
month_sign(const char **at, const char *signs)
{
	if (!**at || !g_utf8_strchr(signs, -1, g_utf8_get_char(*at)))
		return false;
	*at = g_utf8_next_char(*at);
	return true;
}

char *
plan_words_month(const char *words, const GDate *today, const char **ret_rest)
{
	const char *at = words;
	int year, month;

	while (g_unichar_isspace(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	year = month_number(&at, 4);
	if (year > 12) {
		if (!month_sign(&at, "-－—.．/年"))
			return NULL;
		month = month_number(&at, 2);
		month_sign(&at, "月");
	} else {
		month = year;
		year = month_year(month, today);
		if (!month_sign(&at, "月"))
			return NULL;
	}
	if (month < 1 || month > 12 || year < 2000 || year > 2199 ||
	    g_unichar_digit_value(g_utf8_get_char(at)) >= 0)
		return NULL;
	month_sign(&at, "份");
	*ret_rest = at;
	return g_strdup_printf("%04d-%02d", year, month);
}

/* ---- the points ---- */

/* Behind the number or bullet with which a line begins; the line itself: it has none. */
static const char *
point_begin(const char *line)
{
	static const char *const pattern =
		"^[\\s\\x{3000}]*(?:[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|[、)）])|"
		"[(（][0-9０-９一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|"
		"[①-⑳]|[▪•·●◆■★☆※][\\s\\x{3000}]*(?=\\p{Han})|[*-][\\s\\x{3000}]|"
		"第[一二三四五六七八九十]{1,2}[，,、：:]|[0-9]{1,2}(?:[.．][0-9]{1,2})?[\\s\\x{"
		"3000}]+(?=\\p{Han}))"
		"[\\s\\x{3000}]*";
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	int end = 0;

	g_assert(regex);
	if (g_regex_match(regex, line, 0, &match))
		g_match_info_fetch_pos(match, 0, NULL, &end);
	return line + end;
}

/* 重点是烟花爆竹 is looked for as 烟花爆竹. */
static const char *
word_begin(const char *word)
{
	static const char *const leads[] = { "重点是", "重点", "主要是", "特别是", "包括", "如" };

	for (size_t i = 0; i < G_N_ELEMENTS(leads); i++)
		if (g_str_has_prefix(word, leads[i]) &&
		    g_utf8_strlen(word + strlen(leads[i]), -1) >= 3)
			return word + strlen(leads[i]);
	return word;
}

static void
word_add(GPtrArray *words, const char *from, size_t n)
{
	g_autofree char *said = g_strstrip(g_strndup(from, n));
	g_autofree char *word = g_strdup(word_begin(said));
	glong letters;

	if (g_str_has_suffix(word, "等"))
		word[strlen(word) - strlen("等")] = '\0';
	letters = g_utf8_strlen(word, -1);
	if (letters < 2 || letters > PLAN_WORD_LETTERS || words->len >= PLAN_WORDS ||
	    g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
		return;
	g_ptr_array_add(words, g_steal_pointer(&word));
}

/* The words between the signs that part them; NULL: none. */
static char **
point_words(const char *from, const char *to)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	const char *begin = from;

	for (const char *at = from;; at = g_utf8_next_char(at)) {
		bool end = at >= to;

		if (!end && !g_utf8_strchr("、，,；;/。 　", -1, g_utf8_get_char(at)))
			continue;
		word_add(words, begin, (size_t)(at - begin));
		if (end)
			break;
		begin = g_utf8_next_char(at);
	}
	if (words->len == 0)
		return NULL;
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

/* Where the words begin and end: in brackets at the end, else behind a colon. */
static bool
point_find_words(const char *line, const char **ret_head_end, const char **ret_from,
		 const char **ret_to)
{
	const char *end = line + strlen(line), *open = NULL, *colon = NULL;

	for (const char *at = line; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == 0xFF08 || c == '(' || c == 0x3010)
			open = at;
		if (!colon && (c == 0xFF1A || c == ':') && at > line)
			colon = at;
	}
	if (open && open > line &&
	    (g_str_has_suffix(line, "）") || g_str_has_suffix(line, ")") ||
	     g_str_has_suffix(line, "】"))) {
		*ret_head_end = open;
		*ret_from = g_utf8_next_char(open);
		*ret_to = g_utf8_find_prev_char(line, end);
		return *ret_from < *ret_to;
	}
	if (!colon)
		return false;
	*ret_head_end = colon;
	*ret_from = g_utf8_next_char(colon);
	*ret_to = end;
	return *ret_from < end;
}

/* 12月1日至15日：, 主题：: what stands before the colon names nothing. */
static bool
point_named(const char *line, const char *head_end)
{
	size_t n = 0;

	for (const char *at = line; at < head_end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		n += g_unichar_isalpha(c) && !g_utf8_strchr("年月日至到上中下旬主题重点", -1, c)
			     ? 1
			     : 0;
	}
	return n > 0;
}

/* Without the stop at its end, or what only names the words: 就业 关键词：招工. Yours. */
static char *
point_text(const char *from, const char *to)
{
	static const char *const ends[] = { "。", "；", ";", "关键词", "关键字" };
	char *text = g_strchomp(g_strndup(from, (size_t)(to - from)));

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(text, ends[i]) && strlen(text) > strlen(ends[i]))
			text[strlen(text) - strlen(ends[i])] = '\0';
	return g_strchomp(text);
}

static PlanPoint *
point_read(const char *said)
{
	g_autofree char *line = point_text(said, said + strlen(said));
	PlanPoint *point = g_new0(PlanPoint, 1);
	const char *head_end, *from, *to;

	if (point_find_words(line, &head_end, &from, &to) &&
	    (point->words = point_words(from, to)) != NULL) {
		point->text =
			point_named(line, head_end) ? point_text(line, head_end) : g_strdup(line);
		return point;
	}
	point->guessed = true;
	point->words = plan_guess(line, PLAN_WORDS);
	point->text = g_steal_pointer(&line);
	return point;
}

/* 一、 stands above （一）, and both above 1. and bullets. 0: no number. */
static int
line_level(const char *line)
{
	static const char digits[] = "一二三四五六七八九十";
	const char *at = line;
	bool bracket;

	if (point_begin(line) == line)
		return 0;
	bracket = g_str_has_prefix(at, "（") || *at == '(';
	if (bracket)
		at = g_utf8_next_char(at);
	if (!g_utf8_strchr(digits, -1, g_utf8_get_char(at)))
		return 3;
	return bracket ? 2 : 1;
}

/* Is this the first of several: 1. （一） ①, or a bullet? */
static bool
line_is_first(const char *line)
{
	const char *at = line;

	if (g_str_has_prefix(at, "（") || *at == '(')
		at = g_utf8_next_char(at);
	return g_utf8_strchr("1１一①▪•·●◆■*-", -1, g_utf8_get_char(at)) &&
	       !g_unichar_isdigit(g_utf8_get_char(g_utf8_next_char(at)));
}

/* 一、经济运行 above points of its own, and without words: a heading. */
static bool
line_heads(char **line)
{
	int level = line_level(*line);
	char **below = line + 1;
	const char *head_end, *from, *to;

	while (*below && line_level(*below) == 0)
		below++;
	return level > 0 && *below && line_level(*below) > level && line_is_first(*below) &&
	       !point_find_words(*line, &head_end, &from, &to);
}

/* What is said to those who send in, not a point's wrapped end. */
static bool
line_closes(const char *line)
{
	static const char *const begins[] = { "请",   "望",	"各单位",  "各乡镇",
					      "以上", "联系人", "联系电话" };

	for (size_t i = 0; i < G_N_ELEMENTS(begins); i++)
		if (g_str_has_prefix(line, begins[i]))
			return true;
	return false;
}

/* What a program wrapped. */
static void
points_join(GPtrArray *lines, const char *rest)
{
	char **last = (char **)&lines->pdata[lines->len - 1];
	g_autofree char *before = *last;

	*last = g_strconcat(before, rest, NULL);
}

/* The lines that are points, without their numbers. */
static GPtrArray *
points_lines(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", PLAN_LINES);
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	bool any = false, closed = false;

	for (char **line = lines; *line; line++) {
		g_strstrip(*line);
		any = any || line_level(*line) > 0;
	}
	for (char **line = lines; *line; line++) {
		bool numbered = line_level(*line) > 0;

		if (!**line || line_heads(line))
			continue;
		closed = any && !numbered && (closed || line_closes(*line));
		if (numbered || !any)
			g_ptr_array_add(found, g_strdup(point_begin(*line)));
		else if (!closed && found->len > 0)
			points_join(found, *line);
	}
	return found;
}

/* The points of a text, or NULL. */
static GPtrArray *
points_read(const char *text, GError **error)
{
	g_autoptr(GPtrArray) lines = points_lines(text);
	g_autoptr(GPtrArray) points = g_ptr_array_new_with_free_func(point_free);

	if (lines->len > PLAN_POINTS) {
		errors_set(error, ERRORS_REFUSED,
			   _("%u points: a month has %d at most (number the lines that are "
			     "points)"),
			   lines->len, PLAN_POINTS);
		return NULL;
	}
	for (guint i = 0; i < lines->len; i++) {
		const char *line = lines->pdata[i];

		if (g_utf8_strlen(line, -1) > PLAN_POINT_LETTERS) {
			errors_set(error, ERRORS_REFUSED,
				   _("point %u is longer than %d characters"), i + 1,
				   PLAN_POINT_LETTERS);
			return NULL;
		}
		g_ptr_array_add(points, point_read(line));
	}
	if (points->len == 0) {
		errors_set(error, ERRORS_REFUSED,
			   _("there are no points: write one on each line below the month"));
		return NULL;
	}
	return g_steal_pointer(&points);
}

bool
plan_words_read(const char *words, const char *document, const GDate *today, PlanWords *ret,
		GError **error)
{
	const char *rest;
	g_autofree char *month = plan_words_month(words, today, &rest);
	GPtrArray *points;

	if (!month)
		return errors_set(error, ERRORS_REFUSED,
				  _("for which month? write it: 发布要点 2026-12"));
	while (*rest && (g_unichar_isspace(g_utf8_get_char(rest)) ||
			 g_utf8_strchr("：:，,。", -1, g_utf8_get_char(rest))))
		rest = g_utf8_next_char(rest);
	points = points_read(*rest || !document ? rest : document, error);
	if (!points)
		return false;
	*ret = (PlanWords){ g_steal_pointer(&month), points };
	return true;
}
