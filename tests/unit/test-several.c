/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-several — covers mail/several.c, mail/several_text.c
 */
#include "mail/several.h"

#include "base/text/charset.h"
#include "base/text/fold.h"

#include <locale.h>
#include <string.h>

static const struct {
	const char *text;
	unsigned said;
} said_cases[] = {
	{ "信息3篇", 3 },
	{ "农业农村局政务信息两则", 2 },
	{ "现报送三条信息，请查收", 3 },
	{ "信息 12 条", 12 },
	{ "信息十二篇", 12 },
	{ "信息二十篇", 20 },
	{ "报送信息５篇", 5 },
	{ "一篇", 1 },
	{ "第3篇", 0 },
	{ "推出三条措施", 0 },
	{ "3份合同", 0 },
	{ "受灾3人，2个村", 0 },
	{ "", 0 },
};

static void
test_said(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(said_cases); i++) {
		g_test_message("%s", said_cases[i].text);
		g_assert_cmpuint(several_said(said_cases[i].text), ==, said_cases[i].said);
	}
	g_assert_cmpuint(several_said(NULL), ==, 0);
}

#define A                                                                                                       \
	"全县春耕备耕工作进展顺利，备足化肥3."                                                 \
	"2万吨、种子480吨，已整地12万亩，完成计划的78％，群众反映良好，农资供应" \
	"充足有序。"
#define B                                                                                                                                 \
	"敬老院安全大检查全面完成，共检查12所，整改隐患30处，更换灭火器120具，老人生活有保障，家" \
	"属满意，养老服务水"                                                                                                     \
	"平提高。"
#define C                                                                                                                                    \
	"全县各乡镇街道的防汛抢险物资都已经储备到位，检修水库8座、泵站21处，储备编织袋5万条，抢险" \
	"队伍集结完毕，预案演练两次"                                                                                            \
	"，值班值守落实到人"                                                                                                        \
	"头。"

static const struct {
	const char *name, *subject, *text;
	const char *files[8]; /* name, content, name, content … */
	guint n;
	bool sure;
} find_cases[] = {
	{ "two documents, counted", "信息2篇", "见附件", { "甲.docx", A, "乙.docx", B }, 2, true },
	{ "the note counts",
	  "今天的",
	  "现报送信息2篇，请查收",
	  { "甲.docx", A, "乙.docx", B },
	  2,
	  true },
	{ "idle subject", "信息", "见附件", { "甲.docx", A, "乙.pdf", B }, 2, true },
	{ "both named",
	  "春耕备耕情况、敬老院检查情况",
	  "请查收附件",
	  { "春耕备耕情况.docx", A, "敬老院检查情况.docx", B },
	  2,
	  true },
	{ "one named",
	  "春耕备耕情况",
	  "请查收附件",
	  { "春耕备耕情况.docx", A, "敬老院检查情况.docx", B },
	  2,
	  false },
	{ "fewer counted than there are",
	  "信息2篇",
	  "见附件",
	  { "甲.docx", A, "乙.docx", B, "丙.wps", C },
	  3,
	  false },
	{ "all are called annexes",
	  "信息",
	  "见附件",
	  { "附件1.docx", A, "附件2.docx", B },
	  2,
	  false },
	{ "and counted", "信息2篇", "见附件", { "附件1.docx", A, "附件2.docx", B }, 2, true },
	{ "one is an annex", "信息", "见附件", { "春耕.docx", A, "附件2.docx", B }, 0, false },
	{ "one is a plan",
	  "信息",
	  "见附件",
	  { "春耕.docx", A, "敬老院检查方案.docx", B },
	  2,
	  false },
	{ "one is a sign-off sheet",
	  "信息2篇",
	  "见附件",
	  { "春耕.docx", A, "签批单.docx", B },
	  0,
	  false },
	{ "one is a table", "信息2篇", "见附件", { "春耕.docx", A, "数据.xlsx", B }, 0, false },
	{ "one says so in its first line",
	  "信息",
	  "见附件",
	  { "春耕.docx", A, "乙.docx", "附件1\n" B },
	  0,
	  false },
	{ "the same twice", "信息", "见附件", { "春耕.docx", A, "春耕.pdf", A }, 0, false },
	{ "one is too short",
	  "信息2篇",
	  "见附件",
	  { "春耕.docx", A, "乙.docx", "电话1234567" },
	  0,
	  false },
	{ "numbered, counted",
	  "信息2篇",
	  "一、春耕备耕情况\n" A "\n二、敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "numbered in words",
	  "信息",
	  "信息一：春耕备耕情况\n" A "\n信息二：敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "a word and a blank",
	  "信息",
	  "信息一 春耕备耕情况\n" A "\n信息二 敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "a word alone in its line",
	  "信息",
	  "【信息一】\n春耕备耕情况\n" A "\n【信息二】\n\n敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "words alone, one under the other",
	  "信息",
	  "信息一\n信息二\n春耕备耕情况\n" A,
	  { NULL },
	  0,
	  false },
	{ "a word alone at the end",
	  "信息",
	  "信息一\n春耕备耕情况\n" A "\n信息二\n",
	  { NULL },
	  0,
	  false },
	{ "第一则 and a blank",
	  "信息",
	  "第一则 春耕备耕情况\n" A "\n第二则 敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "articles of a law",
	  "信息",
	  "第一条 春耕备耕情况\n" A "\n第二条 敬老院情况\n" B,
	  { NULL },
	  0,
	  false },
	{ "a label before each title",
	  "信息",
	  "标题：春耕备耕情况\n" A "\n标题：敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "counted above the first",
	  "信息",
	  "王科：现报送信息两条，请审阅。\n（一）春耕备耕情况\n" A "\n（二）敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "counted in a report",
	  "春耕备耕工作情况",
	  "县里发布两则通告。\n（一）春耕备耕情况\n" A "\n（二）敬老院情况\n" B,
	  { NULL },
	  0,
	  false },
	{ "numbered, under their number",
	  "信息2则",
	  "1.春耕备耕情况\n" A "\n（一）其他。\n2.敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "chapters",
	  "春耕备耕情况",
	  "一、基本情况\n" A "\n二、存在的问题\n" B,
	  { NULL },
	  0,
	  false },
	{ "paragraphs", "春耕备耕情况", "一、" A "\n二、" B, { NULL }, 0, false },
	{ "paragraphs, counted", "信息2条", "1、" A "\n2、" B, { NULL }, 2, true },
	{ "a gap", "信息3篇", "一、春耕备耕情况\n" A "\n三、敬老院情况\n" B, { NULL }, 0, false },
	{ "decimals", "信息", "1.5万亩已整地\n" A "\n2.6万人受益\n" B, { NULL }, 0, false },
	{ "numbers in brackets, counted",
	  "信息2篇",
	  "（一）春耕备耕情况\n" A "\n（二）敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "numbers in brackets, signed",
	  "信息",
	  "(1)春耕备耕情况\n" A "\n撰稿：田一禾\n(2)敬老院情况\n" B "\n撰稿：王科",
	  { NULL },
	  2,
	  true },
	{ "numbers in brackets alone are chapters",
	  "信息",
	  "（一）春耕备耕情况\n" A "\n（二）敬老院情况\n" B,
	  { NULL },
	  0,
	  false },
	{ "numbers in square brackets",
	  "11月20日信息",
	  "【一】春耕备耕情况\n" A "\n【二】敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "numbers in circles",
	  "信息2篇",
	  "①春耕备耕情况\n" A "\n②敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "numbered 之一",
	  "信息2篇",
	  "信息之一：春耕备耕情况\n" A "\n信息之二：敬老院情况\n" B,
	  { NULL },
	  2,
	  true },
	{ "between rules, counted",
	  "信息2篇",
	  "春耕备耕情况\n" A "\n*****\n\n敬老院检查情况\n" B "\n-----\n",
	  { NULL },
	  2,
	  true },
	{ "between rules, not counted",
	  "信息",
	  "春耕备耕情况\n" A "\n-----\n敬老院检查情况\n" B,
	  { NULL },
	  0,
	  false },
	{ "nothing", NULL, "", { NULL }, 0, false },
};

