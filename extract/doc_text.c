/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_text — the text of a Word 97-2003 document from its two streams
 */
#include "extract/doc_text.h"

#include "extract/doc_changes.h"
#include "extract/doc_numbering.h"
#include "extract/doc_paragraphs.h"
#include "extract/equation.h"

#include <stdint.h>
#include <string.h>

#define DOC_IDENT 0xa5ecu
#define DOC_FIRST_97 0x00c1u /* nFib of Word 97; smaller is Word 95 and older */
#define DOC_FLAGS 0x0au
#define DOC_ENCRYPTED 0x0100u
#define DOC_TABLE_1 0x0200u
#define DOC_OBFUSCATED 0x8000u
#define DOC_CLX_PLACE 0x01a2u
#define DOC_HEADER_BYTES 0x01aau
#define DOC_CHARACTERS (64u << 20) /* more than the largest stream holds */
#define DOC_FIELDS 32		   /* nested; deeper ones are left out whole */

#define DOC_CHARACTER 6 /* bytes at most */
#define DOC_CELL 0x07
#define DOC_BREAK 0x0c /* of a page, or of a section: that ends a paragraph */
#define DOC_PARAGRAPH 0x0d
#define DOC_FIELD_BEGIN 0x13
#define DOC_FIELD_RESULT 0x14
#define DOC_FIELD_END 0x15

typedef struct {
	GString *text;
	size_t max_bytes;
	unsigned n_fields;	    /* begun and not ended */
	bool in_result[DOC_FIELDS]; /* of each: behind its separator */
	GArray *deleted;	    /* DocRange of the main stream */
	GArray *paragraphs;	    /* DocParagraph of the main stream */
	DocNumbering *numbering;
	size_t at;	      /* the byte of the main stream that is read */
	size_t begin;	      /* where the open paragraph begins in the text */
	GString *instruction; /* of the innermost field, its beginning */
	uint16_t high;	      /* a surrogate that waits for its other half */
} DocOut;

uint32_t
doc_text_number(DocStream stream, size_t at, unsigned n)
{
	uint32_t number = 0;

	for (unsigned i = 0; i < n; i++)
		number |= (uint32_t)stream.bytes[at + i] << 8 * i;
	return number;
}

/* ---- characters ---- */

/* cp1252 where it is not Latin-1. */
static gunichar
doc_cp1252(unsigned char c)
{
	static const uint16_t high[32] = {
		0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
		0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
	};

	return c >= 0x80 && c < 0xa0 ? high[c - 0x80] : c;
}

static bool
doc_is_shown(const DocOut *out)
{
	if (out->n_fields > DOC_FIELDS)
		return false;
	for (unsigned i = 0; i < out->n_fields; i++)
		if (!out->in_result[i])
			return false;
	return true;
}

static bool
doc_has_room(const DocOut *out, size_t n_bytes)
{
	return out->text->len + n_bytes <= out->max_bytes;
}

/* The instruction of the innermost field is complete: one kind shows something by it. */
static void
doc_instructed(DocOut *out)
{
	g_autofree char *shown = equation_text(out->instruction->str);

	g_string_truncate(out->instruction, 0);
	if (shown && doc_is_shown(out) && doc_has_room(out, strlen(shown)))
		g_string_append(out->text, shown);
}

static void
doc_field(DocOut *out, gunichar c)
{
	if (c == DOC_FIELD_BEGIN) {
		g_string_truncate(out->instruction, 0);
		if (out->n_fields < DOC_FIELDS)
			out->in_result[out->n_fields] = false;
		out->n_fields++;
	} else if (out->n_fields > 0 && c == DOC_FIELD_RESULT) {
		if (out->n_fields <= DOC_FIELDS)
			out->in_result[out->n_fields - 1] = true;
		doc_instructed(out);
	} else if (out->n_fields > 0) {
		out->n_fields--;
		doc_instructed(out);
	}
}

/* What a control character of Word's is in a text; 0: nothing. */
static gunichar
doc_control(gunichar c)
{
	switch (c) {
	case DOC_CELL:
	case 0x09:
		return '\t';
	case 0x0a:
	case 0x0b: /* line, page, paragraph and column breaks */
	case 0x0c:
	case 0x0d:
	case 0x0e:
		return '\n';
	case 0x1e: /* a hyphen that does not break */
		return '-';
	default:
		return 0;
	}
}

/* Puts `with` in place of one `last`, if the text ends with that, otherwise behind it. */
static void
doc_replace_end(DocOut *out, char last, char with)
{
	GString *text = out->text;

	if (text->len > out->begin && text->str[text->len - 1] == last)
		text->str[text->len - 1] = with;
	else
		g_string_append_c(text, with);
}

