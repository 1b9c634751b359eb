/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odt — the words of an OpenDocument: text, table, presentation
 *
 * Notes and comments stand in the middle of the sentence they belong to; they are
 * kept aside until the part ends.
 */
#include "extract/odt.h"

#include "base/i18n.h"
#include "base/text/utf8.h"
#include "extract/flat.h"
#include "extract/odt_changes.h"
#include "extract/odt_numbering.h"
#include "extract/package.h"
#include "extract/properties.h"
#include "extract/sheet.h"

#include <stdlib.h>
#include <string.h>

#define ODT_NAME_BYTES 512   /* of a sheet */
#define ODT_HEADING_BYTES 16 /* around the name of a document in it */

typedef struct {
	bool only_sides; /* of styles.xml: nothing but headers and footers */
	bool sheets;	 /* its tables are a spreadsheet's, */
	bool chart;	 /* or what a chart draws */
	int n_sides, n_paragraphs, n_cells, n_notes, n_frames, n_boxes;
	size_t side_from, row_from, cell_from; /* in the text */
	int row_repeats, cell_repeats;
	GString *text;	/* the package's */
	GString *notes; /* "\n" and a note, again and again */
	OdtNumbering *numbering;
	GString *number; /* of a paragraph */
	OdtChanges *changes;
	bool blank, outside; /* a blank here would be one too many; so it was before the note */
} OdtPart;

