/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-normal — the same as GLib says, also of long texts, in linear time
 */
#include "base/text/normal.h"

#include <locale.h>

#define N_CASES 9
#define LETTERS 1000000 /* GLib alone, which takes 4.4 s for a fifth, goes by the square */

static const char *const cases[N_CASES] = {
	"",
	"今日我县组织开展安全生产大检查，共检查企业３５家。",
	"（① ＡＢＣ ﬁ ㈱ ²",
	"e\u0301 a\u0308\u0323 \u1EA5 A\u030A\u0327",
	"\u1100\u1161\u11A8\uAC00\u11A8 \u3131\u314F\uFFA1\uFFC2",
	"\uFF76\uFF9E\uFF8A\uFF9F か\u3099",
	"\u09C7\u09BE \u0B47\u0B56 \u0DD9\u0DCF \u1025\u102E",
	"\u0301 begins with a mark",
	"\u0344\u0340\u1FEE\u2126\uFB1D\U0001D15E\U0002F800",
};

static void
compare(const char *text, GNormalizeMode mode, const char *name)
{
	g_autofree char *wanted = g_utf8_normalize(text, -1, mode);
	g_autofree char *form = normal_form(text, mode);

	if (!g_str_equal(form, wanted))
		g_test_message("%s, form %d", name, (int)mode);
	g_assert_cmpstr(form, ==, wanted);
}

static void
compare_all(const char *text, const char *name)
{
	compare(text, G_NORMALIZE_NFC, name);
	compare(text, G_NORMALIZE_NFD, name);
	compare(text, G_NORMALIZE_NFKC, name);
	compare(text, G_NORMALIZE_NFKD, name);
}

static void
test_cases(void)
{
	for (int i = 0; i < N_CASES; i++)
		compare_all(cases[i], cases[i]);
}

/* Pieces end anywhere in them. */
static void
test_long(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);

	for (int turn = 0; turn < 200; turn++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *name = g_strdup_printf("turn %d", turn);

		for (int i = 0; i < 200; i++)
			g_string_append(text, cases[g_rand_int_range(rand, 0, N_CASES)]);
		compare_all(text->str, name);
	}
}

/* Every character behind a letter, where a piece may end. */
static void
test_each(void)
{
	g_autofree char *front = g_strnfill(127, 'a');

	for (gunichar c = 1; c <= 0x2FFFF; c++) {
		g_autoptr(GString) text = g_string_new(front);
		g_autofree char *name = g_strdup_printf("U+%04X", c);

		if (!g_unichar_validate(c))
			continue;
		g_string_append(text, "\u1100");
		g_string_append_unichar(text, c);
		compare(text->str, G_NORMALIZE_NFKC, name);
	}
}

/* Every character between those that are copied. */
static void
test_between(void)
{
	for (gunichar c = 1; c <= 0x2FFFF; c++) {
		g_autoptr(GString) text = g_string_new("ab");
		g_autofree char *name = g_strdup_printf("U+%04X", c);

		if (!g_unichar_validate(c))
			continue;
		g_string_append_unichar(text, c);
		g_string_append(text, "中文");
		g_string_append_unichar(text, c);
		g_string_append_unichar(text, c);
		g_string_append(text, "a");
		compare(text->str, G_NORMALIZE_NFKC, name);
		compare(text->str, G_NORMALIZE_NFD, name);
	}
}

static void
test_many(void)
{
	g_autoptr(GString) apart = g_string_new(NULL), joined = g_string_new(NULL);
	g_autofree char *form = NULL;

	for (int i = 0; i < LETTERS; i++) {
		g_string_append(apart, "e\u0301");
		g_string_append(joined, "\u00E9");
	}
	form = normal_form(apart->str, G_NORMALIZE_NFKC);
	g_assert_true(g_str_equal(form, joined->str)); /* no message of two megabytes */
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/normal/cases", test_cases);
	g_test_add_func("/normal/long", test_long);
	g_test_add_func("/normal/each", test_each);
	g_test_add_func("/normal/between", test_between);
	g_test_add_func("/normal/many", test_many);
	return g_test_run();
}
