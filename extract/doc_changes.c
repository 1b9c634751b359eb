/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_changes — what tracked changes took out of a Word 97-2003 document
 */
#include "extract/doc_changes.h"

#define OPERATION_DELETED 0x0800u

static bool
run_is_deleted(DocStream exceptions)
{
	bool deleted = false;
	size_t at = 0;
	uint32_t operation;
	DocStream operand;

	while (doc_runs_operation(exceptions, &at, &operation, &operand))
		if (operation == OPERATION_DELETED)
			deleted = operand.bytes[0] & 1;
	return deleted;
}

static bool
changes_take(void *context, DocRange range, DocStream exceptions)
{
	GArray *deleted = context;
	DocRange *last =
		deleted->len > 0 ? &g_array_index(deleted, DocRange, deleted->len - 1) : NULL;

	if (!run_is_deleted(exceptions))
		return true;
	if (last && range.from < last->to) /* out of order: damaged */
		return false;
	if (last && range.from == last->to)
		last->to = range.to;
	else
		g_array_append_val(deleted, range);
	return deleted->len < DOC_CHANGES_MOST;
}

GArray *
doc_changes_deleted(DocStream word, DocStream table)
{
	GArray *deleted = g_array_new(FALSE, FALSE, sizeof(DocRange));

	doc_runs(word, table, DOC_RUNS_CHARACTERS, changes_take, deleted);
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
