/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-quote_mark — the two marks of each pair, and what is none
 */
#include "base/text/quote_mark.h"

static void
test_pairs(void)
{
	static const char *const pairs[] = { "“”", "‘’", "「」", "『』", "\"\"", "''" };

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		gunichar opening = g_utf8_get_char(pairs[i]);
		gunichar closing = g_utf8_get_char(g_utf8_next_char(pairs[i]));

		g_assert_cmpuint(quote_mark_closing(opening), ==, closing);
		g_assert_cmpuint(quote_mark_opening(closing), ==, opening);
	}
}

static void
test_none(void)
{
	g_assert_cmpuint(quote_mark_closing(g_utf8_get_char("”")), ==, 0);
	g_assert_cmpuint(quote_mark_opening(g_utf8_get_char("「")), ==, 0);
	g_assert_cmpuint(quote_mark_closing(g_utf8_get_char("《")), ==, 0);
	g_assert_cmpuint(quote_mark_closing('a'), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/quote_mark/pairs", test_pairs);
	g_test_add_func("/quote_mark/none", test_none);
	return g_test_run();
}
