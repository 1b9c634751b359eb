/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ofd — the text of an OFD document in reading order
 */
#include "extract/ofd.h"

#include "base/i18n.h"
#include "extract/ofd_page.h"
#include "extract/properties.h"

#include <string.h>

#define OFD_PATH_BYTES 512
#define OFD_NOTES 2000 /* files of annotations */

typedef struct {
	char *id, *member;
} OfdTemplate;

/* What OFD.xml, Document.xml, Annotations.xml and Attachments.xml name. */
typedef struct {
	const char *folder;	    /* names are relative to it */
	const char *element;	    /* whose characters are a name: DocRoot, Annotations, FileLoc */
	GPtrArray *members;	    /* those names, full */
	GPtrArray *titles;	    /* of each, "" where it has none; NULL: not asked */
	GPtrArray *pages;	    /* full names; NULL: not asked */
	GArray *templates;	    /* OfdTemplate */
	GString *name;		    /* as it grows */
	char title[OFD_PATH_BYTES]; /* of the attachment around it */
	bool inside;
} OfdNames;

static void
ofd_template_clear(void *data)
{
	OfdTemplate *template = data;

	g_free(template->id);
	g_free(template->member);
}

/* A name as the archive has it: "/Doc_0/x", or relative to the folder of the file it is in. */
static char *
ofd_member(const char *folder, const char *name)
{
	g_autofree char *root = g_strconcat("/", folder, NULL);
	g_autofree char *slashed = g_strdelimit(g_strdup(name), "\\", '/');
	g_autofree char *full = g_canonicalize_filename(slashed, root);

	return g_strdup(full + 1);
}

static void
ofd_names_start(Markup *markup, void *context, const char *name)
{
	OfdNames *names = context;
	char place[OFD_PATH_BYTES], id[32] = "";

	if (strcmp(name, names->element) == 0) {
		names->inside = true;
		g_string_truncate(names->name, 0);
	}
	if (strcmp(name, "Attachment") == 0 &&
	    !markup_attribute(markup, "Name", names->title, sizeof names->title))
		names->title[0] = '\0';
	if (!names->pages || !markup_attribute(markup, "BaseLoc", place, sizeof place))
		return;
	if (strcmp(name, "Page") == 0 && names->pages->len <= OFD_PAGES)
		g_ptr_array_add(names->pages, ofd_member(names->folder, place));
	else if (strcmp(name, "TemplatePage") == 0 && names->templates->len < OFD_TEMPLATES &&
		 markup_attribute(markup, "ID", id, sizeof id)) {
		OfdTemplate template = { g_strdup(id), ofd_member(names->folder, place) };

		g_array_append_val(names->templates, template);
	}
}

static void
ofd_names_end(Markup *markup, void *context, const char *name)
{
	OfdNames *names = context;

	(void)markup;
	if (strcmp(name, names->element) != 0)
		return;
	names->inside = false;
	g_strstrip(names->name->str);
	if (!*names->name->str || names->members->len >= OFD_NOTES)
		return;
	g_ptr_array_add(names->members, ofd_member(names->folder, names->name->str));
	if (names->titles)
		g_ptr_array_add(names->titles, g_strdup(names->title));
}

static void
ofd_names_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	OfdNames *names = context;

	(void)markup;
	if (names->inside && names->name->len + n_bytes < OFD_PATH_BYTES)
		g_string_append_len(names->name, bytes, (gssize)n_bytes);
}

/* Reads `member` for the names it holds. Gives: the members that names->element names; what else
 * *names asks for. */
static GPtrArray *
ofd_names(Package *package, const char *member, OfdNames *names)
{
	static const MarkupHandlers handlers = { ofd_names_start, ofd_names_end,
						 ofd_names_characters };
	g_autofree char *folder = g_path_get_dirname(member);
	g_autoptr(GString) name = g_string_new(NULL);

	names->folder = strcmp(folder, ".") == 0 ? "" : folder;
	names->members = g_ptr_array_new_with_free_func(g_free);
	names->name = name;
	package_require(package, member, &handlers, names);
	return names->members;
}

/* ---- pages ---- */

/* The words of a page's template, in front of the page that uses it first. */
static bool
ofd_template(Package *package, GArray *templates, const char *id, PageText *out)
{
	for (guint i = 0; i < templates->len; i++) {
		OfdTemplate *template = &g_array_index(templates, OfdTemplate, i);
		g_autoptr(GArray) lines = page_lines_new();

		if (strcmp(template->id, id) != 0 || !template->member)
			continue;
		if (!ofd_page_read(package, template->member, lines, NULL, NULL))
			return false;
		g_clear_pointer(&template->member, g_free);
		out->open = false;
		page_text_add(out, lines);
		out->open = false;
	}
	return true;
}

