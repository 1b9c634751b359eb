/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-fingerprint — near-duplicates and the numbers in which they differ
 *
 * Covers base/text/quantity.c and base/text/letters.h as well.
 */
#include "base/text/fingerprint.h"

#include "base/text/fold.h"
#include "base/text/letters.h"
#include "base/text/quantity.h"

#include <glib.h>
#include <locale.h>
#include <stdint.h>
#include <string.h>

#define FLOOD                                                                                                                     \
	"6月12日8时，青石镇石桥村发生山洪，转移群众3人，倒塌房屋2间，直接经济损失约12万元。" \
	"镇党委立即启动应急预案，组织干部到现场处置。"

static double
contained(const char *a, const char *b)
{
	g_autofree char *folded_a = fold_word(a), *folded_b = fold_word(b);
	g_autoptr(GArray) print_a = fingerprint_make(folded_a);
	g_autoptr(GArray) print_b = fingerprint_make(folded_b);

	return fingerprint_containment(print_a, print_b);
}

static void
test_containment(void)
{
	static const char *const summary =
		"近日全县连续强降雨，各镇迅速行动。" FLOOD "红旗乡提前转移低洼地带群众120人，"
		"无人员伤亡。县防指要求加强值守，严格执行领导带班制度。";
	static const char *const other = "我县召开优化营商环境座谈会，二十家企业负责人参加，"
					 "会议研究解决了用地、融资等方面的问题。";

	g_assert_cmpfloat(contained(FLOOD, FLOOD), ==, 1);
	g_assert_cmpfloat(contained(FLOOD, summary), >=, 0.9);
	g_assert_cmpfloat(contained(summary, FLOOD), <=, 0.75);
	g_assert_cmpfloat(contained(FLOOD, other), <=, 0.02);
	g_assert_cmpfloat(contained(FLOOD,
				    "６月１２日８时，青石鎮石橋村發生山洪，轉移群眾４人，倒塌房屋"
				    "2间，直接经济损失约12万元。镇党委立即启动应急预案，"
				    "组织干部到现场处置。"),
			  >=, 0.85);
	g_assert_cmpfloat(contained("", FLOOD), ==, 0);
	g_assert_cmpfloat(contained("。，", FLOOD), ==, 0);
	g_assert_cmpfloat(contained("通过", "通过。"), ==, 1);
	g_assert_cmpfloat(contained("关于防", "防汛"), ==, 0);
}

static void
test_array(void)
{
	g_autoptr(GArray) print = fingerprint_make("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥");
	g_autoptr(GArray) again =
		fingerprint_make("甲乙丙丁戊己庚，辛壬癸子丑寅卯 辰巳午未申酉戌亥。");

	g_assert_cmpuint(print->len, >=, 5);
	g_assert_cmpuint(print->len, <=, 20);
	g_assert_cmpuint(print->len, ==, again->len);
	g_assert_true(memcmp(print->data, again->data, 8 * MIN(print->len, again->len)) == 0);
	for (guint i = 1; i < print->len; i++)
		g_assert_cmpuint(g_array_index(print, uint64_t, i - 1), <,
				 g_array_index(print, uint64_t, i));
}

static void
test_content_hash(void)
{
	g_autofree char *a = fingerprint_content_hash("关于 ABC,防汛。\n情况");
	g_autofree char *b = fingerprint_content_hash("关于abc防汛:情况!");
	g_autofree char *c = fingerprint_content_hash("关于abd防汛情况");
	g_autofree char *none = fingerprint_content_hash("");

	g_assert_cmpstr(a, ==, b);
	g_assert_cmpstr(a, !=, c);
	g_assert_cmpstr(none, ==,
			"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static const struct {
	const char *text, *numbers;
} cases[] = {
	{ "", "" },
	{ "没有数字", "" },
	{ FLOOD, "6月12日8时 3人 2间 12万元" },
	{ "2026年6月12日15时30分，降雨120.5毫米", "2026年6月12日15时30分 120.5毫米" },
	{ "１，２００元，12,345.6万元", "1200元 12345.6万元" },
	{ "三人，二十五户，一百二十名，一千零五吨，三万五千亩", "3人 25户 120名 1005吨 35000亩" },
	{ "六月十二日，二〇二六年", "6月12日 2026年" },
	{ "一个问题，一次会议，一条建议，一年来，一时间", "" },
	{ "3个问题、2次会议", "3个 2次" },
	{ "十四五时期，十四五年，第3条，第三人，A4纸，5人", "5人" },
	{ "100余人，三十多户，3000多万元", "100余人 30多户 3000多万元" },
	{ "增长12.5％，百分之三十，提高2个百分点", "12.5% 30% 2个百分点" },
	{ "30千米，5千瓦，3千人，12万", "30千米 5千瓦 3千人 12万" },
	{ "两人，十人，万人空巷，百姓", "2人 10人" },
	{ "电话0999-1234567，编号20260612", "" },
	{ "3 人", "3人" },
	{ "99999999999999999999999999999人", "" },
	{ "一百二十三万亿五千万亿亿亿亿亿人", "" },
	{ "3.", "" },
};

static void
test_numbers(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folded = fold_word(cases[i].text);
		g_autoptr(GPtrArray) numbers = fingerprint_numbers(folded);

		g_ptr_array_add(numbers, NULL);
		g_autofree char *joined = g_strjoinv(" ", (char **)numbers->pdata);
		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(joined, ==, cases[i].numbers);
	}
}

static void
test_many(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 100000; i++)
		g_string_append(text, i % 2 ? "3人" : "一二三十");
	g_autoptr(GPtrArray) numbers = quantity_find(text->str);
	g_autoptr(GArray) print = fingerprint_make(text->str);

	g_assert_cmpuint(numbers->len, ==, QUANTITY_MAX);
	g_assert_cmpuint(print->len, <=, 20);
}

/* What counts of a text, each with the byte at which it stands. */
static const struct {
	const char *text, *letters;
} counted[] = {
	{ "", "" },
	{ "，。 \n-", "" },
	{ "12.5万元，A级Ab", "1@0 2@1 5@3 万@4 元@7 a@13 级@14 a@17 b@18 " },
	{ "一龥㐀鿿", "一@0 龥@3 㐀@6 鿿@9 " },
	{ "𠮷é→３★", "𠮷@0 é@4 ３@9 " },
	{ "石\xe6\x9f", "石@0 " }, /* cut off: not beyond its end */
};

static void
test_letters(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(counted); i++) {
		g_autoptr(GString) letters = g_string_new(NULL);
		const char *at = counted[i].text, *place = NULL;
		gunichar c;

		g_test_message("%zu", i);
		while ((c = letters_next(&at, &place))) {
			g_string_append_unichar(letters, c);
			g_string_append_printf(letters, "@%d ", (int)(place - counted[i].text));
		}
		g_assert_cmpstr(letters->str, ==, counted[i].letters);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	g_test_add_func("/fingerprint/containment", test_containment);
	g_test_add_func("/fingerprint/array", test_array);
	g_test_add_func("/fingerprint/content-hash", test_content_hash);
	g_test_add_func("/fingerprint/numbers", test_numbers);
	g_test_add_func("/fingerprint/letters", test_letters);
	g_test_add_func("/fingerprint/many", test_many);
	return g_test_run();
}
