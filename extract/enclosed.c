/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * enclosed — the documents that lie in another: in a package of Word, Excel, PowerPoint,
 * OpenDocument or OFD, in a container of Word, Excel, PowerPoint or Outlook, in Rich Text, in a PDF
 *
 * The relations of the main part, of each sheet and of each slide say what lies in a package of
 * Office's and what kind of thing it is; a chart's workbook is a relation of the chart's. In an
 * OpenDocument the frames of the text name it; an OFD has a list of what is attached.
 */
#include "extract/enclosed.h"

#include "base/i18n.h"
#include "base/text/utf8.h"
#include "extract/msg.h"
#include "extract/object.h"
#include "extract/ofd.h"
#include "extract/package.h"
#include "extract/pdf_attachments.h"
#include "extract/rtf_objects.h"

#include <string.h>

typedef struct {
	char *path;
	char *name;    /* that it stands under */
	bool part;     /* of the text itself, whatever its name */
	bool attached; /* a file that a reader of the document is offered */
} EnclosedMember;

typedef struct {
	GArray *members;    /* EnclosedMember */
	const char *folder; /* of the relations */
} EnclosedRelations;

typedef struct {
	PackedReader *read;
	const ExtractWithin *within;
	GString *text, *unread;
	Extracted *ret; /* of the document around them */
} Enclosed;

/* ---- one ---- */

/* One that was not read is said, and makes the whole such; the first one that says something. */
static void
enclosed_not_read(Enclosed *enclosed, const char *name, const Extracted *one)
{
	GString *unread = enclosed->unread;

	if (unread->len == 0 && enclosed->ret->outcome <= EXTRACT_EMPTY)
		enclosed->ret->outcome = one->outcome;
	g_string_append_printf(unread, "%s%s: %s", unread->len ? "; " : "", name, one->why);
}

static void
enclosed_add(GString *text, const char *name, const char *content)
{
	g_autofree char *heading = name ? g_strdup_printf("【%s】\n", name) : g_strdup("");
	bool begun = text->len > 0 && text->str[text->len - 1] != '\n';

	if (text->len + strlen(heading) + strlen(content) + 1 <= EXTRACT_TEXT_BYTES)
		g_string_append_printf(text, "%s%s%s", begun ? "\n" : "", heading, content);
}

/* An object is what lies in it. */
static void
enclosed_one(Enclosed *enclosed, const char *name, bool part, const GByteArray *bytes)
{
	DocStream file = { bytes->data, bytes->len };
	g_auto(Object) object = { 0 };
	g_auto(Extracted) one = { 0 };
	ObjectKind kind = object_open((const char *)bytes->data, bytes->len, &object);

	if (kind == OBJECT_NOTHING)
		return;
	if (kind == OBJECT_FILE)
		file = object.file;
	if (object.name)
		name = object.name;
	enclosed->read((const char *)file.bytes, file.n_bytes, name, enclosed->within, &one);
	if (one.outcome > EXTRACT_EMPTY)
		enclosed_not_read(enclosed, name, &one);
	if (*one.content)
		enclosed_add(enclosed->text, part ? NULL : name, one.content);
}

static void
enclosed_begin(Enclosed *enclosed, PackedReader *read, const ExtractWithin *within, Extracted *ret)
{
	enclosed->read = read;
	enclosed->within = within;
	enclosed->text = g_string_new(ret->content);
	enclosed->unread = g_string_new(NULL);
	enclosed->ret = ret;
}

/* `all`: were there no more than may be? */
static void
enclosed_end(Enclosed *enclosed, bool all)
{
	Extracted *ret = enclosed->ret;

	g_free(ret->content);
	ret->content = g_string_free(enclosed->text, FALSE);
	if (enclosed->unread->len > 0 && !ret->why)
		ret->why = g_strdup_printf(_("not everything in the document was read: %s"),
					   enclosed->unread->str);
	g_string_free(enclosed->unread, TRUE);
	if (all || ret->why)
		return;
	ret->outcome = EXTRACT_LIMIT;
	ret->why = g_strdup(_("the document is too long; only its beginning was read"));
}

