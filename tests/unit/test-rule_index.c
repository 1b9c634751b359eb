/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-rule_index — the literals of regexes, and verdicts with and without them
 *
 * Random rules over random texts give one verdict, to the character, whether or
 * not the index went first. Covers filters/rule_need.c, rule_hits.c,
 * rule_need_set.c, rule_costs.c.
 */
#include "filters/rule_index.h"
#include "filters/rule_need.h"
#include "filters/ruleset.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a regex needs ---- */

/* "甲,乙;丙" and, behind a tab, the lead. */
static char *
show_need(const char *regex)
{
	g_auto(RuleNeed) need = { NULL, NULL, 0 };
	GString *shown = g_string_new(NULL);

	rule_need_of(regex, &need);
	for (guint i = 0; i < need.groups->len; i++) {
		const GPtrArray *group = need.groups->pdata[i];

		for (guint j = 0; j < group->len; j++)
			g_string_append_printf(shown, "%s%s",
					       j   ? ","
					       : i ? ";"
						   : "",
					       (const char *)group->pdata[j]);
	}
	for (guint j = 0; need.lead != NULL && j < need.lead->len; j++)
		g_string_append_printf(shown, "%s%s", j ? "," : "\t",
				       (const char *)need.lead->pdata[j]);
	return g_string_free(shown, FALSE);
}

static const struct {
	const char *regex, *need;
} needs[] = {
	{ "春耕", "春耕\t春耕" },
	{ "春耕|备耕", "春耕,备耕\t春耕,备耕" },
	{ "(?:春|秋)(耕|收)", "春耕,春收,秋耕,秋收\t春耕,春收,秋耕,秋收" },
	{ "春耕.{0,20}(进展|进度)", "春耕;进展,进度\t春耕" },
	{ "\\d+人(死亡|受伤)", "人死亡,人受伤" },
	{ "春耕?备", "春耕备,春备\t春耕备,春备" },
	{ "春*备耕", "备耕" },
	{ "(春耕)+备", "春耕;备\t春耕" },
	{ "春{2}耕{2,}", "春春;耕\t春春" },
	{ "[春秋]耕", "春耕,秋耕\t春耕,秋耕" },
	{ "[^春]耕地", "耕地" },
	{ "[一-龥]耕地", "耕地" },
	{ "[2-4]月底", "2月底,3月底,4月底\t2月底,3月底,4月底" },
	{ "(?i)GDP增长", "增长" },
	{ "(?i:a)春耕", "春耕" },
	{ "gdp(?i)x|春耕|y", "" },
	{ "(?x) 春 耕", "" },
	{ "^春耕$", "春耕\t春耕" },
	{ "(?<!不)得出(?=结论)", "得出\t得出" },
	{ "\\b春耕\\K备耕", "春耕备耕\t春耕备耕" },
	{ "(?>春耕|春)备", "春耕备,春备\t春耕备,春备" },
	{ "(?<季>春|秋)耕\\k<季>地", "春耕,秋耕;地\t春耕,秋耕" },
	{ "(春耕(?:备耕|开始))?结束",
	  "春耕备耕结束,春耕开始结束,结束\t春耕备耕结束,春耕开始结束,结束" },
	{ "\\x{6625}耕\\.\\/", "春耕./\t春耕./" },
	{ "春耕\\n备", "春耕\n备\t春耕\n备" },
	{ "\\p{Han}{2,4}(镇|乡)", "镇,乡" },
	{ ".*", "" },
	{ "a", "" },
	{ "ab", "ab\tab" },
	{ "|春耕", "" },
	{ "春耕()备耕", "春耕备耕\t春耕备耕" },
	{ "(?(?=春)春耕|秋收)", "" },
	{ "(春|(?R))耕", "" },
	{ "春(*SKIP)耕", "" },
	{ "\\Q春耕\\E", "" },
	{ "\\G春耕", "" },
	{ "春{,3}耕", "" }, /* characters to PCRE2 10.42, a quantifier to 10.43 */
	{ "春{ 2, 3 }耕", "" },
	{ "春{季}耕", "春{季}耕\t春{季}耕" },
	{ "\\N{U+6625}耕", "" },
	{ "\\N{3}春耕", "春耕" },
	{ "[[.]|秋]春耕", "" }, /* a class of two characters, or 秋]春耕 */
	{ "[[=]春]耕地", "" },
	{ "[]春]耕", "]耕,春耕\t]耕,春耕" },
	{ "[[:digit:]春]耕地", "耕地" },
	{ "(?#说明)春耕", "春耕\t春耕" },
	{ "(春|秋)(耕|收)(的|了)(进|退)(度|步)",
	  "春耕的进,春耕的退,春耕了进,春耕了退,春收的进,春收的退,春收了进,"
	  "春收了退,秋耕的进,秋耕的退,秋耕了进,秋耕了退,秋收的进,秋收的退,秋收了进,秋收了退\t"
	  "*" },
};

