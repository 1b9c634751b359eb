/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-newtext_words — what of a text could be part of a command
 *
 * Covers mail/newtext_words.c.
 */
#include "mail/newtext_words.h"

#include <glib.h>

static void
test_same(void)
{
	g_assert_true(newtext_words_same("", " \n　"));
	g_assert_true(newtext_words_same("退 缺数据\n", "退缺\t数据"));
	g_assert_true(newtext_words_same("* 通过 |", "通过"));
	g_assert_true(newtext_words_same("通过[cid:a@b]<https://a.example/x>", "通过"));
	g_assert_true(newtext_words_same("通\u200b过", "通过"));
	g_assert_false(newtext_words_same("通过", "不通过"));
	g_assert_false(newtext_words_same("通过", "通过2"));
	g_assert_false(newtext_words_same("<b>", "b"));
	g_assert_false(newtext_words_same("通过[cid:a", "通过"));
}

static void
test_hold(void)
{
	g_assert_true(newtext_words_hold("王科：通过。", "通过"));
	g_assert_true(newtext_words_hold("通 过", "通过\n"));
	g_assert_true(newtext_words_hold("退2 通过", "2通"));
	g_assert_false(newtext_words_hold("通过", "通过了"));
	g_assert_false(newtext_words_hold("通过", ""));
	g_assert_false(newtext_words_hold("通过", " | "));
	g_assert_false(newtext_words_hold("", "通过"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/newtext_words/same", test_same);
	g_test_add_func("/newtext_words/hold", test_hold);
	return g_test_run();
}