static bool
ofd_pages(Package *package, const GPtrArray *pages, GArray *templates, PageText *out)
{
	for (guint i = 0; i < MIN(pages->len, OFD_PAGES) && !out->full; i++) {
		g_autoptr(GArray) lines = page_lines_new();
		g_autoptr(GPtrArray) below = g_ptr_array_new_with_free_func(g_free);

		if (!ofd_page_read(package, pages->pdata[i], lines, below, NULL))
			return false;
		for (guint k = 0; k < below->len; k++)
			if (!ofd_template(package, templates, below->pdata[k], out))
				return false;
		page_text_add(out, lines);
	}
	if (pages->len > OFD_PAGES || out->full)
		return package_stop(package, EXTRACT_LIMIT,
				    _("the document is too long; only its beginning was read"));
	return true;
}

/* ---- annotations ---- */

/* What an annotation says that the pages do not. */
static void
ofd_note(PageText *out, const char *note)
{
	size_t n = strlen(note);

	if (n == 0 || strstr(out->text->str, note) || out->text->len + n + 1 > EXTRACT_TEXT_BYTES)
		return;
	if (out->text->len > 0)
		g_string_append_c(out->text, '\n');
	g_string_append_len(out->text, note, (gssize)n);
}

/* What is drawn in a file that is no page, and what stands there besides. */
static bool
ofd_drawn(Package *package, const char *member, PageText *out)
{
	g_autoptr(GArray) lines = page_lines_new();
	g_autoptr(GString) remarks = g_string_new(NULL), drawn = g_string_new(NULL);
	PageText text = { .text = drawn };

	if (!ofd_page_read(package, member, lines, NULL, remarks))
		return false;
	page_text_add(&text, lines);
	ofd_note(out, g_strstrip(drawn->str));
	ofd_note(out, g_strstrip(remarks->str));
	return true;
}

static bool
ofd_notes(Package *package, const char *list, PageText *out)
{
	g_autoptr(GPtrArray) members =
		ofd_names(package, list, &(OfdNames){ .element = "FileLoc" });

	for (guint i = 0; i < members->len; i++)
		if (!ofd_drawn(package, members->pdata[i], out))
			return false;
	return true;
}

/* Words in units of drawing, which pages use by their numbers. Source: GB/T 33190-2016, 13. */
static bool
ofd_units(Package *package, const char *document, PageText *out)
{
	static const char *const resources[] = { "PublicRes", "DocumentRes" };

	for (size_t i = 0; i < G_N_ELEMENTS(resources); i++) {
		g_autoptr(GPtrArray) members =
			ofd_names(package, document, &(OfdNames){ .element = resources[i] });

		for (guint k = 0; k < members->len; k++)
			if (package_has(package, members->pdata[k]) &&
			    !ofd_drawn(package, members->pdata[k], out))
				return false;
	}
	return true;
}

/* ---- the documents of the file ---- */

static GPtrArray *
ofd_documents(Package *package)
{
	GPtrArray *documents = ofd_names(package, "OFD.xml", &(OfdNames){ .element = "DocRoot" });

	g_ptr_array_set_size(documents, (int)MIN(documents->len, OFD_DOCUMENTS));
	return documents;
}

static bool
ofd_document(Package *package, const char *member, PageText *out)
{
	g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) templates = g_array_new(FALSE, FALSE, sizeof(OfdTemplate));
	g_autoptr(GPtrArray) notes = NULL;
	OfdNames names = { .element = "Annotations", .pages = pages, .templates = templates };

	g_array_set_clear_func(templates, ofd_template_clear);
	notes = ofd_names(package, member, &names);
	if (!ofd_pages(package, pages, templates, out) || !ofd_units(package, member, out))
		return false;
	for (guint i = 0; i < notes->len; i++)
		if (!ofd_notes(package, notes->pdata[i], out))
			return false;
	return true;
}

void
ofd_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(Package) package = package_open(bytes, n_bytes);
	g_autoptr(GPtrArray) documents = ofd_documents(package);
	g_autoptr(GString) text = g_string_new(NULL);
	PageText out = { .text = text };
	bool good = documents->len > 0 || package_damaged(package);

	for (guint i = 0; good && i < documents->len; i++) {
		out.open = false;
		good = ofd_document(package, documents->pdata[i], &out);
	}
	g_string_append_len(package_text(package), text->str, (gssize)text->len);
	if (good)
		properties_append(package, "OFD.xml");
	package_finish(package, ret);
}

/* ---- attachments ---- */

/* Those of one document. */
static void
ofd_attached(Package *package, const char *document, GPtrArray *members, GPtrArray *titles)
{
	g_autoptr(GPtrArray) lists =
		ofd_names(package, document, &(OfdNames){ .element = "Attachments" });

	for (guint i = 0; i < lists->len; i++) {
		OfdNames names = { .element = "FileLoc", .titles = titles };
		GPtrArray *files = ofd_names(package, lists->pdata[i], &names);

		g_ptr_array_extend_and_steal(members, files);
	}
}

GPtrArray *
ofd_attachments(Package *package, GPtrArray **ret_titles)
{
	g_autoptr(GPtrArray) documents = ofd_documents(package);
	GPtrArray *members = g_ptr_array_new_with_free_func(g_free);

	*ret_titles = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < documents->len; i++)
		ofd_attached(package, documents->pdata[i], members, *ret_titles);
	return members;
}
