/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-commands — every sentence of CONTRACT "Reply words" on an ask about one item
 *
 * Covers mail/commands.c, mail/command_item.c, mail/command_frame.c,
 * mail/command_view.c, mail/command_words.c.
 * Lists and drafts: test-command_list; questions, edits, records: test-command_query.
 */
#include "commands-show.h"

#include <locale.h>
#include <string.h>

typedef struct Row {
	const char *text, *wanted; /* NULL: no command, whatever the reason */
} Row;

static const char *const names[] = { "编辑甲", "编辑乙", "科长丙", "应急管理局", "民政局", NULL };
static const char *const journals[] = { "政务信息", "专报", NULL };

static void
check_rows(CommandScope scope, const Row *rows, size_t n)
{
	CommandContext context = { scope, names, "编辑甲", journals, NULL, NULL };

	for (size_t i = 0; i < n; i++) {
		g_autoptr(Commands) commands = commands_read(rows[i].text, &context);
		g_autofree char *shown = show_commands(commands);

		if (rows[i].wanted == NULL && commands->list->len > 0)
			g_test_message("「%s」 must command nothing, gave %s", rows[i].text, shown);
		if (rows[i].wanted != NULL && strcmp(shown, rows[i].wanted) != 0)
			g_test_message("「%s」 gave %s", rows[i].text, shown);
		if (rows[i].wanted == NULL) {
			g_assert_cmpuint(commands->list->len, ==, 0);
			g_assert_true(commands->empty ? commands->not_understood == NULL
						      : commands->why != NULL);
		} else {
			g_assert_cmpstr(shown, ==, rows[i].wanted);
		}
	}
}

