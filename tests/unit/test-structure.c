/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-structure — parts, their numbers and bytes, and the letter's own text
 *
 * Covers mail/structure.c mail/structure_text.c mail/structure_head.c mail/structure_leaf.c
 * mail/mend.c
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/files.h"
#include "base/hash.h"
#include "mail/scan.h"
#include "mail/structure.h"

typedef struct {
	const char *name, *letter;
	const char *parts; /* "1 text/plain body|2 …" */
	const char *plain, *html;
} Case;

#define MIXED "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"m\"\n\n"
#define ALTERNATIVE "Content-Type: multipart/alternative; boundary=\"a\"\n\n"
#define PLAIN "Content-Type: text/plain; charset=utf-8\n\n"
#define HTML "Content-Type: text/html; charset=utf-8\n\n"
#define PDF                                                                                        \
	"Content-Type: application/pdf; name=\"=?gb2312?B?sai45i5wZGY=?=\"\n"                      \
	"Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==\n"
#define NESTED "Content-Type: message/rfc822\n\nSubject: =?gb2312?B?sai45g==?=\n" PLAIN "原文\n"

static const Case cases[] = {
	{ "no MIME, UTF-8", "Subject: x\n\n关于工作\n", "1 text/plain body", "关于工作\n", NULL },
	{ "no MIME, GBK",
	  "Subject: x\n\n\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\xb5\xc4\xb1\xa8\xb8\xe6\n",
	  "1 text/plain body", "关于工作的报告\n", NULL },
	{ "GB18030 labelled gb2312, base64",
	  "Content-Type: text/plain; charset=\"gb2312\"\nContent-Transfer-Encoding: base64\n\n"
	  "zfX+n6LjsNm49rHI\n",
	  "1 text/plain body", NULL, NULL },
	{ "quoted-printable, CRLF",
	  "Content-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: "
	  "quoted-printable\r\n\r\n=B9=D8=\r\n=D3=DA\r\nb\r\n",
	  "1 text/plain body", "关于\nb\n", NULL },
	{ "alternative", ALTERNATIVE "--a\n" PLAIN "甲\n--a\n" HTML "<p>甲</p>\n--a--\n",
	  "1 text/plain body|2 text/html body", "甲", "<p>甲</p>" },
	{ "three alternatives",
	  ALTERNATIVE "--a\n" PLAIN "甲\n--a\n" PLAIN "乙\n--a\n" HTML "<p>甲</p>\n--a--\n",
	  "1 text/plain body|2 text/plain|3 text/html body", "甲", "<p>甲</p>" },
	{ "mixed with attachment",
	  MIXED "--m\n" ALTERNATIVE "--a\n" PLAIN "甲\n--a\n" HTML "<p>甲</p>\n--a--\n--m\n" PDF
		"--m--\n",
	  "1.1 text/plain body|1.2 text/html body|2 application/pdf 报告.pdf", "甲", "<p>甲</p>" },
	{ "text around an attachment",
	  MIXED "--m\n" PLAIN "甲\n--m\n" PDF "--m\n" PLAIN "乙\n--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf|3 text/plain body", "甲\n乙", NULL },
	{ "text attachment",
	  MIXED "--m\n" PLAIN "甲\n--m\nContent-Type: text/plain; name=\"a.txt\"\n\n乙\n--m\n"
		"Content-Type: text/plain\nContent-Disposition: attachment\n\n丙\n--m--\n",
	  "1 text/plain body|2 text/plain a.txt|3 text/plain", "甲", NULL },
	{ "related",
	  "Content-Type: multipart/related; boundary=m\n\n--m\n" ALTERNATIVE "--a\n" PLAIN
	  "甲\n--a\n" HTML "<img src=\"cid:1\">\n--a--\n--m\nContent-Type: image/png\n"
	  "Content-ID: <1>\n\nx\n--m--\n",
	  "1.1 text/plain body|1.2 text/html body|2 image/png inline", "甲",
	  "<img src=\"cid:1\">" },
	{ "a file of a Macintosh",
	  MIXED "--m\n" PLAIN "甲\n--m\nContent-Type: multipart/appledouble; boundary=a\n\n--a\n"
		"Content-Type: application/applefile; name=\"a.doc\"\n\nx\n--a\n"
		"Content-Type: application/msword; name=\"a.doc\"\n\nx\n--a--\n--m--\n",
	  "1 text/plain body|2.1 application/applefile inline a.doc|2.2 application/msword a.doc",
	  "甲", NULL },
	{ "HTML alone", HTML "<b>甲</b>\n", "1 text/html body", NULL, "<b>甲</b>\n" },
	{ "report",
	  "Content-Type: multipart/report; report-type=delivery-status; boundary=m\n\n--m\n" PLAIN
	  "退信\n--m\nContent-Type: message/delivery-status\n\nX: y\n--m\n"
	  "Content-Type: text/rfc822-headers\n\nSubject: x\n--m--\n",
	  "1 text/plain body|2 message/delivery-status|3 text/rfc822-headers", "退信", NULL },
	{ "own text and a forwarded letter", MIXED "--m\n" PLAIN "请看\n--m\n" NESTED "--m--\n",
	  "1 text/plain body|2 message/rfc822 nested 报告", "请看", NULL },
	{ "only a forwarded letter", MIXED "--m\n" PLAIN " \n--m\n" NESTED "--m--\n",
	  "1 text/plain body|2 message/rfc822 nested 报告", "原文", NULL },
	{ "only a forwarded letter, empty page",
	  MIXED "--m\n" HTML "<p>&nbsp;</p>\n--m\n" NESTED "--m--\n",
	  "1 text/html body|2 message/rfc822 nested 报告", NULL, NULL },
	{ "two forwarded letters", MIXED "--m\n" NESTED "--m\n" NESTED "--m--\n",
	  "1 message/rfc822 nested 报告|2 message/rfc822 nested 报告", "原文\n\n原文", NULL },
	{ "mbox line", "From a@b Mon\nSubject: x\n\n甲\n", "1 text/plain body", "甲\n", NULL },
	{ "flowed",
	  "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n关于 \n工作 \n的\n"
	  "> a \n> b\n-- \n王\n",
	  "1 text/plain body", "关于工作的\n> a \n> b\n-- \n王\n", NULL },
	{ "flowed with blanks", "Content-Type: text/plain; format=flowed\n\na \nb\n\n c\n",
	  "1 text/plain body", "a b\n\nc\n", NULL },
	{ "page names its charset",
	  "Content-Type: text/html\n\n<meta charset=\"gbk\"><p>\xb9\xd8\xd3\xda</p>\n",
	  "1 text/html body", NULL, "<meta charset=\"gbk\"><p>关于</p>\n" },
	{ "base64 by another name",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: Base-64\n\n5YWz\n",
	  "1 text/plain body", "关", NULL },
	{ "quoted-printable in two words",
	  "Content-Type: text/plain; charset=utf-8\n"
	  "Content-Transfer-Encoding: quoted printable\n\n=E5=85=B3=\n\n",
	  "1 text/plain body", "关\n", NULL },
	{ "short base64 above a list's footer",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
	  "5YWz5LqO\n\n_______________\n通讯录：此处为列表说明，退订请致电。\n",
	  "1 text/plain body", "关于", NULL },
	{ "base64 above a footer without a line",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
	  "5YWz5LqO\n\n本邮件来自通讯录 list@lists.example\n",
	  "1 text/plain body", "关于", NULL },
	{ "base64 with a remark behind it",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
	  "5YWz5LqOYQ== (end of text)\nand more\n",
	  "1 text/plain body", "关于a", NULL },
	{ "base64 line by line",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
	  "5YWz5LqOYQ==\n5YWz5LqOYQ==\n",
	  "1 text/plain body", "关于a关于a", NULL },
	{ "called base64, a text",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
	  "--\n关于工作\n",
	  "1 text/plain body", "--\n关于工作\n", NULL },
	{ "uuencode",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: x-uue\n\n"
	  "begin 644 a.txt\n#Y86S\n`\nend\n",
	  "1 text/plain body", "关", NULL },
	{ "called uuencode, a text",
	  "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: uuencode\n\n"
	  "关于工作\n",
	  "1 text/plain body", "关于工作\n", NULL },
	{ "no parts", MIXED, "", NULL, NULL },
	{ "empty", "Subject: x\n\n", "1 text/plain body", "", NULL },
};

