/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-encode — what we write is read back the same, in short lines of ASCII
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/text/charset.h"
#include "mail/encode.h"
#include "mail/words.h"

static const char *const titles[] = {
	"Weekly report",
	"【紧急信息】关于某某镇发生较大交通事故的情况报告",
	"《政务信息》2026年第1期 (总第1期)",
	"回复：关于春耕备耕情况的报告——某某县某某镇农业农村办公室二〇二六年十一月二十三日报送，附件"
	"三份",
	"a",
	"",
	"=?utf-8?B?eA==?=",
	"HZ ~{;ntz~}65 signs",
	"混合 mixed 文字 with blanks 与 ASCII, and more words so that it has to be folded twice",
	"𠮷䶮喆堃珺镕",
	"A long plain title that is pure ASCII but does not fit into one line of a letter at all",
};

static void
check_lines(const char *value, size_t max)
{
	g_auto(GStrv) lines = g_strsplit(value, "\r\n", -1);
	for (size_t i = 0; lines[i]; i++) {
		g_assert_cmpuint(strlen(lines[i]), <=, max);
		g_assert_true(encode_header_safe(lines[i]));
		g_assert_true(i == 0 || lines[i][0] == ' ');
	}
	if (lines[0])
		g_assert_cmpuint(strlen(lines[0]) + strlen("Subject: "), <=, 76);
}

/* What is read, written and read again stays the same, also where it looks like a word. */
static void
test_again(void)
{
	static const char *const values[] = {
		"=?gb18030?B?tL\x84\x31\x95\x33"
		"fuxq4",
		"=?utf-8?B?PT91dGYtOD9CPzVZV3o1THFPPz0=?=",
		"=?utf-8?B?PT91dGYtOD9CP2VBPT0/PQ==?=",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autofree char *text = words_decode(values[i], strlen(values[i]));
		g_autofree char *written = encode_header_text(text);
		g_autofree char *back = words_decode(written, strlen(written));

		g_assert_cmpstr(back, ==, text);
	}
}

static void
test_text(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
		g_autofree char *value = encode_header_text(titles[i]);
		g_autofree char *back = words_decode(value, strlen(value));
		g_test_message("%s", titles[i]);
		g_assert_cmpstr(back, ==, titles[i]);
		check_lines(value, 76);
		g_auto(GStrv) words = g_strsplit(value, "\r\n ", -1);
		for (size_t k = 0; words[k] && words[k][0] == '='; k++) {
			g_autofree char *alone = words_decode(words[k], strlen(words[k]));
			g_assert_null(strstr(alone, "\xef\xbf\xbd")); /* whole characters */
			g_assert_cmpuint(strlen(words[k]), <=, 75);
		}
	}
}

static void
test_injection(void)
{
	g_autofree char *value = encode_header_text("情况\r\nBcc: evil@bad.example");
	g_autofree char *plain = encode_header_text("x\r\nBcc: evil@bad.example");
	g_autofree char *file = encode_parameter("filename", "a\r\nBcc: \"x\".doc");
	g_assert_null(strstr(value, "Bcc"));
	g_assert_cmpstr(plain, ==, "x Bcc: evil@bad.example");
	g_assert_null(strpbrk(file, "\r\n"));
	g_assert_false(encode_header_safe("a\r\nb"));
	g_assert_false(encode_header_safe("报"));
	g_assert_true(encode_header_safe("a b"));
}

static void
test_parameter(void)
{
	static const char *const names[] = { "a.txt", "政务信息2026年第45期.docx", "a \"b\" c.pdf",
					     "关于某某县某某镇二〇二六年度春耕备耕生产工作进展情况"
					     "及存在问题和下一步建议的报告（修改稿）.docx" };
	g_autofree char *plain = encode_parameter("filename", names[0]);
	g_autofree char *one = encode_parameter("filename", "报.doc");
	g_assert_cmpstr(plain, ==, "filename=\"a.txt\"");
	g_assert_cmpstr(one, ==, "filename*=UTF-8''%E6%8A%A5.doc");
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *parameter = encode_parameter("filename", names[i]);
		g_autofree char *value = g_strconcat("attachment;\r\n ", parameter, NULL);
		g_autofree char *back = words_parameter(value, strlen(value), "filename");
		g_assert_cmpstr(back, ==, names[i]);
		check_lines(value, 78);
	}
}

static void
test_base64(void)
{
	g_autofree char *none = encode_base64_lines("", 0);
	g_autofree char *bytes = g_malloc0(100);
	g_autofree char *lines = encode_base64_lines(bytes, 100);
	g_assert_cmpstr(none, ==, "");
	g_assert_cmpuint(strlen(lines), ==, 76 + 2 + 60 + 2);
	g_assert_true(strncmp(lines + 76, "\r\n", 2) == 0);
	g_assert_true(g_str_has_suffix(lines, "==\r\n"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	charset_load(NULL);
	g_test_add_func("/encode/text", test_text);
	g_test_add_func("/encode/again", test_again);
	g_test_add_func("/encode/injection", test_injection);
	g_test_add_func("/encode/parameter", test_parameter);
	g_test_add_func("/encode/base64", test_base64);
	return g_test_run();
}
