/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-parked_words — the day until which an item is put off
 */
#include "pipeline/desk/parked_words.h"

#include "base/errors.h"

#include <locale.h>
#include <string.h>

/* Today is a Wednesday, 2026-11-25. */
static const struct {
	const char *words, *day; /* "": without a day; NULL: asked back */
} cases[] = {
	{ "12月1日", "2026-12-01" },
	{ "到12月1日", "2026-12-01" },
	{ "至12-1", "2026-12-01" },
	{ " 12月1日以后", "2026-12-01" },
	{ "2026-12-10", "2026-12-10" },
	{ "１２月１日", "2026-12-01" },
	{ "1月5日", "2027-01-05" }, /* not the one that is over */
	{ "30日", "2026-11-30" },
	{ "明天", "2026-11-26" },
	{ "后天", "2026-11-27" },
	{ "周五", "2026-11-27" },
	{ "周三", "2026-11-25" },
	{ "周一", "2026-11-30" },
	{ "星期天", "2026-11-29" },
	{ "本周五", "2026-11-27" },
	{ "本周一", NULL },
	{ "下周三", "2026-12-02" },
	{ "到下周一", "2026-11-30" },
	{ "下周", "2026-11-30" },
	{ "月底", "2026-11-30" },
	{ "年底", "2026-12-31" },
	{ "下月", "2026-12-01" },
	{ "下个月初", "2026-12-01" },
	{ "3天", "2026-11-28" },
	{ "三天后", "2026-11-28" },
	{ "两天", "2026-11-27" },
	{ "一周", "2026-12-02" },
	{ "两周后", "2026-12-09" },
	{ "1个月", "2026-12-25" },
	{ "再议", "" },
	{ "下期", "" },
	{ "以后", "" },
	{ "13月1日", NULL },
	{ "2月30日", NULL },
	{ "999天", NULL },
	{ "0天", NULL },
	{ "中旬", NULL },
	{ "11-20至11-24", NULL },
	{ "2020-01-01", NULL },
	{ "", NULL },
	{ "一", NULL },
};

static void
test_days(void)
{
	GDate today;

	g_date_clear(&today, 1);
	g_date_set_dmy(&today, 25, G_DATE_NOVEMBER, 2026);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		GDate day;
		bool dated = false,
		     ok = parked_words_read(cases[i].words, &today, &day, &dated, &error);
		char said[20] = "";

		g_test_message("%s", cases[i].words);
		if (!cases[i].day) {
			g_assert_false(ok);
			g_assert_error(error, ERRORS, ERRORS_REFUSED);
			continue;
		}
		g_assert_true(ok);
		if (ok && dated)
			g_date_strftime(said, sizeof said, "%Y-%m-%d", &day);
		g_assert_cmpstr(said, ==, cases[i].day);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/parked_words/days", test_days);
	return g_test_run();
}
