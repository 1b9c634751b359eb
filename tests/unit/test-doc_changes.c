/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-doc_changes — deleted words of Word documents, whose table of them is whole or damaged
 *
 * Covers extract/doc_changes.c. A document that an office program wrote: tests/documents.t.
 */
#include "extract/doc_changes.h"
#include "tests/unit/ole.h"

#include <locale.h>

#define PAGE 512

/* A run of the text: how many characters, and its operations. */
typedef struct {
	uint32_t n;
	const char *operations;
	unsigned n_operations;
} Run;

#define DELETED "\x00\x08\x01"
#define BOLD "\x35\x08\x01"
#define TABS "\x15\xC6\x02xx" /* an operand that says how long it is */

static const Run three[] = { { 2, BOLD, 3 }, { 3, BOLD TABS DELETED, 11 }, { 2, "", 0 }, { 0 } };
static const Run undone[] = { { 2, DELETED "\x00\x08", 6 }, { 5, BOLD, 3 }, { 0 } };
static const Run all[] = { { 7, DELETED, 3 }, { 0 } };
static const Run two[] = { { 1, DELETED, 3 }, { 1, BOLD DELETED, 6 }, { 5, BOLD, 3 }, { 0 } };

/* The two streams of a document with this text, whose runs begin with its first character. */
static void
streams(const char *text, const Run *runs, GByteArray *word, GByteArray *table)
{
	OlePiece piece = { text, false };
	guint8 page[PAGE] = { 0 };
	uint32_t at = OLE_HEADER, plc;
	unsigned n = 0, free_at = PAGE - 2;

	ole_streams(&piece, 1, word, table);
	while (runs[n].n)
		n++;
	for (unsigned i = 0; i <= n; i++) {
		for (unsigned k = 0; k < 4; k++)
			page[4 * i + k] = (guint8)(at >> 8 * k);
		if (i == n || runs[i].n_operations == 0) {
			at += 2 * runs[i].n;
			continue;
		}
		free_at = (free_at - runs[i].n_operations - 1) & ~1u;
		page[free_at] = (guint8)runs[i].n_operations;
		memcpy(page + free_at + 1, runs[i].operations, runs[i].n_operations);
		page[4 * (n + 1) + i] = (guint8)(free_at / 2);
		at += 2 * runs[i].n;
	}
	page[PAGE - 1] = (guint8)n;
	g_byte_array_set_size(word, (word->len + PAGE - 1) / PAGE * PAGE);
	g_byte_array_append(word, page, PAGE);
	plc = table->len;
	ole_add(table, OLE_HEADER, 4);
	ole_add(table, at, 4);
	ole_add(table, word->len / PAGE - 1, 4);
	ole_number(word, 0x00FA, plc, 4);
	ole_number(word, 0x00FE, 12, 4);
}

static const struct {
	const char *name, *text;
	const Run *runs;
	const char *wanted;
} cases[] = {
	{ "in the middle", "保留删去的完。", three, "保留完。" },
	{ "what was taken back stays", "保留删去的完。", undone, "保留删去的完。" },
	{ "all", "保留删去的完。", all, "" },
	{ "two runs are one", "删去保留的完。", two, "保留的完。" },
	{ "marks of a field stay", "\x13 A\x14乙丙\x15", all, "" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GByteArray) word = g_byte_array_new();
		g_autoptr(GByteArray) table = g_byte_array_new();
		g_autoptr(GString) text = g_string_new(NULL);

		streams(cases[i].text, cases[i].runs, word, table);
		g_assert_cmpint(doc_text_read((DocStream){ word->data, word->len },
					      (DocStream){ table->data, table->len }, 1000, text),
				==, DOC_TEXT_GOOD);
		if (strcmp(text->str, cases[i].wanted) != 0)
			g_test_message("case: %s", cases[i].name);
		g_assert_cmpstr(text->str, ==, cases[i].wanted);
	}
}

static void
read_exact(const guint8 *word, size_t n_word, const guint8 *table, size_t n_table)
{
	/* A read beyond is seen. */
	g_autofree guint8 *one = g_memdup2(word, n_word), *other = g_memdup2(table, n_table);
	g_autoptr(GString) text = g_string_new(NULL);

	doc_text_read((DocStream){ one, n_word }, (DocStream){ other, n_table }, 1000, text);
	g_assert_true(g_utf8_validate(text->str, -1, NULL));
}

/* Cut anywhere, or with any byte of the page or of the table changed. */
static void
test_damaged(void)
{
	static const guint8 values[] = { 0, 1, 3, 0x65, 0x66, 0x7F, 0x80, 0xFF };
	g_autoptr(GByteArray) word = g_byte_array_new();
	g_autoptr(GByteArray) table = g_byte_array_new();

	streams("保留删去的完。", three, word, table);
	for (size_t n = 0; n < word->len; n++)
		read_exact(word->data, n, table->data, table->len);
	for (size_t n = 0; n < table->len; n++)
		read_exact(word->data, word->len, table->data, n);
	for (size_t at = 0; at < table->len + PAGE; at++) {
		guint8 *byte = at < table->len ? table->data + at
					       : word->data + word->len - PAGE + at - table->len;
		guint8 kept = *byte;

		for (size_t i = 0; i < sizeof values; i++) {
			*byte = values[i];
			read_exact(word->data, word->len, table->data, table->len);
		}
		*byte = kept;
	}
}

/* The same deleted words in piece after piece: nothing is shown, and it ends all the same. */
static void
test_repeated(void)
{
	g_autoptr(GByteArray) word = g_byte_array_new();
	g_autoptr(GByteArray) table = g_byte_array_new();
	g_autoptr(GString) text = g_string_new(NULL);
	Run runs[] = { { 500000, DELETED, 3 }, { 0 } };
	g_autofree char *long_text = g_strnfill(500000, 'x');
	uint32_t clx, n = 1000;

	streams(long_text, runs, word, table);
	clx = table->len;
	ole_add(table, 2, 1);
	ole_add(table, n * 12 + 4, 4);
	for (uint32_t i = 0; i <= n; i++)
		ole_add(table, i * 500000, 4);
	for (uint32_t i = 0; i < n; i++) {
		ole_add(table, 0, 2);
		ole_add(table, OLE_HEADER, 4);
		ole_add(table, 0, 2);
	}
	ole_number(word, 0x01a2, clx, 4);
	ole_number(word, 0x01a6, table->len - clx, 4);
	g_assert_cmpint(doc_text_read((DocStream){ word->data, word->len },
				      (DocStream){ table->data, table->len }, 1000, text),
			==, DOC_TEXT_FULL);
	g_assert_cmpstr(text->str, ==, "");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/doc_changes/cases", test_cases);
	g_test_add_func("/doc_changes/damaged", test_damaged);
	g_test_add_func("/doc_changes/repeated", test_repeated);
	return g_test_run();
}
