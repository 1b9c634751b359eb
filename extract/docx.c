/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx — the words of a Word document in the order a reader meets them
 *
 * Members are taken by exact name from the archive's directory and unpacked in
 * pieces into the parser; the sizes an archive claims are never believed.
 */
#include "extract/docx.h"

#include "base/i18n.h"
#include "extract/docx_xml.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#define DOCX_PIECE_BYTES 16384
#define DOCX_SIDE_PARTS 50 /* headers or footers of one document */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(zip_t, zip_discard)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(zip_file_t, zip_fclose)

typedef struct {
	GString *text;
	size_t n_unpacked;
	ExtractOutcome outcome; /* EXTRACT_READ while all is well */
	const char *why;
} DocxJob;

static bool
docx_stop(DocxJob *job, ExtractOutcome outcome, const char *why)
{
	job->outcome = outcome;
	job->why = why;
	return false;
}

static bool
docx_state(DocxJob *job, DocxXmlState state)
{
	switch (state) {
	case DOCX_XML_GOOD:
		return true;
	case DOCX_XML_DOCTYPE:
		return docx_stop(job, EXTRACT_FAILED,
				 _("the document declares a document type, which Word never does; "
				   "it was not read"));
	case DOCX_XML_FULL:
		return docx_stop(job, EXTRACT_LIMIT,
				 _("the document is too long; only its beginning was read"));
	default:
		return docx_stop(job, EXTRACT_FAILED,
				 _("the document is damaged; please open it, save it as docx and "
				   "send it again"));
	}
}

/* Is this much from that much credible? Text packs 10 to 1, rarely 30 to 1. */
static bool
docx_bomb(DocxJob *job, const zip_stat_t *member, size_t n_member)
{
	if (n_member > DOCX_MEMBER_BYTES || job->n_unpacked > DOCX_TOTAL_BYTES)
		return true;
	return n_member > DOCX_RATIO_FROM && n_member / DOCX_RATIO > member->comp_size;
}

static bool
docx_pump(DocxJob *job, zip_file_t *file, const zip_stat_t *member)
{
	g_autoptr(DocxXml) xml = docx_xml_new(job->text, EXTRACT_TEXT_BYTES);
	char piece[DOCX_PIECE_BYTES];
	size_t n_member = 0;
	zip_int64_t n;

	while ((n = zip_fread(file, piece, sizeof piece)) > 0) {
		n_member += (size_t)n;
		job->n_unpacked += (size_t)n;
		if (docx_bomb(job, member, n_member))
			return docx_stop(job, EXTRACT_LIMIT,
					 _("the document unpacks to far more than it should; only "
					   "its beginning was read"));
		if (!docx_state(job, docx_xml_push(xml, piece, (size_t)n)))
			return false;
	}
	if (n < 0)
		return docx_state(job, DOCX_XML_DAMAGED);
	return docx_state(job, docx_xml_end(xml));
}

/* A member that is not there is no error; *ret_found (may be NULL) says so. */
static bool
docx_member(DocxJob *job, zip_t *archive, const char *name, bool *ret_found)
{
	g_autoptr(zip_file_t) file = NULL;
	zip_stat_t member;

	if (ret_found)
		*ret_found = false;
	if (zip_stat(archive, name, 0, &member) < 0)
		return true;
	if (ret_found)
		*ret_found = true;
	if ((member.valid & ZIP_STAT_ENCRYPTION_METHOD) && member.encryption_method != ZIP_EM_NONE)
		return docx_stop(job, EXTRACT_ENCRYPTED,
				 _("the document has a password; please send it without one"));
	file = zip_fopen(archive, name, 0);
	if (!file)
		return docx_state(job, DOCX_XML_DAMAGED);
	if (job->text->len > 0 && job->text->str[job->text->len - 1] != '\n')
		g_string_append_c(job->text, '\n');
	return docx_pump(job, file, &member);
}

/* word/header1.xml … in the order of their numbers. */
static bool
docx_sides(DocxJob *job, zip_t *archive, const char *stem)
{
	for (int i = 1; i <= DOCX_SIDE_PARTS; i++) {
		char name[64];

		snprintf(name, sizeof name, "word/%s%d.xml", stem, i);
		if (!docx_member(job, archive, name, NULL))
			return false;
	}
	return true;
}

static void
docx_parts(DocxJob *job, zip_t *archive)
{
	bool found;

	if (zip_get_num_entries(archive, 0) > DOCX_ENTRIES) {
		docx_stop(job, EXTRACT_LIMIT, _("the document consists of too many parts"));
		return;
	}
	if (!docx_sides(job, archive, "header") ||
	    !docx_member(job, archive, "word/document.xml", &found))
		return;
	if (!found) {
		docx_state(job, DOCX_XML_DAMAGED);
		return;
	}
	if (docx_member(job, archive, "word/footnotes.xml", NULL) &&
	    docx_member(job, archive, "word/endnotes.xml", NULL) &&
	    docx_member(job, archive, "word/comments.xml", NULL))
		docx_sides(job, archive, "footer");
}

static zip_t *
docx_open(const char *bytes, size_t n_bytes)
{
	zip_error_t why;
	zip_source_t *source;
	zip_t *archive;

	zip_error_init(&why);
	source = zip_source_buffer_create(bytes, n_bytes, 0, &why);
	archive = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why) : NULL;
	if (source && !archive)
		zip_source_free(source);
	zip_error_fini(&why);
	return archive;
}

void
docx_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);
	DocxJob job = { .text = text, .outcome = EXTRACT_READ };
	g_autoptr(zip_t) archive = docx_open(bytes, n_bytes);

	if (archive)
		docx_parts(&job, archive);
	else
		docx_state(&job, DOCX_XML_DAMAGED);
	ret->outcome = job.outcome;
	ret->why = g_strdup(job.why);
	ret->content = g_string_free(g_steal_pointer(&text), FALSE);
}
