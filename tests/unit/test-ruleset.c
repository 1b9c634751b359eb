/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The golden triples of tests/rules: rules, a letter, the verdict; and bad
 * rules with their exact problems. Covers filters/ruleset.c, rule.c, rule_parse.c,
 * rule_clause.c, rule_head.c, rule_when.c, rule_cursor.c, rule_verdict.c, rule_examples.c,
 * rule_files.c, rule_word.c, rule_words.c, rule_number.c, rule_window.c.
 *
 * A file holds cases: "### NAME", then parts that begin with a line "--- PART":
 * rules, file NAME (that the rules name), subject, body, own, from, unit, header NAME,
 * document FILENAME, day (20260301), verdict, problems (of loading), examples (problems
 * of trying the examples).
 */
#include "filters/ruleset.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	char *place; /* FILE: NAME */
	GHashTable *parts;
	GPtrArray *names, *documents, *headers; /* headers: RuleHeader */
} Case;

static void
case_free(void *data)
{
	Case *one = data;

	g_free(one->place);
	g_hash_table_unref(one->parts);
	g_ptr_array_unref(one->names);
	g_ptr_array_unref(one->documents);
	g_ptr_array_unref(one->headers);
	g_free(one);
}

static const char *
part(const Case *one, const char *name)
{
	return g_hash_table_lookup(one->parts, name);
}

static void
put_part(Case *one, const char *head, const char *text)
{
	if (g_str_has_prefix(head, "document ")) {
		g_ptr_array_add(one->names, g_strdup(head + strlen("document ")));
		g_ptr_array_add(one->documents, *text != '\0' ? g_strdup(text) : NULL);
	} else if (g_str_has_prefix(head, "header ")) {
		RuleHeader *header = g_new0(RuleHeader, 1);

		header->name = g_strdup(head + strlen("header "));
		header->value = g_strdup(text);
		g_ptr_array_add(one->headers, header);
	} else {
		g_hash_table_insert(one->parts, g_strdup(head), g_strdup(text));
	}
}

static void
header_free(void *data)
{
	RuleHeader *header = data;

	g_free((char *)header->name);
	g_free((char *)header->value);
	g_free(header);
}

static Case *
parse_case(const char *file, const char *text)
{
	Case *one = g_new0(Case, 1);
	g_auto(GStrv) parts = g_strsplit(text, "\n--- ", -1);

	one->place = g_strdup_printf("%s: %s", file, parts[0]);
	g_strchomp(one->place);
	one->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	one->names = g_ptr_array_new_with_free_func(g_free);
	one->documents = g_ptr_array_new_with_free_func(g_free);
	one->headers = g_ptr_array_new_with_free_func(header_free);
	for (size_t i = 1; parts[i] != NULL; i++) {
		char *end = strchr(parts[i], '\n');

		if (end != NULL)
			*end = '\0';
		put_part(one, parts[i], end != NULL ? g_strchomp(end + 1) : "");
	}
	return one;
}

static GPtrArray *
read_cases(void)
{
	GPtrArray *cases = g_ptr_array_new_with_free_func(case_free);
	g_autoptr(GDir) folder = g_dir_open("tests/rules", 0, NULL);
	const char *name;

	g_assert_nonnull(folder);
	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *path = g_build_filename("tests/rules", name, NULL), *text = NULL;
		g_auto(GStrv) pieces = NULL;

		if (!g_str_has_suffix(name, ".golden"))
			continue;
		g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
		pieces = g_strsplit(text, "\n### ", -1);
		for (size_t i = 1; pieces[i] != NULL; i++)
			g_ptr_array_add(cases, parse_case(name, pieces[i]));
	}
	return cases;
}

static void
print_hits(GString *out, const json_t *hits)
{
	const json_t *hit;
	size_t i;

	json_array_foreach (hits, i, hit) {
		const json_t *score = json_object_get(hit, "score");

		g_string_append_printf(out, "  %s %s %d-%d %s",
				       json_string_value(json_object_get(hit, "rule")),
				       json_string_value(json_object_get(hit, "field")),
				       (int)json_integer_value(json_object_get(hit, "from")),
				       (int)json_integer_value(json_object_get(hit, "to")),
				       json_string_value(json_object_get(hit, "match")));
		if (score != NULL)
			g_string_append_printf(out, " %+d", (int)json_integer_value(score));
		g_string_append_c(out, '\n');
	}
}