static char *
describe(const Structure *structure)
{
	GString *out = g_string_new(NULL);
	for (size_t i = 0; i < structure_n_parts(structure); i++) {
		const StructurePart *part = structure_part(structure, i);
		g_autofree char *hash = hash_hex(structure_bytes(part), part->n_bytes);
		g_assert_cmpstr(part->sha256, ==, part->is_text_body ? NULL : hash);
		g_assert_true(structure_find(structure, part->part) == part);
		g_string_append_printf(out, "%s%s %s%s%s%s%s%s", i ? "|" : "", part->part,
				       part->media_type, part->is_text_body ? " body" : "",
				       part->is_inline ? " inline" : "",
				       part->is_nested ? " nested" : "", part->file_name ? " " : "",
				       part->file_name ? part->file_name : "");
	}
	return g_string_free(out, FALSE);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_autoptr(GError) error = NULL;
		g_autoptr(Scan) scan = scan_letter(c->letter, strlen(c->letter));
		g_autoptr(Structure) structure = structure_read(scan, &error);
		g_test_message("%s", c->name);
		g_assert_no_error(error);
		g_assert_cmpstr(scan->limit, ==, NULL);
		if (!structure)
			continue;
		g_autofree char *parts = describe(structure);
		g_autoptr(StructureText) text = structure_text(structure);
		g_assert_cmpstr(parts, ==, c->parts);
		if (!c->plain && !c->html)
			continue;
		g_assert_cmpstr(text->plain, ==, c->plain);
		g_assert_cmpstr(text->html, ==, c->html);
	}
}