static bool
odt_is(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

/* Deleted text, readings above characters, marks of notes; in a flat file also pictures, and
 * documents in the document. */
static const char *const odt_skipped[] = { "deletion",		 "change-info", "ruby-text",
					   "note-citation",	 "forms",	"binary-data",
					   "covered-table-cell", "object",	NULL };
/* Said of a comment, or of a picture; elsewhere fields of these names belong to the text. */
static const char *const odt_of_notes[] = { "creator", "creator-initials", "date", NULL };
/* Of a header or footer: the number of the page, of the pages. */
static const char *const odt_of_sides[] = { "page-number", "page-count", NULL };
static const char *const odt_of_frames[] = { "title", "desc", NULL };
static const char *const odt_sides[] = { "header",	"footer",	"header-left",
					 "footer-left", "header-first", "footer-first",
					 NULL };
static const char *const odt_paragraphs[] = { "p", "h", NULL };
static const char *const odt_notes[] = { "annotation", "note", NULL };

static void
odt_append(Markup *markup, OdtPart *part, const char *bytes, size_t n_bytes)
{
	if (odt_changes_deleted(part->changes))
		return;
	if (part->n_notes == 0)
		markup_append(markup, bytes, n_bytes);
	else if (part->notes->len + n_bytes <= EXTRACT_TEXT_BYTES)
		g_string_append_len(part->notes, bytes, (gssize)n_bytes);
	else
		markup_stop(markup, MARKUP_FULL);
}

static int
odt_number(const Markup *markup, const char *attribute, int otherwise, int most)
{
	char value[16];

	if (!markup_attribute(markup, attribute, value, sizeof value))
		return otherwise;
	return (int)CLAMP(strtol(value, NULL, 10), 1, most);
}

/* Of what a chart draws its figures say nothing without their places. */
static bool
odt_is_figure(const Markup *markup, const OdtPart *part, const char *name)
{
	char type[16];

	return part->chart && strcmp(name, "table-cell") == 0 &&
	       markup_attribute(markup, "value-type", type, sizeof type) &&
	       strcmp(type, "float") == 0;
}

static void
odt_start_sheet(Markup *markup)
{
	char name[ODT_NAME_BYTES];

	if (!markup_attribute(markup, "name", name, sizeof name) || !sheet_is_named(name))
		return;
	markup_break(markup);
	markup_append(markup, name, strlen(name));
	markup_append(markup, "\n", 1);
}

static void
odt_start_table(Markup *markup, OdtPart *part, const char *name)
{
	if (strcmp(name, "spreadsheet") == 0)
		part->sheets = true;
	else if (strcmp(name, "chart") == 0)
		part->chart = true;
	else if (strcmp(name, "table") == 0 && part->sheets && part->n_cells == 0)
		odt_start_sheet(markup);
	else if (strcmp(name, "table-row") == 0 && part->n_cells == 0) {
		part->row_from = part->text->len;
		part->row_repeats = odt_number(markup, "number-rows-repeated", 1, ODT_REPEATED);
	} else if (strcmp(name, "table-cell") == 0 && part->n_cells++ == 0) {
		part->cell_from = part->text->len;
		part->cell_repeats = odt_number(markup, "number-columns-repeated", 1, ODT_REPEATED);
	}
}

/* Blanks that are elements, behind which a blank that is none counts. */
static bool
odt_start_blank(Markup *markup, OdtPart *part, const char *name)
{
	if (strcmp(name, "s") == 0)
		for (int i = odt_number(markup, "c", 1, ODT_REPEATED); i > 0; i--)
			odt_append(markup, part, " ", 1);
	else if (strcmp(name, "tab") == 0)
		odt_append(markup, part, "\t", 1);
	else if (strcmp(name, "line-break") == 0)
		odt_append(markup, part, part->n_notes || part->n_cells ? " " : "\n", 1);
	else
		return false;
	part->blank = false;
	return true;
}

static void
odt_start(Markup *markup, void *context, const char *name)
{
	OdtPart *part = context;
	bool numbered;

	odt_changes_start(part->changes, markup, name);
	if (odt_is(name, odt_skipped) || (part->n_sides && odt_is(name, odt_of_sides)) ||
	    (part->sheets && strcmp(name, "tracked-changes") == 0) ||
	    (part->n_notes && odt_is(name, odt_of_notes)) ||
	    (part->n_frames > part->n_boxes && odt_is(name, odt_of_frames)) ||
	    odt_is_figure(markup, part, name)) {
		markup_skip(markup);
		return;
	}
	numbered = odt_numbering_start(part->numbering, markup, name, part->number);
	part->n_frames += strcmp(name, "frame") == 0;
	part->n_boxes += strcmp(name, "text-box") == 0;
	part->blank |= strcmp(name, "frame") == 0;
	if (part->only_sides && odt_is(name, odt_sides)) {
		part->n_sides++;
		part->side_from = part->text->len;
	}
	if (part->only_sides && part->n_sides == 0)
		return;
	if (odt_is(name, odt_notes)) {
		if (part->n_notes++ == 0)
			part->outside = part->blank;
		part->blank = true;
		odt_append(markup, part, "\n", 1);
	} else if (odt_is(name, odt_paragraphs)) {
		part->n_paragraphs++;
		part->blank = true;
		if (numbered)
			odt_append(markup, part, part->number->str, part->number->len);
	} else if (strcmp(name, "text-box") == 0 && part->n_notes == 0 && part->n_cells == 0)
		markup_break(markup);
	else if (!odt_start_blank(markup, part, name))
		odt_start_table(markup, part, name);
}

/* Says what stands from `from` to the end again. */
static void
odt_repeat(Markup *markup, OdtPart *part, size_t from, int times)
{
	g_autofree char *again = g_strdup(part->text->str + MIN(from, part->text->len));

	for (; times > 1; times--)
		markup_append(markup, again, strlen(again));
}

static void
odt_end_cell(Markup *markup, OdtPart *part)
{
	if (part->n_cells == 0 || --part->n_cells > 0)
		return;
	markup_replace_end(markup, ' ', "\t");
	odt_repeat(markup, part, part->cell_from, part->cell_repeats);
}

static void
odt_end_row(Markup *markup, OdtPart *part)
{
	GString *text = part->text;

	if (part->n_cells > 0)
		return;
	while (text->len > part->row_from && text->str[text->len - 1] == '\t')
		g_string_truncate(text, text->len - 1);
	if (text->len == part->row_from)
		return;
	markup_append(markup, "\n", 1);
	odt_repeat(markup, part, part->row_from, part->row_repeats);
}

static void
odt_end_note(OdtPart *part)
{
	GString *notes = part->notes;

	if (notes->len > 0 && notes->str[notes->len - 1] == ' ')
		g_string_truncate(notes, notes->len - 1);
	if (--part->n_notes == 0)
		part->blank = part->outside;
}

static void
odt_end(Markup *markup, void *context, const char *name)
{
	OdtPart *part = context;

	odt_numbering_end(part->numbering, name);
	part->n_frames -= strcmp(name, "frame") == 0;
	part->n_boxes -= strcmp(name, "text-box") == 0;
	part->blank &= strcmp(name, "frame") != 0;
	if (part->only_sides && part->n_sides == 0)
		return;
	if (part->only_sides && odt_is(name, odt_sides)) {
		part->n_sides--;
		if (sheet_is_page(part->text->str + MIN(part->side_from, part->text->len)))
			g_string_truncate(part->text, MIN(part->side_from, part->text->len));
	} else if (odt_is(name, odt_notes) && part->n_notes > 0)
		odt_end_note(part);
	else if (odt_is(name, odt_paragraphs) && part->n_paragraphs > 0) {
		part->n_paragraphs--;
		part->blank = true;
		odt_append(markup, part, part->n_notes || part->n_cells ? " " : "\n", 1);
	} else if (strcmp(name, "table-cell") == 0)
		odt_end_cell(markup, part);
	else if (strcmp(name, "table-row") == 0)
		odt_end_row(markup, part);
}

/* Source: ODF 1.3 part 3, §6.1.2: blanks in a row are one, those at a paragraph's beginning none.
 */
static void
odt_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	static const char blanks[] = " \t\r\n";
	OdtPart *part = context;

	for (size_t i = 0, n; i < n_bytes && part->n_paragraphs > 0; i += n) {
		bool blank = memchr(blanks, bytes[i], sizeof blanks - 1) != NULL;

		for (n = 1; i + n < n_bytes; n++)
			if ((memchr(blanks, bytes[i + n], sizeof blanks - 1) != NULL) != blank)
				break;
		if (!blank)
			odt_append(markup, part, bytes + i, n);
		else if (!part->blank)
			odt_append(markup, part, " ", 1);
		part->blank = blank;
	}
}

