/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * enclosed — the documents that lie in a Word, Excel or PowerPoint package
 *
 * Objects that somebody put in (a sheet in a report), and parts that Word takes in when it opens
 * the document: programs that make one out of a page write nothing else.
 *
 * Promise: one level; ENCLOSED_MOST documents, within the caps of the package they lie in.
 * Not here: the workbook behind a chart, which repeats it.
 */
#ifndef CHENGBAO_EXTRACT_ENCLOSED_H
#define CHENGBAO_EXTRACT_ENCLOSED_H

#include "extract/packed.h"

#define ENCLOSED_MOST 50

/* Appends to the content of *ret, which is that of the package, the text of each; one that was
 * not read is said in `why`. Source: ECMA-376 part 1, §17.17.2 (altChunk), §15.2.11 (embedded
 * packages), part 2, §9.3 (relationships). */
void enclosed_read(const char *bytes, size_t n_bytes, PackedReader *read,
		   const ExtractWithin *within, Extracted *ret);

#endif
