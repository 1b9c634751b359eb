/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ruleset — rule files in, a verdict on a letter's text out
 *
 * Loading goes on after every error, so that one check shows all. Marks are
 * looked for first: should a letter use up its time, they were not left out.
 */
#include "filters/ruleset.h"

#include "base/i18n.h"
#include "base/lines.h"
#include "filters/rule.h"
#include "filters/rule_parse.h"
#include "filters/rule_verdict.h"

#include <string.h>

/* Enters a clause of section n into the index, its near as well. */
static void
register_clause(RuleSet *set, RuleClause *clause, guint n)
{
	clause->literal = rule_pattern_register(clause->pattern, set->index);
	g_array_append_val(set->owners, n);
	if (clause->near_pattern == NULL)
		return;
	clause->literal |= rule_pattern_register(clause->near_pattern, set->index);
	g_array_append_val(set->owners, n);
}

static void
make_index(RuleSet *set)
{
	set->index = rule_index_new();
	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];

		for (guint j = 0; j < section->clauses->len; j++)
			register_clause(set, section->clauses->pdata[j], i);
		for (guint j = 0; j < section->lets->len; j++)
			register_clause(set, ((RuleLet *)section->lets->pdata[j])->clause, i);
	}
	rule_index_seal(set->index);
}

/* A list of words that two clauses name tells its problems twice. */
static void
drop_repeated(GPtrArray *problems, guint first)
{
	for (guint i = problems->len; i-- > first + 1;)
		if (strcmp(problems->pdata[i], problems->pdata[i - 1]) == 0)
			g_ptr_array_remove_index(problems, i);
}

RuleSet *
ruleset_load_with(const RuleFile *files, size_t n_files, const RuleReader *reader,
		  GPtrArray *problems)
{
	g_autoptr(RuleSet) set = g_new0(RuleSet, 1);
	g_autoptr(GError) error = NULL;
	guint n_problems = problems->len;

	set->sections = g_ptr_array_new_with_free_func((GDestroyNotify)rule_section_free);
	set->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (int i = 0; i < RULE_SECTION_TYPES; i++)
		set->by_type[i] = g_ptr_array_new();
	set->owners = g_array_new(FALSE, FALSE, sizeof(guint));
	set->engine = rule_engine_new();
	set->files = rule_files_new(files, n_files, reader);
	if (!fold_load(&error)) {
		g_ptr_array_add(problems, g_strdup(error->message));
		return NULL;
	}
	for (size_t i = 0; i < rule_files_n(set->files); i++)
		rule_parse_file(rule_files_at(set->files, i), set, problems);
	set->hash = rule_files_close(set->files);
	lines_sort(problems, n_problems);
	drop_repeated(problems, n_problems);
	if (problems->len > n_problems)
		return NULL;
	make_index(set);
	return g_steal_pointer(&set);
}

RuleSet *
ruleset_load(const RuleFile *files, size_t n_files, GPtrArray *problems)
{
	return ruleset_load_with(files, n_files, NULL, problems);
}

void
ruleset_free(RuleSet *set)
{
	if (set == NULL)
		return;
	g_hash_table_unref(set->by_name);
	for (int i = 0; i < RULE_SECTION_TYPES; i++)
		g_ptr_array_unref(set->by_type[i]);
	g_ptr_array_unref(set->sections);
	g_array_unref(set->owners);
	rule_files_free(set->files);
	rule_engine_free(set->engine);
	rule_index_free(set->index);
	g_free(set->hash);
	g_free(set);
}

void
ruleset_without_index(RuleSet *set)
{
	g_clear_pointer(&set->index, rule_index_free);
}

char *
ruleset_hash(const RuleSet *set)
{
	return g_strdup(set->hash);
}

static json_t *
match_marks(const RuleSet *set, RuleMatch *match)
{
	json_t *marks = json_array();

	for (guint i = 0; i < set->by_type[RULE_MARK]->len; i++)
		rule_verdict_mark(match, set->by_type[RULE_MARK]->pdata[i], marks);
	return marks;
}

