/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-pdf — the text of PDF files, to the character
 */
#include <locale.h>

#include "extract/pdf.h"
#include "tests/unit/pdf.h"

static char *
hex_of(const char *text, const char *charset)
{
	gsize n;
	g_autofree char *bytes = g_convert(text, -1, charset, "UTF-8", NULL, &n, NULL);
	GString *hex = g_string_new(NULL);

	g_assert_nonnull(bytes);
	for (gsize i = 0; i < n; i++)
		g_string_append_printf(hex, "%02X", (guint)(guchar)bytes[i]);
	return g_string_free(hex, FALSE);
}

static void
read_into(const GString *pdf, Extracted *ret)
{
	*ret = (Extracted){ 0 };
	pdf_read(pdf->str, pdf->len, ret);
}

static void
test_fonts(void)
{
	static const struct {
		PdfFont font;
		const char *charset, *text;
	} rows[] = { { PDF_UCS2, "UTF-16BE", "青禾县春耕备耕进展顺利，喆堃珺昇镕" },
		     { PDF_GBK, "GBK", "全县春播过半，化肥供应充足。" },
		     { PDF_TO_UNICODE, NULL, "春𠮷春" } };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *hex = rows[i].charset ? hex_of(rows[i].text, rows[i].charset)
						       : g_strdup("000100020001");
		PdfWords words[] = { { 0, 72, 700, hex } };
		g_autoptr(GString) pdf = NULL;
		g_auto(Extracted) got = { 0 };

		pdf = pdf_make(rows[i].font, words, 1, 1, NULL);
		read_into(pdf, &got);
		g_assert_cmpint(got.outcome, ==, EXTRACT_READ);
		g_assert_cmpstr(got.content, ==, rows[i].text);
		g_assert_null(got.why);
	}
}

/* Full lines go on, indented ones begin a paragraph, page numbers between are left out. */
static void
test_paragraphs(void)
{
	static const struct {
		int page;
		double x, y;
		const char *text;
	} lines[] = {
		{ 0, 200, 760, "春耕备耕进展顺利" },
		{ 0, 96, 700, "截至六月十二日，全县春播面积已经过半，各乡镇化肥农药" },
		{ 0, 72, 680, "供应充足，农机检修全部完成。下一步将继续落实各项惠农补贴" },
		{ 0, 72, 660, "政策，确保农时。" },
		{ 0, 96, 640, "存在的问题是部分村组的灌溉渠道年久失修，急需市级财政" },
		{ 0, 72, 620, "资金支持。建议将上述渠道列入今年冬春水利工程，并由县水利" },
		{ 0, 290, 40, "— 1 —" },
		{ 1, 72, 760, "局牵头办理。" },
		{ 1, 290, 40, "— 2 —" },
	};
	PdfWords words[G_N_ELEMENTS(lines)];
	g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) pdf = NULL;
	g_auto(Extracted) got = { 0 };

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		char *hex = hex_of(lines[i].text, "UTF-16BE");

		g_ptr_array_add(owned, hex);
		words[i] = (PdfWords){ lines[i].page, lines[i].x, lines[i].y, hex };
	}
	pdf = pdf_make(PDF_UCS2, words, G_N_ELEMENTS(words), 2, NULL);
	read_into(pdf, &got);
	g_assert_cmpstr(
		got.content, ==,
		"春耕备耕进展顺利\n"
		"截至六月十二日，全县春播面积已经过半，各乡镇化肥农药供应充足，农机检修全部完成。"
		"下一步将继续落实各项惠农补贴政策，确保农时。\n"
		"存在的问题是部分村组的灌溉渠道年久失修，急需市级财政资金支持。"
		"建议将上述渠道列入今年冬春水利工程，并由县水利局牵头办理。");
}

