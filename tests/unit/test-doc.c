/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of extract/doc.c and doc_text.c: documents as Word and WPS write them,
 * other contents of the same container, and damage everywhere.
 */
#include "base/files.h"
#include "base/text/charset.h"
#include "extract/doc_text.h"
#include "extract/extract.h"
#include "tests/unit/ole.h"

#include <glib/gstdio.h>
#include <locale.h>

static void
extract(const GByteArray *bytes, Extracted *ret)
{
	autofd fd = files_sealed("document", bytes->data, bytes->len, NULL);

	extract_document(fd, "报告.wps", NULL, ret);
}

/* ---- text ---- */

#define MAX_PIECES 4

typedef struct {
	const char *name;
	OlePiece pieces[MAX_PIECES];
	const char *wanted;
} TextCase;

static const TextCase text_cases[] = {
	{ "rare characters",
	  { { "城关镇㙍䶮𠮷喆堃珺昇镕等人汇报。\r", false } },
	  "城关镇㙍䶮𠮷喆堃珺昇镕等人汇报。" },
	{ "pieces of both forms",
	  { { "春耕", false }, { "(2026) \x93\x80\x94", true }, { "备耕\r进展\r", false } },
	  "春耕(2026) “€”备耕\n进展" },
	{ "a character cut between pieces",
	  { { "前", false }, { "𠮷", false }, { "后", false } },
	  "前𠮷后" },
	{ "cells and breaks",
	  { { "单位\a数量\a\r上\v下\f页\r", false } },
	  "单位\t数量\t\n上\n下\n页" },
	{ "a field's result stays, its instruction goes",
	  { { "见\x13 HYPERLINK \"http://a.example\" \x14网页\x15。\r", false } },
	  "见网页。" },
	{ "a field without result", { { "第\x13 PAGE \x15页\r", false } }, "第页" },
	{ "a field in a field's instruction",
	  { { "甲\x13 IF \x13 DATE \x14 2026 \x15 = 1 \x14乙\x15丙", false } },
	  "甲乙丙" },
	{ "a reading above a character, which has no result",
	  { { "由\x13 EQ \\* jc0 \\o\\ad(\\s\\up 9(róng),镕)\x15和\x13 EQ \\o\\ac(○,密)\x14\x15文",
	      false } },
	  "由镕和密文" },
	{ "ends that begin nothing", { { "甲\x15\x14乙", false } }, "甲乙" },
	{ "marks that are no text",
	  { { "正文\x01\x02\x05\x08注\x1e解\x1f完", false } },
	  "正文注-解完" },
};

static void
test_text(const void *data)
{
	const TextCase *c = data;
	g_autoptr(GByteArray) bytes = NULL;
	Extracted got;
	size_t n = 0;

	while (n < MAX_PIECES && c->pieces[n].text)
		n++;
	bytes = ole_document(c->pieces, n);
	extract(bytes, &got);
	g_assert_cmpstr(got.content, ==, c->wanted);
	g_assert_cmpstr(extract_word(got.outcome), ==, "read");
	g_assert_cmpstr(got.type, ==, "doc");
	g_assert_null(got.why);
	extracted_clear(&got);
}

/* ---- what is refused ---- */

typedef struct {
	const char *name;
	size_t at; /* in the header */
	uint32_t number;
	const char *outcome;
	const char *words; /* in the reason */
} HeaderCase;

static const HeaderCase header_cases[] = {
	{ "a password", 0x0a, 0x0300, "encrypted", "has a password" },
	{ "obfuscated", 0x0a, 0x8200, "encrypted", "has a password" },
	{ "Word 95", 0x02, 0x0068, "unsupported", "Word 95 and older" },
	{ "another ident", 0x00, 0xa5dc, "unsupported", "Word 95 and older" },
	{ "a table that is not there", 0x0a, 0x0000, "failed", "damaged" },
	{ "pieces beyond the table", 0x01a2, 0xffff, "failed", "damaged" },
	{ "pieces longer than the table", 0x01a6, 0xffff, "failed", "damaged" },
	{ "no pieces", 0x01a6, 0x0000, "failed", "damaged" },
};

static void
test_header(const void *data)
{
	const HeaderCase *c = data;
	static const OlePiece piece = { "正文", false };
	g_autoptr(GByteArray) word = g_byte_array_new();
	g_autoptr(GByteArray) table = g_byte_array_new();
	g_autoptr(GByteArray) bytes = NULL;
	Extracted got;

	ole_streams(&piece, 1, word, table);
	ole_number(word, c->at, c->number, 2);
	bytes = ole_container((OleStream[]){ { "WordDocument", word->data, word->len },
					     { "1Table", table->data, table->len } },
			      2);
	extract(bytes, &got);
	g_assert_cmpstr(extract_word(got.outcome), ==, c->outcome);
	g_assert_nonnull(got.why ? strstr(got.why, c->words) : NULL);
	g_assert_cmpstr(got.content, ==, "");
	extracted_clear(&got);
}

/* What a field that never ends would hide is not passed over in silence. */
static void
test_open_field(void)
{
	static const OlePiece piece = { "正文\x13 PAGE 机密★", false };
	g_autoptr(GByteArray) bytes = ole_document(&piece, 1);
	Extracted got;

	extract(bytes, &got);
	g_assert_cmpstr(extract_word(got.outcome), ==, "failed");
	extracted_clear(&got);
}

typedef struct {
	const char *stream;
	const char *outcome;
	const char *type;
} OtherCase;

