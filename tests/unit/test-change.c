/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-change — what an edit did to a text, to the character
 *
 * Covers base/text/shortest.c as well.
 */
#include "base/text/change.h"

#include <locale.h>
#include <string.h>

#define ONE "春耕备耕进展顺利，已整地3万亩。"
#define TWO "化肥供应充足，价格平稳。"
#define THREE "下一步加强农资价格监测，确保春播。"
#define ALL ONE "\n" TWO "\n" THREE

/* A place: old number, new number; -removed- and +added+ in what stays. */
static const struct {
	const char *what, *was, *now, *told;
} cases[] = {
	{ "nothing", "", "", "" },
	{ "the same", ALL, ALL, "" },
	{ "blanks around paragraphs", ALL, "　　" ONE "\r\n\n  " TWO " \n　　" THREE "\n\n", "" },
	{ "a word", ONE, "春耕备耕进展较快，已整地3万亩。",
	  "1 1 春耕备耕进展-顺利-+较快+，已整地3万亩。" },
	{ "a number is whole", ONE, "春耕备耕进展顺利，已整地3.5万亩。",
	  "1 1 春耕备耕进展顺利，已整地-3-+3.5+万亩。" },
	{ "of four digits too", "收购3200吨。", "收购3000吨。", "1 1 收购-3200-+3000+吨。" },
	{ "with thousands and full width", "收购3,200吨，比去年多２００吨。",
	  "收购3,000吨，比去年多２５０吨。",
	  "1 1 收购-3,200-+3,000+吨，比去年多-２００-+２５０+吨。" },
	{ "a comma between digits is theirs", "共3,5人。", "共3,6人。", "1 1 共-3,5-+3,6+人。" },
	{ "a Latin word is whole", "用Word报送", "用Excel报送", "1 1 用-Word-+Excel+报送" },
	{ "a paragraph went", ALL, ONE "\n" THREE, "2 0 -" TWO "-" },
	{ "one came", ONE "\n" THREE, ALL, "0 2 +" TWO "+" },
	{ "at the end", ONE, ONE "\n" TWO, "0 2 +" TWO "+" },
	{ "everything came", "", ONE, "0 1 +" ONE "+" },
	{ "everything went", ONE, " \n", "1 0 -" ONE "-" },
	{ "another text", ONE, "民政局走访慰问困难群众。",
	  "1 0 -" ONE "- | 0 1 +民政局走访慰问困难群众。+" },
	{ "changed and moved on", ALL,
	  "新的一段文字在前面出现了。\n" ONE "\n" TWO "\n下一步确保春播。",
	  "0 1 +新的一段文字在前面出现了。+ | 3 4 下一步-加强农资价格监测，-确保春播。" },
	{ "one became two", TWO, "化肥供应充足。\n价格平稳。",
	  "1 1 化肥供应充足-，价格平稳-。 | 0 2 +价格平稳。+" },
	{ "islands of one letter are no rest", "甲乙丙丁戊己庚辛壬癸", "甲乙寅丁卯己庚辛壬癸",
	  "1 1 甲乙-丙丁戊-+寅丁卯+己庚辛壬癸" },
	{ "two letters are", "已整地3万亩。", "已整地3.5万亩，多出1200亩。",
	  "1 1 已整地-3-+3.5+万亩+，多出1200亩+。" },
	{ "punctuation", "供应充足、平稳", "供应充足，平稳", "1 1 供应充足-、-+，+平稳" },
	{ "beyond the plane", "表情😀好", "表情😁好", "1 1 表情-😀-+😁+好" },
};

static char *
told(const GPtrArray *places)
{
	static const char *const marks[] = { "", "-", "+" };
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < places->len; i++) {
		const ChangePlace *place = places->pdata[i];

		g_string_append_printf(text, "%s%u %u ", i ? " | " : "", place->was, place->now);
		for (guint k = 0; k < place->pieces->len; k++) {
			const ChangePiece *piece = &g_array_index(place->pieces, ChangePiece, k);

			g_string_append_printf(text, "%s%s%s", marks[piece->kind], piece->text,
					       marks[piece->kind]);
		}
	}
	return g_string_free(text, FALSE);
}

static void
test_places(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) places = change_find(cases[i].was, cases[i].now);
		g_autofree char *said = told(places);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(said, ==, cases[i].told);
	}
}

/* What is told puts the old and the new text together again. */
static void
check_whole(const char *was, const char *now)
{
	g_autoptr(GPtrArray) places = change_find(was, now);
	g_auto(GStrv) old = g_strsplit(was, "\n", -1), new = g_strsplit(now, "\n", -1);

	for (guint i = 0; i < places->len; i++) {
		const ChangePlace *place = places->pdata[i];
		g_autoptr(GString) a = g_string_new(NULL), b = g_string_new(NULL);

		for (guint k = 0; k < place->pieces->len; k++) {
			const ChangePiece *piece = &g_array_index(place->pieces, ChangePiece, k);

			if (piece->kind != CHANGE_ADDED)
				g_string_append(a, piece->text);
			if (piece->kind != CHANGE_REMOVED)
				g_string_append(b, piece->text);
		}
		g_assert_cmpstr(a->str, ==, place->was ? old[place->was - 1] : "");
		g_assert_cmpstr(b->str, ==, place->now ? new[place->now - 1] : "");
	}
}

/* Some lines of a few words. Yours. */
static char *
random_text(GRand *rand)
{
	static const char *const words[] = {
		"甲", "乙", "丙", "3", "3.5", "，", "。", "ab", "丁戊"
	};
	GString *text = g_string_new(NULL);
	int lines = g_rand_int_range(rand, 1, 6);

	for (int l = 0; l < lines; l++) {
		g_string_append(text, l ? "\n" : "");
		for (int n = g_rand_int_range(rand, 1, 9); n > 0; n--)
			g_string_append(text,
					words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
	}
	return g_string_free(text, FALSE);
}

static void
test_random(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	for (int n = 0; n < 2000; n++) {
		g_autofree char *was = random_text(rand), *now = random_text(rand);

		check_whole(was, now);
	}
}

/* Hostile sizes end, and what is told is still whole. */
static void
test_large(void)
{
	g_autoptr(GString) a = g_string_new(NULL), b = g_string_new(NULL);

	for (int i = 0; i < 30000; i++) {
		g_string_append_unichar(a, 0x4E00 + (gunichar)(i * 7 % 5000));
		g_string_append_unichar(b, 0x4E00 + (gunichar)(i * 11 % 5000));
	}
	check_whole(a->str, b->str);
	g_string_truncate(a, 0);
	g_string_truncate(b, 0);
	for (int i = 0; i < 4000; i++) {
		g_string_append_printf(a, "%s第%d段甲", i ? "\n" : "", i);
		g_string_append_printf(b, "%s第%d段乙", i ? "\n" : "", i);
	}
	check_whole(a->str, b->str);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/change/places", test_places);
	g_test_add_func("/change/random", test_random);
	g_test_add_func("/change/large", test_large);
	return g_test_run();
}
