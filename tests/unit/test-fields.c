/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-fields — what a report names about itself, and its title
 *
 * Covers mail/fields.c, mail/field_label.c, mail/field_time.c, mail/signoff.c, mail/title.c,
 * mail/title_frame.c, mail/title_idle.c.
 */
#include "mail/fields.h"
#include "mail/title.h"

#include "base/clock.h"

#include <locale.h>
#include <string.h>

#define RECEIVED_US (INT64_C(1795406400) * CLOCK_SECOND_US) /* 2026-11-23T04:00:00Z */

typedef struct Row {
	const char *name, *text, *unit, *author, *reviewer, *phone, *time;
} Row;

static const Row rows[] = {
	{ "nothing", "全县春耕进展顺利。", NULL, NULL, NULL, NULL, NULL },
	{ "labels",
	  "正文。\n报送单位：农业农村局\n执笔：田一禾\n审核：张三丰\n联系电话：0123-4567890\n",
	  "农业农村局", "田一禾", "张三丰", "0123-4567890", NULL },
	{ "one line", "（农业农村局 执笔：田一禾 审核人：张三丰 电话：13800000000）", "农业农村局",
	  "田一禾", "张三丰", "13800000000", NULL },
	{ "half width", "撰稿:田一禾;签发:李四", NULL, "田一禾", "李四", NULL, NULL },
	{ "spaced label", "作　者：田一禾", NULL, "田一禾", NULL, NULL, NULL },
	{ "unit and name", "正文。\n（供稿：农业农村局 田一禾）", "农业农村局", "田一禾", NULL,
	  NULL, NULL },
	{ "tail", "正文。\n（民政局 安二民）\n", "民政局", "安二民", NULL, NULL, NULL },
	{ "tail unit", "正文。\n（城关镇）\n", "城关镇", NULL, NULL, NULL, NULL },
	{ "tail prose", "正文。\n（以上情况属实）\n", NULL, NULL, NULL, NULL, NULL },
	{ "not a label", "县医院审核通过，作者不详。", NULL, NULL, NULL, NULL, NULL },
	{ "rare characters", "执笔：龚㙍喆", NULL, "龚㙍喆", NULL, NULL, NULL },
	{ "short number", "电话：110", NULL, NULL, NULL, NULL, NULL },
	{ "event", "10月3日14时20分，城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-10-03T14:20:00+08:00" },
	{ "event with year", "2026年10月3日下午2点半发生。", NULL, NULL, NULL, NULL,
	  "2026-10-03T14:30:00+08:00" },
	{ "event of last year", "12月30日召开会议。", NULL, NULL, NULL, NULL,
	  "2025-12-30T00:00:00+08:00" },
	{ "event iso", "时间 2026-10-03 14:20", NULL, NULL, NULL, NULL,
	  "2026-10-03T14:20:00+08:00" },
	{ "a telephone without a colon", "联系人：陈晨，电话8123456", NULL, "陈晨", NULL, "8123456",
	  NULL },
	{ "who may be asked is the author where nobody else is", "联系人：陈晨；执笔：田一禾", NULL,
	  "田一禾", NULL, NULL, NULL },
	{ "unit behind the name", "作者：陈晨（水利局）", "水利局", "陈晨", NULL, NULL, NULL },
	{ "name behind the unit", "供稿：水利局（陈晨）", "水利局", "陈晨", NULL, NULL, NULL },
	{ "what he is", "审核：赵大伟（镇长）", NULL, NULL, "赵大伟", NULL, NULL },
	{ "who reports", "报告人：钱进 手机 139-0000-2222", NULL, "钱进", NULL, "139-0000-2222",
	  NULL },
	{ "signed above the labels",
	  "正文。\n（东平镇党政办 王小明）\n审核：赵大伟  电话：0537-1234567", "东平镇党政办",
	  "王小明", "赵大伟", "0537-1234567", NULL },
	{ "signed with a date", "正文。\n\n西河街道办事处　李娜　2026年11月27日", "西河街道办事处",
	  "李娜", NULL, NULL, "2026-11-27T00:00:00+08:00" },
	{ "roles without a colon", "正文。\n（县民政局  王芳 13911112222 审稿 刘平）", "县民政局",
	  "王芳", "刘平", "13911112222", NULL },
	{ "a role behind the name", "成效明显。(青山乡人社所 王 伟 供稿)", "青山乡人社所", "王伟",
	  NULL, NULL, NULL },
	{ "unit over its date", "正文。\n　　　　东平镇人民政府\n　　　　2026年11月27日",
	  "东平镇人民政府", NULL, NULL, NULL, "2026-11-27T00:00:00+08:00" },
	{ "a name with a dot", "正文。\n（民宗局 阿依·古丽）", "民宗局", "阿依·古丽", NULL, NULL,
	  NULL },
	{ "text by", "正文。\n（文/王小明）", NULL, "王小明", NULL, NULL, NULL },
	{ "prose in brackets", "投资3亿元（其中县财政局 已拨付资金）", NULL, NULL, NULL, NULL,
	  NULL },
	{ "a short last line", "正文。\n下一步抓落实", NULL, NULL, NULL, NULL, NULL },
	{ "yesterday", "昨日下午3时，青山乡召开招聘会。", NULL, NULL, NULL, NULL,
	  "2026-11-22T15:00:00+08:00" },
	{ "last night", "报告：昨晚8点，城关镇停水。", NULL, NULL, NULL, NULL,
	  "2026-11-22T20:00:00+08:00" },
	{ "this morning", "今晨6时10分发生。", NULL, NULL, NULL, NULL,
	  "2026-11-23T06:10:00+08:00" },
	{ "a day of this month", "20日上午9时，召开会议。", NULL, NULL, NULL, NULL,
	  "2026-11-20T09:00:00+08:00" },
	{ "a number of days", "须在3日内完成整改，15日均温8度。", NULL, NULL, NULL, NULL, NULL },
	{ "today in prose", "昨天的汗水，今天的收获，发展至今日益向好。", NULL, NULL, NULL, NULL,
	  NULL },
	{ "event full-width", "１０月３日１４时２０分发生。", NULL, NULL, NULL, NULL,
	  "2026-10-03T14:20:00+08:00" },
	{ "event today", "今日8时许，城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-23T08:00:00+08:00" },
	{ "event this morning", "今晨6点半，城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-23T06:30:00+08:00" },
	{ "event last night", "昨晚城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-22T00:00:00+08:00" },
	{ "event last night at", "昨日深夜11时，城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-22T23:00:00+08:00" },
	{ "event past midnight", "11月23日深夜1时，城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-23T01:00:00+08:00" },
	{ "event day and hour", "23日9时，城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-23T09:00:00+08:00" },
	{ "event of last month", "30日9时，城关镇发生火情。", NULL, NULL, NULL, NULL,
	  "2026-10-30T09:00:00+08:00" },
	{ "a term", "请于30日内整改，今日要闻。", NULL, NULL, NULL, NULL, NULL },
	{ "a name set apart", "撰稿：田　禾\n审核：赵 伟", NULL, "田禾", "赵伟", NULL, NULL },
	{ "labels in brackets", "【撰稿】田一禾【审核】赵大伟", NULL, "田一禾", "赵大伟", NULL,
	  NULL },
	{ "labels in a table",
	  "报送单位\t农业农村局\n撰稿人\t田一禾\n审核人\t赵大伟\n联系电话\t0000-1234567\n",
	  "农业农村局", "田一禾", "赵大伟", "0000-1234567", NULL },
	{ "labels in a table with bars",
	  "| 报送单位 | 农业农村局 |\n| 撰稿人 | 田一禾 |\n| 审核人 | 赵大伟 |", "农业农村局",
	  "田一禾", "赵大伟", NULL, NULL },
	{ "a post before and behind", "审核：镇长 赵大伟", NULL, NULL, "赵大伟", NULL, NULL },
	{ "a post behind", "审核：赵大伟 镇长", NULL, NULL, "赵大伟", NULL, NULL },
	{ "a post alone", "审核：赵镇长", NULL, NULL, "赵镇长", NULL, NULL },
	{ "a heading is no reviewer", "审核：严把质量关。全县审核12个。", NULL, NULL, NULL, NULL,
	  NULL },
	{ "first and last review", "撰稿：田一禾 初审：王科 终审：赵大伟", NULL, "田一禾", "王科",
	  NULL, NULL },
	{ "an extension", "电话：0000-1234567转801。", NULL, NULL, NULL, "0000-1234567转801",
	  NULL },
	{ "an area in brackets", "电话：（0000）1234567", NULL, NULL, NULL, "(0000)1234567", NULL },
	{ "full-width digits", "电话：００００－１２３４５６７", NULL, NULL, NULL, "0000-1234567",
	  NULL },
	{ "a telephone behind the name", "作者：田一禾 13900000000", NULL, "田一禾", NULL,
	  "13900000000", NULL },
	{ "a telephone in brackets", "撰稿：田一禾（13900000000）", NULL, "田一禾", NULL,
	  "13900000000", NULL },
	{ "unit over its writer", "正文。\n\n青禾县农业农村局\n田一禾", "青禾县农业农村局",
	  "田一禾", NULL, NULL, NULL },
	{ "picture and text by", "正文。\n（图/文 田一禾）", NULL, "田一禾", NULL, NULL, NULL },
	{ "the day before yesterday", "前天下午3点，发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-21T15:00:00+08:00" },
	{ "before, and no day", "前期工作，此前3日。", NULL, NULL, NULL, NULL, NULL },
	{ "this month", "本月20日，召开会议。", NULL, NULL, NULL, NULL,
	  "2026-11-20T00:00:00+08:00" },
	{ "hour 24", "11月20日24时，发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-21T00:00:00+08:00" },
	{ "midnight in the evening", "11月20日晚12点，发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-21T00:00:00+08:00" },
	{ "noon", "11月20日中午12时、下午12点，发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-20T12:00:00+08:00" },
	{ "planned", "计划于12月10日召开会议。", NULL, NULL, NULL, NULL, NULL },
	{ "planned, and one that was", "拟12月10日召开会议，11月20日已预备。", NULL, NULL, NULL,
	  NULL, "2026-11-20T00:00:00+08:00" },
	{ "impossible", "13月45日", NULL, NULL, NULL, NULL, NULL },
	{ "one label for name and telephone", "联系人及电话：田一禾 13900000000", NULL, "田一禾",
	  NULL, "13900000000", NULL },
	{ "a comma between them", "联系人、电话：田一禾，0000-1234567", NULL, "田一禾", NULL,
	  "0000-1234567", NULL },
	{ "a stroke between them", "联系人/电话：田一禾/13900000000", NULL, "田一禾", NULL,
	  "13900000000", NULL },
	{ "a stroke before a label", "撰稿：田一禾/审核：赵大伟", NULL, "田一禾", "赵大伟", NULL,
	  NULL },
	{ "a label that is none of ours", "填报人：田一禾 填报时间：昨天", NULL, "田一禾", NULL,
	  NULL, NULL },
	{ "what a form asks for", "报送单位（盖章）：青禾镇政府 审核（签字）：赵大伟", "青禾镇政府",
	  NULL, "赵大伟", NULL, NULL },
	{ "bold", "**联系人：**田一禾 **电话：**0000-1234567", NULL, "田一禾", NULL, "0000-1234567",
	  NULL },
	{ "other colons", "撰稿∶田一禾；审核︰赵大伟", NULL, "田一禾", "赵大伟", NULL, NULL },
	{ "drafted", "起草：田一禾　核稿：赵大伟", NULL, "田一禾", "赵大伟", NULL, NULL },
	{ "traditional", "報送單位：青禾鎮公所　審核：趙大偉　聯絡電話：0000-1234567", "青禾鎮公所",
	  NULL, "趙大偉", "0000-1234567", NULL },
	{ "a measure is no unit", "单位：万元、人", NULL, NULL, NULL, NULL, NULL },
	{ "a measure of land is no unit", "（单位：亩）", NULL, NULL, NULL, NULL, NULL },
	{ "glued in brackets", "正文。\n（县民政局田一禾）", "县民政局", "田一禾", NULL, NULL,
	  NULL },
	{ "glued with a role", "正文。\n（县民政局王禾供稿）", "县民政局", "王禾", NULL, NULL,
	  NULL },
	{ "a unit with a role", "正文。\n（县民政局供稿）", "县民政局", NULL, NULL, NULL, NULL },
	{ "roles glued to names", "正文。\n（撰稿人王禾 审核人赵大伟）", NULL, "王禾", "赵大伟",
	  NULL, NULL },
	{ "a colon behind the unit", "正文。\n（县民政局：王禾）", "县民政局", "王禾", NULL, NULL,
	  NULL },
	{ "other brackets", "正文。\n【县民政局 王禾 13900000000】", "县民政局", "王禾", NULL,
	  "13900000000", NULL },
	{ "roles and a telephone glued to words",
	  "正文。\n（县水利局供稿，撰稿人费红英，审核人柯建业，联系电话13900001234）", "县水利局",
	  "费红英", "柯建业", "13900001234", NULL },
	{ "a unit before labels", "正文。\n（县教育局 通讯员：费红英 审核：柯建业）", "县教育局",
	  "费红英", "柯建业", NULL, NULL },
	{ "a unit before the brackets", "正文。\n——县供电公司（费红英 139 0000 1234）",
	  "县供电公司", "费红英", NULL, "13900001234", NULL },
	{ "a telephone on its own line", "正文。\n县融媒体中心   常沐雨\n(0571)8856350",
	  "县融媒体中心", "常沐雨", NULL, "0571-8856350", NULL },
	{ "no telephone in prose", "热线开通。\n12345\n2026111213\n13900001234", NULL, NULL, NULL,
	  NULL, NULL },
	{ "a long dash in a telephone", "撰稿：欧阳静 0571—8822695\n审核：费红英 139 0000 2998",
	  NULL, "欧阳静", "费红英", "0571-8822695", NULL },
	{ "unit and writer behind one label",
	  "正文。\n[撰稿：县乡村振兴服务中心常沐雨  审核：柯建业]", "县乡村振兴服务中心", "常沐雨",
	  "柯建业", NULL, NULL },
	{ "where a seal goes", "填报单位：松陵镇党建办（盖章）  填报人：费红英", "松陵镇党建办",
	  "费红英", NULL, NULL, NULL },
	{ "writer over unit over date", "正文。\n费红英\n响泉乡党政办\n2026年11月20日",
	  "响泉乡党政办", "费红英", NULL, NULL, "2026-11-20T00:00:00+08:00" },
	{ "who leads", "信息员：费红英  手机：13900001234  分管领导：柯建业", NULL, "费红英",
	  "柯建业", "13900001234", NULL },
	{ "other labels", "稿件来源：县水利局  编辑：费红英  编审：柯建业", "县水利局", "费红英",
	  "柯建业", NULL, NULL },
	{ "a form's name", "单位：县水利局\n姓名：费红英\n电话：6123456", "县水利局", "费红英",
	  NULL, "6123456", NULL },
	{ "no unit and no name", "正文。\n（详见县政府官网）", NULL, NULL, NULL, NULL, NULL },
	{ "event in Chinese figures", "十一月二十日十六时，发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-20T16:00:00+08:00" },
	{ "event of a year in Chinese figures", "二〇二六年十月三日，发生火情。", NULL, NULL, NULL,
	  NULL, "2026-10-03T00:00:00+08:00" },
	{ "Chinese figures in prose", "一日三餐，三年五载，十一月下旬，第二十三条。", NULL, NULL,
	  NULL, NULL, NULL },
	{ "last Friday", "上周五15时，发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-20T15:00:00+08:00" },
	{ "a day of this week to come", "本周六上午9时，召开会议。", NULL, NULL, NULL, NULL, NULL },
	{ "a range", "11月19—20日，举办培训。", NULL, NULL, NULL, NULL,
	  "2026-11-19T00:00:00+08:00" },
	{ "last year by name", "去年11月20日，发生火情。", NULL, NULL, NULL, NULL,
	  "2025-11-20T00:00:00+08:00" },
	{ "a weekday in brackets", "11月20日（星期五）16时，发生火情。", NULL, NULL, NULL, NULL,
	  "2026-11-20T16:00:00+08:00" },
};

