/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a regex is proven to cost at most, PCRE2 never exceeds; most rules of an office
 * are proven, no evil one is. Covers filters/rule_tame.c, rule_tree.c, rule_tree_set.c.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "filters/rule_tame.h"

#include <glib.h>
#include <locale.h>
#include <math.h>
#include <pcre2.h>
#include <stdbool.h>
#include <string.h>

#define LIMIT 25000

static const struct {
	const char *regex;
	bool proven; /* on 100 characters within LIMIT */
} cases[] = {
	{ "春耕", true },
	{ "(农资|化肥|种子).{0,20}(供应|价格|储备)", true },
	{ "(化债|预算)[^。]{0,30}\\d+(\\.\\d+)?\\s*(万元|亿元|%)", true },
	{ "\\d{1,2}月\\d{1,2}日.{0,20}(龙街道雾霾|县级清欠)", true },
	{ "(坪镇|王镇)[^。；]{0,60}(镇级柑橘|影院问责)", true },
	{ "(?<!未)(?<!没有)发生.{0,12}(技能培训|零工市场)", true },
	{ "(?:\\d+,)+元", true },
	{ "(?:春耕|备耕)+结束", true },
	{ "(a++)+b", true },
	{ "a*b*c*d*x", true },
	{ "a*[ab]*[^c]*d*x", false },
	{ "(a+)+$", false },
	{ "(a|a)*b", false },
	{ "(a|aa)+$", false },
	{ "(.*,){12}P", false },
	{ "(\\d+,?)+元", false },
	{ "(\\w+\\s?)*$", false },
	{ "\\s*\\s*\\s*\\s*x", false },
	{ "([^x]+)*x\\d", false },
	{ "(a?){30}a{30}", false },
	{ "(\\p{Han}+,?)+\\.", false },
	{ "((春耕)*)*备", false },
	{ "(a{1,9}){1,9}b", false },
	/* not understood */
	{ "(?i)春耕", false },
	{ "(春)\\1", false },
	{ "(?|春|耕)", false },
	{ "\\Q春\\E", false },
	{ "\\X", false },
	{ "春(?#c)+", false },
	{ "春{,3}", false },
	{ "[[:digit:]]", false },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		double steps = rule_tame_steps(cases[i].regex, 100);

		if ((steps <= LIMIT) != cases[i].proven)
			g_test_message("%s: %g", cases[i].regex, steps);
		g_assert_true((steps <= LIMIT) == cases[i].proven);
	}
}

/* ---- PCRE2 itself ---- */

static const char *const pieces[] = { "a",    "b",    "春",	  "耕",	 "1",	 ".",
				      "\\d",  "\\s",  "[a春]",	  "\\w", "[^a]", "[^耕\\d]",
				      "春耕", "春播", "\\p{Han}", "\\n", "\\b" };
static const char *const repeats[] = { "*", "+", "?", "{2}", "{0,3}", "{2,}", "*?", "++", "{1,9}" };
static const char *const characters[] = { "a", "b", "春", "耕", "播", "1", "2", " ", "\n", "," };

#define PICK(random, list) list[g_rand_int_range(random, 0, G_N_ELEMENTS(list))]

static void
add_regex(GRand *random, GString *out, int depth)
{
	int n = g_rand_int_range(random, 1, 4);

	for (int i = 0; i < n; i++) {
		static const char *const groups[] = { "(", "(?:", "(?>", "(?=", "(?!" };
		bool group = depth < 3 && g_rand_int_range(random, 0, 3) == 0;

		if (group) {
			g_string_append(out, PICK(random, groups));
			add_regex(random, out, depth + 1);
			while (g_rand_int_range(random, 0, 2) == 0) {
				g_string_append_c(out, '|');
				add_regex(random, out, depth + 1);
			}
			g_string_append_c(out, ')');
		} else {
			g_string_append(out, PICK(random, pieces));
		}
		if (g_rand_int_range(random, 0, 5) < 2 && !g_str_has_suffix(out->str, "\\b"))
			g_string_append(out, PICK(random, repeats));
	}
}

/* A text of exactly n characters; half of them a few over and over, as evil ones are. */
static char *
random_text(GRand *random, size_t n)
{
	GString *text = g_string_new(NULL);
	const char *one = PICK(random, characters), *two = PICK(random, characters);
	bool dull = g_rand_boolean(random);

	for (size_t i = 0; i < n; i++)
		g_string_append(text, !dull || g_rand_int_range(random, 0, 20) == 0
					      ? PICK(random, characters)
				      : i % 2 == 0 ? one
						   : two);
	return g_string_free(text, FALSE);
}

static void
try_regex(GRand *random, const char *regex, size_t *n_tried, size_t *n_proven)
{
	g_autoptr(GString) bad = g_string_new(NULL);
	int error;
	size_t offset;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
					 PCRE2_UTF | PCRE2_UCP, &error, &offset, NULL);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	pcre2_match_context *context = pcre2_match_context_create(NULL);

	for (int i = 0; code != NULL && i < 8; i++) {
		size_t n = (size_t)g_rand_int_range(random, 0, 60);
		g_autofree char *text = random_text(random, n);
		double steps = rule_tame_steps(regex, n);

		(*n_tried)++;
		if (steps > 1000000)
			continue;
		(*n_proven)++;
		/* n steps trip a limit of n, not one of n + 1 */
		pcre2_set_match_limit(context, (uint32_t)ceil(steps) + 1);
		if (pcre2_match(code, (PCRE2_SPTR)text, strlen(text), 0, 0, data, context) ==
		    PCRE2_ERROR_MATCHLIMIT)
			g_string_append_printf(bad, "/%s/ on “%s”: more than %g", regex, text,
					       steps);
	}
	g_assert_cmpstr(bad->str, ==, "");
	pcre2_code_free(code);
	pcre2_match_data_free(data);
	pcre2_match_context_free(context);
}

static void
test_never_more(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(20261129);
	size_t n_tried = 0, n_proven = 0;

	for (int i = 0; i < 20000; i++) {
		g_autoptr(GString) regex = g_string_new(NULL);

		add_regex(random, regex, 0);
		try_regex(random, regex->str, &n_tried, &n_proven);
	}
	/* A proof of nothing would prove nothing. */
	g_assert_cmpuint(n_proven, >, n_tried / 4);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/rule_tame/cases", test_cases);
	g_test_add_func("/rule_tame/never-more", test_never_more);
	return g_test_run();
}
