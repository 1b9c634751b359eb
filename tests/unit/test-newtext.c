/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-newtext — new text apart from quotations, as mail programs write them
 *
 * Covers mail/newtext.c, mail/newtext_attribution.c, mail/newtext_traces.c, mail/newtext_block.c,
 * mail/newtext_inline.c, mail/newtext_signs.c, mail/newtext_footer.c.
 */
#include "mail/newtext.h"
#include "mail/newtext_footer.h"

#include <locale.h>
#include <string.h>

typedef struct Row {
	const char *name, *plain, *html, *wanted;
	bool uncertain;
} Row;

#define QUOTED "> 标题：春耕进展\n> 通过请回复 通过\n> 呈报回执码：abc\n"

static const Row rows[] = {
	{ "no quotation", "通过\n", NULL, "通过", false },
	{ "empty", "", NULL, "", false },
	{ "nothing", NULL, NULL, "", false },
	{ "our separator", "通过\n\n======== 请在此行以上答复 ========\n退 请回复 退\n", NULL,
	  "通过", false },
	{ "our separator quoted", "> ======== 请在此行以上答复 ========\n> 通过\n", NULL, "",
	  false },
	{ "Outlook zh",
	  "退 缺数据\n\n-----原始邮件-----\n发件人: 呈报 <desk@qinghe.example>\n发送时间: "
	  "2026年11月23日 "
	  "10:00\n收件人: 编辑甲\n主题: [呈报 12-1-k7] 春耕\n\n通过\n",
	  NULL, "退 缺数据", false },
	{ "Outlook en",
	  "通过\n\n-----Original Message-----\nFrom: desk\nSent: Monday\nTo: x\nSubject: y\n\n退\n",
	  NULL, "通过", false },
	{ "Outlook block without separator",
	  "通过\n\n发件人: 呈报 <desk@qinghe.example>\n发送时间: 2026年11月23日 10:00\n收件人: "
	  "编辑甲\n主题: 春耕\n\n退\n",
	  NULL, "通过", false },
	{ "a block that begins with the subject",
	  "通过\n\n主题: 请审核\n发件人: 呈报 <desk@qinghe.example>\n发送时间: 2026/11/23 "
	  "10:00\n\n退\n",
	  NULL, "通过", false },
	{ "a subject above a block is an answer",
	  "主题：三农\n发件人: 呈报 <desk@qinghe.example>\n发送时间: 2026/11/23 10:00\n主题: "
	  "请审核\n\n退\n",
	  NULL, "主题：三农", false },
	{ "a subject apart from a block is an answer",
	  "主题：三农\n\n发件人: 呈报\n发送时间: 2026/11/23 10:00\n收件人: 甲\n\n退\n", NULL,
	  "主题：三农", false },
	{ "a report with labels of its own",
	  "时间：11月23日\n地点：青禾县\n主题：春耕座谈会\n由县农业农村局主持。\n", NULL,
	  "时间：11月23日\n地点：青禾县\n主题：春耕座谈会\n由县农业农村局主持。", false },
	{ "a span of time", "自：11月1日\n至：11月30日\n主题：冬季安全生产\n", NULL,
	  "自：11月1日\n至：11月30日\n主题：冬季安全生产", false },
	{ "a name alone above quoted lines", "通过\n\n呈报 写道：\n> 退\n", NULL, "通过", false },
	{ "a name alone above lines that are not quoted", "他写道：\n全县春播过半。\n", NULL,
	  "他写道：\n全县春播过半。", false },
	{ "Outlook bold block",
	  "通过\n\n*发件人:* 呈报\n*发送时间:* 2026年11月23日\n*收件人:* 编辑甲\n*主题:* "
	  "春耕\n\n退\n",
	  NULL, "通过", false },
	{ "Exchange rule",
	  "通过\n\n________________________________\nFrom: desk\nSent: Monday\nTo: x\nSubject: "
	  "y\n\n退\n",
	  NULL, "通过", false },
	{ "Exchange zh rule",
	  "通过\n________________________________\n发件人: 呈报\n发送时间: 2026年11月23日\n收件人: "
	  "甲\n主题: 春耕\n退\n",
	  NULL, "通过", false },
	{ "Foxmail",
	  "通过\n\n\n\n编辑甲\n \n发件人： 呈报\n发送时间： 2026-11-23 10:00\n收件人： "
	  "editor1\n主题： "
	  "[呈报 12-1-k7]\n退\n",
	  NULL, "通过\n\n\n\n编辑甲", false },
	{ "Foxmail with signature rule",
	  "通过\n\n--------------------------------\n编辑甲\neditor1@qinghe.example\n电话：0123-"
	  "4567\n\n发件人： "
	  "呈报\n发送时间： 2026-11-23 10:00\n收件人： editor1\n主题： x\n退\n",
	  NULL, "通过", false },
	{ "QQ web",
	  "通过\n\n&nbsp;\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "
	  "\"呈报\"&lt;desk@qinghe.example&gt;;\n发送时间: 2026年11月23日(星期一) "
	  "上午10:00\n\n退\n",
	  NULL, "通过", false },
	{ "QQ app",
	  "通过\n\n发自我的iPhone\n\n------------------ Original ------------------\nFrom: desk "
	  "<desk@qinghe.example>\nDate: 周一,11月 23,2026 10:00 上午\nTo: x\nSubject: y\n\n退\n",
	  NULL, "通过", false },
	{ "QQ enterprise",
	  "通过                                                   \n\n\n------------------ "
	  "原始邮件 "
	  "------------------\n发件人:  \"呈报\";\n退\n",
	  NULL, "通过", false },
	{ "NetEase",
	  "通过\n\n\n\n\n\n\n在 2026-11-23 10:00:00，\"呈报\" <desk@qinghe.example> 写道：\n\n退 "
	  "请回复 退\n",
	  NULL, "通过", false },
	{ "NetEase en",
	  "通过\n\nAt 2026-11-23 10:00:00, \"desk\" <desk@qinghe.example> wrote:\n>退\n", NULL,
	  "通过", false },
	{ "NetEase 大师",
	  "通过\n\n\n| |\n编辑甲\n|\n|\n邮箱：editor1@qinghe.example\n|\n\n---- 回复的原邮件 "
	  "----\n| 发件人 | "
	  "呈报<desk@qinghe.example> |\n| 发送日期 | 2026年11月23日 10:00 |\n| 主题 | 春耕 |\n退\n",
	  NULL, "通过", false },
	{ "Coremail", "通过\n\n\n----- 原始邮件 -----\n发件人：呈报\n退\n", NULL, "通过", false },
	{ "Coremail bare", "通过\n\n-----原始邮件-----\n退\n", NULL, "通过", false },
	{ "Apple Mail",
	  "通过\n\n> 在 2026年11月23日，下午3:00，呈报 <desk@qinghe.example> 写道：\n> \n> 退\n",
	  NULL, "通过", false },
	{ "Apple Mail unmarked", "通过\n\n在 2026年11月23日，下午3:00，呈报 写道：\n\n> 退\n", NULL,
	  "通过", false },
	{ "Apple Mail wrapped",
	  "通过\n\n在 2026年11月23日，下午3:00，呈报平台\n<desk@qinghe.example> 写道：\n\n> 退\n",
	  NULL, "通过", false },
	{ "iPhone",
	  "通过\n\n发自我的 iPhone\n\n> 在 2026年11月23日，15:00，呈报 <d@q.example> 写道：\n> "
	  "退\n",
	  NULL, "通过", false },
	{ "Gmail zh",
	  "通过\n\n呈报 <desk@qinghe.example> 于2026年11月23日周一 15:00写道：\n\n> 退\n", NULL,
	  "通过", false },
	{ "Gmail en wrapped",
	  "通过\n\nOn Mon, Nov 23, 2026 at 3:00 PM desk <desk@qinghe.example>\nwrote:\n\n> 退\n",
	  NULL, "通过", false },
	{ "Thunderbird", "通过\n\n在 2026/11/23 15:00, 呈报 写道:\n> 退\n", NULL, "通过", false },
	{ "Windows Mail",
	  "通过\n\n发送自 Windows 10 版邮件应用\n\n发件人: 呈报\n发送时间: 2026年11月23日 "
	  "10:00\n收件人: "
	  "甲\n主题: 春耕\n\n退\n",
	  NULL, "通过", false },
	{ "Huawei", "通过\n\n发自我的华为手机\n\n\n-------- 原始邮件 --------\n发件人： 呈报\n退\n",
	  NULL, "通过", false },
	{ "Huawei table",
	  "通过\n---- 回复的原邮件 ----\n|  发件人 | 呈报 |\n|  日期 | 2026-11-23 |\n|  主题 | x "
	  "|\n退\n",
	  NULL, "通过", false },
	{ "Xiaomi",
	  "通过\n\n在 呈报 <desk@qinghe.example>，2026年11月23日 下午3:00写道：\n\n> 退\n", NULL,
	  "通过", false },
	{ "one-line block",
	  "通过\n发件人： 呈报 发送时间： 2026-11-23 10:00 收件人： 编辑甲 主题： 春耕\n退\n", NULL,
	  "通过", false },
	{ "forwarded", "请阅\n---------- Forwarded message ---------\nFrom: x\n", NULL, "请阅",
	  false },
	{ "bare marks", "通过\n" QUOTED, NULL, "通过", false },
	{ "full-width marks", "通过\n＞退\n＞退\n", NULL, "通过", false },
	{ "bars", "通过\n| 退\n| 请回复\n", NULL, "通过", false },
	{ "only quotation", QUOTED, NULL, "", false },
	{ "below", QUOTED "\n通过\n", NULL, "通过", false },
	{ "below an attribution",
	  "在 2026-11-23 10:00，呈报 <d@q.example> 写道：\n" QUOTED "\n退 缺数据\n", NULL,
	  "退 缺数据", false },
	{ "below with footer", QUOTED "\n通过\n\n-- \n编辑甲\n", NULL, "通过", false },
	{ "inside", "> 标题：春耕\n通过\n> 正文\n", NULL, "通过", true },
	{ "above and below", "通过\n" QUOTED "\n但第三段要删\n", NULL, "通过", true },
	{ "above, footer below", "通过\n" QUOTED "\n-- \n编辑甲\n", NULL, "通过", false },
	{ "above, phone below", "通过\n" QUOTED "\n发自我的iPhone\n", NULL, "通过", false },
	{ "prose 写道", "局长在日志里写道：\n今年春耕早。\n", NULL,
	  "局长在日志里写道：\n今年春耕早。", false },
	{ "prose 写道 with a date", "2026年10月3日，他在日志里写道：\n今年春耕早。", NULL,
	  "2026年10月3日，他在日志里写道：\n今年春耕早。", false },
	{ "likely attribution", "通过\n在 2026-11-23 10:00，呈报写道：\n退\n", NULL, "通过", true },
	{ "an attribution without its colon",
	  "通过\n\n在 2026-11-23 10:00:00，\"呈报\" <desk@qinghe.example> 写道\n\n退\n", NULL,
	  "通过", false },
	{ "an attribution between dashes",
	  "通过\n\n----- 呈报 <desk@qinghe.example> 在 2026-11-23 15:04 写道 -----\n退\n", NULL,
	  "通过", false },
	{ "an attribution without a verb",
	  "通过\n\n2026年11月23日 15:04，呈报 <desk@qinghe.example>：\n退\n", NULL, "通过", false },
	{ "an attribution with another verb",
	  "通过\n\n在 2026年11月23日 15:04，呈报 <desk@qinghe.example> 来信：\n退\n", NULL, "通过",
	  false },
	{ "a sender, a date and another verb",
	  "通过\n\n呈报 <desk@qinghe.example> 于 2026年11月23日 15:04 发送：\n退\n", NULL, "通过",
	  true },
	{ "a date and a sender", "通过\n\n2026/11/23 呈报 <desk@qinghe.example>\n退\n", NULL,
	  "通过", true },
	{ "a date and a sender above marks",
	  "通过\n\n2026/11/23 呈报 <desk@qinghe.example>\n\n> 退\n", NULL, "通过", false },
	{ "a sender and a date above marks",
	  "通过\n\n\"呈报\" <desk@qinghe.example> – 2026年11月23日 15:04\n> 退\n", NULL, "通过",
	  false },
	{ "a date and a sender at the end are a signature",
	  "全县春播过半。\n\n2026/11/23 李四 <lisi@qinghe.example>\n", NULL,
	  "全县春播过半。\n\n2026/11/23 李四 <lisi@qinghe.example>", false },
	{ "a quoted sender above marks", "通过\n\n引用 呈报 <desk@qinghe.example>：\n\n> 退\n",
	  NULL, "通过", false },
	{ "Quoting", "通过\n\nQuoting 呈报 <desk@qinghe.example>:\n\n> 退\n", NULL, "通过", false },
	{ "Russian, no verb, no marks",
	  "通过\n\nпн, 23 нояб. 2026 г. в 15:04, 呈报 <desk@qinghe.example>:\n\n退\n", NULL, "通过",
	  false },
	{ "a program's words before the verb",
	  "通过\n\n您在2026-11-23 15:04:05来信中写道：\n> 退\n", NULL, "通过", false },
	{ "Dutch",
	  "通过\n\nOp 23 nov. 2026 om 15:04 heeft 呈报 <desk@qinghe.example> het volgende "
	  "geschreven:\n\n退\n",
	  NULL, "通过", false },
	{ "Russian, no verb",
	  "通过\n\nпн, 23 нояб. 2026 г. в 15:04, 呈报 <desk@qinghe.example>:\n\n> 退\n", NULL,
	  "通过", false },
	{ "Korean", "通过\n\n2026. 11. 23. 오후 3:04, 呈报 <desk@qinghe.example> 작성:\n\n退\n",
	  NULL, "通过", false },
	{ "where to send is no attribution",
	  "请于2026年11月30日17:00前报送至 <xinxi@qinghe.example>：\n一、春耕进展\n", NULL,
	  "请于2026年11月30日17:00前报送至 <xinxi@qinghe.example>：\n一、春耕进展", false },
	{ "a signature and a label are no attribution",
	  "编辑甲 <editor1@qinghe.example>\n处理意见：\n通过\n", NULL,
	  "编辑甲 <editor1@qinghe.example>\n处理意见：\n通过", false },
	{ "prose 写道 with a day", "2026年10月3日，县长在调研时写道\n今年春耕早。", NULL,
	  "2026年10月3日，县长在调研时写道\n今年春耕早。", false },
	{ "a separator of wide rules", "通过\n\n——————原始邮件——————\n退\n", NULL, "通过", false },
	{ "a separator of full-width hyphens", "通过\n\n－－－－原邮件－－－－\n退\n", NULL, "通过",
	  false },
	{ "a separator of other signs", "通过\n\n+++++ 原始邮件 +++++\n退\n", NULL, "通过", false },
	{ "a separator in brackets", "通过\n\n【原始邮件】\n退\n", NULL, "通过", false },
	{ "a separator in two languages",
	  "通过\n\n--------原始邮件(Original Message)--------\n退\n", NULL, "通过", false },
	{ "a separator of more words", "通过\n\n-----以下为原邮件内容-----\n退\n", NULL, "通过",
	  false },
	{ "a separator that is a sentence", "通过\n\n以下是原邮件：\n退\n", NULL, "通过", false },
	{ "a separator and a label in one line",
	  "通过\n\n-----原始邮件------发件人: 呈报 <desk@qinghe.example>\n退\n", NULL, "通过",
	  false },
	{ "Danish", "通过\n\n-------- Oprindelig besked --------\n退\n", NULL, "通过", false },
	{ "a short rule above a block",
	  "通过\n---\n发件人: 呈报\n发送时间: 2026年11月23日\n主题: 春耕\n退\n", NULL, "通过",
	  false },
	{ "who forwarded, above a block",
	  "通过\n---- 转发自 呈报 ----\n发件人: 呈报\n发送时间: 2026年11月23日\n主题: 春耕\n退\n",
	  NULL, "通过", false },
	{ "rules around words of the writer's", "----同意----\n“原邮件”一词请统一\n", NULL,
	  "----同意----\n“原邮件”一词请统一", false },
	{ "a bracketed heading of a report", "【原文】\n全县春播过半。\n", NULL,
	  "【原文】\n全县春播过半。", false },
	{ "a heading between rules above no block", "一、进展\n----转发情况----\n共12条。\n", NULL,
	  "一、进展\n----转发情况----\n共12条。", false },
	{ "an attribution behind the words",
	  "通过 在 2026-11-23 10:00:00，\"呈报\" <desk@qinghe.example> 写道：\n退\n", NULL, "通过",
	  false },
	{ "an attribution behind a sentence",
	  "通过。在 2026年11月23日，15:04，呈报 <desk@qinghe.example> 写道：\n\n> 退\n", NULL,
	  "通过。", false },
	{ "a date behind the words",
	  "通过 2026年11月23日 15:04，呈报 <desk@qinghe.example> 写道：\n\n> 退\n", NULL, "通过",
	  false },
	{ "an English attribution behind the words",
	  "通过--- On Mon, Nov 23, 2026 at 3:04 PM, desk@qinghe.example wrote:\n> 退\n", NULL,
	  "通过", false },
	{ "a wrapped attribution behind the words",
	  "通过 On Nov 23, 2026, at 3:04 PM, 呈报 <\ndesk@qinghe.example> wrote:\n\n退\n", NULL,
	  "通过", false },
	{ "the quoted writer before the date",
	  "张三 在 2026-11-23 10:00 <zhangsan@qinghe.example> 写道：\n退\n", NULL, "", false },
	{ "an address before the date",
	  "张三 <zhangsan@qinghe.example> 在 2026年11月23日，10:00 写道：\n退\n", NULL, "", false },
	{ "a separator behind the words",
	  "通过1 3-5，退2 缺数据 ---原始邮件--- 发件人: \"呈报\"<desk@qinghe.example> 发送时间: "
	  "2026年11月23日\n退4\n",
	  NULL, "通过1 3-5，退2 缺数据", false },
	{ "a block behind the words",
	  "通过 发件人: 呈报 <desk@qinghe.example> 发送时间: 2026年11月23日 收件人: 编辑甲 主题: "
	  "春耕\n退\n",
	  NULL, "通过", false },
	{ "a block that begins behind the words",
	  "通过\t发件人：呈报\n发送时间：2026年11月23日\n收件人：编辑甲\n主题：春耕\n退\n", NULL,
	  "通过", false },
	{ "a date and an address in a report",
	  "我县在2026年11月23日启动春耕，材料请发 张三 <zhangsan@qinghe.example>：\n一、进展\n",
	  NULL, "我县在2026年11月23日启动春耕，材料请发 张三 <zhangsan@qinghe.example>：\n一、进展",
	  false },
	{ "a rule in a line", "一、进展 --- 二、问题\n共12条。\n", NULL,
	  "一、进展 --- 二、问题\n共12条。", false },
	{ "a block of tabs",
	  "通过\n\n发件人\t呈报<desk@qinghe.example>\n日期\t2026年11月23日 "
	  "15:04\n收件人\t编辑甲\n主题\t"
	  "春耕\n退\n",
	  NULL, "通过", false },
	{ "a block of brackets",
	  "通过\n\n【发件人】呈报 "
	  "<desk@qinghe.example>\n【发送时间】2026-11-23\n【收件人】编辑甲\n【主题】"
	  "春耕\n\n退\n",
	  NULL, "通过", false },
	{ "a block of brackets and colons",
	  "通过\n\n[发件人]: 呈报 <desk@qinghe.example>\n[发送时间]: 2026-11-23\n[主题]: "
	  "春耕\n\n退\n",
	  NULL, "通过", false },
	{ "a Swedish block",
	  "通过\n\nFrån: 呈报 [mailto:desk@qinghe.example]\nSkickat: den 23 november 2026 "
	  "15:04\nTill: "
	  "编辑甲\nÄmne: 春耕\n\n退\n",
	  NULL, "通过", false },
	{ "a report's own headings in brackets",
	  "【时间】11月23日\n【地点】青禾县\n【主题】春耕座谈会\n由县农业农村局主持。\n", NULL,
	  "【时间】11月23日\n【地点】青禾县\n【主题】春耕座谈会\n由县农业农村局主持。", false },
	{ "a report that says where it comes from",
	  "来自：县农业农村局\n时间：11月23日\n地点：青禾县\n主题：春耕座谈会\n", NULL,
	  "来自：县农业农村局\n时间：11月23日\n地点：青禾县\n主题：春耕座谈会", false },
	{ "prose 发件人", "请核对发件人：王五\n通过\n", NULL, "请核对发件人：王五\n通过", false },
	{ "sender line alone", "发件人：王五\n县里情况如下。\n其余正常。\n", NULL,
	  "发件人：王五\n县里情况如下。\n其余正常。", false },
	{ "signature", "通过\n-- \n编辑甲\n信息科\n", NULL, "通过", false },
	{ "phone footer", "通过\n通过华为手机发送", NULL, "通过", false },
	{ "disclaimer", "通过\n\n免责声明：本邮件……\n退\n", NULL, "通过", false },
	{ "rule and text stays", "通过\n--------------\n但要删第三段\n", NULL,
	  "通过\n--------------\n但要删第三段", false },
	{ "html only", NULL, "通过\n发自我的iPhone", "通过", false },
	{ "html only with block", NULL, "通过\n发件人: 呈报\n发送时间: 2026\n主题: x\n退", "通过",
	  false },
	{ "plain and html agree", "通过\n" QUOTED, "通过", "通过", false },
	{ "blanks do not matter", "退  缺数据\r\n" QUOTED, "退 缺数据", "退  缺数据", false },
	{ "plain and html differ", "通过\n" QUOTED, "退回", "通过", true },
	{ "html says nothing", "通过\n", "", "通过", false },
	{ "long blanks", "通过　　　　\n　\n" QUOTED, NULL, "通过", false },
	{ "indented", "　　通过\n", NULL, "通过", false },
};

