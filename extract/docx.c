/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx — the words of a Word document in the order a reader meets them
 */
#include "extract/docx.h"

#include "extract/drawn.h"
#include "extract/package.h"
#include "extract/properties.h"
#include "extract/symbols.h"

#include <stdlib.h>
#include <string.h>

#define DOCX_FONT_BYTES 64
#define DOCX_ART_BYTES 1024 /* of one piece of WordArt */

/* ---- WordprocessingML ---- */

/* What is not, or no longer, the document's text: a second form of a text box, what was deleted
 * or moved away with its changes kept, readings above characters, where a
 * paragraph's tabs would stop, how it was formatted before. */
static bool
docx_is_skipped(const char *name)
{
	static const char *const skipped[] = { "Fallback", "delText",  "delInstrText",
					       "del",	   "moveFrom", "rt",
					       "tabs",	   "tabLst",   "pPrChange" };

	for (size_t i = 0; i < G_N_ELEMENTS(skipped); i++)
		if (strcmp(name, skipped[i]) == 0)
			return true;
	return false;
}

/* ---- what was deleted ---- */

/* A row says in its properties that it was deleted with its change kept, a cell as well. */
static void
docx_deleted(const Markup *markup, DocxPart *part, const char *name)
{
	int depth = markup_depth(markup);

	if (strcmp(name, "trPr") == 0)
		part->row_properties = depth;
	else if ((strcmp(name, "del") == 0 && part->row_properties > 0 &&
		  depth == part->row_properties + 1) ||
		 strcmp(name, "cellDel") == 0)
		part->gone = depth - 2;
}

/* Is it in the row or cell that was deleted, or that one's end? */
static bool
docx_is_gone(const Markup *markup, const DocxPart *part, int below)
{
	return part->gone > 0 && markup_depth(markup) == part->gone + below;
}

/* The line above the notes of a page is written as if it were one of them. */
static bool
docx_is_line(const Markup *markup, const char *name)
{
	char type[32];

	return (strcmp(name, "footnote") == 0 || strcmp(name, "endnote") == 0) &&
	       markup_attribute(markup, "type", type, sizeof type) && strcmp(type, "normal") != 0;
}

/* Its words are no text of the part: a watermark stands in a header and would be the title. */
static void
docx_art(const Markup *markup, DocxPart *part)
{
	char words[DOCX_ART_BYTES];

	if (part->art && markup_attribute(markup, "string", words, sizeof words))
		properties_add(part->art, words);
}

/* Its words or a path's name, as the programs put them there themselves. */
static bool
docx_is_made(const char *said)
{
	static const char *const made[] = { "自动生成", "图片_",    "图片 ", "截图",
					    "图像",	"屏幕快照", "文本框" };

	for (size_t i = 0; i < G_N_ELEMENTS(made); i++)
		if (strstr(said, made[i]))
			return true;
	for (; *said; said = g_utf8_next_char(said))
		if (g_unichar_iswide(g_utf8_get_char(said)))
			return false;
	return true;
}

/* What a picture is said to show: a mark on it may be written there and nowhere else. */
static void
docx_picture(const Markup *markup, DocxPart *part)
{
	static const char *const names[] = { "descr", "title", "alt" };
	char words[DOCX_ART_BYTES];

	for (size_t i = 0; part->art && i < G_N_ELEMENTS(names); i++)
		if (markup_attribute(markup, names[i], words, sizeof words) && !docx_is_made(words))
			properties_add(part->art, words);
}

/* What a field shows whose instruction is complete, if it is of the kind without result. */
static void
docx_equation(Markup *markup, const char *instruction)
{
	g_autofree char *shown = equation_text(instruction);

	if (shown)
		markup_append(markup, shown, strlen(shown));
}

/* Is this the result of a field that lies in another's instruction? One that was begun and never
 * ended hides nothing by itself. */
static bool
docx_is_instruction(const DocxPart *part)
{
	return (part->instructing & 1) == 0 && part->instructing != 0;
}

/* Begins, shows its result from here on, or ends. */
static void
docx_field_mark(DocxPart *part, const char *type)
{
	if (strcmp(type, "begin") == 0)
		part->instructing = part->instructing << 1 | 1;
	else if (strcmp(type, "separate") == 0)
		part->instructing &= ~(guint64)1;
	else
		part->instructing >>= 1;
}

/* The data of a form's field: whether a box is ticked, which entry of a list is chosen; by default
 * or by who filled it in. Source: ECMA-376 part 1, §17.16.7, §17.16.9, §17.16.25. */