/* Bytes that a match takes at most. */
static void
test_most(void)
{
	static const struct {
		const char *regex;
		gsize most;
	} mosts[] = {
		{ "春耕", 6 },
		{ "春耕.{0,20}(进展|进度)", 6 + 80 + 6 },
		{ "\\d{1,3}(\\.\\d)?人", 12 + 5 + 3 },
		{ "(?i)gdp增", 12 + 3 },
		{ "(春耕){2,3}", 18 },
		{ "春?耕", 6 },
		{ "^春(?=耕)(?<!不)$", 3 },
		{ "\\b春\\K耕", 6 },
		{ "春耕|农资[^。]{0,2}供应", 6 + 8 + 6 },
		{ "春.*耕", G_MAXSIZE },
		{ "春耕+", G_MAXSIZE },
		{ "(春|秋)\\1耕地", G_MAXSIZE },
		{ "春耕\\X", G_MAXSIZE },
		{ "(?:春{65535}){0,65535}耕", (gsize)3 * 65535 * 65535 + 3 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(mosts); i++) {
		g_auto(RuleNeed) need = { NULL, NULL, 0 };

		rule_need_of(mosts[i].regex, &need);
		if (need.most != mosts[i].most)
			g_test_message("%s", mosts[i].regex);
		g_assert_cmpuint(need.most, ==, mosts[i].most);
	}
}

static void
test_needs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(needs); i++) {
		g_autofree char *shown = show_need(needs[i].regex);
		bool begins = g_str_has_suffix(needs[i].need, "\t*");

		if (begins ? !g_str_has_prefix(shown, "春耕") : strcmp(shown, needs[i].need) != 0)
			g_test_message("%s: %s", needs[i].regex, shown);
		if (begins)
			g_assert_true(g_str_has_prefix(shown, "春耕"));
		else
			g_assert_cmpstr(shown, ==, needs[i].need);
	}
}

/* ---- places ---- */

static void
test_places(void)
{
	static const char *const literals[] = { "春耕", "耕", "春耕备耕", "x", "xy", "耕备耕的" };
	static const char text[] = "春耕备耕的x春耕xy耕";
	g_autoptr(RuleIndex) index = rule_index_new();
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(RuleHits) hits = NULL;
	g_autoptr(GString) shown = g_string_new(NULL);
	uint32_t always;

	for (size_t i = 0; i < G_N_ELEMENTS(literals); i++)
		g_assert_cmpuint(rule_index_literal(index, literals[i]), ==, i);
	g_assert_cmpuint(rule_index_literal(index, "耕"), ==, 1);
	always = rule_index_pattern(index, none);
	rule_index_seal(index);
	hits = rule_index_scan(index, text, strlen(text));
	for (uint32_t i = 0; i < G_N_ELEMENTS(literals); i++) {
		size_t n;
		const RulePlace *places = rule_hits_of(hits, i, &n);

		for (size_t j = 0; j < n; j++)
			g_string_append_printf(shown, "%u:%u ", i, places[j].at);
	}
	g_assert_cmpstr(shown->str, ==, "0:0 0:16 1:3 1:9 1:19 1:24 2:0 3:15 3:22 4:22 5:3 ");
	g_assert_true(rule_hits_may(hits, always));
}

/* A group that is met alone does not suffice, whichever it is. */
static void
test_groups(void)
{
	static const struct {
		const char *text;
		bool may;
	} texts[] = { { "农民专业合作社", false }, { "镇", false },	{ "上升", false },
		      { "镇上升", false },	   { "合作社", false }, { "合作社在镇上升", true },
		      { "合作社在乡下降", true },  { "", false } };
	const char *const regex = "合作社.*(镇|乡).*(上升|下降)";
	g_autoptr(RuleIndex) index = rule_index_new();
	g_auto(RuleNeed) need = { NULL, NULL, 0 };
	uint32_t pattern;

	rule_need_of(regex, &need);
	g_assert_cmpuint(need.groups->len, ==, 3);
	pattern = rule_index_pattern(index, need.groups);
	rule_index_seal(index);
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(RuleHits) hits =
			rule_index_scan(index, texts[i].text, strlen(texts[i].text));

		if (rule_hits_may(hits, pattern) != texts[i].may)
			g_test_message("%s", texts[i].text);
		g_assert_cmpint(rule_hits_may(hits, pattern), ==, texts[i].may);
	}
}

