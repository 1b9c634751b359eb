/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules — the rule set that is in force in an office
 */
#include "pipeline/reading/rules.h"

#include "base/files.h"
#include "base/i18n.h"
#include "filters/shipped.h"

#include <stdlib.h>
#include <string.h>

#define RULES_MISSED 3 /* marks are named */
#define RULES_FILE_BYTES (8u << 20)

static const char *
rules_name(const Office *office, const char *path)
{
	size_t n = strlen(office->directory);

	if (strncmp(path, office->directory, n) == 0 && path[n] == '/')
		return path + n + 1;
	return path;
}

/* The files of the office, bytes owned by `kept`. */
static GArray *
rules_files(const Office *office, GPtrArray *kept, GPtrArray *problems)
{
	GArray *files = g_array_new(FALSE, FALSE, sizeof(RuleFile));

	for (char **path = office->rule_files; path && *path; path++) {
		g_autoptr(GError) error = NULL;
		size_t n_bytes = 0;
		char *bytes = files_read_path(*path, RULES_FILE_BYTES, &n_bytes, &error);
		RuleFile file = { rules_name(office, *path), bytes, n_bytes };

		if (!bytes) {
			g_ptr_array_add(problems, g_strdup(error->message));
			continue;
		}
		g_ptr_array_add(kept, bytes);
		g_array_append_val(files, file);
	}
	return files;
}

/* Does the path lead into the folder, links followed? */
static bool
rules_lies_in(const char *path, const char *folder)
{
	g_autofree char *real = NULL;
	g_autofree char *home = NULL;
	char *found = realpath(path, NULL);
	char *base = realpath(folder, NULL);
	size_t n;

	real = g_strdup(found);
	home = g_strdup(base);
	free(found);
	free(base);
	if (!real || !home)
		return false;
	n = strlen(home);
	return strncmp(real, home, n) == 0 && (real[n] == '/' || strcmp(home, "/") == 0);
}

char *
rules_read_named(void *data, const char *name, size_t *ret_n_bytes, char **ret_why)
{
	const char *folder = data;
	g_autofree char *path = g_path_is_absolute(name) || !folder
					? g_strdup(name)
					: g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;
	char *bytes;

	if (!g_path_is_absolute(name) && folder && g_file_test(path, G_FILE_TEST_EXISTS) &&
	    !rules_lies_in(path, folder)) {
		*ret_why = g_strdup(_("a link leads out of the office's folder"));
		return NULL;
	}
	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		*ret_why = g_strdup(_("there is no such file"));
		return NULL;
	}
	bytes = files_read_path(path, RULES_FILE_BYTES, ret_n_bytes, &error);
	if (!bytes)
		*ret_why = g_strdup(error->message);
	return bytes;
}

/* What no office shall be without: it stands in where no rule of the office defines any. */
static const struct {
	bool (*has)(const RuleSet *set);
	size_t (*shipped)(RuleFile **ret_files);
	const char *note;
} rules_standing_in[] = {
	{ ruleset_has_marks, shipped_marks,
	  N_("no rule defines a secrecy mark: the marks shipped with the program are used") },
	{ ruleset_has_angles, shipped_angles,
	  N_("no rule defines an angle: 情况 问题 分析 建议 as shipped with the program are "
	     "used") },
	{ ruleset_has_checks, shipped_checks,
	  N_("no rule defines a house check: the checks shipped with the program are used") },
};

/* What the office's own marks let pass of what the shipped ones hold; NULL: nothing. */
static char *
rules_missed(const RuleSet *own)
{
	g_autofree RuleFile *files = NULL;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) shipped = NULL;
	g_autoptr(GPtrArray) missed = NULL;
	g_autoptr(GString) some = g_string_new(NULL);
	size_t n_all, n_files = shipped_marks(&files);

	shipped = ruleset_load(files, n_files, problems);
	g_assert(shipped);
	missed = ruleset_marks_missed(own, shipped, &n_all);
	if (missed->len == 0)
		return NULL;
	for (guint i = 0; i < missed->len && i < RULES_MISSED; i++)
		g_string_append_printf(some, "%s“%s”", i > 0 ? " " : "", (char *)missed->pdata[i]);
	return g_strdup_printf(
		_("the office's own marks replace the shipped ones and let pass %u "
		  "of %zu marks that those hold, such as %s; where no [mark …] stands in "
		  "the rules the shipped ones are in force"),
		missed->len, n_all, some->str);
}

