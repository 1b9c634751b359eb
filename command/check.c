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

/* What rules and schemes need to know of an office, complete even when office.conf or
 * people.csv have errors: then the files lie where they lie by default. */
typedef struct {
	Office office;
	char **rules, **schemes; /* ours, or NULL */
	GPtrArray *none;
	GPtrArray *problems, *notes;
} Checking;

static char **
check_glob(const char *directory, const char *pattern)
{
	g_autofree char *path = g_build_filename(directory, pattern, NULL);
	g_autoptr(GStrvBuilder) files = g_strv_builder_new();
	glob_t found;

	if (glob(path, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			g_strv_builder_add(files, found.gl_pathv[i]);
	globfree(&found);
	return g_strv_builder_end(files);
}

/* Without journals and people: check_named knows the places of what they name. */
static void
check_begin(Checking *checking, const char *directory, const Office *office)
{
	checking->none = g_ptr_array_new();
	if (office) {
		checking->office = *office;
	} else {
		checking->rules = check_glob(directory, "filters/*.rules");
		checking->schemes = check_glob(directory, "assess/*.scheme");
		checking->office.directory = (char *)directory;
		checking->office.rule_files = checking->rules;
		checking->office.scheme_files = checking->schemes;
	}
	checking->office.journals = checking->none;
	checking->office.roster = NULL;
}

static void
check_end(Checking *checking)
{
	g_strfreev(checking->rules);
	g_strfreev(checking->schemes);
	g_ptr_array_unref(checking->none);
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

static void
check_files(Checking *checking, const Office *office)
{
	g_autoptr(RuleSet) rules =
		rules_of_office(&checking->office, checking->problems, checking->notes);
	g_autoptr(Scheme) scheme = NULL;

	if (rules)
		ruleset_try_examples(rules, checking->problems);
	if (rules && office)
		check_named(office, rules, checking->problems);
	scheme = desk_load_scheme(&checking->office, checking->problems);
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
	g_autoptr(Office) office = NULL;
	Checking checking = { .problems = problems, .notes = notes };
	bool help;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 0, 0, error) || !command_directory(line, error))
		return -1;
	office = office_load(line->office, problems, notes);
	check_begin(&checking, line->office, office);
	check_files(&checking, office);
	check_end(&checking);
	check_print(stderr, line->office, problems);
	check_print(stdout, line->office, notes);
	if (problems->len > 0)
		return 78;
	printf("%s\n", _("no errors"));
	return 0;
}