/* ---- one verdict ---- */

static const char *const words[] = { "春耕", "备耕",   "春", "耕",   "进展", "人",  "死亡",
				     "受伤", "镇",     "2",  "30",   "a",    "ab",  "。",
				     "万元", "青禾县", "亩", "公顷", "%",    "三十" };

static const char *
word(GRand *random)
{
	return words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))];
}

static void
add_regex(GRand *random, GString *out, int depth)
{
	int n = g_rand_int_range(random, 1, 4);

	for (int i = 0; i < n; i++) {
		switch (g_rand_int_range(random, 0, depth > 2 ? 4 : 12)) {
		case 0:
			g_string_append(out, "\\d");
			break;
		case 1:
			g_string_append(out, ".{0,4}");
			break;
		case 2:
			g_string_append(out, "[春秋人a]");
			break;
		default:
			g_string_append(out, word(random));
			break;
		case 8:
			g_string_append(out, "(?:");
			add_regex(random, out, depth + 1);
			g_string_append_c(out, '|');
			add_regex(random, out, depth + 1);
			g_string_append(out, ")");
			break;
		case 9:
			g_string_append(out, g_rand_boolean(random) ? "(?=" : "(?<!");
			g_string_append(out, word(random));
			g_string_append(out, ")");
			break;
		case 10:
			g_string_append(out, "(?i)");
			break;
		case 11:
			g_string_append(out, "\\K");
			break;
		}
		if (g_rand_int_range(random, 0, 5) == 0 && !g_str_has_suffix(out->str, ")") &&
		    !g_str_has_suffix(out->str, "K"))
			g_string_append(out, g_rand_boolean(random) ? "?" : "{1,2}");
	}
}

/* A number with its unit, bounds of every kind. */
static void
add_number(GRand *random, GString *out)
{
	static const char *const comparisons[] = { ">", ">=", "<", "<=", "=", "不少于" };
	static const char *const units[] = { "人", "元", "万元", "亩", "公顷", "%", "万" };
	const char *unit = units[g_rand_int_range(random, 0, G_N_ELEMENTS(units))];
	int low = g_rand_int_range(random, 1, 40);

	if (g_rand_int_range(random, 0, 4) == 0)
		g_string_append_printf(out, "number %d to %d %s", low, low + 20, unit);
	else
		g_string_append_printf(
			out, "number %s %d %s",
			comparisons[g_rand_int_range(random, 0, G_N_ELEMENTS(comparisons))], low,
			unit);
}

static void
add_pattern(GRand *random, GString *out)
{
	int kind = g_rand_int_range(random, 0, 8);

	if (kind == 0) {
		add_number(random, out);
		return;
	}
	if (kind == 1) {
		g_string_append(out, "words words.txt");
		return;
	}
	if (g_rand_int_range(random, 0, 3) == 0) {
		g_string_append_printf(out, "%s、%s、%s", word(random), word(random), word(random));
		return;
	}
	g_string_append_c(out, '/');
	add_regex(random, out, 0);
	g_string_append_c(out, '/');
}

/* One topic of some clauses; those that the language refuses are left out by the caller. */
static char *
random_rules(GRand *random, int number)
{
	static const char *const fields[] = { "subject", "text", "body" };
	GString *rules = g_string_new(NULL);

	g_string_append_printf(rules, "[topic 主题%d]\nthreshold = 1\n", number);
	g_string_append_printf(rules, "%s +%d ", fields[g_rand_int_range(random, 0, 3)],
			       g_rand_int_range(random, 1, 9));
	add_pattern(random, rules);
	if (g_rand_boolean(random)) {
		if (g_rand_int_range(random, 0, 3) == 0)
			g_string_append(rules, " near sentence ");
		else
			g_string_append_printf(rules, " near %d ", g_rand_int_range(random, 0, 9));
		add_pattern(random, rules);
	}
	g_string_append_printf(rules, " max %d", g_rand_int_range(random, 1, 9));
	if (g_rand_int_range(random, 0, 4) == 0)
		g_string_append_printf(rules, " from 2026-0%d-01", g_rand_int_range(random, 1, 9));
	g_string_append_c(rules, '\n');
	return g_string_free(rules, FALSE);
}