/* The office's own files, and what stands in beside them. */
static RuleSet *
rules_of_files(const Office *office, GArray *files, GPtrArray *problems, GPtrArray *notes)
{
	RuleReader reader = { rules_read_named, office->directory };
	g_autoptr(RuleSet) own = ruleset_load_with((const RuleFile *)(void *)files->data,
						   files->len, &reader, problems);
	guint n_own = files->len;

	for (size_t i = 0; own && i < G_N_ELEMENTS(rules_standing_in); i++) {
		g_autofree RuleFile *more = NULL;
		size_t n_more;

		if (rules_standing_in[i].has(own))
			continue;
		n_more = rules_standing_in[i].shipped(&more);
		g_array_append_vals(files, more, (guint)n_more);
		if (notes)
			g_ptr_array_add(notes, g_strdup(_(rules_standing_in[i].note)));
	}
	if (own && notes && ruleset_has_marks(own)) {
		char *missed = rules_missed(own);

		if (missed)
			g_ptr_array_add(notes, missed);
	}
	if (!own || files->len == n_own)
		return g_steal_pointer(&own);
	return ruleset_load_with((const RuleFile *)(void *)files->data, files->len, &reader,
				 problems);
}

static RuleSet *
rules_shipped(GPtrArray *problems)
{
	g_autofree RuleFile *files = NULL;
	size_t n_files = shipped_rules(&files);

	return ruleset_load(files, n_files, problems);
}

static bool
rules_has(const GPtrArray *names, const char *name)
{
	for (guint i = 0; i < names->len; i++)
		if (strcmp(names->pdata[i], name) == 0)
			return true;
	return false;
}

static void
rules_check_kinds(const Office *office, const RuleSet *set, GPtrArray *problems)
{
	g_autoptr(GPtrArray) kinds = ruleset_kinds(set);

	for (guint i = 0; i < office->journals->len; i++) {
		const Journal *journal = office->journals->pdata[i];

		for (char **kind = journal->kinds; kind && *kind; kind++)
			if (!rules_has(kinds, *kind))
				g_ptr_array_add(
					problems,
					g_strdup_printf(_("office.conf:1:1: [journal %s] names "
							  "the kind %s, which no rule defines"),
							journal->name, *kind));
	}
}

static void
rules_check_topics(const Office *office, const RuleSet *set, GPtrArray *problems)
{
	g_autoptr(GPtrArray) topics = ruleset_topics(set);
	g_autoptr(GPtrArray) groups = ruleset_groups(set);
	const GPtrArray *people = office->roster ? roster_all(office->roster) : NULL;

	for (guint i = 0; people && i < people->len; i++) {
		const Person *person = people->pdata[i];

		for (char **topic = person->topics; topic && *topic; topic++)
			if (strcmp(*topic, "*") != 0 && !rules_has(topics, *topic) &&
			    !rules_has(groups, *topic))
				g_ptr_array_add(
					problems,
					g_strdup_printf(_("people.csv:%d:1: the topic %s is "
							  "defined by no rule"),
							person->line, *topic));
	}
}

RuleSet *
rules_of_office(const Office *office, GPtrArray *problems, GPtrArray *notes)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) files = NULL;
	g_autoptr(RuleSet) set = NULL;
	guint n_before = problems->len;

	if (office && office->rule_files && office->rule_files[0]) {
		files = rules_files(office, kept, problems);
		if (problems->len > n_before)
			return NULL;
		set = rules_of_files(office, files, problems, notes);
	} else {
		if (office && notes)
			g_ptr_array_add(notes, g_strdup(_("filters/ holds no rules: those shipped "
							  "with the program are used")));
		set = rules_shipped(problems);
	}
	if (set && office) {
		rules_check_kinds(office, set, problems);
		rules_check_topics(office, set, problems);
	}
	return problems->len > n_before ? NULL : g_steal_pointer(&set);
}
