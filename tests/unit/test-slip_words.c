/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-slip_words — “1200台”应为“1020台”; covers pipeline/desk/slip_words
 */
#include "pipeline/desk/slip_words.h"

#include "base/text/fold.h"

#include <locale.h>

/* wanted: wrong>right, or wrong~right where it is not certain; joined by | */
static const struct {
	const char *title, *text, *wanted;
} cases[] = {
	{ "更正", "“1200台”应为“1020台”。", "1200台>1020台" },
	{ "更正", "「1200台」应为「1020台」", "1200台>1020台" },
	{ "更正", "\"1200台\"应改为\"1020台\"", "1200台>1020台" },
	{ "更正", "第2段“检修农机1200台”应为“检修农机1020台”，特此更正。",
	  "检修农机1200台>检修农机1020台" },
	{ "更正", "联系人“张三”应为“张山”。", "张三>张山" },
	{ "更正", "“甲”应为“乙”，“乙”应为“甲”。", "甲>乙|乙>甲" },
	{ "勘误", "农机1200台应为1020台。", "1200台>1020台" },
	{ "勘误", "农机１２００台应为１０２０台。", "１２００台>１０２０台" },
	{ "勘误", "農機1200台應為1020台。", "1200台>1020台" },
	{ "数字更正", "文中1200台有误，应为1020台，请更正，谢谢。", "1200台>1020台" },
	{ "数字更正", "由1200台更正为1020台请更正", "1200台>1020台" },
	{ "更正", "原报农机1200台，现更正为1020台。", "1200台>1020台" },
	{ "更正", "时间11月20日应为11月21日", "11月20日>11月21日" },
	{ "更正", "增长7.8%应为8.7%；备肥3.2万吨应为2.3万吨", "7.8%>8.7%|3.2万吨>2.3万吨" },
	{ "更正", "1,200台应为1,020台", "1,200台>1,020台" },
	{ "更正", "“1200台”应为1020台", "1200台>1020台" },
	{ "更正", "1020台误写为1200台", "1200台>1020台" },
	{ "更正", "“张山”误写成“张三”", "张三>张山" },
	{ "更正", "将1200台改为1020台", "1200台>1020台" },
	{ "1200台应为1020台", "", "1200台>1020台" },
	{ "更正：1200台应为1020台", "1200台应为1020台。", "1200台>1020台" },
	{ "更正", "化肥3200吨应为3.2万吨", "化肥3200吨~3.2万吨" },
	{ "更正", "联系人张三应为张山", "联系人张三~张山" },
	{ "更正", "1200台、12万亩分别应为1020台、10万亩", "12万亩分别~1020台" },
	{ "春耕情况", "补贴由30元改为50元，惠及群众。", "" },
	{ "春耕情况", "1200台是否应为1020台？", "" },
	{ "春耕情况", "1200台不应为1020台", "" },
	{ "春耕情况", "“1200台”应为“1200台”", "" },
	{ "春耕情况", "“”应为“1020台”", "" },
	{ "春耕情况", "应为1020台", "" },
	{ "应为", "应为", "" },
	{ "", "", "" },
};

static char *
shown(const GPtrArray *slips)
{
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < slips->len; i++) {
		const SlipWords *slip = slips->pdata[i];

		g_string_append_printf(all, "%s%s%s%s", i ? "|" : "", slip->wrong,
				       slip->certain ? ">" : "~", slip->right);
	}
	return g_string_free(all, FALSE);
}

static void
test_words(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) slips = slip_words_read(cases[i].title, cases[i].text);
		g_autofree char *got = shown(slips);

		if (g_strcmp0(got, cases[i].wanted) != 0)
			g_test_message("%s: %s", cases[i].title, cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].wanted);
	}
}

static void
test_long(void)
{
	g_autoptr(GString) text = g_string_new("“1200台”应为“1020台”。");
	g_autoptr(GPtrArray) slips = NULL;
	g_autoptr(GPtrArray) none = NULL;
	g_autofree char *said = NULL;

	slips = slip_words_read("更正", text->str);
	said = slip_words_said(slips);
	g_assert_cmpstr(said, ==, "“1200台”应为“1020台”");
	for (int i = 0; i < SLIP_WORDS_TEXT; i++)
		g_string_append(text, "文");
	none = slip_words_read("更正", text->str);
	g_assert_cmpint(none->len, ==, 0);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(fold_load(NULL));
	g_test_add_func("/slip_words/words", test_words);
	g_test_add_func("/slip_words/long", test_long);
	return g_test_run();
}