/* The number of a paragraph stands before it, but behind a break of the page. */
static void
doc_number(DocOut *out, const DocParagraph *paragraph)
{
	g_autoptr(GString) number = g_string_new(NULL);
	size_t at = out->begin;

	while (out->text->str[at] == '\n')
		at++;
	doc_numbering_next(out->numbering, paragraph->use, paragraph->level, number);
	if (doc_has_room(out, number->len + DOC_CHARACTER))
		g_string_insert_len(out->text, (gssize)at, number->str, (gssize)number->len);
}

/* The end of a paragraph, of a cell or of a row: a row's cells stand in one line, apart by tabs,
 * the paragraphs of a cell by blanks. */
static void
doc_end(DocOut *out, gunichar c, const DocParagraph *paragraph)
{
	DocParagraphPlace place = paragraph ? paragraph->place : DOC_PARAGRAPH_TEXT;

	if (paragraph && paragraph->use > 0 && place != DOC_PARAGRAPH_ROW)
		doc_number(out, paragraph);
	out->begin = place == DOC_PARAGRAPH_ROW ? 0 : out->begin;
	if (place == DOC_PARAGRAPH_ROW)
		doc_replace_end(out, '\t', c == DOC_CELL ? '\n' : ' ');
	else if (c == DOC_CELL || place == DOC_PARAGRAPH_INNER_CELL)
		doc_replace_end(out, ' ', '\t');
	else
		g_string_append_c(out->text, place == DOC_PARAGRAPH_IN_TABLE ? ' ' : '\n');
	out->begin = out->text->len;
}

/* False: it ends nothing. */
static bool
doc_ends(DocOut *out, gunichar c)
{
	const DocParagraph *paragraph;

	if (c != DOC_PARAGRAPH && c != DOC_CELL && c != DOC_BREAK)
		return false;
	paragraph = doc_paragraphs_at(out->paragraphs, out->at);
	if (c == DOC_BREAK && (!paragraph || paragraph->range.to > out->at + 2))
		return false;
	doc_end(out, c, paragraph);
	return true;
}

/* False: full. */
static bool
doc_put(DocOut *out, gunichar c)
{
	if (c >= DOC_FIELD_BEGIN && c <= DOC_FIELD_END) {
		doc_field(out, c);
		return true;
	}
	if (!doc_is_shown(out)) {
		if (out->instruction->len < EQUATION_BYTES)
			g_string_append_unichar(out->instruction, c);
		return true;
	}
	if (!doc_has_room(out, DOC_CHARACTER))
		return false;
	if (doc_ends(out, c))
		return true;
	if (c < 0x20)
		c = doc_control(c);
	if (c == 0)
		return true;
	g_string_append_unichar(out->text, c);
	return true;
}

static bool
doc_put_wide(DocOut *out, uint16_t unit)
{
	uint16_t high = out->high;

	out->high = 0;
	if (high) {
		if (unit >= 0xdc00 && unit <= 0xdfff)
			return doc_put(out, 0x10000u + ((uint32_t)(high - 0xd800) << 10) +
						    (uint32_t)(unit - 0xdc00));
		if (!doc_put(out, 0xfffd))
			return false;
	}
	if (unit >= 0xd800 && unit <= 0xdbff) {
		out->high = unit;
		return true;
	}
	return doc_put(out, unit >= 0xdc00 && unit <= 0xdfff ? 0xfffd : unit);
}

/* ---- pieces ---- */

/* Is this one of the three marks of a field? They count though they were deleted, lest one of them
 * is missed by the others. */
static bool
doc_is_field(DocStream word, size_t at, unsigned width)
{
	uint32_t c = doc_text_number(word, at, width);

	return c >= DOC_FIELD_BEGIN && c <= DOC_FIELD_END;
}

/* n characters of one piece. */
static DocTextState
doc_piece(DocOut *out, DocStream word, uint32_t place, size_t n)
{
	bool narrow = place & 0x40000000u;
	size_t at = narrow ? (place & 0x3fffffffu) / 2 : place & 0x3fffffffu;
	unsigned width = narrow ? 1 : 2;

	if (at > word.n_bytes || n > (word.n_bytes - at) / width)
		return DOC_TEXT_DAMAGED;
	for (size_t i = 0; i < n; i++) {
		bool room;

		if (out->deleted->len > 0 && doc_changes_has(out->deleted, at + i * width) &&
		    !doc_is_field(word, at + i * width, width))
			continue;
		out->at = at + i * width;
		room = narrow ? doc_put(out, doc_cp1252(word.bytes[at + i]))
			      : doc_put_wide(out, (uint16_t)doc_text_number(word, at + 2 * i, 2));

		if (!room)
			return DOC_TEXT_FULL;
	}
	return DOC_TEXT_GOOD;
}

