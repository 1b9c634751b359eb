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

/* One piece of memory: it is read for one letter and not again before the next, so each
 * further piece would have to be waited for. */
struct RuleStarts {
	size_t most; /* bytes of a match; SIZE_MAX: not known */
	bool led;    /* the first group is what every match begins with */
	guint n_groups;
	uint32_t literals[]; /* of each group: how many it has, and their numbers */
};

static void
add_group(GArray *literals, const GPtrArray *group, RuleIndex *index)
{
	g_array_append_val(literals, group->len);
	for (guint i = 0; i < group->len; i++) {
		uint32_t number = rule_index_literal(index, group->pdata[i]);

		g_array_append_val(literals, number);
	}
}

RuleStarts *
rule_starts_new(const RuleNeed *need, RuleIndex *index)
{
	g_autoptr(GArray) literals = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	RuleStarts *starts, head = { need->most, need->lead != NULL, 0 };

	if (need->groups->len == 0 || (need->lead == NULL && need->most == G_MAXSIZE))
		return NULL;
	if (head.led)
		add_group(literals, need->lead, index);
	head.n_groups = head.led;
	for (guint i = 0; i < need->groups->len && i < RULE_NEED_GROUPS; i++)
		if (need->groups->pdata[i] != need->lead) {
			add_group(literals, need->groups->pdata[i], index);
			head.n_groups++;
		}
	starts = g_malloc(sizeof *starts + literals->len * sizeof(uint32_t));
	*starts = head;
	memcpy(starts->literals, literals->data, literals->len * sizeof(uint32_t));
	return starts;
}

void
rule_starts_free(RuleStarts *starts)
{
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

/* Of the group that stands here. Gives where the next one does. */
static const uint32_t *
walk_init(Walk *walk, const uint32_t *group, const RuleHits *hits)
{
	walk->n_runs = 0;
	for (uint32_t i = 1; i <= *group; i++) {
		Run *run = &walk->runs[walk->n_runs];

		run->at = rule_hits_of(hits, group[i], &run->n);
		walk->n_runs += run->n > 0;
	}
	return group + *group + 1;
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
	const uint32_t *group = starts->literals;
	guint n_others = starts->n_groups - 1;
	uint32_t place;

	for (guint i = 0; i <= n_others; i++) {
		group = walk_init(&walks[i], group, hits);
		if (walks[i].n_runs == 0)
			return;
	}
	for (size_t from = 0; walk_next(&walks[0], from, &place); from = (size_t)place + 1) {
		RuleSpan range = { place > before ? place - before : 0, place };

		if (is_accompanied(walks + 1, n_others, place, before, starts->most))
			add_range(ranges, range);
	}
}
