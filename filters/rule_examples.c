/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_examples — 例 and 非例: what a section says of itself, tried
 *
 * Each example is subject and body at once, and its own section alone is asked:
 * an example of a kind need not be the first kind that hits.
 */
#include "base/i18n.h"
#include "base/lines.h"
#include "filters/rule.h"
#include "filters/rule_verdict.h"
#include "filters/ruleset.h"

static void
try_topic(RuleMatch *match, const RuleSection *section, const RuleExample *example,
	  GPtrArray *problems)
{
	bool positive;
	int score;

	json_decref(rule_verdict_topic(match, section, &score, &positive));
	if ((score >= section->threshold) == example->wanted)
		return;
	lines_problem(problems, example->file, (int)example->line, (int)example->column,
		      example->wanted ? _("this example of “%s” scores %d and does not reach the "
					  "threshold %d")
				      : _("this counter-example of “%s” scores %d and reaches the "
					  "threshold %d"),
		      section->name, score, section->threshold);
}

static void
try_other(RuleMatch *match, const RuleSection *section, const RuleExample *example,
	  GPtrArray *problems)
{
	json_t *hits = rule_verdict_kind(match, section);
	bool hit = hits != NULL;

	json_decref(hits);
	if (hit == example->wanted)
		return;
	lines_problem(problems, example->file, (int)example->line, (int)example->column,
		      example->wanted ? _("this example of “%s” does not hit")
				      : _("this counter-example of “%s” hits"),
		      section->name);
}

void
ruleset_try_examples(const RuleSet *set, GPtrArray *problems)
{
	for (guint i = 0; i < set->sections->len; i++) {
		const RuleSection *section = set->sections->pdata[i];

		for (guint j = 0; j < section->examples->len; j++) {
			const RuleExample *example = section->examples->pdata[j];
			RuleInput input = { .subject = example->text, .body = example->text };
			g_autoptr(RuleMatch) match =
				rule_match_new(set->engine, set->index, &input);

			if (section->type == RULE_TOPIC)
				try_topic(match, section, example, problems);
			else
				try_other(match, section, example, problems);
			for (guint k = 0; k < match->failures->len; k++)
				lines_problem(problems, example->file, (int)example->line,
					      (int)example->column, "%s",
					      g_array_index(match->failures, RuleFailure, k).why);
		}
	}
}

GPtrArray *
ruleset_marks_missed(const RuleSet *set, const RuleSet *of, size_t *ret_n_all)
{
	GPtrArray *missed = g_ptr_array_new();
	const GPtrArray *marks = of->by_type[RULE_MARK];

	*ret_n_all = 0;
	for (guint i = 0; i < marks->len; i++) {
		const RuleSection *mark = marks->pdata[i];

		for (guint j = 0; j < mark->examples->len; j++) {
			const RuleExample *example = mark->examples->pdata[j];
			RuleInput input = { .subject = example->text, .body = example->text };
			json_t *found;

			if (!example->wanted)
				continue;
			++*ret_n_all;
			found = ruleset_marks_only(set, &input);
			if (json_array_size(json_object_get(found, "marks")) == 0)
				g_ptr_array_add(missed, example->text);
			json_decref(found);
		}
	}
	return missed;
}
