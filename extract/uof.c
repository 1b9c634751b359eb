/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * uof — the words of a document in the Uniform Office Format (标文通): text, table, presentation
 */
#include "extract/uof.h"

#include "extract/flat.h"
#include "extract/markup.h"
#include "extract/package.h"
#include "extract/properties.h"
#include "extract/sheet.h"
#include "extract/uof_numbering.h"

#include <stdbool.h>
#include <string.h>

#define UOF_NAME_BYTES 256
#define UOF_DELETED 64 /* marks of deleted text in one another */
#define UOF_BLANKS 1000

/* In the order in which they are said. */
typedef enum {
	UOF_HEADERS,
	UOF_BODY,
	UOF_NOTES,
	UOF_COMMENTS,
	UOF_FOOTERS,
	UOF_TEXTS,
} UofText;

typedef struct {
	char *id;
	GString *words;
	bool shown; /* at its place, or in a master where nobody reads it */
} UofObject;

typedef struct {
	GString *into; /* borrowed */
	int depth;
} UofRoute;

typedef struct {
	GString *texts[UOF_TEXTS];
	GPtrArray *objects;	     /* UofObject, in their order, */
	GHashTable *by_id;	     /* and by their ids */
	UofRoute routes[UOF_ROUTES]; /* where words go, the last one counts */
	size_t n_routes;
	Properties properties;
	UofNumbering *numbering;
	GPtrArray *deleted; /* ids of marks: what stands behind them is no text */
	int n_strings, n_cells, n_masters;
	bool sheets;
	GString *cell;	     /* of a sheet */
	int column, written; /* of its row */
} Uof;

static void
uof_object_free(void *data)
{
	UofObject *object = data;

	g_free(object->id);
	g_string_free(object->words, TRUE);
	g_free(object);
}

static void
uof_init(Uof *uof)
{
	*uof = (Uof){ .objects = g_ptr_array_new_with_free_func(uof_object_free),
		      .by_id = g_hash_table_new(g_str_hash, g_str_equal),
		      .deleted = g_ptr_array_new_with_free_func(g_free),
		      .numbering = uof_numbering_new(),
		      .cell = g_string_new(NULL) };
	for (size_t i = 0; i < UOF_TEXTS; i++)
		uof->texts[i] = g_string_new(NULL);
	properties_init(&uof->properties);
}

static void
uof_clear(Uof *uof)
{
	g_ptr_array_unref(uof->objects);
	g_hash_table_unref(uof->by_id);
	g_ptr_array_unref(uof->deleted);
	uof_numbering_free(uof->numbering);
	g_string_free(uof->cell, TRUE);
	for (size_t i = 0; i < UOF_TEXTS; i++)
		g_string_free(uof->texts[i], TRUE);
	properties_clear(&uof->properties);
}

/* Version 2 calls 段落 段落_416B. */
static bool
uof_is(const char *name, const char *wanted)
{
	size_t n = strlen(wanted);

	return strncmp(name, wanted, n) == 0 && (name[n] == '\0' || name[n] == '_');
}

/* ---- where words go ---- */

static void
uof_into(Markup *markup, Uof *uof)
{
	markup_into(markup,
		    uof->n_routes > 0 ? uof->routes[uof->n_routes - 1].into : uof->texts[UOF_BODY]);
}

static void
uof_route(Markup *markup, Uof *uof, GString *into)
{
	if (uof->n_routes == UOF_ROUTES)
		return;
	uof->routes[uof->n_routes++] = (UofRoute){ into, markup_depth(markup) };
	uof_into(markup, uof);
	markup_break(markup);
}

static void
uof_open_object(Markup *markup, Uof *uof)
{
	char id[UOF_NAME_BYTES] = "";
	UofObject *object;

	if (uof->objects->len >= UOF_OBJECTS)
		return;
	markup_attribute(markup, "标识符", id, sizeof id);
	object = g_new0(UofObject, 1);
	*object = (UofObject){ .id = g_strdup(id), .words = g_string_new(NULL) };
	g_ptr_array_add(uof->objects, object);
	g_hash_table_replace(uof->by_id, object->id, object);
	uof_route(markup, uof, object->words);
}

/* Where a drawing is shown. */
static void
uof_place(Markup *markup, Uof *uof)
{
	char id[UOF_NAME_BYTES];
	UofObject *object;

	if (!markup_attribute(markup, "图形引用", id, sizeof id))
		return;
	object = g_hash_table_lookup(uof->by_id, id);
	if (!object || object->shown)
		return;
	object->shown = true;
	g_strstrip(object->words->str);
	if (uof->n_masters > 0 || !*object->words->str)
		return;
	markup_break(markup);
	markup_append(markup, object->words->str, strlen(object->words->str));
	markup_append(markup, "\n", 1);
}

