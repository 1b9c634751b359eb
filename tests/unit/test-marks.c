/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shipped secrecy marks: what must be held in every place, and what must pass.
 */
#include "base/record.h"
#include "base/text/fold.h"
#include "filters/ruleset.h"
#include "filters/shipped.h"
#include "prose.h"

#include <locale.h>

#define MARKS_PROSE 1000

static RuleSet *marks_set;

/* Marks as GB/T 9704 forms them and as people write them; each is tried in every place. */
static const char *const marked[] = {
	"机密★1年",
	"秘密★10年",
	"绝密★长期",
	"机密★启用前",
	"绝 密 ★ 30 年",
	"秘　密　★　6　个　月",
	"機密★五年",
	"絕密☆長期",
	"祕密⭐一年",
	"机密＊５年",
	"秘密*3年",
	"机密★解密条件：会议召开后",
	"秘密★2026年12月31日",
	"Ｊ 机密★10年",
	"000001 机密★1年 特急",
	"★机密★",
	"机"
	"\u200b"
	"密★5年",
	"机\n密\n★\n5年",
	"密级：机密",
	"密 级：秘 密",
	"密级:【绝密】",
	"密级★秘密",
	"密级 秘密",
	"密别：机密",
	"保密等级：绝密",
	"涉密等级：秘密",
	"【机密】",
	"（秘密）",
	"[绝密]",
	"〔秘密〕",
	"【机密级】",
	"（秘密件）",
	"机密",
	"秘 密",
	"绝密级",
	"特急 秘密",
	"机密 加急",
	"000012 绝密",
	"机密 10年",
	"秘密·一年",
	"秘密■3年",
	"机密（5年）",
	"绝密—长期",
	"秘密 启用前",
	"本件为秘密级，阅后请退回",
	"本文系机密",
	"密件 不得扩散",
	"【密件】",
	"工作秘密",
	"工作秘密★1年",
	"内部资料 注意保存",
	"（内部文件）",
	"内部材料，严禁外传",
	"內部資料，注意保密",
	"内部▲1年",
	"普通商密▲3年",
	"仅供内部掌握",
	"阅后销毁",
};

/* Mere words: nothing here bears a mark. */
static const char *const clean[] = {
	"全县保密工作会议召开，部署保密宣传教育",
	"县国家保密局开展机密文件管理检查，发现问题3个",
	"该公司商业秘密保护工作走在全市前列",
	"开展保守国家秘密法宣传月活动",
	"窃取商业秘密案件公开宣判",
	"中学生物课讲解叶绿体的秘密",
	"破获一起泄露个人信息案，涉及客户机密资料",
	"加强涉密载体管理，清退涉密文件120份",
	"定密责任人培训班开班，学习机密、秘密、绝密三级划分",
	"新建酒店获评五★级，密切干群联系",
	"保密委员会全体会议研究绝密级文件管理",
	"评选“五星★”示范户，乡村致富的秘密在哪里",
	"机密计算技术企业落户园区",
	"新建机密封条生产线投产",
	"举办“保密就是保安全”主题展，观众120人",
	"警方秘密抓捕犯罪嫌疑人3名",
	"内部资料性出版物准印证年检完成",
	"印发内部资料汇编3期",
	"泄露国家秘密的，依法追究刑事责任，处10年以下有期徒刑",
	"严禁用互联网邮箱传递机密文件",
	"举办工作秘密管理专题培训，不得泄露工作秘密",
	"加强内部管理，规范内部流程",
	"全县密件清查工作完成",
	"观看警示教育片《绝密档案背后》",
	"优化营商环境，机关内部文件办理提速，内部文件的流转时间压缩一半",
	"保密自查等级评定为优秀，密级标识规范",
	"等级：三级甲等，级别：县处级",
	"粮食安全等级：一级",
};

static guint
n_marks(const RuleInput *input)
{
	g_autoptr(json_t) verdict = ruleset_marks_only(marks_set, input);

	g_assert_cmpuint(json_array_size(json_object_get(verdict, "rule_errors")), ==, 0);
	return (guint)json_array_size(json_object_get(verdict, "marks"));
}

static guint
n_in_text(const char *text)
{
	RuleInput input = { .body = text };

	return n_marks(&input);
}

static guint
n_in_subject(const char *text)
{
	RuleInput input = { .subject = text };

	return n_marks(&input);
}

static guint
n_in_document(const char *name, const char *content)
{
	RuleInput input = { .attachment_names = &name, .documents = &content, .n_attachments = 1 };

	return n_marks(&input);
}

/* 58 marks in four places: 232 samples, all held. */
static void
test_marked(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(marked); i++) {
		const char *mark = marked[i];
		g_autofree char *report = prose_make(1, (guint32)i);
		g_autofree char *first = g_strconcat(mark, "\n", report, NULL);
		g_autofree char *subject = g_strdelimit(g_strdup(mark), "\n", ' ');
		g_autofree char *second = g_strconcat("关于有关情况的报告\n", first, NULL);

		g_test_message("%s", mark);
		g_assert_cmpuint(n_in_text(first), >, 0);
		g_assert_cmpuint(n_in_text(second), >, 0);
		g_assert_cmpuint(n_in_subject(subject), >, 0);
		g_assert_cmpuint(n_in_document("报告.docx", first), >, 0);
	}
}

/* Names of files, where a mark is followed by the title or the type. */
static void
test_names(void)
{
	static const char *const names[] = {
		"机密★1年 关于春耕的报告.docx",
		"秘密★.pdf",
		"春耕（机密）.doc",
		"【秘密】春耕.wps",
		"机密.docx",
		"报送/秘密★1年/春耕.txt",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_test_message("%s", names[i]);
		g_assert_cmpuint(n_in_document(names[i], "正文"), >, 0);
	}
}

/* 1,000 different reports, and mere words in each place: none is held. */
static void
test_clean(void)
{
	for (guint32 i = 0; i < MARKS_PROSE; i++) {
		g_autofree char *report = prose_make(2, i);
		const char *words = clean[i % G_N_ELEMENTS(clean)];
		g_autofree char *text = g_strconcat(report, "\n", words, "。\n", NULL);
		g_autofree char *name = g_strconcat(words, ".docx", NULL);

		g_test_message("%s", text);
		g_assert_cmpuint(n_in_text(text), ==, 0);
		g_assert_cmpuint(n_in_subject(words), ==, 0);
		g_assert_cmpuint(n_in_document(name, text), ==, 0);
	}
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autofree RuleFile *files = NULL;
	size_t n_files;
	int result;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	n_files = shipped_marks(&files);
	marks_set = ruleset_load(files, n_files, problems);
	g_assert_true(marks_set != NULL);
	g_test_add_func("/marks/marked", test_marked);
	g_test_add_func("/marks/names", test_names);
	g_test_add_func("/marks/clean", test_clean);
	result = g_test_run();
	ruleset_free(marks_set);
	return result;
}