/* Letters whose form is broken: what a careful reader finds in them, and why they are marked. */
static const struct {
	const char *name, *letter, *parts, *plain, *why;
} broken[] = {
	{ "no blank line, and no other", "Subject: x\n各位领导：\n关于工作\n", "1 text/plain body",
	  "各位领导：\n关于工作\n", "a header line without a colon" },
	{ "no blank line, but one later", "Subject: x\n各位领导：\n\n关于工作\n",
	  "1 text/plain body", "各位领导：\n\n关于工作\n", "a header line without a colon" },
	{ "no header", "各位领导：\n\n关于工作\n", "1 text/plain body", "各位领导：\n\n关于工作\n",
	  "a header line without a colon" },
	{ "a stray line above the header", "乱码\nSubject: x\n" PLAIN "甲\n", "1 text/plain body",
	  "甲\n", "a header line without a colon" },
	{ "the header indented", " Subject: x\n" PLAIN "甲\n", "1 text/plain body", "甲\n",
	  "a header line without a colon" },
	{ "a forwarded letter of headers alone",
	  MIXED "--m\nContent-Type: message/rfc822\n\n"
		"Content-Type: text/plain\nSubject: x\n--m--\n",
	  "1 message/rfc822 nested x", NULL, NULL },
	{ "a stray line in the header", "Subject: x\n乱码\n" PLAIN "甲\n", "1 text/plain body",
	  "甲\n", "a header line without a colon" },
	{ "line ends of CR CR LF", "Subject: x\r\r\n\r\r\n甲\r\r\n", "1 text/plain body", NULL,
	  "a carriage return without line feed in the header" },
	{ "unfolded by a gateway",
	  "Content-Type: multipart/mixed;\nboundary=\"m\"\n\n--m\nContent-Type: text/plain;\n"
	  "charset=utf-8\n\n甲\n--m\n" PDF "--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲", "a header line without a colon" },
	{ "a blank line of blanks",
	  "Content-Type: multipart/mixed; boundary=m\n \n--m\n" PLAIN "甲\n--m\n" PDF "--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲", "a header line without a colon" },
	{ "a line for the last part's blank line",
	  MIXED "--m\nContent-Type: text/plain; charset=utf-8\n甲\n--m\n" PDF "--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲",
	  "no blank line between a part's header and its content" },
	{ "a part without blank line",
	  MIXED "--m\n各位领导：\n关于工作\n\n甲\n--m\nContent-Type: text/plain; charset=utf-8\n"
		"乙\n--m--\n",
	  "1 text/plain body|2 text/plain body", "各位领导：\n关于工作\n\n甲\n乙",
	  "no blank line between a part's header and its content" },
	{ "a stray line in a part's header", MIXED "--m\n乱码\n" PDF "--m\n" PLAIN "甲\n--m--\n",
	  "1 application/pdf 报告.pdf|2 text/plain body", "甲",
	  "no blank line between a part's header and its content" },
	{ "parts of a part without blank line",
	  MIXED "--m\nContent-Type: multipart/mixed; boundary=n\n--n\n" PLAIN "甲\n--n\n" PDF
		"--n--\n--m\n" PDF "--m--\n",
	  "1.1 text/plain body|1.2 application/pdf 报告.pdf|2 application/pdf 报告.pdf", "甲",
	  "no blank line between a part's header and its content" },
	{ "an empty part without blank line",
	  MIXED "--m\nContent-Type: application/pdf; name=a.pdf\n--m\n" PLAIN "甲\n--m--\n",
	  "1 application/pdf a.pdf|2 text/plain body", "甲", NULL },
	{ "a stray line below the header of an encoded part",
	  MIXED "--m\nContent-Type: text/plain; charset=utf-8\n"
		"Content-Transfer-Encoding: base64\n乱码\n\n5YWz5LqO\n--m--\n",
	  "1 text/plain body", "关于", "no blank line between a part's header and its content" },
	{ "a quote behind the boundary",
	  "Content-Type: multipart/mixed; boundary=m\"\n\n--m\n" PLAIN "甲\n--m--\n",
	  "1 text/plain body", "甲", NULL },
	{ "a forwarded letter that is none",
	  MIXED "--m\nContent-Type: message/rfc822; name=a.eml\n\n这不是邮件\n--m--\n",
	  "1 message/rfc822 nested a.eml", "这不是邮件",
	  "no blank line between a part's header and its content" },
	{ "two types, the parts' first",
	  "Content-Type: multipart/mixed; boundary=m\nContent-Type: text/plain;\n charset=gbk\n\n"
	  "--m\n" PLAIN "甲\n--m\n" PDF "--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲",
	  "a header that may stand once is there twice" },
	{ "two types and a text above the parts",
	  "Content-Type: multipart/mixed; boundary=m\nSubject: x\nContent-Type: text/plain; "
	  "charset=utf-8\n"
	  "Content-Transfer-Encoding: base64\n\n5YWz5LqO\n--m\n" PDF "--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "关于",
	  "a header that may stand once is there twice" },
	{ "two types and the usual notice",
	  MIXED "--m\nContent-Type: multipart/alternative; boundary=a\nContent-Type: text/plain\n\n"
		"This is a multi-part message in MIME format.\n\n--a\n" PLAIN "甲\n--a--\n--m--\n",
	  "1.1 text/plain body", "甲", "a part declares its type twice" },
	{ "no semicolon before the boundary",
	  "Content-Type: multipart/mixed\n\tboundary=\"m\"\n\n--m\n" PLAIN "甲\n--m\n" PDF
	  "--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲", NULL },
	{ "comments about the boundary",
	  "Content-Type: multipart/mixed (two); boundary=m (so)\n\n--m\n" PLAIN "甲\n--m\n" PDF
	  "--m--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲", NULL },
	{ "no subtype", "Content-Type: multipart; boundary=m\n\n--m\n" PLAIN "甲\n--m--\n",
	  "1 text/plain body", "甲", NULL },
	{ "boundary folded",
	  "Content-Type: multipart/mixed; boundary=\n \"m\"\n\n--m\n" PLAIN "甲\n--m--\n",
	  "1 text/plain body", "甲", NULL },
	{ "boundary of RFC 2231",
	  "Content-Type: multipart/mixed; boundary*0*=us-ascii''m%2D;\n"
	  " boundary*1=n\n\n--m-n\n" PLAIN "甲\n--m-n--\n",
	  "1 text/plain body", "甲", NULL },
	{ "a comment behind a boundary of RFC 2231",
	  "Content-Type: multipart/mixed; boundary*=us-ascii''m (so)\n\n--m\n" PLAIN "甲\n--m--\n",
	  "1 text/plain body", "甲", NULL },
	{ "another boundary, and parts of a part",
	  "Content-Type: multipart/mixed; boundary=m\n\n--n\n" ALTERNATIVE "--a\n" PLAIN
	  "甲\n--a--\n--n\n" PDF "--n--\n",
	  "1.1 text/plain body|2 application/pdf 报告.pdf", "甲",
	  "it says that it has parts, but none begins" },
	{ "another boundary",
	  "Content-Type: multipart/mixed; boundary=m\n\n--n\n" PLAIN "甲\n--n\n" PDF "--n--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲",
	  "it says that it has parts, but none begins" },
	{ "no boundary named",
	  "Content-Type: multipart/mixed\n\n--n\n" PLAIN "甲\n--n\n" PDF "--n--\n",
	  "1 text/plain body|2 application/pdf 报告.pdf", "甲",
	  "it says that it has parts, but none begins" },
	{ "a part whose parts have another boundary",
	  MIXED "--m\nContent-Type: multipart/alternative; boundary=a\n\n--b\n" PLAIN
		"甲\n--b--\n--m--\n",
	  "1 text/plain body", NULL, "it says that it has parts, but none begins" },
	{ "a part whose parts have no boundary",
	  MIXED "--m\nContent-Type: multipart/alternative\n\n甲\n--m--\n", "1 text/plain body",
	  NULL, "it says that it has parts, but none begins" },
	{ "a bounce with the header of a letter in parts",
	  MIXED "--m\n" PLAIN "甲\n--m\nContent-Type: message/rfc822; name=a.eml\n\nSubject: x\n"
		"Content-Type: multipart/mixed; boundary=n\n\n--m--\n",
	  "1 text/plain body|2 message/rfc822 nested a.eml", "甲", NULL },
	{ "a letter without parts, closed",
	  MIXED "--m\n" PLAIN
		"甲\n--m\nContent-Type: multipart/mixed; boundary=n\n\n--n--\n--m--\n",
	  "1 text/plain body", "甲", NULL },
	{ "a forwarded letter in base64",
	  MIXED "--m\n" PLAIN "甲\n--m\nContent-Type: message/rfc822; name=a.eml\n"
		"Content-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKeAo=\n--m--\n",
	  "1 text/plain body|2 message/rfc822 nested a.eml", "甲", NULL },
	{ "parts behind the end", MIXED "--m\n" PLAIN "甲\n--m--\n\n后记\n--m\n" PDF "--m--\n",
	  "1 text/plain body|2 text/plain body|3 application/pdf 报告.pdf", "甲\n后记",
	  "a part begins behind the end of all parts" },
	{ "one boundary for two",
	  MIXED "--m\n" MIXED "--m\n" PLAIN "甲\n--m--\n--m\n" PDF "--m--\n",
	  "1.1 text/plain body|2 application/pdf 报告.pdf", "甲",
	  "two parts use the same boundary" },
	{ "one letter forwarded twice, in parts",
	  MIXED "--m\nContent-Type: message/rfc822\n\n" ALTERNATIVE "--a\n" PLAIN "甲\n--a--\n--m\n"
		"Content-Type: message/rfc822\n\n" ALTERNATIVE "--a\n" PLAIN "乙\n--a--\n--m--\n",
	  "1 message/rfc822 nested|2 message/rfc822 nested", "甲\n\n乙", NULL },
};