static void
test_item_verbs(void)
{
	static const Row rows[] = {
		{ "通过", "approve" },
		{ "同意", "approve" },
		{ "过", "approve" },
		{ "用", "approve" },
		{ "可", "approve" },
		{ "可以", "approve" },
		{ "√", "approve" },
		{ "✓", "approve" },
		{ "✔️", "approve" },
		{ "采用", "approve" },
		{ "approve", "approve" },
		{ "Approve", "approve" },
		{ "ＡＰＰＲＯＶＥ", "approve" },
		{ "通过。", "approve" },
		{ "通过！", "approve" },
		{ "通过.", "approve" },
		{ "　通过　", "approve" },
		{ "通過", "approve" },
		{ "採用", "approve" },
		{ "同 意", "approve" },
		{ "同意，通过", "approve" },
		{ "通过《政务信息》", "approve《政务信息》" },
		{ "通过 专报", "approve《专报》" },
		{ "通过，上《专报》", NULL },
		{ "通过 上《专报》", "approve《专报》" },
		{ "不用", "file" },
		{ "不采用", "file" },
		{ "备查", "file" },
		{ "備查", "file" },
		{ "存", "file" },
		{ "阅存", "file" },
		{ "閱存", "file" },
		{ "file", "file" },
		{ "不用 已有类似信息", "file{已有类似信息}" },
		{ "退", "return" },
		{ "退 缺数据", "return{缺数据}" },
		{ "退，缺数据。", "return{缺数据}" },
		{ "退：缺数据", "return{缺数据}" },
		{ "退（缺数据）", "return{缺数据}" },
		{ "退回", "return" },
		{ "退回补数据", "return{补数据}" },
		{ "退稿 标题与正文不符，请核对", "return{标题与正文不符，请核对}" },
		{ "退改", "return" },
		{ "退 缺數據、缺時間", "return{缺數據、缺時間}" },
		{ "退 因3", "return{因3}因3" },
		{ "退 因２，数据不全", "return{因２，数据不全}<数据不全>因2" },
		{ "退\n缺数据\n缺时间", "return{缺数据\n缺时间}" },
		{ "return", "return" },
		{ "核实", "verify" },
		{ "核實", "verify" },
		{ "核实 伤亡是3人还是4人？", "verify{伤亡是3人还是4人？}" },
		{ "核实伤亡人数", "verify{伤亡人数}" },
		{ "补充", "verify" },
		{ "补充建议部分", "verify{建议部分}" },
		{ "补 数据", "verify{数据}" },
		{ "核实 数据是否可用", "verify{数据是否可用}" },
		{ "退 数据不可用", "return{数据不可用}" },
		{ "退 改好后再报", "return{改好后再报}" },
		{ "退 缺数据，若有请补充", "return{缺数据，若有请补充}" },
		{ "核实 等级是几级", "verify{等级是几级}" },
		{ "verify", "verify" },
		{ "改题：全县春耕进展顺利，粮食面积稳定", "edit{全县春耕进展顺利，粮食面积稳定}" },
		{ "改题：全县春耕进展顺利，通过", "edit{全县春耕进展顺利} approve" },
		{ "采用，改题：春耕，主题 三农", "approve edit{春耕} topic{三农}" },
		{ "改题 “春耕进展”", "edit{春耕进展}" },
		{ "“3人”改为“4人”", "edit{“3人”改为“4人”}" },
		{ "“甲，乙”改为“丙”，“丁”改为“戊”", "edit{“甲，乙”改为“丙”} edit{“丁”改为“戊”}" },
		{ "删第2段", "edit{删第2段}" },
		{ "删除第二段", "edit{删除第二段}" },
		{ "改", "edit" },
		{ "改并通过", "edit" },
		{ "并入#812", "merge#812>#812" },
		{ "并入 ＃812", "merge#812>#812" },
		{ "合并#812", "merge#812>#812" },
		{ "转 编辑乙", "assign{编辑乙}" },
		{ "转编辑乙", "assign{编辑乙}" },
		{ "轉 编辑乙", "assign{编辑乙}" },
		{ "转交 编辑乙处理", "assign{编辑乙}" },
		{ "送审", "assign" },
		{ "问应急管理局：伤亡几人？", "consult{应急管理局}<伤亡几人？>" },
		{ "征求 应急管理局、民政局", "consult{应急管理局、民政局}" },
		{ "暂缓", "park" },
		{ "暂缓至12月1日", "park{至12月1日}" },
		{ "缓 12月1日", "park{12月1日}" },
		{ "缓12月1日", "park{12月1日}" },
		{ "留", "park" },
		{ "留 下周一", "park{下周一}" },
		{ "移下期", "park" },
		{ "主题 三农、应急", "topic{三农、应急}" },
		{ "类型：问题", "kind{问题}" },
		{ "加急", "urgent" },
		{ "平件", "routine" },
		{ "放行", "release" },
		{ "已核不涉密", "release" },
		{ "放行 已与保密办核对", "release{已与保密办核对}" },
		{ "撤销", "undo" },
		{ "撤銷", "undo" },
		{ "登记 水利局 李四", "register{水利局 李四}" },
		{ "登记一次", "register" },
		{ "不收", "register" },
		{ "仍按通过办理", "approve!" },
		{ "仍按退回办理", "return!" },
	};

	check_rows(SCOPE_ITEM, rows, G_N_ELEMENTS(rows));
}

static void
test_item_frames(void)
{
	static const Row rows[] = {
		{ "王科：通过", "approve" },
		{ "王科：\n通过\n谢谢", "approve" },
		{ "李主任，您好！\n同意。", "approve" },
		{ "您好，通过，谢谢！", "approve" },
		{ "编辑乙：通过。辛苦了", "approve" },
		{ "通过\n编辑甲", "approve" },
		{ "通过\n\n——编辑甲", "approve" },
		{ "通过\n-- \n政府办信息科 编辑甲\n电话 1234567", "approve" },
		{ "通过\n发自我的iPhone", "approve" },
		{ "通过\n通过华为手机发送", "approve" },
		{ "通过 🙏", "approve" },
		{ "退 缺数据，谢谢！\n编辑甲", "return{缺数据}" },
		{ "主题 三农，加急，通过", "topic{三农} urgent approve" },
		{ "通过 加急", "approve urgent" },
		{ "通过；类型 动态；平件；改题：春耕进展",
		  "approve kind{动态} routine edit{春耕进展}" },
		{ "主题 三农 通过", "topic{三农} approve" },
		{ "谢谢", "(empty)" },
		{ "", "(empty)" },
		{ " \n　\n", "(empty)" },
		{ "编辑乙：\n谢谢\n编辑甲", "(empty)" },
		{ "编辑甲", NULL },
		{ "转王科：通过", NULL },
		{ "问题：通过", NULL },
		{ "通过\n编辑丁", NULL },
		{ "通过\n另外第三段数字要改", NULL },
	};

	check_rows(SCOPE_ITEM, rows, G_N_ELEMENTS(rows));
}

