/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-fold — one spelling for many, and every hit found again in the original
 */
#include "base/text/fold.h"

#include "base/text/utf8.h"

#include <fcntl.h>
#include <glib.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>

#define LINE30 "为切实做好全市防汛抗旱各项准备工作，确保人民群众生命财产安全，"

static const struct {
	const char *name, *text, *folded;
} cases[] = {
	{ "empty", "", "" },
	{ "only blanks", " 　\n\t", "" },
	{ "plain", "关于防汛", "关于防汛" },
	{ "traditional", "關於全縣防汛抗旱工作情況的報告", "关于全县防汛抗旱工作情况的报告" },
	{ "by the word", "乾坤乾淨皇后著名答覆什麼", "乾坤干净皇后著名答复什么" },
	{ "full-width", "ＡＢｃ１２％，（一）；：？！", "ABc12%,(一);:?!" },
	{ "signs", "①②⑩Ⅲ㎡№…㈠",
	  "1210III"
	  "m2No...(一)" },
	{ "stays", "、。《》“”——〔〕·", "、。《》“”——〔〕·" },
	{ "radicals", "⼀⽂", "一文" },
	{ "combining", "cafe\u0301 か\u3099", "caféが" },
	{ "invisible", "通\u200b过\u00ad了\u202e吗\ufeff", "通过了吗" },
	{ "case stays", "Word ABC", "Word ABC" },
	{ "blanks in Chinese", "机　密 ★ 一 年", "机密★一年" },
	{ "many blanks", "通    知", "通知" },
	{ "tab", "机\t密", "机密" },
	{ "no-break blank", "机\u00a0密", "机密" },
	{ "letter", "采用 1、3，共 ABC 家", "采用1、3,共ABC家" },
	{ "two blanks at a letter", "单位  ABC", "单位ABC" },
	{ "after a comma", "甲, 乙，  丙 ，丁", "甲,乙,丙,丁" },
	{ "English", "a  b,  c", "a b, c" },
	{ "edges", "  通过  \n　　谢谢 ", "通过\n谢谢" },
	{ "short line", "标题\n正文", "标题\n正文" },
	{ "empty lines", "标题\n\n  \n正文", "标题\n正文" },
	{ "hard wrap", LINE30 "\n切实抓好",
	  "为切实做好全市防汛抗旱各项准备工作,"
	  "确保人民群众生命财产安全,切实抓好" },
	{ "paragraph with indent", LINE30 "好\n　　二是",
	  "为切实做好全市防汛抗旱各项准备工作,"
	  "确保人民群众生命财产安全,好\n二是" },
	{ "sentence ends the line", LINE30 "好。\n二是",
	  "为切实做好全市防汛抗旱各项准备工作,确保人民群众生命财产安全,好。\n二是" },
	{ "quote after the sentence", LINE30 "好。”\n二是",
	  "为切实做好全市防汛抗旱各项准备工作,确保人民群众生命财产安全,好。”\n二是" },
	{ "empty line after a long line", LINE30 "\n\n二是",
	  "为切实做好全市防汛抗旱各项准备工作,确保人民群众生命财产安全,\n二是" },
	{ "English wrap", "the quick brown fox jumps over the lazy\ndog",
	  "the quick brown fox jumps over the lazy dog" },
	{ "rule line", "----------------------------------\n原始",
	  "----------------------------------\n原始" },
	{ "supplementary plane", "𠮷村😀", "𠮷村😀" },
	{ "half-width kana", "ｶﾞ", "ガ" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Folded) folded = fold_text(cases[i].text);
		g_autofree char *again = fold_word(folded->text);

		g_test_message("%s", cases[i].name);
		g_assert_cmpstr(folded->text, ==, cases[i].folded);
		g_assert_cmpuint(folded->n_bytes, ==, strlen(folded->text));
		g_assert_cmpuint(folded->n_original, ==, utf8_length(cases[i].text));
		g_assert_cmpuint(folded->origin[folded->n_bytes], ==, folded->n_original);
		for (size_t j = 0; j < folded->n_bytes; j++)
			g_assert_cmpuint(folded->origin[j], <=, folded->origin[j + 1]);
		if (!strchr(folded->text, '\n'))
			g_assert_cmpstr(again, ==, folded->text);
	}
}

