/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-reference — tokens, dispatch ids and locators of a letter
 */
#include "mail/reference.h"

#include <locale.h>
#include <string.h>

#define DOMAIN "desk.qinghe.example"
#define TOKEN_A "abcdefghjkmnpqrstuvwxyz234"
#define TOKEN_B "zyxwvutsrqpnmkjhgfedcba987"

typedef struct Row {
	const char *name, *in_reply_to, *references, *subject, *body;
	const char *tokens, *dispatches, *locators; /* joined by blanks */
	bool conflict;
} Row;

static const Row rows[] = {
	{ "nothing", NULL, NULL, NULL, NULL, "", "", "", false },
	{ "In-Reply-To", "<a." TOKEN_A "@" DOMAIN ">", NULL, "回复：春耕", "通过", TOKEN_A, "", "",
	  false },
	{ "without brackets", "a." TOKEN_A "@" DOMAIN, NULL, NULL, NULL, TOKEN_A, "", "", false },
	{ "upper case", "<A." TOKEN_A "@DESK.qinghe.EXAMPLE>", NULL, NULL, NULL, TOKEN_A, "", "",
	  false },
	{ "References", NULL, "<x@y.example> <a." TOKEN_A "@" DOMAIN ">\r\n <z@y.example>", NULL,
	  NULL, TOKEN_A, "", "", false },
	{ "body", NULL, NULL, NULL, "通过\n> 呈报回执码：" TOKEN_A "\n", TOKEN_A, "", "", false },
	{ "body wrapped", NULL, NULL, NULL, "> 呈报回执码：\n> " TOKEN_A, TOKEN_A, "", "", false },
	{ "body nbsp", NULL, NULL, NULL, "呈报回执码：&nbsp;" TOKEN_A "。", TOKEN_A, "", "",
	  false },
	{ "body id", NULL, NULL, NULL, "Message-ID: <a." TOKEN_A "@" DOMAIN ">", TOKEN_A, "", "",
	  false },
	{ "body id of others", NULL, NULL, NULL, "a." TOKEN_A "@other.example", "", "", "", false },
	{ "all agree", "<a." TOKEN_A "@" DOMAIN ">", "<a." TOKEN_A "@" DOMAIN ">",
	  "[呈报 列表11-23]", "呈报回执码：" TOKEN_A, TOKEN_A, "", "列表11-23", false },
	{ "two tokens", "<a." TOKEN_A "@" DOMAIN ">", NULL, NULL, "呈报回执码：" TOKEN_B,
	  TOKEN_A " " TOKEN_B, "", "", true },
	{ "two references", NULL, "<a." TOKEN_A "@" DOMAIN "> <a." TOKEN_B "@" DOMAIN ">", NULL,
	  NULL, TOKEN_A " " TOKEN_B, "", "", true },
	{ "truncated", "<a.abcdef@" DOMAIN ">", NULL, NULL, NULL, "", "", "", true },
	{ "other domain", "<a." TOKEN_A "@desk.qinghe.example.evil.example>", NULL, NULL, NULL, "",
	  "", "", false },
	{ "dispatch", "<o.17.3@" DOMAIN ">", "<o.17.3@" DOMAIN ">", NULL, NULL, "", "o.17.3", "",
	  false },
	{ "dispatch of others", "<o.17.3@other.example>", NULL, NULL, NULL, "", "", "", false },
	{ "digits only", "<o.17@" DOMAIN ">", NULL, NULL, NULL, "", "", "", false },
	{ "longer than a token", NULL, NULL, NULL, "呈报回执码：" TOKEN_A "a", "", "", "", false },
	{ "inside a word", NULL, NULL, NULL, "data." TOKEN_A, "", "", "", false },
	{ "locator of a title", NULL, NULL, "回复：[呈报 列表11-23] 春耕（呈报 列表11-24]", NULL,
	  "", "", "列表11-23", false },
	{ "wrong locator", NULL, NULL, "回复：[呈报 12-1-zz] 春耕", NULL, "", "", "", false },
};

static char *
join(const GPtrArray *list)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++)
		g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
				       (const char *)g_ptr_array_index(list, i));
	return g_string_free(text, FALSE);
}