/* ---- in a package ---- */

static void
enclosed_clear(void *data)
{
	EnclosedMember *member = data;

	g_free(member->path);
	g_free(member->name);
}

/* xl/worksheets/../embeddings/a.xlsx → xl/embeddings/a.xlsx */
static char *
enclosed_path(const char *member)
{
	const char *up = strstr(member, "/../"), *before = up;

	while (before > member && before[-1] != '/')
		before--;
	return up ? g_strdup_printf("%.*s%s", (int)(before - member), member, up + 4)
		  : g_strdup(member);
}

/* Once each; one more than may be. Takes the member. */
static void
enclosed_found(GArray *members, EnclosedMember member)
{
	bool is_new = members->len <= ENCLOSED_MOST;

	for (guint i = 0; is_new && i < members->len; i++)
		is_new = strcmp(g_array_index(members, EnclosedMember, i).path, member.path) != 0;
	if (!is_new) {
		enclosed_clear(&member);
		return;
	}
	if (!member.name)
		member.name = g_path_get_basename(member.path);
	g_array_append_val(members, member);
}

static void
enclosed_start(Markup *markup, void *context, const char *name)
{
	EnclosedRelations *relations = context;
	char id[PACKAGE_NAME_BYTES], type[PACKAGE_NAME_BYTES];
	g_autofree char *target = NULL;
	EnclosedMember member = { 0 };

	if (!markup_attribute(markup, "Type", type, sizeof type))
		return;
	member.part = g_str_has_suffix(type, "/aFChunk");
	if ((!member.part && !g_str_has_suffix(type, "/package") &&
	     !g_str_has_suffix(type, "/oleObject")) ||
	    !package_relation(markup, name, relations->folder, id, sizeof id, &target))
		return;
	member.path = enclosed_path(target);
	enclosed_found(relations->members, member);
}

/* What relations of Office's packages name. */
static void
enclosed_related(Package *package, GArray *members)
{
	static const MarkupHandlers handlers = { enclosed_start, NULL, NULL };
	static const char *const folders[] = { "word/", "xl/worksheets/", "ppt/slides/" };

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *begins = g_strconcat(folders[i], "_rels/", NULL);
		g_autoptr(GPtrArray) parts = package_members(package, begins, ".rels");
		EnclosedRelations relations = { members, folders[i] };

		for (guint k = 0; k < parts->len; k++)
			if (!package_parse(package, parts->pdata[k], &handlers, &relations))
				break;
	}
}

/* What is attached to an OFD. */
static void
enclosed_attached(Package *package, GArray *members)
{
	g_autoptr(GPtrArray) titles = NULL;
	g_autoptr(GPtrArray) paths = ofd_attachments(package, &titles);

	for (guint i = 0; i < paths->len; i++) {
		g_autofree char *title = utf8_one_line(titles->pdata[i]);
		EnclosedMember member = { .path = g_strdup(paths->pdata[i]), .attached = true };

		if (*title)
			member.name = g_steal_pointer(&title);
		enclosed_found(members, member);
	}
}

static void
enclosed_object_start(Markup *markup, void *context, const char *name)
{
	char place[PACKAGE_NAME_BYTES];
	EnclosedMember member = { 0 };

	if (strcmp(name, "object-ole") != 0 ||
	    !markup_attribute(markup, "href", place, sizeof place))
		return;
	member.path = g_strdup(g_str_has_prefix(place, "./") ? place + 2 : place);
	enclosed_found(context, member);
}

/* Other programs' objects in an OpenDocument. */
static void
enclosed_drawn(Package *package, GArray *members)
{
	static const MarkupHandlers handlers = { enclosed_object_start, NULL, NULL };

	package_parse(package, "content.xml", &handlers, members);
}

