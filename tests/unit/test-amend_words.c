/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-amend_words — what corrects, what withdraws; covers pipeline/desk/amend_words
 */
#include "pipeline/desk/amend_words.h"

#include <locale.h>

static const struct {
	const char *title, *text;
	AmendKind wanted;
} kinds[] = {
	{ "更正：春耕情况", "今年以来……", AMEND_CORRECTS },
	{ "春耕情况（更正）", "今年以来……", AMEND_CORRECTS },
	{ "春耕情况", "以此件为准。\n今年以来……", AMEND_CORRECTS },
	{ "春耕情况", "今年以来……\n以此件为准。", AMEND_NOT },
	{ "不动产更正登记情况", "已办理30件。", AMEND_NOT },
	{ "撤回《春耕情况》", "数据有误。", AMEND_WITHDRAWS },
	{ "春耕情况", "请予收回，谢谢。", AMEND_WITHDRAWS },
	{ "春耕情况", "请忽略前信，数据有误。", AMEND_WITHDRAWS },
	{ "春耕情况", "请忽略", AMEND_WITHDRAWS },
	{ "春耕情况", "重复报送，请删除。", AMEND_WITHDRAWS },
	{ "春耕情况", "请删除该信息。", AMEND_WITHDRAWS },
	{ "春耕情况", "请删除《春耕情况》。", AMEND_WITHDRAWS },
	{ "春耕情况", "情况有变，请勿采用。", AMEND_WITHDRAWS },
	{ "春耕情况", "请删除第二段。", AMEND_NOT },
	{ "春耕情况", "请删除“最后一句”。", AMEND_NOT },
	{ "春耕情况", "请忽略文中的错别字。", AMEND_NOT },
	{ "春耕情况", "不用撤回了，照原稿办。", AMEND_NOT },
	{ "春耕情况", "无需作废。", AMEND_NOT },
	{ "春耕情况", "不撤回了，谢谢。", AMEND_NOT },
	{ "春耕情况", "不用撤回第1号了，请撤回第2号。", AMEND_WITHDRAWS },
	{ "春耕情况", "这条信息能撤回吗？", AMEND_NOT },
	{ "春耕情况", "是否可以撤回", AMEND_NOT },
};

static void
test_kinds(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		AmendKind got = amend_words_kind(kinds[i].title, kinds[i].text);

		if (got != kinds[i].wanted)
			g_test_message("%s: %s", kinds[i].title, kinds[i].text);
		g_assert_cmpint(got, ==, kinds[i].wanted);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/amend_words/kinds", test_kinds);
	return g_test_run();
}
