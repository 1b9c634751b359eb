/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-address — what may stand in an envelope and what may not
 */
#include "base/text/address.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

#define A63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
	const char *name, *address;
	bool valid;
} cases[] = {
	{ "plain", "zhang.san@qingshi.example", true },
	{ "digits", "10001@mail.example", true },
	{ "plus and signs", "a+b_c=d!#$%&'*/?^`{|}~@x.test", true },
	{ "one label", "root@localhost", true },
	{ "upper case", "Info@GOV.example", true },
	{ "local 64", "a" A63 "@x.test", true },
	{ "label 63", "a@" A63 ".test", true },
	{ "local 65", "aa" A63 "@x.test", false },
	{ "label 64", "a@a" A63 ".test", false },
	{ "domain 259", "a@" A63 "." A63 "." A63 "." A63 ".test", false },
	{ "empty", "", false },
	{ "no at", "zhang", false },
	{ "no local", "@x.test", false },
	{ "no domain", "a@", false },
	{ "two ats", "a@b@x.test", false },
	{ "leading dot", ".a@x.test", false },
	{ "trailing dot", "a.@x.test", false },
	{ "double dot", "a..b@x.test", false },
	{ "domain double dot", "a@x..test", false },
	{ "domain ends in dot", "a@x.test.", false },
	{ "domain begins with dot", "a@.x.test", false },
	{ "label begins with hyphen", "a@-x.test", false },
	{ "label ends with hyphen", "a@x-.test", false },
	{ "underscore in domain", "a@x_y.test", false },
	{ "line end", "a@x.test\r\nRCPT TO:<b@x.test>", false },
	{ "line end in local", "a\nb@x.test", false },
	{ "blank", "a b@x.test", false },
	{ "trailing blank", "a@x.test ", false },
	{ "angle", "<a@x.test>", false },
	{ "quoted", "\"a b\"@x.test", false },
	{ "comment", "a(b)@x.test", false },
	{ "literal", "a@[127.0.0.1]", false },
	{ "route", "@evil,@b:a@x.test", false },
	{ "comma", "a,b@x.test", false },
	{ "non-ASCII", "张三@x.test", false },
	{ "non-ASCII domain", "a@青石.example", false },
	{ "full-width at", "a＠x.test", false },
	{ "DEL", "a\177@x.test", false },
};

static void
test_valid(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].name);
		g_assert_cmpint(address_valid(cases[i].address), ==, cases[i].valid);
	}
	g_assert_false(address_valid(NULL));
}

static void
test_compare(void)
{
	g_autofree char *normal = address_normal("Zhang.San@QingShi.EXAMPLE");

	g_assert_cmpstr(normal, ==, "Zhang.San@qingshi.example");
	g_assert_true(address_equal("Wang@A.test", "wang@a.TEST"));
	g_assert_false(address_equal("wang@a.test", "wang@b.test"));
	g_assert_false(address_equal(NULL, NULL));
	g_assert_cmpstr(address_domain("a@b.test"), ==, "b.test");
	g_assert_cmpstr(address_domain("a"), ==, "");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/address/valid", test_valid);
	g_test_add_func("/address/compare", test_compare);
	return g_test_run();
}
