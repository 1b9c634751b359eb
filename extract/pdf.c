/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf — the text of a PDF in reading order
 *
 * Promise: no more than PDF_PAGES pages and EXTRACT_TEXT_BYTES of text.
 * Not here: the lines of a page (pdf_lines), files in it (pdf_attachments), the process it runs in,
 * which alone bounds poppler's time and memory.
 */
#include "extract/pdf.h"

#include "base/i18n.h"
#include "extract/page.h"
#include "extract/pdf_garble.h"
#include "extract/pdf_lines.h"
#include "extract/properties.h"

#include <poppler.h>
#include <stdbool.h>
#include <string.h>

#define PDF_NOTES 1000 /* comments of one page */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

static PopplerDocument *pdf_kept; /* while one lives, poppler keeps its tables */

/* A link's words are where it leads to, a field's what it is for. */
static bool
pdf_is_note(PopplerAnnot *annot)
{
	PopplerAnnotType type = poppler_annot_get_annot_type(annot);

	return type != POPPLER_ANNOT_LINK && type != POPPLER_ANNOT_WIDGET;
}

static void
pdf_page_notes(PopplerPage *page, GString *notes)
{
	GList *list = poppler_page_get_annot_mapping(page);
	guint n = 0;

	for (GList *one = list; one && n < PDF_NOTES; one = one->next, n++) {
		PopplerAnnotMapping *mapping = one->data;
		g_autofree char *text = pdf_is_note(mapping->annot)
						? poppler_annot_get_contents(mapping->annot)
						: NULL;
		const char *words = text ? g_strstrip(text) : "";

		if (*words && notes->len + strlen(words) + 1 < EXTRACT_TEXT_BYTES)
			g_string_append_printf(notes, "\n%s", words);
	}
	poppler_page_free_annot_mapping(list);
}

/* Is the title a file's name, as printing programs make it? */
static bool
pdf_is_file_name(const char *title)
{
	static const char *const ends[] = { ".doc",  ".docx", ".wps",  ".rtf", ".xls",
					    ".xlsx", ".ppt",  ".pptx", ".pdf", ".ofd" };
	g_autofree char *lower = g_ascii_strdown(title, -1);

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(lower, ends[i]))
			return true;
	return g_str_has_prefix(lower, "microsoft ");
}

/* What it says about itself. A title that a printing program made of the file's name is none,
 * and a document without text is empty whatever it is called. */
static void
pdf_properties(PopplerDocument *document, GString *text)
{
	g_autofree char *title = poppler_document_get_title(document);
	g_autofree char *subject = poppler_document_get_subject(document);
	g_autofree char *keywords = poppler_document_get_keywords(document);
	g_auto(Properties) properties = { 0 };

	if (strspn(text->str, " \n\t") == text->len)
		return;
	properties_init(&properties);
	if (title && !pdf_is_file_name(title))
		properties_add(&properties, title);
	if (subject)
		properties_add(&properties, subject);
	if (keywords)
		properties_add(&properties, keywords);
	properties_say(&properties, text);
}

static const char *
pdf_damage(void)
{
	return _("the PDF file is damaged; please save the document as docx or paste the text "
		 "into the mail and send it again");
}

/* What was not read of it, if anything. */
static void
pdf_judge(bool is_long, bool lacks, const PdfGarble *garble, Extracted *ret)
{
	const char *why = NULL;

	if (is_long)
		why = _("the document is too long; only its beginning was read");
	else if (lacks)
		why = pdf_damage();
	else if (pdf_garble_is(garble))
		why = _("the fonts of the PDF do not say which characters they show; please save "
			"the document as docx or paste the text into the mail and send it again");
	ret->outcome = is_long ? EXTRACT_LIMIT : why ? EXTRACT_FAILED : EXTRACT_READ;
	ret->why = g_strdup(why);
}

static void
pdf_pages(PopplerDocument *document, Extracted *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) notes = g_string_new(NULL);
	PageText out = { .text = text };
	PdfGarble garble = { 0 };
	int n = poppler_document_get_n_pages(document);
	bool lacks = n == 0;

	for (int i = 0; i < MIN(n, PDF_PAGES) && !out.full; i++) {
		g_autoptr(PopplerPage) page = poppler_document_get_page(document, i);
		g_autoptr(GArray) lines = page ? pdf_lines(page) : NULL;

		lacks |= !page;
		if (!page)
			continue;
		pdf_garble_count(&garble, lines);
		page_text_add(&out, lines);
		pdf_page_notes(page, notes);
	}
	g_string_append_len(text, notes->str, (gssize)notes->len);
	pdf_properties(document, text);
	ret->content = g_string_free(g_steal_pointer(&text), FALSE);
	pdf_judge(n > PDF_PAGES || out.full, lacks, &garble, ret);
}

static void
pdf_refuse(const GError *error, Extracted *ret)
{
	bool encrypted = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

	ret->outcome = encrypted ? EXTRACT_ENCRYPTED : EXTRACT_FAILED;
	ret->why = g_strdup(encrypted ? _("the document has a password; please send it without one")
				      : pdf_damage());
}

void
pdf_load(void)
{
	static const char nothing[] = "%PDF-1.4\n"
				      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
				      "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
				      "xref\n0 3\n0000000000 65535 f \n"
				      "0000000009 00000 n \n0000000052 00000 n \n"
				      "trailer<</Size 3/Root 1 0 R>>\nstartxref\n96\n%%EOF\n";
	g_autoptr(GBytes) bytes = g_bytes_new_static(nothing, sizeof nothing - 1);

	if (!pdf_kept)
		pdf_kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
}

void
pdf_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(GBytes) borrowed = g_bytes_new_static(bytes, n_bytes);
	g_autoptr(GError) error = NULL;
	g_autoptr(PopplerDocument) document =
		poppler_document_new_from_bytes(borrowed, NULL, &error);

	if (document)
		pdf_pages(document, ret);
	else
		pdf_refuse(error, ret);
}
