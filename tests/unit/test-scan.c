/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-scan — headers cut from raw bytes, caps, and what counts as ambiguous
 *
 * Covers mail/scan.c mail/scan_parts.c mail/scan_line.c mail/scan_type.c
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "mail/scan.h"

typedef struct {
	const char *name;
	const char *letter;
	const char *why; /* NULL: not ambiguous */
	bool broken;
	size_t n_headers;
	const char *body;
} Case;

static const Case cases[] = {
	{ "plain LF", "From: a@b.example\nSubject: x\n\nbody\n", NULL, false, 2, "body\n" },
	{ "plain CRLF", "From: a@b.example\r\nSubject: x\r\n\r\nbody\r\n", NULL, false, 2,
	  "body\r\n" },
	{ "mbox line", "From a@b Mon Nov 23 10:00:00 2026\nFrom: a@b.example\n\nx", NULL, false, 1,
	  "x" },
	{ "empty body", "From: a@b.example\n\n", NULL, false, 1, "" },
	{ "raw GBK value", "Subject: \xb9\xd8\xd3\xda\n\nx", NULL, false, 1, "x" },
	{ "bare CR", "Subject: a\rFrom: b@c.example\n\nx",
	  "a carriage return without line feed in the header", true, 1, "x" },
	{ "no colon", "Subject: a\nnonsense\nTo: b\n\nx", "a header line without a colon", true, 2,
	  "x" },
	{ "blank before colon", "From : a@b.example\n\nx", "a blank before the colon of a header",
	  true, 1, "x" },
	{ "no blank line", "Subject: a\n", "no blank line between header and body", false, 1, "" },
	{ "two From", "From: a@b.example\nFrom: c@d.example\n\n",
	  "a header that may stand once is there twice", false, 2, "" },
	{ "two Content-Type", "Content-Type: text/plain\ncontent-type: text/html\n\n",
	  "a header that may stand once is there twice", false, 2, "" },
	{ "no header at all", "nur Text\n", "a header line without a colon", true, 0,
	  "nur Text\n" },
	{ "part type twice",
	  "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n"
	  "Content-Type: text/html\n\nx\n--b--\n",
	  "a part declares its type twice", false, 1, NULL },
	{ "part encoding twice",
	  "Content-Type: multipart/mixed;\n boundary=\"b c\"\n\n--b c\n"
	  "Content-Transfer-Encoding: 8bit\nContent-Transfer-Encoding: base64\n\nx\n--b c--\n",
	  "a part declares its encoding twice", false, 1, NULL },
	{ "part header without an end",
	  "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n"
	  "and here begins the text\n--b--\n",
	  "no blank line between a part's header and its content", false, 1, NULL },
	{ "a nested letter with its separator",
	  "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
	  "From a@b.example Mon Nov 23\nFrom: a@b.example\n\nx\n--b--\n",
	  NULL, false, 1, NULL },
	{ "boundary twice",
	  "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
	  "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n",
	  "two parts use the same boundary", false, 1, NULL },
	{ "a letter forwarded twice",
	  "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
	  "Content-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c--\n--b\n"
	  "Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n"
	  "--c--\n--b--\n",
	  NULL, false, 1, NULL },
	{ "dashes in prose", "Subject: x\n\n----\n发件人: a\n发件人: b\n\n-- \n签名\n", NULL, false,
	  1, NULL },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_autoptr(Scan) scan = scan_letter(c->letter, strlen(c->letter));
		g_test_message("%s", c->name);
		g_assert_cmpstr(scan->limit, ==, NULL);
		g_assert_cmpstr(scan->why, ==, c->why);
		g_assert_cmpint(scan->ambiguous, ==, c->why != NULL);
		g_assert_cmpint(scan->header_broken, ==, c->broken);
		g_assert_cmpuint(scan->n_headers, ==, c->n_headers);
		if (c->body)
			g_assert_cmpstr(c->letter + scan->body, ==, c->body);
	}
}