static void
test_broken(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Scan) scan = scan_letter(broken[i].letter, strlen(broken[i].letter));
		g_autoptr(Structure) structure = structure_read(scan, &error);
		g_test_message("%s", broken[i].name);
		g_assert_no_error(error);
		g_assert_cmpstr(scan->why, ==, broken[i].why);
		if (!structure)
			continue;
		g_autofree char *parts = describe(structure);
		g_autoptr(StructureText) text = structure_text(structure);
		g_assert_cmpstr(parts, ==, broken[i].parts);
		if (broken[i].plain)
			g_assert_cmpstr(text->plain, ==, broken[i].plain);
	}
}

static const char *
text_of(const char *letter, StructureText **ret_text)
{
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
	g_autoptr(Structure) structure = structure_read(scan, NULL);
	*ret_text = structure_text(structure);
	return (*ret_text)->plain;
}

/* gmime's own conversion ends at the first character outside GBK (LIBRARIES §3). */
static void
test_charsets(void)
{
	static const char title[] = "王䶮镕𠮷：增收€100，关于某某镇春耕备耕进展情况的报告。";
	static const char *const labels[] = { "gb2312", "gbk",	    "GB18030",
					      "x-gbk",	"us-ascii", "utf-8" };
	size_t n_bytes = 0;
	g_autofree char *bytes = g_convert(title, -1, "GB18030", "UTF-8", NULL, &n_bytes, NULL);
	g_autofree char *base64 = g_base64_encode((unsigned char *)bytes, n_bytes);
	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
		g_autofree char *letter =
			g_strdup_printf("Content-Type: text/plain; charset=%s\n"
					"Content-Transfer-Encoding: base64\n\n%s\n",
					labels[i], base64);
		g_autoptr(StructureText) text = NULL;
		g_assert_cmpstr(text_of(letter, &text), ==, title);
		g_assert_cmpuint(text->charsets->len, ==, 1);
		const StructureCharset *charset = text->charsets->pdata[0];
		g_assert_cmpstr(charset->where, ==, "body:1");
		g_assert_cmpstr(charset->finding.declared, ==, labels[i]);
		g_assert_cmpstr(charset->finding.used, ==, "gb18030");
	}
}

