/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_runs — how a Word 97-2003 document formats its characters and its paragraphs
 *
 * A page ends with the number of its runs. It begins with their bounds, one more than they are;
 * then there is for each the place of its exceptions, in words of two bytes: 0 for none.
 */
#include "extract/doc_runs.h"

#define PAGE_BYTES 512u
#define PAGE_NUMBER 0x3FFFFFu	/* its bits */
#define OPERATION_TABLE 0xD608u /* the one whose length has two bytes */

/* Where the table is named, how much a page says of each run, how many runs it may have. */
static const struct {
	size_t place;
	unsigned n_bytes, most;
} runs_kinds[] = { { 0x00FA, 1, 0x65 }, { 0x0102, 13, 0x1D } };

/* How long the operand at `at` is, by three bits of its operation. */
static size_t
runs_operand(DocStream exceptions, uint32_t operation, size_t at)
{
	static const size_t lengths[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
	unsigned kind = operation >> 13;

	if (kind != 6)
		return lengths[kind];
	if (operation == OPERATION_TABLE)
		return at + 2 <= exceptions.n_bytes ? 1 + doc_text_number(exceptions, at, 2) : 2;
	return at < exceptions.n_bytes ? 1 + (size_t)exceptions.bytes[at] : 1;
}

bool
doc_runs_operation(DocStream exceptions, size_t *at, uint32_t *ret_operation,
		   DocStream *ret_operand)
{
	size_t n;

	if (*at > exceptions.n_bytes || exceptions.n_bytes - *at < 3)
		return false;
	*ret_operation = doc_text_number(exceptions, *at, 2);
	n = runs_operand(exceptions, *ret_operation, *at + 2);
	if (n > exceptions.n_bytes - *at - 2)
		return false;
	*ret_operand = (DocStream){ exceptions.bytes + *at + 2, n };
	*at += 2 + n;
	return true;
}

/* What stands at `at` of a page: its length is one byte, in paragraphs of words of two. */
static DocStream
runs_exceptions(DocStream page, size_t at, DocRunsKind kind)
{
	size_t n = page.bytes[at++];

	if (kind == DOC_RUNS_PARAGRAPHS && n > 0)
		n = 2 * n - 1;
	else if (kind == DOC_RUNS_PARAGRAPHS && at < page.n_bytes)
		n = 2 * (size_t)page.bytes[at++];
	return (DocStream){ page.bytes + at, MIN(n, page.n_bytes - at) };
}

/* The runs of one page. False: no more. */
static bool
runs_of_page(DocStream page, DocRunsKind kind, DocRunsTake *take, void *context)
{
	unsigned n = page.bytes[PAGE_BYTES - 1];

	for (unsigned i = 0; n <= runs_kinds[kind].most && i < n; i++) {
		DocRange range = { doc_text_number(page, 4 * i, 4),
				   doc_text_number(page, 4 * i + 4, 4) };
		size_t at = 2 * (size_t)page.bytes[4 * (n + 1) + runs_kinds[kind].n_bytes * i];
		DocStream exceptions = { NULL, 0 };

		if (at > 0)
			exceptions = runs_exceptions(page, at, kind);
		if (range.to > range.from && !take(context, range, exceptions))
			return false;
	}
	return true;
}

void
doc_runs(DocStream word, DocStream table, DocRunsKind kind, DocRunsTake *take, void *context)
{
	DocStream pages;
	size_t n;

	if (!doc_text_part(word, table, runs_kinds[kind].place, &pages) || pages.n_bytes < 12)
		return;
	n = (pages.n_bytes - 4) / 8;
	for (size_t i = 0; i < MIN(n, word.n_bytes / PAGE_BYTES); i++) {
		size_t number = doc_text_number(pages, 4 * (n + 1) + 4 * i, 4);
		size_t at = (number & PAGE_NUMBER) * PAGE_BYTES;

		if (at + PAGE_BYTES > word.n_bytes ||
		    !runs_of_page((DocStream){ word.bytes + at, PAGE_BYTES }, kind, take, context))
			return;
	}
}
