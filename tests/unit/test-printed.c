/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-printed — what a bulletin prints of a report
 */
#include "publish/printed.h"

#include <glib.h>
#include <locale.h>

static const struct {
	const char *name, *text, *title, *wanted;
} texts[] = {
	{ "as it is", "一季度。\n二季度。", "标题", "一季度。\n二季度。" },
	{ "title again", "　　标题 \n一季度。", "标题", "一季度。" },
	{ "title in the middle", "一季度。\n标题", "标题", "一季度。\n标题" },
	{ "title alone", "标题", "标题", "" },
	{ "no title", "标题\n一季度。", NULL, "标题\n一季度。" },
	{ "credit", "一季度。\n\n（撰稿：林小满　审核：高远　电话：0000-2345678）\n", "标题",
	  "一季度。" },
	{ "two credits", "一季度。\n撰稿人: 林小满\n　　联系电话：0000-2345678", NULL, "一季度。" },
	{ "credit above", "撰稿：林小满\n一季度。", NULL, "撰稿：林小满\n一季度。" },
	{ "telephone in prose", "一季度。\n电话：24小时有人接听。", NULL,
	  "一季度。\n电话：24小时有人接听。" },
	{ "prose", "撰稿工作已经完成", NULL, "撰稿工作已经完成" },
	{ "empty", "", "标题", "" },
};

static void
test_text(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autofree char *got = printed_text(texts[i].text, texts[i].title);

	g_assert_cmpstr(got, ==, texts[i].wanted);
}

static const struct {
	const char *words, *issue, *date, *period;
} words[] = {
	{ "政务信息 2026/45", "《政务信息》2026年第45期", NULL, NULL },
	{ "每日 要情 2026/5", "《每日 要情》2026年第5期", NULL, NULL },
	{ "市政务信息第88期", NULL, NULL, NULL },
	{ "政务信息 2026/45期", NULL, NULL, NULL },
	{ " 2026/45", NULL, NULL, NULL },
	{ "2026-11-03", NULL, "2026年11月3日", NULL },
	{ "2026-11-03 10:00", NULL, NULL, NULL },
	{ "2026年11月3日", NULL, NULL, NULL },
	{ "2026-12", NULL, NULL, "2026年12月" },
	{ "2026-01", NULL, NULL, "2026年1月" },
	{ "2026W47", NULL, NULL, "2026年第47周" },
	{ "2026Q4", NULL, NULL, "2026年第4季度" },
	{ "2026", NULL, NULL, "2026年" },
	{ "2026年12月", NULL, NULL, NULL },
	{ "十二月", NULL, NULL, NULL },
	{ "", NULL, NULL, NULL },
};

static void
test_words(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autofree char *issue = printed_issue(words[i].words);
		g_autofree char *date = printed_date(words[i].words);
		g_autofree char *period = printed_period(words[i].words);

		g_assert_cmpstr(issue, ==, words[i].issue);
		g_assert_cmpstr(date, ==, words[i].date);
		g_assert_cmpstr(period, ==, words[i].period);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *path = g_strconcat("/printed/text/", texts[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_text);
	}
	g_test_add_func("/printed/words", test_words);
	return g_test_run();
}
