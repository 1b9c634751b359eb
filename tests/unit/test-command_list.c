/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-command_list — CONTRACT "Reply words" on lists, drafts and issues
 *
 * Covers mail/command_list.c, mail/command_atoms.c, mail/command_pieces.c,
 * mail/command_weigh.c, mail/command_numbers.c, mail/command_seal.c.
 */
#include "commands-rows.h"

#include <locale.h>

static void
test_list_orders(void)
{
	static const CommandRow rows[] = {
		{ "通过1、3-5，退2 缺数据", "approve[1,3,4,5] return[2]{缺数据}" },
		{ "1 3-5通过 2退", "approve[1,3,4,5] return[2]" },
		{ "1 3-5通过 2退 缺数据", "approve[1,3,4,5] return[2]{缺数据}" },
		{ "通过1、3，4并入1，2退 缺数据，其余备查",
		  "approve[1,3] merge[4]>1 return[2]{缺数据} file+-(1,3,4,2)" },
		{ "其余备查", "file+" },
		{ "其余的都备查", "file+" },
		{ "其餘 備查", "file+" },
		{ "备查其余", "file+" },
		{ "全部通过", "approve*" },
		{ "全部 通过", "approve*" },
		{ "通过全部", "approve*" },
		{ "全部通过，除3退", "approve*-(3) return[3]" },
		{ "全部通过，除3、5退 缺数据", "approve*-(3,5) return[3,5]{缺数据}" },
		{ "全部通过，除3", "approve*-(3)" },
		{ "全部通过，除3外", "approve*-(3)" },
		{ "除3外全部通过", "approve*-(3)" },
		{ "除3外，其余通过", "approve+-(3)" },
		{ "除3退，其余通过", "return[3] approve+-(3)" },
		{ "通过1,3", "approve[1,3]" },
		{ "1,3通过", "approve[1,3]" },
		{ "1，3，5通过；2，4退", "approve[1,3,5] return[2,4]" },
		{ "通过 1、3", "approve[1,3]" },
		{ "通过 1 退 2", "approve[1] return[2]" },
		{ "1 通过 2 退", "approve[1] return[2]" },
		{ "1、通过\n2、退 缺数据\n3、备查", "approve[1] return[2]{缺数据} file[3]" },
		{ "1. 通过\n2. 退 缺数据", "approve[1] return[2]{缺数据}" },
		{ "1：通过；2：退", "approve[1] return[2]" },
		{ "第1条通过，第2条退", "approve[1] return[2]" },
		{ "第1、3条通过", "approve[1,3]" },
		{ "通过第3至5条", "approve[3,4,5]" },
		{ "第3条至第5条通过", "approve[3,4,5]" },
		{ "1号通过", "approve[1]" },
		{ "3至5通过", "approve[3,4,5]" },
		{ "３～５通过", "approve[3,4,5]" },
		{ "3—5通过", "approve[3,4,5]" },
		{ "3 - 5通过", "approve[3,4,5]" },
		{ "通过一、三", "approve[1,3]" },
		{ "十二通过", "approve[12]" },
		{ "二十三退", "return[23]" },
		{ "①③通过", "approve[1,3]" },
		{ "通过①③", "approve[1,3]" },
		{ "①②⑤通过，③④退 缺数据", "approve[1,2,5] return[3,4]{缺数据}" },
		{ "⑴⑶通过", "approve[1,3]" },
		{ "①、③通过，②退", "approve[1,3] return[2]" },
		{ "通过１、３，退２", "approve[1,3] return[2]" },
		{ "通過1，採用3", "approve[1] approve[3]" },
		{ "用1，退2，存3，留4", "approve[1] return[2] file[3] park[4]" },
		{ "1用 2退 3存", "approve[1] return[2] file[3]" },
		{ "√1、2", "approve[1,2]" },
		{ "通过#812", "approve#812" },
		{ "#812通过，#813退 缺数据", "approve#812 return#813{缺数据}" },
		{ "把4并入1", "merge[4]>1" },
		{ "4并入 1", "merge[4]>1" },
		{ "4、5并入#812", "merge[4,5]#812>#812" },
		{ "合并1、4", "merge[1,4]" },
		{ "1、4合并，以1为准", "merge[1,4]=1" },
		{ "合并1,4", "merge[1,4]" },
		{ "3转编辑乙", "assign[3]{编辑乙}" },
		{ "转3 编辑乙", "assign[3]{编辑乙}" },
		{ "3转给编辑乙", "assign[3]{编辑乙}" },
		{ "3送审", "assign[3]" },
		{ "3问应急管理局 伤亡几人", "consult[3]{应急管理局}<伤亡几人>" },
		{ "3暂缓 至12月1日", "park[3]{至12月1日}" },
		{ "3移下期", "park[3]" },
		{ "3主题 三农、应急，4类型 动态", "topic[3]{三农、应急} kind[4]{动态}" },
		{ "通过3，3加急", "approve[3] urgent[3]" },
		{ "3改题：全县春耕，进展顺利，4退", "edit[3]{全县春耕，进展顺利} return[4]" },
		{ "撤销3", "undo[3]" },
		{ "登记3 水利局 李四", "register[3]{水利局 李四}" },
		{ "3登记一次", "register[3]" },
		{ "3放行", "release[3]" },
		{ "王科：通过1，退2。谢谢！\n编辑甲", "approve[1] return[2]" },
		{ "2核实 是3人还是4人？", "verify[2]{是3人还是4人？}" },
		{ "通过1《政务信息》", "approve[1]《政务信息》" },
		{ "退2 因3", "return[2]{因3}因3" },
	};

	check_rows(SCOPE_LIST, rows, G_N_ELEMENTS(rows));
}

