/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-pages-words — pages against the grammar of answers
 *
 * Nothing of ours is a command when it comes back as a quotation; what our pages
 * tell people to write is one.
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/record.h"
#include "base/text/html.h"
#include "mail/commands.h"
#include "mail/newtext.h"
#include "mail/reference.h"
#include "publish/pages.h"
#include "tests/unit/snapshots.h"

static void
no_command_in(const char *page, const char *text)
{
	for (int scope = SCOPE_UNKNOWN; scope <= SCOPE_CONFIRM; scope++) {
		const CommandContext context = { .scope = (CommandScope)scope };
		g_autoptr(Commands) commands = commands_read(text, &context);

		if (commands->list->len)
			g_test_message("%s: scope %d: %s", page, scope, text);
		g_assert_cmpuint(commands->list->len, ==, 0);
	}
}

/* Whole and line by line, as clients leave it. */
static void
no_command(const char *page, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	no_command_in(page, text);
	for (char **line = lines; *line; line++)
		no_command_in(page, *line);
}

/* Nothing of ours is a command, even when the separator got lost on the way. */
static void
test_no_commands(void)
{
	for (const char *const *name = pages_names(); *name; name++) {
		g_autoptr(json_t) snapshot = snapshot_of(*name, NULL);
		g_autoptr(HtmlText) html = NULL;
		g_auto(Page) page = { 0 };

		g_assert_true(pages_render(*name, snapshot, &page, NULL));
		no_command(*name, page.text);
		html = html_to_text(page.html, strlen(page.html));
		no_command(*name, html->text);
		if (strstr(page.html, PAGES_SEPARATOR))
			g_assert_true(g_str_has_prefix(html->text, PAGES_SEPARATOR "\n"));
	}
}

/* Every example our pages give, and every tap, is understood where it is given. */
static void
test_examples(void)
{
	static const struct {
		CommandScope scope;
		const char *words;
		CommandVerb verb;
	} cases[] = {
		{ SCOPE_ITEM, "通过", COMMAND_APPROVE },
		{ SCOPE_ITEM, "备查 已有同类", COMMAND_FILE },
		{ SCOPE_ITEM, "退回 缺数据", COMMAND_RETURN },
		{ SCOPE_ITEM, "核实 受灾人数", COMMAND_VERIFY },
		{ SCOPE_ITEM, "暂缓", COMMAND_PARK },
		{ SCOPE_ITEM, "改题：新的标题", COMMAND_EDIT },
		{ SCOPE_ITEM, "仍按通过办理", COMMAND_APPROVE },
		{ SCOPE_ITEM, "撤销", COMMAND_UNDO },
		{ SCOPE_ITEM, "放行", COMMAND_RELEASE },
		{ SCOPE_LIST, "通过1、3-5", COMMAND_APPROVE },
		{ SCOPE_LIST, "退2 缺数据", COMMAND_RETURN },
		{ SCOPE_LIST, "4并入1", COMMAND_MERGE },
		{ SCOPE_LIST, "其余备查", COMMAND_FILE },
		{ SCOPE_LIST, "退回2 ", COMMAND_RETURN },
		{ SCOPE_DRAFT, "签发", COMMAND_SEAL },
		{ SCOPE_DRAFT, "签发 删3", COMMAND_SEAL },
		{ SCOPE_DRAFT, "签发 3移下期", COMMAND_SEAL },
		{ SCOPE_DRAFT, "签发 顺序 3 1 2", COMMAND_SEAL },
		{ SCOPE_DRAFT, "退回 原因", COMMAND_RETURN },
		{ SCOPE_ISSUE, "采用1、3", COMMAND_ADOPT },
		{ SCOPE_CONFIRM, "确认", COMMAND_CONFIRM },
		{ SCOPE_CONFIRM, "不是我", COMMAND_DENY },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const CommandContext context = { .scope = cases[i].scope };
		g_autoptr(Commands) commands = commands_read(cases[i].words, &context);

		if (commands->list->len != 1 || commands->not_understood) {
			g_test_message("%s: %s", cases[i].words, commands->why);
			g_test_fail();
			continue;
		}
		g_assert_cmpint(((Command *)commands->list->pdata[0])->verb, ==, cases[i].verb);
	}
}

/* The constants of the rooms beside this one. */
static void
test_same_words(void)
{
	g_assert_cmpstr(PAGES_SEPARATOR, ==, NEWTEXT_SEPARATOR);
	g_assert_cmpstr(PAGES_TOKEN_LABEL, ==, REFERENCE_TOKEN_LABEL);
	g_assert_cmpstr(PAGES_TEXT_BEGINS, ==, COMMANDS_EDIT_BEGIN);
	g_assert_cmpstr(PAGES_TEXT_ENDS, ==, COMMANDS_EDIT_END);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/pages/no-commands", test_no_commands);
	g_test_add_func("/pages/examples", test_examples);
	g_test_add_func("/pages/same-words", test_same_words);
	return g_test_run();
}
