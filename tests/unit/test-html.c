/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-html — letters as the common programs write them
 *
 * Covers base/text/quotation.c base/text/html_element.c base/text/html_token.c
 * base/text/html_flow.c base/text/html_colour.c base/text/html_sheet.c
 * base/text/html_comment.c as well, through html.
 */
#include "base/text/html.h"

#include "base/text/quotation.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

static const struct {
	const char *name, *html, *text;
} texts[] = {
	{ "empty", "", "" },
	{ "no markup", "通过1、3", "通过1、3" },
	{ "lines", "<p>甲</p><div>乙<br>丙</div><ul><li>丁<li>戊</ul>", "甲\n乙\n丙\n丁\n戊" },
	{ "br before the end", "<div>甲<br></div><div>乙</div>", "甲\n乙" },
	{ "empty line", "<div>甲</div><div><br></div><div>乙</div>", "甲\n\n乙" },
	{ "many empty lines", "<p>甲</p><p>&nbsp;</p><br><br><br><p>&nbsp;</p>乙", "甲\n\n乙" },
	{ "blanks", "<p>  a\n  b&nbsp;c   </p>", "a b c" },
	{ "source line in Chinese", "<p>关于全县\n防汛 工作</p>", "关于全县防汛 工作" },
	{ "indent", "<p>　　甲</p><p>&nbsp;&nbsp;乙</p>", "　　甲\n  乙" },
	{ "entities", "a&lt;b&gt;&amp;&quot;&#20851;&#x4e8e;&mdash;", "a<b>&\"关于—" },
	{ "invisible", "通&#8203;过&shy;了&#x202e;吗&#1;", "通过了吗" },
	{ "hidden",
	  "<p>甲<span style='DISPLAY : none'>乙</span><b style=\"color:red;font-size:0\">丙</b>"
	  "<i style='visibility:hidden'>丁</i><u style='mso-hide:all'>戊</u><s hidden>己</s>"
	  "<em style='font-size:0.1px'>庚</em></p>",
	  "甲" },
	{ "hidden beyond the page or in no colour",
	  "甲<b style='opacity:0'>乙</b><b style='position:absolute; left:-9999px'>丙</b>"
	  "<b style='color: transparent'>丁</b><b style='text-indent:-1000px'>戊</b>"
	  "<b style='height:0;overflow:hidden'>己</b>"
	  "<b style='margin-left:0;left:-900px'>庚</b><b "
	  "style='mso-font-size:9pt;font-size:0'>辛</b>",
	  "甲" },
	{ "hidden in the colour of its ground",
	  "甲<b style='color:#fff'>乙</b><font color=white>丙</font><b style='color: rgb(255, 255, "
	  "255)'>丁</b>"
	  "<div style='background:#000080'><b style='color:#000084'>戊</b></div><font "
	  "color=FFFFFE>己</font>"
	  "<table bgcolor=#336699><tr><td style='color:#369'>庚</table>",
	  "甲" },
	{ "hidden in no colour, in new white, by the last or the important word",
	  "甲<b style='color:rgb(0 0 0 / 0%)'>乙</b><b style='color:#00000000'>丙</b><b "
	  "style='color:hsl(0,0%,100%)'>丁</b><b style='color:rgb(255 255 255)'>戊</b><b "
	  "style='color:rgb(100%,300%,256%)'>己</b><b style='color:#000;color:#fff0'>庚</b><b "
	  "style='font-size:0!important;font-size:12px'>辛</b><font color=ivory>壬</font>",
	  "甲" },
	{ "shown by what is said last, half seen through",
	  "<b style='font-size:0;font-size:12px'>甲</b><b style='color:rgb(0 0 0 / 50%)'>乙</b>"
	  "<b style='color:hsl(0,0%,20%)'>丙</b><b style='color:#fff;color:#333 0'>丁</b>",
	  "甲乙丙丁" },
	{ "hidden where colour and ground are of two elements",
	  "<div style='background:#000;color:#fff'>甲<p style='background:#fff'>乙</p></div>"
	  "<div style='color:#fff'><b style='font-weight:bold'>丙</b></div>",
	  "甲" },
	{ "shown in a colour of its own inside what is not",
	  "<div style='color:#fff'><b style='color:#000'>甲</b>乙<p style='background:navy'>丙"
	  "</p></div>",
	  "甲\n丙" },
	{ "hidden by a sheet",
	  "<style><!-- .x, p.z { display : none } #Y{VISIBILITY:hidden} .a .b{display:none} /* "
	  ".c{} */ --></style>"
	  "甲<p class='k x'>乙</p><p id=y>丙</p><b class=b>丁</b><b class=z>戊</b><p "
	  "class=late>己</p>"
	  "<style>.late{font-size:0}</style>",
	  "甲\n丁" },
	{ "shown by a sheet for others",
	  "<style>@media print{.x{display:none}} @import url(a;b); .y{color:red}</style><!--[if "
	  "mso]><style>"
	  ".z{display:none}</style><![endif]--><b class=x>甲</b><b class=y>乙</b><b class=z>丙</b>",
	  "甲乙丙" },
	{ "shown on a ground of another colour",
	  "<div style='background-color:navy;color:white'>甲</div><table><tr><td bgcolor=#336699>"
	  "<font color=white>乙</font></table><p style='background:url(x.png);color:#fff'>丙</p>"
	  "<div style='background:#333'><p><b style='color:#fff'>丁</b></p></div><b "
	  "style='color:#ccc'>戊</b>",
	  "甲\n乙\n丙\n丁\n戊" },
	{ "shown where a sheet may give the ground",
	  "<style>.h{background:#00f}</style><table><tr class=h><td style='color:#fff'>甲</table>",
	  "甲" },
	{ "shown though pale, moved or on no ground",
	  "<b style='opacity:0.5'>甲</b><b style='margin-left:-2em'>乙</b>"
	  "<b style='background-color:transparent'>丙</b><b style='height:0'>丁</b>",
	  "甲乙丙丁" },
	{ "not hidden",
	  "<b style='font-size:0.9em'>甲</b><b style='font-size:05.0pt'>乙</b>"
	  "<b style='mso-font-size:0'>丙</b>",
	  "甲乙丙" },
	{ "unseen", "<head><title>题</title><style>p{}</style></head><script>x</script><p>甲",
	  "甲" },
	{ "office namespace", "<p>6月12<o:p></o:p>日</p>", "6月12日" },
	{ "conditions",
	  "<!--[if gte mso 9]><xml>x</xml><![endif]--><p><![if !supportLists]>一、<![endif]>甲"
	  "<!--[if !mso]><!-->乙<!--<![endif]--></p>",
	  "一、甲乙" },
	{ "open condition", "<p>甲<![if x 乙", "甲<![if x 乙" },
	{ "cells", "<table><tr><td>单位<td>得分<tr><td>青石镇<td>3</table>尾",
	  "单位\t得分\n青石镇\t3\n尾" },
	{ "cells of Word",
	  "<table><tr><td><p>单位</p></td><td><p>得分</p></td></tr><tr><td></td><td>3</td></tr></"
	  "table>",
	  "单位\t得分\n3" },
	{ "layout table", "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲\n乙" },
	{ "pre", "<pre>甲\n乙</pre>", "甲\n乙" },
	{ "wrong meta",
	  "<meta charset=gb2312><meta http-equiv=Content-Type content='text/html; "
	  "charset=big5'><p>关于</p>",
	  "关于" },
	{ "unclosed", "<div><b>甲<table><tr><td>乙", "甲\n乙" },
	{ "ill-formed UTF-8", "<p>\xff甲", "\xef\xbf\xbd甲" },
	{ "comment", "甲<!-- 乙 -->丙", "甲丙" },
	{ "link", "<a href='http://x.test'>甲</a>乙", "甲乙" },
	{ "an end tag first", "</td></b>通过1、3", "通过1、3" },
	{ "the end of no paragraph", "甲</p>乙", "甲\n乙" },
	{ "no tags", "1<2，3 < 4，<春耕>，a<=b，</ >丙<", "1<2，3 < 4，<春耕>，a<=b，丙<" },
	{ "references", "&nbsp&copy;&bogus;&#26149&#x6625;&#55296;&#x110000;&;&",
	  "&nbsp©&bogus;春春\xef\xbf\xbd\xef\xbf\xbd&;&" },
	{ "halves of a rare character", "&#55362;&#57271;&#xd842;&#xdfb7;&#55362;x&#55362;&#65;",
	  "𠮷𠮷\xef\xbf\xbdx\xef\xbf\xbd"
	  "A" },
	{ "numbers of Windows' charset", "&#147;甲&#148;&#151;&#8212;&#x80;", "“甲”——€" },
	{ "no number", "A&#B &#x; &#", "A&#B &#x; &#" },
	{ "a > in a value", "<b title='a>b' class=\"x>y\">甲</b>乙", "甲乙" },
	{ "attributes without blanks", "<p class=\"a\"style=\"display:none\">甲</p>乙", "乙" },
	{ "names in capitals, blanks", "<P\nSTYLE = 'display:none'>甲</P >乙<BR/>丙", "乙\n丙" },
	{ "instruction and declaration", "<?xml version='1.0'?><!DOCTYPE html>甲<![CDATA[x]]>乙",
	  "甲乙" },
	{ "a paragraph ends the one before, and what lies in it",
	  "<p>甲<span style='display:none'>乙<p>丙", "甲\n丙" },
	{ "items in items", "<ul><li>甲<ul><li>乙</ul><li>丙</ul>", "甲\n乙\n丙" },
	{ "a table in a cell", "<table><tr><td>甲<table><tr><td>乙<td>丙</table><td>丁</table>",
	  "甲\n乙\t丙\t丁" },
	{ "an end tag ends nothing above it", "<div hidden>甲<span></div>乙</span>丙", "乙丙" },
	{ "no end tag crosses a cell", "<div><table><tr><td hidden>甲</div>乙</table>丙", "丙" },
	{ "a page in the page",
	  "<body>甲<div><html><head><title>题</title></head><body>乙</body></html>丙</div>丁",
	  "甲\n乙丙\n丁" },
	{ "a head that is left open", "<head><title>题</title><p>甲", "甲" },
	{ "words in the head", "<head>甲<b>乙", "甲乙" },
	{ "empty comments", "甲<!-->乙<!--->丙<!---->丁", "甲乙丙丁" },
	{ "a comment without end", "甲<!-- 乙", "甲" },
	{ "a script without end", "甲<script>乙</b>丙", "甲" },
	{ "the end of a script", "甲<SCRIPT>if(a<b)'</p>'</Script >乙", "甲乙" },
	{ "what a tracked change took out",
	  "整地<del cite=\"mailto:a\" "
	  "datetime=\"2026-11-23T10:00\">10</del><ins>12</ins>万亩<del>划去</del>",
	  "整地12万亩划去" },
};