static void
test_values(void)
{
	static const char letter[] = "X: 1\r\nSubject:  =?gb2312?B?udjT2g==?=\r\n\t=?gb2312?B?"
				     "uaTX9w==?=  \r\nx: 2\r\n\r\n";
	g_autoptr(Scan) scan = scan_letter(letter, sizeof(letter) - 1);
	g_autofree char *subject = scan_first_value(scan, "subject");
	g_autofree char *second = scan_value(scan_header(scan, "x", 1));
	g_assert_cmpstr(subject, ==, "=?gb2312?B?udjT2g==?=\t=?gb2312?B?uaTX9w==?=");
	g_assert_cmpstr(second, ==, "2");
	g_assert_null(scan_header(scan, "X", 2));
	g_assert_null(scan_first_value(scan, "Date"));
	g_assert_cmpuint(scan->headers[1].offset, ==, 6);
	static const char hostile[] = "Subject: a\0b\rc\n\n";
	g_autoptr(Scan) nul = scan_letter(hostile, sizeof(hostile) - 1);
	g_autofree char *value = scan_first_value(nul, "Subject");
	g_assert_cmpstr(value, ==, "a b c");
	g_assert_true(nul->header_broken);
}

static char *
repeat(const char *head, const char *piece, size_t n_times, const char *tail)
{
	GString *text = g_string_new(head);
	for (size_t i = 0; i < n_times; i++)
		g_string_append(text, piece);
	g_string_append(text, tail);
	return g_string_free(text, FALSE);
}

static void
check_limit(const char *name, char *letter, const char *limit)
{
	g_autofree char *mine = letter;
	g_autoptr(Scan) scan = scan_letter(mine, strlen(mine));
	g_test_message("%s", name);
	g_assert_cmpstr(scan->limit, ==, limit);
}

static void
test_limits(void)
{
	static const char mixed[] = "Content-Type: multipart/mixed; boundary=b\n\n";
	check_limit("2000 lines", repeat("", "X: y\n", 2000, "\nx"), NULL);
	check_limit("2001 lines", repeat("", "X: y\n", 2001, "\nx"),
		    "its header has more than 2000 lines");
	check_limit("long line", repeat("X: ", "yyyyyyyy", 9000, "\n\n"),
		    "a header line is longer than 64 kB");
	check_limit("long block",
		    repeat("X: y\n",
			   " yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
			   "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
			   "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
			   "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
			   "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
			   "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n",
			   1900, "\n"),
		    "its header is longer than 512 kB");
	check_limit("1000 parts", repeat(mixed, "--b\n\nx\n", 1000, "--b--\n"), NULL);
	check_limit("1001 parts", repeat(mixed, "--b\n\n", 1001, "--b--\n"),
		    "it has more than 1000 parts");
	check_limit("dashed lines", repeat("X: y\n\n", "--x\n", 20001, ""),
		    "it has more lines that look like part boundaries than any letter");
	check_limit("header of a part", repeat(mixed, "To: x\n", 0, ""), NULL);
	g_autofree char *lines = repeat("--b\n", "To: x\n", 2001, "\n");
	check_limit("many lines in a part", g_strconcat(mixed, lines, NULL),
		    "a part's header has too many lines");
	g_autofree char *inner =
		repeat("--b\nContent-Type: message/rfc822\n\n", "To: x\n", 2001, "\n");
	check_limit("many lines in a nested letter", g_strconcat(mixed, inner, NULL),
		    "a part's header has too many lines");
	check_limit("nested letters",
		    repeat("", "Content-Type: message/rfc822\n\n", 40, "Subject: x\n\n"),
		    "its parts are nested too deeply");
}

static void
test_depth(void)
{
	for (unsigned depth = 29; depth <= 32; depth++) {
		g_autoptr(GString) letter = g_string_new(NULL);
		for (unsigned i = 0; i < depth; i++)
			g_string_append_printf(letter,
					       "%sContent-Type: multipart/mixed; boundary=\"b%u\"\n"
					       "\n--b%u\n",
					       "", i, i);
		g_string_append(letter, "\nx\n");
		g_autoptr(Scan) scan = scan_letter(letter->str, letter->len);
		g_assert_cmpstr(scan->limit, ==,
				depth <= 30 ? NULL : "its parts are nested too deeply");
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/scan/cases", test_cases);
	g_test_add_func("/scan/values", test_values);
	g_test_add_func("/scan/limits", test_limits);
	g_test_add_func("/scan/depth", test_depth);
	return g_test_run();
}
