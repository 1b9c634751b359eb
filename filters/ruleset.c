/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ruleset — rule files in, a verdict on a letter's text out
 *
 * Loading goes on after every error, so that one check shows all. Marks are
 * looked for first: should a letter use up its time, they were not left out.
 */
#include "filters/ruleset.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "filters/rule.h"
#include "filters/rule_parse.h"
#include "filters/rule_verdict.h"

#include <string.h>

#define USUAL_KIND "动态"

static int
compare_files(const void *a, const void *b)
{
	const RuleFile *left = *(const RuleFile *const *)a, *right = *(const RuleFile *const *)b;

	return strcmp(left->name, right->name);
}

/* The files' hash: over their names and lengths too, so that no two sets share one. */
static char *
hash_files(const GPtrArray *files)
{
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 0; i < files->len; i++) {
		const RuleFile *file = files->pdata[i];

		g_string_append_printf(all, "%s\n%zu\n", file->name, file->n_bytes);
		g_string_append_len(all, file->bytes, (gssize)file->n_bytes);
	}
	return hash_hex(all->str, all->len);
}

RuleSet *
ruleset_load(const RuleFile *files, size_t n_files, GPtrArray *problems)
{
	g_autoptr(RuleSet) set = g_new0(RuleSet, 1);
	g_autoptr(GPtrArray) ordered = g_ptr_array_new();
	guint n_problems = problems->len;

	fold_load();
	set->names = g_ptr_array_new_with_free_func(g_free);
	set->sections = g_ptr_array_new_with_free_func((GDestroyNotify)rule_section_free);
	set->engine = rule_engine_new();
	for (size_t i = 0; i < n_files; i++)
		g_ptr_array_add(ordered, (void *)&files[i]);
	g_ptr_array_sort(ordered, compare_files);
	for (guint i = 0; i < ordered->len; i++) {
		const RuleFile *file = ordered->pdata[i];
		char *name = g_strdup(file->name);

		g_ptr_array_add(set->names, name);
		rule_parse_file(file, name, set->engine, set->sections, problems);
	}
	set->hash = hash_files(ordered);
	lines_sort(problems, n_problems);
	return problems->len > n_problems ? NULL : g_steal_pointer(&set);
}

void
ruleset_free(RuleSet *set)
{
	if (set == NULL)
		return;
	g_ptr_array_unref(set->sections);
	g_ptr_array_unref(set->names);
	rule_engine_free(set->engine);
	g_free(set->hash);
	g_free(set);
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

	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];

		if (section->type == RULE_MARK)
			rule_verdict_mark(match, section, marks);
	}
	return marks;
}

static void
match_kind(const RuleSet *set, RuleMatch *match, json_t *verdict)
{
	const char *kind = USUAL_KIND;
	json_t *hits = NULL;

	for (guint i = 0; i < set->sections->len && hits == NULL; i++) {
		const RuleSection *section = set->sections->pdata[i];

		if (section->type != RULE_KIND)
			continue;
		hits = rule_verdict_kind(match, section);
		if (hits != NULL)
			kind = section->name;
	}
	json_object_set_new(verdict, "kind", json_string(kind));
	json_object_set_new(verdict, "kind_hits", hits != NULL ? hits : json_array());
}

/* Inserts before the first with a lower score: highest first, then file order. */
static void
insert_by_score(json_t *topics, json_t *topic)
{
	json_int_t score = json_integer_value(json_object_get(topic, "score"));
	size_t at = 0;

	while (at < json_array_size(topics) &&
	       json_integer_value(json_object_get(json_array_get(topics, at), "score")) >= score)
		at++;
	json_array_insert_new(topics, at, topic);
}

static void
match_topics(const RuleSet *set, RuleMatch *match, json_t *verdict)
{
	json_t *topics = json_array(), *near = json_array();

	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];
		json_t *topic;
		bool positive;

		if (section->type != RULE_TOPIC)
			continue;
		topic = rule_verdict_topic(match, section, &positive);
		if (json_integer_value(json_object_get(topic, "score")) >= section->threshold)
			insert_by_score(topics, topic);
		else if (positive)
			insert_by_score(near, topic);
		else
			json_decref(topic);
	}
	json_object_set_new(verdict, "topics", topics);
	json_object_set_new(verdict, "near", near);
}

json_t *
ruleset_match(const RuleSet *set, const RuleInput *input)
{
	g_autoptr(RuleMatch) match = rule_match_new(set->engine, input);
	json_t *verdict = json_object(), *marks = match_marks(set, match);

	match_topics(set, match, verdict);
	match_kind(set, match, verdict);
	json_object_set_new(verdict, "marks", marks);
	json_object_set_new(verdict, "rule_errors", rule_verdict_errors(match));
	return verdict;
}

json_t *
ruleset_marks_only(const RuleSet *set, const RuleInput *input)
{
	g_autoptr(RuleMatch) match = rule_match_new(set->engine, input);
	json_t *verdict = json_object();

	json_object_set_new(verdict, "marks", match_marks(set, match));
	json_object_set_new(verdict, "rule_errors", rule_verdict_errors(match));
	return verdict;
}

static GPtrArray *
names_of(const RuleSet *set, RuleSectionType type)
{
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];

		if (section->type == type)
			g_ptr_array_add(names, section->name);
	}
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

static bool
has_type(const RuleSet *set, RuleSectionType type)
{
	g_autoptr(GPtrArray) names = names_of(set, type);

	return names->len > 0;
}

bool
ruleset_has_marks(const RuleSet *set)
{
	return has_type(set, RULE_MARK);
}

bool
ruleset_has_topics(const RuleSet *set)
{
	return has_type(set, RULE_TOPIC);
}

bool
ruleset_has_kinds(const RuleSet *set)
{
	return has_type(set, RULE_KIND);
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
