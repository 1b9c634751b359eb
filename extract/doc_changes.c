/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_changes — what tracked changes took out of a Word 97-2003 document
 *
 * A table names pages of 512 bytes; a page has a number of runs, each from one byte of the stream
 * to the next, and for each the place of its exceptions from the style: operations of two bytes
 * that say how long their operand is.
 */
#include "extract/doc_changes.h"

#define PLC_PLACE 0x00FAu
#define PLC_LENGTH 0x00FEu
#define PAGE_BYTES 512u
#define PAGE_NUMBER 0x3FFFFFu /* its bits */
#define PAGE_RUNS 0x65u
#define OPERATION_DELETED 0x0800u

/* How long the operand at `at` is, by three bits of its operation. */
static size_t
operand_bytes(DocStream page, uint32_t operation, size_t at)
{
	static const size_t lengths[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
	unsigned kind = operation >> 13;

	if (kind != 6)
		return lengths[kind];
	return at < page.n_bytes ? 1 + (size_t)page.bytes[at] : 1;
}

/* Do the exceptions at `at` of a page say that its run is deleted? */
static bool
run_is_deleted(DocStream page, size_t at)
{
	size_t end = MIN(at + 1 + page.bytes[at], page.n_bytes);
	bool deleted = false;

	for (at++; at + 3 <= end;) {
		uint32_t operation = doc_text_number(page, at, 2);

		if (operation == OPERATION_DELETED)
			deleted = page.bytes[at + 2] & 1;
		at += 2 + operand_bytes(page, operation, at + 2);
	}
	return deleted;
}

/* The runs of one page. */
static void
page_add(DocStream page, GArray *deleted)
{
	unsigned n = page.bytes[PAGE_BYTES - 1];

	for (unsigned i = 0; n <= PAGE_RUNS && i < n; i++) {
		DocRange range = { doc_text_number(page, 4 * i, 4),
				   doc_text_number(page, 4 * i + 4, 4) };
		size_t at = 2 * (size_t)page.bytes[4 * (n + 1) + i];
		DocRange *last = deleted->len > 0
					 ? &g_array_index(deleted, DocRange, deleted->len - 1)
					 : NULL;

		if (at == 0 || range.to <= range.from || !run_is_deleted(page, at))
			continue;
		if (last && range.from < last->to) /* out of order: damaged */
			return;
		if (last && range.from == last->to)
			last->to = range.to;
		else
			g_array_append_val(deleted, range);
	}
}

GArray *
doc_changes_deleted(DocStream word, DocStream table)
{
	GArray *deleted = g_array_new(FALSE, FALSE, sizeof(DocRange));
	size_t place, n_bytes, n;

	if (word.n_bytes < PLC_LENGTH + 4)
		return deleted;
	place = doc_text_number(word, PLC_PLACE, 4);
	n_bytes = doc_text_number(word, PLC_LENGTH, 4);
	if (place > table.n_bytes || n_bytes > table.n_bytes - place || n_bytes < 12)
		return deleted;
	n = MIN((n_bytes - 4) / 8, word.n_bytes / PAGE_BYTES);
	for (size_t i = 0; i < n && deleted->len < DOC_CHANGES_MOST; i++) {
		size_t in_table = place + 4 * ((n_bytes - 4) / 8 + 1) + 4 * i;
		size_t at =
			(size_t)(doc_text_number(table, in_table, 4) & PAGE_NUMBER) * PAGE_BYTES;
		DocStream page = { word.bytes + at, PAGE_BYTES };

		if (at + PAGE_BYTES > word.n_bytes)
			break;
		page_add(page, deleted);
	}
	return deleted;
}

bool
doc_changes_has(const GArray *deleted, size_t at)
{
	guint low = 0, high = deleted->len;

	while (low < high) {
		guint middle = (low + high) / 2;
		const DocRange *range = &g_array_index(deleted, DocRange, middle);

		if (at < range->from)
			high = middle;
		else if (at >= range->to)
			low = middle + 1;
		else
			return true;
	}
	return false;
}
