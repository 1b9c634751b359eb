/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-template — mustache semantics, escaping, limits, messages
 *
 * Cases follow the mustache specification (interpolation, sections, inverted,
 * partials, comments) where the engine has the feature.
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/errors.h"
#include "base/record.h"
#include "publish/template.h"

typedef struct {
	const char *name, *source, *context; /* context with ' for " */
	TemplateMode mode;
	const char *want; /* the page, or the message when it begins with "t:" */
} Case;

static const Case cases[] = {
	{ "plain", "春耕\n", "{}", TEMPLATE_TEXT, "春耕\n" },
	{ "value", "〔{{n}}〕{{ title }}", "{'n':3,'title':'早稻'}", TEMPLATE_TEXT, "〔3〕早稻" },
	{ "escape", "{{x}}", "{'x':'<a href=\\\"&\\u0027>'}", TEMPLATE_HTML,
	  "&lt;a href=&quot;&amp;&#39;&gt;" },
	{ "no-escape-in-text", "{{x}}", "{'x':'<&>'}", TEMPLATE_TEXT, "<&>" },
	{ "template-not-escaped", "<b>{{x}}</b>", "{'x':'1'}", TEMPLATE_HTML, "<b>1</b>" },
	{ "value-is-no-template", "{{x}}", "{'x':'{{y}}','y':'no'}", TEMPLATE_TEXT, "{{y}}" },
	{ "absent", "[{{x}}{{a.b.c}}]", "{'a':{'b':1}}", TEMPLATE_TEXT, "[]" },
	{ "null-true-object", "[{{x}}{{y}}{{z}}]", "{'x':null,'y':true,'z':{}}", TEMPLATE_TEXT,
	  "[]" },
	{ "real", "{{x}}", "{'x':1.25}", TEMPLATE_TEXT, "1.25" },
	{ "negative", "{{x}}", "{'x':-7}", TEMPLATE_TEXT, "-7" },
	{ "dotted", "{{a.b.c}}", "{'a':{'b':{'c':'深'}}}", TEMPLATE_TEXT, "深" },
	{ "dotted-stays-inside", "{{#a}}{{b.c}}{{/a}}", "{'a':{'b':{}},'b':{'c':'no'}}",
	  TEMPLATE_TEXT, "" },
	{ "outer-name", "{{#a}}{{x}}{{y}}{{/a}}", "{'a':{'x':1},'x':2,'y':3}", TEMPLATE_TEXT,
	  "13" },
	{ "list", "{{#l}}{{n}},{{/l}}", "{'l':[{'n':1},{'n':2}]}", TEMPLATE_TEXT, "1,2," },
	{ "dot", "{{#l}}({{.}}){{/l}}", "{'l':['甲','乙',3]}", TEMPLATE_TEXT, "(甲)(乙)(3)" },
	{ "truth", "{{#t}}是{{/t}}{{#f}}否{{/f}}{{#s}}{{s}}{{/s}}{{#e}}空{{/e}}{{#z}}零{{/z}}",
	  "{'t':true,'f':false,'s':'字','e':'','z':0}", TEMPLATE_TEXT, "是字" },
	{ "inverted", "{{^x}}a{{/x}}{{^y}}b{{/y}}{{^l}}c{{/l}}{{^e}}d{{/e}}",
	  "{'y':1,'l':[],'e':''}", TEMPLATE_TEXT, "acd" },
	{ "nested-same-name", "{{#a}}1{{#a}}2{{/a}}3{{/a}}", "{'a':true}", TEMPLATE_TEXT, "123" },
	{ "nested-lists", "{{#a}}{{#b}}{{.}}{{/b}};{{/a}}", "{'a':[{'b':[1,2]},{'b':[3]}]}",
	  TEMPLATE_TEXT, "12;3;" },
	{ "standalone", "a\n  {{#x}}\nb\n  {{/x}}\nc\n", "{'x':1}", TEMPLATE_TEXT, "a\nb\nc\n" },
	{ "standalone-crlf", "a\r\n{{#x}}\r\nb\r\n{{/x}}\r\n", "{'x':1}", TEMPLATE_TEXT, "a\nb\n" },
	{ "standalone-end", "a\n{{^x}}\nb\n{{/x}}", "{}", TEMPLATE_TEXT, "a\nb\n" },
	{ "not-standalone", "a {{#x}}b{{/x}} c\n", "{'x':1}", TEMPLATE_TEXT, "a b c\n" },
	{ "value-not-standalone", "{{x}}\nb", "{}", TEMPLATE_TEXT, "\nb" },
	{ "comment", "a{{! <b> \n 注 }}b\n {{!whole}}\nc", "{}", TEMPLATE_TEXT, "ab\nc" },
	{ "partial", "({{>p}})", "{'x':'内'}", TEMPLATE_TEXT, "(内!)" },
	{ "partial-line", "a\n{{>q}}\nb", "{}", TEMPLATE_TEXT, "a\nline\nb" },
	{ "partial-in-list", "{{#l}}{{>p}}{{/l}}", "{'l':[{'x':1},{'x':2}]}", TEMPLATE_TEXT,
	  "1!2!" },
	{ "invisible", "{{x}}",
	  "{'x':'a\\u202eb\\u200bc\\u0007d\\ufeff\\u00ade\\r\\nf\\u2028g\\u0085'}", TEMPLATE_TEXT,
	  "abcde\nf\ng" },
	{ "raw", "a\n b{{{x}}}", "{}", TEMPLATE_HTML, "t:2:3: no raw output, no other delimiters" },
	{ "ampersand", "{{&x}}", "{}", TEMPLATE_HTML, "t:1:1: no raw output, no other delimiters" },
	{ "delimiters", "{{=<% %>=}}", "{}", TEMPLATE_TEXT,
	  "t:1:1: no raw output, no other delimiters" },
	{ "unclosed-tag", "春{{x", "{}", TEMPLATE_TEXT, "t:1:2: unclosed {{" },
	{ "unclosed-section", "{{#x}}a", "{}", TEMPLATE_TEXT, "t:1:1: section never closed" },
	{ "unclosed-inside-empty", "{{#x}}{{#y}}a{{/x}}", "{}", TEMPLATE_TEXT,
	  "t:1:14: closes no open section" },
	{ "crossed", "{{#a}}{{#b}}{{/a}}{{/b}}", "{'a':1,'b':1}", TEMPLATE_TEXT,
	  "t:1:13: closes no open section" },
	{ "stray-close", "{{/a}}", "{}", TEMPLATE_TEXT, "t:1:1: closes no open section" },
	{ "bad-name", "{{a b}}", "{}", TEMPLATE_TEXT, "t:1:1: not a name" },
	{ "empty-name", "{{}}", "{}", TEMPLATE_TEXT, "t:1:1: not a name" },
	{ "no-partial", "\n{{>nobody}}", "{}", TEMPLATE_TEXT, "t:2:1: no such partial" },
	{ "endless-partial", "{{>loop}}", "{}", TEMPLATE_TEXT, "loop:1:1: too deep" },
	{ "not-utf8", "\xff", "{}", TEMPLATE_TEXT, "t:1:1: not UTF-8" },
};

