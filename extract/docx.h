/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx — the words of a Word document in the order a reader meets them
 *
 * Headers, body, diagrams, notes, comments, footers, then what WordArt (a watermark), charts
 * and the document's properties say beyond that; paragraphs as lines, table cells by tabs, text
 * boxes once. Deleted text and field instructions are left out.
 *
 * Not here: the archive (package) and its caps.
 */
#ifndef CHENGBAO_EXTRACT_DOCX_H
#define CHENGBAO_EXTRACT_DOCX_H

#include "extract/docx_numbering.h"
#include "extract/equation.h"
#include "extract/extract.h"
#include "extract/markup.h"
#include "extract/numbering.h"
#include "extract/properties.h"

/* Fills outcome, why and content of *ret (type and n_chars are the caller's).
 * Source: ECMA-376 part 1, §17; part 2, §11 (properties). */
void docx_read(const char *bytes, size_t n_bytes, Extracted *ret);

#define DOCX_FORM_BYTES 256

/* A field of a form of Word's older kind, which shows what its own data say. */
typedef enum { DOCX_FORM_NONE, DOCX_FORM_BOX, DOCX_FORM_LIST } DocxForm;

/* One part of WordprocessingML: its handlers and their context, but for the first two zeroed at
 * first. */
typedef struct {
	Properties *art; /* collects the words of WordArt, as of a watermark, and what pictures are
			    said to show (borrowed); or NULL */
	DocxNumbering *numbering;   /* of its paragraphs (borrowed); or NULL */
	int n_texts;		    /* open w:t */
	int n_cells;		    /* open w:tc */
	char label[NUMBERING_NAME]; /* that Word 2003 writes out */
	bool in_properties;	    /* of a paragraph */
	bool joins;		    /* the open paragraph's mark was deleted: */
	bool owes;		    /* its number is said when it shows something, */
	bool numbered;		    /* and is then that of the next, which it goes on in */
	int row_properties;	    /* how deep the open ones of a row lie; 0: none */
	int gone;		    /* how deep the row or cell lies that was deleted; 0: none */
	guint64 instructing; /* a bit for each open field, the lowest the innermost: set while it
				 is in its instruction */
	DocxForm form;
	int chosen, n_entries;	     /* of its list; -1: not said */
	char shown[DOCX_FORM_BYTES]; /* by it, unless its result says so; "": nothing */
	bool instructs;		     /* inside the words of an instruction, */
	size_t n_instruction;
	char instruction[EQUATION_BYTES]; /* which is this */
} DocxPart;

extern const MarkupHandlers docx_handlers;

#endif
