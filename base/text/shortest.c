/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shortest — what two rows of numbers have in common, by the shortest edit
 *
 * The common beginning and end first, then the greedy search of Myers, "An O(ND) difference
 * algorithm and its variations", 1986: the furthest reaching end on every diagonal for one
 * edit, two, three …, and back through what each reached.
 */
#include "base/text/shortest.h"

#define EDITS_MOST 600 /* 3 MiB of ends */

/* Furthest reaching ends for each number of edits: of d edits 2d + 1 diagonals. */
typedef struct {
	int ends[2 * EDITS_MOST + 3];
} Reach;

/* Goes back through what each number of edits reached. */
static void
shortest_trace(const ShortestRow *a, const ShortestRow *b, GArray *reached, bool *same_a,
	       bool *same_b)
{
	int x = (int)a->n, y = (int)b->n;

	for (int d = (int)reached->len - 1; d >= 0; d--) {
		const Reach *reach = &g_array_index(reached, Reach, d);
		int k = x - y, before, begin;
		bool down = k == -d || (k != d && reach->ends[EDITS_MOST + k] <
							  reach->ends[EDITS_MOST + k + 2]);

		before = down ? k + 1 : k - 1;
		begin = d == 0 ? 0 : reach->ends[EDITS_MOST + before + 1] + (down ? 0 : 1);
		while (x > begin) {
			same_a[--x] = true;
			same_b[--y] = true;
		}
		if (d > 0) {
			x = reach->ends[EDITS_MOST + before + 1];
			y = x - before;
		}
	}
}

/* Marks what both have, in order; false when they differ in more than EDITS_MOST. */
static bool
shortest_match(const ShortestRow *a, const ShortestRow *b, bool *same_a, bool *same_b)
{
	g_autoptr(GArray) reached = g_array_new(FALSE, FALSE, sizeof(Reach));
	g_autofree Reach *reach = g_new0(Reach, 1);
	int n = (int)a->n, m = (int)b->n;

	for (int d = 0; d <= EDITS_MOST; d++) {
		g_array_append_vals(reached, reach, 1);
		for (int k = -d; k <= d; k += 2) {
			int *at = reach->ends + EDITS_MOST + 1 + k;
			int x = d == 0					? 0
				: k == -d || (k != d && at[-1] < at[1]) ? at[1]
									: at[-1] + 1;

			while (x < n && x - k < m && x - k >= 0 && a->ids[x] == b->ids[x - k])
				x++;
			*at = x;
			if (x >= n && x - k >= m) {
				shortest_trace(a, b, reached, same_a, same_b);
				return true;
			}
		}
	}
	return false;
}

void
shortest_compare(const ShortestRow *a, const ShortestRow *b, bool *same_a, bool *same_b)
{
	guint head = 0, tail = 0, most = MIN(a->n, b->n);

	while (head < most && a->ids[head] == b->ids[head])
		head++;
	while (tail < most - head && a->ids[a->n - 1 - tail] == b->ids[b->n - 1 - tail])
		tail++;
	const ShortestRow x = { a->ids + head, a->n - head - tail },
			  y = { b->ids + head, b->n - head - tail };

	for (guint i = 0; i < a->n; i++)
		same_a[i] = i < head || i >= a->n - tail;
	for (guint i = 0; i < b->n; i++)
		same_b[i] = i < head || i >= b->n - tail;
	if (x.n > 0 && y.n > 0)
		shortest_match(&x, &y, same_a + head, same_b + head);
}
