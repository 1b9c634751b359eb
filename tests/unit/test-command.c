/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-command — what subcommands share: options, numbers, days, tables, passages, periods
 *
 * Covers command.c, table.c, hits.c, score_rows.c, pipeline/desk/standing.c; the subcommands
 * themselves are tests/commands.t.
 */
#include <locale.h>
#include <string.h>

#include "base/errors.h"
#include "base/record.h"
#include "command/command.h"
#include "command/hits.h"
#include "command/score_rows.h"
#include "pipeline/desk/standing.h"
#include "command/table.h"

/* The program's own table lies beside main, which this program does not have. */
const CommandEntry command_table[] = { { NULL, NULL, NULL, NULL, NULL } };

int
command_order(const CommandLine *line, GError **error)
{
	(void)line;
	(void)error;
	return 0;
}

static const struct {
	const char *name, *words, *kind, *args; /* NULL args: a usage error */
	bool json;
} option_cases[] = {
	{ "none", "list", NULL, "", false },
	{ "option-and-argument", "list 3 --kind 动态 4", "动态", "3|4", false },
	{ "equals", "list --kind=report --json", "report", "", true },
	{ "after-two-dashes", "list -- --json", NULL, "--json", false },
	{ "unknown", "list --nope", NULL, NULL, false },
	{ "value-missing", "list --kind", NULL, NULL, false },
};

static void
test_options(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(option_cases); i++) {
		g_auto(GStrv) words = g_strsplit(option_cases[i].words, " ", -1);
		CommandLine line = { NULL, (int)g_strv_length(words), words };
		char *kind = NULL;
		gboolean json = FALSE;
		const GOptionEntry entries[] = {
			{ "kind", 0, 0, G_OPTION_ARG_STRING, &kind, "", "K" },
			{ "json", 0, 0, G_OPTION_ARG_NONE, &json, "", NULL },
			{ NULL, 0, 0, 0, NULL, NULL, NULL },
		};
		g_auto(GStrv) args = NULL;
		g_autofree char *joined = NULL;
		g_autoptr(GError) error = NULL;
		bool help, good = command_options(&line, entries, &args, &help, &error);

		g_test_message("%s", option_cases[i].name);
		g_assert_true(good == (option_cases[i].args != NULL));
		if (good) {
			joined = g_strjoinv("|", args);
			g_assert_cmpstr(joined, ==, option_cases[i].args);
			g_assert_cmpstr(kind, ==, option_cases[i].kind);
			g_assert_true((bool)json == option_cases[i].json);
			g_assert_false(help);
		} else {
			g_assert_error(error, ERRORS, ERRORS_USAGE);
		}
		g_free(kind);
	}
}

static const struct {
	const char *word;
	int64_t number; /* 0: no number */
} number_cases[] = {
	{ "12", 12 }, { "#812", 812 }, { "0", 0 },	     { "-1", 0 },
	{ "x", 0 },   { "1x", 0 },     { "99999999999", 0 }, { "", 0 },
};

static void
test_number(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(number_cases); i++) {
		g_autoptr(GError) error = NULL;
		int64_t number = 0;

		g_test_message("%s", number_cases[i].word);
		g_assert_true(command_number(number_cases[i].word, &number, &error) ==
			      (number_cases[i].number != 0));
		g_assert_cmpint(number, ==, number_cases[i].number);
		g_assert_true(!error || error->code == ERRORS_USAGE);
	}
}

static const struct {
	const char *word;
	int64_t second; /* -1: no day */
} day_cases[] = {
	{ "2026-11-01", 1793462400 }, /* midnight in Shanghai is 16:00 UTC of the day before */
	{ "2026-02-30", -1 },	      { "2026-11", -1 }, { "2026-11-01x", -1 }, { "gestern", -1 },
};