/* Of a topic that stayed below. */
static void
print_lacks(GString *out, const json_t *topic)
{
	const json_t *threshold = json_object_get(topic, "threshold"), *lack;
	size_t i;

	if (threshold == NULL)
		return;
	g_string_append_printf(out, "  of %d", (int)json_integer_value(threshold));
	json_array_foreach (json_object_get(topic, "lacks"), i, lack)
		g_string_append_printf(out, " %s %+d",
				       json_string_value(json_object_get(lack, "rule")),
				       (int)json_integer_value(json_object_get(lack, "score")));
	g_string_append_c(out, '\n');
}

static void
print_topics(GString *out, const char *word, const json_t *topics)
{
	const json_t *topic;
	size_t i;

	json_array_foreach (topics, i, topic) {
		const char *group = json_string_value(json_object_get(topic, "group"));

		g_string_append_printf(out, "%s %s %s %d\n", word,
				       json_string_value(json_object_get(topic, "topic")),
				       group != NULL ? group : "-",
				       (int)json_integer_value(json_object_get(topic, "score")));
		print_hits(out, json_object_get(topic, "hits"));
		print_lacks(out, topic);
	}
}

/* The verdict in lines that people can read and write. */
static char *
print_verdict(const json_t *verdict)
{
	GString *out = g_string_new(NULL);
	const json_t *one;
	size_t i;

	print_topics(out, "topic", json_object_get(verdict, "topics"));
	print_topics(out, "near", json_object_get(verdict, "near"));
	g_string_append_printf(out, "kind %s\n",
			       json_string_value(json_object_get(verdict, "kind")));
	print_hits(out, json_object_get(verdict, "kind_hits"));
	json_array_foreach (json_object_get(verdict, "marks"), i, one) {
		g_string_append_printf(out, "mark %s %s %d\n",
				       json_string_value(json_object_get(one, "mark")),
				       json_string_value(json_object_get(one, "where")),
				       (int)json_integer_value(json_object_get(one, "tier")));
		print_hits(out, json_object_get(one, "hits"));
	}
	json_array_foreach (json_object_get(verdict, "angles"), i, one) {
		g_string_append_printf(
			out, "angle %s %s\n", json_string_value(json_object_get(one, "angle")),
			json_is_true(json_object_get(one, "found")) ? "found" : "missing");
		print_hits(out, json_object_get(one, "hits"));
	}
	json_array_foreach (json_object_get(verdict, "checks"), i, one) {
		g_string_append_printf(out, "check %s: %s\n",
				       json_string_value(json_object_get(one, "check")),
				       json_string_value(json_object_get(one, "say")));
		print_hits(out, json_object_get(one, "hits"));
	}
	json_array_foreach (json_object_get(verdict, "rule_errors"), i, one)
		g_string_append_printf(out, "error %s %s\n",
				       json_string_value(json_object_get(one, "rule")),
				       json_string_value(json_object_get(one, "why")));
	return g_strchomp(g_string_free(out, FALSE));
}

static char *
join(GPtrArray *problems)
{
	g_ptr_array_add(problems, NULL);
	return g_strjoinv("\n", (char **)problems->pdata);
}

/* Wanted and found, both with the case's name, so that a failure tells it. */
static void
compare(const Case *one, const char *found, const char *wanted)
{
	g_autofree char *a = g_strdup_printf("%s\n%s", one->place, found);
	g_autofree char *b = g_strdup_printf("%s\n%s", one->place, wanted);

	g_assert_cmpstr(a, ==, b);
}