static void
test_list_reasons(void)
{
	static const CommandRow rows[] = {
		{ "退2 缺数据，时间不对，3通过", "return[2]{缺数据，时间不对} approve[3]" },
		{ "退2，缺数据", "return[2]{缺数据}" },
		{ "退2 缺数据 3通过", "return[2]{缺数据} approve[3]" },
		{ "2退 缺数据，退3 太长", "return[2]{缺数据} return[3]{太长}" },
		{ "2退 数据应为 35 不是 53，3通过", "return[2]{数据应为 35 不是 53} approve[3]" },
		{ "2退 缺数据\n谢谢\n编辑甲", "return[2]{缺数据}" },
		{ "2退 缺数據，其余通过", "return[2]{缺数據} approve+-(2)" },
		{ "2退 缺数据，全部通过", "approve*-(2) ~twice:2" },
		{ "2退 3个数据不对", "return[2]{3个数据不对}" },
		{ "2退 2024年数据陈旧", "return[2]{2024年数据陈旧}" },
		{ "2退（缺数据）", "return[2]{缺数据}" },
		{ "2退回缺数据", "return[2]{缺数据}" },
		{ "2退：缺数据", "return[2]{缺数据}" },
	};

	check_rows(SCOPE_LIST, rows, G_N_ELEMENTS(rows));
}

static void
test_list_refused(void)
{
	static const CommandRow rows[] = {
		{ "通过1,3,2退", "~both:通过1,3,2退" },
		{ "通过1 3 2退", "~both:通过1 3 2退" },
		{ "通过1、3退2", "~both:通过1、3退2" },
		{ "通过 1 退", "~both:通过 1 退" },
		{ "5通过，通过1,3,2退", "approve[5] ~both:通过1,3,2退" },
		{ "通过1、3，退3", "approve[1] ~twice:3" },
		{ "1、1通过", "~twice:1" },
		{ "全部通过，3退", "approve*-(3) ~twice:3" },
		{ "合并1、4，4退", "~twice:4 ~twice:合并1、4" },
		{ "4并入1，1退", "return[1] ~two:4并入1" },
		{ "4并入1、2", "~no-line:4并入1、2" },
		{ "并入1", "~no-line:并入1" },
		{ "合并1", "~no-line:合并1" },
		{ "通过3条", "~count:通过3条=3" },
		{ "3条通过", "~count:3条通过=3" },
		{ "采用三条，1通过", "approve[1] ~count:采用三条=3" },
		{ "通过", "~no-line:通过" },
		{ "1、3", "~no-line:1、3" },
		{ "通过1 不错", "~more:通过1 不错" },
		{ "通过1，不错", "approve[1] ~unknown:不错" },
		{ "通过1，其余再说吧", "approve[1] ~question:其余再说吧" },
		{ "通过1，3看看再说，其余备查", "approve[1] file+-(3,1) ~unknown:3看看再说" },
		{ "通过1？", "~question:通过1？" },
		{ "2退吗？", "~question:2退吗？" },
		{ "2退 可以吗？", "~question:2退 可以吗？" },
		{ "如无误，1通过", "~question:如无误 ~question:1通过" },
		{ "1通过，除非数据有误；2退", "return[2] ~question:1通过 ~question:除非数据有误" },
		{ "3通过。如无误，1通过", "approve[3] ~question:如无误 ~question:1通过" },
		{ "1补充面积后可以通过，2通过", "approve[2] ~question:1补充面积后可以通过" },
		{ "1改完再通过", "~question:1改完再通过" },
		{ "5-3通过", "~unknown:5-3通过" },
		{ "0通过", "~unknown:0通过" },
		{ "全部通过，其余备查", "~two:全部通过 ~two:其余备查" },
		{ "通过1到", "~unknown:通过1到" },
		{ "退2个", "~unknown:退2个" },
		{ "不同意1", "~unknown:不同意1" },
		{ "暂不通过3", "~unknown:暂不通过3" },
		{ "3转王五", "~unknown:3转王五" },
		{ "转3 王五", "~name:转3 王五" },
		{ "1签发", "~unknown:1签发" },
		{ "3暂缓 等数据", "~more:3暂缓 等数据" },
		{ "删3", "~unknown:删3" },
		{ "好的，收到", "~unknown:好的 ~unknown:收到" },
		{ "除3退", "~unknown:除3退" },
		{ "第3条不错", "~unknown:第3条不错" },
	};

	check_rows(SCOPE_LIST, rows, G_N_ELEMENTS(rows));
}

