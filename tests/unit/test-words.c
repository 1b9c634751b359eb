/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-words — header words and parameters as Chinese clients write them
 *
 * Covers mail/words.c mail/words_parameter.c. Among them the six forms that gmime 3.2.13 cuts
 * (DOMAIN §0.1).
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/text/charset.h"
#include "mail/words.h"

#define TITLE "【紧急信息】关于某某镇发生较大交通事故的情况报告"

typedef struct {
	const char *name, *raw, *text;
} Case;

static const Case cases[] = {
	{ "empty", "", "" },
	{ "ASCII", " Weekly report ", "Weekly report" },
	{ "padded words", "=?gb2312?B?udjT2g==?= =?gb2312?B?uaTX9w==?=", "关于工作" },
	{ "folded", "=?gb2312?B?udjT2g==?=\r\n\t=?gb2312?B?uaTX9w==?=", "关于工作" },
	{ "no blank between", "=?gb2312?B?udjT2g==?==?gb2312?B?uaTX9w==?=", "关于工作" },
	{ "lower case b", "=?GB2312?b?udjT2g==?=", "关于" },
	{ "lower case q", "=?gbk?q?=b9=d8=D3=DA_a?=", "关于 a" },
	{ "language", "=?gb2312*zh-CN?B?udjT2g==?=", "关于" },
	{ "character torn, Q", "=?gb2312?Q?=B9=D8=D3?= =?gb2312?Q?=DA?=", "关于" },
	{ "character torn, B", "=?utf-8?B?5YWz5A==?= =?utf-8?B?uo4=?=", "关于" },
	{ "escape torn, Q", "=?utf-8?Q?=E5=85=?= =?utf-8?Q?B3=E4=BA=8?= =?utf-8?Q?E=?=", "关于=" },
	{ "escape that is none, torn",
	  "=?utf-8?Q?a=?= =?utf-8?Q?x=4?= =?utf-8?B?YQ==?=", "a=x=4a" },
	{ "B then Q of one charset", "=?gb2312?B?udjT?= =?gb2312?Q?=DA?=", "关于" },
	{ "base64 group torn", "=?utf-8?B?5YWz5?= =?utf-8?B?LqO?=", "关于" },
	{ "no padding", "=?gb2312?B?udjT2g?= =?gb2312?B?uaTX9w?=", "关于工作" },
	{ "two charsets", "=?gb2312?B?udjT2g==?= =?utf-8?B?5bel5L2c?=", "关于工作" },
	{ "Big5", "=?big5?B?w/ap8w==?=", "關於" },
	{ "words and text", "Re: =?gb2312?B?udjT2g==?= (2) =?gb2312?B?uaTX9w==?= x",
	  "Re: 关于 (2) 工作 x" },
	{ "glued to text", "Re:=?gb2312?B?udjT2g==?=2026", "Re:关于2026" },
	{ "torn, two names for one charset",
	  "=?gb2312?B?udjT2g==?= =?gb2312?B?uQ==?= =?GBK?B?pNf3?=", "关于工作" },
	{ "torn, utf8 and UTF-8", "=?utf8?B?5YWz5A==?= =?UTF-8?B?uo4=?=", "关于" },
	{ "raw GBK", "\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\xb5\xc4\xb1\xa8\xb8\xe6", "关于工作的报告" },
	{ "raw UTF-8", "关于工作", "关于工作" },
	{ "raw between words", "=?utf-8?B?5YWz5LqO?= 工作 =?utf-8?B?5YWz5LqO?=", "关于 工作 关于" },
	{ "UTF-8 labelled gb2312", "=?gb2312?B?5YWz5LqO5bel5L2c?=", "关于工作" },
	{ "GB18030 labelled gb2312", "=?gb2312?B?zfWVNLI1ouM=?=", "王𠮷€" },
	{ "python's label", "=?eucgb2312_cn?B?udjT2g==?=", "关于" },
	{ "blank inside", "=?utf-8?Q?a b?=", "a b" },
	{ "not base64", "=?utf-8?B?!!!?= x", "=?utf-8?B?!!!?= x" },
	{ "cut off by a gateway", "=?utf-8?B?5YWz5LqO?= =?utf-8?B?5YWz", "关于关" },
	{ "cut off in its frame", "=?utf-8?B?5YWz?", "关" },
	{ "cut off in a character", "=?utf-8?B?5YWz5L", "关\xef\xbf\xbd" },
	{ "no end, and text behind it", "=?utf-8?B?5YWz x", "=?utf-8?B?5YWz x" },
	{ "no charset", "=??B?5YWz?=", "关" },
	{ "a question mark inside Q",
	  "=?utf-8?Q?=E5=85=B3?"
	  "?= x",
	  "关? x" },
	{ "a stray character in base64", "=?utf-8?B?5YWz!5LqO?=", "关于" },
	{ "more stray than base64", "=?utf-8?B?!5Y!Wz!?=", "=?utf-8?B?!5Y!Wz!?=" },
	{ "Q broken as bodies are", "=?utf-8?Q?=E5=85=\r\n =B3?=", "关" },
	{ "encoded twice", "=?utf-8?B?PT91dGYtOD9CPzVZV3o1THFPPz0=?=", "关于" },
	{ "encoded twice, and text", "Re: =?utf-8?Q?=3D=3Futf-8=3FB=3F5YWz=3F=3D?=", "Re: 关" },
	{ "prose about encoded words",
	  "=?utf-8?B?5YWz?= =?utf-8?Q?=3D=3Futf-8=3FB=3F5YWz=3F=3D?=", "关=?utf-8?B?5YWz?=" },
	{ "raw GBK that Big5 could be", "\xb4\xba\xb8\xfb\xb1\xb8\xb8\xfb", "春耕备耕" },
	{ "raw GBK that UTF-8 could be", "\xf1\xbf\xbe\xae", "窨井" },
	{ "unknown encoding", "=?utf-8?X?5YWz?=", "=?utf-8?X?5YWz?=" },
	{ "empty word",
	  "a =?utf-8?B?"
	  "?= b",
	  "a b" },
	{ "bad Q", "=?utf-8?Q?=ZZ=4?=", "=ZZ=4" },
	{ "injected line", "=?utf-8?B?aGVsbG8NCkJjYzogZXZpbA==?=", "hello Bcc: evil" },
	{ "injected NUL", "=?utf-8?Q?a=00b?=", NULL },
	{ "only equals", "=?=?=?", "=?=?=?" },
	{ "trailing blanks", "=?gb2312?B?udjT2g==?= \t ", "关于" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = words_decode(cases[i].raw, strlen(cases[i].raw));
		g_test_message("%s", cases[i].name);
		if (cases[i].text)
			g_assert_cmpstr(text, ==, cases[i].text);
		g_assert_true(g_utf8_validate(text, -1, NULL));
		g_assert_null(strpbrk(text, "\r\n\t"));
	}
}

