/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mend — a letter whose form is broken, made whole for the parser
 */
#include "mail/mend.h"

#define MEND_NOTES 4000 /* more than twice the parts a letter may have */

static void
note_clear(void *note)
{
	g_free(((ScanMend *)note)->put);
}

void
mend_note(Scan *scan, size_t offset, size_t n_cut, char *put)
{
	ScanMend note = { offset, n_cut, put };

	if (!scan->mends) {
		scan->mends = g_array_new(FALSE, FALSE, sizeof(ScanMend));
		g_array_set_clear_func(scan->mends, note_clear);
	}
	if (scan->mends->len < MEND_NOTES)
		g_array_append_val(scan->mends, note);
	else
		g_free(put);
}

static int
note_order(const void *one, const void *other)
{
	size_t a = ((const ScanMend *)one)->offset, b = ((const ScanMend *)other)->offset;

	return (a > b) - (a < b);
}

char *
mend_letter(const Scan *scan, size_t *ret_n_bytes)
{
	GString *out;
	size_t at = 0;

	if (!scan->mends)
		return NULL;
	g_array_sort(scan->mends, note_order);
	out = g_string_sized_new(scan->n_bytes + 1024);
	for (guint i = 0; i < scan->mends->len; i++) {
		const ScanMend *note = &g_array_index(scan->mends, ScanMend, i);

		if (note->offset < at) /* inside what went already */
			continue;
		g_string_append_len(out, scan->bytes + at, (gssize)(note->offset - at));
		g_string_append(out, note->put);
		at = note->offset + note->n_cut;
	}
	g_string_append_len(out, scan->bytes + at, (gssize)(scan->n_bytes - at));
	*ret_n_bytes = out->len;
	return g_string_free(out, FALSE);
}
