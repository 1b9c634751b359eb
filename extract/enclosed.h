/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * enclosed — the documents that lie in another: in a package of Word, Excel, PowerPoint,
 * OpenDocument or OFD, in a container of Word, Excel or PowerPoint, in Rich Text, in a PDF
 *
 * Objects that somebody put in (a sheet in a report) or attached, and parts that Word takes in when
 * it opens the document: programs that make one out of a page write nothing else.
 *
 * Promise: one level; ENCLOSED_MOST documents, within the caps of what they lie in; what is more,
 * and what cannot be read, is said.
 * Not here: what an object's container holds (object); OpenDocuments in one another (odt); the
 * workbook behind a chart, which repeats it.
 */
#ifndef CHENGBAO_EXTRACT_ENCLOSED_H
#define CHENGBAO_EXTRACT_ENCLOSED_H

#include "extract/packed.h"

#define ENCLOSED_MOST 50

/* Appends to the content of *ret, which is that of the package, the text of each; one that was
 * not read is said in `why`. Source: ECMA-376 part 1, §17.17.2 (altChunk), §15.2.10 (embedded
 * objects), §15.2.11 (embedded packages), part 2, §9.3 (relationships). */
void enclosed_read(const char *bytes, size_t n_bytes, PackedReader *read,
		   const ExtractWithin *within, Extracted *ret);

/* The same for a document of Word, Excel or PowerPoint in an OLE2 container, for a letter of
 * Outlook's there, whose files have names, and for Rich Text. Objects have no names but those that
 * Word gives them when it saves such a document as docx: oleObject1.bin. */
void enclosed_read_ole(const char *bytes, size_t n_bytes, PackedReader *read,
		       const ExtractWithin *within, Extracted *ret);
void enclosed_read_rtf(const char *bytes, size_t n_bytes, PackedReader *read,
		       const ExtractWithin *within, Extracted *ret);

/* The same for what is attached to a PDF. */
void enclosed_read_pdf(const char *bytes, size_t n_bytes, PackedReader *read,
		       const ExtractWithin *within, Extracted *ret);

#endif
