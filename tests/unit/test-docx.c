/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-docx — Word documents made here with libzip, read by docx.c
 *
 * Covers: extract/package.c extract/markup.c extract/properties.c
 */
#include "extract/docx.h"
#include "extract/markup.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define W                                                                                          \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"                                               \
	"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "    \
	"xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                \
	"xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:wp=\"wordprocessingDrawing\" "            \
	"xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><w:body>"
#define END "</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text) "<w:tc>" P(text) "</w:tc>"

typedef struct {
	const char *name, *bytes;
	size_t n_bytes;
	bool encrypted;
} Member;

/* The archive's bytes; free them. */
static char *
pack(const Member *members, size_t n_members, size_t *ret_n)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	zip_stat_t size;
	char *bytes;

	zip_source_keep(source);
	for (size_t i = 0; i < n_members; i++) {
		zip_int64_t at = zip_file_add(
			archive, members[i].name,
			zip_source_buffer(archive, members[i].bytes, members[i].n_bytes, 0), 0);

		if (members[i].encrypted)
			zip_file_set_encryption(archive, (zip_uint64_t)at, ZIP_EM_AES_128, "密码");
	}
	g_assert_cmpint(zip_close(archive), ==, 0);
	zip_source_open(source);
	zip_source_stat(source, &size);
	bytes = g_malloc(size.size);
	zip_source_read(source, bytes, size.size);
	zip_source_close(source);
	zip_source_free(source);
	*ret_n = size.size;
	return bytes;
}

static void
read_members(const Member *members, size_t n_members, Extracted *ret)
{
	size_t n;
	g_autofree char *bytes = pack(members, n_members, &n);

	memset(ret, 0, sizeof *ret);
	docx_read(bytes, n, ret);
}

static const struct {
	const char *name, *body;
	ExtractOutcome outcome;
	const char *text;
} cases[] = {
	{ "paragraphs", W P("关于春耕备耕进展的报告") P("截至6月12日，全县完成春耕。") END,
	  EXTRACT_READ, "关于春耕备耕进展的报告\n截至6月12日，全县完成春耕。\n" },
	{ "beyond the BMP", W P("𠮷家庄村𰻝面节") END, EXTRACT_READ,
	  "𠮷家庄村𰻝面节\n" },
	{ "one word in many runs",
	  W "<w:p><w:r><w:t>市发</w:t></w:r><w:proofErr/><w:r><w:t>改委</w:t>"
	    "</w:r></w:p>" END,
	  EXTRACT_READ, "市发改委\n" },
	{ "table",
	  W "<w:tbl><w:tr>" CELL("乡镇") CELL("户数") "</w:tr><w:tr>" CELL("青石镇")
		  CELL("35户") "</w:tr></w:tbl>" P("以上。") END,
	  EXTRACT_READ, "乡镇\t户数\n青石镇\t35户\n以上。\n" },
	{ "tab and break",
	  W "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
	    "</w:p>" END,
	  EXTRACT_READ, "甲\t乙\n丙\n" },
	{ "text box once",
	  W "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">"
	    "<wps:txbx><w:txbxContent>" P(
		    "机密★1年") "</w:txbxContent></wps:txbx></mc:Choice>"
				"<mc:Fallback><w:pict><w:txbxContent>" P(
					"机密★1年") "</w:txbxContent></w:pict>"
						    "</mc:Fallback></mc:AlternateContent></w:r></"
						    "w:p>" P("正文") END,
	  EXTRACT_READ, "机密★1年\n\n正文\n" },
	{ "what a picture is said to show",
	  W P("春耕") "<w:p><w:r><w:drawing><wp:docPr id=\"1\" name=\"图片 1\" descr=\"机密★5年\" "
		      "title=\"石桥村育秧棚\"/></w:drawing></w:r></w:p><w:p><w:r><w:pict><v:shape "
		      "alt=\"秘密★1年\"/></w:pict></w:r></w:p>" END,
	  EXTRACT_READ, "春耕\n\n\n机密★5年\n石桥村育秧棚\n秘密★1年" },
	{ "what programs say of one",
	  W P("春耕") "<w:p><w:r><w:drawing><wp:docPr id=\"1\" descr=\"图片包含 草, "
		      "户外\n\n描述已自动生成\"/>"
		      "<wp:docPr id=\"2\" descr=\"微信图片_20261120093011\"/><wp:docPr id=\"3\" "
		      "descr=\"C:\\Users\\a\\IMG_2031.jpg\"/><wp:docPr id=\"4\" descr=\"图片 3\"/>"
		      "</w:drawing></w:r></w:p>" END,
	  EXTRACT_READ, "春耕\n\n" },
	{ "deleted text and fields",
	  W "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
	    "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></"
	    "w:p>" END,
	  EXTRACT_READ, "新\n" },
	{ "only markup between texts",
	  W "<w:p>\n  <w:r>\n <w:t xml:space=\"preserve\"> 留 </w:t>\n"
	    "</w:r></w:p>" END,
	  EXTRACT_READ, " 留 \n" },
	{ "entities of XML itself", W P("A&amp;B &lt;1&gt; &#20013;") END, EXTRACT_READ,
	  "A&B <1> 中\n" },
	{ "DOCTYPE",
	  "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
	  "<a><t>&x;</t></a>",
	  EXTRACT_FAILED, "" },
	{ "laughs",
	  "<!DOCTYPE a [<!ENTITY x \"哈哈哈\"><!ENTITY y \"&x;&x;&x;\">]><a><t>&y;</t></a>",
	  EXTRACT_FAILED, "" },
	{ "DOCTYPE without subset", "<!DOCTYPE a SYSTEM \"http://evil.example/a.dtd\"><a/>",
	  EXTRACT_FAILED, "" },
	{ "cut off", W "<w:p><w:r><w:t>只有一半", EXTRACT_FAILED, "只有一半" },
	{ "not XML", "你好", EXTRACT_FAILED, "" },
};

