/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/mbox.c.
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/wire/mbox.h"

#include <locale.h>
#include <string.h>
#include <sys/mman.h>

#define FROM "From wang@qinghe.example Mon Nov 23 08:30:00 2026"

static const struct {
	const char *name;
	MboxStyle style;
	const char *file;
	const char *letters[4]; /* until NULL */
} cases[] = {
	{ "one", MBOX_RD, FROM "\nSubject: a\n\nx\n", { "Subject: a\n\nx\n" } },
	{ "two",
	  MBOX_RD,
	  FROM "\nA: 1\n\nx\n\n" FROM "\nB: 2\n\ny\n\n",
	  { "A: 1\n\nx\n", "B: 2\n\ny\n" } },
	{ "CRLF",
	  MBOX_RD,
	  FROM "\r\nA: 1\r\n\r\nx\r\n\r\n" FROM "\r\nB: 2\r\n",
	  { "A: 1\r\n\r\nx\r\n", "B: 2\r\n" } },
	{ "From in prose",
	  MBOX_RD,
	  FROM "\nA: 1\n\nFrom here on\n\nFrom then, 12:30\n",
	  { "A: 1\n\nFrom here on\n\nFrom then, 12:30\n" } },
	{ "From_ without empty line",
	  MBOX_RD,
	  FROM "\nA: 1\n\nx\n" FROM "\n",
	  { "A: 1\n\nx\n" FROM "\n" } },
	{ "mboxrd",
	  MBOX_RD,
	  FROM "\nA: 1\n\n>From a\n>>From b\n> From c\n",
	  { "A: 1\n\nFrom a\n>From b\n> From c\n" } },
	{ "mboxo", MBOX_O, FROM "\nA: 1\n\n>From a\n", { "A: 1\n\n>From a\n" } },
	{ "empty lines kept",
	  MBOX_RD,
	  FROM "\nA: 1\n\nx\n\n\n\n" FROM "\nB: 2\n",
	  { "A: 1\n\nx\n\n\n", "B: 2\n" } },
	{ "no line end", MBOX_RD, FROM "\nA: 1\n\nx", { "A: 1\n\nx" } },
	{ "no letter in it", MBOX_RD, FROM "\n\n" FROM "\nB: 2\n", { "", "B: 2\n" } },
};

static void
test_split(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		autofd fd = memfd_create("mbox", MFD_CLOEXEC);
		g_autoptr(Mbox) mbox = NULL;
		g_autoptr(GError) error = NULL;
		MboxLetter letter;
		bool found = true;
		size_t n = 0;

		g_test_message("%s", cases[i].name);
		g_assert_true(files_write(fd, cases[i].file, strlen(cases[i].file), NULL));
		mbox = mbox_open(fd, cases[i].style, &error);
		g_assert_no_error(error);
		for (;; n++) {
			autofd out = memfd_create("letter", MFD_CLOEXEC);
			g_autofree char *bytes = NULL;
			uint64_t n_bytes;
			size_t n_read;

			g_assert_true(mbox_next(mbox, &letter, &found, &error));
			if (!found || n == 4)
				break;
			g_assert_true(mbox_copy(mbox, &letter, out, 1 << 20, &n_bytes, &error));
			bytes = files_read_fd(out, 1 << 20, &n_read, NULL);
			g_assert_cmpstr(bytes, ==, cases[i].letters[n]);
			g_assert_cmpuint(n_bytes, ==, n_read);
			g_assert_cmpstr(letter.envelope_from, ==, "wang@qinghe.example");
		}
		g_assert_cmpuint(n, <, 4);
		g_assert_null(cases[i].letters[n]);
	}
}

/* Lines longer than the buffer, a `>From ` at every place of its border. */
static void
test_long_lines(void)
{
	for (size_t length = 65500; length < 65560; length++) {
		autofd fd = memfd_create("mbox", MFD_CLOEXEC);
		autofd out = memfd_create("letter", MFD_CLOEXEC);
		g_autoptr(GString) file = g_string_new(FROM "\n");
		g_autofree char *bytes = NULL;
		g_autoptr(Mbox) mbox = NULL;
		MboxLetter letter;
		uint64_t n_bytes = 0;
		size_t n_read;
		bool found;

		for (size_t i = 0; i < length; i++)
			g_string_append_c(file, 'x');
		g_string_append(file, ">From \n>From y\n\n" FROM "\nB: 2\n");
		g_assert_true(files_write(fd, file->str, file->len, NULL));
		mbox = mbox_open(fd, MBOX_RD, NULL);
		g_assert_true(mbox_next(mbox, &letter, &found, NULL) && found);
		g_assert_true(mbox_copy(mbox, &letter, out, 1 << 20, &n_bytes, NULL));
		g_assert_cmpuint(n_bytes, ==, length + 7 + 7);
		bytes = files_read_fd(out, 1 << 20, &n_read, NULL);
		g_assert_true(g_str_has_suffix(bytes, "x>From \nFrom y\n"));
		g_assert_false(mbox_copy(mbox, &letter, out, length, &n_bytes, NULL));
		g_assert_true(mbox_next(mbox, &letter, &found, NULL) && found);
	}
}

static void
test_no_mbox(void)
{
	static const char *const files[] = { "", "Subject: a\n\nx\n", "From wang\n", "From " };

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		autofd fd = memfd_create("mbox", MFD_CLOEXEC);
		g_autoptr(GError) error = NULL;

		g_assert_true(files_write(fd, files[i], strlen(files[i]), NULL));
		g_assert_false(mbox_is(fd));
		g_assert_null(mbox_open(fd, MBOX_RD, &error));
		g_assert_error(error, ERRORS, ERRORS_MAIL);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/mbox/split", test_split);
	g_test_add_func("/mbox/long lines", test_long_lines);
	g_test_add_func("/mbox/no mbox", test_no_mbox);
	return g_test_run();
}
