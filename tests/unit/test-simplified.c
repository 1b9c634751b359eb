/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of simplified forms beside OpenCC, character by character.
 * SIMPLIFIED_PRINT=1: prints the table as OpenCC has it, for base/text/simplified.c.
 */
#include "base/text/simplified.h"

#include <glib.h>
#include <locale.h>
#include <opencc/opencc.h>
#include <stdint.h>
#include <string.h>

#define ROW 12 /* pairs */

/* Each hanzi on a line of its own, as no word goes over a line end. */
static GString *
pairs_of_opencc(void)
{
	opencc_t opened = opencc_open("t2s.json");
	g_autoptr(GString) all = g_string_new(NULL);
	GString *pairs = g_string_new(NULL);
	char *simple, *at;

	g_assert_false(opened == (opencc_t)-1);
	for (uint32_t c = 0x3400; c <= 0x9FFF; c++) {
		g_string_append_unichar(all, c);
		g_string_append_c(all, '\n');
	}
	at = simple = opencc_convert_utf8(opened, all->str, all->len);
	for (uint32_t c = 0x3400; c <= 0x9FFF; c++, at = strchr(at, '\n') + 1) {
		if (g_utf8_get_char(at) == c)
			continue;
		g_string_append_unichar(pairs, c);
		g_string_append_unichar(pairs, g_utf8_get_char(at));
	}
	opencc_convert_utf8_free(simple);
	opencc_close(opened);
	return pairs;
}

static void
print(const char *pairs)
{
	while (*pairs) {
		const char *end = pairs;

		for (int i = 0; i < 2 * ROW && *end; i++)
			end = g_utf8_next_char(end);
		g_print("\t\"%.*s\"\n", (int)(end - pairs), pairs);
		pairs = end;
	}
}

static void
test_pairs(void)
{
	g_autoptr(GString) pairs = pairs_of_opencc();

	g_assert_cmpstr(simplified_pairs, ==, pairs->str);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	if (g_getenv("SIMPLIFIED_PRINT")) {
		g_autoptr(GString) pairs = pairs_of_opencc();

		print(pairs->str);
		return 0;
	}
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/simplified/pairs", test_pairs);
	return g_test_run();
}
