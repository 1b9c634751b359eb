/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-replies — the answers of tests/replies, each to the question it answers
 *
 * Covers mail/commands.c and every mail/command_*.c. A row of a file is what is
 * wanted ("-": nothing), a tab, the answer; what `read` makes of it without
 * knowing the question is tests/reply-texts.t. Every answer is read in
 * traditional script too, as it is written in three places: it decides the same. Then
 * every mail of ours, printed and sent back bare: it answers no question.
 */
#include "commands-show.h"
#include "publish/pages.h"
#include "snapshots.h"

#include <locale.h>
#include <opencc/opencc.h>
#include <string.h>

static const char *const names[] = { "编辑甲",	   "编辑乙", "科长丙",	   "田一禾",
				     "应急管理局", "民政局", "农业农村局", NULL };
static const char *const journals[] = { "政务信息", "专报", NULL };

static void
check_row(CommandScope scope, const char *wanted, const char *escaped)
{
	CommandContext context = { scope, names, "编辑甲", journals, NULL, NULL };
	g_autofree char *text = g_strcompress(escaped);
	g_autoptr(Commands) commands = commands_read(text, &context);
	g_autofree char *shown = show_decided(commands);
	g_autofree char *asked = show_commands(commands);
	g_autofree char *all = g_strcompress(strcmp(wanted, "-") == 0 ? "" : wanted);

	if (strcmp(shown, all) != 0)
		g_test_message("「%s」 gave %s", escaped, asked);
	g_assert_cmpstr(shown, ==, all);
	if (commands->list->len == 0)
		g_assert_true(commands->empty ? commands->not_understood == NULL
					      : commands->why != NULL);
}

/* What is decided of what; not the words that reasons, titles and names are written in. */
static char *
shape_of(const char *shown)
{
	g_autoptr(GRegex) words =
		g_regex_new("\\{[^}]*\\}|<[^>]*>|《[^》]*》|题\\([^)]*\\)", 0, 0, NULL);

	return g_regex_replace_literal(words, shown, -1, 0, "_", 0, NULL);
}

static void
check_traditional(CommandScope scope, const char *wanted, const char *escaped)
{
	static opencc_t scripts[3];
	static const char *const files[] = { "s2t.json", "s2tw.json", "s2hk.json" };
	CommandContext context = { scope, names, "编辑甲", journals, NULL, NULL };
	g_autofree char *text = g_strcompress(escaped);
	g_autofree char *all = g_strcompress(strcmp(wanted, "-") == 0 ? "" : wanted);
	g_autofree char *shape = shape_of(all);

	for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++) {
		g_autoptr(Commands) commands = NULL;
		g_autofree char *shown = NULL, *got = NULL;
		char *written;

		if (scripts[i] == NULL)
			scripts[i] = opencc_open(files[i]);
		g_assert_false(scripts[i] == (opencc_t)-1);
		written = opencc_convert_utf8(scripts[i], text, strlen(text));
		commands = commands_read(written, &context);
		shown = show_decided(commands);
		got = shape_of(shown);
		if (strcmp(got, shape) != 0)
			g_test_message("「%s」 gave %s", written, shown);
		g_assert_cmpstr(got, ==, shape);
		opencc_convert_utf8_free(written);
	}
}

static void
check_file(const char *name, CommandScope scope)
{
	g_autofree char *path = g_build_filename("tests/replies", name, NULL);
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) rows = NULL;
	size_t n = 0;

	g_file_get_contents(path, &content, NULL, &error);
	g_assert_no_error(error);
	rows = g_strsplit(content ? content : "", "\n", -1);
	for (char **row = rows; *row != NULL; row++) {
		g_auto(GStrv) cells = g_strsplit(*row, "\t", 3);

		if (**row == '#' || g_strv_length(cells) < 2)
			continue;
		check_row(scope, cells[0], cells[1]);
		check_traditional(scope, cells[0], cells[1]);
		n++;
	}
	g_assert_cmpuint(n, >, 40);
}

static void
test_item(void)
{
	check_file("item.txt", SCOPE_ITEM);
}

static void
test_list(void)
{
	check_file("list.txt", SCOPE_LIST);
}

static void
test_draft(void)
{
	check_file("draft.txt", SCOPE_DRAFT);
}

static void
test_issue(void)
{
	check_file("issue.txt", SCOPE_ISSUE);
}

static void
test_query(void)
{
	check_file("query.txt", SCOPE_ITEM);
}

/* Nothing is commanded by `text`, whatever the question was. */
static void
check_bare(const char *page, const char *text)
{
	for (int scope = SCOPE_UNKNOWN; scope <= SCOPE_CONFIRM; scope++) {
		CommandContext context = {
			(CommandScope)scope, names, "编辑甲", journals, NULL, NULL
		};
		g_autoptr(Commands) commands = commands_read(text, &context);
		g_autofree char *shown = show_decided(commands);

		if (*shown)
			g_test_message("%s, scope %d: 「%s」 gave %s", page, scope, text, shown);
		g_assert_cmpstr(shown, ==, "");
	}
}

static void
test_mails(void)
{
	for (const char *const *name = pages_names(); *name != NULL; name++) {
		g_autoptr(json_t) snapshot = snapshot_of(*name, NULL);
		g_auto(Page) page = { 0 };
		g_auto(GStrv) lines = NULL;

		g_assert_true(pages_render(*name, snapshot, &page, NULL));
		check_bare(*name, page.text);
		check_bare(*name, page.subject);
		lines = g_strsplit(page.text, "\n", -1);
		for (char **line = lines; *line != NULL; line++)
			check_bare(*name, *line);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/replies/item", test_item);
	g_test_add_func("/replies/list", test_list);
	g_test_add_func("/replies/draft", test_draft);
	g_test_add_func("/replies/issue", test_issue);
	g_test_add_func("/replies/query", test_query);
	g_test_add_func("/replies/mails", test_mails);
	return g_test_run();
}
