/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_art — the words of WordArt in a Word 97-2003 document, as of a watermark
 *
 * They stand in no story of the document but among the properties of a drawn shape.
 *
 * Promise: whatever the bytes are, nothing beyond them is read.
 * Not here: the text of the document (doc_text).
 */
#ifndef CHENGBAO_EXTRACT_DOC_ART_H
#define CHENGBAO_EXTRACT_DOC_ART_H

#include "extract/doc_text.h"
#include "extract/properties.h"

/* Adds them to `art`. `table` is the table stream, in which the drawings lie.
 * Source: [MS-DOC] 2.9.172 (OfficeArtContent), [MS-ODRAW] 2.2.7 (OfficeArtFOPTE), 2.3.22.1
 * (gtextUNICODE). */
void doc_art_find(DocStream table, Properties *art);

#endif