static char *
random_text(GRand *random)
{
	GString *text = g_string_new(NULL);

	for (int i = g_rand_int_range(random, 0, 60); i > 0; i--)
		g_string_append(text, g_rand_int_range(random, 0, 8) == 0 ? "\n" : word(random));
	return g_string_free(text, FALSE);
}

/* The one word list that the rules name. */
static char *
read_words(void *data, const char *name, size_t *ret_n_bytes, char **ret_why)
{
	static const char list[] = "# 词\n备耕\n受伤\n万元\n人\nab\n";

	(void)data, (void)ret_why;
	g_assert_cmpstr(name, ==, "words.txt");
	*ret_n_bytes = strlen(list);
	return g_strdup(list);
}

static const RuleReader reader = { read_words, NULL };

static bool
is_accepted(const char *rules)
{
	RuleFile file = { "a.rules", rules, strlen(rules) };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) set = ruleset_load_with(&file, 1, &reader, problems);

	return set != NULL;
}

static RuleSet *
random_set(GRand *random)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleFile file = { "a.rules", NULL, 0 };
	RuleSet *set;

	for (int i = 0; i < 30; i++) {
		g_autofree char *rules = random_rules(random, i);

		if (is_accepted(rules))
			g_string_append(all, rules);
	}
	file.bytes = all->str;
	file.n_bytes = all->len;
	set = ruleset_load_with(&file, 1, &reader, problems);
	g_assert_nonnull(set);
	return set;
}

static void
test_one_verdict(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(20261129);
	size_t n_hits = 0;

	for (int round = 0; round < 60; round++) {
		guint32 seed = g_rand_int(random);
		g_autoptr(GRand) one = g_rand_new_with_seed(seed);
		g_autoptr(GRand) other = g_rand_new_with_seed(seed);
		g_autoptr(RuleSet) with = random_set(one);
		g_autoptr(RuleSet) without = random_set(other);

		ruleset_without_index(without);
		for (int i = 0; i < 40; i++) {
			g_autofree char *subject = random_text(one), *body = random_text(one);
			RuleInput input = { .subject = subject,
					    .body = body,
					    .day = g_rand_int_range(one, 20260101, 20261231) };
			json_t *a = ruleset_match(with, &input);
			json_t *b = ruleset_match(without, &input);
			g_autofree char *shown_a = json_dumps(a, JSON_SORT_KEYS);
			g_autofree char *shown_b = json_dumps(b, JSON_SORT_KEYS);

			g_assert_cmpstr(shown_a, ==, shown_b);
			n_hits += json_array_size(json_object_get(a, "topics"));
			json_decref(a);
			json_decref(b);
		}
	}
	/* Rules that never hit would prove nothing. */
	g_assert_cmpuint(n_hits, >, 5000);
}

/* Clauses that nearly every letter pays for are named. */
static void
test_costs(void)
{
	static const struct {
		const char *rules;
		const char *named[3]; /* NULL: there is nothing to say */
	} sets[] = {
		{ "[topic 甲]\ntext +1 春\ntext +1 /春耕.*进展/\ntext +1 /绝\\s*密/\n", { NULL } },
		{ "[topic 甲]\ntext +1 春耕\ntext +1 /\\d+人/\n[mark 乙]\nlet a = text "
		  "/\\w\\W/\nwhen a\n",
		  { "2 clauses", "a.rules:3 ", "a.rules:5 " } },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(sets); i++) {
		RuleFile file = { "a.rules", sets[i].rules, strlen(sets[i].rules) };
		g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(RuleSet) set = ruleset_load(&file, 1, problems);
		g_autofree char *costs = NULL;

		g_assert_nonnull(set);
		costs = ruleset_costs(set);
		g_assert_true((costs == NULL) == (sets[i].named[0] == NULL));
		for (size_t j = 0; costs != NULL && j < G_N_ELEMENTS(sets[i].named); j++)
			g_assert_nonnull(strstr(costs, sets[i].named[j]));
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/rule_index/needs", test_needs);
	g_test_add_func("/rule_index/most", test_most);
	g_test_add_func("/rule_index/places", test_places);
	g_test_add_func("/rule_index/groups", test_groups);
	g_test_add_func("/rule_index/one-verdict", test_one_verdict);
	g_test_add_func("/rule_index/costs", test_costs);
	return g_test_run();
}
