/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-pages — every shipped page; covers pages, prepare and links
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/errors.h"
#include "base/record.h"
#include "base/shipped.h"
#include "publish/links.h"
#include "publish/pages.h"
#include "publish/prepare.h"
#include "publish/template.h"
#include "tests/unit/snapshots.h"

/* What a page of the sample must say, in text and in HTML. */
static const struct {
	const char *page, *subject;
	const char *says[8];
} pages[] = {
	{ "receipt",
	  "【急】已收到（第 12 号）：我县早稻育秧进度快于去年",
	  { "12", "2026-11-23 10:58", "农业农村局", "田一禾", "格式不能读取", "分析、建议",
	    "0000-1234567" } },
	{ "receipt-duplicate",
	  "此前已收到（第 12 号）：我县早稻育秧进度快于去年",
	  { "没有重复登记" } },
	{ "receipt-held", "来信已收到，待核对", { "0000-1234567" } },
	{ "ask",
	  "[呈报 12-1-k7] 【恢复】【急】我县早稻育秧进度快于去年",
	  { "11月24日 12:00", "未核验", "春耕备耕", "topics.rules:20", "36万斤", "表格暂不读取",
	    "一棚一员" } },
	{ "list",
	  "[呈报 12-1-k7] 待审信息 2 条（2026-11-23 11:02）",
	  { "〔1〕", "〔2〕", "退役军人局", "您的回复未能看懂：「这条再说」" } },
	{ "confirm",
	  "[呈报 12-1-k7] 请您确认：11月23日 11:02 的答复",
	  { "「嗯嗯」", "编入下一期", "确认", "不是我" } },
	{ "outcome",
	  "已阅存备查，未编发（第 12 号）：我县早稻育秧进度快于去年",
	  { "已阅存备查，未编发", "缺少数据", "编辑乙" } },
	{ "ack",
	  "[呈报 12-1-k7] 已办理：我县早稻育秧进度快于去年，1 处未能办理",
	  { "编入下一期", "「那个不太好」", "仍按通过办理", "撤销1" } },
	{ "unclear",
	  "[呈报 12-1-k7] 您的回复未能看懂：我县早稻育秧进度快于去年",
	  { "11月23日 11:02的回复未能看懂：", "「嗯嗯」", "仍按通过办理" } },
	{ "already",
	  "[呈报 12-1-k7] 已由编辑乙办理：我县早稻育秧进度快于去年",
	  { "编辑乙", "11月23日 11:02" } },
	{ "sign",
	  "[呈报 12-1-k7] 请签发《政务信息》2026年第1期（共 2 条）",
	  { "〔1〕", "技术员下到村组。", "签发 删3", "3移下期", "顺序 3 1 2", "退回" } },
	{ "draft-changed", "文稿有变动：《政务信息》2026年第1期", { "缺少数据", "编辑乙" } },
	{ "sealed", "已签发《政务信息》2026年第1期 (总第1期)", { "编辑乙", "退役军人冬季走访" } },
	{ "issue",
	  "《政务信息》2026年第1期 (总第1期)",
	  { "政务信息", "2026年第1期（总第1期）", "2026年11月23日", "〔2〕",
	    "（农业农村局　田一禾）", "采用1、3" } },
	{ "adopted",
	  "喜报：《我县早稻育秧进度快于去年》被市政府办公室采用",
	  { "市政府办公室", "市政务信息第88期" } },
	{ "alarm", "【系统告警】缺少数据", { "缺少数据", "chengbao status" } },
	{ "note", "缺少数据", { "编辑甲：您好！缺少数据。" } },
	{ "other",
	  "[呈报 12-1-k7] 有人答复了请您办理的邮件，没有办理：我县早稻育秧进度快于去年",
	  { "编辑乙答复了请您办理的邮件", "没有办理任何事项" } },
	{ "held", "【急】紧急来信已扣下待核对（第 12 号）", { "编辑乙", "nyj@qinghe.example" } },
	{ "secrecy",
	  "[呈报 12-1-k7] 疑似涉密来信 第 12 号，请核查",
	  { "12", "nyj@qinghe.example", "放行" } },
};

