/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-hash — SHA-256 by the standard's own examples, random words
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

/* FIPS 180-4 examples, and Chinese text. */
static const struct {
	const char *bytes, *hex;
} cases[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "呈报", "bbabd71ea95e77127e67bb475c559e0310a40c054b94b07314eedac1388dbaed" },
};

static void
test_known(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		size_t n = strlen(cases[i].bytes);
		g_autofree char *hex = hash_hex(cases[i].bytes, n);
		autofd fd = files_sealed("t", cases[i].bytes, n, NULL);
		g_autofree char *file_hex = hash_file_hex(fd, NULL);

		g_assert_cmpstr(hex, ==, cases[i].hex);
		g_assert_cmpstr(file_hex, ==, cases[i].hex);
	}
}

/* Longer than the buffer; the offset stays where it was. */
static void
test_file(void)
{
	size_t n = 200001;
	g_autofree char *bytes = g_malloc(n);
	g_autoptr(GError) error = NULL;
	g_autofree char *wanted = NULL, *hex = NULL;
	autofd fd = -1;
	int ends[2];

	memset(bytes, 'x', n);
	fd = files_sealed("t", bytes, n, NULL);
	g_assert_cmpint(lseek(fd, 77, SEEK_SET), ==, 77);
	wanted = hash_hex(bytes, n);
	hex = hash_file_hex(fd, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(hex, ==, wanted);
	g_assert_cmpint(lseek(fd, 0, SEEK_CUR), ==, 77);
	/* A pipe cannot be read from its beginning. */
	g_assert_cmpint(pipe(ends), ==, 0);
	g_assert_null(hash_file_hex(ends[0], &error));
	g_assert_error(error, ERRORS, ERRORS_STORE);
	close(ends[0]);
	close(ends[1]);
}

static void
test_words(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	int counts[256] = { 0 };

	for (int i = 0; i < 2000; i++) {
		char *word = hash_random_word(13);

		g_assert_cmpuint(strlen(word), ==, 13);
		for (const char *p = word; *p; p++)
			counts[(unsigned char)*p]++;
		g_assert_true(g_hash_table_add(seen, word));
	}
	/* 26000 characters over 32 letters: each about 812 times. */
	for (int c = 0; c < 256; c++) {
		if (c && strchr("abcdefghijkmnpqrstuvwxyz23456789", c))
			g_assert_cmpint(ABS(counts[c] - 812), <, 250);
		else
			g_assert_cmpint(counts[c], ==, 0);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/hash/known", test_known);
	g_test_add_func("/hash/file", test_file);
	g_test_add_func("/hash/words", test_words);
	return g_test_run();
}