/* What structure_take writes of a part. Yours; NULL: there is none. */
static char *
taken(const char *letter, size_t n_letter, const char *part, size_t *ret_n_bytes)
{
	g_autoptr(GError) error = NULL;
	autofd fd = files_memory("part", &error);
	bool there = false;
	size_t n_read = 0;
	g_autoptr(Scan) scan = scan_letter(letter, n_letter);
	g_assert_true(structure_take(scan, part, fd, &there, ret_n_bytes, &error));
	g_assert_no_error(error);
	g_autofree char *bytes = files_read_fd(fd, 16u << 20, &n_read, &error);
	g_assert_cmpuint(n_read, ==, there ? *ret_n_bytes : 0);
	return there ? g_steal_pointer(&bytes) : NULL;
}

static void
test_bytes(void)
{
	static const char letter[] = MIXED "--m\n" PDF "--m\n" NESTED "\nzwei\n--m--\n";
	g_autoptr(Scan) scan = scan_letter(letter, sizeof(letter) - 1);
	g_autoptr(Structure) structure = structure_read(scan, NULL);
	size_t n = 0, n_nested = 0;
	g_autofree char *pdf = taken(letter, sizeof(letter) - 1, "1", &n);
	g_autofree char *nested = taken(letter, sizeof(letter) - 1, "2", &n_nested);
	g_assert_cmpuint(n, ==, 4);
	g_assert_cmpstr(pdf, ==, "%PDF");
	g_assert_cmpstr(nested, ==, "Subject: =?gb2312?B?sai45g==?=\n" PLAIN "原文\n\nzwei");
	g_assert_null(taken(letter, sizeof(letter) - 1, "3", &n));
	g_assert_null(structure_find(structure, "1.1"));
	g_assert_cmpstr(structure_media_type(structure), ==, "multipart/mixed");
}