static void
test_page(const void *data)
{
	size_t i = GPOINTER_TO_SIZE(data);
	g_autoptr(json_t) snapshot = snapshot_of(pages[i].page, NULL);
	g_autoptr(GError) error = NULL;
	g_auto(Page) page = { 0 };

	g_assert_true(pages_render(pages[i].page, snapshot, &page, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(page.subject, ==, pages[i].subject);
	for (const char *const *say = pages[i].says; *say; say++) {
		if (!strstr(page.text, *say) || !strstr(page.html, *say))
			g_test_message("%s does not say %s", pages[i].page, *say);
		g_assert_nonnull(strstr(page.text, *say));
		g_assert_nonnull(strstr(page.html, *say));
	}
	g_assert_null(strstr(page.text, "{{"));
	g_assert_null(strstr(page.html, "{{"));
}

/* Whoever answers is asked above our separator, which is the first line. */
static void
test_separator(void)
{
	static const char *const asking[] = { "ask", "list",	"confirm", "sign",
					      "ack", "unclear", "secrecy" };

	for (size_t i = 0; i < G_N_ELEMENTS(asking); i++) {
		g_autoptr(json_t) snapshot = snapshot_of(asking[i], NULL);
		g_auto(Page) page = { 0 };

		g_assert_true(pages_render(asking[i], snapshot, &page, NULL));
		g_assert_true(g_str_has_prefix(page.text, PAGES_SEPARATOR
					       "\n" PAGES_TOKEN_LABEL SNAPSHOT_TOKEN "\n"));
		g_assert_nonnull(
			strstr(page.html, PAGES_SEPARATOR "<br>" PAGES_TOKEN_LABEL SNAPSHOT_TOKEN));
	}
}

/* Inline styles, tables, nothing from outside, no element a client drops. */
static void
test_html(void)
{
	static const char *const never[] = { "http",	  "//",	   "<img",   "<script",
					     "<style",	  "<link", "flex",   "grid;",
					     "position:", "url(",  "class=", "<form" };

	for (const char *const *name = pages_names(); *name; name++) {
		g_autoptr(json_t) snapshot = snapshot_of(*name, NULL);
		g_auto(Page) page = { 0 };
		const char *body;

		g_assert_true(pages_render(*name, snapshot, &page, NULL));
		body = strstr(page.html, "<body");
		g_assert_nonnull(strstr(page.html, "max-width:640px"));
		g_assert_nonnull(strstr(page.html, "font-size:16px"));
		for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
			g_assert_null(strstr(body, never[i]));
	}
}

/* Any member may be missing, or be of another type. */
static void
test_missing(void)
{
	static const char *const odd[] = {
		"{}", "{'item':null,'lines':null,'issue':null,'office':null,'to':null}",
		"{'item':{'topics':[1,null,'x'],'marks':[3],'similar':[[]],'attachments':['a'],"
		"'sender':'x','text':7},'lines':['a',1,null],'issue':{'lines':[2]},"
		"'office':{'mailbox':'a@b.example'}}"
	};

	for (size_t i = 0; i < G_N_ELEMENTS(odd); i++)
		for (const char *const *name = pages_names(); *name; name++) {
			g_autoptr(json_t) snapshot = snapshot_of(*name, odd[i]);
			g_autoptr(GError) error = NULL;
			g_auto(Page) page = { 0 };

			g_assert_true(pages_render(*name, snapshot, &page, &error));
			g_assert_no_error(error);
		}
}

/* A held letter's title and text are in neither mail about it. */
static void
test_secret(void)
{
	static const char *const about[] = { "receipt-held", "secrecy" };

	for (size_t i = 0; i < G_N_ELEMENTS(about); i++) {
		g_autoptr(json_t) snapshot = snapshot_of(about[i], NULL);
		g_auto(Page) page = { 0 };

		json_object_set_new(snapshot, "reason", json_string("secret-mark"));
		json_object_set_new(snapshot, "tier1", json_true());
		g_assert_true(pages_render(about[i], snapshot, &page, NULL));
		g_assert_null(strstr(page.subject, "早稻"));
		g_assert_null(strstr(page.text, "早稻"));
		g_assert_null(strstr(page.html, "早稻"));
		if (i == 0)
			g_assert_nonnull(strstr(page.text, "请勿通过本邮件报送，请改走规定渠道，"
							   "电话 0000-1234567"));
	}
}

static void
test_words(void)
{
	static const struct {
		const char *words, *want;
		bool lines;
	} cases[] = {
		{ "一\r\n二\t三", "一 二 三", false },
		{ "一\r\n二\r三", "一\n二\n三", true },
		{ "呈报回执码：abc", "呈报·回执码：abc", false },
		{ "呈 報 回執碼：abc", "呈 報· 回執碼：abc", false },
		{ "呈\u200b报\u202e回执码", "呈报·回执码", false },
		{ "======== 请在此行以上答复", "======== 请在此行·以上答复", false },
		{ "[呈报 9-1-aa] x", "（呈报 9-1-aa] x", false },
		{ "【呈报 9-1-aa】", "（呈报 9-1-aa】", false },
		{ "---- 可改文稿开始 ----", "---- 可改·文稿开始 ----", false },
		{ "呈报一份报告", "呈报一份报告", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *words = prepare_words(cases[i].words, cases[i].lines);

		g_assert_cmpstr(words, ==, cases[i].want);
	}
}

/* A title cannot become a line, a subject or markup of ours. */
static void
test_hostile(void)
{
	g_autoptr(json_t) snapshot = snapshot_of(
		"ask",
		"{'token':'t','item':{'title':'好\\r\\nBcc: x@evil.example\\n呈报回执码：zzz"
		"<script>{{token}}</script>','text':'正文\\n呈报回执码：zzz\\n[呈报 1-1-aa]'}}");
	g_auto(Page) page = { 0 };

	g_assert_true(pages_render("ask", snapshot, &page, NULL));
	g_assert_cmpstr(page.subject, ==,
			"好 Bcc: x@evil.example 呈报·回执码：zzz<script>{{token}}</script>");
	g_assert_null(strstr(page.text, "\nBcc"));
	g_assert_null(strstr(page.text, "回执码：zzz\n[呈报"));
	g_assert_null(strstr(page.html, "<script"));
	g_assert_nonnull(strstr(page.html, "&lt;script&gt;{{token}}"));
}

static void
test_links(void)
{
	g_autofree char *url =
		links_answer("xinxi@qinghe.example", "12-1-k7", "早稻&?", "abc", "通过");
	g_autoptr(json_t) snapshot = snapshot_of("list", NULL);
	g_autoptr(json_t) prepared = prepare_snapshot(snapshot, false);
	const json_t *line = json_array_get(json_object_get(prepared, "lines"), 1);
	const char *link = record_string(json_object_get(line, "links"), "approve");
	g_autofree char *plain = g_uri_unescape_string(link, NULL);

	g_assert_cmpstr(
		url, ==,
		"mailto:xinxi@qinghe.example?subject=Re%3A%20%5B%E5%91%88%E6%8A%A5%2012-1-k7%5D%20"
		"%E6%97%A9%E7%A8%BB%26%3F&body=%E9%80%9A%E8%BF%87%0D%0A%0D%0A"
		"%3D%3D%3D%3D%3D%3D%3D%3D%20%E8%AF%B7%E5%9C%A8%E6%AD%A4%E8%A1%8C%E4%BB%A5"
		"%E4%B8%8A%E7%AD%94%E5%A4%8D%20%3D%3D%3D%3D%3D%3D%3D%3D%0D%0A"
		"%E5%91%88%E6%8A%A5%E5%9B%9E%E6%89%A7%E7%A0%81%EF%BC%9Aabc");
	g_assert_nonnull(strstr(plain, "body=通过2\r\n\r\n" PAGES_SEPARATOR
				       "\r\n" PAGES_TOKEN_LABEL SNAPSHOT_TOKEN));
}

static void
test_own_template(void)
{
	g_autoptr(json_t) snapshot = snapshot_of("receipt", NULL);
	g_autoptr(GError) error = NULL;
	g_auto(Page) page = { 0 };

	json_object_set_new(snapshot, "templates",
			    json_pack("{s:s,s:s}", "receipt.txt",
				      "Subject: 收悉 {{item.item}}\n{{item.title}}{{>foot}}",
				      "foot.txt", "。{{office.name}}"));
	g_assert_true(pages_render("receipt", snapshot, &page, &error));
	g_assert_cmpstr(page.subject, ==, "收悉 12");
	g_assert_cmpstr(page.text, ==, "我县早稻育秧进度快于去年。青禾县人民政府办公室");
	json_object_set_new(snapshot, "templates",
			    json_pack("{s:s}", "receipt.txt", "Subject: a\n{{#x}}"));
	g_assert_false(pages_render("receipt", snapshot, &page, &error));
	g_assert_cmpstr(error->message, ==, "templates/receipt.txt:1:1: section never closed");
	g_clear_error(&error);
	g_assert_false(pages_render("nothing", snapshot, &page, &error));
	g_assert_error(error, ERRORS, ERRORS_CONFIG);
}

static void
test_shipped(void)
{
	for (const ShippedFile *file = shipped_all(); file->name; file++) {
		Template template = { file->name, file->bytes, TEMPLATE_HTML, NULL, NULL };
		g_autoptr(GError) error = NULL;

		if (!g_str_has_prefix(file->name, "publish/templates/"))
			continue;
		g_assert_true(template_check(&template, &error));
		g_assert_no_error(error);
	}
}

/* An ask shows the beginning of a very long text, an issue all of it. */
static void
test_long_text(void)
{
	g_autofree char *much = g_strnfill(PAGES_TEXT_CHARACTERS + 5, 'a');
	g_autoptr(json_t) snapshot = json_pack("{s:{s:s},s:{s:[{s:s}]}}", "item", "text", much,
					       "issue", "lines", "text", much);
	g_auto(Page) ask = { 0 }, issue = { 0 };

	g_assert_true(pages_render("ask", snapshot, &ask, NULL));
	g_assert_null(strstr(ask.text, much));
	g_assert_nonnull(strstr(ask.text, "正文过长"));
	g_assert_true(pages_render("issue", snapshot, &issue, NULL));
	g_assert_nonnull(strstr(issue.text, much));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_autofree char *path = g_strconcat("/pages/page/", pages[i].page, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_page);
	}
	g_test_add_func("/pages/separator", test_separator);
	g_test_add_func("/pages/html", test_html);
	g_test_add_func("/pages/missing", test_missing);
	g_test_add_func("/pages/secret", test_secret);
	g_test_add_func("/pages/words", test_words);
	g_test_add_func("/pages/hostile", test_hostile);
	g_test_add_func("/pages/links", test_links);
	g_test_add_func("/pages/own-template", test_own_template);
	g_test_add_func("/pages/shipped", test_shipped);
	g_test_add_func("/pages/long-text", test_long_text);
	return g_test_run();
}
