/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_paragraphs — what the paragraphs of a Word 97-2003 document are: of which list, where in a
 * table
 *
 * Promise: every offset is checked against its stream; no more than DOC_PARAGRAPHS_MOST paragraphs
 * and NUMBERING_MOST styles.
 * Not here: where the formatting stands (doc_runs), what the lists are (doc_numbering).
 */
#ifndef CHENGBAO_EXTRACT_DOC_PARAGRAPHS_H
#define CHENGBAO_EXTRACT_DOC_PARAGRAPHS_H

#include "extract/doc_runs.h"

#define DOC_PARAGRAPHS_MOST 200000

typedef enum {
	DOC_PARAGRAPH_TEXT,
	DOC_PARAGRAPH_IN_TABLE,
	DOC_PARAGRAPH_INNER_CELL, /* its mark ends a cell of a table in a table */
	DOC_PARAGRAPH_ROW,	  /* its mark ends a row, in whichever table */
} DocParagraphPlace;

typedef struct {
	DocRange range;
	unsigned use; /* of a list, from 1 on; 0: none */
	unsigned level;
	DocParagraphPlace place;
} DocParagraph;

/* In their order: an array of DocParagraph, yours. Damage ends it. Source: [MS-DOC] 2.6.2
 * (sprmPIlfo, sprmPFInTable, sprmPFTtp …), 2.9.271 (STSH). */
GArray *doc_paragraphs_read(DocStream word, DocStream table);

/* The one that the character at this byte of the main stream belongs to. NULL: none. */
const DocParagraph *doc_paragraphs_at(const GArray *paragraphs, size_t at);

#endif
