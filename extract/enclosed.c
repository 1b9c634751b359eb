/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * enclosed — the documents that lie in a Word, Excel or PowerPoint package
 *
 * The relations of the main part, of each sheet and of each slide say what lies there and what
 * kind of thing it is; a chart's workbook is a relation of the chart's.
 */
#include "extract/enclosed.h"

#include "base/i18n.h"
#include "extract/package.h"

#include <string.h>

typedef struct {
	char *path;
	bool part; /* of the text itself, whatever its name */
} EnclosedMember;

typedef struct {
	GArray *members;    /* EnclosedMember */
	const char *folder; /* of the relations */
} Enclosed;

static void
enclosed_clear(void *data)
{
	g_free(((EnclosedMember *)data)->path);
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

static bool
enclosed_has(const GArray *members, const char *path)
{
	for (guint i = 0; i < members->len; i++)
		if (strcmp(g_array_index(members, EnclosedMember, i).path, path) == 0)
			return true;
	return false;
}

static void
enclosed_start(Markup *markup, void *context, const char *name)
{
	Enclosed *enclosed = context;
	char id[PACKAGE_NAME_BYTES], type[PACKAGE_NAME_BYTES];
	g_autofree char *target = NULL;
	EnclosedMember member = { 0 };

	if (!markup_attribute(markup, "Type", type, sizeof type))
		return;
	member.part = g_str_has_suffix(type, "/aFChunk");
	if ((!member.part && !g_str_has_suffix(type, "/package")) ||
	    enclosed->members->len >= ENCLOSED_MOST ||
	    !package_relation(markup, name, enclosed->folder, id, sizeof id, &target))
		return;
	member.path = enclosed_path(target);
	if (enclosed_has(enclosed->members, member.path))
		g_free(member.path);
	else
		g_array_append_val(enclosed->members, member);
}

/* The members that relations name, each once. Yours. */
static GArray *
enclosed_members(Package *package)
{
	static const MarkupHandlers handlers = { enclosed_start, NULL, NULL };
	static const char *const folders[] = { "word/", "xl/worksheets/", "ppt/slides/" };
	GArray *members = g_array_new(FALSE, FALSE, sizeof(EnclosedMember));

	g_array_set_clear_func(members, enclosed_clear);
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *begins = g_strconcat(folders[i], "_rels/", NULL);
		g_autoptr(GPtrArray) relations = package_members(package, begins, ".rels");
		Enclosed enclosed = { members, folders[i] };

		for (guint k = 0; k < relations->len; k++)
			if (!package_parse(package, relations->pdata[k], &handlers, &enclosed))
				break;
	}
	return members;
}

/* One that was not read is said, and makes the whole such; the first one that says something. */
static void
enclosed_not_read(const char *name, const Extracted *one, GString *unread, Extracted *ret)
{
	if (unread->len == 0 && ret->outcome <= EXTRACT_EMPTY)
		ret->outcome = one->outcome;
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
	g_autoptr(GString) text = g_string_new(ret->content);
	g_autoptr(GString) unread = g_string_new(NULL);

	for (guint i = 0; i < members->len; i++) {
		const EnclosedMember *member = &g_array_index(members, EnclosedMember, i);
		g_autofree char *name = g_path_get_basename(member->path);
		g_autoptr(GByteArray) own = package_bytes(package, member->path);
		g_auto(Extracted) one = { 0 };

		if (!own)
			continue;
		read((const char *)own->data, own->len, name, within, &one);
		if (one.outcome > EXTRACT_EMPTY)
			enclosed_not_read(name, &one, unread, ret);
		if (*one.content)
			enclosed_add(text, member->part ? NULL : name, one.content);
	}
	g_free(ret->content);
	ret->content = g_string_free(g_steal_pointer(&text), FALSE);
	if (unread->len > 0 && !ret->why)
		ret->why = g_strdup_printf(_("not everything in the document was read: %s"),
					   unread->str);
	enclosed_stopped(package, ret);
}
