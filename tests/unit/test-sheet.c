/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-sheet — names of sheets, and what is printed above and below them
 *
 * Covers extract/sheet.c. Whole workbooks: tests/documents.t.
 */
#include "extract/sheet.h"

static void
test_names(void)
{
	g_assert_false(sheet_is_named("Sheet1"));
	g_assert_false(sheet_is_named("工作表12"));
	g_assert_false(sheet_is_named(""));
	g_assert_true(sheet_is_named("Sheet1a"));
	g_assert_true(sheet_is_named("汇总"));
}

static const struct {
	const char *code, *words;
} margins[] = {
	{ "", "" },
	{ "机密★1年", "机密★1年" },
	{ "&L&\"宋体,常规\"&12机密&C第 &P 页&R&D", "机密" },
	{ "&L内部资料&R秘密", "内部资料\n秘密" },
	{ "&C&KFF0000绝密&K01+000 件", "绝密 件" },
	{ "&C&A", "" },
	{ "&CPage &P of &N", "" },
	{ "&C共&N页 机密 第&P页", "共页 机密 第页" },
	{ "甲&&乙", "甲&乙" },
	{ "&\"没有结束", "没有结束" },
	{ "机密&", "机密" },
	{ "&K12", "" },
};

static void
test_margins(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(margins); i++) {
		g_autofree char *words = sheet_margin(margins[i].code);

		g_assert_cmpstr(words, ==, margins[i].words);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/sheet/names", test_names);
	g_test_add_func("/sheet/margins", test_margins);
	return g_test_run();
}
