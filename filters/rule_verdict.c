/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_verdict — what a section says about a letter, as the JSON of ruleset.h
 *
 * Places in folded text become characters of the original here, and nowhere else.
 */
#include "filters/rule_verdict.h"

#define MATCH_CHARS 200 /* of the original shown in a hit */
#define HITS_MAX 16	/* listed per clause where hits are not counted */
#define LACKS_MAX 8	/* clauses that a topic below its threshold could have had */

static json_t *
hit_json(const RuleFound *found, bool with_score)
{
	json_t *hit = json_object();
	const char *passage;
	size_t from, to, n;

	fold_span(rule_parts_folded(found->part), found->span.from, found->span.to, &from, &to);
	passage = rule_parts_passage(found->part, from, MIN(to, from + MATCH_CHARS), &n);
	json_object_set_nocheck(hit, "rule", found->clause->place);
	json_object_set_nocheck(hit, "field", found->part->field_name);
	json_object_set_new_nocheck(hit, "from", json_integer((json_int_t)from));
	json_object_set_new_nocheck(hit, "to", json_integer((json_int_t)to));
	json_object_set_new_nocheck(hit, "match", json_stringn_nocheck(passage, n));
	if (with_score)
		json_object_set_new_nocheck(hit, "score", json_integer(found->clause->score));
	return hit;
}

json_t *
rule_verdict_topic(RuleMatch *match, const RuleSection *section, int *ret_score, bool *ret_positive)
{
	json_t *topic, *hits = NULL;
	bool holds = rule_window_holds(&section->window, match->day);

	*ret_score = 0;
	*ret_positive = false;
	for (guint i = 0; i < section->clauses->len && holds; i++) {
		const RuleClause *clause = section->clauses->pdata[i];
		g_autoptr(GArray) found = NULL;

		if (!rule_match_may(match, clause))
			continue;
		found = rule_match_clause(match, clause, clause->max);
		if (hits == NULL && found->len > 0)
			hits = json_array();
		for (guint j = 0; j < found->len; j++)
			json_array_append_new(hits,
					      hit_json(&g_array_index(found, RuleFound, j), true));
		*ret_score += (int)found->len * clause->score;
		*ret_positive |= found->len > 0 && clause->score > 0;
	}
	if (hits == NULL)
		return NULL;
	topic = json_object();
	json_object_set_new_nocheck(topic, "topic", json_string(section->name));
	json_object_set_new_nocheck(
		topic, "group", section->group != NULL ? json_string(section->group) : json_null());
	json_object_set_new_nocheck(topic, "score", json_integer(*ret_score));
	json_object_set_new_nocheck(topic, "hits", hits);
	return topic;
}

static bool
hits_have(const json_t *hits, const RuleClause *clause)
{
	size_t i;
	json_t *hit;

	json_array_foreach ((json_t *)hits, i, hit)
		if (json_object_get(hit, "rule") == clause->place)
			return true;
	return false;
}

void
rule_verdict_near(const RuleMatch *match, const RuleSection *section, json_t *topic)
{
	const json_t *hits = json_object_get(topic, "hits");
	json_t *lacks = json_array();

	for (guint i = 0; i < section->clauses->len && json_array_size(lacks) < LACKS_MAX; i++) {
		const RuleClause *clause = section->clauses->pdata[i];

		if (clause->score > 0 && rule_window_holds(&clause->window, match->day) &&
		    !hits_have(hits, clause))
			json_array_append_new(lacks, json_pack("{s:O, s:i}", "rule", clause->place,
							       "score", clause->score));
	}
	json_object_set_new(topic, "threshold", json_integer(section->threshold));
	json_object_set_new(topic, "lacks", lacks);
}

/* Every place of a section of conditions and bare clauses; NULL when it does not hit. */
static GArray *
find_all(RuleMatch *match, const RuleSection *section)
{
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RuleFound));
	bool hit;

	if (!rule_window_holds(&section->window, match->day))
		return NULL;
	hit = rule_match_whens(match, section, found);
	for (guint i = 0; i < section->clauses->len; i++) {
		g_autoptr(GArray) some =
			rule_match_clause(match, section->clauses->pdata[i], RULE_PATTERN_SPANS);

		hit |= some->len > 0;
		g_array_append_vals(found, some->data, some->len);
	}
	return hit ? g_steal_pointer(&found) : NULL;
}

json_t *
rule_verdict_kind(RuleMatch *match, const RuleSection *section)
{
	g_autoptr(GArray) found = find_all(match, section);
	const RuleClause *clause = NULL;
	json_t *hits;
	size_t n = 0;

	if (found == NULL)
		return NULL;
	hits = json_array();
	for (guint i = 0; i < found->len; i++) {
		const RuleFound *one = &g_array_index(found, RuleFound, i);

		n = one->clause == clause ? n + 1 : 0;
		clause = one->clause;
		if (n < HITS_MAX)
			json_array_append_new(hits, hit_json(one, false));
	}
	return hits;
}

json_t *
rule_verdict_angle(RuleMatch *match, const RuleSection *section)
{
	json_t *angle = json_object(), *hits = rule_verdict_kind(match, section);

	json_object_set_new(angle, "angle", json_string(section->name));
	json_object_set_new(angle, "found", json_boolean(hits != NULL));
	json_object_set_new(angle, "hits", hits != NULL ? hits : json_array());
	return angle;
}

json_t *
rule_verdict_check(RuleMatch *match, const RuleSection *section)
{
	json_t *hits = rule_verdict_kind(match, section), *check;

	if (hits == NULL)
		return NULL;
	check = json_object();
	json_object_set_new(check, "check", json_string(section->name));
	json_object_set_new(check, "say", json_string(section->say));
	json_object_set_new(check, "hits", hits);
	return check;
}

static json_t *
mark_json(const RuleSection *section, const char *where, json_t *hits)
{
	json_t *mark = json_object();

	json_object_set_new(mark, "mark", json_string(section->name));
	json_object_set_new(mark, "where", json_string(where));
	json_object_set_new(mark, "tier", json_integer(section->tier));
	json_object_set_new(mark, "hits", hits);
	return mark;
}

void
rule_verdict_mark(RuleMatch *match, const RuleSection *section, json_t *marks)
{
	g_autoptr(GArray) found = find_all(match, section);

	for (guint p = 0; found != NULL && p < match->parts->len; p++) {
		const RulePart *part = match->parts->pdata[p];
		json_t *hits = json_array();

		for (guint i = 0; i < found->len && json_array_size(hits) < HITS_MAX; i++) {
			const RuleFound *one = &g_array_index(found, RuleFound, i);

			if (one->part == part)
				json_array_append_new(hits, hit_json(one, false));
		}
		if (json_array_size(hits) > 0)
			json_array_append_new(marks, mark_json(section, part->label, hits));
		else
			json_decref(hits);
	}
	/* true by a `not` alone: no place to show, yet the mark stands */
	if (found != NULL && found->len == 0)
		json_array_append_new(marks, mark_json(section, "body", json_array()));
}

json_t *
rule_verdict_errors(const RuleMatch *match)
{
	json_t *errors = json_array();

	for (guint i = 0; i < match->failures->len; i++) {
		const RuleFailure *failure = &g_array_index(match->failures, RuleFailure, i);
		json_t *error = json_object();

		json_object_set(error, "rule", failure->clause->place);
		json_object_set_new(error, "why", json_string(failure->why));
		json_array_append_new(errors, error);
	}
	return errors;
}
