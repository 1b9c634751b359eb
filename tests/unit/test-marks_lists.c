/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Secrecy marks as people write them, and words that are none: the lists beside the golden rules.
 * More of both, with what spreads them over lines: test-marks.
 */
#include "base/record.h"
#include "base/text/fold.h"
#include "filters/ruleset.h"
#include "filters/shipped.h"

#include <jansson.h>
#include <locale.h>
#include <string.h>

#define REPORT "关于做好下一步工作的请示\n县委：\n我县认真研究，提出如下安排，请审示。"

static RuleSet *marks;

static guint
n_marks(const RuleInput *input)
{
	g_autoptr(json_t) verdict = ruleset_marks_only(marks, input);

	g_assert_cmpuint(json_array_size(json_object_get(verdict, "rule_errors")), ==, 0);
	return (guint)json_array_size(json_object_get(verdict, "marks"));
}

static guint
n_in_text(const char *text)
{
	return n_marks(&(RuleInput){ .body = text });
}

static guint
n_in_subject(const char *text)
{
	return n_marks(&(RuleInput){ .subject = text });
}

static guint
n_in_document(const char *name, const char *content)
{
	return n_marks(&(RuleInput){
		.attachment_names = &name, .documents = &content, .n_attachments = 1 });
}

/* The lines but the first, which says what they are. Yours. */
static GStrv
list(const char *path)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(g_strchomp(text), "\n", -1);
	return g_strdupv(lines + 1);
}

static void
test_marked(void)
{
	g_auto(GStrv) forms = list("tests/rules/marked.list");

	g_assert_cmpuint(g_strv_length(forms), >, 300);
	for (char **form = forms; *form; form++) {
		g_autofree char *text = g_strconcat(*form, "\n" REPORT, NULL);

		g_test_message("%s", *form);
		g_assert_cmpuint(n_in_text(text), >, 0);
		g_assert_cmpuint(n_in_document("报告.docx", text), >, 0);
		g_assert_cmpuint(n_in_subject(*form), >, 0);
	}
}

/* Nine in ten are known with the title right behind them, in a subject and as the name of a file.
 */
static void
test_titled(void)
{
	g_auto(GStrv) forms = list("tests/rules/marked.list");
	guint n_subjects = 0, n_names = 0, n = g_strv_length(forms);

	for (char **form = forms; *form; form++) {
		g_autofree char *titled = g_strconcat(*form, "关于某项工作的请示", NULL);
		g_autofree char *name = g_strconcat(titled, ".docx", NULL);

		n_subjects += n_in_subject(titled) > 0;
		n_names += n_in_document(name, "正文") > 0;
	}
	g_assert_cmpuint(n_subjects * 10, >=, n * 9);
	g_assert_cmpuint(n_names * 10, >=, n * 9);
}

static void
test_unmarked(void)
{
	static const char *const frames[] = { "%s", "县档案馆%s，成效明显",
					      "%s。据统计，涉及36个村" };
	g_auto(GStrv) words = list("tests/rules/unmarked.list");

	g_assert_cmpuint(g_strv_length(words), >, 220);
	for (char **word = words; *word; word++)
		for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
			g_auto(GStrv) parts = g_strsplit(frames[i], "%s", 2);
			g_autofree char *said = g_strjoinv(*word, parts);
			g_autofree char *name = g_strconcat(said, ".docx", NULL);
			g_autofree char *text = g_strconcat(said, "\n" REPORT, NULL);
			g_autofree char *within =
				g_strconcat("全县平稳。", said, "。\n" REPORT, NULL);

			g_test_message("%s", said);
			g_assert_cmpuint(n_in_subject(said), ==, 0);
			g_assert_cmpuint(n_in_text(text), ==, 0);
			g_assert_cmpuint(n_in_text(within), ==, 0);
			g_assert_cmpuint(n_in_document(name, text), ==, 0);
		}
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autofree RuleFile *files = NULL;
	size_t n_files = shipped_marks(&files);
	int status;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	if (!fold_load(NULL) || !(marks = ruleset_load(files, n_files, problems)))
		return 1;
	g_test_add_func("/marks_lists/marked", test_marked);
	g_test_add_func("/marks_lists/titled", test_titled);
	g_test_add_func("/marks_lists/unmarked", test_unmarked);
	status = g_test_run();
	ruleset_free(marks);
	return status;
}