static void
test_texts(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		size_t n = strlen(texts[i].html);
		g_autofree char *exact = g_memdup2(texts[i].html, n);
		g_autoptr(HtmlText) html = html_to_text(n ? exact : "", n);

		g_test_message("%s", texts[i].name);
		g_assert_cmpstr(html->text, ==, texts[i].text);
		g_assert_cmpstr(html->fresh, ==, texts[i].text);
		g_assert_false(html->quote);
	}
}

static const struct {
	const char *name, *html, *hidden;
} hiddens[] = {
	{ "nothing hidden", "<p>甲</p>", "" },
	{ "display:none", "<p>甲</p><p style='display:none'>机密★1年</p>乙", "机密★1年" },
	{ "lines", "甲<div hidden><p>密级</p><b>秘</b>密<br></div><i style='font-size:0'>丁</i>",
	  "密级\n秘密\n丁" },
	{ "white on white", "甲<p style='color:#fff'>机<b>密</b>★<b style='color:red'>乙</b></p>",
	  "机密★" },
	{ "white behind a style's comment", "甲<p style='/*/ */color:#fff'>乙</p>", "乙" },
	{ "nothing in a style's comment", "甲<p style='/*/display:none/**/'>乙</p>", "" },
	{ "title", "<head><title>绝密</title></head>甲", "绝密" },
	{ "neither script nor style", "<style>p{}</style><script>var 机密;</script>甲", "" },
	{ "instead of a picture", "<img alt='机密★1年' src=x>甲<a title='内部'>乙</a>",
	  "机密★1年\n\n内部" },
	{ "comment", "甲<!--[if gte vml 1]><v:textbox><p>机密★</p></v:textbox><![endif]-->",
	  "机密★" },
	{ "what Word notes of a document: what its author says, neither counts nor styles",
	  "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>张</o:Author>"
	  "<o:Keywords>秘密★</o:Keywords><o:Pages>1</o:Pages></o:DocumentProperties></"
	  "xml><![endif]-->"
	  "<!--[if gte mso 10]><STYLE> p.Mso {x:y} </STYLE>甲<![endif]-->乙<!--<style>丙-->",
	  "秘密★\n甲" },
	{ "a comment without end", "甲<!--<b>机密", "机密" },
	{ "a script in a comment's neighbour", "<!-- a > b < c -->甲", "a > b" },
};