/* The files of a case, in place of an office's. */
static char *
read_part(void *data, const char *name, size_t *ret_n_bytes, char **ret_why)
{
	g_autofree char *head = g_strdup_printf("file %s", name);
	const char *text = part(data, head);

	if (text == NULL) {
		*ret_why = g_strdup("no such file");
		return NULL;
	}
	*ret_n_bytes = strlen(text);
	return g_strdup(text);
}

static void
try_case(Case *one)
{
	const char *rules = part(one, "rules");
	RuleFile file = { "r.rules", rules, strlen(rules) };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleReader reader = { read_part, one };
	g_autoptr(RuleSet) set = ruleset_load_with(&file, 1, &reader, problems);
	RuleInput input = { .subject = part(one, "subject"),
			    .body = part(one, "body"),
			    .own = part(one, "own"),
			    .from = part(one, "from"),
			    .unit = part(one, "unit"),
			    .attachment_names = (const char *const *)one->names->pdata,
			    .documents = (const char *const *)one->documents->pdata,
			    .n_attachments = one->names->len };
	g_autofree RuleHeader *headers = g_new0(RuleHeader, one->headers->len + 1);
	g_autofree char *found = join(problems), *shown = NULL, *tried = NULL;
	g_autoptr(GPtrArray) examples = g_ptr_array_new_with_free_func(g_free);
	json_t *verdict;

	for (guint i = 0; i < one->headers->len; i++)
		headers[i] = *(RuleHeader *)one->headers->pdata[i];
	input.headers = headers;
	input.n_headers = one->headers->len;
	input.day = part(one, "day") != NULL ? (int)strtol(part(one, "day"), NULL, 10) : 0;
	compare(one, found, part(one, "problems") != NULL ? part(one, "problems") : "");
	if (set == NULL)
		return;
	ruleset_try_examples(set, examples);
	tried = join(examples);
	compare(one, tried, part(one, "examples") != NULL ? part(one, "examples") : "");
	if (part(one, "verdict") == NULL)
		return;
	verdict = ruleset_match(set, &input);
	shown = print_verdict(verdict);
	compare(one, shown, part(one, "verdict"));
	json_decref(verdict);
}

static void
test_golden(void)
{
	g_autoptr(GPtrArray) cases = read_cases();

	g_assert_cmpuint(cases->len, >=, 35);
	for (guint i = 0; i < cases->len; i++)
		try_case(cases->pdata[i]);
}

static void
test_names(void)
{
	static const RuleFile files[] = {
		{ "b.rules", "[topic 乙]\ngroup=民生\ntext 乙\n[kind 问题]\ntext 难", 0 },
		{ "a.rules", "[topic 甲]\ngroup=民生\ntext 甲\n[mark 内部]\ntier=2\ntext 内部", 0 },
	};
	RuleFile both[2] = { files[0], files[1] };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) set = NULL, swapped = NULL;
	g_autoptr(GPtrArray) topics = NULL, groups = NULL, kinds = NULL;
	g_autofree char *hash = NULL, *other = NULL;

	both[0].n_bytes = strlen(both[0].bytes);
	both[1].n_bytes = strlen(both[1].bytes);
	set = ruleset_load(both, 2, problems);
	swapped = ruleset_load((RuleFile[]){ both[1], both[0] }, 2, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	topics = ruleset_topics(set);
	groups = ruleset_groups(set);
	kinds = ruleset_kinds(set);
	g_assert_cmpuint(topics->len, ==, 2);
	g_assert_cmpstr(topics->pdata[0], ==, "甲"); /* files in name order */
	g_assert_cmpuint(groups->len, ==, 1);
	g_assert_cmpstr(kinds->pdata[0], ==, "问题");
	g_assert_true(ruleset_has_marks(set) && ruleset_has_topics(set) && ruleset_has_kinds(set));
	g_assert_false(ruleset_has_angles(set));
	g_assert_cmpuint(ruleset_n_clauses(set), ==, 4);
	hash = ruleset_hash(set);
	other = ruleset_hash(swapped);
	g_assert_cmpstr(hash, ==, other);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/ruleset/golden", test_golden);
	g_test_add_func("/ruleset/names", test_names);
	return g_test_run();
}
