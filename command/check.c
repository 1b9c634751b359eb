/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check — every error of every file of an office
 *
 * The office's own files first, then the rules with their 例 and 非例, then the
 * schemes, then kinds and topics that are named and not defined. One broken
 * file does not hide the errors of the next.
 *
 * Promise: an office that passes is one that the service starts with.
 */
#include "command/subcommands.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/desk.h"
#include "pipeline/reading/rules.h"

typedef struct {
	GPtrArray *problems, *notes;
} Found;

static char **
check_glob(const Office *office, const char *pattern)
{
	g_autofree char *path = office_path(office, pattern);
	g_autoptr(GStrvBuilder) files = g_strv_builder_new();
	glob_t found;

	if (glob(path, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			g_strv_builder_add(files, found.gl_pathv[i]);
	globfree(&found);
	return g_strv_builder_end(files);
}

/* Where office.conf or people.csv are wrong, rules and schemes are still looked at: where
 * they lie by default. NULL: office.conf itself is wrong, only the folder is known. */
static Office *
check_part_office(const char *directory)
{
	g_autoptr(GPtrArray) ignored = g_ptr_array_new_with_free_func(g_free);
	Office *office = office_load_minimal(directory, ignored);

	if (!office)
		return NULL;
	g_strfreev(office->rule_files);
	g_strfreev(office->scheme_files);
	office->rule_files = check_glob(office, "filters/*.rules");
	office->scheme_files = check_glob(office, "assess/*.scheme");
	return office;
}

static bool
check_defines(const GPtrArray *names, const char *name)
{
	return g_ptr_array_find_with_equal_func((GPtrArray *)names, name, g_str_equal, NULL);
}

static void
check_named(const Office *office, const RuleSet *rules, GPtrArray *problems)
{
	g_autoptr(GPtrArray) named_kinds = office_named_kinds(office);
	g_autoptr(GPtrArray) named_topics = office_named_topics(office);
	g_autoptr(GPtrArray) kinds = ruleset_kinds(rules);
	g_autoptr(GPtrArray) topics = ruleset_topics(rules);
	g_autoptr(GPtrArray) groups = ruleset_groups(rules);

	for (guint i = 0; i < named_kinds->len; i++) {
		const OfficeNaming *naming = named_kinds->pdata[i];

		if (!check_defines(kinds, naming->name))
			g_ptr_array_add(problems,
					g_strdup_printf(_("%s: no rule defines the kind %s"),
							naming->where, naming->name));
	}
	for (guint i = 0; i < named_topics->len; i++) {
		const OfficeNaming *naming = named_topics->pdata[i];

		if (!check_defines(topics, naming->name) && !check_defines(groups, naming->name))
			g_ptr_array_add(problems,
					g_strdup_printf(_("%s: no rule defines the topic %s"),
							naming->where, naming->name));
	}
}

/* The rules without what office.conf and people.csv name: check_named knows the places. */
static RuleSet *
check_load_rules(const Office *office, const Found *found)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	Office bare = *office;

	bare.journals = none;
	bare.roster = NULL;
	return rules_of_office(&bare, found->problems, found->notes);
}

static void
check_rules(const Office *office, bool whole, const Found *found)
{
	g_autoptr(RuleSet) rules = check_load_rules(office, found);

	if (!rules)
		return;
	ruleset_try_examples(rules, found->problems);
	if (whole)
		check_named(office, rules, found->problems);
}

static void
check_schemes(const Office *office, const Found *found)
{
	g_autoptr(Scheme) scheme = desk_load_scheme(office, found->problems);
}

/* Paths of the office are shown as an operator writes them. */
static void
check_print(FILE *to, const char *directory, const GPtrArray *lines)
{
	g_autofree char *prefix = g_strconcat(directory, "/", NULL);

	for (guint i = 0; i < lines->len; i++) {
		const char *one = lines->pdata[i];

		if (g_str_has_prefix(one, prefix))
			one += strlen(prefix);
		fprintf(to, "%s\n", one);
	}
}

int
check_command(const CommandLine *line, GError **error)
{
	g_auto(GStrv) args = NULL;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	Found found = { problems, notes };
	g_autoptr(Office) office = NULL;
	bool help, whole;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 0, 0, error) || !command_directory(line, error))
		return -1;
	office = office_load(line->office, problems, notes);
	whole = office != NULL;
	if (!whole)
		office = check_part_office(line->office);
	if (office) {
		check_rules(office, whole, &found);
		check_schemes(office, &found);
	}
	check_print(stderr, line->office, problems);
	check_print(stdout, line->office, notes);
	if (problems->len > 0)
		return 78;
	printf("%s\n", _("no errors"));
	return 0;
}
