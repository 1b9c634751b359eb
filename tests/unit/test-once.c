/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-once — words that stand once in a text; covers base/text/once
 */
#include "base/text/once.h"

#include <locale.h>

static const struct {
	const char *text, *words, *wanted; /* as the text writes it; "": nowhere; NULL: several */
} cases[] = {
	{ "检修农机1200台，整地12万亩", "1200台", "1200台" },
	{ "检修农机１２００ 台", "1200台", "１２００ 台" },
	{ "检修农机11200台", "1200台", "" },
	{ "检修农机1,200台", "200台", "" },
	{ "增长12.5%", "12", "" },
	{ "增长12.", "12", "12" },
	{ "共12，其中", "12", "12" },
	{ "共120人", "12", "" },
	{ "1200台和1200台", "1200台", NULL },
	{ "1200台和11200台", "1200台", "1200台" },
	{ "张三和張三", "张三", NULL },
	{ "張三到场", "张三", "張三" },
	{ "", "张三", "" },
};

static void
test_once(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Folded) text = fold_text(cases[i].text);
		size_t from = 0, to = 0;
		OnceCount count = once_find(text, cases[i].words, &from, &to);
		g_autofree char *got =
			count == ONCE_FOUND
				? g_utf8_substring(cases[i].text, (glong)from, (glong)to)
			: count == ONCE_SEVERAL ? NULL
						: g_strdup("");

		if (g_strcmp0(got, cases[i].wanted) != 0)
			g_test_message("%s in %s", cases[i].words, cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].wanted);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(fold_load(NULL));
	g_test_add_func("/once/cases", test_once);
	return g_test_run();
}