static void
match_kind(const RuleSet *set, RuleMatch *match, json_t *verdict)
{
	const char *kind = RULESET_KIND_USUAL;
	json_t *hits = NULL;

	for (guint i = 0; i < set->by_type[RULE_KIND]->len && hits == NULL; i++) {
		const RuleSection *section = set->by_type[RULE_KIND]->pdata[i];

		hits = rule_verdict_kind(match, section);
		if (hits != NULL)
			kind = section->name;
	}
	json_object_set_new(verdict, "kind", json_string(kind));
	json_object_set_new(verdict, "kind_hits", hits != NULL ? hits : json_array());
}

static json_int_t
score_at(const json_t *topics, size_t at)
{
	return json_integer_value(json_object_get(json_array_get(topics, at), "score"));
}

/* Inserts behind the last whose score is not lower: highest first, then file order. */
static void
insert_by_score(json_t *topics, json_t *topic, json_int_t score)
{
	size_t at = json_array_size(topics);

	while (at > 0 && score_at(topics, at - 1) < score)
		at--;
	json_array_insert_new(topics, at, topic);
}

/* The sections with a pattern that may match: guint, in their order, each once. */
static GArray *
sections_that_may(const RuleSet *set, const RuleMatch *match)
{
	GArray *sections = g_array_new(FALSE, FALSE, sizeof(guint));
	guint last = G_MAXUINT;

	if (match->any == NULL) {
		for (guint i = 0; i < set->sections->len; i++)
			g_array_append_val(sections, i);
		return sections;
	}
	for (size_t i = 0; (i = rule_hits_next(match->any, i)) < set->owners->len; i++) {
		guint owner = g_array_index(set->owners, guint, i);

		if (owner != last)
			g_array_append_val(sections, owner);
		last = owner;
	}
	return sections;
}

/* Without a hit no topic reaches its threshold, which is 1 or more. */
static void
match_topics(const RuleSet *set, RuleMatch *match, json_t *verdict)
{
	g_autoptr(GArray) sections = sections_that_may(set, match);
	json_t *topics = json_array(), *near = json_array();

	for (guint i = 0; i < sections->len; i++) {
		const RuleSection *section =
			set->sections->pdata[g_array_index(sections, guint, i)];
		json_t *topic;
		bool positive;
		int score;

		if (section->type != RULE_TOPIC)
			continue;
		topic = rule_verdict_topic(match, section, &score, &positive);
		if (topic == NULL)
			continue;
		if (score < section->threshold && !positive) {
			json_decref(topic);
			continue;
		}
		if (score < section->threshold)
			rule_verdict_near(match, section, topic);
		insert_by_score(score < section->threshold ? near : topics, topic, score);
	}
	json_object_set_new(verdict, "topics", topics);
	json_object_set_new(verdict, "near", near);
}

static void
match_angles(const RuleSet *set, RuleMatch *match, json_t *verdict)
{
	json_t *angles = json_array();

	for (guint i = 0; i < set->by_type[RULE_ANGLE]->len; i++)
		json_array_append_new(
			angles, rule_verdict_angle(match, set->by_type[RULE_ANGLE]->pdata[i]));
	json_object_set_new(verdict, "angles", angles);
}

static void
match_checks(const RuleSet *set, RuleMatch *match, json_t *verdict)
{
	json_t *checks = json_array();

	for (guint i = 0; i < set->by_type[RULE_CHECK]->len; i++) {
		json_t *check = rule_verdict_check(match, set->by_type[RULE_CHECK]->pdata[i]);

		if (check != NULL)
			json_array_append_new(checks, check);
	}
	json_object_set_new(verdict, "checks", checks);
}