static void
check(const Row *row)
{
	const char *in_reply_to[] = { row->in_reply_to, NULL };
	const char *references[] = { row->references, NULL };
	g_auto(References) found = { 0 };
	g_autofree char *tokens = NULL, *dispatches = NULL, *locators = NULL;

	reference_collect(in_reply_to, references, row->subject, row->body, DOMAIN, &found);
	tokens = join(found.tokens);
	dispatches = join(found.dispatch_ids);
	locators = join(found.locators);
	if (strcmp(tokens, row->tokens) != 0 || strcmp(dispatches, row->dispatches) != 0 ||
	    strcmp(locators, row->locators) != 0 || found.conflict != row->conflict)
		g_test_message("case %s", row->name);
	g_assert_cmpstr(tokens, ==, row->tokens);
	g_assert_cmpstr(dispatches, ==, row->dispatches);
	g_assert_cmpstr(locators, ==, row->locators);
	g_assert_cmpint(found.conflict, ==, row->conflict);
}

static void
test_collect(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check(&rows[i]);
}

static void
test_mask(void)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "", "" },
		{ "春耕备耕。", "春耕备耕。" },
		{ "呈报回执码：" TOKEN_A "\n", "呈报回执码：" TOKEN_A "\n" },
		{ "呈报回执码：" TOKEN_B "\n", "呈报回执码：zyxw…\n" },
		{ "回执码：\n> " TOKEN_B "。", "回执码：\n> zyxw…。" },
		{ "<A." TOKEN_B "@" DOMAIN ">", "<A.zyxw…@" DOMAIN ">" },
		{ "回执码：" TOKEN_B "回执码：" TOKEN_A, "回执码：zyxw…回执码：" TOKEN_A },
		{ "合同号" TOKEN_B, "合同号" TOKEN_B },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *masked = reference_mask(cases[i].text, TOKEN_A);

		g_assert_cmpstr(masked, ==, cases[i].wanted);
	}
}

static void
test_locator(void)
{
	g_autofree char *locator = reference_locator(12, 1);
	g_autofree char *same = reference_locator(12, 1);
	g_autofree char *issue = reference_issue_locator(45);
	g_autofree char *subject = g_strdup_printf("答复: Re：【呈报　%s】春耕", locator);
	g_autofree char *upper = g_ascii_strup(locator, -1);
	g_autofree char *both = g_strdup_printf("[呈报 %s] [呈报 %s]", locator, issue);
	g_autofree char *expected = g_strdup_printf("%s %s", locator, issue);
	Row row = { "both", NULL, NULL, both, NULL, "", "", expected, false };
	int64_t item = 0, number = 0;
	int revision = 0;

	g_assert_cmpstr(locator, ==, same);
	g_assert_true(g_str_has_prefix(locator, "12-1-"));
	g_assert_cmpuint(strlen(locator), ==, 7);
	g_assert_true(reference_locator_read(locator, &item, &revision));
	g_assert_cmpint(item, ==, 12);
	g_assert_cmpint(revision, ==, 1);
	g_assert_true(reference_locator_read(subject, &item, &revision));
	g_assert_true(reference_locator_read(upper, &item, &revision));
	g_assert_true(reference_issue_locator_read(issue, &number));
	g_assert_cmpint(number, ==, 45);
	g_assert_false(reference_locator_read(issue, &item, &revision));
	g_assert_false(reference_locator_read("12-1", &item, &revision));
	g_assert_false(reference_locator_read(NULL, &item, &revision));
	check(&row);
}

static void
test_locator_finds_slips(void)
{
	int wrong = 0;

	for (int item = 1; item <= 300; item++) {
		g_autofree char *locator = reference_locator(item, 1);
		g_autofree char *slip = g_strdup_printf("%d%s", item + 1, strchr(locator, '-'));
		int64_t found;
		int revision;

		g_assert_true(reference_locator_read(locator, &found, &revision));
		g_assert_cmpint(found, ==, item);
		if (reference_locator_read(slip, &found, &revision))
			wrong++;
	}
	g_assert_cmpint(wrong, <=, 2);
}

static void
test_ids(void)
{
	g_autofree char *ask = reference_ask_id(TOKEN_A, DOMAIN);
	g_autofree char *dispatch = reference_dispatch_id(17, 3, DOMAIN);

	g_assert_cmpstr(ask, ==, "a." TOKEN_A "@" DOMAIN);
	g_assert_cmpstr(dispatch, ==, "o.17.3@" DOMAIN);
	g_assert_true(reference_is_token(TOKEN_A));
	g_assert_false(reference_is_token("abc"));
	g_assert_false(reference_is_token(TOKEN_A "a"));
	g_assert_false(reference_is_token("abcdefghjkmnpqrstuvwxyz01a"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/reference/collect", test_collect);
	g_test_add_func("/reference/mask", test_mask);
	g_test_add_func("/reference/locator", test_locator);
	g_test_add_func("/reference/slips", test_locator_finds_slips);
	g_test_add_func("/reference/ids", test_ids);
	return g_test_run();
}
