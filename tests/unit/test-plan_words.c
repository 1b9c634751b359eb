/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-plan_words — how offices write a month's points, and what is refused; what the points
 * are about (plan_guess.c)
 */
#include "pipeline/desk/plan_words.h"

#include <locale.h>

/* Today is 2026-11-29. The month, then each point: text|word、word, ? where they are guessed. */
static const struct {
	const char *name, *words, *document, *wanted;
} cases[] = {
	{ "numbered",
	  "2026-12\n1. 春耕备耕进展（春耕、化肥、农机等）\n2. 民营企业用工：招工难、用工荒", NULL,
	  "2026-12\n春耕备耕进展|春耕、化肥、农机\n民营企业用工|招工难、用工荒\n" },
	{ "other numbers", "2026年12月份：\n一、安全生产(矿山,危化)\n（二）雨雪冰冻\n③ 双拥", NULL,
	  "2026-12\n安全生产|矿山、危化\n雨雪冰冻|雨雪冰冻?\n双拥|双拥?\n" },
	{ "full-width", "２０２６．１２\n１．招商引资：签约 开工", NULL,
	  "2026-12\n招商引资|签约、开工\n" },
	{ "a preface", "12月\n各单位：\n现将要点发布如下。\n1、冬修水利\n2、岁末\n督查", NULL,
	  "2026-12\n冬修水利|冬修水利?\n岁末督查|督查?\n" },
	{ "plain lines", "12月\n春节前农民工工资支付情况\n关于返乡创业的做法和建议", NULL,
	  "2026-12\n春节前农民工工资支付情况|农民工工资?\n"
	  "关于返乡创业的做法和建议|返乡创业?\n" },
	{ "what an office writes",
	  "2026年12月\n一、重点工作\n（一）冬季农田水利建设进展、存在问题及建议。\n（二）岁末年初安"
	  "全生产和消防安全工作"
	  "情况。\n二、社情民意\n（一）群众对冬季供暖的反映；\n（二）元旦春节市场供应。",
	  NULL,
	  "2026-12\n冬季农田水利建设进展、存在问题及建议|农田水利?"
	  "\n岁末年初安全生产和消防安全工作情况|"
	  "安全生产、消防安全?\n群众对冬季供暖的反映|供暖?\n元旦春节市场供应|市场供应?\n" },
	{ "other bullets and brackets",
	  "12月\n·能源保供（电煤）\n★ "
	  "党的全会精神贯彻落实\n●招商引资【签约、开工】\n第四，耕地保护\n"
	  "5.1 春运准备",
	  NULL,
	  "2026-12\n能源保供|电煤\n党的全会精神贯彻落实|全会精神?\n招商引资|签约、开工\n耕地保护|"
	  "耕地保护?\n"
	  "春运准备|春运?\n" },
	{ "named as such", "12月\n① 就业招工 关键词：招工、返乡\n② 情况反映", NULL,
	  "2026-12\n就业招工|招工、返乡\n情况反映|情况反映?\n" },
	{ "next year", "1月\n春运", NULL, "2027-01\n春运|春运?\n" },
	{ "this year", "9月\n秋粮", NULL, "2026-09\n秋粮|秋粮?\n" },
	{ "in the document", "2026-12", "1. 春运（客流、票价）\n", "2026-12\n春运|客流、票价\n" },
	{ "a heading of points, and a closing",
	  "12月\n一、经济运行\n1．冬修水利（水库、渠道）\n2、12月1日至15日：烟花爆竹，重点是危化品"
	  "\n"
	  "（三）群众过冬：低保\n4. 主题：春耕备耕\n二、其他\n● 工资支付保障\n请各单位按时报送。\n"
	  "每周三前报。",
	  NULL,
	  "2026-12\n冬修水利|水库、渠道\n12月1日至15日：烟花爆竹，重点是危化品|烟花爆竹、危化品\n"
	  "群众过冬|低保\n主题：春耕备耕|春耕备耕\n工资支付保障|工资?\n" },
	{ "a heading with words is a point", "12月\n一、经济运行（工业、投资）\n1. 春运", NULL,
	  "2026-12\n经济运行|工业、投资\n春运|春运?\n" },
	{ "如 begins words of two", "12月\n水利：如皋、如水库大坝", NULL,
	  "2026-12\n水利|如皋、水库大坝\n" },
	{ "a decimal is no number", "12月\n3.5%增长目标：规上工业", NULL,
	  "2026-12\n3.5%增长目标|规上工业\n" },
	{ "brackets that are no words", "12月\n全县“两会”（略）", NULL,
	  "2026-12\n全县“两会”（略）|两会?\n" },
	{ "words twice", "12月\n春耕：春耕、春耕、备耕", NULL, "2026-12\n春耕|春耕、备耕\n" },
	{ "no month", "十二月\n春耕", NULL, "for which month? write it: 发布要点 2026-12" },
	{ "month 13", "2026-13\n春耕", NULL, "for which month? write it: 发布要点 2026-12" },
	{ "three digits", "2026-123\n春耕", NULL, "for which month? write it: 发布要点 2026-12" },
	{ "nothing", "2026-12", NULL,
	  "there are no points: write one on each line below the month" },
};

static char *
shown(const PlanWords *plan)
{
	GString *text = g_string_new(plan->month);

	g_string_append_c(text, '\n');
	for (guint i = 0; i < plan->points->len; i++) {
		const PlanPoint *point = plan->points->pdata[i];
		g_autofree char *words = g_strjoinv("、", point->words);

		g_string_append_printf(text, "%s|%s%s\n", point->text, words,
				       point->guessed ? "?" : "");
	}
	return g_string_free(text, FALSE);
}

static void
test_case(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_auto(PlanWords) plan = { 0 };
	g_autoptr(GError) error = NULL;
	g_autofree char *got = NULL;
	GDate today;

	g_date_set_dmy(&today, 29, G_DATE_NOVEMBER, 2026);
	got = plan_words_read(cases[i].words, cases[i].document, &today, &plan, &error)
		      ? shown(&plan)
		      : g_strdup(error->message);
	g_assert_cmpstr(got, ==, cases[i].wanted);
}

static void
test_limits(void)
{
	g_autoptr(GString) many = g_string_new("12月\n");
	g_autoptr(GString) wide = g_string_new("12月\n");
	g_auto(PlanWords) plan = { 0 };
	g_autoptr(GError) error = NULL;
	GDate today;

	g_date_set_dmy(&today, 29, G_DATE_NOVEMBER, 2026);
	for (int i = 0; i < PLAN_POINTS; i++)
		g_string_append_printf(many, "要点%d\n", i);
	g_assert_true(plan_words_read(many->str, NULL, &today, &plan, NULL));
	g_assert_cmpuint(plan.points->len, ==, PLAN_POINTS);
	g_string_append(many, "再来一条");
	plan_words_clear(&plan);
	g_assert_false(plan_words_read(many->str, NULL, &today, &plan, &error));
	g_assert_cmpstr(error->message, ==,
			"61 points: a month has 60 at most (number the lines that are points)");
	g_clear_error(&error);
	for (int i = 0; i <= PLAN_POINT_LETTERS; i++)
		g_string_append(wide, "春");
	g_assert_false(plan_words_read(wide->str, NULL, &today, &plan, &error));
	g_assert_cmpstr(error->message, ==, "point 1 is longer than 300 characters");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/plan_words/%s", cases[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
	}
	g_test_add_func("/plan_words/limits", test_limits);
	return g_test_run();
}
