/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-html_list — the numbers that a browser shows before the items of a page's lists
 */
#include "base/text/html.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

/* Lists, with the numbers that a browser shows, and the words alone. */
static const struct {
	const char *name, *html, *numbered, *text;
} numbers[] = {
	{ "in their order", "<p>甲</p><ol><li>乙<li>2万</ol><p>丙</p>", "甲\n1. 乙\n2. 2万\n丙",
	  "甲\n乙\n2万\n丙" },
	{ "from a start, with a value", "<ol start=3><li>甲<li value=7>乙<li>丙</ol>",
	  "3. 甲\n7. 乙\n8. 丙", "甲\n乙\n丙" },
	{ "by their type",
	  "<ol type=a start=2><li>甲</ol><ol type=A><li>乙</ol><ol type=i "
	  "start=4><li>丙</ol><ol type=I start=9><li>丁</ol><ol type=1><li>戊</ol>",
	  "b. 甲\nA. 乙\niv. 丙\nIX. 丁\n1. 戊", "甲\n乙\n丙\n丁\n戊" },
	{ "downwards",
	  "<ol reversed><li>甲<li>乙<li value=9>丙<li>丁</ol><ol reversed "
	  "start=2><li>戊<li>己<li>庚</ol>",
	  "4. 甲\n3. 乙\n9. 丙\n8. 丁\n2. 戊\n1. 己\n0. 庚", "甲\n乙\n丙\n丁\n戊\n己\n庚" },
	{ "in one another",
	  "<ol style='list-style-type: CJK-ideographic'><li>甲<ol><li>乙<li>丙</ol><li>丁<ul><li>戊"
	  "</ul><ol type=a><li>己</ol></ol>",
	  "一、甲\n1. 乙\n2. 丙\n二、丁\n戊\na. 己", "甲\n乙\n丙\n丁\n戊\n己" },
	{ "two on one line", "<ol><li><ol type=A><li>甲</ol><li>乙</ol>", "1. A. 甲\n2. 乙",
	  "甲\n乙" },
	{ "by their style",
	  "<ol style='margin:0;list-style:inside simp-chinese-informal' "
	  "start=11><li>甲</ol><ol style='list-style-type:simp-chinese-formal'><li>乙</ol><ol "
	  "style='list-style:cjk-heavenly-stem'><li>丙</ol><ol "
	  "style='list-style-type:decimal-leading-zero'><li>丁</ol><ol "
	  "style='list-style:url(x.png)'><li>戊</ol><ul "
	  "style='list-style-type:decimal'><li>己</ul>",
	  "十一、甲\n壹、乙\n甲、丙\n01. 丁\n1. 戊\n1. 己", "甲\n乙\n丙\n丁\n戊\n己" },
	{ "an item of its own style",
	  "<ol><li>甲<li style='list-style-type:none'>乙<li type=A>丙<li>丁</ol>",
	  "1. 甲\n乙\nC. 丙\n4. 丁", "甲\n乙\n丙\n丁" },
	{ "an item that is hidden is not counted, one that is empty has none",
	  "<ol><li>甲<li style='display:none'>乙<li><li>丙</ol>", "1. 甲\n3. 丙", "甲\n丙" },
	{ "before blanks that stay, and paragraphs", "<ol><li><p>&nbsp;甲</p><p>乙</p></ol>",
	  "1.  甲\n乙", "甲\n乙" },
	{ "beyond what is written in letters or signs",
	  "<ol type=I start=0><li>甲</ol><ol start=-1><li>乙</ol><ol start=20261><li>丙</ol><ol "
	  "start=x><li value=''>丁</ol><ol start=99999999999><li>戊</ol>",
	  "0. 甲\n-1. 乙\n20261. 丙\n1. 丁\n1. 戊", "甲\n乙\n丙\n丁\n戊" },
	{ "in a cell", "<table><tr><td><ol><li>甲</ol><td>乙</table>", "1. 甲\t乙", "甲\t乙" },
	{ "none", "<ul><li>甲</ul><ol style='list-style:none'><li>乙</ol><li>丙", NULL,
	  "甲\n乙\n丙" },
};

static void
test_lists(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autoptr(HtmlText) html = html_to_text(numbers[i].html, strlen(numbers[i].html));

		g_test_message("%s", numbers[i].name);
		g_assert_cmpstr(html->numbered, ==, numbers[i].numbered);
		g_assert_cmpstr(html->numbered_fresh, ==, numbers[i].numbered);
		g_assert_cmpstr(html->text, ==, numbers[i].text);
		g_assert_cmpstr(html->fresh, ==, numbers[i].text);
		g_assert_cmpstr(html->hidden, ==,
				strstr(numbers[i].html, "none'>乙<li><") ? "乙" : "");
	}
}

static void
test_quoted(void)
{
	static const char page[] = "<ol><li>甲<li>乙</ol><blockquote type=cite><ol><li>丙<li>丁"
				   "</ol></blockquote>";
	g_autoptr(HtmlText) html = html_to_text(page, strlen(page));

	g_assert_cmpstr(html->numbered_fresh, ==, "1. 甲\n2. 乙");
	g_assert_cmpstr(html->fresh, ==, "甲\n乙");
	g_assert_cmpstr(html->numbered, ==, "1. 甲\n2. 乙\n1. 丙\n2. 丁");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/html_list/lists", test_lists);
	g_test_add_func("/html_list/quoted", test_quoted);
	return g_test_run();
}
