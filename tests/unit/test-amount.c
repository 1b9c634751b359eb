/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers with units, as they are written in reports.
 * Covers base/text/amount.c, numeral.c.
 */
#include "base/text/amount.h"
#include "base/text/fold.h"
#include "base/text/numeral.h"

#include <locale.h>
#include <string.h>

static const struct {
	const char *text, *amounts;
} cases[] = {
	{ "投资30万元", "300000元" },
	{ "投资三十万元", "300000元" },
	{ "投资３０　万元", "300000元" },
	{ "投資三十萬元", "300000元" },
	{ "总投资3.5亿元、1.2亿", "350000000元 120000000" },
	{ "到账1亿2000万元", "120000000元" },
	{ "共1,200 人", "1200人" },
	{ "共1,200余人", "1200+人" },
	{ "30多万元", "300000+元" },
	{ "3万余户", "30000+户" },
	{ "三点五亿元", "350000000元" },
	{ "一亿二千万元、三亿零五百万元、两亿三千四百五十万元",
	  "120000000元 305000000元 234500000元" },
	{ "三万亿元、一万五千亿元", "3e+12元 1.5e+12元" },
	{ "面积2公顷", "30亩" },
	{ "面积1平方公里", "1500亩" },
	{ "面积1000平方米", "1.5亩" },
	{ "产量2吨、300公斤、10斤", "2000公斤 300公斤 5公斤" },
	{ "长3公里，宽5米", "3000米 5米" },
	{ "增长百分之三十，占12%", "30% 12%" },
	{ "提高3个百分点", "3个百分点" },
	{ "持续2天", "48小时" },
	{ "20名群众", "20人" },
	{ "一千二百户", "1200户" },
	{ "发电5千瓦时", "5千瓦时" },
	{ "重2千克", "2公斤" },
	{ "50-60人", "60人" },
	{ "第3条，A4纸，11月23日，2026年", "" },
	{ "十四五规划", "" },
	{ "99999999999999999999999999人", "" },
	{ "", "" },
	{ "万元，亿元", "" },
	{ "100万美元", "1000000美元" },
	{ "1.5.2人", "" },
	{ "一二三四五", "" },
	{ "三十万", "300000" },
};

static char *
show(const char *text)
{
	g_autofree char *folded = fold_word(text);
	GString *shown = g_string_new(NULL);
	Amount amount;

	for (size_t at = 0; amount_next(folded, at, &amount); at = amount.to)
		g_string_append_printf(shown, "%s%.10g%s%s", shown->len > 0 ? " " : "",
				       amount.value, amount.more ? "+" : "", amount.dimension);
	return g_string_free(shown, FALSE);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = show(cases[i].text);
		g_autofree char *a = g_strconcat(cases[i].text, ": ", found, NULL);
		g_autofree char *b = g_strconcat(cases[i].text, ": ", cases[i].amounts, NULL);

		g_assert_cmpstr(a, ==, b);
	}
}

/* Whatever is found holds one of the words that its dimension names. */
static void
test_words(void)
{
	static const char *const pieces[] = { "3",  "三", "十",	  "百", "千", "万",	"亿", "元",
					      "人", "亩", "公",	  "顷", "%",  "百分之", ".",  ",",
					      "余", " ",  "平方", "米", "点", "克" };
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	size_t n = 0;

	for (int i = 0; i < 20000; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		Amount amount;

		for (int j = g_rand_int_range(random, 1, 12); j > 0; j--)
			g_string_append(text,
					pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
		for (size_t at = 0; amount_next(text->str, at, &amount); at = amount.to, n++) {
			g_autoptr(GPtrArray) words = amount_words(amount.dimension);
			g_autofree char *own =
				g_strndup(text->str + amount.from, amount.to - amount.from);
			bool found = false;

			g_assert_cmpuint(amount.to, >, amount.from);
			g_assert_cmpuint(amount.to, <=, text->len);
			for (guint k = 0; k < words->len; k++)
				found |= strstr(own, words->pdata[k]) != NULL;
			if (!found)
				g_test_message("%s in %s", own, text->str);
			g_assert_true(found);
		}
	}
	g_assert_cmpuint(n, >, 5000);
}

/* Every character at which a numeral or digits begin is stopped at, and no other. */
static void
test_next(void)
{
	for (uint32_t c = 1; c < 0x30000; c++) {
		g_autoptr(GString) digits = g_string_new(NULL);
		char text[8] = "";
		uint64_t value;
		bool wrong, begins;

		if (!g_unichar_validate(c))
			continue;
		g_unichar_to_utf8(c, text);
		begins = numeral_digits(text, digits) > 0 ||
			 numeral_chinese(text, &value, &wrong) > 0;
		if ((*numeral_next(text) != '\0') != begins)
			g_test_fail_printf("U+%04X", c);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	g_test_add_func("/amount/cases", test_cases);
	g_test_add_func("/amount/words", test_words);
	g_test_add_func("/amount/next", test_next);
	return g_test_run();
}
