/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure_text — the letter's own text out of its parts
 *
 * Every text part is converted by our own charset reader, which never stops at a bad
 * character, and says what it found. A letter that only carries other letters speaks with
 * their words.
 *
 * Not here: which parts are text (structure), HTML to text for reading (base/text/html).
 */
#include "mail/structure.h"

#include <string.h>

#include "base/text/html.h"
#include "base/text/utf8.h"
#include "mail/scan.h"
#include "mail/unpack.h"

/* RFC 3676: lines that end in a blank go on in the next one; quoted lines stay as they are. */
static char *
flowed_join(const char *text, bool delsp)
{
	GString *out = g_string_sized_new(strlen(text));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	bool open = false;
	for (size_t i = 0; lines[i]; i++) {
		const char *line = lines[i] + (lines[i][0] == ' ');
		size_t n = strlen(line);
		if (open && line[0] == '>') /* a quotation never continues our text */
			g_string_append_c(out, '\n');
		open = n > 0 && line[n - 1] == ' ' && line[0] != '>' && strcmp(line, "-- ") != 0;
		g_string_append_len(out, line, (gssize)(open && delsp ? n - 1 : n));
		if (!open && lines[i + 1])
			g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

/* One text of a letter: its forms. */
typedef struct {
	GString *plain, *html; /* NULL: it has no such form */
} Unit;

static void
unit_free(void *data)
{
	Unit *unit = data;
	if (unit->plain)
		g_string_free(unit->plain, TRUE);
	if (unit->html)
		g_string_free(unit->html, TRUE);
	g_free(unit);
}

static void
append_apart(GString *text, const char *more)
{
	if (text->len > 0 && text->str[text->len - 1] != '\n')
		g_string_append_c(text, '\n');
	g_string_append(text, more);
}

/* A page that its sender's program called plain text? */
static bool
is_page(const char *utf8)
{
	static const char *const begins[] = { "<!doctype html", "<html" };
	const char *at = utf8 + strspn(utf8, " \t\r\n");
	for (size_t i = 0; i < G_N_ELEMENTS(begins); i++)
		if (g_ascii_strncasecmp(at, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

/* Plain text as its writer saw it: lines joined, the marks of a signature taken off. Yours. */
static char *
plain_words(const StructurePart *part, const char *utf8, StructureText *text)
{
	g_autofree char *given = utf8_clean(utf8, strlen(utf8));
	bool rich = strcmp(part->media_type, "text/richtext") == 0;
	g_autofree char *clean = rich || strcmp(part->media_type, "text/enriched") == 0
					 ? unpack_enriched(given, rich)
					 : g_steal_pointer(&given);
	g_autofree char *shown =
		part->is_flowed ? flowed_join(clean, part->is_delsp) : g_steal_pointer(&clean);
	char *words = unpack_clear(shown);
	text->sealed |= unpack_is_sealed(shown);
	return words ? words : g_steal_pointer(&shown);
}

/* Adds one text part to a text. */
static void
unit_add(Unit *unit, StructureText *text, const StructurePart *part)
{
	bool html = strcmp(part->media_type, "text/html") == 0;
	StructureCharset *charset = g_new0(StructureCharset, 1);
	g_snprintf(charset->where, sizeof(charset->where), "body:%u", text->charsets->len + 1);
	g_autofree char *page =
		html && !part->charset ? html_charset(structure_bytes(part), part->n_bytes) : NULL;
	size_t n_bytes = html ? part->n_bytes : MIN(part->n_bytes, STRUCTURE_TEXT_BYTES);
	g_autofree char *utf8 = charset_to_utf8(page ? page : part->charset, structure_bytes(part),
						n_bytes, &charset->finding);
	g_ptr_array_add(text->charsets, charset);
	html = html || is_page(utf8);
	g_autofree char *shown = html ? g_steal_pointer(&utf8) : plain_words(part, utf8, text);
	GString **slot = html ? &unit->html : &unit->plain;
	if (!*slot)
		*slot = g_string_new(NULL);
	append_apart(*slot, shown);
}

static char *
page_words(const char *html)
{
	g_autoptr(HtmlText) page = html_to_text(html, strlen(html));
	return g_strdup(page->text);
}

/* Plain text as a page shows it. */
static char *
page_of(const char *plain)
{
	g_autofree char *escaped = g_markup_escape_text(plain, -1);
	g_auto(GStrv) lines = g_strsplit(escaped, "\n", -1);
	g_autofree char *broken = g_strjoinv("<br>", lines);
	return g_strdup_printf("<div>%s</div>", broken);
}

/* A plain text and a page beside it: one text twice, or two? */
static bool
units_are_one(const GPtrArray *units)
{
	if (units->len != 2)
		return false;
	const Unit *first = units->pdata[0], *second = units->pdata[1];
	const GString *plain = first->plain ? first->plain : second->plain;
	const GString *html = first->html ? first->html : second->html;
	if ((first->plain && first->html) || (second->plain && second->html) || !plain || !html)
		return false;
	g_autofree char *words = page_words(html->str);
	return utf8_same_words(plain->str, words);
}

/* The texts one below the other, in each form that any of them has. */
static void
units_join(const GPtrArray *units, StructureText *text)
{
	g_autoptr(GString) plain = g_string_new(NULL), html = g_string_new(NULL);
	bool one = units_are_one(units), any_plain = false, any_html = false;
	for (unsigned i = 0; i < units->len; i++) {
		const Unit *unit = units->pdata[i];
		any_plain |= unit->plain != NULL;
		any_html |= unit->html != NULL;
	}
	for (unsigned i = 0; i < units->len; i++) {
		const Unit *unit = units->pdata[i];
		g_autofree char *words = any_plain && !unit->plain && unit->html && !one
						 ? page_words(unit->html->str)
						 : NULL;
		g_autofree char *page = any_html && !unit->html && unit->plain && !one
						? page_of(unit->plain->str)
						: NULL;
		if (unit->plain || words)
			append_apart(plain, words ? words : unit->plain->str);
		if (unit->html || page)
			append_apart(html, page ? page : unit->html->str);
	}
	if (any_plain)
		text->plain = g_string_free(g_steal_pointer(&plain), FALSE);
	if (any_html)
		text->html = g_string_free(g_steal_pointer(&html), FALSE);
}

/* What a reader sees of it: the plain form, or the words of the page. Yours. */
static char *
text_shown(const StructureText *text)
{
	g_autofree char *plain = g_strstrip(g_strdup(text->plain ? text->plain : ""));
	if (plain[0] || !text->html)
		return g_steal_pointer(&plain);
	g_autoptr(HtmlText) page = html_to_text(text->html, strlen(text->html));
	return g_strstrip(g_strdup(html_seen(page)));
}

static StructureText *
text_new(void)
{
	StructureText *text = g_new0(StructureText, 1);
	text->charsets = g_ptr_array_new_with_free_func(g_free);
	return text;
}

static StructureText *text_read(const Structure *structure, unsigned depth);

/* A letter inside a letter: it passes the same caps first. NULL when it fails them. */
static Structure *
nested_read(const StructurePart *part)
{
	const char *bytes = structure_bytes(part);
	g_autoptr(Scan) scan = scan_letter(bytes, part->n_bytes);
	return scan->limit ? NULL : structure_read(scan, NULL);
}

/* The texts of the letters inside, when the letter itself says nothing. One keeps both its
 * forms; several are joined as a reader would see them. NULL when none has any. */
static StructureText *
text_of_nested(const Structure *structure, unsigned depth)
{
	g_autoptr(StructureText) text = NULL;
	for (size_t i = 0; i < structure_n_parts(structure); i++) {
		const StructurePart *part = structure_part(structure, i);
		g_autoptr(Structure) inner = part->is_nested ? nested_read(part) : NULL;
		g_autoptr(StructureText) found = inner ? text_read(inner, depth + 1) : NULL;
		g_autofree char *shown = found ? text_shown(found) : NULL;
		if (!shown || !shown[0])
			continue;
		if (!text) {
			text = g_steal_pointer(&found);
			g_free(text->nested);
			text->nested = g_strdup(part->part);
			continue;
		}
		g_autofree char *first = text_shown(text);
		g_clear_pointer(&text->html, g_free);
		g_free(text->plain);
		text->plain = g_strconcat(first, "\n\n", shown, NULL);
		g_ptr_array_extend_and_steal(text->charsets, g_steal_pointer(&found->charsets));
	}
	return g_steal_pointer(&text);
}

static StructureText *
text_read(const Structure *structure, unsigned depth)
{
	g_autoptr(StructureText) text = text_new();
	g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func(unit_free);
	bool nested = false;
	unsigned group = 0;
	for (size_t i = 0; i < structure_n_parts(structure); i++) {
		const StructurePart *part = structure_part(structure, i);
		nested |= part->is_nested;
		if (!part->is_text_body)
			continue;
		if (part->group == 0 || part->group != group)
			g_ptr_array_add(units, g_new0(Unit, 1));
		group = part->group;
		unit_add(units->pdata[units->len - 1], text, part);
	}
	units_join(units, text);
	if (!nested || depth >= STRUCTURE_NESTED)
		return g_steal_pointer(&text);
	g_autofree char *shown = text_shown(text);
	StructureText *inner = shown[0] ? NULL : text_of_nested(structure, depth);
	return inner ? inner : g_steal_pointer(&text);
}

StructureText *
structure_text(const Structure *structure)
{
	return text_read(structure, 0);
}

void
structure_text_free(StructureText *text)
{
	if (!text)
		return;
	g_free(text->plain);
	g_free(text->html);
	g_free(text->nested);
	if (text->charsets)
		g_ptr_array_unref(text->charsets);
	g_free(text);
}