/* Yours. */
static GArray *
enclosed_members(Package *package)
{
	GArray *members = g_array_new(FALSE, FALSE, sizeof(EnclosedMember));

	g_array_set_clear_func(members, enclosed_clear);
	enclosed_related(package, members);
	enclosed_drawn(package, members);
	if (package_has(package, "OFD.xml"))
		enclosed_attached(package, members);
	return members;
}

/* A relation may name what lies elsewhere; an attachment is in the document or is lost. */
static void
enclosed_missing(Enclosed *enclosed, const char *name)
{
	Extracted one = { .outcome = EXTRACT_FAILED,
			  .why = (char *)_("the file is not in the document") };

	enclosed_not_read(enclosed, name, &one);
}

/* The package itself may stop at one of its caps. */
static void
enclosed_stopped(Package *package, Extracted *ret)
{
	g_auto(Extracted) end = { 0 };

	package_finish(package, &end);
	if (end.outcome == EXTRACT_READ || ret->why)
		return;
	ret->outcome = end.outcome;
	ret->why = g_steal_pointer(&end.why);
}

void
enclosed_read(const char *bytes, size_t n_bytes, PackedReader *read, const ExtractWithin *within,
	      Extracted *ret)
{
	g_autoptr(Package) package = package_open(bytes, n_bytes);
	g_autoptr(GArray) members = enclosed_members(package);
	Enclosed enclosed;

	enclosed_begin(&enclosed, read, within, ret);
	for (guint i = 0; i < MIN(members->len, ENCLOSED_MOST); i++) {
		const EnclosedMember *member = &g_array_index(members, EnclosedMember, i);
		g_autoptr(GByteArray) own = package_bytes(package, member->path);

		if (own)
			enclosed_one(&enclosed, member->name, member->part, own);
		else if (member->attached && !package_has(package, member->path))
			enclosed_missing(&enclosed, member->name);
	}
	enclosed_end(&enclosed, members->len <= ENCLOSED_MOST);
	enclosed_stopped(package, ret);
}

/* ---- in one file ---- */

/* `names`: of each; NULL: those that Word gives. */
static void
enclosed_files(Enclosed *enclosed, const GPtrArray *files, const GPtrArray *names)
{
	for (guint i = 0; i < files->len; i++) {
		g_autofree char *number = g_strdup_printf("oleObject%u.bin", i + 1);

		enclosed_one(enclosed, names ? names->pdata[i] : number, false, files->pdata[i]);
	}
}

void
enclosed_read_ole(const char *bytes, size_t n_bytes, PackedReader *read,
		  const ExtractWithin *within, Extracted *ret)
{
	bool all, all_files;
	g_autoptr(GPtrArray) objects = object_list(bytes, n_bytes, &all);
	g_autoptr(GPtrArray) names = NULL;
	g_autoptr(GPtrArray) files = msg_files(bytes, n_bytes, &names, &all_files);
	Enclosed enclosed;

	enclosed_begin(&enclosed, read, within, ret);
	enclosed_files(&enclosed, objects, NULL);
	enclosed_files(&enclosed, files, names);
	enclosed_end(&enclosed, all && all_files);
}

void
enclosed_read_rtf(const char *bytes, size_t n_bytes, PackedReader *read,
		  const ExtractWithin *within, Extracted *ret)
{
	bool all;
	g_autoptr(GPtrArray) objects = rtf_objects(bytes, n_bytes, &all);
	Enclosed enclosed;

	enclosed_begin(&enclosed, read, within, ret);
	enclosed_files(&enclosed, objects, NULL);
	enclosed_end(&enclosed, all);
}

void
enclosed_read_pdf(const char *bytes, size_t n_bytes, PackedReader *read,
		  const ExtractWithin *within, Extracted *ret)
{
	bool all;
	g_autoptr(GPtrArray) names = NULL;
	g_autoptr(GPtrArray) files = pdf_attachments(bytes, n_bytes, &names, &all);
	Enclosed enclosed;

	enclosed_begin(&enclosed, read, within, ret);
	enclosed_files(&enclosed, files, names);
	enclosed_end(&enclosed, all);
}
