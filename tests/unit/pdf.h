/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf.h — PDF files as small as the tests of reading them need
 *
 * One page after another; text in one Chinese font, at places given in points.
 */
#ifndef CHENGBAO_TESTS_UNIT_PDF_H
#define CHENGBAO_TESTS_UNIT_PDF_H

#include <glib.h>
#include <string.h>

typedef struct {
	int page; /* from 0 on */
	double x, y;
	const char *hex; /* the string's bytes */
} PdfWords;

typedef enum {
	PDF_UCS2,      /* UniGB-UCS2-H: not embedded, UTF-16BE */
	PDF_GBK,       /* GBK-EUC-H: not embedded, GBK */
	PDF_TO_UNICODE /* Identity-H with a table of its own: 0001 is 春, 0002 is 𠮷 */
} PdfFont;

static inline void
pdf_object(GString *pdf, GArray *places, const char *object)
{
	gsize place = pdf->len;

	g_array_append_val(places, place);
	g_string_append_printf(pdf, "%u 0 obj\n%s\nendobj\n", places->len, object);
}

static inline void
pdf_stream(GString *pdf, GArray *places, const char *stream)
{
	g_autofree char *object =
		g_strdup_printf("<</Length %zu>>stream\n%s\nendstream", strlen(stream), stream);

	pdf_object(pdf, places, object);
}

/* The page's content: every string at its place, in 12 points. Yours. */
static inline char *
pdf_content(const PdfWords *words, size_t n_words, int page)
{
	GString *content = g_string_new(NULL);

	for (size_t i = 0; i < n_words; i++)
		if (words[i].page == page)
			g_string_append_printf(content,
					       "BT /F1 12 Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n",
					       words[i].x, words[i].y, words[i].hex);
	return g_string_free(content, FALSE);
}

static inline void
pdf_fonts(GString *pdf, GArray *places, PdfFont font)
{
	static const char *const encodings[] = { "UniGB-UCS2-H", "GBK-EUC-H", "Identity-H" };
	g_autofree char *top = g_strdup_printf(
		"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[4 0 R]%s>>",
		encodings[font], font == PDF_TO_UNICODE ? "/ToUnicode 6 0 R" : "");
	g_autofree char *below =
		g_strdup_printf("<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/FontDescriptor "
				"5 0 R/DW 1000/W[1 95 500]"
				"/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 2>>>>",
				font == PDF_TO_UNICODE ? "Identity" : "GB1");

	pdf_object(pdf, places, top);
	pdf_object(pdf, places, below);
	pdf_object(pdf, places,
		   "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -141 1000 859]"
		   "/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>");
	pdf_stream(pdf, places,
		   "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
		   "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
		   "2 beginbfchar <0001> <6625> <0002> <D842DFB7> endbfchar\n"
		   "endcmap end end");
}

/* A document of `n_pages` pages. `note`: a comment on the first one (hex), or NULL. Yours. */
static inline GString *
pdf_make(PdfFont font, const PdfWords *words, size_t n_words, int n_pages, const char *note)
{
	GString *pdf = g_string_new("%PDF-1.7\n");
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));
	g_autoptr(GString) kids = g_string_new(NULL);
	gsize xref;

	for (int i = 0; i < n_pages; i++)
		g_string_append_printf(kids, "%d 0 R ", 8 + 2 * i);
	g_autofree char *pages =
		g_strdup_printf("<</Type/Pages/Count %d/Kids[%s]>>", n_pages, kids->str);
	g_autofree char *annotation =
		g_strdup_printf("<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents<FEFF%s>>>",
				note ? note : "");

	pdf_object(pdf, places, "<</Type/Catalog/Pages 2 0 R>>");
	pdf_object(pdf, places, pages);
	pdf_fonts(pdf, places, font);
	pdf_object(pdf, places, annotation);
	for (int i = 0; i < n_pages; i++) {
		g_autofree char *content = pdf_content(words, n_words, i);
		g_autofree char *page = g_strdup_printf(
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
			"/Resources<</Font<</F1 3 0 R>>>>%s>>",
			9 + 2 * i, note && i == 0 ? "/Annots[7 0 R]" : "");

		pdf_object(pdf, places, page);
		pdf_stream(pdf, places, content);
	}
	xref = pdf->len;
	g_string_append_printf(pdf, "xref\n0 %u\n0000000000 65535 f \n", places->len + 1);
	for (guint i = 0; i < places->len; i++)
		g_string_append_printf(pdf, "%010zu 00000 n \n", g_array_index(places, gsize, i));
	g_string_append_printf(pdf, "trailer<</Size %u/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
			       places->len + 1, xref);
	return pdf;
}

#endif