/* What the writer quotes says nothing about what he wrote. */
static void
match_own(const RuleSet *set, RuleMatch *whole, const RuleInput *input, json_t *verdict)
{
	RuleInput own = *input;
	g_autoptr(RuleMatch) match = NULL;
	json_t *errors;

	if (input->own == NULL || g_strcmp0(input->own, input->body) == 0) {
		match_angles(set, whole, verdict);
		match_checks(set, whole, verdict);
		json_object_set_new(verdict, "rule_errors", rule_verdict_errors(whole));
		return;
	}
	json_object_set_new(verdict, "rule_errors", rule_verdict_errors(whole));
	own.body = input->own;
	match = rule_match_new(set->engine, set->index, &own);
	match_angles(set, match, verdict);
	match_checks(set, match, verdict);
	errors = rule_verdict_errors(match);
	json_array_extend(json_object_get(verdict, "rule_errors"), errors);
	json_decref(errors);
}

json_t *
ruleset_match(const RuleSet *set, const RuleInput *input)
{
	g_autoptr(RuleMatch) match = rule_match_new(set->engine, set->index, input);
	json_t *verdict = json_object(), *marks = match_marks(set, match);

	match_topics(set, match, verdict);
	match_kind(set, match, verdict);
	json_object_set_new(verdict, "marks", marks);
	match_own(set, match, input, verdict);
	return verdict;
}

json_t *
ruleset_marks_only(const RuleSet *set, const RuleInput *input)
{
	g_autoptr(RuleMatch) match = rule_match_new(set->engine, set->index, input);
	json_t *verdict = json_object();

	json_object_set_new(verdict, "marks", match_marks(set, match));
	json_object_set_new(verdict, "rule_errors", rule_verdict_errors(match));
	return verdict;
}

static GPtrArray *
names_of(const RuleSet *set, RuleSectionType type)
{
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < set->by_type[type]->len; i++)
		g_ptr_array_add(names, ((RuleSection *)set->by_type[type]->pdata[i])->name);
	return names;
}

GPtrArray *
ruleset_kinds(const RuleSet *set)
{
	return names_of(set, RULE_KIND);
}

GPtrArray *
ruleset_topics(const RuleSet *set)
{
	return names_of(set, RULE_TOPIC);
}

GPtrArray *
ruleset_angles(const RuleSet *set)
{
	return names_of(set, RULE_ANGLE);
}

GPtrArray *
ruleset_groups(const RuleSet *set)
{
	GPtrArray *groups = g_ptr_array_new();

	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];

		if (section->group != NULL &&
		    !g_ptr_array_find_with_equal_func(groups, section->group, g_str_equal, NULL))
			g_ptr_array_add(groups, section->group);
	}
	return groups;
}

json_t *
ruleset_labels(const RuleSet *set)
{
	const GPtrArray *sections = set->by_type[RULE_TOPIC];
	static const char *const own[] = { RULESET_KIND_USUAL, RULESET_KIND_URGENT };
	g_autoptr(GPtrArray) names = ruleset_kinds(set);
	json_t *topics = json_array(), *kinds = json_array();

	for (guint i = 0; i < sections->len; i++) {
		const RuleSection *section = sections->pdata[i];

		json_array_append_new(topics, json_pack("{s:s, s:s?}", "topic", section->name,
							"group", section->group));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
		if (!g_ptr_array_find_with_equal_func(names, own[i], g_str_equal, NULL))
			g_ptr_array_add(names, (void *)own[i]);
	for (guint i = 0; i < names->len; i++)
		json_array_append_new(kinds, json_string(names->pdata[i]));
	return json_pack("{s:o, s:o}", "topics", topics, "kinds", kinds);
}

bool
ruleset_has_marks(const RuleSet *set)
{
	return set->by_type[RULE_MARK]->len > 0;
}

bool
ruleset_has_angles(const RuleSet *set)
{
	return set->by_type[RULE_ANGLE]->len > 0;
}

bool
ruleset_has_checks(const RuleSet *set)
{
	return set->by_type[RULE_CHECK]->len > 0;
}

bool
ruleset_has_topics(const RuleSet *set)
{
	return set->by_type[RULE_TOPIC]->len > 0;
}

bool
ruleset_has_kinds(const RuleSet *set)
{
	return set->by_type[RULE_KIND]->len > 0;
}

size_t
ruleset_n_clauses(const RuleSet *set)
{
	size_t n = 0;

	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];

		n += section->clauses->len + section->lets->len;
	}
	return n;
}
