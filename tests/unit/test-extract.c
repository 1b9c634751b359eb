/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-extract — documents by their bytes: extract.c and type.c
 */
#include "base/files.h"
#include "base/text/charset.h"
#include "extract/extract.h"
#include "extract/type.h"

#include <locale.h>
#include <string.h>

#define BYTES(text) text, sizeof text - 1

static const struct {
	const char *label, *name, *bytes;
	size_t n_bytes;
	const char *outcome, *type, *content;
} cases[] = {
	{ "UTF-8", "报告.txt", BYTES("关于防汛的报告\r\n一切正常。\r\n"), "read", "txt",
	  "关于防汛的报告\n一切正常。" },
	{ "UTF-8 with a mark", "a.txt", BYTES("\xef\xbb\xbf防汛"), "read", "txt", "防汛" },
	{ "GB18030", "a.txt",
	  BYTES("\xb9\xd8\xd3\xda\xb7\xc0\xd1\xb4\xb5\xc4\xb1\xa8\xb8\xe6\xa1\xa3"), "read", "txt",
	  "关于防汛的报告。" },
	{ "Big5", "a.txt",
	  BYTES("\xc3\xf6\xa9\xf3\xa8\xbe\xa6\xc4\xaa\xba\xb3\xf8\xa7\x69\xa1\x41\xa4\x40\xa4\xc1"
		"\xa5"
		"\xbf\xb1\x60\xa1\x43"),
	  "read", "txt", "關於防汛的報告，一切正常。" },
	{ "UTF-16 of Windows", "a.txt", BYTES("\xff\xfe\x32\x96\x5b\x6c"), "read", "txt", "防汛" },
	{ "HTML", "a.html", BYTES("<html><body><p>防汛</p><p>正常</p></body></html>"), "read",
	  "html", "防汛\n正常" },
	{ "a name is no proof", "a.txt", BYTES("%PDF-1.4 \x80"), "failed", "pdf", "" },
	{ "Word 97 named docx", "报告.docx", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
	  "failed", "doc", "" },
	{ "S/MIME, encrypted", "smime.p7m",
	  BYTES("\x30\x82\x01\x0c\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03\xa0\x82\x01"
		"\x00\x30\x00"),
	  "encrypted", "smime", "" },
	{ "PGP, encrypted", "encrypted.asc", BYTES("-----BEGIN PGP MESSAGE-----\n\nhQEM\n"),
	  "encrypted", "pgp", "" },
	{ "picture", "扫描件.jpg", BYTES("\xff\xd8\xff\xe0\0\x10JFIF"), "unsupported", "jpg", "" },
	{ "other zip", "表.xlsx", BYTES("PK\003\004....xl/workbook.xml"), "failed", "xlsx", "" },
	{ "slides", "a.pptx", BYTES("PK\003\004....ppt/presentation.xml"), "failed", "pptx", "" },
	{ "damaged docx", "a.docx", BYTES("PK\003\004....word/document.xml"), "failed", "docx",
	  "" },
	{ "RTF", "a.rtf", BYTES("{\\rtf1 x}"), "read", "rtf", "x" },
	{ "nothing", "a.txt", BYTES(""), "empty", "empty", "" },
	{ "only blanks", "a.txt", BYTES(" \n\t \n"), "empty", "txt", "" },
	{ "BM is a word too", "a.txt", BYTES("BMI指数超标率"), "read", "txt", "BMI指数超标率" },
	{ "binary", "a.dat", BYTES("\1\2\3\0\0\0\4"), "unsupported", "unknown", "" },
};

static void
test_documents(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		autofd fd = files_sealed("document", cases[i].bytes, cases[i].n_bytes, NULL);
		Extracted got;

		extract_document(fd, cases[i].name, NULL, &got);
		if (strcmp(extract_word(got.outcome), cases[i].outcome) != 0)
			g_test_message("%s", cases[i].label);
		g_assert_cmpstr(extract_word(got.outcome), ==, cases[i].outcome);
		g_assert_cmpstr(got.type, ==, cases[i].type);
		g_assert_cmpstr(got.content, ==, cases[i].content);
		g_assert_cmpuint(got.n_chars, ==, (size_t)g_utf8_strlen(cases[i].content, -1));
		g_assert_true((got.why == NULL) == (got.outcome == EXTRACT_READ));
		extracted_clear(&got);
	}
}

static void
test_too_long(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	Extracted got;
	autofd fd = -1;

	while (text->len < EXTRACT_TEXT_BYTES + 100)
		g_string_append(text, "防汛值班。\n");
	fd = files_sealed("document", text->str, text->len, NULL);
	extract_document(fd, "长.txt", NULL, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_LIMIT);
	g_assert_cmpuint(strlen(got.content), <=, EXTRACT_TEXT_BYTES);
	g_assert_true(g_utf8_validate(got.content, -1, NULL));
	extracted_clear(&got);
}

static void
test_types(void)
{
	static const struct {
		const char *bytes;
		size_t n_bytes;
		const char *name;
		Type type;
	} types[] = {
		{ BYTES("PK\003\004 word/document.xml"), "a", TYPE_DOCX },
		{ BYTES("Rar!\x1a\x07"), "a", TYPE_ARCHIVE },
		{ BYTES("<!DOCTYPE HTML><p>"), "a", TYPE_HTML },
		{ BYTES("<p>x"), "a.htm", TYPE_HTML },
		{ BYTES("<p>x"), "a.txt", TYPE_PLAIN },
		{ BYTES("MZ\x90\0\3\0\0\0"), "a", TYPE_MEDIA },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
		g_assert_cmpint(type_of(types[i].bytes, types[i].n_bytes, types[i].name), ==,
				types[i].type);
	g_assert_cmpstr(type_word(TYPE_ARCHIVE, "Rar!\x1a\x07", 6), ==, "rar");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	charset_load(NULL);
	extract_load();
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/extract/documents", test_documents);
	g_test_add_func("/extract/too-long", test_too_long);
	g_test_add_func("/extract/types", test_types);
	return g_test_run();
}
