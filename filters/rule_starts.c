/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_starts — where in a text a regex can begin to match
 *
 * A regex that begins with a literal begins where one stands. Any other that takes
 * so many bytes at most begins that far before the rarest of its literals. Either
 * way one of each of its other groups of literals must stand close enough.
 */
#include "filters/rule_starts.h"

#include <stdbool.h>
#include <string.h>

struct RuleStarts {
	bool led;	   /* groups[0] is what every match begins with */
	size_t most;	   /* bytes of a match; SIZE_MAX: not known */
	GPtrArray *groups; /* of GArray of uint32_t: numbers of literals */
};

static GArray *
numbers_of(const GPtrArray *literals, RuleIndex *index)
{
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	for (guint i = 0; i < literals->len; i++) {
		uint32_t number = rule_index_literal(index, literals->pdata[i]);

		g_array_append_val(numbers, number);
	}
	return numbers;
}

RuleStarts *
rule_starts_new(const RuleNeed *need, RuleIndex *index)
{
	RuleStarts *starts;

	if (need->groups->len == 0 || (need->lead == NULL && need->most == G_MAXSIZE))
		return NULL;
	starts = g_new0(RuleStarts, 1);
	starts->led = need->lead != NULL;
	starts->most = need->most;
	starts->groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	if (starts->led)
		g_ptr_array_add(starts->groups, numbers_of(need->lead, index));
	for (guint i = 0; i < need->groups->len && i < RULE_NEED_GROUPS; i++)
		if (need->groups->pdata[i] != need->lead)
			g_ptr_array_add(starts->groups, numbers_of(need->groups->pdata[i], index));
	return starts;
}

void
rule_starts_free(RuleStarts *starts)
{
	if (starts == NULL)
		return;
	g_ptr_array_unref(starts->groups);
	g_free(starts);
}

/* The next place of a group at or behind `from`, by its literals' own next ones. */
typedef struct {
	const RulePlace *at;
	size_t n;
} Run;

typedef struct {
	Run runs[RULE_NEED_LITERALS];
	guint n_runs;
} Walk;

static void
walk_init(Walk *walk, const GArray *literals, const RuleHits *hits)
{
	walk->n_runs = 0;
	for (guint i = 0; i < literals->len; i++) {
		Run *run = &walk->runs[walk->n_runs];

		run->at = rule_hits_of(hits, g_array_index(literals, uint32_t, i), &run->n);
		walk->n_runs += run->n > 0;
	}
}

/* False: there is none. `from` never decreases. */
static bool
walk_next(Walk *walk, size_t from, uint32_t *ret_place)
{
	bool any = false;

	for (guint i = 0; i < walk->n_runs; i++) {
		Run *run = &walk->runs[i];

		while (run->n > 0 && run->at->at < from) {
			run->at++;
			run->n--;
		}
		if (run->n > 0 && (!any || run->at->at < *ret_place)) {
			*ret_place = run->at->at;
			any = true;
		}
	}
	return any;
}

/* Does one of each other group stand from `before` bytes before a place to `most` behind it? */
static bool
is_accompanied(Walk *walks, guint n_walks, uint32_t place, size_t before, size_t most)
{
	size_t from = place > before ? place - before : 0;

	for (guint i = 0; i < n_walks; i++) {
		uint32_t other;

		if (!walk_next(&walks[i], from, &other) ||
		    (most != SIZE_MAX && other > place + most))
			return false;
	}
	return true;
}

static void
add_range(GArray *ranges, RuleSpan range)
{
	RuleSpan *last = ranges->len > 0 ? &g_array_index(ranges, RuleSpan, ranges->len - 1) : NULL;

	if (last != NULL && range.from <= last->to)
		last->to = range.to;
	else
		g_array_append_val(ranges, range);
}

void
rule_starts_in(const RuleStarts *starts, const RuleHits *hits, GArray *ranges)
{
	size_t before = starts->led ? 0 : starts->most;
	Walk walks[RULE_NEED_GROUPS + 1];
	guint n_others = starts->groups->len - 1;
	uint32_t place;

	for (guint i = 0; i <= n_others; i++) {
		walk_init(&walks[i], starts->groups->pdata[i], hits);
		if (walks[i].n_runs == 0)
			return;
	}
	for (size_t from = 0; walk_next(&walks[0], from, &place); from = (size_t)place + 1) {
		RuleSpan range = { place > before ? place - before : 0, place };

		if (is_accompanied(walks + 1, n_others, place, before, starts->most))
			add_range(ranges, range);
	}
}
