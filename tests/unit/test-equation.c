/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-equation — what EQ fields show, as Word and WPS write them, also cut anywhere
 */
#include "extract/equation.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

static const struct {
	const char *instruction, *wanted;
} cases[] = {
	{ " EQ \\* jc0 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(róng),镕)", "镕" },
	{ "eq \\o\\ac(○,密)", "密" },
	{ " EQ \\o(\\s\\up 6(青禾),\\s\\do 2(县委))", "青禾县委" },
	{ " EQ \\f(1,2)", "1/2" },
	{ " EQ \\f(1;2) + \\r(3,x)", "1/2 + 3x" },
	{ " EQ \\x(框)", "框" },
	{ " EQ \\x\\to\\bo( 框 )", "框" },
	{ " EQ \\b\\bc\\{(甲)", "甲" },
	{ " EQ \\a\\al\\co2\\vs3(甲,乙,丙,丁)", "甲乙丙丁" },
	{ " EQ \\l(甲\\,乙,丙)", "甲,乙丙" },
	{ " EQ m\\s\\up8(2)", "m2" },
	{ " EQ \\d\\fo10()", "" },
	{ " EQ", "" },
	{ " EQUAL 1", NULL },
	{ " PAGE \\* MERGEFORMAT", NULL },
	{ "", NULL },
	{ " EQ \\o(a", "a" },
	{ " EQ \\", "\\" },
	{ " EQ \\* \"never ends", "" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = equation_text(cases[i].instruction);

		if (g_strcmp0(text, cases[i].wanted) != 0)
			g_test_message("case: %s", cases[i].instruction);
		g_assert_cmpstr(text, ==, cases[i].wanted);
	}
}

static void
test_cut(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		for (size_t n = 0; n <= strlen(cases[i].instruction); n++) {
			g_autofree char *cut = g_strndup(cases[i].instruction, n);
			g_autofree char *text = equation_text(cut);

			g_assert_cmpuint(text ? strlen(text) : 0, <=, n);
		}
}

static void
test_deep(void)
{
	g_autoptr(GString) deep = g_string_new("EQ ");
	g_autofree char *text = NULL;

	for (int i = 0; i < 10000; i++)
		g_string_append(deep, "\\o(");
	text = equation_text(deep->str);
	g_assert_cmpuint(strlen(text), <, deep->len);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/equation/cases", test_cases);
	g_test_add_func("/equation/cut", test_cut);
	g_test_add_func("/equation/deep", test_deep);
	return g_test_run();
}