/* What is printed above or below the pages of a sheet. */
static UofText
uof_margin(const Markup *markup)
{
	char place[UOF_NAME_BYTES] = "";

	markup_attribute(markup, "位置", place, sizeof place);
	return g_str_has_prefix(place, "footer") ? UOF_FOOTERS : UOF_HEADERS;
}

/* False: it opens no text of its own. */
static bool
uof_open_text(Markup *markup, Uof *uof, const char *name)
{
	static const struct {
		const char *name;
		UofText text;
	} names[] = {
		{ "页眉", UOF_HEADERS }, { "页脚", UOF_FOOTERS },  { "脚注", UOF_NOTES },
		{ "尾注", UOF_NOTES },	 { "批注", UOF_COMMENTS },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (uof_is(name, names[i].name)) {
			uof_route(markup, uof, uof->texts[names[i].text]);
			return true;
		}
	if (uof_is(name, "页眉页脚"))
		uof_route(markup, uof, uof->texts[uof_margin(markup)]);
	else if (uof_is(name, "图形"))
		uof_open_object(markup, uof);
	else
		return false;
	return true;
}

/* ---- changes ---- */

/* A mark where deleted text begins, and its id. */
static void
uof_change(const Markup *markup, Uof *uof)
{
	char type[UOF_NAME_BYTES], id[UOF_NAME_BYTES];

	if (markup_attribute(markup, "类型", type, sizeof type) && strcmp(type, "delete") == 0 &&
	    markup_attribute(markup, "标识符", id, sizeof id) && uof->deleted->len < UOF_DELETED)
		g_ptr_array_add(uof->deleted, g_strdup(id));
}

static void
uof_change_end(const Markup *markup, Uof *uof)
{
	char id[UOF_NAME_BYTES];
	guint at;

	if (markup_attribute(markup, "开始标识引用", id, sizeof id) &&
	    g_ptr_array_find_with_equal_func(uof->deleted, id, g_str_equal, &at))
		g_ptr_array_remove_index(uof->deleted, at);
}

/* ---- tables ---- */

static void
uof_start_sheet(Markup *markup)
{
	char name[UOF_NAME_BYTES];

	markup_break(markup);
	if (!markup_attribute(markup, "名称", name, sizeof name) || !sheet_is_named(name))
		return;
	markup_append(markup, name, strlen(name));
	markup_append(markup, "\n", 1);
}

static void
uof_start_table(Markup *markup, Uof *uof, const char *name)
{
	if (uof_is(name, "电子表格"))
		uof->sheets = true;
	else if (uof_is(name, "工作表"))
		uof_start_sheet(markup);
	else if (uof_is(name, "行")) {
		uof->column = 0;
		uof->written = -1;
	} else if (uof_is(name, "单元格")) {
		uof->n_cells++;
		if (!uof->sheets)
			return;
		uof->column = markup_number(markup, "列号", uof->column + 1) - 1;
		g_string_truncate(uof->cell, 0);
		uof_route(markup, uof, uof->cell);
	}
}

/* As docx does: a row is a line, its cells apart by tabs. */
static void
uof_end_table(Markup *markup, Uof *uof, const char *name)
{
	if (uof_is(name, "单元格") && uof->n_cells > 0) {
		uof->n_cells--;
		if (uof->sheets)
			sheet_cell(markup, uof->cell->str, uof->column++, &uof->written);
		else
			markup_replace_end(markup, ' ', "\t");
	} else if (uof_is(name, "行") && uof->sheets) {
		if (uof->written >= 0)
			markup_append(markup, "\n", 1);
	} else if (uof_is(name, "行")) {
		markup_replace_end(markup, '\t', uof->n_cells ? " " : "\n");
	}
}

/* ---- elements ---- */

static void
uof_start_words(Markup *markup, Uof *uof, const char *name)
{
	static const char blanks[] = "                ";
	int n;

	if (uof_is(name, "文本串"))
		uof->n_strings++;
	else if (uof_is(name, "制表符"))
		markup_append(markup, "\t", 1);
	else if (uof_is(name, "换行符"))
		markup_append(markup, "\n", 1);
	else if (uof_is(name, "空格符"))
		for (n = MIN(markup_number(markup, "个数", 1), UOF_BLANKS); n > 0; n -= 16)
			markup_append(markup, blanks, (size_t)MIN(n, 16));
}

static bool
uof_is_property(const char *name)
{
	static const char *const names[] = { "标题", "主题", "关键字", "摘要" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (uof_is(name, names[i]))
			return true;
	return false;
}

static void
uof_start(Markup *markup, void *context, const char *name)
{
	Uof *uof = context;
	char bare[UOF_NAME_BYTES];

	g_strlcpy(bare, name, sizeof bare);
	bare[strcspn(bare, "_")] = '\0';
	if (markup_depth(markup) == 1)
		uof_into(markup, uof);
	uof_numbering_start(uof->numbering, markup, bare);
	if (uof_open_text(markup, uof, name))
		return;
	if (uof_is(name, "锚点"))
		uof_place(markup, uof);
	else if (uof_is(name, "母版集"))
		uof->n_masters++;
	else if (uof_is(name, "修订开始"))
		uof_change(markup, uof);
	else if (uof_is(name, "修订结束"))
		uof_change_end(markup, uof);
	else if (uof->n_routes == 0 && markup_depth(markup) <= 4 && uof_is_property(name))
		properties_open(&uof->properties, markup);
	else
		uof_start_words(markup, uof, name);
	uof_start_table(markup, uof, name);
}

static void
uof_end(Markup *markup, void *context, const char *name)
{
	Uof *uof = context;
	char bare[UOF_NAME_BYTES];

	g_strlcpy(bare, name, sizeof bare);
	bare[strcspn(bare, "_")] = '\0';
	uof_numbering_end(uof->numbering, bare);
	properties_handlers.end(markup, &uof->properties, name);
	if (uof_is(name, "文本串") && uof->n_strings > 0)
		uof->n_strings--;
	else if (uof_is(name, "段落"))
		markup_append(markup, uof->n_cells ? " " : "\n", 1);
	else if (uof_is(name, "母版集") && uof->n_masters > 0)
		uof->n_masters--;
	while (uof->n_routes > 0 && uof->routes[uof->n_routes - 1].depth >= markup_depth(markup)) {
		uof->n_routes--;
		uof_into(markup, uof);
	}
	uof_end_table(markup, uof, name);
}

static void
uof_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	Uof *uof = context;

	uof_numbering_characters(uof->numbering, bytes, n_bytes);
	properties_handlers.characters(markup, &uof->properties, bytes, n_bytes);
	if (uof->n_strings > 0 && uof->deleted->len == 0)
		markup_append(markup, bytes, n_bytes);
}

/* ---- the whole ---- */

/* At most one piece beyond what a text may have: then its end is cut, and that is said. */
static void
uof_say(GString *text, char *words)
{
	g_strchomp(words);
	words += strspn(words, "\n");
	if (!*words || text->len > EXTRACT_TEXT_BYTES)
		return;
	if (text->len > 0)
		g_string_append_c(text, '\n');
	g_string_append(text, words);
}

static void
uof_join(Uof *uof, GString *text)
{
	for (size_t i = 0; i < UOF_TEXTS; i++)
		uof_say(text, uof->texts[i]->str);
	for (guint i = 0; i < uof->objects->len; i++) {
		const UofObject *object = uof->objects->pdata[i];

		if (!object->shown)
			uof_say(text, object->words->str);
	}
	properties_say(&uof->properties, text);
}

/* Drawings before the text that shows them. */
static void
uof_read_package(Package *package, const MarkupHandlers *handlers, Uof *uof)
{
	static const char *const members[] = { "_meta/meta.xml", "graphics.xml", "content.xml" };

	for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
		uof->n_routes = 0;
		uof->n_strings = uof->n_cells = 0;
		if (!package_parse(package, members[i], handlers, uof))
			return;
	}
}

void
uof_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	static const MarkupHandlers handlers = { uof_start, uof_end, uof_characters };
	bool packed = n_bytes >= 2 && memcmp(bytes, "PK", 2) == 0;
	g_autoptr(Package) package = packed ? package_open(bytes, n_bytes) : package_of_file();
	g_autofree char *utf8 = packed ? NULL : flat_utf8(bytes, n_bytes);
	Uof uof;

	uof_init(&uof);
	if (packed)
		uof_read_package(package, &handlers, &uof);
	else
		package_parse_file(package, utf8, &handlers, &uof);
	uof_join(&uof, package_text(package));
	package_finish(package, ret);
	uof_clear(&uof);
}
