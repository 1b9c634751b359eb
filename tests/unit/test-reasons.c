/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-reasons — reasons.txt, its mistakes and the shipped one; covers config/reasons
 */
#include "config/reasons.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const struct {
	const char *name, *text, *wanted; /* reasons joined by |, or the problems */
	int n;				  /* of problems */
} cases[] = {
	{ "in their order", "缺数据\n要素不完整\n", "缺数据|要素不完整", 0 },
	{ "comments and blanks", "# 一\n\n  缺数据  \r\n#二\n已报送", "缺数据|已报送", 0 },
	{ "byte order mark", "\xEF\xBB\xBF缺数据\n", "缺数据", 0 },
	{ "GB18030", "\xC8\xB1\xCA\xFD\xBE\xDD\n", "缺数据", 0 },
	{ "none", "# 没有\n", "", 0 },
	{ "twice", "缺数据\n缺数据\n", "reasons.txt:2:1: ", 1 },
	{ "control character", "好\n缺\x01数据\n", "reasons.txt:2:2: ", 1 },
	{ "two mistakes", "缺\tb\n缺数据\n缺数据\n", "reasons.txt:1:2: |reasons.txt:3:1: ", 2 },
};

static void
test_read(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
		g_auto(GStrv) reasons =
			reasons_read("reasons.txt", cases[i].text, strlen(cases[i].text), problems);
		g_auto(GStrv) starts = g_strsplit(cases[i].wanted, "|", -1);

		g_test_message("%s", cases[i].name);
		g_assert_cmpint((int)problems->len, ==, cases[i].n);
		g_assert_true((reasons == NULL) == (cases[i].n > 0));
		if (reasons) {
			g_autofree char *joined = g_strjoinv("|", reasons);

			g_assert_cmpstr(joined, ==, cases[i].wanted);
		}
		for (guint k = 0; k < problems->len; k++)
			g_assert_true(g_str_has_prefix(problems->pdata[k], starts[k]));
	}
}

static void
test_limits(void)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i <= REASONS_MAX_CHARACTERS; i++)
		g_string_append(text, "长");
	for (int i = 0; i <= REASONS_MAX; i++)
		g_string_append_printf(text, "\n理由%d", i);
	g_assert_null(reasons_read("reasons.txt", text->str, text->len, problems));
	g_assert_cmpuint(problems->len, ==, 2);
	g_assert_true(g_str_has_prefix(problems->pdata[0], "reasons.txt:1:101: "));
	g_assert_true(g_str_has_prefix(problems->pdata[1], "reasons.txt:32:1: "));
}

static void
test_shipped(void)
{
	g_autofree char *folder = g_dir_make_tmp("chengbao-reasons-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, REASONS_FILE, NULL);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) shipped = reasons_load(folder, problems, notes);
	g_auto(GStrv) own = NULL;

	g_assert_nonnull(shipped);
	g_assert_cmpuint(g_strv_length(shipped), >, 4);
	g_assert_cmpuint(notes->len, ==, 1);
	g_assert_true(g_file_set_contents(path, "自己的\n", -1, NULL));
	own = reasons_load(folder, problems, notes);
	g_assert_cmpstr(own ? own[0] : NULL, ==, "自己的");
	g_assert_cmpuint(notes->len, ==, 1);
	g_assert_cmpuint(problems->len, ==, 0);
	g_remove(path);
	g_rmdir(folder);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/reasons/read", test_read);
	g_test_add_func("/reasons/limits", test_limits);
	g_test_add_func("/reasons/shipped", test_shipped);
	return g_test_run();
}
