/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-header_fields — ids, address lists and dates as clients write them
 */
#include "pipeline/reading/header_fields.h"

#include <locale.h>
#include <string.h>

static const struct {
	const char *header, *name;
	const char *words; /* joined by blanks */
} ids[] = {
	{ "In-Reply-To: <a.b@c.example>", "In-Reply-To", "a.b@c.example" },
	{ "References: <1@a.example>\r\n <2@a.example>\r\n\t<3@a.example>", "References",
	  "1@a.example 2@a.example 3@a.example" },
	{ "In-Reply-To: Your message of <unfinished", "In-Reply-To", "" },
	{ "In-Reply-To: <>", "In-Reply-To", "" },
	{ "Message-ID: <a b@c>", "Message-ID", "" },
	{ "X: y", "Message-ID", "" },
};

static const struct {
	const char *header, *words;
} addresses[] = {
	{ "To: wang@qinghe.example", "wang@qinghe.example" },
	{ "To: =?utf-8?B?546L56eR?= <wang@QINGHE.example>, li@qinghe.example",
	  "wang@qinghe.example li@qinghe.example" },
	{ "To: \"a, b <x@y.example>\" <c@d.example>", "c@d.example" },
	{ "To: (a, b) c@d.example", "" },
	{ "To: undisclosed-recipients:;", "" },
	{ "To: <bad@@x>, <good@d.example>", "good@d.example" },
	{ "To: a@b.example\r\nTo: c@d.example", "a@b.example c@d.example" },
};

static const struct {
	const char *header;
	int64_t seconds;
} dates[] = {
	{ "Date: Mon, 23 Nov 2026 17:05:09 +0800", 1795424709 },
	{ "Date: 23 Nov 2026 09:05:09 GMT", 1795424709 },
	{ "Date: Mon, 23 Nov 2026 17:05 +0800 (CST)", 1795424700 },
	{ "Date: Mon,  3 Nov 2026 04:05:09 -0500", 1793696709 },
	{ "Date: tomorrow", 0 },
	{ "Date: Mon, 23 Xxx 2026 17:05:09 +0800", 0 },
	{ "Date:", 0 },
	{ "X: y", 0 },
};

static char *
joined(json_t *list)
{
	GString *all = g_string_new(NULL);
	size_t i;
	json_t *one;

	json_array_foreach (list, i, one)
		g_string_append_printf(all, "%s%s", i ? " " : "", json_string_value(one));
	json_decref(list);
	return g_string_free(all, FALSE);
}

static Scan *
scanned(const char *header, char **ret_letter)
{
	*ret_letter = g_strconcat(header, "\r\n\r\n", NULL);
	return scan_letter(*ret_letter, strlen(*ret_letter));
}

static void
test_ids(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
		g_autofree char *letter = NULL;
		g_autoptr(Scan) scan = scanned(ids[i].header, &letter);
		g_autofree char *words = joined(header_fields_ids(scan, ids[i].name));

		g_assert_cmpstr(words, ==, ids[i].words);
	}
}

/* A long thread keeps its first id and its newest ones. */
static void
test_many_ids(void)
{
	g_autoptr(GString) header = g_string_new("References:");
	g_autofree char *letter = NULL;
	g_autoptr(Scan) scan = NULL;
	g_autoptr(json_t) list = NULL;

	for (int i = 0; i < 500; i++)
		g_string_append_printf(header, " <%d@a.example>\r\n", i);
	g_string_truncate(header, header->len - 2);
	scan = scanned(header->str, &letter);
	list = header_fields_ids(scan, "References");
	g_assert_cmpuint(json_array_size(list), ==, HEADER_FIELDS_IDS);
	g_assert_cmpstr(json_string_value(json_array_get(list, 0)), ==, "0@a.example");
	g_assert_cmpstr(json_string_value(json_array_get(list, HEADER_FIELDS_IDS - 1)), ==,
			"499@a.example");
}

static void
test_addresses(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
		g_autofree char *letter = NULL;
		g_autoptr(Scan) scan = scanned(addresses[i].header, &letter);
		g_autofree char *words = joined(header_fields_addresses(scan, "To"));

		g_assert_cmpstr(words, ==, addresses[i].words);
	}
}

static void
test_dates(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
		g_autofree char *letter = NULL;
		g_autoptr(Scan) scan = scanned(dates[i].header, &letter);

		g_assert_cmpint(header_fields_date(scan), ==, dates[i].seconds * 1000000);
	}
}

static void
test_relayed(void)
{
	static const struct {
		const char *header;
		int64_t seconds;
	} lines[] = {
		{ "Subject: a", 0 },
		{ "Received: by b; Mon, 23 Nov 2026 17:06:00 +0800\r\n"
		  "Received: from c (d; e) by f with ESMTP id 1;\r\n Mon, 23 Nov 2026 17:05:09 "
		  "+0800",
		  1795424709 },
		{ "Received: from c by f", 0 },
		{ "Received: from c by f; soon", 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *letter = NULL;
		g_autoptr(Scan) scan = scanned(lines[i].header, &letter);

		g_assert_cmpint(header_fields_relayed(scan), ==, lines[i].seconds * 1000000);
	}
}

/* Fields of other names that hold the word do not count, nor do folded lines. */
static void
test_hops(void)
{
	g_autofree char *letter = NULL;
	g_autoptr(Scan) scan = scanned("Received: by a\r\nX-Received: by b\r\nreceived: by c;\r\n"
				       " Received: by d\r\nReceived-SPF: pass\r\nRECEIVED: by e",
				       &letter);

	g_assert_cmpuint(header_fields_hops(scan), ==, 3);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/header_fields/ids", test_ids);
	g_test_add_func("/header_fields/many-ids", test_many_ids);
	g_test_add_func("/header_fields/addresses", test_addresses);
	g_test_add_func("/header_fields/relayed", test_relayed);
	g_test_add_func("/header_fields/hops", test_hops);
	g_test_add_func("/header_fields/dates", test_dates);
	return g_test_run();
}
