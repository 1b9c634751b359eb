/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shipped rules and the sample's: they load, and every 例 and 非例 holds.
 * Covers filters/shipped.c, and filters/rule_text.c by the file's encodings.
 */
#include "base/shipped.h"
#include "filters/ruleset.h"
#include "filters/shipped.h"

#include <locale.h>
#include <string.h>

static void
expect_none(GPtrArray *problems, const char *what)
{
	for (guint i = 0; i < problems->len; i++) {
		g_autofree char *line =
			g_strdup_printf("%s: %s", what, (const char *)problems->pdata[i]);

		g_assert_cmpstr(line, ==, "");
	}
}

static void
try_files(const char *what, const RuleFile *files, size_t n_files, guint n_topics, guint n_kinds)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) set = ruleset_load(files, n_files, problems);
	g_autoptr(GPtrArray) topics = NULL, kinds = NULL;

	expect_none(problems, what);
	g_assert_nonnull(set);
	if (set == NULL)
		return;
	ruleset_try_examples(set, problems);
	expect_none(problems, what);
	topics = ruleset_topics(set);
	kinds = ruleset_kinds(set);
	g_assert_cmpuint(topics->len, ==, n_topics);
	g_assert_cmpuint(kinds->len, ==, n_kinds);
}

static void
test_shipped(void)
{
	g_autofree RuleFile *topics = NULL, *kinds = NULL, *marks = NULL, *all = NULL;
	g_autofree RuleFile *angles = NULL, *checks = NULL;

	size_t n_topics = shipped_topics(&topics), n_kinds = shipped_kinds(&kinds);
	size_t n_marks = shipped_marks(&marks), n_all = shipped_rules(&all);
	size_t n_angles = shipped_angles(&angles), n_checks = shipped_checks(&checks);

	try_files("topics", topics, n_topics, 58, 0);
	try_files("kinds", kinds, n_kinds, 0, 7);
	try_files("marks", marks, n_marks, 0, 0);
	try_files("angles", angles, n_angles, 0, 0);
	try_files("checks", checks, n_checks, 0, 0);
	try_files("all", all, n_all, 58, 7);
}

/* Each report of a county has its topic, first of all. */
static void
test_county(void)
{
	g_autofree RuleFile *files = NULL;
	size_t n_files = shipped_topics(&files);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) set = ruleset_load(files, n_files, problems);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(g_file_get_contents("tests/rules/county.txt", &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), >, 90);
	for (char **line = lines; set && *line; line++) {
		g_auto(GStrv) parts = g_strsplit(*line, "|", 3);
		RuleInput input = { 0 };
		json_t *verdict, *topics;

		if (**line == '#' || g_strv_length(parts) < 3)
			continue;
		input.subject = parts[1];
		input.body = parts[2];
		verdict = ruleset_match(set, &input);
		topics = json_object_get(verdict, "topics");
		g_test_message("%s", *line);
		g_assert_cmpstr(
			json_string_value(json_object_get(json_array_get(topics, 0), "topic")), ==,
			parts[0]);
		json_decref(verdict);
	}
}

static RuleFile
sample(void)
{
	const ShippedFile *file = shipped_find("share/office/filters/topics.rules");

	g_assert_nonnull(file);
	return (RuleFile){ "filters/topics.rules", file->bytes, file->n_bytes };
}

static void
test_sample(void)
{
	RuleFile file = sample();

	try_files("sample", &file, 1, 3, 4);
}

/* The verdict on one letter, as text. */
static char *
verdict_of(const char *bytes, size_t n_bytes)
{
	RuleFile file = { "filters/topics.rules", bytes, n_bytes };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) set = ruleset_load(&file, 1, problems);
	RuleInput input = { .subject = "关于春耕备耕的报告",
			    .body = "化肥供应充足，种子价格平稳。" };
	json_t *verdict;
	char *text, *copy;

	expect_none(problems, "encoding");
	if (set == NULL)
		return NULL;
	verdict = ruleset_match(set, &input);
	text = json_dumps(verdict, JSON_SORT_KEYS);
	copy = g_strdup(text);
	free(text);
	json_decref(verdict);
	return copy;
}

/* As Windows' editor saves it: byte order mark, CRLF, GB18030. */
static void
test_encodings(void)
{
	RuleFile file = sample();
	g_autofree char *text = g_strndup(file.bytes, file.n_bytes), *bom = NULL, *crlf = NULL;
	g_autofree char *gb = NULL, *plain = NULL;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	gsize n_gb = 0;

	plain = verdict_of(file.bytes, file.n_bytes);
	g_assert_nonnull(strstr(plain, "filters/topics.rules:20"));
	bom = g_strconcat("\xef\xbb\xbf", text, NULL);
	crlf = g_strjoinv("\r\n", lines);
	gb = g_convert(crlf, -1, "GB18030", "UTF-8", NULL, &n_gb, NULL);
	g_assert_nonnull(gb);
	{
		g_autofree char *a = verdict_of(bom, strlen(bom));
		g_autofree char *b = verdict_of(crlf, strlen(crlf));
		g_autofree char *c = verdict_of(gb, n_gb);

		g_assert_cmpstr(a, ==, plain);
		g_assert_cmpstr(b, ==, plain);
		g_assert_cmpstr(c, ==, plain);
	}
}

static void
test_broken_bytes(void)
{
	static const struct {
		const char *name, *bytes;
		size_t n_bytes;
		const char *problem;
	} cases[] = {
		{ "neither", "[topic a]\n\xff\xff\xff\n", 14,
		  "x.rules:2:1: the characters from here on are neither UTF-8 nor GB18030" },
		{ "nul", "[topic a]\ntext b\0c\n", 19,
		  "x.rules:2:7: a NUL byte: this is not a text file" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		RuleFile file = { "x.rules", cases[i].bytes, cases[i].n_bytes };
		g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(RuleSet) set = ruleset_load(&file, 1, problems);

		g_test_message("%s", cases[i].name);
		g_assert_null(set);
		g_assert_cmpuint(problems->len, ==, 1);
		if (problems->len > 0)
			g_assert_cmpstr(problems->pdata[0], ==, cases[i].problem);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/shipped/county", test_county);
	g_test_add_func("/shipped/rules", test_shipped);
	g_test_add_func("/shipped/sample", test_sample);
	g_test_add_func("/shipped/encodings", test_encodings);
	g_test_add_func("/shipped/broken-bytes", test_broken_bytes);
	return g_test_run();
}
