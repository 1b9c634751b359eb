/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_runs — how a Word 97-2003 document formats its characters and its paragraphs
 *
 * A table in the table stream names pages of the main stream; a page has a number of runs, each
 * from one byte of that stream to the next, with its exceptions from the style: operations that
 * say how long their operand is.
 *
 * Promise: every offset is checked against its stream; runs come in their order, damage ends them.
 * Not here: what the operations mean (doc_changes, doc_paragraphs).
 */
#ifndef CHENGBAO_EXTRACT_DOC_RUNS_H
#define CHENGBAO_EXTRACT_DOC_RUNS_H

#include "extract/doc_text.h"

typedef enum {
	DOC_RUNS_CHARACTERS,
	DOC_RUNS_PARAGRAPHS,
} DocRunsKind;

/* From this byte of the main stream up to that one. */
typedef struct {
	uint32_t from, to;
} DocRange;

/* Takes a run with its exceptions, of paragraphs with the two bytes of their style before them;
 * none: 0 bytes. False: no more. */
typedef bool DocRunsTake(void *context, DocRange range, DocStream exceptions);

/* Source: [MS-DOC] 2.8.5 (PlcBteChpx), 2.8.6 (PlcBtePapx), 2.9.33 (ChpxFkp), 2.9.175 (PapxFkp). */
void doc_runs(DocStream word, DocStream table, DocRunsKind kind, DocRunsTake *take, void *context);

/* The operation at *at of exceptions and where its operand begins; *at is then the next one's
 * place. False: there is none. Source: [MS-DOC] 2.6 (Sprm). */
bool doc_runs_operation(DocStream exceptions, size_t *at, uint32_t *ret_operation,
			DocStream *ret_operand);

#endif