/* A PlcPcd: n + 1 positions of characters, then n descriptors of eight bytes. */
static DocTextState
doc_pieces(DocOut *out, DocStream word, DocStream plc)
{
	size_t n = plc.n_bytes >= 4 ? (plc.n_bytes - 4) / 12 : 0, n_characters = 0;

	if (n == 0)
		return DOC_TEXT_DAMAGED;
	for (size_t i = 0; i < n; i++) {
		uint32_t from = doc_text_number(plc, 4 * i, 4);
		uint32_t to = doc_text_number(plc, 4 * i + 4, 4);
		uint32_t place = doc_text_number(plc, 4 * (n + 1) + 8 * i + 2, 4);
		DocTextState state =
			to < from ? DOC_TEXT_DAMAGED : doc_piece(out, word, place, to - from);

		if (state != DOC_TEXT_GOOD)
			return state;
		n_characters += to - from;
		if (n_characters > DOC_CHARACTERS) /* the same again and again, and nothing shown */
			return DOC_TEXT_FULL;
	}
	return DOC_TEXT_GOOD;
}

/* The piece table in a Clx, behind any number of Prc. False: there is none. */
static bool
doc_clx(DocStream clx, DocStream *ret_plc)
{
	size_t at = 0;

	while (at + 3 <= clx.n_bytes && clx.bytes[at] == 1)
		at += 3 + doc_text_number(clx, at + 1, 2);
	if (at + 5 > clx.n_bytes || clx.bytes[at] != 2)
		return false;
	ret_plc->n_bytes = doc_text_number(clx, at + 1, 4);
	ret_plc->bytes = clx.bytes + at + 5;
	return ret_plc->n_bytes <= clx.n_bytes - at - 5;
}

bool
doc_text_table(DocStream word, const char **ret_name)
{
	if (word.n_bytes < DOC_FLAGS + 2 || doc_text_number(word, 0, 2) != DOC_IDENT)
		return false;
	*ret_name = doc_text_number(word, DOC_FLAGS, 2) & DOC_TABLE_1 ? "1Table" : "0Table";
	return true;
}

bool
doc_text_part(DocStream word, DocStream table, size_t named, DocStream *ret_part)
{
	size_t place, n_bytes;

	if (word.n_bytes < named + 8)
		return false;
	place = doc_text_number(word, named, 4);
	n_bytes = doc_text_number(word, named + 4, 4);
	if (n_bytes == 0 || place > table.n_bytes || n_bytes > table.n_bytes - place)
		return false;
	*ret_part = (DocStream){ table.bytes + place, n_bytes };
	return true;
}

DocTextState
doc_text_read(DocStream word, DocStream table, size_t max_bytes, GString *text)
{
	g_autoptr(GString) instruction = g_string_new(NULL);
	g_autoptr(GArray) deleted = doc_changes_deleted(word, table);
	g_autoptr(GArray) paragraphs = doc_paragraphs_read(word, table);
	g_autoptr(DocNumbering) numbering = doc_numbering_read(word, table);
	DocOut out = { .text = text,
		       .max_bytes = max_bytes,
		       .deleted = deleted,
		       .paragraphs = paragraphs,
		       .numbering = numbering,
		       .begin = text->len,
		       .instruction = instruction };
	DocStream clx = { NULL, 0 };
	DocStream plc = { NULL, 0 };
	DocTextState state;

	if (word.n_bytes < DOC_FLAGS + 2)
		return DOC_TEXT_DAMAGED;
	if (doc_text_number(word, 0, 2) != DOC_IDENT || doc_text_number(word, 2, 2) < DOC_FIRST_97)
		return DOC_TEXT_OLD;
	if (doc_text_number(word, DOC_FLAGS, 2) & (DOC_ENCRYPTED | DOC_OBFUSCATED))
		return DOC_TEXT_ENCRYPTED;
	if (word.n_bytes < DOC_HEADER_BYTES)
		return DOC_TEXT_DAMAGED;
	if (!doc_text_part(word, table, DOC_CLX_PLACE, &clx) || !doc_clx(clx, &plc))
		return DOC_TEXT_DAMAGED;
	state = doc_pieces(&out, word, plc);
	/* An instruction without end would hide all that follows, a mark perhaps. */
	return state == DOC_TEXT_GOOD && out.n_fields > 0 ? DOC_TEXT_DAMAGED : state;
}
