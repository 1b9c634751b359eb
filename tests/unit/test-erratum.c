/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-erratum — what was printed and what it should be, in a clerk's words
 */
#include "pipeline/desk/erratum.h"

#include <locale.h>
#include <string.h>

#define HEAD "《政务信息》2026年第45期刊发的《春耕情况》更正如下："

static const struct {
	const char *what, *printed, *meant, *wanted;
} cases[] = {
	{ "the same", "备足化肥3吨。", "备足化肥3吨。", NULL },
	{ "blanks alone", "　　备足化肥3吨。", "备足化肥3吨。", NULL },
	{ "one number", "进展顺利，备足化肥3.2万吨，价格平稳。",
	  "进展顺利，备足化肥2.3万吨，价格平稳。",
	  HEAD "\n第1段“备足化肥3.2万吨”应为“备足化肥2.3万吨”。" },
	{ "two close together", "备足化肥3万吨、种子4吨。", "备足化肥5万吨、种子6吨。",
	  HEAD "\n第1段“备足化肥3万吨、种子4吨”应为“备足化肥5万吨、种子6吨”。" },
	{ "two far apart", "受伤3人，镇党委立即启动应急预案组织干部到场，转移120人。",
	  "受伤4人，镇党委立即启动应急预案组织干部到场，转移150人。",
	  HEAD "\n第1段“受伤3人”应为“受伤4人”，“转移120人”应为“转移150人”。" },
	{ "a word went", "道路已经全部抢通。", "道路已经抢通。",
	  HEAD "\n第1段“道路已经全部抢通”应为“道路已经抢通”。" },
	{ "the second paragraph", "甲。\n受伤3人。", "甲。\n受伤4人。",
	  HEAD "\n第2段“受伤3人”应为“受伤4人”。" },
	{ "a paragraph came", "甲段在此。", "甲段在此。\n乙段另起。",
	  HEAD "\n增加一段：“乙段另起。”" },
	{ "a paragraph went", "甲段在此。\n乙段另起。", "甲段在此。",
	  HEAD "\n第2段“乙段另起。”删去。" },
};

static void
test_texts(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = erratum_text("政务信息 2026/45", "春耕情况",
						     cases[i].printed, cases[i].meant);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(text, ==, cases[i].wanted);
	}
}

static void
test_bound(void)
{
	g_autoptr(GString) printed = g_string_new(NULL), meant = g_string_new(NULL);
	g_autofree char *text = NULL;

	for (int i = 0; i < 30; i++) {
		g_string_append_printf(printed, "第%d项受伤3人。\n", i);
		g_string_append_printf(meant, "第%d项受伤4人。\n", i);
	}
	text = erratum_text("政务信息 2026/45", "春耕情况", printed->str, meant->str);
	g_assert_nonnull(strstr(text, "\n另有10段改动，见来信全文。"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/erratum/texts", test_texts);
	g_test_add_func("/erratum/bound", test_bound);
	return g_test_run();
}