/* TITLE in `charset`, cut into B words of n characters (or bytes). */
static char *
cut_words(const char *charset, size_t n, bool characters)
{
	GString *raw = g_string_new(NULL);
	size_t n_bytes = 0;
	g_autofree char *bytes = g_convert(TITLE, -1, charset, "UTF-8", NULL, &n_bytes, NULL);
	for (size_t at = 0; at < n_bytes;) {
		size_t step = MIN(characters ? 2 * n : n, n_bytes - at);
		g_autofree char *word = g_base64_encode((unsigned char *)bytes + at, step);
		g_string_append_printf(raw, "%s=?%s?B?%s?=", at ? "\r\n " : "", charset, word);
		at += step;
	}
	return g_string_free(raw, FALSE);
}

static void
test_cuts(void)
{
	for (size_t n = 5; n <= 13; n++) {
		g_autofree char *raw = cut_words("gb2312", n, true);
		g_autofree char *text = words_decode(raw, strlen(raw));
		g_assert_cmpstr(text, ==, TITLE);
	}
	for (size_t n = 1; n <= 40; n++) {
		g_autofree char *gbk = cut_words("gbk", n, false);
		g_autofree char *utf8 = cut_words("utf-8", n, false);
		g_autofree char *one = words_decode(gbk, strlen(gbk));
		g_autofree char *two = words_decode(utf8, strlen(utf8));
		g_assert_cmpstr(one, ==, TITLE);
		g_assert_cmpstr(two, ==, TITLE);
	}
}