static void
test_item_nothing(void)
{
	static const char *const texts[] = {
		"不同意",
		"暂不通过",
		"原则同意",
		"拟同意",
		"建议采用",
		"阅",
		"圈阅",
		"已阅",
		"好",
		"行",
		"嗯",
		"收到",
		"好的，收到",
		"好的",
		"1",
		"2",
		"👍",
		"通过华为手机发送的信息很好",
		"通过？",
		"通过吗",
		"同意吗？",
		"可以吗？",
		"是否通过？",
		"退回吗？",
		"退？",
		"退了吧？",
		"核实了吗",
		"改完再通过",
		"如无误，通过",
		"通过，如果数据无误",
		"如果不补数据则退",
		"退，如不补数据",
		"核实后通过",
		"等核实了再用",
		"缺数据的话退",
		"核实，如属实则通过",
		"转发各科室",
		"改革开放",
		"问题：数据不准",
		"退休人员增加",
		"查处三起",
		"难过。",
		"过一会儿再看",
		"用餐",
		"可能有误",
		"存在问题",
		"缓解",
		"留意",
		"补贴",
		"退耕还林",
		"退2",
		"用3",
		"退第2条",
		"退 2",
		"通过1、3",
		"通过3条",
		"3通过",
		"第2条退",
		"并入3",
		"4并入1",
		"合并1、4",
		"退，通过",
		"通过，退",
		"通过\n不用",
		"退 缺数据\n通过",
		"核实 人数，通过",
		"通过 不错",
		"通过……",
		"通过 但是要改",
		"同意王科意见",
		"通过,请尽快",
		"转 王五",
		"转发给大家",
		"转 发给大家",
		"问 谁知道",
		"暂缓 等数据",
		"加急，平件",
		"加急3",
		"主题",
		"主题教育开展情况",
		"类型",
		"改题",
		"改题：",
		"改一下",
		"改3",
		"签发",
		"印发",
		"同意签发",
		"同意，删3",
		"删3",
		"顺序 3,1,7",
		"确认",
		"不是我",
		"核实无误",
		"核实情况属实，通过",
		"补充材料见附件",
		"补充说明",
		"退回来的稿子我看了",
		"不用了",
		"不用退",
		"不用再核实了",
		"我同意",
		"都同意",
		"通过通过吧",
		"ok",
		"OK",
		"yes",
		"approved",
		"approve?",
		"filed",
		"returning",
		"reapprove",
		"1通过",
		"“通过”",
		"> 通过",
		"“”改为“乙”",
		"删第段",
		"仍按办理",
		"登记",
		"登记一下",
		"重大决策需要集体讨论通过",
		"会议审议通过",
		"未通过",
		"没通过",
		"不可以",
		"不可",
		"暂不采用",
		"不 同意",
		"撤销吗",
		"放行？",
		"加急办理",
		"采用3条",
		"通过 退",
		"主题 三农，主题 应急",
		"自动回复：通过",
		"通过 编辑甲",
		"同意并签发",
		"可。但要核实",
		"补充面积后可以通过",
		"补充面积后可",
		"补充面积，可以通过",
		"补充面积即可通过",
		"补充面积方可编发",
		"补充面积后再发",
		"补充，等面积核准再发",
		"核实面积，没问题就发",
		"核实，面积若属实可通过",
		"核实后可用",
		"核实属实后，可采用",
		"改好后通过",
		"改好后再通过",
		"等核实了再发",
		"待核实后发",
		"若属实可通过",
		"通过，除非数据有误",
		"除非数据有误，通过",
		"退 核实后可用",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		Row row = { texts[i], NULL };

		check_rows(SCOPE_ITEM, &row, 1);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/commands/item/verbs", test_item_verbs);
	g_test_add_func("/commands/item/frames", test_item_frames);
	g_test_add_func("/commands/item/nothing", test_item_nothing);
	return g_test_run();
}
