/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-base64 — encoded text undone, wherever it is cut
 *
 * Covers base/text/base64.c.
 */
#include "base/text/base64.h"

#include <glib.h>
#include <string.h>

static void
check(const char *text, const char *wanted)
{
	for (size_t cut = 0; cut <= strlen(text); cut++) {
		Base64 base64 = { 0 };
		char got[64];
		size_t n = base64_undo(&base64, text, cut, got);

		n += base64_undo(&base64, text + cut, strlen(text) - cut, got + n);
		got[n] = '\0';
		g_assert_cmpstr(got, ==, wanted);
	}
}

static void
test_undo(void)
{
	check("5ZGI5oql", "呈报");
	check("5ZGI\r\n 5oql\r\n", "呈报");
	check("YQ==", "a");
	check("YWI=", "ab");
	check("YQ", "a");
	check("YQ==YWI=", "aab");  /* two texts joined */
	check("Y*Q.!=", "a");	   /* what is no digit */
	check("5L++5L--", "俾俾"); /* the alphabet of addresses; 5L++ in the other */
	check("", "");
}

static void
test_digits(void)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t n = 0;

	for (int i = 0; i < 64; i++)
		g_assert_cmpint(base64_digit(digits[i]), ==, i);
	for (int c = -128; c < 128; c++)
		n += base64_digit((char)c) >= 0;
	g_assert_cmpint(base64_digit('-'), ==, 62);
	g_assert_cmpint(base64_digit('_'), ==, 63);
	g_assert_cmpuint(n, ==, 66);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/base64/undo", test_undo);
	g_test_add_func("/base64/digits", test_digits);
	return g_test_run();
}