static void
test_table(void)
{
	g_autofree char *town = hex_of("城关镇", "UTF-16BE"), *area = hex_of("3人", "UTF-16BE");
	g_autofree char *other = hex_of("青石乡", "UTF-16BE"), *none = hex_of("4人", "UTF-16BE");
	PdfWords words[] = { { 0, 72, 700, town },
			     { 0, 300, 700, area },
			     { 0, 72, 680, other },
			     { 0, 300, 680, none } };
	g_autoptr(GString) pdf = pdf_make(PDF_UCS2, words, G_N_ELEMENTS(words), 1, NULL);
	g_auto(Extracted) got = { 0 };

	read_into(pdf, &got);
	g_assert_cmpstr(got.content, ==, "城关镇\t3人\n青石乡\t4人");
}

static void
test_set_blanks(void)
{
	g_autofree char *hex = hex_of("6 月 12 日，GDP 增长 5.1%，A 区", "UTF-16BE");
	PdfWords words[] = { { 0, 72, 700, hex } };
	g_autoptr(GString) pdf = pdf_make(PDF_UCS2, words, 1, 1, NULL);
	g_auto(Extracted) got = { 0 };

	read_into(pdf, &got);
	g_assert_cmpstr(got.content, ==, "6月12日，GDP增长5.1%，A区");
}

static void
test_note(void)
{
	g_autofree char *hex = hex_of("正文", "UTF-16BE");
	g_autofree char *note = hex_of("请核实数字", "UTF-16BE");
	PdfWords words[] = { { 0, 72, 700, hex } };
	g_autoptr(GString) pdf = pdf_make(PDF_UCS2, words, 1, 1, note);
	g_auto(Extracted) got = { 0 };

	read_into(pdf, &got);
	g_assert_cmpstr(got.content, ==, "正文\n请核实数字");
}

static void
test_too_many_pages(void)
{
	g_autofree char *hex = hex_of("首页", "UTF-16BE");
	PdfWords words[] = { { 0, 72, 700, hex } };
	g_autoptr(GString) pdf = pdf_make(PDF_UCS2, words, 1, PDF_PAGES + 1, NULL);
	g_auto(Extracted) got = { 0 };

	read_into(pdf, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_LIMIT);
	g_assert_cmpstr(got.content, ==, "首页");
	g_assert_nonnull(got.why);
}

/* A scan: a page without a word. */
static void
test_empty(void)
{
	g_autoptr(GString) pdf = pdf_make(PDF_UCS2, NULL, 0, 1, NULL);
	g_auto(Extracted) got = { 0 };

	read_into(pdf, &got);
	g_assert_cmpstr(got.content, ==, "");
}

static void
test_broken(void)
{
	g_autoptr(GString) pdf = pdf_make(PDF_UCS2, NULL, 0, 1, NULL);
	g_auto(Extracted) got = { 0 };

	g_string_truncate(pdf, 40);
	read_into(pdf, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_FAILED);
	g_assert_nonnull(got.why);
}

static void
test_encrypted(void)
{
	static const char encrypted[] =
		"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
		"trailer<</Root 1 0 R/ID[<00112233445566778899AABBCCDDEEFF>"
		"<00112233445566778899AABBCCDDEEFF>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
		"/O<0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF>"
		"/U<0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF>>>>>\n%%EOF\n";
	g_auto(Extracted) got = { 0 };

	pdf_read(encrypted, sizeof encrypted - 1, &got);
	g_assert_cmpint(got.outcome, ==, EXTRACT_ENCRYPTED);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	pdf_load();
	g_test_add_func("/pdf/fonts", test_fonts);
	g_test_add_func("/pdf/paragraphs", test_paragraphs);
	g_test_add_func("/pdf/table", test_table);
	g_test_add_func("/pdf/set-blanks", test_set_blanks);
	g_test_add_func("/pdf/note", test_note);
	g_test_add_func("/pdf/too-many-pages", test_too_many_pages);
	g_test_add_func("/pdf/empty", test_empty);
	g_test_add_func("/pdf/broken", test_broken);
	g_test_add_func("/pdf/encrypted", test_encrypted);
	return g_test_run();
}
