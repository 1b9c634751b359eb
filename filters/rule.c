/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule — making and freeing what a rule file says
 */
#include "filters/rule.h"

static void
let_free(void *data)
{
	RuleLet *let = data;

	g_free(let->name);
	rule_clause_free(let->clause);
	g_free(let);
}

static void
example_free(void *data)
{
	RuleExample *example = data;

	g_free(example->text);
	g_free(example);
}

RuleSection *
rule_section_new(RuleSectionType type, const char *name)
{
	RuleSection *section = g_new0(RuleSection, 1);

	section->type = type;
	section->name = g_strdup(name);
	section->threshold = 1;
	section->tier = 1;
	section->clauses = g_ptr_array_new_with_free_func((GDestroyNotify)rule_clause_free);
	section->lets = g_ptr_array_new_with_free_func(let_free);
	section->whens = g_ptr_array_new_with_free_func((GDestroyNotify)rule_when_free);
	section->examples = g_ptr_array_new_with_free_func(example_free);
	return section;
}

void
rule_section_free(RuleSection *section)
{
	if (section == NULL)
		return;
	g_free(section->name);
	g_free(section->group);
	g_free(section->say);
	g_ptr_array_unref(section->clauses);
	g_ptr_array_unref(section->lets);
	g_ptr_array_unref(section->whens);
	g_ptr_array_unref(section->examples);
	g_free(section);
}

RuleClause *
rule_clause_new(const char *file, size_t line)
{
	RuleClause *clause = g_new0(RuleClause, 1);

	clause->file = file;
	clause->line = line;
	clause->place = json_sprintf("%s:%zu", file, line);
	clause->score = 1;
	clause->max = 1;
	return clause;
}

void
rule_clause_free(RuleClause *clause)
{
	if (clause == NULL)
		return;
	json_decref(clause->place);
	g_free(clause->header);
	rule_pattern_free(clause->pattern);
	rule_pattern_free(clause->near_pattern);
	g_free(clause);
}

RuleWhen *
rule_when_new(RuleWhenType type, RuleWhen *left, RuleWhen *right)
{
	RuleWhen *when = g_new0(RuleWhen, 1);

	when->type = type;
	when->left = left;
	when->right = right;
	return when;
}

void
rule_when_free(RuleWhen *when)
{
	if (when == NULL)
		return;
	rule_when_free(when->left);
	rule_when_free(when->right);
	g_free(when);
}