static void
test_rows(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		HtmlText page = { .fresh = (char *)rows[i].html };
		g_auto(NewText) text = { 0 };

		newtext_split(rows[i].plain, rows[i].html ? &page : NULL, "编辑甲", &text);
		if (g_strcmp0(text.text, rows[i].wanted) != 0 ||
		    text.uncertain != rows[i].uncertain)
			g_test_message("%s: 「%s」 %s", rows[i].name, text.text,
				       text.why != NULL ? text.why : "");
		g_assert_cmpstr(text.text, ==, rows[i].wanted);
		g_assert_cmpint(text.uncertain, ==, rows[i].uncertain);
		g_assert_cmpint(text.uncertain, ==, text.why != NULL);
		g_assert_nonnull(text.quoted);
	}
}

static void
test_html_quote_only(void)
{
	const HtmlText page = { .fresh = (char *)"", .quote = true };
	g_auto(NewText) text = { 0 };

	newtext_split("通过\n", &page, NULL, &text);
	g_assert_true(text.uncertain);
}

/* Only a blockquote that may be the quoted letter: nothing is certain. */
static void
test_html_doubt(void)
{
	const HtmlText page = { .fresh = (char *)"通过", .doubt = true };
	g_auto(NewText) alone = { 0 }, beside = { 0 };

	newtext_split(NULL, &page, NULL, &alone);
	g_assert_cmpstr(alone.text, ==, "通过");
	g_assert_true(alone.uncertain);
	newtext_split("通过\n", &page, NULL, &beside);
	g_assert_true(beside.uncertain);
}