static const Case parameters[] = {
	{ "quoted", "attachment; filename=\"a b.doc\"", "a b.doc" },
	{ "bare", "attachment; FileName=a.doc", "a.doc" },
	{ "bare with blanks", "attachment; filename=a b.doc ; size=1", "a b.doc" },
	{ "escaped quote", "attachment; filename=\"a\\\"b.doc\"; x=y", "a\"b.doc" },
	{ "semicolon inside", "attachment; x=\"a;filename=evil.doc\"; filename=b.doc", "b.doc" },
	{ "2231", "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.docx", "报告.docx" },
	{ "2231 gb18030", "attachment; filename*=gb18030'zh'%B1%A8%B8%E6.docx", "报告.docx" },
	{ "2231 wins", "attachment; filename=\"../../etc/passwd\"; filename*=utf-8''a.doc",
	  "a.doc" },
	{ "continued", "attachment; filename*0=\"abc\";\r\n filename*1=\"def.doc\"", "abcdef.doc" },
	{ "continued and encoded",
	  "attachment;\r\n filename*0*=gb2312''%B1%A8%B8;\r\n filename*1*=%E6;\r\n"
	  " filename*2=\".doc\"",
	  "报告.doc" },
	{ "out of order", "a; filename*1*=%8A%A5.doc; filename*0*=utf-8''%E6", "报.doc" },
	{ "gap", "a; filename*0*=utf-8''a; filename*2*=b", "ab" },
	{ "from one on", "a; filename*1*=utf-8''%E6%8A; filename*2*=%A5.doc", "报.doc" },
	{ "charset in every segment", "a; filename*0*=utf-8''%E6%8A; filename*1*=utf-8''%A5.doc",
	  "报.doc" },
	{ "2231 with one quote", "a; filename*=utf-8'%E6%8A%A5.doc", "报.doc" },
	{ "a quote in a name", "a; filename*=it's.doc", "it's.doc" },
	{ "2047 in 2231", "a; filename*=utf-8''=?utf-8?B?5oqlLmRvYw==?=", "报.doc" },
	{ "2047 twice", "a; filename=\"=?utf-8?B?PT91dGYtOD9CPzVvcWw/PQ==?=.doc\"", "报.doc" },
	{ "no semicolon", "attachment filename=\"a b.doc\"", "a b.doc" },
	{ "a comma for it", "attachment, filename=\"a b.doc\"", "a b.doc" },
	{ "no value before it", "filename=\"a;b.doc\"", "a;b.doc" },
	{ "single quotes", "attachment; filename='a b.doc'", "a b.doc" },
	{ "percent GBK", "attachment; filename=\"%B1%A8%B8%E6.doc\"", "报告.doc" },
	{ "percent of none", "attachment; filename=\"5%FF.doc\"", "5%FF.doc" },
	{ "a blank for the semicolon",
	  "inline\r\n filename*0*=utf-8''%E6%8A\r\n filename*1*=%A5\r\n filename*2=\".doc\"",
	  "报.doc" },
	{ "a blank for it, of another", "a; size=12 filename=\"a b.doc\" name=x", "a b.doc" },
	{ "a blank for it, bare", "a; filename=a b.doc size=12", "a b.doc" },
	{ "a name like a parameter", "a; filename=a x=b.doc", "a x=b.doc" },
	{ "comments", "a (x); (filename=\"b.doc\") filename (y) = (z) \"报.doc\"", "报.doc" },
	{ "a name with brackets", "a; filename=(报告)一 (1).doc", "(报告)一 (1).doc" },
	{ "2047 inside", "attachment; filename=\"=?gb2312?B?sai45i5kb2M=?=\"", "报告.doc" },
	{ "2047 padded inside",
	  "attachment; filename=\"=?gb2312?B?sag=?=\r\n =?gb2312?B?uOYuZG9j?=\"", "报告.doc" },
	{ "2047 bare", "attachment; filename==?gb2312?Q?=B1=A8=B8=E6.doc?=", "报告.doc" },
	{ "2047 in segments",
	  "a; filename*0=\"=?gb2312?B?sag=?=\"; filename*1=\" =?gb2312?B?uOY=?=\"", "报告" },
	{ "raw UTF-8", "attachment; filename=\"报告.doc\"", "报告.doc" },
	{ "raw GBK", "attachment; filename=\"\xb1\xa8\xb8\xe6\xce\xc4\xbc\xfe.doc\"",
	  "报告文件.doc" },
	{ "raw GBK with backslash byte",
	  "attachment; filename=\"\x95\x5c\xb1\xa8\xb8\xe6.doc\"; x=y", "昞报告.doc" },
	{ "first one counts", "a; filename=a.doc; filename=b.doc", "a.doc" },
	{ "absent", "attachment; name=a.doc", NULL },
	{ "longer name", "attachment; filenamex=a.doc", NULL },
	{ "no end quote", "attachment; filename=\"a.doc", "a.doc" },
	{ "no parameters", "attachment", NULL },
	{ "injected", "a; filename*=utf-8''a%0D%0ABcc:%20e.pdf", "a Bcc: e.pdf" },
};