static void
test_find(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(find_cases); i++) {
		SeveralDocument documents[4];
		size_t n = 0;
		g_auto(Several) several = { 0 };

		for (; n < 4 && find_cases[i].files[2 * n]; n++)
			documents[n] = (SeveralDocument){ find_cases[i].files[2 * n],
							  find_cases[i].files[2 * n + 1] };
		several_find(find_cases[i].subject, find_cases[i].text, documents, n, &several);
		g_test_message("%s: %u", find_cases[i].name, several.parts->len);
		g_assert_cmpuint(several.parts->len, ==, find_cases[i].n);
		g_assert_cmpint(several.sure && several.parts->len > 0, ==, find_cases[i].sure);
	}
}

/* Many documents, long ones, deep numbers: bounded, and nothing is lost or doubled. */
static void
test_bounds(void)
{
	g_autofree SeveralDocument *documents = g_new0(SeveralDocument, 500);
	g_autofree char *big = g_strnfill(SEVERAL_TEXT_BYTES + 1, 'a');
	g_auto(Several) several = { 0 };
	g_auto(Several) lines = { 0 };
	g_autoptr(GString) text = g_string_new(NULL);

	for (size_t i = 0; i < 500; i++)
		documents[i] = (SeveralDocument){ "甲.docx", i == 0 ? big : A };
	several_find("信息500篇", "见附件", documents, 500, &several);
	g_assert_cmpuint(several.parts->len, ==, 0);
	for (unsigned i = 1; i <= 1000; i++)
		g_string_append_printf(text, "%u、标题标题标题\n" A "\n", i);
	several_find("信息", text->str, NULL, 0, &lines);
	g_assert_cmpuint(lines.parts->len, ==, 0);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(charset_load(NULL) && fold_load(NULL));
	g_test_add_func("/several/said", test_said);
	g_test_add_func("/several/find", test_find);
	g_test_add_func("/several/bounds", test_bounds);
	return g_test_run();
}