/* The notes come behind the rest; what is more than a text may have is cut, and that is said. */
static void
odt_finish_part(const OdtPart *part)
{
	GString *text = part->text, *notes = part->notes;

	if (text->len > 0 && notes->len > 0 && text->str[text->len - 1] == '\n')
		g_string_erase(notes, 0, 1);
	g_string_append_len(text, notes->str, (gssize)notes->len);
}

static bool
odt_part(Package *package, const char *member, bool only_sides, OdtNumbering *numbering)
{
	static const MarkupHandlers handlers = { odt_start, odt_end, odt_characters };
	g_autoptr(GString) notes = g_string_new(NULL), number = g_string_new(NULL);
	g_autoptr(OdtChanges) changes = odt_changes_new();
	OdtPart part = { .only_sides = only_sides,
			 .text = package_text(package),
			 .notes = notes,
			 .numbering = numbering,
			 .number = number,
			 .changes = changes };
	bool good = only_sides ? package_parse(package, member, &handlers, &part)
			       : package_require(package, member, &handlers, &part);

	odt_finish_part(&part);
	return good;
}

/* The sheets, texts and charts in it are parts of the same package; each stands under the name of
 * its folder. A formula has no text. */
static bool
odt_enclosed(Package *package)
{
	g_autoptr(GPtrArray) members = package_members(package, "", "/content.xml");
	GString *text = package_text(package);

	for (guint i = 0; i < MIN(members->len, ODT_ENCLOSED); i++) {
		g_autofree char *folder = g_path_get_dirname(members->pdata[i]);
		g_autofree char *base = g_path_get_basename(folder);
		g_autofree char *name = utf8_one_line(base);
		g_autoptr(OdtNumbering) numbering = odt_numbering_new();
		bool begun = text->len > 0 && text->str[text->len - 1] != '\n';
		size_t before = text->len, named;

		if (text->len + strlen(name) + ODT_HEADING_BYTES <= EXTRACT_TEXT_BYTES)
			g_string_append_printf(text, "%s【%s】\n", begun ? "\n" : "", name);
		named = text->len;
		if (!odt_part(package, members->pdata[i], false, numbering))
			return false;
		if (text->len == named)
			g_string_truncate(text, before);
	}
	return members->len <= ODT_ENCLOSED ||
	       package_stop(package, EXTRACT_LIMIT,
			    _("the document is too long; only its beginning was read"));
}

