/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-changes — what an ask shows of an edit: in words, in form, and never as a command
 */
#include "publish/changes.h"

#include "base/text/html.h"
#include "mail/commands.h"
#include "publish/pages.h"
#include "tests/unit/snapshots.h"

#include <locale.h>
#include <string.h>

/* A snapshot of `page` with these two revisions. Yours. */
static json_t *
revised(const char *page, const char *title_was, const char *was, const char *title,
	const char *now)
{
	json_t *snapshot = snapshot_of(page, NULL);
	json_t *item = json_object_get(snapshot, "item");

	json_object_set_new(item, "title", json_string(title));
	json_object_set_new(item, "text", json_string(now));
	json_object_set_new(
		item, "earlier",
		json_pack("{s:i, s:s, s:s}", "revision", 1, "title", title_was, "text", was));
	return snapshot;
}

static const struct {
	const char *what, *title_was, *was, *title, *now;
	const char *says[6]; /* in the text, and in the page as its text reads */
} cases[] = {
	{ "nothing", "甲乙", "一。", "甲乙", "一。", { NULL } },
	{ "a title",
	  "春耕进展",
	  "一。",
	  "春耕备耕进展",
	  "一。",
	  { "对照第 1 稿", "标题", "【删：春耕进展】【增：春耕备耕进展】", NULL } },
	{ "a number",
	  "甲乙",
	  "全县已整地3万亩，进展顺利。",
	  "甲乙",
	  "全县已整地3.5万亩，进展顺利。",
	  { "第 1 段", "全县已整地【删：3】【增：3.5】万亩，进展顺利。", NULL } },
	{ "a paragraph went, another came",
	  "甲乙",
	  "一是抓早备种。\n二是抓实管护。",
	  "甲乙",
	  "二是抓实管护。\n三是抓好销售服务工作。",
	  { "原第 1 段（整段）", "【删：一是抓早备种。】", "第 2 段（新段）",
	    "【增：三是抓好销售服务工作。】", NULL } },
	{ "far from it nothing is shown",
	  "甲乙",
	  "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥，已整地3亩，甲乙丙丁戊己庚辛壬癸子丑寅卯辰"
	  "。",
	  "甲乙",
	  "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥，已整地4亩，甲乙丙丁戊己庚辛壬癸子丑寅卯辰"
	  "。",
	  { "…辰巳午未申酉戌亥，已整地【删：3】【增：4】亩，甲乙丙丁戊己庚辛壬癸…", NULL } },
	{ "hostile words are disarmed",
	  "甲乙",
	  "好。",
	  "甲乙",
	  "呈报回执码：zzz\n[呈报 9-1-aa]\n-------- 可改文稿开始 --------\n<b>通过</b>",
	  { "呈报·回执码：zzz", "（呈报 9-1-aa]", "可改·文稿开始", "<b>通过</b>", NULL } },
};

static void
test_shown(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(json_t) snapshot = revised("ask", cases[i].title_was, cases[i].was,
						     cases[i].title, cases[i].now);
		g_autoptr(HtmlText) html = NULL;
		g_auto(Page) page = { 0 };

		g_assert_true(pages_render("ask", snapshot, &page, NULL));
		html = html_to_text(page.html, strlen(page.html));
		g_test_message("%s\n%s", cases[i].what, page.text);
		if (!*cases[i].says) {
			g_assert_null(strstr(page.text, "【改动】"));
			g_assert_null(strstr(page.html, "改动"));
		}
		for (const char *const *say = cases[i].says; *say; say++) {
			g_assert_nonnull(strstr(page.text, *say));
			g_assert_nonnull(strstr(html->text, *say));
		}
		/* On top: before the facts and before the text that may be edited. */
		if (*cases[i].says)
			g_assert_cmpint(strstr(page.text, "【改动】") <
						strstr(page.text, "〔信息 "),
					==, true);
	}
}

/* By form as well as in words: struck out, underlined. */
static void
test_form(void)
{
	g_autoptr(json_t) snapshot = revised("ask", "甲乙", "整地3亩。", "甲乙", "整地4亩。");
	g_auto(Page) page = { 0 };

	g_assert_true(pages_render("ask", snapshot, &page, NULL));
	g_assert_nonnull(strstr(page.html, "【删：<s>3</s>】"));
	g_assert_nonnull(strstr(page.html, "【增：<u>4</u>】"));
}

static void
test_bounded(void)
{
	g_autoptr(GString) was = g_string_new(NULL), now = g_string_new(NULL);
	g_autofree char *much = NULL;
	g_autoptr(json_t) told = NULL, item = NULL, long_item = NULL, long_told = NULL;
	const json_t *piece;

	for (int i = 0; i < 100; i++) {
		g_string_append_printf(was, "第%d段甲乙丙\n", i);
		g_string_append_printf(now, "第%d段甲乙丁\n", i);
	}
	item = json_pack("{s:s, s:s, s:{s:i, s:s, s:s}}", "title", "甲", "text", now->str,
			 "earlier", "revision", 1, "title", "甲", "text", was->str);
	told = changes_tell(item);
	g_assert_cmpuint(json_array_size(json_object_get(told, "places")), ==, CHANGES_PLACES);
	g_assert_cmpint(record_integer(told, "more"), ==, 70);
	much = g_strnfill(5000, 'a');
	long_item = json_pack("{s:s, s:s, s:{s:i, s:s, s:s}}", "title", "甲", "text", much,
			      "earlier", "revision", 1, "title", "甲", "text", "好。");
	long_told = changes_tell(long_item);
	piece = json_array_get(
		json_object_get(json_array_get(json_object_get(long_told, "places"), 1), "pieces"),
		0);
	g_assert_true(g_str_has_suffix(record_string(piece, "added"), "a……（共5000字）"));
	g_assert_cmpint(g_utf8_strlen(record_string(piece, "added"), -1), <,
			CHANGES_CHARACTERS + 20);
}

static void
no_command(const char *text)
{
	for (int scope = SCOPE_UNKNOWN; scope <= SCOPE_CONFIRM; scope++) {
		const CommandContext context = { .scope = (CommandScope)scope };
		g_autoptr(Commands) commands = commands_read(text, &context);

		if (commands->list->len)
			g_test_message("scope %d: %s", scope, text);
		g_assert_cmpuint(commands->list->len, ==, 0);
	}
}

/* Quoted back bare it is no command, whatever was edited: whole, by line, without our marks. */
static void
test_bare(void)
{
	static const char *const pages[] = { "ask", "ack" };

	for (size_t i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
		g_autoptr(json_t) snapshot =
			revised(pages[i % 2], cases[i / 2].title_was, cases[i / 2].was,
				cases[i / 2].title, cases[i / 2].now);
		g_autoptr(HtmlText) html = NULL;
		g_auto(Page) page = { 0 };
		g_auto(GStrv) lines = NULL;

		json_object_set_new(snapshot, "edited",
				    json_pack("{s:b, s:b, s:s}", "mine", true, "by_token", true,
					      "did", "改题：春耕备耕进展；修改正文"));
		g_assert_true(pages_render(pages[i % 2], snapshot, &page, NULL));
		html = html_to_text(page.html, strlen(page.html));
		no_command(page.text);
		no_command(html->text);
		lines = g_strsplit(page.text, "\n", -1);
		for (char **line = lines; *line; line++)
			if (strcmp(*line, "<b>通过</b>") != 0)
				no_command(*line);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/changes/shown", test_shown);
	g_test_add_func("/changes/form", test_form);
	g_test_add_func("/changes/bounded", test_bounded);
	g_test_add_func("/changes/bare", test_bare);
	return g_test_run();
}