static void
test_parameters(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++) {
		const Case *c = &parameters[i];
		g_autofree char *value = words_parameter(c->raw, strlen(c->raw), "filename");
		g_test_message("%s", c->name);
		g_assert_cmpstr(value, ==, c->text);
	}
}

static const Case names[] = {
	{ "plain", "报告.docx", "报告.docx" },
	{ "path", "../../etc/passwd", "passwd" },
	{ "Windows path", "C:\\信息\\报告.doc", "报告.doc" },
	{ "hidden", "..bashrc", "bashrc" },
	{ "nothing left", "../..", NULL },
	{ "empty", "", NULL },
	{ "controls", "a\r\nb\x01.doc", "a b .doc" },
	{ "bidi",
	  "a\xe2\x80\xae"
	  "cod.exe",
	  "acod.exe" },
	{ "signs", "a:b\"c<d>.doc", "a_b_c_d_.doc" },
	{ "trailing dots", "a.doc. .", "a.doc" },
};

static void
test_names(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *name = words_file_name(names[i].raw);
		g_test_message("%s", names[i].name);
		g_assert_cmpstr(name, ==, names[i].text);
	}
	g_autoptr(GString) longest = g_string_new(NULL);
	for (int i = 0; i < 100; i++)
		g_string_append(longest, "报");
	g_string_append(longest, ".docx");
	g_autofree char *cut = words_file_name(longest->str);
	g_assert_cmpuint(strlen(cut), <=, WORDS_FILE_NAME_BYTES);
	g_assert_cmpuint(strlen(cut), >, WORDS_FILE_NAME_BYTES - 3);
	g_assert_true(g_str_has_suffix(cut, "报.docx"));
	g_assert_true(g_utf8_validate(cut, -1, NULL));
}

/* Half a megabyte of word beginnings: were each a look through the rest, this would not end. */
static void
test_linear(void)
{
	static const char *const pieces[] = { "=?a?b?", "=?", "=?a?b?YQ?=", "=?a?b?YQ?= ",
					      " ",	"?",  "=?a?q?x",    "=?a?b?YQ" };
	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) raw = g_string_new(NULL);
		while (raw->len < WORDS_HEADER_BYTES)
			g_string_append(raw, pieces[i]);
		g_autofree char *text = words_decode(raw->str, raw->len);
		g_assert_true(g_utf8_validate(text, -1, NULL));
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	charset_load(NULL);
	g_test_add_func("/words/cases", test_cases);
	g_test_add_func("/words/cuts", test_cuts);
	g_test_add_func("/words/parameters", test_parameters);
	g_test_add_func("/words/names", test_names);
	g_test_add_func("/words/linear", test_linear);
	return g_test_run();
}