static void
test_seal(void)
{
	static const CommandRow rows[] = {
		{ "签发", "seal" },
		{ "簽發", "seal" },
		{ "同意", "seal" },
		{ "同 意", "seal" },
		{ "同意签发", "seal" },
		{ "印发", "seal" },
		{ "seal", "seal" },
		{ "同意，第3条删", "seal 删(3)" },
		{ "同意，删3", "seal 删(3)" },
		{ "同意，删第3条", "seal 删(3)" },
		{ "同意，3删，谢谢", "seal 删(3)" },
		{ "同意签发，删3、5，7移下期", "seal 删(3,5) 移(7)" },
		{ "同意，删3,5", "seal 删(3,5)" },
		{ "同意,3,5删", "seal 删(3,5)" },
		{ "签发，3移下期", "seal 移(3)" },
		{ "签发\n顺序 3,1,7", "seal 序(3,1,7)" },
		{ "签发，顺序 3、1、7", "seal 序(3,1,7)" },
		{ "签发；3改题：全县春耕，进展顺利；5删", "seal 删(5) 题(3:全县春耕，进展顺利)" },
		{ "王科：同意。\n编辑甲", "seal" },
		{ "退回 第3条数据不实", "return{第3条数据不实}" },
		{ "退回", "return" },
		{ "仍按签发办理", "seal" },
		{ "同意,删3,5,7移下期", NULL },
		{ "同意，删3，3移下期", NULL },
		{ "同意，删3条", NULL },
		{ "同意，3条删", NULL },
		{ "同意，第3条再看看", NULL },
		{ "删3", NULL },
		{ "同意，删", NULL },
		{ "同意？", NULL },
		{ "不同意", NULL },
		{ "原则同意", NULL },
		{ "拟同意", NULL },
		{ "同意，退回", NULL },
		{ "圈阅", NULL },
		{ "已阅", NULL },
		{ "好", NULL },
		{ "同意，顺序", NULL },
		{ "同意，顺序 3,1,3", NULL },
		{ "同意，删3，顺序 3,1", NULL },
		{ "改完再签发", NULL },
		{ "如无误，签发", NULL },
		{ "通过", NULL },
		{ "同意，1改题：", NULL },
		{ "退回吗？", NULL },
		{ "状态不明", NULL },
	};

	check_rows(SCOPE_DRAFT, rows, G_N_ELEMENTS(rows));
}

static void
test_issue(void)
{
	static const CommandRow rows[] = {
		{ "采用 1、3", "adopt[1,3]" },
		{ "采用1、3", "adopt[1,3]" },
		{ "1、3采用", "adopt[1,3]" },
		{ "採用1、3", "adopt[1,3]" },
		{ "采用第1条", "adopt[1]" },
		{ "全部采用", "adopt*" },
		{ "全部采用，除2", "adopt*-(2)" },
		{ "采用", "adopt" },
		{ "adopt 1,3", "adopt[1,3]" },
		{ "你好：采用1、3，谢谢！", "adopt[1,3]" },
		{ "采用1 《每日要情》第12期", "adopt[1]{《每日要情》第12期}" },
		{ "批示3 王副省长", "adopt[3]{王副省长}" },
		{ "采用3条", "~count:采用3条=3" },
		{ "已采用三条信息", "~count:已采用三条信息=3" },
		{ "3条采用", "~count:3条采用=3" },
		{ "建议采用1", "~unknown:建议采用1" },
		{ "不采用1", "~unknown:不采用1" },
		{ "拟采用1、3", "~unknown:拟采用1、3" },
		{ "采用1？", "~question:采用1？" },
		{ "通过1", "~unknown:通过1" },
		{ "同意", "~unknown:同意" },
		{ "圈阅", "~unknown:圈阅" },
		{ "收到", "~unknown:收到" },
	};

	check_rows(SCOPE_ISSUE, rows, G_N_ELEMENTS(rows));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/command_list/orders", test_list_orders);
	g_test_add_func("/command_list/reasons", test_list_reasons);
	g_test_add_func("/command_list/refused", test_list_refused);
	g_test_add_func("/command_list/seal", test_seal);
	g_test_add_func("/command_list/issue", test_issue);
	return g_test_run();
}