static void
test_hidden(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(hiddens); i++) {
		g_autoptr(HtmlText) html = html_to_text(hiddens[i].html, strlen(hiddens[i].html));

		g_test_message("%s", hiddens[i].name);
		g_assert_cmpstr(html->hidden, ==, hiddens[i].hidden);
	}
}

static void
test_struck(void)
{
	static const char page[] =
		"<p>甲<s>乙</s><strike>丙<b>丁</b></strike><del>戊</del><s hidden>己</s>"
		"<i style='text-decoration: underline line-through'>庚</i></p>"
		"<blockquote type=cite><s>辛</s></blockquote>";
	g_autoptr(HtmlText) html = html_to_text(page, strlen(page));

	g_assert_cmpstr(html->struck, ==, "乙\n丙丁\n戊\n\n庚");
	g_assert_cmpstr(html->fresh, ==, "甲乙丙丁戊庚");
}

static const struct {
	const char *name, *html, *fresh;
	bool quote;
} quotes[] = {
	{ "Apple", "通过<br><blockquote type=\"cite\"><div>旧 退回</div></blockquote>", "通过",
	  true },
	{ "Thunderbird",
	  "<p>通过</p><div class=\"moz-cite-prefix\">在 2026/6/12, 王科 写道:<br></div>"
	  "<blockquote type=\"cite\" cite=\"mid:1@x.test\">旧</blockquote>",
	  "通过", true },
	{ "Gmail",
	  "<div dir=ltr>通过</div><br><div class=\"gmail_quote gmail_quote_container\"><div "
	  "class=gmail_attr>王科 写道：</div><blockquote class=gmail_quote>旧</blockquote></div>",
	  "通过", true },
	{ "Outlook on the web",
	  "<div>通过</div><div id=\"appendonsend\"></div><hr><div "
	  "id=\"divRplyFwdMsg\"><b>发件人:</b>"
	  "王科</div><div>旧</div>",
	  "通过", true },
	{ "letter in a letter", "<div>通过</div><div id=\"x_divRplyFwdMsg\">发件人</div>旧", "通过",
	  true },
	{ "Outlook",
	  "<p class=MsoNormal>通过</p><div><div style='border:none;border-top:solid #E1E1E1 "
	  "1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>发件人:</b> 王科</p></div></div><p>旧</p>",
	  "通过", true },
	{ "163",
	  "<div>通过</div><br><pre></pre><blockquote id=\"isReplyContent\" "
	  "style='PADDING-LEFT:1ex'>旧"
	  "</blockquote>",
	  "通过", true },
	{ "NetEase for computers", "<blockquote id='ntes-pcmail-quote'>退回</blockquote>", "",
	  true },
	{ "NetEase Mail Master", "通过<div class='ntes-mailmaster-quote'>旧</div>", "通过", true },
	{ "QQ",
	  "<div>通过</div><includetail><div>------ 原始邮件 "
	  "------</div><div>旧</div></includetail>",
	  "通过", true },
	{ "QQ wraps the new letter", "<div class=\"qmbox\"><div>通过</div></div>", "通过", false },
	{ "Foxmail",
	  "<div>通过</div><hr><div>签名</div><blockquote style='margin-Top: 0px; margin-Left: "
	  "0.5em;'>"
	  "<div>旧</div></blockquote>",
	  "通过\n签名", true },
	{ "Aliyun", "<div>通过</div><div class='alimail-quote'>旧</div>", "通过", true },
	{ "answer below", "<blockquote type=cite>旧</blockquote><p>通过</p>", "通过", true },
	{ "answers between",
	  "<blockquote type=cite>一</blockquote>通过<blockquote type=cite>二</blockquote>退回",
	  "通过\n退回", true },
	{ "after the quotation", "通过<blockquote type=cite>旧</blockquote>不用", "通过", true },
	{ "closed too early", "通过<div class=gmail_quote>旧</div></div>退回", "通过", true },
	{ "never closed", "通过<div class=gmail_quote>旧<p>退回", "通过", true },
	{ "nested",
	  "通过<blockquote type=cite>一<blockquote type=cite>二</blockquote>三</blockquote>",
	  "通过", true },
	{ "blank before", "通过&nbsp;<blockquote type=cite>六</blockquote>&nbsp;<p>七", "通过",
	  true },
	{ "blank before, below", "&nbsp;<blockquote type=cite>六</blockquote>&nbsp;<p>七", "七",
	  true },
	{ "nothing new", "<blockquote type=cite>旧</blockquote>", "", true },
	{ "layout of all", "<blockquote><p>甲</p><p>乙</p></blockquote>", "甲\n乙", false },
	{ "layout in the middle", "甲<blockquote>乙</blockquote>丙", "甲\n乙\n丙", false },
	{ "indented by Gmail",
	  "甲<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>乙</blockquote>",
	  "甲\n乙", false },
	{ "bar at the side", "通过<blockquote style='border-left:1px solid #ccc'>旧</blockquote>再",
	  "通过", true },
	{ "hidden container", "甲<div style='display:none' class=gmail_quote>x</div>乙", "甲",
	  true },
};

