/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_changes — what tracked changes took out of a Word 97-2003 document
 *
 * Words that were deleted while changes are tracked stay in the text; only the formatting of
 * their characters says so.
 *
 * Promise: no more than DOC_CHANGES_MOST ranges.
 * Not here: where the formatting stands (doc_runs), the text itself (doc_text).
 */
#ifndef CHENGBAO_EXTRACT_DOC_CHANGES_H
#define CHENGBAO_EXTRACT_DOC_CHANGES_H

#include "extract/doc_runs.h"

#define DOC_CHANGES_MOST 100000

/* Where deleted characters stand, in their order: an array of DocRange, yours. Damage ends it.
 * Source: [MS-DOC] 2.6.1 (sprmCFRMarkDel). */
GArray *doc_changes_deleted(DocStream word, DocStream table);

/* Does the character at this byte belong to one? */
bool doc_changes_has(const GArray *deleted, size_t at);

#endif