static void
test_spans(void)
{
	static const struct {
		const char *text, *word, *original;
	} spans[] = {
		{ "關於防汛的報告", "报告", "報告" },
		{ "密级：机 　密★一年", "机密", "机 　密" },
		{ "关于　关", "关于", "关于" },
		{ "关 于", "关", "关" },
		{ "面积３㎡，共", "3m2", "３㎡" },
		{ "面积㎡，共", "2", "㎡" },
		{ "第①条", "1", "①" },
		{ "省略…完", "...", "…" },
		{ "通\u200b过", "通过", "通\u200b过" },
		{ "a cafe\u0301 b", "café", "cafe\u0301" },
		{ LINE30 "\n切实", "安全,切实", "安全，\n切实" },
		{ "𠮷村，甲", "甲", "甲" },
		{ "首行\n　　次行", "\n次", "\n　　次" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(spans); i++) {
		g_autoptr(Folded) folded = fold_text(spans[i].text);
		const char *hit = strstr(folded->text, spans[i].word);
		size_t from, to;

		g_test_message("%s in %s", spans[i].word, folded->text);
		g_assert_nonnull(hit);
		if (!hit)
			continue;
		fold_span(folded, (size_t)(hit - folded->text),
			  (size_t)(hit - folded->text) + strlen(spans[i].word), &from, &to);
		g_autofree char *original = g_utf8_substring(spans[i].text, (glong)from, (glong)to);
		g_assert_cmpstr(original, ==, spans[i].original);
	}
}

static void
test_span_edges(void)
{
	g_autoptr(Folded) folded = fold_text("甲乙");
	size_t from, to;

	fold_span(folded, 3, 3, &from, &to);
	g_assert_cmpuint(from, ==, 1);
	g_assert_cmpuint(to, ==, 1);
	fold_span(folded, 0, 6, &from, &to);
	g_assert_cmpuint(to, ==, 2);
	fold_span(folded, 99, 100, &from, &to);
	g_assert_cmpuint(from, ==, 2);
	g_assert_cmpuint(to, ==, 2);
}

/* A text and the same with blanks anywhere in it, full-width signs, invisible
 * characters and traditional characters folds to the same. */
static void
test_same(void)
{
	static const char *const simple = "关于全县防汛情况的报告：转移群众3人，抢险2次（含A级）。";
	static const char *const traditional =
		"關於全縣防汛情況的報告:轉移群眾3人,搶險2次(含A級)。";
	static const char *const between[] = { " ", "　", "\u200b", "\u00a0", "\t", "" };
	g_autofree char *wanted = fold_word(simple);
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);

	for (int turn = 0; turn < 500; turn++) {
		g_autoptr(GString) text = g_string_new(NULL);

		for (const char *at = turn % 2 ? simple : traditional; *at;
		     at = g_utf8_next_char(at)) {
			uint32_t c = g_utf8_get_char(at);

			if (c > ' ' && c < 0x7F && g_rand_int_range(rand, 0, 2))
				c += 0xFEE0;
			g_string_append_unichar(text, c);
			g_string_append(text, between[g_rand_int_range(rand, 0, 6)]);
		}
		g_autofree char *folded = fold_word(text->str);
		g_assert_cmpstr(folded, ==, wanted);
	}
}

/* Any text: valid, origins in order; a long one quickly. */
static void
test_any_text(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(5);
	static const uint32_t parts[] = { 0x4E00, 0x9FFF, 0x20,	  0x0A,	   0x3000, 0x300,
					  0x3099, 0x61,	  0xFDFA, 0x1F600, 0xAC00, 0x1161,
					  0x11A8, 0xFF76, 0xFF9E, 0x2028,  0xA8,   0x95DC };

	for (int turn = 0; turn < 2000; turn++) {
		g_autoptr(GString) text = g_string_new(NULL);

		for (int i = g_rand_int_range(rand, 0, 60); i > 0; i--)
			g_string_append_unichar(text, parts[g_rand_int_range(rand, 0, 18)]);
		g_autoptr(Folded) folded = fold_text(text->str);
		g_assert_true(g_utf8_validate(folded->text, -1, NULL));
		g_assert_cmpuint(folded->n_original, ==, utf8_length(text->str));
		for (size_t j = 0; j < folded->n_bytes; j++) {
			if (folded->origin[j] > folded->origin[j + 1])
				g_test_fail_printf("origin of %s", text->str);
		}
	}
}

/* Three megabytes: were each sentence a look through the rest, this would not end. */
static void
test_linear(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 30000; i++)
		g_string_append(text,
				"關於全縣防汛情況的報告：轉移群眾３人，搶險２次 （含Ａ級）。\n　");
	g_autoptr(Folded) folded = fold_text(text->str);
	g_assert_cmpuint(folded->n_original, ==, utf8_length(text->str));
}

static void
test_no_file_opened(void)
{
	struct rlimit before, none;

	fold_load(NULL);
	getrlimit(RLIMIT_NOFILE, &before);
	none = before;
	none.rlim_cur = 0;
	setrlimit(RLIMIT_NOFILE, &none);
	g_assert_cmpint(open("/dev/null", O_RDONLY), ==, -1);
	test_cases();
	setrlimit(RLIMIT_NOFILE, &before);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	g_test_add_func("/fold/cases", test_cases);
	g_test_add_func("/fold/spans", test_spans);
	g_test_add_func("/fold/span-edges", test_span_edges);
	g_test_add_func("/fold/same", test_same);
	g_test_add_func("/fold/any-text", test_any_text);
	g_test_add_func("/fold/linear", test_linear);
	g_test_add_func("/fold/no-file-opened", test_no_file_opened);
	return g_test_run();
}
