/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-sender — the strict From grammar, and the tricks of RELIABILITY §0.3
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/text/charset.h"
#include "mail/sender.h"

typedef struct {
	const char *name;
	const char *header;
	const char *address;
	const char *display;
	const char *why; /* NULL: clean */
} Case;

#define NOT_PLAIN "its From line is not one plain address"

static const Case cases[] = {
	{ "bare", "From: wang@gov.example\n", "wang@gov.example", NULL, NULL },
	{ "angle", "From: <wang@gov.example>\n", "wang@gov.example", NULL, NULL },
	{ "domain folded", "From: Wang <Wang@GOV.Example>\n", "Wang@gov.example", "Wang", NULL },
	{ "encoded name", "From: =?gb2312?B?zfW/xg==?= <wang@gov.example>\n", "wang@gov.example",
	  "王科", NULL },
	{ "quoted encoded name", "From: \"=?gb2312?B?zfW/xg==?=\" <wang@gov.example>\n",
	  "wang@gov.example", "王科", NULL },
	{ "raw GBK name", "From: \"\xcd\xf5\xbf\xc6\" <wang@gov.example>\n", "wang@gov.example",
	  "王科", NULL },
	{ "raw GBK name that ends like a backslash",
	  "From: \"\xcd\xf5\x95\x5c\" <wang@gov.example>\n", "wang@gov.example", "王昞", NULL },
	{ "raw GBK name that holds an at sign", "From: \xcd\xf5\x81\x40 <wang@gov.example>\n",
	  "wang@gov.example", "王丂", NULL },
	{ "backslash behind a GBK character is no way to a second address",
	  "From: \"\x95\x5c\" <boss@gov.example>\" <evil@bad.example>\n", "evil@bad.example",
	  "\"昞\" <boss@gov.example>\" <evil@bad.example>", NOT_PLAIN },
	{ "folded", "From: =?utf-8?B?546L56eR?=\r\n <wang@gov.example>\r\n", "wang@gov.example",
	  "王科", NULL },
	{ "address as quoted name", "From: \"wang@gov.example\" <wang@gov.example>\n",
	  "wang@gov.example", "wang@gov.example", NULL },
	{ "trick in quoted name", "From: \"<boss@gov.example>,\" <evil@bad.example>\n",
	  "evil@bad.example", "<boss@gov.example>,", NULL },
	{ "sender equal", "From: a@b.example\nSender: \"A\" <a@B.example>\n", "a@b.example", NULL,
	  NULL },
	{ "sender other", "From: a@b.example\nSender: c@b.example\n", "a@b.example", NULL,
	  "Sender names another address than From" },
	{ "no From", "Subject: x\n", NULL, NULL, "it has no From line" },
	{ "two From", "From: a@b.example\nFrom: c@d.example\n", "a@b.example", NULL,
	  "it has more than one From line" },
	{ "spaced second From", "From : evil@bad.example\nFrom: a@b.example\n", "evil@bad.example",
	  NULL, "its header is broken" },
	{ "two mailboxes", "From: a@b.example, c@d.example\n", "c@d.example",
	  "a@b.example, c@d.example", NOT_PLAIN },
	{ "group", "From: editor@gov.example:evil@bad.example;\n", "evil@bad.example",
	  "editor@gov.example:evil@bad.example;", NOT_PLAIN },
	{ "route", "From: <@evil.example,@b.example:editor@gov.example>\n", "editor@gov.example",
	  "<@evil.example,@b.example:editor@gov.example>", NOT_PLAIN },
	{ "comment behind an angle", "From: <a@b.example> (=?utf-8?B?5byg5LiJ?=)\n", "a@b.example",
	  "张三", NOT_PLAIN },
	{ "angle alone before a comment", "From: < (x)\n", NULL, "< (x)", NOT_PLAIN },
	{ "comment in address", "From: a@b.example (Boss)\n", "a@b.example", "Boss", NOT_PLAIN },
	{ "blank in address", "From: <a @b.example>\n", NULL, "<a @b.example>", NOT_PLAIN },
	{ "two angles", "From: <a@b.example> <c@d.example>\n", "c@d.example",
	  "<a@b.example> <c@d.example>", NOT_PLAIN },
	{ "unquoted at sign", "From: boss@gov.example <e@bad.example>\n", "e@bad.example",
	  "boss@gov.example <e@bad.example>", NOT_PLAIN },
	{ "behind the address", "From: <a@b.example> x\n", "a@b.example", "<a@b.example> x",
	  NOT_PLAIN },
	{ "trailing dot", "From: <a@b.example.>\n", NULL, "<a@b.example.>", NOT_PLAIN },
	{ "no ASCII domain", "From: <a@\xe5\xba\x9c.example>\n", NULL, "<a@府.example>",
	  NOT_PLAIN },
	{ "encoded address", "From: =?utf-8?Q?editor=40gov.example?=\n", NULL, "editor@gov.example",
	  NOT_PLAIN },
	{ "bare CR", "From: a@b.example\r, c@d.example\n", "c@d.example",
	  "a@b.example , c@d.example", "its header is broken" },
	{ "bare CR elsewhere", "From: a@b.example\nSubject: x\rFrom: c@d.example\n", "a@b.example",
	  NULL, "its header is broken" },
	{ "empty", "From:\n", NULL, "", NOT_PLAIN },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_autofree char *letter = g_strconcat(c->header, "\n通过\n", NULL);
		g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
		g_auto(Sender) sender = { 0 };
		g_test_message("%s", c->name);
		g_assert_cmpint(sender_read(scan, &sender), ==, c->why == NULL);
		g_assert_cmpint(sender.clean, ==, c->why == NULL);
		g_assert_cmpstr(sender.why, ==, c->why);
		g_assert_cmpstr(sender.address, ==, c->address);
		g_assert_cmpstr(sender.name, ==, c->display);
	}
}

static void
test_nul(void)
{
	static const char letter[] = "From: editor@gov.example\0 @bad.example\n\nx";
	g_autoptr(Scan) scan = scan_letter(letter, sizeof(letter) - 1);
	g_auto(Sender) sender = { 0 };
	g_assert_false(sender_read(scan, &sender));
	g_assert_cmpstr(sender.why, ==, "its header is broken");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	charset_load(NULL);
	g_test_add_func("/sender/cases", test_cases);
	g_test_add_func("/sender/nul", test_nul);
	return g_test_run();
}
