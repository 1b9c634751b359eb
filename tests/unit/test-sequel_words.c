/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-sequel_words — how 初报, 续报 and 终报 are written
 */
#include "pipeline/desk/sequel_words.h"

#include "base/text/fold.h"

#include <locale.h>

static const struct {
	const char *title, *step;
	int number;
} titles[] = {
	{ "关于石桥村山洪的初报", NULL, 0 },  { "石桥村山洪续报", "续报", 0 },
	{ "石桥村山洪续报二", "续报", 2 },    { "石桥村山洪续报（三）", "续报", 3 },
	{ "石桥村山洪续报(12)", "续报", 12 }, { "石桥村山洪第十一次续报", "续报", 11 },
	{ "【续报】石桥村山洪", "续报", 0 },  { "石桥村山洪终报", "终报", 0 },
	{ "各地陆续报送春耕情况", NULL, 0 },  { "企业连续报到开工", NULL, 0 },
	{ "后续报道反响良好", NULL, 0 },      { "办理手续报名踊跃", NULL, 0 },
};

static void
test_titles(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
		g_test_message("%s", titles[i].title);
		g_assert_cmpstr(sequel_words_step(titles[i].title), ==, titles[i].step);
		g_assert_cmpint(sequel_words_number(titles[i].title), ==, titles[i].number);
	}
}

static const struct {
	const char *title;
	int n;
	const char *wanted;
} made[] = {
	{ "关于石桥村山洪的初报", 1, "关于石桥村山洪的续报（一）" },
	{ "石桥村山洪首报", 2, "石桥村山洪续报（二）" },
	{ "首报：石桥村山洪", 1, "石桥村山洪续报（一）" },
	{ "【初报】石桥村山洪", 1, "石桥村山洪续报（一）" },
	{ "石桥村山洪（初报）", 1, "石桥村山洪续报（一）" },
	{ "石桥村山洪续报（一）", 2, "石桥村山洪续报（二）" },
	{ "石桥村山洪续报二", 3, "石桥村山洪续报（三）" },
	{ "石桥村山洪第二次续报", 3, "石桥村山洪续报（三）" },
	{ "关于石桥村山洪灾害情况的报告", 1, "关于石桥村山洪灾害情况的续报（一）" },
	{ "春耕备耕工作进展情况", 10, "春耕备耕工作进展情况续报（十）" },
	{ "春耕备耕工作进展情况", 19, "春耕备耕工作进展情况续报（十九）" },
	{ "春耕备耕工作进展情况", 21, "春耕备耕工作进展情况续报（二十一）" },
	{ "春耕备耕工作进展情况", 120, "春耕备耕工作进展情况续报（120）" },
	{ "各地陆续报送春耕情况", 1, "各地陆续报送春耕情况续报（一）" },
	{ "初报", 1, "续报（一）" },
};

static void
test_made(void)
{
	g_autofree char *place = sequel_words_place("政务信息 2026/1", 2);
	g_autofree char *reference = sequel_words_reference(place, "关于石桥村山洪的初报");

	for (size_t i = 0; i < G_N_ELEMENTS(made); i++) {
		g_autofree char *title = sequel_words_title(made[i].title, made[i].n);

		g_assert_cmpstr(title, ==, made[i].wanted);
	}
	g_assert_cmpstr(place, ==, "《政务信息》2026年第1期第2条");
	g_assert_cmpstr(reference, ==,
			"（接《政务信息》2026年第1期第2条《关于石桥村山洪的初报》）");
}

#define PRINTED "　　6月12日8时，石桥村发生山洪。受灾群众60人已经转移。\n　　道路正在抢修。"

static const struct {
	const char *what, *text, *rest;
	int n;
} rests[] = {
	{ "nothing said before", "　　道路已经抢通。", "　　道路已经抢通。", 0 },
	{ "the first sentence", "　　6月12日8时，石桥村发生山洪。截至18时，道路已经抢通。",
	  "　　截至18时，道路已经抢通。", 1 },
	{ "a whole paragraph",
	  "　　6月12日8时，石桥村发生山洪。受灾群众60人已经转移。\n　　道路已经抢通。\n　　电力恢复"
	  "。",
	  "　　道路已经抢通。\n　　电力恢复。", 2 },
	{ "in other blanks, commas and forms", "６月12日8时,石橋村發生山洪。\n\n道路已经抢通。",
	  "道路已经抢通。", 1 },
	{ "a number that changed", "受灾群众61人已经转移。道路正在抢修。",
	  "受灾群众61人已经转移。道路正在抢修。", 0 },
	{ "part of a sentence", "石桥村发生山洪。道路已经抢通。", "石桥村发生山洪。道路已经抢通。",
	  0 },
	{ "what is repeated later stays", "电力恢复。道路正在抢修。", "电力恢复。道路正在抢修。",
	  0 },
	{ "a heading", "石桥村山洪最新情况\n　　道路已经抢通。", "　　道路已经抢通。", 0 },
	{ "an earlier reference",
	  "　　（接《政务信息》2026年第1期第2条《关于石桥村山洪的初报》）\n　　道路已经抢通。",
	  "　　道路已经抢通。", 0 },
	{ "nothing new", "6月12日8时，石桥村发生山洪。\n道路正在抢修。\n", "", 2 },
	{ "nothing", "", "", 0 },
	{ "a heading alone", "石桥村山洪最新情况", "石桥村山洪最新情况", 0 },
};

static void
test_rest(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(fold_load(&error));
	for (size_t i = 0; i < G_N_ELEMENTS(rests); i++) {
		int n = -1;
		g_autofree char *rest =
			sequel_words_rest(rests[i].text, "石桥村山洪最新情况", PRINTED, &n);

		g_test_message("%s", rests[i].what);
		g_assert_cmpstr(rest, ==, rests[i].rest);
		g_assert_cmpint(n, ==, rests[i].n);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/sequel_words/titles", test_titles);
	g_test_add_func("/sequel_words/made", test_made);
	g_test_add_func("/sequel_words/rest", test_rest);
	return g_test_run();
}
