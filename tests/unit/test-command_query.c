/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-command_query — answers that are questions, confirmations or edits
 *
 * Covers mail/command_query.c, mail/command_adopted.c, mail/command_edit.c,
 * mail/command_json.c.
 */
#include "commands-rows.h"

#include <locale.h>

static void
test_queries(void)
{
	static const CommandRow rows[] = {
		{ "状态", "query" },
		{ "狀態", "query" },
		{ "进度", "query" },
		{ "得分", "query" },
		{ "得分 2026-11", "query{2026-11}" },
		{ "要点", "query" },
		{ "帮助", "query" },
		{ "查 春耕 备耕", "query{春耕 备耕}" },
		{ "查询 春耕", "query{春耕}" },
		{ "查找：春耕", "query{春耕}" },
		{ "查", "query" },
		{ "查询", "query" },
		{ "查：", "query" },
		{ "查询系统上线运行", NULL },
		{ "查 春耕\n备耕", NULL },
		{ "发布要点 2026-12\n一、春耕", "plan{2026-12\n一、春耕}" },
		{ "异议 12 分数应为2分", "appeal#12{分数应为2分}" },
		{ "请假 11-20至11-24 编辑乙代", "leave{11-20至11-24 编辑乙代}" },
		{ "上级采用 45-3 省府办每日要情", "adopt[3]@0/45{省府办每日要情}" },
		{ "上级采用 45-3、5，46-1", "adopt[3,5]@0/45 adopt[1]@0/46" },
		{ "上级批示 2026/45-3 王副省长", "adopt[3]@2026/45{王副省长}" },
		{ "上级采用 3条", "~count:上级采用 3条=3" },
		{ "上级采用 45-3？", NULL },
		{ "上级采用了不少", NULL },
		{ "状态不错", NULL },
		{ "进度太慢", NULL },
		{ "查处三起", NULL },
		{ "请假", NULL },
		{ "帮助我们", NULL },
	};

	check_rows(SCOPE_ITEM, rows, G_N_ELEMENTS(rows));
}

static void
test_confirm(void)
{
	static const CommandRow rows[] = {
		{ "确认", "confirm" }, { "確認。", "confirm" },	 { "确认，谢谢", "confirm" },
		{ "不是我", "deny" },  { "confirm", "confirm" }, { "确认收到", NULL },
		{ "确认？", NULL },    { "通过", NULL },	 { "不确认", NULL },
		{ "状态", NULL },
	};

	check_rows(SCOPE_CONFIRM, rows, G_N_ELEMENTS(rows));
}

static void
test_unknown(void)
{
	static const CommandRow rows[] = {
		{ "采用", "approve" },
		{ "同意", "approve" },
		{ "退回", "return" },
		{ "采用 1、3", "adopt[1,3]" },
		{ "1、3采用", "adopt[1,3]" },
		{ "采用 #812", "approve#812" },
		{ "通过1、3-5，退2 缺数据", "approve[1,3,4,5] return[2]{缺数据}" },
		{ "签发", "seal" },
		{ "同意签发", "seal" },
		{ "同意，第3条删", "seal 删(3)" },
		{ "退2", "return[2]" },
		{ "确认", "confirm" },
		{ "采用3条", NULL },
		{ "好的，收到", NULL },
		{ "退 缺数据", "return{缺数据}" },
		{ "我县高度重视，迅速行动。验收项目37个，全部通过，成效明显。下一步将抓好落实，确保"
		  "见效。",
		  NULL },
	};

	check_rows(SCOPE_UNKNOWN, rows, G_N_ELEMENTS(rows));
}

static void
test_edit_fields(void)
{
	CommandContext context = { .scope = SCOPE_ITEM };
	g_autoptr(Commands) replace = commands_read("“3人”改为“4人”", &context);
	g_autoptr(Commands) paragraph = commands_read("删第二段", &context);
	g_autoptr(Commands) text = commands_read("改并通过\n" COMMANDS_EDIT_BEGIN
						 "\n新的正文。\n第二段。\n" COMMANDS_EDIT_END,
						 &context);
	const Command *command = g_ptr_array_index(replace->list, 0);

	g_assert_cmpstr(command->from, ==, "3人");
	g_assert_cmpstr(command->to, ==, "4人");
	g_assert_cmpint(command->edit, ==, COMMAND_EDIT_REPLACE);
	command = g_ptr_array_index(paragraph->list, 0);
	g_assert_cmpint(command->paragraph, ==, 2);
	command = g_ptr_array_index(text->list, 0);
	g_assert_true(command->and_approve);
	g_assert_cmpstr(command->rest, ==, "新的正文。\n第二段。");
}