static void
test_quotes(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
		g_autoptr(HtmlText) html = html_to_text(quotes[i].html, strlen(quotes[i].html));

		g_test_message("%s", quotes[i].name);
		g_assert_cmpstr(html->fresh, ==, quotes[i].fresh);
		g_assert_cmpint(html->quote, ==, quotes[i].quote);
	}
}

/* Tracked changes are no reader's concern, but a mark may stand in them. */
static void
test_deleted(void)
{
	static const char page[] = "<p>甲<del datetime=x>机密<b>★</b></del><i hidden>乙</i></p>";
	g_autoptr(HtmlText) html = html_to_text(page, strlen(page));

	g_assert_cmpstr(html->text, ==, "甲");
	g_assert_cmpstr(html->hidden, ==, "乙");
	g_assert_cmpstr(html->deleted, ==, "机密★");
}

/* A blockquote that may be a quotation or layout, and was left in. */
static void
test_doubt(void)
{
	static const struct {
		const char *html;
		bool doubt;
	} rows[] = { { "<blockquote><p>甲</p></blockquote>", true },
		     { "甲<blockquote>乙</blockquote>丙", true },
		     { "甲<blockquote>乙</blockquote>", false },
		     { "甲<blockquote> </blockquote>丙", false },
		     { "甲<blockquote type=cite>乙</blockquote>丙", false },
		     { "甲<blockquote style='border:none'>乙</blockquote>丙", false } };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(HtmlText) html = html_to_text(rows[i].html, strlen(rows[i].html));

		g_test_message("%s", rows[i].html);
		g_assert_cmpint(html->doubt, ==, rows[i].doubt);
	}
}

