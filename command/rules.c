/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules — the rule set checked, or tried on a letter
 *
 * Not here: the language (chengbao-rules(5)), the office's other files (check).
 */
#include "command/subcommands.h"

#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/hits.h"
#include "command/input.h"
#include "command/rules_eval.h"
#include "command/rules_replay.h"
#include "command/rules_suggest.h"
#include "command/table.h"
#include "pipeline/reading/rules.h"

#define RULES_FILE_BYTES ((size_t)8 << 20)

/* Files named on the command line alone. */
static RuleSet *
rules_of_files(char **names, GPtrArray *problems)
{
	g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(RuleFile));
	g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
	RuleReader reader = { rules_read_named, NULL };

	for (; *names; names++) {
		g_autoptr(GError) error = NULL;
		size_t n = 0;
		char *bytes = files_read_path(*names, RULES_FILE_BYTES, &n, &error);
		RuleFile file = { *names, bytes, n };

		if (!bytes) {
			g_ptr_array_add(problems, g_strdup(error->message));
			continue;
		}
		g_ptr_array_add(kept, bytes);
		g_array_append_val(files, file);
	}
	if (problems->len > 0)
		return NULL;
	return ruleset_load_with((const RuleFile *)(void *)files->data, files->len, &reader,
				 problems);
}

static int
rules_check(const CommandLine *line, char **names, GError **error)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Office) office = NULL;
	g_autoptr(RuleSet) rules = NULL;
	g_autofree char *hash = NULL, *costs = NULL;

	if (*names)
		rules = rules_of_files(names, problems);
	else if (!line->office || (office = command_office(line, error)))
		rules = rules_of_office(office, problems, notes);
	else
		return -1;
	if (rules)
		ruleset_try_examples(rules, problems);
	for (guint i = 0; i < problems->len; i++)
		fprintf(stderr, "%s\n", (char *)problems->pdata[i]);
	for (guint i = 0; i < notes->len; i++)
		printf("%s\n", (char *)notes->pdata[i]);
	if (problems->len > 0 || !rules)
		return 78;
	hash = ruleset_hash(rules);
	costs = ruleset_costs(rules);
	if (costs)
		printf("%s\n", costs);
	printf(_("no errors: %zu clauses, hash %.12s\n"), ruleset_n_clauses(rules), hash);
	return 0;
}

static void
rules_say(const json_t *reading)
{
	HitsWords words = { record_string(reading, "subject"), record_string(reading, "new_text") };
	size_t i;
	json_t *one;

	hits_say_topics(_("topic"), record_member(reading, "topics"), &words);
	if (json_array_size(record_member(reading, "topics")) == 0)
		command_say("%s\n", _("no topic reached its threshold"));
	hits_say_topics(_("nearly"), record_member(reading, "near"), &words);
	if (record_string(reading, "kind_of_item"))
		command_say(_("kind %s\n"), record_string(reading, "kind_of_item"));
	hits_say(record_member(reading, "kind_hits"), &words);
	hits_say_marks(record_member(reading, "marks"), &words);
	hits_say_angles(record_member(reading, "angles"), &words);
	hits_say_checks(record_member(reading, "checks"), &words);
	json_array_foreach (json_object_get(reading, "rule_errors"), i, one)
		command_say(_("rule %s failed: %s\n"), record_string(one, "rule"),
			    record_string(one, "why"));
}

static json_t *
rules_json(const json_t *reading)
{
	static const char *const names[] = { "topics",	    "near",   "kind_of_item", "kind_hits",
					     "marks",	    "angles", "checks",	      "urgent",
					     "rule_errors", NULL };
	json_t *line = json_object();

	for (size_t i = 0; names[i]; i++) {
		json_t *value = json_object_get(reading, names[i]);

		json_object_set_new(line, strcmp(names[i], "kind_of_item") == 0 ? "kind" : names[i],
				    value ? json_incref(value) : json_null());
	}
	return line;
}

static int
rules_try(const CommandLine *line, const char *file, const char *day, bool json, GError **error)
{
	g_autoptr(json_t) reading = input_read_at(line, file, day, error);

	if (!reading)
		return -1;
	if (json) {
		g_autoptr(json_t) verdict = rules_json(reading);

		command_print_json(verdict);
	} else {
		rules_say(reading);
	}
	return 0;
}

/* The names that 主题 and 类型 take. */
static int
rules_list(const CommandLine *line, bool json, GError **error)
{
	static const char *const heads[] = { N_("topic"), N_("group"), NULL };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Office) office = line->office ? command_office(line, error) : NULL;
	g_autoptr(RuleSet) rules = NULL;
	g_autoptr(Table) table = table_new(heads);
	g_autoptr(json_t) labels = NULL;
	size_t i;
	json_t *one;

	if (line->office && !office)
		return -1;
	rules = rules_of_office(office, problems, NULL);
	for (guint k = 0; k < problems->len; k++)
		fprintf(stderr, "%s\n", (char *)problems->pdata[k]);
	if (!rules)
		return 78;
	labels = ruleset_labels(rules);
	json_array_foreach (json_object_get(labels, "topics"), i, one) {
		const char *cells[] = { record_string(one, "topic"), record_string(one, "group") };

		if (json)
			command_print_json(one);
		else
			table_add(table, cells);
	}
	table_print(table);
	json_array_foreach (json_object_get(labels, "kinds"), i, one) {
		g_autoptr(json_t) kind = json_pack("{s:O}", "kind", one);

		if (json)
			command_print_json(kind);
		else
			command_say(_("kind %s\n"), json_string_value(one));
	}
	return 0;
}

int
rules_command(const CommandLine *line, GError **error)
{
	gboolean json = FALSE, corrections = FALSE;
	g_autofree char *folder = NULL;
	g_autofree char *since = NULL;
	g_autofree char *at = NULL;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("one JSON object per line"), NULL },
		{ "rules", 0, 0, G_OPTION_ARG_FILENAME, &folder,
		  N_("replay: the *.rules of this folder instead of the office's"), "DIR" },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &since,
		  N_("replay, eval, suggest: only from this day on"), "D" },
		{ "corrections", 0, 0, G_OPTION_ARG_NONE, &corrections,
		  N_("eval: by what editors decided and corrected"), NULL },
		{ "at", 0, 0, G_OPTION_ARG_STRING, &at,
		  N_("try, eval: as if the letters had come on this day"), "D" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!args[0] || strcmp(args[0], "check") == 0)
		return rules_check(line, args[0] ? args + 1 : args, error);
	if (strcmp(args[0], "list") == 0)
		return command_count(args, 1, 1, error) ? rules_list(line, json, error) : -1;
	if (strcmp(args[0], "try") == 0)
		return command_count(args, 2, 2, error) ? rules_try(line, args[1], at, json, error)
							: -1;
	if (strcmp(args[0], "replay") == 0)
		return command_count(args, 1, 1, error)
			       ? rules_replay(line, &(RulesReplay){ folder, since, json }, error)
			       : -1;
	if (strcmp(args[0], "eval") == 0)
		return command_count(args, corrections ? 1 : 2, corrections ? 1 : 2, error)
			       ? rules_eval(line, &(RulesEval){ args[1], since, at, json }, error)
			       : -1;
	if (strcmp(args[0], "suggest") == 0)
		return command_count(args, 1, 1, error) ? rules_suggest(line, since, json, error)
							: -1;
	errors_set(error, ERRORS_USAGE, _("there is no “rules %s”"), args[0]);
	return -1;
}
