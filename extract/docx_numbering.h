/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docx_numbering — which numbers the paragraphs of a Word document in XML have
 *
 * A paragraph, or its style, names a use of a list (w:num) and a level; several uses may count on
 * in one list (w:abstractNum).
 *
 * Promise: no more than NUMBERING_MOST lists, uses or styles each are kept.
 * Not here: counting and writing (numbering).
 */
#ifndef CHENGBAO_EXTRACT_DOCX_NUMBERING_H
#define CHENGBAO_EXTRACT_DOCX_NUMBERING_H

#include "extract/package.h"

typedef struct DocxNumbering DocxNumbering;

/* Reads the lists and styles of a Word document. False when the package stopped.
 * Gives: *ret, also then; NULL: it has no lists; free with docx_numbering_free. Source: ECMA-376
 * part 1, §17.9, §17.7.4. */
bool docx_numbering_read(Package *package, DocxNumbering **ret);
void docx_numbering_free(DocxNumbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxNumbering, docx_numbering_free)

/* The same of a document in one file: its parts of lists and of styles go through these handlers,
 * with what is new as their context, before its body is read. */
DocxNumbering *docx_numbering_new(void);
extern const MarkupHandlers docx_numbering_lists, docx_numbering_styles;

/* At the start and the end of each element of the body: appends the number of a paragraph where
 * its properties end. */
void docx_numbering_start(DocxNumbering *numbering, Markup *markup, const char *name);
void docx_numbering_end(DocxNumbering *numbering, Markup *markup, const char *name);

#endif