static void
odt_manifest_start(Markup *markup, void *context, const char *name)
{
	(void)markup;
	if (strcmp(name, "encryption-data") == 0)
		*(bool *)context = true;
}

/* An encrypted document is an archive like any other; only its manifest says so. */
static bool
odt_is_open(Package *package)
{
	static const MarkupHandlers handlers = { odt_manifest_start, NULL, NULL };
	bool encrypted = false;

	if (!package_parse(package, "META-INF/manifest.xml", &handlers, &encrypted))
		return false;
	return !encrypted ||
	       package_stop(package, EXTRACT_ENCRYPTED,
			    _("the document has a password; please send it without one"));
}

/* Source: ODF 1.3 part 2 §3.3: the first member is the type, not packed. */
static bool
odt_is_spreadsheet(const char *bytes, size_t n_bytes)
{
	static const char type[] = "opendocument.spreadsheet";

	return memmem(bytes, MIN(n_bytes, 200), type, sizeof type - 1) != NULL;
}

void
odt_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(Package) package = package_open(bytes, n_bytes);
	g_autoptr(OdtNumbering) numbering = odt_numbering_new();

	/* The headers that every spreadsheet is born with are not the writer's. */
	if (odt_is_open(package) &&
	    (odt_is_spreadsheet(bytes, n_bytes) ||
	     odt_part(package, "styles.xml", true, numbering)) &&
	    odt_part(package, "content.xml", false, numbering)) {
		properties_append(package, "meta.xml");
		odt_enclosed(package);
	}
	package_finish(package, ret);
}

/* ---- one file ---- */

typedef struct {
	OdtPart part; /* only sides until the body begins */
	Properties properties;
	int meta; /* its depth while it is open */
} OdtFlat;

static bool
odt_is_table(const Markup *markup)
{
	char type[64];

	return markup_attribute(markup, "mimetype", type, sizeof type) &&
	       g_str_has_suffix(type, "spreadsheet");
}

static void
odt_flat_start(Markup *markup, void *context, const char *name)
{
	OdtFlat *flat = context;

	if (flat->meta) {
		properties_handlers.start(markup, &flat->properties, name);
		return;
	}
	if (markup_depth(markup) == 1)
		flat->part.sheets = odt_is_table(markup);
	if (markup_depth(markup) == 2 && strcmp(name, "meta") == 0)
		flat->meta = 2;
	else if (strcmp(name, "master-styles") == 0 && flat->part.sheets)
		markup_skip(markup);
	else if (markup_depth(markup) == 2 && strcmp(name, "body") == 0)
		flat->part.only_sides = false;
	else
		odt_start(markup, &flat->part, name);
}

static void
odt_flat_end(Markup *markup, void *context, const char *name)
{
	OdtFlat *flat = context;

	if (flat->meta == markup_depth(markup))
		flat->meta = 0;
	else if (flat->meta)
		properties_handlers.end(markup, &flat->properties, name);
	else
		odt_end(markup, &flat->part, name);
}

static void
odt_flat_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	OdtFlat *flat = context;

	if (flat->meta)
		properties_handlers.characters(markup, &flat->properties, bytes, n_bytes);
	else
		odt_characters(markup, &flat->part, bytes, n_bytes);
}

void
odt_read_flat(const char *bytes, size_t n_bytes, Extracted *ret)
{
	static const MarkupHandlers handlers = { odt_flat_start, odt_flat_end,
						 odt_flat_characters };
	g_autoptr(Package) package = package_of_file();
	g_autoptr(GString) notes = g_string_new(NULL), number = g_string_new(NULL);
	g_autoptr(OdtNumbering) numbering = odt_numbering_new();
	g_autoptr(OdtChanges) changes = odt_changes_new();
	g_autofree char *utf8 = flat_utf8(bytes, n_bytes);
	OdtFlat flat = { .part = { .only_sides = true,
				   .text = package_text(package),
				   .notes = notes,
				   .numbering = numbering,
				   .number = number,
				   .changes = changes } };

	properties_init(&flat.properties);
	package_parse_file(package, utf8, &handlers, &flat);
	odt_finish_part(&flat.part);
	properties_say(&flat.properties, package_text(package));
	properties_clear(&flat.properties);
	package_finish(package, ret);
}
