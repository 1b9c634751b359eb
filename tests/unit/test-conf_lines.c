/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-conf_lines — the line grammar, charsets and includes
 *
 * Covers base/lines.c and config/conf_lines.c.
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "base/hash.h"
#include "base/lines.h"
#include "config/conf_lines.h"
#include "folder.h"
#include "problems.h"

typedef struct {
	const char *name, *text;
	const char *lines; /* "line:column kind key|value@column" one per line */
	const char *problems;
} Case;

static const Case cases[] = {
	{ "empty", "", "", "" },
	{ "comments", "# a\n\n   # b\n\t\n", "", "" },
	{ "pair", "name = 甲 乙  \n", "1:1 pair name|甲 乙@8\n", "" },
	{ "tight", "a=b=c", "1:1 pair a|b=c@3\n", "" },
	{ "no-value", "a =\n", "1:1 pair a|@4\n", "" },
	{ "no-comment-behind", "a = b # c\n", "1:1 pair a|b # c@5\n", "" },
	{ "no-quoting", "a = \"b\" \\n\n", "1:1 pair a|\"b\" \\n@5\n", "" },
	{ "full-width-blank", "　a　=　b　\n", "1:2 pair a|b@6\n", "" },
	{ "crlf", "[a]\r\nb = c\r\n", "1:2 section a|@3\n2:1 pair b|c@5\n", "" },
	{ "section", " [ journal 政务 信息 ] \n", "1:4 section journal|政务 信息@12\n", "" },
	{ "bracket-inside", "[a b]c]\n", "1:2 section a|b]c@4\n", "" },
	{ "include", "include  a/b c.conf\n", "1:1 include include|a/b c.conf@10\n", "" },
	{ "include-key", "include = x\n", "1:1 pair include|x@11\n", "" },
	{ "include-longer", "includes = x\n", "1:1 pair includes|x@12\n", "" },
	{ "open-section", "[office\n", "",
	  "f:1:8: a section needs a “]” at its end: [section name]\n" },
	{ "behind-section", "[office] x\n", "",
	  "f:1:10: nothing may follow the “]” of a section\n" },
	{ "nameless", "[ ]\n", "", "f:1:1: a section needs a name: [section name]\n" },
	{ "prose", "  hello\n", "", "f:1:3: this is no section, no key = value and no comment\n" },
	{ "no-key", " = x\n", "", "f:1:2: a key is missing before “=”\n" },
	{ "include-nothing", "include \n", "", "f:1:9: include needs a path\n" },
	{ "control", "a = b\x1b[0m\n", "", "f:1:6: a control character stands here; delete it\n" },
	{ "lone-cr", "a = b\rc = d\n", "", "f:1:6: a control character stands here; delete it\n" },
	{ "all-errors", "x\n[y\nok = 1\n=\n", "3:1 pair ok|1@6\n",
	  "f:1:1: this is no section, no key = value and no comment\n"
	  "f:2:3: a section needs a “]” at its end: [section name]\n"
	  "f:4:1: a key is missing before “=”\n" },
};

static void
test_lines(void)
{
	static const char *const kinds[] = { "section", "pair", "include" };

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) problems = list_new();
		g_autoptr(GPtrArray) lines = lines_parse("f", cases[i].text, problems);
		g_autoptr(GString) got = g_string_new(NULL);
		g_autofree char *said = list_text(problems);

		for (guint j = 0; j < lines->len; j++) {
			const Line *line = lines->pdata[j];

			g_string_append_printf(got, "%d:%d %s %s|%s@%d\n", line->line,
					       line->key_column, kinds[line->kind], line->key,
					       line->value, line->value_column);
		}
		g_test_message("case %s", cases[i].name);
		g_assert_cmpstr(got->str, ==, cases[i].lines);
		g_assert_cmpstr(said, ==, cases[i].problems);
	}
}

static void
test_charset(void)
{
	static const struct {
		const char *name, *bytes;
		size_t n;
		const char *text, *problem;
	} table[] = {
		{ "utf-8", "名称", 6, "名称", NULL },
		{ "bom", "\xef\xbb\xbf名", 6, "名", NULL },
		{ "gb18030", "\xc3\xfb\xb3\xc6", 4, "名称", NULL },
		{ "gb18030-four", "\x82\x31\x8f\x35\xc3\xfb", 6, "\xe3\xa8\xa8名", NULL },
		{ "empty", "", 0, "", NULL },
		{ "cut", "a\n\xc3\xfb\xb3", 5, NULL,
		  "f:2:3: the characters from here on are neither UTF-8 nor GB18030" },
		{ "neither", "ab\xff\xff", 4, NULL,
		  "f:1:3: the characters from here on are neither UTF-8 nor GB18030" },
		{ "nul", "a\nb\0c", 5, NULL, "f:2:2: a NUL byte: this is not a text file" },
		{ "utf-16",
		  "\xff\xfe"
		  "a\0",
		  4, NULL, "f:1:1: this file is UTF-16; save it as UTF-8 or as CSV (GB18030)" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GPtrArray) problems = list_new();
		g_autofree char *text = lines_utf8("f", table[i].bytes, table[i].n, problems);

		g_test_message("case %s", table[i].name);
		g_assert_cmpstr(text, ==, table[i].text);
		g_assert_cmpuint(problems->len, ==, table[i].problem ? 1 : 0);
		if (problems->len)
			g_assert_cmpstr(problems->pdata[0], ==, table[i].problem);
	}
}

