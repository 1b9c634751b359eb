/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-command_labels — 主题 and 类型 where the office's topics and kinds are known
 *
 * The answers are tests/replies/labels*.txt; what a writer hears of a word that is none is
 * here, to the character.
 */
#include "base/text/fold.h"
#include "commands-show.h"

#include <locale.h>
#include <string.h>

static const char *const topics[] = { "春耕备耕", "粮食和农业生产", "安全生产", "民政",
				      "劳动就业", "三农",	    "民生",	NULL };
static const char *const kinds[] = { "紧急", "问题", "动态", NULL };

static Commands *
read_known(CommandScope scope, const char *text)
{
	CommandContext context = {
		.scope = scope, .sender_name = "编辑甲", .topics = topics, .kinds = kinds
	};

	return commands_read(text, &context);
}

static void
check_file(const char *name, CommandScope scope)
{
	g_autofree char *path = g_build_filename("tests/replies", name, NULL);
	g_autofree char *content = NULL;
	g_auto(GStrv) rows = NULL;
	size_t n = 0;

	g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
	rows = g_strsplit(content ? content : "", "\n", -1);
	for (char **row = rows; *row != NULL; row++) {
		g_auto(GStrv) cells = g_strsplit(*row, "\t", 2);
		g_autofree char *text = NULL;
		g_autofree char *shown = NULL;
		g_autoptr(Commands) commands = NULL;

		if (**row == '#' || g_strv_length(cells) < 2)
			continue;
		text = g_strcompress(cells[1]);
		commands = read_known(scope, text);
		shown = scope == SCOPE_ITEM ? show_decided(commands) : show_commands(commands);
		if (strcmp(shown, strcmp(cells[0], "-") == 0 ? "" : cells[0]) != 0)
			g_test_message("「%s」", text);
		g_assert_cmpstr(shown, ==, strcmp(cells[0], "-") == 0 ? "" : cells[0]);
		n++;
	}
	g_assert_cmpuint(n, >, 8);
}

static void
test_item(void)
{
	check_file("labels.txt", SCOPE_ITEM);
}

static void
test_list(void)
{
	check_file("labels-list.txt", SCOPE_LIST);
}

static void
test_why(void)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ "主题 农业", "no rule knows the topic “农业”. Near are: 粮食和农业生产、三农. "
			       "All of them: answer 查 主题, or chengbao rules list" },
		{ "主题 春耕、民政", "no rule knows the topic “春耕”. Near are: 春耕备耕. "
				     "All of them: answer 查 主题, or chengbao rules list" },
		{ "主题：生產安全", "no rule knows the topic “生產安全”. Near are: 安全生产. "
				    "All of them: answer 查 主题, or chengbao rules list" },
		{ "主题 教育", "no rule knows the topic “教育”. All there are: "
			       "answer 查 主题, or chengbao rules list" },
		{ "类型 紧急信息", "no rule knows the kind “紧急信息”. Near are: 紧急. "
				   "All of them: answer 查 类型, or chengbao rules list" },
		{ "类型 简报", "no rule knows the kind “简报”. All there are: "
			       "answer 查 类型, or chengbao rules list" },
		{ "类型 问题、动态", "an item has one kind" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Commands) commands = read_known(SCOPE_ITEM, cases[i].text);

		g_assert_cmpuint(commands->list->len, ==, 0);
		g_assert_cmpstr(commands->not_understood, ==, cases[i].text);
		g_assert_cmpstr(commands->why, ==, cases[i].why);
	}
}

/* Where the rules are not known (`read FILE`) any words do, as written. */
static void
test_any(void)
{
	CommandContext context = { .scope = SCOPE_UNKNOWN };
	g_autoptr(Commands) commands = commands_read("主题=农业、民政", &context);
	g_autofree char *shown = show_decided(commands);

	g_assert_cmpstr(shown, ==, "topic{农业、民政}");
}

/* A word of any length is told short. */
static void
test_long(void)
{
	g_autoptr(GString) text = g_string_new("主题 ");
	g_autoptr(Commands) commands = NULL;

	for (int i = 0; i < 5000; i++)
		g_string_append(text, "甲");
	commands = read_known(SCOPE_ITEM, text->str);
	g_assert_cmpuint(commands->list->len, ==, 0);
	g_assert_cmpuint(strlen(commands->why), <, 300);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(fold_load(NULL));
	g_test_add_func("/command_labels/item", test_item);
	g_test_add_func("/command_labels/list", test_list);
	g_test_add_func("/command_labels/why", test_why);
	g_test_add_func("/command_labels/any", test_any);
	g_test_add_func("/command_labels/long", test_long);
	return g_test_run();
}
