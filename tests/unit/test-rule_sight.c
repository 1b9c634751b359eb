/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a regex asks for in vain: named with its place, and nothing that could hit is.
 */
#include "filters/rule_sight.h"

#include "base/text/fold.h"

#include <glib.h>
#include <locale.h>

#define NONE G_MAXSIZE

static const struct {
	const char *regex;
	size_t offset;
} cases[] = {
	{ "时间：", 6 },
	{ "a(?:b|（)", 6 },
	{ "機关", 0 },
	{ "(?<機>甲)乙 丙", 14 },
	{ "春　?耕", NONE },
	{ "共 \\d+", 3 },
	{ "\\d+ 人", 3 },
	{ "(甲) 乙", 5 },
	{ "甲\xe2\x80\x8b乙", 3 },
	{ "甲 ?乙", NONE },
	{ "甲 *乙", NONE },
	{ "甲 {0,3}乙", NONE },
	{ "a b", NONE },
	{ "甲b c", NONE },
	{ "[：:，]甲", NONE },
	{ "[^]：]甲", NONE },
	{ "[[:alpha:]：]甲", NONE },
	{ "(?x) 甲 乙 # 丙：", NONE },
	{ "(?i)甲(?#：)乙", NONE },
	{ "甲\\x{ff1a}乙", NONE },
	{ "\\Q：\\E甲", NONE },
	{ "：?甲", NONE },
	{ "\\p{Han} b", NONE },
	{ "乾坤", NONE },
	{ "著", NONE },
	{ "《甲》、“乙”。", NONE },
	{ "1—2…％", 5 },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		size_t offset = NONE;
		g_autofree char *why = rule_sight_find(cases[i].regex, &offset);
		g_autofree char *found = g_strdup_printf("%s %zu", cases[i].regex, offset);
		g_autofree char *wanted =
			g_strdup_printf("%s %zu", cases[i].regex, cases[i].offset);

		g_assert_cmpstr(found, ==, wanted);
		g_assert_cmpint(why != NULL, ==, cases[i].offset != NONE);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(fold_load(NULL));
	g_test_add_func("/rule_sight/cases", test_cases);
	return g_test_run();
}
