/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * extract — a document's bytes in, its text out
 */
#include "extract/extract.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/text/charset.h"
#include "base/text/html.h"
#include "base/text/utf8.h"
#include "extract/doc.h"
#include "extract/docx.h"
#include "extract/enclosed.h"
#include "extract/odt.h"
#include "extract/ofd.h"
#include "extract/ole.h"
#include "extract/packed.h"
#include "extract/packed_marks.h"
#include "extract/pdf.h"
#include "extract/pptx.h"
#include "extract/rtf.h"
#include "extract/sheetml.h"
#include "extract/type.h"
#include "extract/uof.h"
#include "extract/wordml.h"
#include "extract/xlsx.h"

#include <libxml/parser.h>
#include <string.h>

#define EXTRACT_COMPARED 1000 /* hidden lines that are looked for in the text */

void
extract_load(void)
{
	xmlInitParser();
	ole_load();
	pdf_load();
	packed_load();
}

const char *
extract_word(ExtractOutcome outcome)
{
	static const char *const words[] = { "read",   "empty",	    "unsupported",
					     "failed", "encrypted", "limit" };

	return words[outcome];
}

void
extracted_clear(Extracted *extracted)
{
	g_clear_pointer(&extracted->why, g_free);
	g_clear_pointer(&extracted->content, g_free);
	g_clear_pointer(&extracted->members, g_array_unref);
	extracted->n_chars = 0;
}

static void
extract_refuse(Extracted *ret, ExtractOutcome outcome, const char *why)
{
	ret->outcome = outcome;
	ret->why = g_strdup(why);
}

static void
extract_plain(const char *bytes, size_t n_bytes, Extracted *ret)
{
	CharsetFinding finding = { 0 };

	ret->content = charset_to_utf8(NULL, bytes, n_bytes, &finding);
	ret->outcome = EXTRACT_READ;
	/* A wrong guess at binary bytes shows in what could not be decoded. */
	if (finding.n_bad * 20 > n_bytes && n_bytes > 40)
		extract_refuse(ret, EXTRACT_FAILED,
			       _("this is no text in a known character set; please save it as "
				 "docx or paste the text into the mail and send it again"));
}

/* What a page does not show, line by line, but nothing twice. */
static void
extract_unshown(GString *content, const char *hidden)
{
	g_auto(GStrv) lines = g_strsplit(hidden, "\n", -1);

	for (size_t i = 0; lines[i]; i++) {
		const char *line = g_strstrip(lines[i]);

		if (*line && (i >= EXTRACT_COMPARED || !strstr(content->str, line)))
			g_string_append_printf(content, "\n%s", line);
	}
}

static void
extract_html(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autofree char *declared = html_charset(bytes, n_bytes);
	g_autofree char *utf8 = charset_to_utf8(declared, bytes, n_bytes, NULL);
	g_autoptr(HtmlText) html = html_to_text(utf8, strlen(utf8));
	GString *content = g_string_new(html_seen(html));

	extract_unshown(content, html->hidden);
	ret->content = g_string_free(content, FALSE);
	ret->outcome = EXTRACT_READ;
	if (strlen(utf8) > HTML_MAX_BYTES)
		extract_refuse(ret, EXTRACT_LIMIT,
			       _("the document is too long; only its beginning was read"));
}

/* Without a reader of letters, and where it is none after all, it is a text. */
static void
extract_letter(const char *bytes, size_t n_bytes, bool page, const ExtractWithin *within,
	       Extracted *ret)
{
	if (!within->letter || !within->letter(bytes, n_bytes, page, within, ret))
		extract_plain(bytes, n_bytes, ret);
}

/* Why a type is not read, in words that tell the sender what to do. */
static const char *
extract_unsupported(Type type)
{
	switch (type) {
	case TYPE_PICTURE:
		return _("a picture's text is not read; please save it as docx or paste the text "
			 "into the mail and send it again");
	case TYPE_ARCHIVE:
	case TYPE_ZIP:
		return _("it is a packed file in a packed file; please send the documents "
			 "themselves");
	default:
		return _("files of this kind are not read; please save it as docx or paste the "
			 "text into the mail and send it again");
	}
}

/* What is no packed folder itself. */
static void
extract_by_type(Type type, const char *bytes, size_t n_bytes, const ExtractWithin *within,
		Extracted *ret)
{
	switch (type) {
	case TYPE_EMPTY:
		extract_refuse(ret, EXTRACT_EMPTY, _("the file is empty"));
		break;
	case TYPE_DOCX:
		docx_read(bytes, n_bytes, ret);
		break;
	case TYPE_XLSX:
		xlsx_read(bytes, n_bytes, ret);
		break;
	case TYPE_PPTX:
		pptx_read(bytes, n_bytes, ret);
		break;
	case TYPE_ODT:
		odt_read(bytes, n_bytes, ret);
		break;
	case TYPE_WORDML:
		wordml_read(bytes, n_bytes, ret);
		break;
	case TYPE_SHEETML:
		sheetml_read(bytes, n_bytes, ret);
		break;
	case TYPE_FODT:
		odt_read_flat(bytes, n_bytes, ret);
		break;
	case TYPE_OFD:
		ofd_read(bytes, n_bytes, ret);
		break;
	case TYPE_UOF:
		uof_read(bytes, n_bytes, ret);
		break;
	case TYPE_RTF:
		rtf_read(bytes, n_bytes, ret);
		break;
	case TYPE_OLE:
		doc_read(bytes, n_bytes, ret);
		break;
	case TYPE_PDF:
		pdf_read(bytes, n_bytes, ret);
		break;
	case TYPE_SEALED:
		extract_refuse(
			ret, EXTRACT_ENCRYPTED,
			_("it is encrypted (S/MIME or PGP) for a key that is not here; please "
			  "send it without encryption"));
		break;
	case TYPE_LETTER:
	case TYPE_PAGE:
		extract_letter(bytes, n_bytes, type == TYPE_PAGE, within, ret);
		break;
	case TYPE_PLAIN:
		extract_plain(bytes, n_bytes, ret);
		break;
	case TYPE_HTML:
		extract_html(bytes, n_bytes, ret);
		break;
	default:
		extract_refuse(ret, EXTRACT_UNSUPPORTED, extract_unsupported(type));
	}
}