static void
test_json(void)
{
	CommandContext context = { .scope = SCOPE_UNKNOWN };
	g_autoptr(Commands) commands = commands_read("退2 缺数据，其余通过", &context);
	json_t *json = commands_json(commands);
	g_autofree char *text = json_dumps(json, JSON_COMPACT);

	g_assert_cmpstr(
		text, ==,
		"[{\"verb\":\"return\",\"lines\":[2],\"items\":[],\"rest\":\"缺数据\",\"word\":"
		"\"退\"},"
		"{\"verb\":\"approve\",\"lines\":[],\"items\":[],\"rest\":null,\"word\":\"通过\","
		"\"others\":true,\"except\":[2]}]");
	json_decref(json);
	for (int verb = COMMAND_APPROVE; verb < COMMAND_VERBS; verb++)
		g_assert_cmpint(command_verb(command_word((CommandVerb)verb)), ==, verb);
}

static void
test_too_long(void)
{
	CommandContext context = { .scope = SCOPE_ITEM };
	GString *text = g_string_new("通过");
	g_autoptr(Commands) commands = NULL;

	while (text->len <= COMMANDS_MAX_BYTES)
		g_string_append(text, "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
	commands = commands_read(text->str, &context);
	g_string_free(text, TRUE);
	g_assert_cmpuint(commands->list->len, ==, 0);
	g_assert_nonnull(commands->not_understood);
}

/* What is no 代录签发, and how near it comes: nobody's report is taken for one. */
static void
test_tried(void)
{
	static const struct {
		const char *text;
		CommandTried wanted;
	} rows[] = {
		{ "代录签发 科长丙，删3条", TRIED_PLAINLY },
		{ "代录签发 科长丙，删", TRIED_PLAINLY },
		{ "代录签发《政务信息》 科长丙，删3，3移下期", TRIED_PLAINLY },
		{ "王科：\n代录签发 科长丙，好\n谢谢", TRIED_PLAINLY },
		{ "代录签发？", TRIED_PLAINLY },
		{ "代录签发 科长丙。删3。其余再看。", TRIED_PLAINLY },
		{ "代录签发吗", TRIED_NEARLY },
		{ "代录签发意见", TRIED_NEARLY },
		{ "如无误，代录签发", TRIED_NEARLY },
		{ "请代录签发 科长丙", TRIED_NEARLY },
		{ "代录签发《政务信息》 科长丙", TRIED_NOT },
		{ "通过", TRIED_NOT },
		{ "签发", TRIED_NOT },
		{ "我局推行代录签发制度，科长外出时由编辑当日登记、次日补签，全年刊发信息三百二十条"
		  "，"
		  "平均用时由三天压缩到半天，未发生一起差错，群众和基层单位普遍反映良好，经验在全市"
		  "推广。",
		  TRIED_NOT },
		{ "代录签发，一项小改革带来大变化。我局推行这一制度，科长外出时由编辑当日登记。"
		  "全年刊发信息三百二十条。平均用时由三天压缩到半天。",
		  TRIED_NOT },
	};
	CommandContext context = { .scope = SCOPE_UNKNOWN };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(Commands) commands = commands_read(rows[i].text, &context);

		g_test_message("%s", rows[i].text);
		g_assert_cmpint(commands->tried_record, ==, rows[i].wanted);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/command_query/queries", test_queries);
	g_test_add_func("/command_query/tried", test_tried);
	g_test_add_func("/command_query/confirm", test_confirm);
	g_test_add_func("/command_query/unknown", test_unknown);
	g_test_add_func("/command_query/edit", test_edit_fields);
	g_test_add_func("/command_query/json", test_json);
	g_test_add_func("/command_query/long", test_too_long);
	return g_test_run();
}
