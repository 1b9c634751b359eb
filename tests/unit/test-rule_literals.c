/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-rule_literals — the places of many literals, against comparing at each character
 */
#include "filters/rule_literals.h"

#include <locale.h>
#include <string.h>

/* So many characters of few, that they repeat. Yours. */
static char *
random_run(GRand *random, int n)
{
	static const char *const some[] = { "春", "耕", "春耕", "a", "b", "é", "𠮷", "。" };
	GString *run = g_string_new(NULL);

	for (int i = 0; i < n; i++)
		g_string_append(run, some[g_rand_int_range(random, 0, G_N_ELEMENTS(some))]);
	return g_string_free(run, FALSE);
}

/* Where a literal stands, by comparing at each character. */
static void
show_places(GString *shown, uint32_t literal, const char *bytes, const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
		if (g_str_has_prefix(at, bytes))
			g_string_append_printf(shown, "%u:%td ", literal, at - text);
}

/* Literals of every length, texts of more characters than one block takes. */
static void
test_random_places(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(20261201);

	for (int round = 0; round < 200; round++) {
		g_autoptr(RuleLiterals) literals = rule_literals_new();
		g_autoptr(GPtrArray) bytes = g_ptr_array_new_with_free_func(g_free);
		g_autofree char *text = random_run(random, g_rand_int_range(random, 0, 1000));
		g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(RulePlace));
		g_autoptr(GString) found = g_string_new(NULL), wanted = g_string_new(NULL);

		for (int i = g_rand_int_range(random, 1, 60); i > 0; i--) {
			char *one = random_run(random, g_rand_int_range(random, 1, 12));

			if (rule_literals_add(literals, one) == bytes->len)
				g_ptr_array_add(bytes, one);
			else
				g_free(one);
		}
		rule_literals_seal(literals);
		g_assert_true(rule_literals_find(literals, text, strlen(text), G_MAXSIZE, places));
		for (uint32_t i = 0; i < bytes->len; i++) {
			show_places(wanted, i, bytes->pdata[i], text);
			for (guint j = 0; j < places->len; j++) {
				RulePlace place = g_array_index(places, RulePlace, j);

				if (place.literal == i)
					g_string_append_printf(found, "%u:%u ", i, place.at);
			}
		}
		g_assert_cmpstr(found->str, ==, wanted->str);
	}
}

/* More places than the caller wants are told, and so is that they are all. */
static void
test_limit(void)
{
	static const char text[] = "春耕春耕春耕";
	g_autoptr(RuleLiterals) literals = rule_literals_new();
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(RulePlace));

	rule_literals_add(literals, "春耕");
	rule_literals_seal(literals);
	g_assert_true(rule_literals_find(literals, text, strlen(text), 3, places));
	g_assert_cmpuint(places->len, ==, 3);
	g_assert_false(rule_literals_find(literals, text, strlen(text), 2, places));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/rule_literals/random-places", test_random_places);
	g_test_add_func("/rule_literals/limit", test_limit);
	return g_test_run();
}