/* A large file is counted and hashed, not kept; it is written out whole when it is asked for. */
static void
test_large(void)
{
	size_t n = STRUCTURE_KEPT_BYTES + 1, n_taken = 0;
	g_autofree char *file = g_malloc(STRUCTURE_KEPT_BYTES + 1);
	for (size_t i = 0; i < n; i++)
		file[i] = (char)(i * 7 % 251);
	g_autofree char *base64 = g_base64_encode((unsigned char *)file, n);
	g_autofree char *letter = g_strconcat(
		MIXED "--m\n" PLAIN "甲\n--m\nContent-Type: application/zip; name=a.zip\n"
		      "Content-Transfer-Encoding: base64\n\n",
		base64, "\n--m--\n", NULL);
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
	g_autoptr(Structure) structure = structure_read(scan, NULL);
	const StructurePart *part = structure_part(structure, 1);
	g_autofree char *hash = hash_hex(file, n);
	g_autofree char *whole = taken(letter, strlen(letter), "2", &n_taken);
	g_assert_null(structure_bytes(part));
	g_assert_cmpuint(part->n_bytes, ==, n);
	g_assert_cmpstr(part->sha256, ==, hash);
	g_assert_cmpuint(n_taken, ==, n);
	g_assert_true(memcmp(whole, file, n) == 0);
}