static void
docx_form(Markup *markup, DocxPart *part, const char *name)
{
	bool by_default = strcmp(name, "default") == 0;
	char value[DOCX_FORM_BYTES];
	bool said = markup_attribute(markup, "val", value, sizeof value);

	if (strcmp(name, "ffData") == 0) {
		part->form = DOCX_FORM_NONE;
		part->shown[0] = '\0';
	} else if (strcmp(name, "checkBox") == 0) {
		part->form = DOCX_FORM_BOX;
		g_strlcpy(part->shown, "□", sizeof part->shown);
	} else if (strcmp(name, "ddList") == 0) {
		part->form = DOCX_FORM_LIST;
		part->chosen = -1;
		part->n_entries = 0;
	} else if (part->form == DOCX_FORM_BOX && (by_default || strcmp(name, "checked") == 0)) {
		bool ticked = !said || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);

		g_strlcpy(part->shown, ticked ? "☑" : "□", sizeof part->shown);
	} else if (part->form == DOCX_FORM_LIST && (by_default || strcmp(name, "result") == 0)) {
		if (part->chosen < 0)
			part->chosen = markup_number(markup, "val", 0);
	} else if (part->form == DOCX_FORM_LIST && strcmp(name, "listEntry") == 0) {
		if (part->n_entries++ == MAX(part->chosen, 0) && said)
			g_strlcpy(part->shown, value, sizeof part->shown);
	}
}

/* The field ends, and no result said what it shows. */
static void
docx_form_end(Markup *markup, DocxPart *part)
{
	if (part->instructing <= 1)
		markup_append(markup, part->shown, strlen(part->shown));
	part->form = DOCX_FORM_NONE;
	part->shown[0] = '\0';
}

/* A field is written as its instruction and its result between marks, or as an element about its
 * result. */
static void
docx_field(Markup *markup, DocxPart *part, const char *name)
{
	char value[EQUATION_BYTES];
	bool simple = strcmp(name, "fldSimple") == 0;

	if (!markup_attribute(markup, simple ? "instr" : "fldCharType", value, sizeof value))
		return;
	part->instruction[part->n_instruction] = '\0';
	if (part->instructing <= 1)
		docx_equation(markup, simple ? value : part->instruction);
	part->n_instruction = 0;
	if (!simple && strcmp(value, "end") == 0)
		docx_form_end(markup, part);
	if (!simple)
		docx_field_mark(part, value);
}

/* A sign by its number in a font. */
static void
docx_symbol(Markup *markup)
{
	char font[DOCX_FONT_BYTES], code[16], words[8];
	gunichar sign;

	if (!markup_attribute(markup, "font", font, sizeof font) ||
	    !markup_attribute(markup, "char", code, sizeof code))
		return;
	sign = symbols_sign(font, (gunichar)strtoul(code, NULL, 16));
	if (sign)
		markup_append(markup, words, (size_t)g_unichar_to_utf8(sign, words));
}

/* Of a paragraph's properties. Word 2003 writes the number of a list's paragraph beside it, then
 * its font: a letter in a font of signs is a bullet. */
static void
docx_start_property(Markup *markup, DocxPart *part, const char *name)
{
	char font[DOCX_FONT_BYTES];

	if (strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0)
		part->joins = true;
	else if (strcmp(name, "t") == 0 &&
		 !markup_attribute(markup, "val", part->label, sizeof part->label))
		part->label[0] = '\0';
	else if (strcmp(name, "font") == 0 && markup_attribute(markup, "val", font, sizeof font) &&
		 (g_str_has_prefix(font, "Wingdings") || strcmp(font, "Symbol") == 0))
		part->label[0] = '\0';
}

static void
docx_end_properties(Markup *markup, DocxPart *part)
{
	g_autoptr(GString) out = g_string_new(NULL);

	part->in_properties = false;
	numbering_label(part->label, out);
	part->label[0] = '\0';
	markup_append(markup, out->str, out->len);
	part->owes = part->joins;
	if (part->numbering && !part->joins && !part->numbered)
		docx_numbering_end(part->numbering, markup, "pPr");
}

/* A paragraph whose mark was deleted has a number only if anything of it is left. */
static void
docx_pay(Markup *markup, DocxPart *part)
{
	if (part->owes && part->numbering && !part->numbered) {
		docx_numbering_end(part->numbering, markup, "pPr");
		part->numbered = true;
	}
	part->owes = false;
}