static const OtherCase other_cases[] = {
	{ "Workbook", "failed", "xls" },
	{ "PowerPoint Document", "failed", "ppt" },
	{ "__properties_version1.0", "empty", "msg" },
	{ "MatOST", "unsupported", "works" },
	{ "EncryptedPackage", "encrypted", "doc" },
	{ "什么", "unsupported", "doc" },
};

static void
test_others(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(other_cases); i++) {
		const OtherCase *c = &other_cases[i];
		g_autoptr(GByteArray) bytes =
			ole_container((OleStream[]){ { c->stream, "bytes", 5 } }, 1);
		Extracted got;

		extract(bytes, &got);
		g_assert_cmpstr(extract_word(got.outcome), ==, c->outcome);
		g_assert_cmpstr(got.type, ==, c->type);
		extracted_clear(&got);
	}
}

/* ---- hostile ---- */

/* A few bytes of table that claim the same text again and again. */
static void
test_repeated(void)
{
	static const OlePiece piece = { "0123456789", true };
	g_autoptr(GByteArray) word = g_byte_array_new();
	g_autoptr(GByteArray) table = g_byte_array_new();
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) big = g_string_new(NULL);
	uint32_t n = 100000;
	guint clx;

	ole_streams(&piece, 1, word, table);
	for (unsigned i = 0; i < 4096; i++)
		g_string_append(big, "0123456789abcdef");
	clx = word->len;
	g_byte_array_append(word, (const guint8 *)big->str, (guint)big->len);
	g_byte_array_set_size(table, 0);
	ole_add(table, 2, 1);
	ole_add(table, n * 12 + 4, 4);
	for (uint32_t i = 0; i <= n; i++)
		ole_add(table, i * 40000, 4);
	for (uint32_t i = 0; i < n; i++) {
		ole_add(table, 0, 2);
		ole_add(table, clx * 2 | 0x40000000u, 4);
		ole_add(table, 0, 2);
	}
	ole_number(word, 0x01a2, 0, 4);
	ole_number(word, 0x01a6, table->len, 4);
	g_assert_cmpint(doc_text_read((DocStream){ word->data, word->len },
				      (DocStream){ table->data, table->len }, 100000, text),
			==, DOC_TEXT_FULL);
	g_assert_cmpuint(text->len, <=, 100000);
}

/* Cut anywhere, any byte of the streams changed: never more than a wrong text. */
static void
test_damaged(void)
{
	static const OlePiece pieces[] = { { "春耕备耕", false }, { "abc", true } };
	g_autoptr(GByteArray) word = g_byte_array_new();
	g_autoptr(GByteArray) table = g_byte_array_new();
	g_autoptr(GByteArray) whole = ole_document(pieces, 2);

	ole_streams(pieces, 2, word, table);
	for (guint i = 0; i < table->len + OLE_HEADER; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		guint8 *byte = i < table->len ? &table->data[i] : &word->data[i - table->len];

		*byte ^= 0xff;
		doc_text_read((DocStream){ word->data, word->len },
			      (DocStream){ table->data, table->len }, 1000, text);
		g_assert_true(g_utf8_validate(text->str, (gssize)text->len, NULL));
		*byte ^= 0xff;
	}
	for (guint n = 8; n < whole->len; n += 97) {
		g_autoptr(GByteArray) cut = g_byte_array_new();
		Extracted got;

		g_byte_array_append(cut, whole->data, n);
		extract(cut, &got);
		g_assert_true(got.outcome != EXTRACT_READ || got.n_chars > 0);
		extracted_clear(&got);
	}
}

/* Through the program's own jailed worker: nothing is loaded at first use. */
static void
test_jail(void)
{
	static const OlePiece piece = { "城关镇㙍䶮𠮷春耕\r", false };
	const char *build = g_getenv("B") ? g_getenv("B") : "build";
	g_autoptr(GByteArray) bytes = ole_document(&piece, 1);
	g_autofree char *dir = g_dir_make_tmp("cb-doc-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "a.doc", NULL);
	g_autofree char *program = g_build_filename(build, "chengbao", NULL);
	const char *argv[] = { program, "extract", path, NULL };
	g_autofree char *out = NULL;
	int status = -1;

	g_assert_true(g_file_set_contents(path, (const char *)bytes->data, bytes->len, NULL));
	g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
				   NULL, &out, NULL, &status, NULL));
	g_assert_cmpint(status, ==, 0);
	g_assert_cmpstr(g_strchomp(out), ==, "城关镇㙍䶮𠮷春耕");
	g_unlink(path);
	g_rmdir(dir);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	/* libgsf says with criticals what is wrong with a container. */
	g_log_set_always_fatal(G_LOG_LEVEL_ERROR);
	charset_load(NULL);
	extract_load();
	for (size_t i = 0; i < G_N_ELEMENTS(text_cases); i++) {
		g_autofree char *path = g_strdup_printf("/doc/text/%s", text_cases[i].name);

		g_test_add_data_func(path, &text_cases[i], test_text);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(header_cases); i++) {
		g_autofree char *path = g_strdup_printf("/doc/header/%s", header_cases[i].name);

		g_test_add_data_func(path, &header_cases[i], test_header);
	}
	g_test_add_func("/doc/open field", test_open_field);
	g_test_add_func("/doc/others", test_others);
	g_test_add_func("/doc/repeated", test_repeated);
	g_test_add_func("/doc/damaged", test_damaged);
	g_test_add_func("/doc/jail", test_jail);
	return g_test_run();
}