static const char *
partial(const char *name, void *user)
{
	(void)user;
	if (strcmp(name, "p") == 0)
		return "{{x}}!";
	if (strcmp(name, "q") == 0)
		return "line\n";
	return strcmp(name, "loop") == 0 ? "{{>loop}}" : NULL;
}

static void
test_case(const void *data)
{
	const Case *c = data;
	g_autofree char *words = g_strdelimit(g_strdup(c->context), "'", '"');
	g_autoptr(json_t) context = json_loads(words, 0, NULL);
	Template template = { "t", c->source, c->mode, partial, NULL };
	g_autoptr(GError) error = NULL;
	size_t n_bytes = 0;
	g_autofree char *page = NULL;

	g_assert_true(context);
	page = template_render(&template, context, &n_bytes, &error);
	if (error) {
		g_assert_null(page);
		g_assert_cmpint(error->code, ==, ERRORS_CONFIG);
		g_assert_cmpstr(error->message, ==, c->want);
		return;
	}
	g_assert_cmpstr(page, ==, c->want);
	g_assert_cmpuint(n_bytes, ==, strlen(page));
	g_assert_true(template_check(&template, &error));
}

static void
test_too_long(void)
{
	g_autofree char *much = g_strnfill(1u << 20, 'x');
	g_autoptr(json_t) context = json_pack("{s:s,s:[i,i,i,i,i]}", "x", much, "l", 1, 2, 3, 4, 5);
	Template template = { "t", "{{#l}}{{x}}{{/l}}", TEMPLATE_TEXT, NULL, NULL };
	g_autoptr(GError) error = NULL;

	g_assert_null(template_render(&template, context, NULL, &error));
	g_assert_error(error, ERRORS, ERRORS_MAIL);
	g_assert_cmpstr(error->message, ==, "t: page too long");
}

/* Lists inside lists that print nothing must still come to an end. */
static void
test_too_many_steps(void)
{
	g_autoptr(json_t) context = json_object();
	json_t *list = json_array();
	Template template = { "t", "{{#l}}{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}{{/l}}",
			      TEMPLATE_TEXT, NULL, NULL };
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < 1000; i++)
		json_array_append_new(list, json_integer(i));
	json_object_set_new(context, "l", list);
	g_assert_null(template_render(&template, context, NULL, &error));
	g_assert_error(error, ERRORS, ERRORS_MAIL);
}

static void
test_too_deep(void)
{
	g_autoptr(GString) source = g_string_new(NULL);
	g_autoptr(json_t) context = json_pack("{s:b}", "a", 1);
	g_autoptr(GError) error = NULL;
	Template template = { "t", NULL, TEMPLATE_TEXT, NULL, NULL };

	for (int i = 0; i < 100; i++)
		g_string_append(source, "{{#a}}");
	for (int i = 0; i < 100; i++)
		g_string_append(source, "{{/a}}");
	template.source = source->str;
	g_assert_null(template_render(&template, context, NULL, &error));
	g_assert_error(error, ERRORS, ERRORS_CONFIG);
	g_assert_false(template_check(&template, NULL));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/template/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/template/too-long", test_too_long);
	g_test_add_func("/template/too-many-steps", test_too_many_steps);
	g_test_add_func("/template/too-deep", test_too_deep);
	return g_test_run();
}
