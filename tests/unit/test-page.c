/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-page — lines that stand somewhere on a page: rows of a table, paragraphs
 *
 * Covers extract/page.c. Pages of real documents: tests/documents.t, test-pdf.
 */
#include "extract/page.h"

#include <locale.h>
#include <string.h>

#define MOST 12
#define HEIGHT 10.0

/* Where a line begins; every character is as wide as it is high. */
typedef struct {
	const char *text;
	double left, top;
} Where;

static const struct {
	const char *name;
	Where lines[MOST];
	const char *wanted;
} cases[] = {
	{ "cells come in any order",
	  { { "1", 0, 0 }, { "12000", 200, 1 }, { "城关镇", 60, 0 }, { "好", 300, 2 } },
	  "1\t城关镇\t12000\t好" },
	{ "a row ends where the next begins",
	  { { "甲", 0, 0 }, { "乙", 100, 0 }, { "丙", 100, 20 }, { "丁", 0, 20 } },
	  "甲\t乙\n丁\t丙" },
	{ "what stands above one another is no row",
	  { { "甲乙丙", 0, 0 }, { "丁", 10, 3 } },
	  "甲乙丙\n丁" },
	{ "a full line goes on",
	  { { "一二三四五六七八九十甲乙", 0, 0 }, { "丙丁。", 0, 20 } },
	  "一二三四五六七八九十甲乙丙丁。" },
	{ "a full line that ends a sentence, and a part that begins",
	  { { "一二三四五六七八九十甲。", 0, 0 }, { "一、农资", 0, 20 } },
	  "一二三四五六七八九十甲。\n一、农资" },
	{ "so with other numbers",
	  { { "一二三四五六七八九十甲乙。", 0, 0 },
	    { "（十二）三四五六七八九十。", 0, 20 },
	    { "12.三四五六七八九十甲。", 0, 40 },
	    { "3、农机", 0, 60 } },
	  "一二三四五六七八九十甲乙。\n（十二）三四五六七八九十。\n12."
	  "三四五六七八九十甲。\n3、农机" },
	{ "no part: a decimal, a word, a bracket",
	  { { "一二三四五六七八九十甲乙。", 0, 0 },
	    { "1.2万三四五六七八九十。", 0, 20 },
	    { "三农三四五六七八九十甲乙。", 0, 40 },
	    { "（本报三四五六七八九十甲。", 0, 60 } },
	  "一二三四五六七八九十甲乙。1."
	  "2万三四五六七八九十。三农三四五六七八九十甲乙。（本报三四五六七八"
	  "九十甲。" },
	{ "a number within a sentence is no part",
	  { { "一二三四五六七八九十甲乙", 0, 0 }, { "三、四月", 0, 20 } },
	  "一二三四五六七八九十甲乙三、四月" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) lines = page_lines_new();
		g_autoptr(GString) text = g_string_new(NULL);
		PageText out = { .text = text };

		for (const Where *one = cases[i].lines; one->text; one++) {
			double width = HEIGHT * (double)g_utf8_strlen(one->text, -1);
			PageLine line = { g_strdup(one->text),
					  one->left,
					  one->left + width,
					  one->top,
					  HEIGHT,
					  0,
					  0 };

			page_lines_add(lines, line);
		}
		page_text_add(&out, lines);
		if (strcmp(text->str, cases[i].wanted) != 0)
			g_test_message("case: %s", cases[i].name);
		g_assert_cmpstr(text->str, ==, cases[i].wanted);
	}
}

/* A page that is one row of a hundred thousand pieces, each left of the one before. */
static void
test_many(void)
{
	g_autoptr(GArray) lines = page_lines_new();
	g_autoptr(GString) text = g_string_new(NULL);
	PageText out = { .text = text };

	for (unsigned i = 0; i < 100000; i++)
		page_lines_add(lines, (PageLine){ g_strdup("x"), -20.0 * i, 10 - 20.0 * i, 0,
						  HEIGHT, 0, 0 });
	page_text_add(&out, lines);
	g_assert_cmpuint(lines->len, ==, 100000);
	g_assert_cmpuint(text->len, ==, 200000 - 1);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/page/cases", test_cases);
	g_test_add_func("/page/many", test_many);
	return g_test_run();
}
