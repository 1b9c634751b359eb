/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-record — the only way in: tables against hostile objects
 */
#include "base/errors.h"
#include "base/record.h"

#include <locale.h>
#include <string.h>

static const RecordField child[] = {
	{ .name = "n", .type = RECORD_INTEGER, .max = 10 },
	{ .name = NULL },
};

static const RecordField table[] = {
	{ .name = "text", .type = RECORD_TEXT, .max = 9 },
	{ .name = "count", .type = RECORD_INTEGER, .optional = true, .max = 100 },
	{ .name = "any", .type = RECORD_SIGNED, .optional = true },
	{ .name = "yes", .type = RECORD_BOOL, .optional = true },
	{ .name = "one", .type = RECORD_OBJECT, .optional = true, .members = child },
	{ .name = "many", .type = RECORD_LIST, .optional = true, .max = 2, .members = child },
	{ .name = "words", .type = RECORD_TEXTS, .optional = true, .max = 2 },
	{ .name = "numbers", .type = RECORD_INTEGERS, .optional = true, .max = 2 },
	{ .name = NULL },
};

/* wrong: what the error must name; NULL: it passes. */
static const struct {
	const char *name, *bytes, *wrong;
} cases[] = {
	{ "least", "{\"text\":\"\"}", NULL },
	{ "all",
	  "{\"text\":\"春耕\",\"count\":100,\"any\":-7,\"yes\":true,\"one\":{\"n\":10},"
	  "\"many\":[{\"n\":0},{\"n\":1}],\"words\":[\"甲\"],\"numbers\":[1,2]}",
	  NULL },
	{ "null is absent", "{\"text\":\"a\",\"count\":null,\"one\":null,\"many\":null}", NULL },
	{ "missing", "{}", "text" },
	{ "null where needed", "{\"text\":null}", "text" },
	{ "unknown", "{\"text\":\"a\",\"evil\":1}", "evil" },
	{ "twice", "{\"text\":\"a\",\"text\":\"b\"}", "duplicate" },
	{ "wrong type", "{\"text\":1}", "text" },
	{ "too long", "{\"text\":\"一二三四\"}", "text" },
	{ "negative", "{\"text\":\"a\",\"count\":-1}", "count" },
	{ "too large", "{\"text\":\"a\",\"count\":101}", "count" },
	{ "a real number", "{\"text\":\"a\",\"count\":1.5}", "count" },
	{ "no boolean", "{\"text\":\"a\",\"yes\":1}", "yes" },
	{ "wrong child", "{\"text\":\"a\",\"one\":{\"n\":11}}", "n" },
	{ "child is a list", "{\"text\":\"a\",\"one\":[]}", "object" },
	{ "too many", "{\"text\":\"a\",\"many\":[{\"n\":0},{\"n\":1},{\"n\":2}]}", "many" },
	{ "list of numbers", "{\"text\":\"a\",\"many\":[1]}", "object" },
	{ "word is a number", "{\"text\":\"a\",\"words\":[1]}", "words" },
	{ "number is a word", "{\"text\":\"a\",\"numbers\":[\"1\"]}", "numbers" },
	{ "negative number", "{\"text\":\"a\",\"numbers\":[-1]}", "numbers" },
	{ "NUL", "{\"text\":\"a\\u0000b\"}", "NUL" },
	{ "half a surrogate", "{\"text\":\"\\ud800\"}", "Unicode" },
	{ "not UTF-8", "{\"text\":\"\xff\"}", "0xff" },
	{ "a list", "[]", "object" },
	{ "more behind", "{\"text\":\"a\"} {}", "end of file" },
	{ "huge number", "{\"text\":\"a\",\"count\":99999999999999999999}", "big" },
	{ "nothing", "", "record" },
};

static void
test_parse(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(json_t) record =
			record_parse(table, cases[i].bytes, strlen(cases[i].bytes), &error);

		if ((record != NULL) != (cases[i].wrong == NULL))
			g_test_message("%s: %s", cases[i].name, error ? error->message : "passed");
		g_assert_true((record != NULL) == (cases[i].wrong == NULL));
		g_assert_true((record == NULL) == (error != NULL));
		if (error)
			g_assert_true(g_error_matches(error, ERRORS, ERRORS_MAIL));
		if (error && cases[i].wrong && !strstr(error->message, cases[i].wrong))
			g_test_message("%s: %s", cases[i].name, error->message);
		if (error && cases[i].wrong)
			g_assert_nonnull(strstr(error->message, cases[i].wrong));
	}
}

static void
test_depth(void)
{
	static const RecordField deep[] = {
		{ .name = "a", .type = RECORD_OBJECT, .optional = true, .members = deep },
		{ .name = NULL },
	};
	g_autoptr(GString) bytes = g_string_new("{}");
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < 20; i++) {
		g_string_prepend(bytes, "{\"a\":");
		g_string_append_c(bytes, '}');
	}
	g_assert_null(record_parse(deep, bytes->str, bytes->len, &error));
	g_assert_true(g_error_matches(error, ERRORS, ERRORS_MAIL));
}

static void
test_text(void)
{
	g_autoptr(json_t) record = json_pack("{s:i, s:s}", "z", 1, "a", "“引号”\n");
	g_autofree char *text = record_text(record);

	g_assert_cmpstr(text, ==, "{\"a\":\"“引号”\\n\",\"z\":1}");
}

static void
test_members(void)
{
	g_autoptr(json_t) record = json_object();

	record_set_string(record, "text", "甲");
	record_set_string(record, "none", NULL);
	record_set_integer(record, "n", INT64_C(1) << 60);
	g_assert_cmpstr(record_string(record, "text"), ==, "甲");
	g_assert_null(record_string(record, "none"));
	g_assert_null(record_member(record, "none"));
	g_assert_cmpint(record_integer(record, "n"), ==, INT64_C(1) << 60);
	g_assert_cmpint(record_integer(record, "text"), ==, 0);
	g_assert_false(record_bool(record, "absent"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/record/parse", test_parse);
	g_test_add_func("/record/depth", test_depth);
	g_test_add_func("/record/text", test_text);
	g_test_add_func("/record/members", test_members);
	return g_test_run();
}