static void
test_rows(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_auto(Fields) fields = { 0 };
		g_autofree char *time = NULL;

		g_test_message("case %s", rows[i].name);
		fields_read(rows[i].text, RECEIVED_US, "Asia/Shanghai", &fields);
		g_assert_cmpstr(fields.unit, ==, rows[i].unit);
		g_assert_cmpstr(fields.author, ==, rows[i].author);
		g_assert_cmpstr(fields.reviewer, ==, rows[i].reviewer);
		g_assert_cmpstr(fields.phone, ==, rows[i].phone);
		if (fields.event_time_known)
			time = clock_rfc3339(fields.event_time_us, "Asia/Shanghai");
		g_assert_true(rows[i].time == NULL
				      ? time == NULL
				      : time != NULL && strncmp(time, rows[i].time, 16) == 0);
	}
}

static void
test_titles(void)
{
	static const struct {
		const char *subject, *text, *document, *wanted;
	} titles[] = {
		{ "春耕进展顺利", "正文", NULL, "春耕进展顺利" },
		{ "回复：Re: 春耕进展顺利", NULL, NULL, "春耕进展顺利" },
		{ "Fw:转发：春耕", NULL, NULL, "春耕" },
		{ "Re[2]: 春耕", NULL, NULL, "春耕" },
		{ "答复: [呈报 12-1-k7] 春耕", NULL, NULL, "春耕" },
		{ "【信息报送】春耕进展", NULL, NULL, "春耕进展" },
		{ "【紧急信息】关于城关镇火情的报告", NULL, NULL,
		  "【紧急信息】关于城关镇火情的报告" },
		{ "信息", "信息科：\n您好！\n城关镇春耕进展顺利\n今年以来，……", NULL,
		  "城关镇春耕进展顺利" },
		{ "", "城关镇春耕进展顺利\n正文", NULL, "城关镇春耕进展顺利" },
		{ NULL, NULL, NULL, "" },
		{ "政务信息", "见附件，请查收。", "民政局养老服务有新招", "民政局养老服务有新招" },
		{ "农业农村局信息1", "请查收", "春耕备耕情况", "春耕备耕情况" },
		{ "招聘会举办情况", "今年已举办三场。", NULL, "招聘会举办情况" },
		{ "优化产业布局", "全县新建园区三个。", NULL, "优化产业布局" },
		{ "县领导调研大洼镇", "11月20日，县领导来镇。", NULL, "县领导调研大洼镇" },
		{ "县委政策调研办公室", "春耕备耕情况\n正文", NULL, "春耕备耕情况" },
		{ "县政府办信息", "春耕备耕情况\n正文", NULL, "春耕备耕情况" },
		{ "(无主题)", "今年以来，城关镇抓好春耕。成效明显。", NULL,
		  "今年以来，城关镇抓好春耕" },
		{ "信息", "见附件", NULL, "信息" },
		{ "情况反映", "当前农村养老服务存在三个问题\n（一）设施不足。", NULL,
		  "当前农村养老服务存在三个问题" },
		{ "民政局工作动态", "民政局办好“一件事”\n近日", NULL, "民政局办好“一件事”" },
		{ "关于春耕的情况报告", "正文", NULL, "关于春耕的情况报告" },
		{ "信息化建设提速", "正文", NULL, "信息化建设提速" },
		{ "11月23日政务信息报送", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "2026-11-23", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "11月23日城关镇发生火情", "正文", NULL, "11月23日城关镇发生火情" },
		{ "2026年工作报告", "正文", NULL, "2026年工作报告" },
		{ "请查收：信息", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "信息（修改稿）", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "政务信息.docx", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "城关镇春耕进展顺利.DOCX", "见附件", NULL, "城关镇春耕进展顺利" },
		{ "信息", "标题：城关镇春耕进展顺利\n正文", NULL, "城关镇春耕进展顺利" },
		{ "关于加强信息报送工作的通知", "正文", NULL, "关于加强信息报送工作的通知" },
		{ "信息报送：城关镇春耕进展", "正文", NULL, "城关镇春耕进展" },
		{ "Fw: 报送：城关镇春耕进展", "正文", NULL, "城关镇春耕进展" },
		{ "关于报送《城关镇春耕进展》的函", "正文", NULL, "城关镇春耕进展" },
		{ "关于报送《春耕进展》等三篇信息的函", "正文", NULL,
		  "关于报送《春耕进展》等三篇信息的函" },
		{ "关于报送城关镇春耕进展的报告", "正文", NULL, "关于报送城关镇春耕进展的报告" },
		{ "快递进了村（大洼镇11.20）", "正文", NULL, "快递进了村" },
		{ "快递进了村（11月20日）", "正文", NULL, "快递进了村" },
		{ "快递进了村（1.2）", "正文", NULL, "快递进了村（1.2）" },
		{ "快递进了村（大洼镇）", "正文", NULL, "快递进了村（大洼镇）" },
		{ "快递进了村（2025—2027年）", "正文", NULL, "快递进了村（2025—2027年）" },
		{ "农业农村局信息：城关镇春耕进展", "正文", NULL, "城关镇春耕进展" },
		{ "11月23日信息：城关镇春耕进展", "正文", NULL, "城关镇春耕进展" },
		{ "信息1：城关镇春耕进展", "正文", NULL, "城关镇春耕进展" },
		{ "（信息报送）城关镇春耕进展", "正文", NULL, "城关镇春耕进展" },
		{ "城关镇：抓实春耕", "正文", NULL, "城关镇：抓实春耕" },
		{ "农业农村局：抓实春耕", "正文", NULL, "农业农村局：抓实春耕" },
		{ "情况反映：农资涨价", "正文", NULL, "情况反映：农资涨价" },
		{ "[External] *****SPAM***** 转发：春耕进展", "正文", NULL, "春耕进展" },
		{ "[Fwd: 城关镇春耕进展]", "正文", NULL, "城关镇春耕进展" },
		{ "返信: 転送: 春耕进展", "正文", NULL, "春耕进展" },
		{ "春耕进展顺利（终稿）.docx", "正文", NULL, "春耕进展顺利" },
		{ "春耕进展顺利(1).docx", "正文", NULL, "春耕进展顺利" },
		{ "春耕进展顺利(1)", "正文", NULL, "春耕进展顺利(1)" },
		{ "春耕进展顺利（修改稿）", "正文", NULL, "春耕进展顺利（修改稿）" },
		{ "\302\240春耕进展顺利\302\240　", "正文", NULL, "春耕进展顺利" },
		{ "县农业农村局11月29日信息", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "农业农村局工作信息（第12期）", "城关镇春耕进展顺利", NULL,
		  "城关镇春耕进展顺利" },
		{ "第三期村干部培训班开班", "正文", NULL, "第三期村干部培训班开班" },
		{ "投稿", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "第12期信息", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "新建 DOCX 文档", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "23日信息", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "Re: 约稿", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "急！信息", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "信息", "【城关镇春耕进展顺利】截至11月20日，已播1.6万亩。", NULL,
		  "城关镇春耕进展顺利" },
		{ "信息", "【紧急】城关镇发生火情。", NULL, "【紧急】城关镇发生火情" },
		{ "来自李明的邮件", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
		{ "信息",
		  "政务信息\n第12期（总第345期）\n县农业农村局　2026年11月23日\n\n春耕进展顺利",
		  NULL, "春耕进展顺利" },
		{ "信息",
		  "内部资料　注意保存\n政务信息\n（2026年第12期）\n县农业农村局编　2026年11月23日"
		  "\n春耕进展顺利",
		  NULL, "春耕进展顺利" },
		{ "信息", "县农业农村局　　签发人：王强\n春耕进展顺利", NULL, "春耕进展顺利" },
		{ "信息",
		  "信息报送单\n报送单位：县农业农村局\n报送日期：11月23日\n标题：春耕进展顺利",
		  NULL, "春耕进展顺利" },
		{ "信息", "尊敬的编辑老师：\n您好！现报送我局信息一篇，请予采用。\n\n春耕进展顺利",
		  NULL, "春耕进展顺利" },
		{ "信息", "来源于群众的建议：加快修路\n正文", NULL, "来源于群众的建议：加快修路" },
		{ "信息", "审核信息材料中发现三个问题\n正文", NULL, "审核信息材料中发现三个问题" },
		{ "2026年总结会召开", "正文", NULL, "2026年总结会召开" },
		{ "5日游产品受欢迎", "正文", NULL, "5日游产品受欢迎" },
		{ "急救站建成", "正文", NULL, "急救站建成" },
		{ "报送1条信息", "城关镇春耕进展顺利", NULL, "城关镇春耕进展顺利" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
		g_autofree char *title =
			title_from(titles[i].subject, titles[i].text, titles[i].document);

		g_assert_cmpstr(title, ==, titles[i].wanted);
	}
}

static void
test_pointer(void)
{
	static const char *const yes[] = { "",
					   "见附件",
					   "请查收",
					   "王科：\n见附件，谢谢！",
					   "您好，信息见附件，请查收。",
					   "农业农村局报送信息一篇，请查收。",
					   "详见附件\n\n",
					   "附件为我局信息，请审阅" };
	static const char *const no[] = { "城关镇春耕进展顺利，已播种3万亩，详见附件",
					  "今年以来，全县抓好春耕", "通过" };

	for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
		if (!body_is_pointer(yes[i]))
			g_test_message("「%s」 points to its attachment", yes[i]);
		g_assert_true(body_is_pointer(yes[i]));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++) {
		if (body_is_pointer(no[i]))
			g_test_message("「%s」 is a text", no[i]);
		g_assert_false(body_is_pointer(no[i]));
	}
	g_assert_true(title_is_empty_talk("信息一则"));
	g_assert_false(title_is_empty_talk("春耕信息员培训"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/fields/labels", test_rows);
	g_test_add_func("/fields/title", test_titles);
	g_test_add_func("/fields/pointer", test_pointer);
	return g_test_run();
}
