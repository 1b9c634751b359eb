/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-contrast — the numbers in which two reports of one event differ
 *
 * Covers base/text/overlap.c's passages as well.
 */
#include "base/text/contrast.h"

#include "base/text/fold.h"
#include "base/text/overlap.h"

#include <locale.h>

#define FLOOD "6月12日8时，青石镇石桥村发生山洪，转移群众120人，受伤3人，倒塌房屋2间"

static const struct {
	const char *what, *ours, *theirs, *pairs;
} cases[] = {
	{ "nothing", "", "", "" },
	{ "the same", FLOOD, FLOOD, "" },
	{ "one number", FLOOD, "石桥村山洪，受伤4人，转移群众120人", "3人/4人" },
	{ "both of one unit", FLOOD, "受伤4人，转移群众150人，倒塌房屋2间", "120人/150人 3人/4人" },
	{ "in Chinese, full-width", "受伤三人", "受伤４人", "3人/4人" },
	{ "the hour", FLOOD, "6月12日9时，青石镇石桥村发生山洪", "6月12日8时/6月12日9时" },
	{ "a single one needs no words", "亡1人", "死了2人吧", "1人/2人" },
	{ "several without the same words", "甲5人乙6人", "丙7人丁8人", "" },
	{ "another unit", "投入3万元", "投入3亿元", "" },
	{ "in other words", "造成3人烧伤，疏散邻居26人", "出动九人，4人送县医院救治", "3人/4人" },
	{ "what was moved and who was hurt", "转移5人", "受伤6人", "" },
	{ "the nearest word", "烧伤3人疏散26人", "送医4人撤离27人", "3人/4人 26人/27人" },
	{ "behind it", "3人受伤、2人死亡", "5人轻伤、1人遇难", "3人/5人 2人/1人" },
	{ "thousands", "损失1,200元", "损失1,300元", "1200元/1300元" },
};

static void
test_pairs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *ours = fold_word(cases[i].ours);
		g_autofree char *theirs = fold_word(cases[i].theirs);
		g_autoptr(GArray) found = contrast_find(ours, theirs, 10);
		g_autoptr(GString) said = g_string_new(NULL);

		for (guint k = 0; k < found->len; k++) {
			const ContrastPair *pair = &g_array_index(found, ContrastPair, k);

			g_string_append_printf(said, "%s%s/%s", k ? " " : "", pair->ours,
					       pair->theirs);
		}
		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(said->str, ==, cases[i].pairs);
	}
}

static void
test_many(void)
{
	g_autoptr(GString) ours = g_string_new(NULL), theirs = g_string_new(NULL);

	for (int i = 0; i < 3000; i++) {
		g_string_append_printf(ours, "受伤%d人", i);
		g_string_append_printf(theirs, "受伤%d人", i + 5000);
	}
	g_autoptr(GArray) found = contrast_find(ours->str, theirs->str, 10);

	g_assert_cmpuint(found->len, ==, 10);
}

static void
test_passages(void)
{
	static const char *const ours = "近日，" FLOOD "。甲乙丙丁。";
	static const char *const theirs = "据报，6月12日8时,青石镇石桥村发生山洪，转移群众120人，"
					  "受伤4人，倒塌房屋2间。子丑寅卯。";
	g_autoptr(OverlapText) a = overlap_text(ours), b = overlap_text(theirs);
	g_auto(Overlap) overlap = overlap_find(a, b);
	g_autoptr(GPtrArray) passages = overlap_passages(&overlap, a, ours, 6, 3);

	g_assert_cmpuint(overlap.n_matched, ==, 34);
	g_assert_cmpfloat(overlap.chain, ==, 33.5);
	g_assert_cmpuint(passages->len, ==, 2);
	g_assert_cmpstr(passages->pdata[0], ==,
			"6月12日8时，青石镇石桥村发生山洪，转移群众120人，受伤");
	g_assert_cmpstr(passages->pdata[1], ==, "人，倒塌房屋2间");
}

/* A passage ends before a number of which only a part is shared. */
static void
test_whole_numbers(void)
{
	static const char *const ours = "已调运化肥3200吨,门店供应充足,价格平稳";
	static const char *const theirs = "已调运化肥3000吨,门店供应充足,价格平稳";
	g_autoptr(OverlapText) a = overlap_text(ours), b = overlap_text(theirs);
	g_auto(Overlap) overlap = overlap_find(a, b);
	g_autoptr(GPtrArray) passages = overlap_passages(&overlap, a, ours, 5, 3);

	g_assert_cmpuint(passages->len, ==, 2);
	g_assert_cmpstr(passages->pdata[0], ==, "已调运化肥");
	g_assert_cmpstr(passages->pdata[1], ==, "吨,门店供应充足,价格平稳");
}

/* One gram thousands of times: bounded. */
static void
test_flood(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 60000; i++)
		g_string_append(text, i % 7 ? "防汛" : "汛");
	g_autoptr(OverlapText) a = overlap_text(text->str), b = overlap_text(text->str + 3);
	g_auto(Overlap) overlap = overlap_find(a, b);

	g_assert_cmpuint(a->n, ==, OVERLAP_CHARACTERS);
	g_assert_cmpuint(overlap.n_matched, >, 0);
}

/* A correction keeps most numbers, a form filled in again few; who says little tells nothing. */
static void
test_anew(void)
{
	static const char week[] = "检查单位23家,发现隐患17处,整改11处,清退4户";

	g_assert_false(contrast_anew("检查单位23家,发现隐患18处,整改12处,清退4户", week));
	g_assert_true(contrast_anew("检查单位31家,发现隐患25处,整改9处,清退4户", week));
	g_assert_false(contrast_anew("检查单位31家", "检查单位23家,发现隐患17处"));
	g_assert_false(contrast_anew("", ""));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	g_test_add_func("/contrast/pairs", test_pairs);
	g_test_add_func("/contrast/many", test_many);
	g_test_add_func("/contrast/passages", test_passages);
	g_test_add_func("/contrast/whole-numbers", test_whole_numbers);
	g_test_add_func("/contrast/anew", test_anew);
	g_test_add_func("/contrast/flood", test_flood);
	return g_test_run();
}