static void
test_kind(void)
{
	static const char *const cite[] = { "type", "CITE", NULL };
	static const char *const hidden[] = { "hidden", NULL, "id", "x_x_appendonsend", NULL };

	g_assert_cmpint(quotation_kind("blockquote", cite, NULL), ==, QUOTATION_SURE);
	g_assert_cmpint(quotation_kind("div", hidden, NULL), ==, QUOTATION_TO_END);
	g_assert_cmpint(quotation_kind("blockquote", NULL, NULL), ==, QUOTATION_WEAK);
	g_assert_cmpint(quotation_kind("div", NULL, NULL), ==, QUOTATION_NOT);
	g_assert_cmpstr(quotation_attribute(hidden, "HIDDEN"), ==, "");
	g_assert_null(quotation_attribute(hidden, "style"));
}

/* Pages built to hurt: deep, long, never closed. What grew with their square would not end. */
static void
test_hostile(void)
{
	static const char *const units[] = { "<div>",
					     "<div>甲",
					     "<",
					     "<!--",
					     "<a b ",
					     "<![",
					     "</a>",
					     "<b><i>",
					     "&#",
					     "<table><tr><td>x",
					     "<script>",
					     "<a href=\"",
					     "<b style='",
					     "&nbsp;",
					     "甲<blockquote>乙</blockquote>",
					     "<!x",
					     "<?x",
					     "</",
					     "&",
					     "<!--<style>",
					     "<li>",
					     "<wbr>",
					     "<ol reversed><li>甲",
					     "<p></b>" };

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) page = g_string_new(NULL);

		while (page->len < 500000)
			g_string_append(page, units[i]);
		g_autoptr(HtmlText) html = html_to_text(page->str, page->len);
		g_assert_true(g_utf8_validate(html->text, -1, NULL));
	}
}

/* Below the depth limit nothing is lost, beyond it the words are still there,
 * and what is inside a quotation stays inside. */
static void
test_deep(void)
{
	for (int depth = 300; depth <= 20000; depth += 19700) {
		g_autoptr(GString) page = g_string_new("<p>新</p><div class=gmail_quote>");

		for (int i = 0; i < depth; i++)
			g_string_append(page, "<div>");
		g_string_append(page, "旧<b>词</b>");
		g_autoptr(HtmlText) html = html_to_text(page->str, page->len);
		g_assert_nonnull(strstr(html->text, "旧"));
		g_assert_nonnull(strstr(html->text, "词"));
		g_assert_cmpstr(html->fresh, ==, "新");
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/html/texts", test_texts);
	g_test_add_func("/html/hidden", test_hidden);
	g_test_add_func("/html/struck", test_struck);
	g_test_add_func("/html/deleted", test_deleted);
	g_test_add_func("/html/quotes", test_quotes);
	g_test_add_func("/html/doubt", test_doubt);
	g_test_add_func("/html/kind", test_kind);
	g_test_add_func("/html/hostile", test_hostile);
	g_test_add_func("/html/deep", test_deep);
	return g_test_run();
}
