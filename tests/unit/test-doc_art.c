/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-doc_art — words of WordArt among the properties of shapes, also of damaged ones
 *
 * Covers extract/doc_art.c. A document with a watermark: tests/documents.t.
 */
#include "extract/doc_art.h"

#include <string.h>

/* Two properties, the second long: size of the first line's ends, then 机密 and its NUL. */
static const unsigned char record[] = {
	0x23, 0x00, 0x0B, 0xF0, 18,   0,    0, 0, /* version 3, two properties, 18 bytes */
	0xC3, 0x00, 0,	  0,	36,   0,	  /* gtextSize */
	0xC0, 0xC0, 6,	  0,	0,    0,	  /* gtextUNICODE, behind */
	0x3A, 0x67, 0xC6, 0x5B, 0x00, 0x00,
};

static char *
find(const unsigned char *bytes, size_t n_bytes)
{
	g_autofree unsigned char *exact = g_memdup2(bytes, n_bytes); /* a read beyond is seen */
	g_auto(Properties) art = { 0 };
	GString *text = g_string_new("甲");

	properties_init(&art);
	doc_art_find((DocStream){ exact, n_bytes }, &art);
	properties_say(&art, text);
	return g_string_free(text, FALSE);
}

static void
check(const unsigned char *bytes, size_t n_bytes, const char *wanted)
{
	g_autofree char *text = find(bytes, n_bytes);

	g_assert_cmpstr(text, ==, wanted);
}

static void
test_words(void)
{
	unsigned char odd[sizeof record + 1] = { 0xF0 };

	check(record, sizeof record, "甲\n机密");
	memcpy(odd + 1, record, sizeof record);
	check(odd, sizeof odd, "甲\n机密");
	check((const unsigned char *)"", 0, "甲");
}

/* Cut anywhere, or with any byte changed, it says something or nothing. */
static void
test_damaged(void)
{
	unsigned char bytes[sizeof record];

	for (size_t n = 0; n < sizeof record; n++)
		check(record, n, "甲");
	for (size_t at = 0; at < sizeof record; at++)
		for (unsigned value = 0; value < 256; value++) {
			g_autofree char *text = NULL;

			memcpy(bytes, record, sizeof record);
			bytes[at] = (unsigned char)value;
			text = find(bytes, sizeof bytes);
			g_assert_true(g_utf8_validate(text, -1, NULL));
		}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc_art/words", test_words);
	g_test_add_func("/doc_art/damaged", test_damaged);
	return g_test_run();
}