/* A line through the word says the contrary; one through what is quoted says nothing. */
static void
test_html_struck(void)
{
	HtmlText page = { .fresh = (char *)"通过", .struck = (char *)"\n通 过" };
	g_auto(NewText) alone = { 0 }, beside = { 0 }, below = { 0 }, quoted = { 0 };

	newtext_split(NULL, &page, NULL, &alone);
	g_assert_cmpstr(alone.text, ==, "通过");
	g_assert_true(alone.uncertain);
	newtext_split("通过\n", &page, NULL, &beside);
	g_assert_true(beside.uncertain);
	page.struck = (char *)"旧标题\n18";
	newtext_split("通过\n", &page, NULL, &below);
	g_assert_false(below.uncertain);
	page.fresh = (char *)"“18万亩”改为“22万亩”\n======== 请在此行以上答复 "
			     "========\n【删：18】【增：22】";
	newtext_split(NULL, &page, NULL, &quoted);
	g_assert_false(quoted.uncertain);
}

static void
test_quoted(void)
{
	g_auto(NewText) text = { 0 };

	newtext_split("通过\n> 呈报回执码：abc\n", NULL, NULL, &text);
	g_assert_cmpstr(text.quoted, ==, "> 呈报回执码：abc\n");
}

/* Where the reading ends, no character is cut in two. */
static void
test_longest(void)
{
	g_autofree char *plain = g_malloc(NEWTEXT_MAX_BYTES + 2 * strlen("春"));
	g_auto(NewText) text = { 0 };

	memset(plain, 'a', NEWTEXT_MAX_BYTES);
	memcpy(plain + NEWTEXT_MAX_BYTES - 1, "春", sizeof("春"));
	newtext_split(plain, NULL, NULL, &text);
	g_assert_cmpuint(strlen(text.text), ==, NEWTEXT_MAX_BYTES - 1);
	g_assert_true(g_utf8_validate(text.text, -1, NULL));
}