/* One clean form for all: valid, without tricks, within the cap, without blank ends. */
static void
extract_tidy(Extracted *ret)
{
	const char *content = ret->content ? ret->content : "";
	size_t n = strlen(content);
	char *clean;

	if (n > EXTRACT_TEXT_BYTES) {
		const char *end = g_utf8_find_prev_char(content, content + EXTRACT_TEXT_BYTES);

		n = end ? (size_t)(end - content) : 0;
		ret->outcome = EXTRACT_LIMIT;
		g_free(ret->why);
		ret->why = g_strdup(_("the document is too long; only its beginning was read"));
	}
	clean = utf8_clean(content, n);
	g_free(ret->content);
	ret->content = g_strstrip(clean);
	ret->n_chars = utf8_length(ret->content);
	if (ret->outcome == EXTRACT_READ && ret->n_chars == 0)
		extract_refuse(ret, EXTRACT_EMPTY,
			       _("the document holds no text; if it holds pictures of text, "
				 "please send the text itself"));
}

static PackedReader extract_member;

/* A document in a document is one more; a letter or a folder in one is nobody's. */
static void
extract_enclosed(Type type, const char *bytes, size_t n_bytes, const ExtractWithin *within,
		 Extracted *ret)
{
	ExtractWithin inside = *within;

	if (within->enclosed || ret->outcome > EXTRACT_EMPTY)
		return;
	inside.enclosed = inside.packed = true;
	if (type == TYPE_DOCX || type == TYPE_XLSX || type == TYPE_PPTX || type == TYPE_OFD ||
	    type == TYPE_ODT)
		enclosed_read(bytes, n_bytes, extract_member, &inside, ret);
	else if (type == TYPE_OLE)
		enclosed_read_ole(bytes, n_bytes, extract_member, &inside, ret);
	else if (type == TYPE_RTF)
		enclosed_read_rtf(bytes, n_bytes, extract_member, &inside, ret);
	else if (type == TYPE_PDF)
		enclosed_read_pdf(bytes, n_bytes, extract_member, &inside, ret);
}

static void
extract_member(const char *bytes, size_t n_bytes, const char *name, const ExtractWithin *within,
	       Extracted *ret)
{
	Type type = type_of(bytes, n_bytes, name);

	memset(ret, 0, sizeof *ret);
	ret->type = type_word(type, bytes, n_bytes);
	ret->picture = type == TYPE_PICTURE || type == TYPE_MEDIA;
	if (type == TYPE_UNKNOWN && packed_marks_is_part(bytes, n_bytes, name))
		extract_refuse(ret, EXTRACT_UNSUPPORTED, packed_part_words());
	else
		extract_by_type(type, bytes, n_bytes, within, ret);
	extract_enclosed(type, bytes, n_bytes, within, ret);
	extract_tidy(ret);
}

void
extract_bytes(const char *bytes, size_t n_bytes, const char *name, const ExtractWithin *within,
	      Extracted *ret)
{
	Type type = type_of(bytes, n_bytes, name);
	ExtractWithin here = within ? *within : (ExtractWithin){ 0 };

	memset(ret, 0, sizeof *ret);
	if ((type != TYPE_ZIP && type != TYPE_ARCHIVE) || here.packed) {
		extract_member(bytes, n_bytes, name, &here, ret);
		return;
	}
	here.packed = true;
	ret->type = type_word(type, bytes, n_bytes);
	packed_read(bytes, n_bytes, name, extract_member, &here, ret);
	extract_tidy(ret);
}

void
extract_document(int fd, const char *name, const ExtractWithin *within, Extracted *ret)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	size_t n_bytes = 0;

	memset(ret, 0, sizeof *ret);
	ret->type = "unknown";
	bytes = files_read_fd(fd, EXTRACT_INPUT_BYTES, &n_bytes, &error);
	if (bytes) {
		extract_bytes(bytes, n_bytes, name, within, ret);
		return;
	}
	if (error->code == ERRORS_MAIL)
		extract_refuse(ret, EXTRACT_LIMIT, _("the file is too large to be read"));
	else
		extract_refuse(ret, EXTRACT_FAILED, _("the file could not be read"));
	extract_tidy(ret);
}
