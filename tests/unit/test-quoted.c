/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-quoted — quoted-printable as clients and gateways break it, in pieces of every size
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/text/quoted.h"

static const struct {
	const char *name, *text, *bytes;
} cases[] = {
	{ "nothing", "", "" },
	{ "text", "abc\n", "abc\n" },
	{ "upper and lower case", "=E6=98=a5", "春" },
	{ "a broken line", "=E5=85=A8=\n=E5=8E=BF", "全县" },
	{ "a broken line, CR LF", "=E5=85=A8=\r\n=E5=8E=BF\r\n", "全县\r\n" },
	{ "a broken line, CR alone", "ab=\rc", "abc" },
	{ "blanks behind the sign", "=E5=85=A8= \t\r\n=E5=8E=BF", "全县" },
	{ "broken in an escape", "=E5=85=A=\r\n8=E5=8E=B=\nF", "全县" },
	{ "an equals sign", "a=3Db", "a=b" },
	{ "no escape", "a=b 1=2 =Z==41 x= y", "a=b 1=2 =Z=A x= y" },
	{ "half an escape before a broken line", "=4=\nz", "=4z" },
	{ "half an escape and another", "=4=41", "=4A" },
	{ "ends in a broken line", "abc=", "abc" },
	{ "ends in half an escape", "abc=4", "abc=4" },
	{ "raw 8 bits", "春=E8=80=95", "春耕" },
};

/* `text` undone in pieces of n characters. Yours. */
static char *
undone(const char *text, size_t n)
{
	g_autoptr(GString) out = g_string_new(NULL);
	Quoted quoted = { 0 };
	char piece[256 + QUOTED_SPARE_BYTES];
	size_t left = strlen(text);

	for (const char *at = text; left > 0;) {
		size_t step = MIN(n, left);

		g_string_append_len(out, piece, (gssize)quoted_undo(&quoted, at, step, piece));
		at += step;
		left -= step;
	}
	g_string_append_len(out, piece, (gssize)quoted_end(&quoted, piece));
	return g_strdup(out->str);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		for (size_t n = 1; n <= 12; n++) {
			g_autofree char *bytes = undone(cases[i].text, n);

			g_test_message("%s, %zu at a time", cases[i].name, n);
			g_assert_cmpstr(bytes, ==, cases[i].bytes);
		}
}

/* Blanks without end behind an equals sign: what waits stays small, nothing is lost. */
static void
test_blanks(void)
{
	g_autoptr(GString) text = g_string_new("a=");
	g_autofree char *bytes = NULL;

	while (text->len < 1000)
		g_string_append_c(text, ' ');
	g_string_append_c(text, 'b');
	bytes = undone(text->str, 100);
	g_assert_cmpstr(bytes, ==, text->str);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/quoted/cases", test_cases);
	g_test_add_func("/quoted/blanks", test_blanks);
	return g_test_run();
}
