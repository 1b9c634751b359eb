/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_numbering — the lists of a Word 97-2003 document
 *
 * Promise: every offset is checked against its stream; no more than NUMBERING_MOST lists and uses.
 * Not here: which paragraph is of which list (doc_paragraphs), counting and writing (numbering).
 */
#ifndef CHENGBAO_EXTRACT_DOC_NUMBERING_H
#define CHENGBAO_EXTRACT_DOC_NUMBERING_H

#include "extract/doc_text.h"

typedef struct DocNumbering DocNumbering;

/* Never NULL; damage ends the lists. Free with doc_numbering_free. Source: [MS-DOC] 2.9.176
 * (PlfLst), 2.9.174 (PlfLfo), 2.9.150 (LVL). */
DocNumbering *doc_numbering_read(DocStream word, DocStream table);
void doc_numbering_free(DocNumbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocNumbering, doc_numbering_free)

/* Appends the number of the next paragraph of this use, counted from 1, and level, from 0. */
void doc_numbering_next(DocNumbering *numbering, unsigned use, unsigned level, GString *out);

#endif