static void
test_day(void)
{
	Office office = { .zone = (char *)"Asia/Shanghai" };

	for (size_t i = 0; i < G_N_ELEMENTS(day_cases); i++) {
		int64_t us = -1000000;
		g_autoptr(GError) error = NULL;

		g_test_message("%s", day_cases[i].word);
		g_assert_true(command_day(&office, day_cases[i].word, &us, &error) ==
			      (day_cases[i].second >= 0));
		g_assert_cmpint(us / 1000000, ==, day_cases[i].second);
	}
}

static void
test_count(void)
{
	const char *words[] = { "1", "2", NULL };
	g_autoptr(GError) error = NULL;

	g_assert_true(command_count((char **)words, 2, 2, &error));
	g_assert_false(command_count((char **)words, 3, 4, &error));
	g_assert_error(error, ERRORS, ERRORS_USAGE);
	g_clear_error(&error);
	g_assert_false(command_count((char **)words, 0, 1, &error));
	g_assert_error(error, ERRORS, ERRORS_USAGE);
}

static void
test_table(void)
{
	static const char *const heads[] = { ">", "n", "unit", "title", NULL };
	static const char *const rows[][3] = { { "1", "农业农村局", "春耕" },
					       { "12", NULL, "a\nb\033[31m" } };
	g_autoptr(Table) table = table_new(heads);
	g_autofree char *text = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		table_add(table, rows[i]);
	text = table_text(table);
	g_assert_cmpstr(text, ==,
			" n  unit        title\n"
			" 1  农业农村局  春耕\n"
			"12  -           a b [31m\n");
	g_assert_cmpuint(table_width("春耕a"), ==, 5);
	g_assert_cmpuint(table_width("e\xcc\x81"), ==, 1);
}

static const struct {
	const char *name, *text, *match;
	int from, to;
	const char *passage;
} passage_cases[] = {
	{ "middle", "一二三四五六七八九十甲春耕乙二三四五六七八九十末", "春耕", 11, 13,
	  "…二三四五六七八九十甲【春耕】乙二三四五六七八九十…" },
	{ "whole", "春耕", "春耕", 0, 2, "【春耕】" },
	{ "line-end", "甲\n春耕", "春耕", 2, 4, "甲 【春耕】" },
	{ "moved", "先写了别的，再写春耕", "春耕", 0, 2, "先写了别的，再写【春耕】" },
	{ "gone", "什么也没有", "春耕", 0, 2, "“春耕”" },
	{ "outside", "短", "春耕", 90, 92, "“春耕”" },
	{ "no-text", NULL, "春耕", 0, 2, "“春耕”" },
};

static void
test_passage(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(passage_cases); i++) {
		g_autoptr(json_t) hit =
			json_pack("{s:s, s:i, s:i}", "match", passage_cases[i].match, "from",
				  passage_cases[i].from, "to", passage_cases[i].to);
		g_autofree char *passage = hits_passage(hit, passage_cases[i].text);

		g_test_message("%s", passage_cases[i].name);
		g_assert_cmpstr(passage, ==, passage_cases[i].passage);
	}
}

static const struct {
	const char *word;
	int64_t now_s;
	const char *period;
} period_cases[] = {
	{ NULL, 1793462400, "2026-11" }, /* first second of November in Shanghai */
	{ NULL, 1793462399, "2026-10" },   { "last", 1793462400, "2026-10" },
	{ "last", 1767196800, "2025-12" }, /* 1 January 2026 */
	{ "2026Q4", 0, "2026Q4" },
};

static void
test_period(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(period_cases); i++) {
		g_autofree char *period = standing_period("Asia/Shanghai", period_cases[i].word,
							  period_cases[i].now_s * 1000000);

		g_assert_cmpstr(period, ==, period_cases[i].period);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/command/options", test_options);
	g_test_add_func("/command/number", test_number);
	g_test_add_func("/command/day", test_day);
	g_test_add_func("/command/count", test_count);
	g_test_add_func("/command/table", test_table);
	g_test_add_func("/command/passage", test_passage);
	g_test_add_func("/command/period", test_period);
	return g_test_run();
}
