/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of mail/linked.c, and of what it means for body_is_pointer.
 */
#include "mail/fields.h"
#include "mail/linked.h"

#include <locale.h>

typedef struct {
	const char *name;
	const char *text;
	const char *rest; /* NULL: nothing is linked */
	bool pointer;
} Case;

static const Case cases[] = {
	{ "QQ",
	  "王科：\n材料见附件，请查收。\n\n从QQ邮箱发来的超大附件\n\n春耕备耕总结.docx (35.20M, "
	  "2026年12月28日 10:12 到期)\n进入下载页面："
	  "http://mail.qq.example/cgi-bin/ftnExs_download?k=1\n",
	  "王科：\n材料见附件，请查收。\n\n", true },
	{ "QQ, page without its links",
	  "从QQ邮箱发来的超大附件\n总结.docx (35.20M, 2026年12月28日 10:12 到期)\n进入下载页面\n",
	  "", true },
	{ "NetEase",
	  "来自网易126邮箱的云附件\n总结.zip（120.3 MB，有效期至2026-12-12）\n"
	  "下载：https://mail.126.example/large-attachment-download/index.html?p=x\n谢谢！\n",
	  "谢谢！\n", true },
	{ "Coremail with a report above",
	  "青禾县春播面积达12万亩，比上年增加3000亩。\n附件中转站\n图片.rar 60MB\n"
	  "https://mail.gov.example/coremail/ftn/get?x=1",
	  "青禾县春播面积达12万亩，比上年增加3000亩。\n", false },
	{ "two blocks",
	  "正文一段话说明情况如下。\n从QQ邮箱发来的超大附件\na.doc (1M, 到期)\n下载\n\n"
	  "还有一句正文在这里。\n来自邮箱的云附件\nb.doc 2MB\n下载\n",
	  "正文一段话说明情况如下。\n还有一句正文在这里。\n", false },
	{ "a report about them",
	  "关于规范使用超大附件的通知\n各单位要少用超大附件，下载慢，易过期。\n", NULL, false },
	{ "a heading with a link elsewhere",
	  "超大附件清理情况\n共清理超大附件120个。\n详见 https://www.gov.example/news/1\n", NULL,
	  false },
	{ "prose from somewhere", "从农户反映的情况看，超大附件打不开。\n下载也慢。\n", NULL,
	  false },
	{ "a document of Kingsoft's",
	  "王科：材料请查收。\n【金山文档 | WPS云文档】 "
	  "关于全县春耕备耕工作情况的报告（终稿）.docx\n"
	  "https://www.kdocs.example/l/cdXyZ123\n",
	  "王科：材料请查收。\n", true },
	{ "a document of Tencent's", "【腾讯文档】春耕进度表\nhttps://docs.qq.example/sheet/DU1a2b",
	  "", true },
	{ "a shared disk",
	  "通过网盘分享的文件：关于春耕的报告.docx\n链接: https://pan.baidu.example/s/1AbC 提取码: "
	  "ab12 \n--来自百度网盘超级会员v5的分享\n",
	  "", true },
	{ "a shared disk, as its older program writes",
	  "青禾县春播面积达12万亩，比上年增加3000亩。\n链接：https://pan.baidu.example/s/1AbC "
	  "\n提取码：ab12 \n复制这段内容后打开百度网盘手机App，操作更方便哦\n",
	  "青禾县春播面积达12万亩，比上年增加3000亩。\n", false },
	{ "a form to fill in, a page, a sentence with a link",
	  "请各单位填报。\n链接：https://docs.qq.example/form/page/DU1\n"
	  "https://www.kdocs.example/p/1\n各单位共享材料（https://pan.baidu.example/s/"
	  "1）后统一汇总，"
	  "未再收到。\n",
	  NULL, false },
	{ "nothing", "见附件", NULL, true },
};

static void
test_cut(const void *data)
{
	const Case *c = data;
	g_autofree char *rest = linked_cut(c->text);

	g_assert_cmpstr(rest, ==, c->rest);
	g_assert_cmpint(body_is_pointer(c->text), ==, c->pointer);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/linked/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_cut);
	}
	return g_test_run();
}