static void
docx_start(Markup *markup, void *context, const char *name)
{
	DocxPart *part = context;

	if (part->in_properties)
		docx_start_property(markup, part, name);
	docx_form(markup, part, name);
	docx_deleted(markup, part, name);
	if (docx_is_skipped(name) || docx_is_line(markup, name) || docx_is_gone(markup, part, 1)) {
		markup_skip(markup);
		return;
	}
	if (strcmp(name, "pPr") == 0)
		part->in_properties = true;
	if (part->numbering)
		docx_numbering_start(part->numbering, markup, name);
	if (strcmp(name, "t") == 0)
		part->n_texts++;
	else if (strcmp(name, "sym") == 0)
		docx_symbol(markup);
	else if (strcmp(name, "tc") == 0)
		part->n_cells++;
	else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)
		markup_append(markup, "\t", 1);
	else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0)
		markup_append(markup, part->n_cells ? " " : "\n", 1);
	else if (strcmp(name, "txbxContent") == 0 && part->n_cells)
		markup_append(markup, " ", 1);
	else if (strcmp(name, "txbxContent") == 0)
		markup_break(markup);
	else if (strcmp(name, "den") == 0) /* of a fraction: not 12 for one half */
		markup_append(markup, "/", 1);
	else if (strcmp(name, "noBreakHyphen") == 0)
		markup_append(markup, "-", 1);
	else if (strcmp(name, "textpath") == 0)
		docx_art(markup, part);
	else if (strcmp(name, "docPr") == 0 || strcmp(name, "shape") == 0)
		docx_picture(markup, part);
	else if (strcmp(name, "fldChar") == 0 || strcmp(name, "fldSimple") == 0)
		docx_field(markup, part, name);
	else if (strcmp(name, "instrText") == 0)
		part->instructs = true;
}

/* One whose mark was deleted goes on in the next. */
static void
docx_end_paragraph(Markup *markup, DocxPart *part)
{
	if (!part->joins)
		markup_append(markup, part->n_cells ? " " : "\n", 1);
	part->numbered &= part->joins;
	part->joins = part->owes = false;
}

static void
docx_end_gone(DocxPart *part, const char *name)
{
	part->gone = 0;
	if (strcmp(name, "tc") == 0 && part->n_cells > 0)
		part->n_cells--;
}

/* A row's cells stand in one line, apart by tabs; so a paragraph's end inside a cell is a
 * blank, and what a cell or row leaves behind is replaced by the one that closes it. */
static void
docx_end(Markup *markup, void *context, const char *name)
{
	DocxPart *part = context;

	if (strcmp(name, "pPr") == 0)
		docx_end_properties(markup, part);
	else if (strcmp(name, "trPr") == 0)
		part->row_properties = 0;
	else if (docx_is_gone(markup, part, 0))
		docx_end_gone(part, name);
	else if (strcmp(name, "p") == 0)
		docx_end_paragraph(markup, part);
	else if (strcmp(name, "comment") == 0)
		markup_break(markup);
	else if (strcmp(name, "t") == 0 && part->n_texts > 0)
		part->n_texts--;
	else if (strcmp(name, "instrText") == 0)
		part->instructs = false;
	else if (strcmp(name, "tc") == 0 && part->n_cells > 0) {
		part->n_cells--;
		markup_replace_end(markup, ' ', "\t");
	} else if (strcmp(name, "tr") == 0)
		markup_replace_end(markup, '\t', part->n_cells ? " " : "\n");
}

static void
docx_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	DocxPart *part = context;

	if (part->instructs && part->n_instruction + n_bytes < EQUATION_BYTES) {
		memcpy(part->instruction + part->n_instruction, bytes, n_bytes);
		part->n_instruction += n_bytes;
	} else if (part->n_texts > 0 && !part->instructs && !docx_is_instruction(part)) {
		docx_pay(markup, part);
		part->shown[0] = '\0';
		markup_append(markup, bytes, n_bytes);
	}
}

const MarkupHandlers docx_handlers = { docx_start, docx_end, docx_characters };

/* ---- the parts ---- */

static bool
docx_part(Package *package, const char *name, Properties *art)
{
	DocxPart part = { .art = art };

	return package_parse(package, name, &docx_handlers, &part);
}

/* word/header1.xml … in the order of their numbers; word/footnotes.xml, or footnotes2.xml. */
static bool
docx_sides(Package *package, const char *begins, Properties *art)
{
	g_autoptr(GPtrArray) names = package_members(package, begins, ".xml");

	for (guint i = 0; i < names->len; i++)
		if (!docx_part(package, names->pdata[i], art))
			return false;
	return true;
}

void
docx_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	g_autoptr(Package) package = package_open(bytes, n_bytes);
	g_autofree char *main = package_part(package, "word/document");
	g_auto(Properties) art = { 0 };
	g_autoptr(DocxNumbering) numbering = NULL;
	DocxPart body = { .art = &art };
	bool good;

	properties_init(&art);
	good = docx_numbering_read(package, &numbering);
	body.numbering = numbering;
	if (good && docx_sides(package, "word/header", &art) &&
	    package_require(package, main ? main : "", &docx_handlers, &body) &&
	    drawn_paragraphs(package, "word/", DRAWN_DIAGRAMS) &&
	    docx_sides(package, "word/footnotes", &art) &&
	    docx_sides(package, "word/endnotes", &art) &&
	    docx_sides(package, "word/comments", &art) &&
	    docx_sides(package, "word/footer", &art) && drawn_words(package, "word/", &art)) {
		properties_say(&art, package_text(package));
		properties_of_ooxml(package);
	}
	package_finish(package, ret);
}