static void
test_footers(void)
{
	static const char *const yes[] = { "发自我的iPhone",
					   "发自我的 iPhone",
					   "发自我的华为手机",
					   "发自我的小米手机",
					   "通过华为手机发送",
					   "来自QQ邮箱手机版",
					   "Sent from my iPhone",
					   "Sent from Mail for Windows",
					   "获取 Outlook for iOS<https://x.example/y>",
					   "来自 网易邮箱大师",
					   "签名由 网易邮箱大师 定制",
					   "从 Windows 版邮件发送",
					   "从我的iPhone发送",
					   "-- 发自我的iPhone",
					   "——来自网易邮箱大师",
					   "（发自我的手机）",
					   "【来自QQ邮箱】",
					   "来自钉钉",
					   "由 飞书邮箱 发送",
					   "从 Outlook for Android 发送",
					   "Download Outlook for Android<https://x.example/y>" };
	static const char *const no[] = { "通过",
					  "来自基层的反映",
					  "通过手机短信发送预警信息12万条次",
					  "通过华为手机发送的信息很好",
					  "由县气象局发布",
					  "来自钉钉群的反映",
					  "（来自基层的反映）",
					  "——来自青石镇的调查",
					  "从各乡镇手机发送量看",
					  "此邮件来自群众",
					  "--",
					  "（",
					  "来自手机",
					  "" };

	for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
		if (!newtext_footer_is(yes[i]))
			g_test_message("%s is a footer", yes[i]);
		g_assert_true(newtext_footer_is(yes[i]));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(no) - 2; i++) {
		if (newtext_footer_is(no[i]))
			g_test_message("%s is no footer", no[i]);
		g_assert_false(newtext_footer_is(no[i]));
	}
	g_assert_true(newtext_footer_is_contact("editor1@qinghe.example"));
	g_assert_true(newtext_footer_is_contact("电话：0123-4567890"));
	g_assert_false(newtext_footer_is_contact("editor says no"));
	g_assert_false(newtext_footer_is_contact("通过"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/newtext/layouts", test_rows);
	g_test_add_func("/newtext/html", test_html_quote_only);
	g_test_add_func("/newtext/html-doubt", test_html_doubt);
	g_test_add_func("/newtext/html-struck", test_html_struck);
	g_test_add_func("/newtext/quoted", test_quoted);
	g_test_add_func("/newtext/longest", test_longest);
	g_test_add_func("/newtext/footers", test_footers);
	return g_test_run();
}
