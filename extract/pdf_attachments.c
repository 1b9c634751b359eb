/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_attachments — the files in a PDF: those attached to it, and those attached to a place of a
 * page
 */
#include "extract/pdf_attachments.h"

#include "base/text/utf8.h"
#include "extract/object.h"
#include "extract/pdf.h"

#include <poppler.h>
#include <string.h>

#define PDF_ANNOTATIONS 1000 /* of one page */
#define PDF_UNNAMED "attachment"

typedef struct {
	GPtrArray *files, *names;
	size_t n_bytes;
	bool all;
} PdfFiles;

static gboolean
pdf_more(const gchar *bytes, gsize n_bytes, gpointer data, GError **error)
{
	GByteArray *file = data;

	(void)error;
	if (file->len + n_bytes <= OBJECT_TOTAL_BYTES)
		g_byte_array_append(file, (const guint8 *)bytes, (guint)n_bytes);
	return file->len + n_bytes <= OBJECT_TOTAL_BYTES;
}

static char *
pdf_name(const char *given)
{
	g_autofree char *line = given ? utf8_one_line(given) : NULL;

	return utf8_truncate(line && *line ? line : PDF_UNNAMED, OBJECT_NAME_CHARACTERS);
}

/* A file that stands in two places is one. */
static bool
pdf_is_new(const PdfFiles *files, const GByteArray *file, const char *name)
{
	for (guint i = 0; i < files->files->len; i++) {
		const GByteArray *known = files->files->pdata[i];

		if (known->len == file->len && memcmp(known->data, file->data, file->len) == 0 &&
		    strcmp(files->names->pdata[i], name) == 0)
			return false;
	}
	return true;
}

/* What is damaged gives what was read of it. */
static void
pdf_take(PdfFiles *files, PopplerAttachment *attachment)
{
	g_autoptr(GByteArray) file = g_byte_array_new();
	g_autofree char *name = pdf_name(attachment->name);

	if (!files->all)
		return;
	poppler_attachment_save_to_callback(attachment, pdf_more, file, NULL);
	if (!pdf_is_new(files, file, name))
		return;
	files->n_bytes += file->len;
	files->all = files->files->len < OBJECT_MOST && files->n_bytes <= OBJECT_TOTAL_BYTES;
	if (!files->all)
		return;
	g_ptr_array_add(files->files, g_steal_pointer(&file));
	g_ptr_array_add(files->names, g_steal_pointer(&name));
}

static void
pdf_of_document(PdfFiles *files, PopplerDocument *document)
{
	GList *list = poppler_document_has_attachments(document)
			      ? poppler_document_get_attachments(document)
			      : NULL;

	for (GList *one = list; one; one = one->next)
		pdf_take(files, one->data);
	g_list_free_full(list, g_object_unref);
}

static void
pdf_of_page(PdfFiles *files, PopplerPage *page)
{
	GList *list = poppler_page_get_annot_mapping(page);
	guint n = 0;

	for (GList *one = list; one && n < PDF_ANNOTATIONS; one = one->next, n++) {
		PopplerAnnotMapping *mapping = one->data;
		PopplerAttachment *attachment =
			POPPLER_IS_ANNOT_FILE_ATTACHMENT(mapping->annot)
				? poppler_annot_file_attachment_get_attachment(
					  POPPLER_ANNOT_FILE_ATTACHMENT(mapping->annot))
				: NULL;

		if (attachment)
			pdf_take(files, attachment);
		g_clear_object(&attachment);
	}
	poppler_page_free_annot_mapping(list);
}

GPtrArray *
pdf_attachments(const char *bytes, size_t n_bytes, GPtrArray **ret_names, bool *ret_all)
{
	g_autoptr(GBytes) borrowed = g_bytes_new_static(bytes, n_bytes);
	PopplerDocument *document = poppler_document_new_from_bytes(borrowed, NULL, NULL);
	PdfFiles files = { g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref),
			   g_ptr_array_new_with_free_func(g_free), 0, true };
	int n = document ? poppler_document_get_n_pages(document) : 0;

	if (document)
		pdf_of_document(&files, document);
	for (int i = 0; i < MIN(n, PDF_PAGES) && files.all; i++) {
		PopplerPage *page = poppler_document_get_page(document, i);

		if (page)
			pdf_of_page(&files, page);
		g_clear_object(&page);
	}
	g_clear_object(&document);
	*ret_names = files.names;
	*ret_all = files.all;
	return files.files;
}