/* What scan lets through structure can read; what it does not, structure refuses itself. */
static void
test_limits(void)
{
	g_autoptr(GString) wide = g_string_new(MIXED);
	for (int i = 0; i < 1001; i++)
		g_string_append(wide, "--m\n\nx\n");
	g_string_append(wide, "--m--\n");
	g_autoptr(GError) error = NULL;
	g_autoptr(Scan) wide_scan = scan_letter(wide->str, wide->len);
	g_assert_null(structure_read(wide_scan, &error));
	g_assert_cmpstr(error->message, ==, "it has more than 1000 parts");
	g_autoptr(GString) deep = g_string_new(NULL);
	for (int i = 0; i < 40; i++)
		g_string_append_printf(
			deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
	g_string_append(deep, "\nx\n");
	g_autoptr(GError) second = NULL;
	g_autoptr(Scan) deep_scan = scan_letter(deep->str, deep->len);
	g_assert_null(structure_read(deep_scan, &second));
	g_assert_cmpstr(second->message, ==, "its parts are nested too deeply");
}

static void
test_nested_name(void)
{
	static const char letter[] = MIXED "--m\n" PLAIN " \n--m\n" NESTED "--m--\n";
	g_autoptr(StructureText) text = NULL;
	g_assert_cmpstr(text_of(letter, &text), ==, "原文");
	g_assert_cmpstr(text->nested, ==, "2");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	structure_load(NULL);
	g_test_add_func("/structure/cases", test_cases);
	g_test_add_func("/structure/broken", test_broken);
	g_test_add_func("/structure/charsets", test_charsets);
	g_test_add_func("/structure/bytes", test_bytes);
	g_test_add_func("/structure/large", test_large);
	g_test_add_func("/structure/limits", test_limits);
	g_test_add_func("/structure/nested", test_nested_name);
	return g_test_run();
}
