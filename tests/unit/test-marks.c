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
	"绝密★启用前",
	"机密★20年",
	"秘密▲",
	"秘密▲5年",
	"机密△10年",
	"内部资料　注意保存",
	"工作秘密▲2年",
	"秘密★",
	"机密★",
	"绝密★",
	"秘密★三年",
	"秘密★拾年",
	"机密★二十年",
	"机密 ★ 长 期",
	"绝　密　★　长　期",
	"絕密★長期",
	"機　密★１０年",
	"祕密★５年",
	"秘密✰5年",
	"机密★★20年",
	"绝密☆☆☆",
	"秘密∗1年",
	"机密﹡10年",
	"机密※10年",
	"秘密●3年",
	"秘密·3年",
	"机密・10年",
	"秘密‧3年",
	"秘密★至2027年底",
	"秘密★2027年6月30日前",
	"机密★自2026年11月起5年",
	"秘密★保密期限5年",
	"秘密 保密期限：5年",
	"密级：机密 保密期限：10年",
	"密级：秘密★5年",
	"密　级：机　密",
	"密级（机密）",
	"密级【秘密】",
	"密级机密",
	"密级 机密 份号 000003",
	"份号：000003 密级：机密 紧急程度：特急",
	"文件密级：秘密",
	"涉密级别：机密",
	"秘密等级：机密",
	"保密级别：秘密",
	"密级标识：机密",
	"定密：秘密",
	"定密等级：机密",
	"【绝密】",
	"〖机密〗",
	"<秘密>",
	"{机密}",
	"“机密”件 严禁外传",
	"机密！",
	"机密！！！",
	"机密文件",
	"秘密文件，请勿转发",
	"机密文件 注意保密",
	"绝密文件",
	"本文件属机密级",
	"本报告为秘密",
	"此件为机密，阅后交回",
	"此件秘密，不得复印",
	"本材料系工作秘密",
	"属于国家秘密，请勿传播",
	"国家秘密★5年",
	"商业秘密★5年",
	"核心商密▲10年",
	"普通商密☆",
	"内部★",
	"内部文件★1年",
	"内部使用",
	"内部参阅",
	"仅供内部参考",
	"仅限内部传阅",
	"内部传阅 严禁外泄",
	"不得外传",
	"不得公开",
	"不宜公开",
	"严禁对外",
	"禁止外泄",
	"对外保密",
	"注意保密",
	"注意保管",
	"阅后即焚",
	"阅后收回",
	"请妥善保管 阅后退回",
	"涉密",
	"涉密文件",
	"涉密件",
	"【涉密】",
	"（涉密）",
	"此件涉密",
	"CONFIDENTIAL 机密",
	"机密 SECRET",
	"机.密★5年",
	"机-密★5年",
	"机*密*★5年",
	"机|密★5年",
	"（机密★10年）",
	"[秘密★5年]",
	"机密★10年 特急",
	"特提 机密★10年",
	"特急·机密",
	"机密·特急",
	"秘密级★5年",
	"机密级★10年",
	"机密件★",
	"秘密＊＊5年",
	"秘密#5年",
	"机密+10年",
	"秘密◎5年",
	"秘密◇5年",
	"秘密◆5年",
	"秘密☆启用前",
	"机密⭐️20年",
	"秘密🌟5年",
	"绝密⭑长期",
	"机密⭒10年",
	"机密✦10年",
	"机密✶10年",
	"秘密✱5年",
	"秘密✽5年",
	"机密٭10年",
	"机密⁎10年",
	"密级∶机密",
	"密级—机密",
	"密级-机密",
	"密级=机密",
	"密级/机密",
	"密级： 机密",
	"密级：\n机密",
	"密级\n机密\n紧急程度\n特急",
	"机\n密\n★\n十\n年",
	"秘\n密\n★",
	"绝\n\n密\n\n★",
	"机密\n★\n10年",
	"秘密\n5年",
	"机 密\n特 急",
	"机密\n特急",
	"00012\n机密★10年\n特急",
	"机\n密",
	"内\n部\n资\n料",
	"注\n意\n保\n密",
	"供内部掌握",
	"№000012 机密",
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
	"县委保密委员会召开全体会议，学习贯彻新修订的保密法",
	"机密级计算机培训班在县委党校开班，120名涉密人员参训",
	"秘密交通站红色旅游线路开通，首日接待游客3200人次",
	"开展商业秘密保护宣传进企业活动，发放手册5000份",
	"党群干部密切联系群众，走访农户1260户",
	"组织严密的防汛体系经受住考验，无一人伤亡",
	"县国家保密局对12个单位开展密级标识专项检查",
	"严格执行机密文件传阅、清退、销毁制度",
	"对绝密级、机密级、秘密级载体分类登记造册",
	"绝密级国家秘密保密期限不超过三十年，机密级不超过二十年，秘密级不超过十年",
	"修订国家秘密定密管理办法，明确定密责任人12名",
	"公安机关秘密侦查三个月，抓获嫌疑人18名",
	"揭开千年古镇的秘密，文旅融合谱新篇",
	"乡村致富的“秘密”在哪里？记者走进石桥乡",
	"丰收的秘密武器是测土配方施肥",
	"机密计算平台落户园区，投资3亿元",
	"密封圈生产线投产，年产值5000万元",
	"精密制造企业增至26家，同比增长12%",
	"人口稠密区消防通道整治完成，拆除障碍物86处",
	"密植栽培技术推广面积达到3.2万亩",
	"密码法宣传周启动，商用密码应用安全性评估完成8家",
	"观看警示教育片《机密背后》，120名干部受教育",
	"电影《秘密》在文化广场放映，观众300人",
	"内部审计发现问题23个，已整改21个",
	"加强机关内部管理，压缩会议经费15%",
	"内部控制建设经验在全省交流",
	"内部资料性出版物年检合格率100%",
	"印发《内部资料汇编》3期",
	"优化内部流程，办件时间压缩一半",
	"企业内部文件电子化流转，效率提升40%",
	"公开不得收费的项目清单，接受群众监督",
	"依法不得公开的政府信息，一律不上网",
	"个人信息不得公开，未成年人案件不公开审理",
	"对外开放水平提升，进出口总额增长8%",
	"严禁对外省籍车辆乱收费，设立举报电话",
	"不得对外来务工子女设置入学门槛",
	"落实文件阅后退回制度，全年清退文件1.2万份",
	"阅后即焚功能软件被不法分子利用实施诈骗3起",
	"注意保管好个人财物，谨防被盗，民警提醒",
	"保密期限届满的文件自行解密136件",
	"泄露国家秘密的，处三年以下有期徒刑",
	"窃取商业秘密案一审宣判，被告获刑2年",
	"工作秘密管理办法培训班举办，80人参加",
	"不得泄露工作秘密和商业秘密，违者严肃处理",
	"国家秘密、工作秘密、商业秘密的区别是宣讲重点",
	"涉密人员管理、涉密载体管理、涉密工程管理全面加强",
	"涉密文件清退工作完成，清退率100%",
	"涉密信息系统分级保护测评通过",
	"清查密件、机要件456份，无一遗失",
	"机要密码工作会议召开",
	"机要局特急件当日送达率100%",
	"密级鉴定机构开展培训",
	"密级、期限、知悉范围同步标注",
	"等级评定：二级甲等；密级：无",
	"秘密等级：不涉密",
	"创建五星级★示范村12个",
	"被评为★★★★★旅游景区",
	"热线电话12345*6789转接率99%",
	"长期秘密资助贫困学生的老党员被授予奖章",
	"秘密十年资助贫困生，老党员事迹感动全县",
	"省领导内参刊发我县经验3篇",
	"被《内部参考》采用2篇",
	"信息被省委内参采用，获肯定性批示",
	"举办保密知识竞赛，36支队伍参赛",
	"保密技术防护专项检查发现问题17个",
	"“保密就是保安全”主题宣传进校园",
	"机密打印纸销毁中心投入使用",
	"加密公交班次，增开6条线路",
	"加密林业巡护频次，出动护林员320人",
	"绝密档案解密展开幕，展出档案86件",
	"密切关注粮价波动，启动应急预案",
	"周密部署秋粮收购，设点45个",
	"机动车驾驶人密集路段增设警示标志",
	"警方破获一起侵犯机密商业信息案",
	"《保守国家秘密法》宣传月活动启动",
	"学习机密、秘密、绝密三级划分知识",
	"开展定密工作自查，抽查文件密级确定的准确性",
	"文件密级变更和解除程序进一步规范",
	"档案密级普查覆盖全县86家单位",
	"干部严守党的秘密，恪守政治纪律",
	"入党誓词“保守党的秘密”集体重温",
	"红色秘密联络点旧址修缮完工",
	"地下党秘密印刷厂遗址列入文保单位",
	"秘密战线英雄事迹报告会举行",
	"游击队秘密交通线旧址保护利用",
	"高考试卷启用前保管室24小时值守",
	"试卷启用前按机密级管理，保密室视频监控全覆盖",
	"高考机密试卷安全押运到位，出动警力120人",
	"高考“绝密”试卷押运演练举行",
	"县检察院审结侵犯商业秘密罪案件2件",
	"企业商业秘密保护示范点挂牌6个",
	"全县无失泄密事件发生",
	"请各单位妥善保管好防汛物资",
	"仅供参考的价格指数同比上涨3%",
	"内部员工持股改革试点推进",
	"对内部机构进行优化调整，撤并科室5个",
	"禁止外卖车辆进入校园内部道路",
	"内部掌握情况与公开数据一致的统计口径说明会召开",
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

/* 206 marks in five places: 1,030 samples, all held. */
static void
test_marked(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(marked); i++) {
		const char *mark = marked[i];
		g_autofree char *report = prose_make(1, (guint32)i);
		g_autofree char *first = g_strconcat(mark, "\n", report, NULL);
		g_autofree char *subject = g_strdelimit(g_strdup(mark), "\n", ' ');
		g_autofree char *second = g_strconcat("关于有关情况的报告\n", first, NULL);
		g_autofree char *titled = g_strconcat(subject, " 关于有关情况的报告", NULL);

		g_test_message("%s", mark);
		g_assert_cmpuint(n_in_text(first), >, 0);
		g_assert_cmpuint(n_in_text(second), >, 0);
		g_assert_cmpuint(n_in_subject(subject), >, 0);
		g_assert_cmpuint(n_in_subject(titled), >, 0);
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
