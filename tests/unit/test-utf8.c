/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-utf8 — hostile bytes in, clean text out
 */
#include "base/text/utf8.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

#define BAD "\xef\xbf\xbd"

static const struct {
	const char *name, *bytes;
	size_t n;
	const char *clean;
	bool valid;
} cases[] = {
	{ "plain", "关于防汛\n第二行\t格", 0, "关于防汛\n第二行\t格", true },
	{ "empty", "", 0, "", true },
	{ "CRLF", "甲\r\n乙\r丙\r\r\n丁", 0, "甲\n乙\n丙\n\n丁", true },
	{ "CR at the end", "甲\r", 0, "甲\n", true },
	{ "NUL", "a\0b", 3, "ab", true },
	{ "C0 and DEL", "a\x01\x1b[31mb\x7f", 0, "a[31mb", true },
	{ "C1",
	  "a\xc2\x85\xc2\x9b"
	  "b",
	  0, "ab", true },
	{ "direction override", "通\u202e过\u2066。\u2069", 0, "通过。", true },
	{ "zero width", "通\u200b过\ufeff\u200d", 0, "通过", true },
	{ "overlong", "a\xc0\xaf", 0, "a" BAD BAD, false },
	{ "overlong three", "\xe0\x80\xaf", 0, BAD BAD BAD, false },
	{ "surrogate", "\xed\xa0\x80", 0, BAD BAD BAD, false },
	{ "beyond Unicode", "\xf4\x90\x80\x80", 0, BAD BAD BAD BAD, false },
	{ "cut off", "关\xe5\x85", 0, "关" BAD, false },
	{ "cut off inside",
	  "\xe5\x85"
	  "A",
	  0, BAD "A", false },
	{ "four bytes", "𠮷😀", 0, "𠮷😀", true },
	{ "lone continuation", "\x80", 0, BAD, false },
	{ "FF", "\xff\xfe", 0, BAD BAD, false },
};

static void
test_clean(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		size_t n = cases[i].n ? cases[i].n : strlen(cases[i].bytes);
		g_autofree char *exact = g_memdup2(cases[i].bytes, n); /* ASan sees over-reads */
		g_autofree char *clean = utf8_clean(exact, n);

		g_test_message("%s", cases[i].name);
		g_assert_cmpstr(clean, ==, cases[i].clean);
		g_assert_cmpint(utf8_valid(exact, n), ==, cases[i].valid);
	}
}

static void
test_one_line(void)
{
	static const struct {
		const char *text, *line;
	} lines[] = {
		{ "  关于\r\n\t防汛　的 报告 \n", "关于 防汛　的 报告" },
		{ "　　关于　　防汛  的报告　", "关于　　防汛 的报告" },
		{ "hello\r\nBcc: evil", "hello Bcc: evil" },
		{ "a\u2028b\u00a0c", "a b c" },
		{ "\xff\x01", BAD },
		{ "", "" },
		{ NULL, "" },
		{ "报\u202e告\ufeff", "报告" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *line = utf8_one_line(lines[i].text);

		g_assert_cmpstr(line, ==, lines[i].line);
	}
}

static void
test_length(void)
{
	g_autofree char *two = utf8_truncate("政务信息", 2);
	g_autofree char *all = utf8_truncate("政务", 9);
	g_autofree char *none = utf8_truncate("政务", 0);
	g_autofree char *mark = utf8_truncate("ae\u0301", 2);

	g_assert_cmpuint(utf8_length("政务ab𠮷"), ==, 5);
	g_assert_cmpstr(two, ==, "政务");
	g_assert_cmpstr(all, ==, "政务");
	g_assert_cmpstr(none, ==, "");
	g_assert_cmpstr(mark, ==, "a");
}

static void
test_classes(void)
{
	g_assert_true(utf8_wide(0x5173));  /* 关 */
	g_assert_true(utf8_wide(0xFF0C));  /* ， */
	g_assert_true(utf8_wide(0x3002));  /* 。 */
	g_assert_false(utf8_wide(0xFF21)); /* Ａ is a letter */
	g_assert_false(utf8_wide('a'));
	g_assert_true(utf8_invisible(0x200B));
	g_assert_true(utf8_invisible(0xAD));
	g_assert_false(utf8_invisible(0x5173));
}

/* Every byte string up to three bytes around the borders stays valid. */
static void
test_always_valid(void)
{
	for (unsigned a = 0x7F; a < 0x100; a++) {
		for (unsigned b = 0; b < 0x100; b++) {
			char bytes[4] = { (char)a, (char)b, (char)0xBF, (char)0x80 };
			g_autofree char *clean = utf8_clean(bytes, sizeof bytes);

			if (!g_utf8_validate(clean, -1, NULL))
				g_test_fail_printf("%02x %02x", a, b);
			if (utf8_valid(bytes, 4) != g_utf8_validate_len(bytes, 4, NULL) && b)
				g_test_fail_printf("valid %02x %02x", a, b);
		}
	}
}

static void
test_words(void)
{
	static const char *const days[] = { "今天", "明天", NULL };
	const char *at = "明天下午";

	g_assert_true(utf8_same_words(" 春耕\n进展\r\n", "春 耕进\t展"));
	g_assert_false(utf8_same_words("春耕", "春耕进展"));
	g_assert_false(utf8_skip(&at, "今天"));
	g_assert_true(utf8_skip_any(&at, days));
	g_assert_cmpstr(at, ==, "下午");
	g_assert_false(utf8_skip_any(&at, days));
	g_assert_cmpstr(at, ==, "下午");
}

static void
test_begins(void)
{
	g_assert_true(utf8_begins("万亿元", "万"));
	g_assert_true(utf8_begins("万亿元", "万亿元"));
	g_assert_true(utf8_begins("万", ""));
	g_assert_false(utf8_begins("万", "万亿"));
	g_assert_false(utf8_begins("丈", "万")); /* one first byte */
	g_assert_false(utf8_begins("", "万"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/utf8/words", test_words);
	g_test_add_func("/utf8/clean", test_clean);
	g_test_add_func("/utf8/one-line", test_one_line);
	g_test_add_func("/utf8/length", test_length);
	g_test_add_func("/utf8/begins", test_begins);
	g_test_add_func("/utf8/classes", test_classes);
	g_test_add_func("/utf8/always-valid", test_always_valid);
	return g_test_run();
}