static void
test_bodies(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		Member member = { "word/document.xml", cases[i].body, strlen(cases[i].body),
				  false };
		Extracted got;

		read_members(&member, 1, &got);
		if (g_strcmp0(got.content, cases[i].text) != 0 || got.outcome != cases[i].outcome)
			g_test_message("%s", cases[i].name);
		g_assert_cmpint(got.outcome, ==, cases[i].outcome);
		g_assert_cmpstr(got.content, ==, cases[i].text);
		g_assert_true((got.why == NULL) == (got.outcome == EXTRACT_READ));
		extracted_clear(&got);
	}
}

static Member
part(const char *name, const char *bytes)
{
	return (Member){ name, bytes, strlen(bytes), false };
}

static void
test_order(void)
{
	Member members[] = {
		part("word/footer1.xml", W P("页脚") END),
		part("word/footnotes.xml", W P("脚注") END),
		part("word/document.xml", W P("正文") END),
		part("word/header2.xml", W P("页眉二") END),
		part("word/header1.xml", W P("页眉一") END),
		part("word/comments.xml", W P("批注") END),
		part("docProps/app.xml", W P("无关") END),
	};
	Extracted got;

	read_members(members, G_N_ELEMENTS(members), &got);
	g_assert_cmpstr(got.content, ==, "页眉一\n页眉二\n正文\n脚注\n批注\n页脚\n");
	extracted_clear(&got);
}

static void
test_refused_archives(void)
{
	Member locked = { "word/document.xml", W P("秘") END, strlen(W P("秘") END), true };
	Member other = part("xl/workbook.xml", W END);
	Extracted got;

	read_members(&locked, 1, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_ENCRYPTED);
	extracted_clear(&got);
	read_members(&other, 1, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_FAILED);
	extracted_clear(&got);
	memset(&got, 0, sizeof got);
	docx_read("PK\003\004 damaged", 13, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_FAILED);
	extracted_clear(&got);
}

/* 100 MB of one paragraph packs to 100 kB. */
static void
test_bomb(void)
{
	size_t n = 100u << 20;
	char *bytes = g_malloc(n);
	size_t n_start = strlen(W "<w:p><w:r><w:t>");
	Member member = { "word/document.xml", bytes, n, false };
	Extracted got;

	memset(bytes, 'a', n);
	memcpy(bytes, W "<w:p><w:r><w:t>", n_start);
	read_members(&member, 1, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_LIMIT);
	g_assert_cmpuint(strlen(got.content), <=, EXTRACT_TEXT_BYTES);
	extracted_clear(&got);
	g_free(bytes);
}

static void
test_full(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	DocxPart part = { 0 };
	g_autoptr(Markup) markup = markup_new(&docx_handlers, &part, text, 10);
	const char *body = W P("一二三四五六七") END;

	g_assert_cmpint(markup_push(markup, body, strlen(body)), ==, MARKUP_FULL);
	/* Ten bytes hold three characters and no half one. */
	g_assert_cmpstr(text->str, ==, "一二三");
	g_assert_cmpint(markup_end(markup), ==, MARKUP_FULL);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/docx/bodies", test_bodies);
	g_test_add_func("/docx/order", test_order);
	g_test_add_func("/docx/refused", test_refused_archives);
	g_test_add_func("/docx/bomb", test_bomb);
	g_test_add_func("/docx/full", test_full);
	return g_test_run();
}