static void
test_words(void)
{
	static const struct {
		const char *value;
		bool blanks;
		const char *words; /* word@column … */
	} table[] = {
		{ "a", false, "a@1 " },
		{ "a, b c ,d", false, "a@1 b c@4 d@9 " },
		{ "a, b c ,d", true, "a@1 b@4 c@6 d@9 " },
		{ "甲，乙", false, "甲@1 乙@3 " },
		{ "a,", false, "a@1 @3 " },
		{ ",a", false, "@1 a@2 " },
		{ "a,,b", true, "a@1 @3 b@4 " },
		{ "甲，", true, "甲@1 @3 " },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		Line line = { .value = (char *)table[i].value, .value_column = 1 };
		g_autoptr(GPtrArray) words = lines_words(&line, table[i].blanks);
		g_autoptr(GString) got = g_string_new(NULL);

		for (guint j = 0; j < words->len; j++) {
			const LinesWord *word = words->pdata[j];

			g_string_append_printf(got, "%s@%d ", word->text, word->column);
		}
		g_test_message("case %s", table[i].value);
		g_assert_cmpstr(got->str, ==, table[i].words);
	}
}

static void
test_nearest(void)
{
	static const char *const known[] = { "mailbox", "name", "hours", "政务信息", NULL };

	g_assert_cmpstr(lines_nearest("mialbox", known), ==, "mailbox");
	g_assert_cmpstr(lines_nearest("Name", known), ==, "name");
	g_assert_cmpstr(lines_nearest("政务消息", known), ==, "政务信息");
	g_assert_cmpstr(lines_nearest("colour", known), ==, NULL);
	g_assert_cmpstr(lines_nearest("", known), ==, NULL);
}

static void
put(const char *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

#define MAIN_TEXT "[one]\ninclude sub\nb = 2\ninclude main\ninclude gone\n[many x]\nc = 1\n"
#define SUB_TEXT "a = 1\n[many y]\ninclude main\na = 3\n"

static void
test_include(void)
{
	static const char *const keys[] = { "a", "b", NULL }, *const none[] = { NULL };
	static const ConfKnown known[] = { { "one", false, keys, none, true },
					   { "many", true, keys, none, false },
					   { NULL, false, NULL, NULL, false } };
	g_autoptr(GPtrArray) problems = list_new();
	g_autofree char *folder = folder_new("conf"), *said = NULL;
	g_autofree char *hash = NULL;
	g_autoptr(ConfLines) conf = NULL;

	put(folder, "main", MAIN_TEXT);
	put(folder, "sub", SUB_TEXT);
	conf = conf_lines_read(folder, "main", known, problems);
	said = list_text(problems);
	g_assert_cmpstr(said, ==,
			"sub:3:9: main: this include goes round in a circle\n"
			"main:4:9: main: this include goes round in a circle\n"
			"main:5:9: gone: cannot open: No such file or directory\n"
			"main:7:1: unknown key “c” in [many]\n");
	g_assert_cmpuint(conf->sections->len, ==, 3);
	g_assert_cmpstr(conf_lines_pair(conf->sections->pdata[0], "a")->file, ==, "sub");
	/* After the include the section from before it goes on. */
	g_assert_cmpint(conf_lines_pair(conf->sections->pdata[0], "b")->line, ==, 3);
	g_assert_cmpstr(conf_lines_pair(conf->sections->pdata[1], "a")->value, ==, "3");
	hash = hash_hex(MAIN_TEXT SUB_TEXT, strlen(MAIN_TEXT SUB_TEXT));
	g_assert_cmpstr(conf->hash, ==, hash);
	folder_remove(folder);
}

static void
test_depth(void)
{
	static const char *const none[] = { NULL };
	static const ConfKnown known[] = { { "one", false, none, none, false },
					   { NULL, false, NULL, NULL, false } };
	g_autoptr(GPtrArray) problems = list_new();
	g_autofree char *folder = folder_new("conf");
	g_autoptr(ConfLines) conf = NULL;

	for (int i = 0; i < 12; i++) {
		g_autofree char *name = g_strdup_printf("f%d", i);
		g_autofree char *text = g_strdup_printf("include f%d\n", i + 1);

		put(folder, name, text);
	}
	conf = conf_lines_read(folder, "f0", known, problems);
	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_cmpstr(problems->pdata[0], ==, "f8:1:9: f9: includes are nested too deep");
	folder_remove(folder);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/conf_lines/lines", test_lines);
	g_test_add_func("/conf_lines/charset", test_charset);
	g_test_add_func("/conf_lines/words", test_words);
	g_test_add_func("/conf_lines/nearest", test_nearest);
	g_test_add_func("/conf_lines/include", test_include);
	g_test_add_func("/conf_lines/depth", test_depth);
	return g_test_run();
}
